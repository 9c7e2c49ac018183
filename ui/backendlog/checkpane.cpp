// SPDX-License-Identifier: MIT
#include "ui/backendlog/checkpane.h"

#include "ui/theme/statusglyph.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace chatsync::ui {

namespace {

using diagnosis::Change;
using diagnosis::ThenAndNow;
using Mark = diagnosis::Evidence::Mark;

constexpr int mostHeight = 132;
constexpr size_t mostShown = 100;

Status statusOf(Mark mark)
{
    switch (mark) {
    case Mark::Ok:
        return Status::Ok;
    case Mark::Bad:
        return Status::Fail;
    case Mark::Warning:
        return Status::Warn;
    case Mark::Twin:
        return Status::Twin;
    case Mark::Info:
        return Status::Info;
    }
    Q_UNREACHABLE();
}

Status statusOf(ThenAndNow::Outlook outlook)
{
    switch (outlook) {
    case ThenAndNow::Outlook::Succeeds:
        return Status::Ok;
    case ThenAndNow::Outlook::FailsTheSame:
    case ThenAndNow::Outlook::FailsOtherwise:
        return Status::Fail;
    case ThenAndNow::Outlook::Unknown:
        return Status::Warn;
    }
    Q_UNREACHABLE();
}

QString headingOf(ThenAndNow::Outlook outlook)
{
    switch (outlook) {
    case ThenAndNow::Outlook::Succeeds:
        return CheckPane::tr("Would succeed today");
    case ThenAndNow::Outlook::FailsTheSame:
        return CheckPane::tr("Would fail the same way today");
    case ThenAndNow::Outlook::FailsOtherwise:
        return CheckPane::tr("Would fail today");
    case ThenAndNow::Outlook::Unknown:
        return CheckPane::tr("Today: not certain");
    }
    Q_UNREACHABLE();
}

} // namespace

CheckPane::CheckPane(QWidget *parent)
    : QWidget(parent)
    , m_banner(new VerdictBanner)
    , m_scroll(new QScrollArea)
{
    setSurface(this, Surface::Base);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::medium, space::base, space::medium, space::medium);
    column->setSpacing(space::small);
    column->addWidget(m_banner);
    column->addWidget(m_scroll);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Then and now"));
    setAccessibleName(tr("Then and now"));
    clear();
}

void CheckPane::clear()
{
    m_sentences.clear();
    hide();
}

void CheckPane::showBusy(const QString &environment)
{
    m_banner->setMessage(Status::Running, tr("Asking database and StreamChat of %1").arg(environment));
    m_scroll->hide();
    show();
}

void CheckPane::showError(const QString &what, const QString &advice)
{
    m_banner->setMessage(Status::Fail, what, advice);
    m_scroll->hide();
    show();
}

void CheckPane::show(const ThenAndNow &comparison, const QString &environment)
{
    m_sentences = QStringList{comparison.sentence};
    // What the banner tells already is not told again.
    std::vector<Change> others;
    for (const Change &change : comparison.changes) {
        if (!comparison.sentence.contains(change.sentence.chopped(1)))
            others.push_back(change);
    }
    m_banner->setMessage(statusOf(comparison.outlook), headingOf(comparison.outlook),
                         withSoftBreaks(comparison.sentence, 24), tr("Asked in %1.").arg(environment));
    setChanges(others);
    show();
}

void CheckPane::setChanges(const std::vector<Change> &changes)
{
    auto *list = new QWidget;
    setSurface(list, Surface::Base);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tiny);
    for (size_t i = 0; i < std::min(changes.size(), mostShown); ++i) {
        const Change &change = changes[i];
        m_sentences << change.sentence;
        auto *row = new QHBoxLayout;
        row->setSpacing(space::base);
        auto *glyph = new StatusGlyph(statusOf(change.mark), 14, list);
        row->addWidget(glyph, 0, Qt::AlignTop);
        auto *label = new QLabel(withSoftBreaks(change.sentence, 24), list);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        setFontRole(label, FontRole::Caption);
        row->addWidget(label, 1);
        column->addLayout(row);
    }
    column->addStretch();
    m_scroll->setWidget(list);
    m_scroll->setVisible(!changes.empty());
    const int wanted = std::min<int>(theme().scaled(mostHeight),
                                     int(changes.size()) * (theme().lineHeight(FontRole::Caption) * 2 + 6));
    m_scroll->setFixedHeight(std::max(wanted, theme().lineHeight(FontRole::Caption) + space::small));
}

} // namespace chatsync::ui
