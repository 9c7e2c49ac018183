// SPDX-License-Identifier: MIT
#include "ui/lookup/remedypane.h"

#include "ui/runs/pieces.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {

namespace {

using diagnosis::Remedy;

constexpr int iconSize = 12;

} // namespace

std::vector<Remedy> remediesOf(const diagnosis::Verdict &verdict)
{
    std::vector<Remedy> all;
    for (const diagnosis::Finding &finding : verdict.findings) {
        const Remedy &remedy = finding.remedy;
        const bool known = std::any_of(all.begin(), all.end(), [&remedy](const Remedy &one) {
            return one.action == remedy.action && one.streamId == remedy.streamId && one.cid == remedy.cid &&
                   one.text == remedy.text;
        });
        if (!remedy.text.isEmpty() && !known)
            all.push_back(remedy);
    }
    return all;
}

QString writesText(const Remedy &remedy)
{
    switch (remedy.action) {
    case Remedy::Action::None:
        return RemedyPane::tr("Reads only");
    case Remedy::Action::AddMember:
    case Remedy::Action::CreateChannel:
        return RemedyPane::tr("Writes %n channel(s)", nullptr, 1);
    default:
        return RemedyPane::tr("Writes %n user(s)", nullptr, 1);
    }
}

WriteBadge::WriteBadge(const QString &text, bool writes, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_writes(writes)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

QSize WriteBadge::sizeHint() const
{
    const int text = QFontMetrics(theme().font(FontRole::Badge)).horizontalAdvance(m_text);
    return {text + iconSize + space::tiny + 2 * space::small + 2, theme().height(Height::Badge)};
}

void WriteBadge::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    drawFrame(painter, rect(), radius::badge, m_writes ? t.neutral.tint : QColor{}, t.control);
    const QRect picture(space::small, (height() - iconSize) / 2, iconSize, iconSize);
    icon(m_writes ? Icon::Write : Icon::ReadOnly)
        .paint(&painter, QStyle::visualRect(layoutDirection(), rect(), picture));
    const QRect text = rect().adjusted(picture.right() + 1 + space::tiny, 0, -space::small + 1, 0);
    drawText(painter, QStyle::visualRect(layoutDirection(), rect(), text), m_text, theme().font(FontRole::Badge),
             t.text2, QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter));
}

RemedyPane::RemedyPane(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(viewport(), Surface::Window);
    setAccessibleName(tr("What to do"));
}

void RemedyPane::setVerdict(const diagnosis::Verdict &verdict, const WriteLeave &leave)
{
    auto *page = new QWidget(this);
    setSurface(page, Surface::Window);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(space::pane, space::medium, space::pane, space::pane);
    layout->setSpacing(space::tiny);
    layout->addWidget(pieces::heading(tr("What to do"), page));
    m_number = 0;
    for (const Remedy &remedy : remediesOf(verdict)) {
        if (remedy.isRepair())
            addRepair(layout, remedy, leave);
        else if (remedy.action == Remedy::Action::None)
            addRemedy(layout, remedy.text, remedy.consequence, {});
    }
    QHBoxLayout *row = addRemedy(layout, tr("Create a test conversation of the two"),
                                 tr("Proves that it works. Nothing is sent before you say so there."),
                                 tr("Writes %n channel(s)", nullptr, 1));
    auto *create = new QPushButton(tr("New..."), page);
    setSmall(create);
    create->setToolTip(tr("Opens the conversation view with both filled in"));
    create->setAccessibleName(tr("New test conversation of the two"));
    connect(create, &QPushButton::clicked, this, &RemedyPane::conversationRequested);
    row->addWidget(create);
    layout->addStretch();
    setWidget(page);
}

QHBoxLayout *RemedyPane::addRemedy(QVBoxLayout *layout, const QString &text, const QString &consequence,
                                   const QString &writes)
{
    QWidget *page = layout->parentWidget();
    layout->addSpacing(space::base);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::base);
    row->addWidget(new Badge(QLocale().toString(++m_number), Badge::Look::Count, page), 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(space::hair);
    auto *name = pieces::text(text, FontRole::BodyStrong, Ink::Primary, page);
    name->setText(withSoftBreaks(QString{text}.remove(u'`'), 24));
    column->addWidget(name);
    if (!consequence.isEmpty()) {
        auto *caption = pieces::text(consequence, FontRole::Caption, Ink::Secondary, page);
        caption->setText(withSoftBreaks(consequence, 24));
        column->addWidget(caption);
    }
    auto *actions = new QHBoxLayout;
    actions->setContentsMargins(0, space::tiny, 0, 0);
    actions->setSpacing(space::base);
    if (!writes.isEmpty())
        actions->addWidget(new WriteBadge(writes, true, page));
    actions->addStretch();
    column->addLayout(actions);
    row->addLayout(column, 1);
    layout->addLayout(row);
    return actions;
}

void RemedyPane::addRepair(QVBoxLayout *layout, const Remedy &remedy, const WriteLeave &leave)
{
    QHBoxLayout *row = addRemedy(layout, remedy.text, remedy.consequence, writesText(remedy));
    auto *button = new QPushButton(leave.granted ? tr("Repair...") : tr("Copy request"), layout->parentWidget());
    setSmall(button);
    button->setAccessibleName(QStringLiteral("%1: %2").arg(button->text(), remedy.text));
    if (leave.granted) {
        button->setToolTip(tr("Shows every field before anything is sent"));
        connect(button, &QPushButton::clicked, this, [this, remedy] { Q_EMIT repairRequested({remedy}); });
    } else {
        button->setIcon(icon(Icon::Copy));
        button->setToolTip(leave.reason);
        connect(button, &QPushButton::clicked, this, [this, remedy] { Q_EMIT copyRequested({remedy}); });
    }
    row->addWidget(button);
}

} // namespace chatsync::ui
