// SPDX-License-Identifier: MIT
#include "ui/shell/armsheet.h"

#include "core/environment/arming.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/formfield.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QUrl>

namespace chatsync::ui {

namespace {

constexpr int sheetWidth = 560;
constexpr int minutes = static_cast<int>(Arming::duration.count());

QLabel *plain(const QString &text, FontRole role, Ink ink)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setFontRole(label, role);
    setInk(label, ink);
    return label;
}

class Frame final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = theme().tokens();
        QPainter painter(this);
        drawFrame(painter, rect(), radius::frame, t.alternate, t.line);
    }
};

class Sign final : public QWidget {
public:
    explicit Sign(Icon id)
        : m_icon(icon(id))
    {
        setFixedSize(16, 16);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        m_icon.paint(&painter, rect());
    }

private:
    QIcon m_icon;
};

} // namespace

ArmSheet::ArmSheet(const Environment &environment, const QString &database, QWidget *view)
    : Sheet(tr("Arm %1 for %n minute(s)?", nullptr, minutes).arg(environment.name), sheetWidth, view)
    , m_environment(environment.name)
    , m_name(new QLineEdit)
    , m_reason(new QLineEdit)
    , m_progress(plain({}, FontRole::Caption, Ink::Secondary))
    , m_arm(nullptr)
{
    setHead(kindOf(environment), tr("Real companies and users. Until now this window could only read."));
    const Result<QUrl> url = streamUrlFrom(environment.streamUrl);
    buildFacts(url ? url->host() : environment.streamUrl, database);
    buildTerms();
    buildFields();
    footer()->addWidget(plain(tr("Nothing is sent by arming."), FontRole::Caption, Ink::Secondary), 1);
    m_arm = setAction(tr("Arm for %n minute(s)", nullptr, minutes), true);
    m_arm->setIcon(icon(Icon::Unlocked));
    connect(m_name, &QLineEdit::textChanged, this, &ArmSheet::showProgress);
    showProgress();
}

void ArmSheet::buildFacts(const QString &host, const QString &database)
{
    auto *frame = new Frame;
    auto *grid = new QGridLayout(frame);
    grid->setContentsMargins(space::medium, space::base, space::medium, space::base);
    grid->setHorizontalSpacing(space::large);
    grid->setVerticalSpacing(space::tiny);
    grid->setColumnStretch(1, 1);
    const auto fact = [grid](int row, const QString &name, const QString &value, const QString &said) {
        grid->addWidget(plain(name, FontRole::Caption, Ink::Secondary), row, 0, Qt::AlignTop);
        auto *line = new QHBoxLayout;
        line->setSpacing(space::base);
        auto *text = new ElidedLabel(value, ElidedLabel::Kind::Id);
        setFontRole(text, FontRole::Mono);
        line->addWidget(text, 0);
        auto *note = new ElidedLabel(said);
        setFontRole(note, FontRole::Caption);
        setInk(note, Ink::Secondary);
        line->addWidget(note, 1);
        grid->addLayout(line, row, 1);
    };
    fact(0, tr("StreamChat"), host, tr("may be written by repairs"));
    fact(1, tr("Database"), database, tr("stays read-only"));
    content()->addWidget(frame);
}

void ArmSheet::buildTerms()
{
    content()->addSpacing(space::tiny);
    content()->addWidget(plain(tr("While it is armed"), FontRole::Label, Ink::Primary));
    const auto term = [this](Icon id, const QString &text) {
        auto *row = new QHBoxLayout;
        row->setSpacing(space::base + space::hair);
        row->addWidget(new Sign(id), 0, Qt::AlignTop);
        row->addWidget(plain(text, FontRole::Body, Ink::Primary), 1);
        content()->addLayout(row);
    };
    term(Icon::Write,
         tr("Repairs can create, correct and restore users and add missing members. Each one shows its "
            "fields and asks again."));
    term(Icon::Limits,
         tr("At most 100 users and 10 channels a repair, with onecrew_ ids only. Runs, checklist and "
            "clean-up stay locked."));
    term(Icon::Runs, tr("Every write is in the journal before it is sent, with the state before."));
    term(Icon::Locked,
         tr("It ends by itself after %n minute(s), on leaving %1, or with F9.", nullptr, minutes)
             .arg(m_environment));
}

void ArmSheet::buildFields()
{
    content()->addSpacing(space::tiny);
    m_reason->setMaxLength(200);
    m_reason->setPlaceholderText(tr("Ticket 4187"));
    auto *name = new FormField(tr("Type %1 to arm").arg(m_environment), m_name);
    auto *reason = new FormField(tr("Reason, for the journal"), m_reason);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::medium);
    row->addWidget(name, 1, Qt::AlignTop);
    row->addWidget(reason, 1, Qt::AlignTop);
    content()->addLayout(row);
    content()->addWidget(m_progress);
}

QString ArmSheet::typedName() const
{
    return m_name->text();
}

QString ArmSheet::reason() const
{
    return m_reason->text().trimmed();
}

void ArmSheet::showProgress()
{
    const QString typed = m_name->text().trimmed();
    const bool right = typed == m_environment;
    if (right)
        m_progress->setText(tr("That is its name."));
    else if (m_environment.startsWith(typed))
        m_progress->setText(
            tr("%n letter(s) to go", nullptr, static_cast<int>(m_environment.size() - typed.size())));
    else
        m_progress->setText(tr("That is not its name, to the letter."));
    setInk(m_progress, right || m_environment.startsWith(typed) ? Ink::Secondary : Ink::Fail);
    m_name->setAccessibleDescription(m_progress->text());
    m_arm->setEnabled(right);
    m_arm->setToolTip(right ? tr("Repairs may write from then on") : tr("Type the environment's name first"));
}

} // namespace chatsync::ui
