// SPDX-License-Identifier: MIT
#include "ui/checklist/evidencepane.h"

#include "ui/runs/pieces.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/panebar.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QUrl>

namespace chatsync::ui {

namespace {

constexpr qsizetype longestBanner = 320;
constexpr int longestWord = 24;

/// As much as the banner holds, broken where an id would push the pane apart; the rest is in its tip.
QString fitting(const QString &text)
{
    return withSoftBreaks(
        text.size() > longestBanner ? text.left(longestBanner).trimmed() + QStringLiteral(" …") : text,
        longestWord);
}

constexpr int noteDelayMs = 800;
constexpr int noteHeight = 74;
constexpr qsizetype longestNote = 10'000;
constexpr size_t mostEvidence = 60;
constexpr size_t mostExchanges = 12;

/// A row of the evidence: symbol, link, second line; a line above all but the first.
class EvidenceRow final : public QWidget {
public:
    EvidenceRow(const CheckEvidence &evidence, bool first, QWidget *parent)
        : QWidget(parent)
        , m_icon(iconOf(evidence))
        , m_first(first)
    {}

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = theme().tokens();
        QPainter painter(this);
        if (!m_first)
            drawEdge(painter, rect(), Qt::TopEdge, t.line);
        const QRect at(space::medium, space::medium + 2, 16, 16);
        icon(m_icon, t.text2).paint(&painter, QStyle::visualRect(layoutDirection(), rect(), at));
    }

private:
    Icon m_icon;
    bool m_first;
};

/// The words as far as they fit, in the colours of a link.
QPushButton *makeLink(const QString &text, QWidget *parent)
{
    auto *link = new QPushButton(text, parent);
    setButtonKind(link, ButtonKind::Flat);
    setSmall(link);
    link->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    link->setToolTip(text);
    return link;
}

QString exchangeLine(const Exchange &exchange)
{
    QString line = exchange.method + u' ' + QUrl{exchange.url}.path();
    if (exchange.status > 0)
        line += u' ' + QString::number(exchange.status);
    return line;
}

} // namespace

EvidencePane::EvidencePane(QWidget *parent)
    : QWidget(parent)
    , m_heading(new ElidedLabel)
    , m_badge(new Badge({}, Status::NotStarted))
    , m_scroll(new QScrollArea)
    , m_inputs(new QWidget)
    , m_note(new QPlainTextEdit)
    , m_noteTimer(new QTimer(this))
    , m_known(new QWidget)
    , m_ticket(new QLineEdit)
    , m_link(new QPushButton(tr("Link")))
{
    setSurface(this, Surface::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0); // The line to the list stands in the margin.
    layout->setSpacing(0);
    buildHead(layout);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    setSurface(m_scroll->viewport(), Surface::Base);
    auto *content = new QWidget;
    setSurface(content, Surface::Base);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::medium);
    m_body = new QWidget;
    column->addWidget(m_body);
    buildInputs();
    column->addWidget(m_inputs);
    column->addStretch();
    m_scroll->setWidget(content);
    layout->addWidget(m_scroll, 1);
    buildFooter(layout);
    followTheme(this, [this] {
        setMinimumWidth(theme().scaled(leastWidth));
        setMaximumWidth(theme().scaled(preferredWidth));
        updateGeometry();
    });
    clear(tr("Choose a check to see what speaks for its verdict."));
}

void EvidencePane::buildHead(QVBoxLayout *into)
{
    auto *bar = new PaneBar(Qt::BottomEdge);
    setFontRole(m_heading, FontRole::Heading);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::pane - 2, 0, space::pane - 2, 1);
    row->setSpacing(space::base);
    row->addWidget(m_heading, 1);
    row->addWidget(m_badge);
    followTheme(bar, [bar] { bar->setFixedHeight(theme().height(Height::PaneBar)); });
    into->addWidget(bar);
}

void EvidencePane::buildInputs()
{
    auto *column = new QVBoxLayout(m_inputs);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::small);
    auto *knownColumn = new QVBoxLayout(m_known);
    knownColumn->setContentsMargins(0, 0, 0, 0);
    knownColumn->setSpacing(space::small);
    knownColumn->addWidget(pieces::caption(tr("Known issue"), m_known));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::base);
    m_ticket->setPlaceholderText(tr("Ticket number or link"));
    m_ticket->setAccessibleName(tr("Known issue"));
    m_ticket->setMaxLength(500);
    m_link->setToolTip(tr("The failure is known by this ticket; it is flagged once it stops failing"));
    row->addWidget(m_ticket, 1);
    row->addWidget(m_link);
    knownColumn->addLayout(row);
    column->addWidget(m_known);
    column->addSpacing(space::tiny);
    auto *caption = new QLabel(tr("Note for the report"));
    setFontRole(caption, FontRole::CaptionStrong);
    setInk(caption, Ink::Secondary);
    caption->setBuddy(m_note);
    m_note->setAccessibleName(caption->text());
    m_note->setTabChangesFocus(true);
    m_note->installEventFilter(this);
    followTheme(m_note, [this] { m_note->setFixedHeight(theme().scaled(noteHeight)); });
    column->addWidget(caption);
    column->addWidget(m_note);

    m_noteTimer->setSingleShot(true);
    m_noteTimer->setInterval(noteDelayMs);
    connect(m_noteTimer, &QTimer::timeout, this, &EvidencePane::tellNote);
    connect(m_note, &QPlainTextEdit::textChanged, this, [this] {
        if (m_note->toPlainText() != m_subject.check.note)
            m_noteTimer->start();
    });
    const auto link = [this] {
        const QString ticket = m_ticket->text().trimmed();
        const QString before = m_subject.check.known ? m_subject.check.known->ticket : QString{};
        if (ticket != before)
            Q_EMIT ticketChanged(ticket);
    };
    connect(m_link, &QPushButton::clicked, this, link);
    connect(m_ticket, &QLineEdit::returnPressed, this, link);
}

void EvidencePane::buildFooter(QVBoxLayout *into)
{
    auto *bar = new PaneBar(Qt::TopEdge);
    m_footer = new QHBoxLayout(bar);
    m_footer->setContentsMargins(space::pane, 1, space::pane, 0);
    m_footer->setSpacing(space::base);
    m_mark = new QPushButton(tr("Mark as..."));
    setSmall(m_mark);
    m_mark->setToolTip(tr("A verdict of your own, with your note as its reason"));
    auto *menu = new QMenu(m_mark);
    for (const CheckVerdict verdict :
         {CheckVerdict::Passed, CheckVerdict::Failed, CheckVerdict::Blocked, CheckVerdict::NotApplicable}) {
        QAction *action =
            menu->addAction(QIcon(statusPixmap(statusOf(verdict), 16, devicePixelRatioF())), word(verdict));
        connect(action, &QAction::triggered, this, [this, verdict] {
            tellNote();
            Q_EMIT verdictChosen(verdict);
        });
    }
    connect(m_mark, &QPushButton::clicked, menu,
            [this, menu] { menu->popup(m_mark->mapToGlobal(QPoint(0, -menu->sizeHint().height()))); });
    m_footer->addWidget(m_mark);
    m_footer->addStretch();
    followTheme(bar, [bar] { bar->setFixedHeight(theme().scaled(47)); });
    into->addWidget(bar);
}

void EvidencePane::clear(const QString &sentence)
{
    tellNote();
    m_shown = false;
    m_subject = {};
    m_heading->setText(tr("Evidence"));
    m_badge->hide();
    m_inputs->hide();
    m_mark->setEnabled(false);
    rebuild({});
    m_body->layout()->addWidget(pieces::text(sentence, FontRole::Body, Ink::Secondary, m_body));
}

void EvidencePane::show(const Subject &subject, const RunNumbers &numbers)
{
    if (m_shown && subject == m_subject && numbers == m_numbers)
        return;
    const bool other =
        !m_shown || subject.heading != m_subject.heading || subject.check.id != m_subject.check.id;
    if (other)
        tellNote();
    m_shown = true;
    m_subject = subject;
    m_numbers = numbers;
    m_heading->setText(subject.heading);
    m_badge->setText(subject.statusWord);
    m_badge->setStatus(subject.status);
    m_badge->show();
    m_inputs->show();
    m_known->setVisible(subject.check.verdict == CheckVerdict::Failed || subject.check.known.has_value());
    // What somebody is typing is not taken from them by news of the same check.
    if (other || !m_note->hasFocus())
        m_note->setPlainText(subject.check.note);
    if (other || !m_ticket->hasFocus())
        m_ticket->setText(subject.check.known ? subject.check.known->ticket : QString{});
    m_note->setReadOnly(!subject.editable);
    m_ticket->setReadOnly(!subject.editable);
    m_link->setEnabled(subject.editable);
    m_mark->setEnabled(subject.editable);
    const QString why = subject.editable ? QString{} : tr("Run the checklist first.");
    m_mark->setStatusTip(why);
    rebuild(numbers);
    if (other)
        m_scroll->ensureVisible(0, 0);
}

void EvidencePane::rebuild(const RunNumbers &numbers)
{
    auto *fresh = new QWidget;
    setSurface(fresh, Surface::Base);
    auto *column = new QVBoxLayout(fresh);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::small);
    m_links.clear();
    m_sameCause = nullptr;
    QLayout *layout = m_scroll->widget()->layout();
    layout->replaceWidget(m_body, fresh);
    m_body->hide();
    m_body->deleteLater(); // A link of it may be the sender.
    m_body = fresh;
    if (!m_shown)
        return;
    const CheckResult &check = m_subject.check;
    if (!check.title.isEmpty())
        column->addWidget(pieces::text(check.title, FontRole::Label, Ink::Primary, fresh));
    if (!check.passesWhen.isEmpty())
        column->addWidget(pieces::text(check.passesWhen, FontRole::Body, Ink::Secondary, fresh));
    addBanner(column);
    addDone(column);
    addEvidence(column, numbers);
    addNext(column);
}

QSize EvidencePane::sizeHint() const
{
    return {theme().scaled(preferredWidth), QWidget::sizeHint().height()};
}

void EvidencePane::addBanner(QVBoxLayout *into)
{
    const CheckResult &check = m_subject.check;
    if (check.why.isEmpty() && !check.manual)
        return;
    into->addSpacing(space::tiny);
    auto *banner = new VerdictBanner(m_body);
    const QString heading = check.summary.isEmpty() ? m_subject.statusWord : check.summary;
    const QString by = check.manual ? tr("A person's verdict, not the console's.") : QString{};
    QString known;
    if (check.known)
        known = check.known->stoppedFailing
                    ? tr("Known as %1, and no longer failing.").arg(check.known->ticket)
                    : tr("Known as %1.").arg(check.known->ticket);
    QStringList asides{by, known};
    asides.removeAll(QString{});
    // What the heading says already is not said again.
    const QString why = check.why.startsWith(heading) ? check.why.mid(heading.size()).trimmed() : check.why;
    banner->setMessage(m_subject.status, fitting(heading), fitting(why), asides.join(u' '));
    banner->setToolTip(QStringLiteral("<span>%1</span>").arg(check.why.left(4'000).toHtmlEscaped()));
    into->addWidget(banner);
}

void EvidencePane::addDone(QVBoxLayout *into)
{
    const std::vector<Exchange> &exchanges = m_subject.check.exchanges;
    if (exchanges.empty())
        return;
    into->addSpacing(space::tiny);
    into->addWidget(pieces::heading(tr("What was sent"), m_body));
    for (size_t i = 0; i < exchanges.size() && i < mostExchanges; ++i) {
        const Exchange &exchange = exchanges[i];
        auto *row = new QHBoxLayout;
        row->setSpacing(space::base);
        const bool failed = exchange.error.has_value() || exchange.status >= 400;
        row->addWidget(new StatusGlyph(failed ? Status::Fail : Status::Ok, 16, m_body));
        auto *line = new ElidedLabel(exchangeLine(exchange), ElidedLabel::Kind::Id, m_body);
        setFontRole(line, FontRole::Mono);
        row->addWidget(line, 1);
        auto *took =
            new QLabel(durationText(std::chrono::milliseconds{qRound64(exchange.durationMs)}), m_body);
        setFontRole(took, FontRole::Mono);
        setInk(took, Ink::Secondary);
        row->addWidget(took);
        into->addLayout(row);
    }
    if (exchanges.size() > mostExchanges) {
        const int more = static_cast<int>(exchanges.size() - mostExchanges);
        into->addWidget(pieces::text(tr("And %n more: see the run.", nullptr, more), FontRole::Caption,
                                     Ink::Secondary, m_body));
    }
}

void EvidencePane::addEvidence(QVBoxLayout *into, const RunNumbers &numbers)
{
    const std::vector<CheckEvidence> &all = m_subject.check.evidence;
    into->addSpacing(space::tiny);
    into->addWidget(pieces::heading(tr("Evidence"), m_body));
    if (all.empty()) {
        into->addWidget(pieces::text(tr("There is none yet: without any, nothing passes."), FontRole::Body,
                                     Ink::Secondary, m_body));
        return;
    }
    auto *frame = new pieces::Frame(&Tokens::base, m_body);
    auto *rows = new QVBoxLayout(frame);
    rows->setContentsMargins(1, 1, 1, 1);
    rows->setSpacing(0);
    for (size_t i = 0; i < all.size() && i < mostEvidence; ++i) {
        const CheckEvidence evidence = all[i];
        auto *row = new EvidenceRow(evidence, i == 0, frame);
        auto *column = new QVBoxLayout(row);
        column->setContentsMargins(2 * space::medium + 16 - space::tiny, space::small, space::medium,
                                   space::small);
        column->setSpacing(0);
        const QString words = linkTextOf(evidence, numbers);
        if (leadsSomewhere(evidence)) {
            QPushButton *link = makeLink(words, row);
            connect(link, &QPushButton::clicked, this, [this, evidence] { follow(evidence); });
            column->addWidget(link, 0, Qt::AlignLeft);
            m_links << link;
        } else {
            column->addWidget(pieces::text(words, FontRole::Body, Ink::Primary, row));
        }
        const QString second = evidence.kind == CheckEvidence::Kind::Run && evidence.detail.isEmpty()
                                   ? evidence.sentence
                                   : evidence.detail;
        if (!second.isEmpty()) {
            auto *detail = new ElidedLabel(second, ElidedLabel::Kind::Sentence, row);
            detail->setContentsMargins(space::base, 0, 0, 0);
            setFontRole(detail, FontRole::Caption);
            setInk(detail, Ink::Secondary);
            column->addWidget(detail);
        }
        rows->addWidget(row);
    }
    into->addWidget(frame);
    if (m_subject.sameCause > 0) {
        auto *same = new pieces::Frame(&Tokens::alternate, m_body);
        auto *line = new QHBoxLayout(same);
        line->setContentsMargins(space::medium, space::base, space::base, space::base);
        auto *texts = new QVBoxLayout;
        texts->setSpacing(0);
        texts->addWidget(pieces::text(tr("Same cause in %n company(ies)", nullptr, m_subject.sameCause),
                                      FontRole::BodyStrong, Ink::Primary, same));
        if (m_subject.sameCauseNew > 0)
            texts->addWidget(pieces::text(tr("%n of them newly approved", nullptr, m_subject.sameCauseNew),
                                          FontRole::Caption, Ink::Secondary, same));
        line->addLayout(texts, 1);
        m_sameCause = new QPushButton(tr("Show these"), same);
        setButtonKind(m_sameCause, ButtonKind::Flat);
        connect(m_sameCause, &QPushButton::clicked, this,
                [this] { Q_EMIT sameCauseRequested(m_subject.check.cause); });
        line->addWidget(m_sameCause);
        into->addSpacing(space::tiny);
        into->addWidget(same);
    }
}

void EvidencePane::addNext(QVBoxLayout *into)
{
    const QStringList &next = m_subject.check.next;
    if (next.isEmpty())
        return;
    into->addSpacing(space::tiny);
    into->addWidget(pieces::heading(tr("What to do"), m_body));
    for (int i = 0; i < next.size(); ++i)
        into->addWidget(pieces::numbered(i + 1, next[i], m_body));
}

QList<QPushButton *> EvidencePane::links() const
{
    QList<QPushButton *> all;
    for (const QPointer<QPushButton> &link : m_links)
        all << link.data();
    return all;
}

void EvidencePane::follow(const CheckEvidence &evidence)
{
    switch (evidence.kind) {
    case CheckEvidence::Kind::Run:
    case CheckEvidence::Kind::Exchange:
    case CheckEvidence::Kind::CleanUp:
        Q_EMIT runRequested(evidence.run);
        return;
    case CheckEvidence::Kind::Participant:
    case CheckEvidence::Kind::Channel:
    case CheckEvidence::Kind::Row:
        if (evidence.subject.isEmpty())
            Q_EMIT runRequested(evidence.run);
        else
            Q_EMIT lookUpRequested(evidence.subject.section(u'/', -1));
        return;
    case CheckEvidence::Kind::Log:
        break;
    }
    // `FILE:FIRST-LAST`; the engine prints no file, its lines stand in the run.
    const qsizetype colon = evidence.subject.lastIndexOf(u':');
    const QStringList lines = colon < 0 ? QStringList{} : evidence.subject.mid(colon + 1).split(u'-');
    bool numbered = false;
    const int first = lines.value(0).toInt(&numbered);
    // A stand-in within this program keeps its lines in memory: the run has them.
    if (numbered && (evidence.run.isNull() || QFileInfo::exists(evidence.subject.left(colon))))
        Q_EMIT logRequested(evidence.subject.left(colon), first, lines.value(1, lines.value(0)).toInt());
    else if (!evidence.run.isNull())
        Q_EMIT runRequested(evidence.run);
    else
        Q_EMIT logRequested(evidence.subject, 0, 0);
}

void EvidencePane::tellNote()
{
    m_noteTimer->stop();
    if (!m_shown || !m_subject.editable)
        return;
    const QString note = m_note->toPlainText().left(longestNote);
    if (note == m_subject.check.note)
        return;
    m_subject.check.note = note;
    Q_EMIT noteChanged(note);
}

bool EvidencePane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_note && event->type() == QEvent::FocusOut)
        tellNote();
    return QWidget::eventFilter(watched, event);
}

void EvidencePane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().tokens().base);
    drawEdge(painter, rect(), isRightToLeft() ? Qt::RightEdge : Qt::LeftEdge, theme().tokens().line);
}

} // namespace chatsync::ui
