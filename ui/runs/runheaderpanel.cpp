// SPDX-License-Identifier: MIT
#include "ui/runs/runheaderpanel.h"

#include "ui/runs/backendword.h"
#include "ui/runs/pieces.h"
#include "ui/runs/runtexts.h"
#include "ui/runs/troubletext.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/progress.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace chatsync::ui {
namespace {

constexpr int glyphSize = 34;
constexpr int mostEvidence = 4;
constexpr int mostNext = 3;

} // namespace

RunHeaderPanel::RunHeaderPanel(const RunModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    setSurface(this, Surface::Base);
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(space::pane, space::medium, space::pane, space::medium);
    m_layout->setSpacing(space::medium);
    m_layout->addWidget(buildTop());
    m_layout->addWidget(buildError());
    m_banner = new VerdictBanner(this);
    m_layout->addWidget(m_banner);
    m_reasons = new QWidget(this);
    m_layout->addWidget(m_reasons);
    refresh();
}

QWidget *RunHeaderPanel::buildTop()
{
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::pane);
    m_glyph = new StatusGlyph(Status::NotStarted, glyphSize, top);
    m_ring = new CountdownRing(glyphSize + 4, top);
    m_ring->hide();
    row->addWidget(m_glyph);
    row->addWidget(m_ring);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::hair);
    m_title = new ElidedLabel({}, ElidedLabel::Kind::Sentence, top);
    setFontRole(m_title, FontRole::Title);
    m_subline = new ElidedLabel({}, ElidedLabel::Kind::Sentence, top);
    setInk(m_subline, Ink::Secondary);
    texts->addWidget(m_title);
    texts->addWidget(m_subline);
    row->addLayout(texts, 1);

    auto *times = new QVBoxLayout;
    times->setSpacing(space::hair);
    m_time = new QLabel(top);
    setFontRole(m_time, FontRole::Timer);
    m_time->setAlignment(Qt::AlignTrailing);
    m_progress = new QLabel(top);
    setFontRole(m_progress, FontRole::Caption);
    setInk(m_progress, Ink::Secondary);
    m_progress->setAlignment(Qt::AlignTrailing);
    times->addWidget(m_time);
    times->addWidget(m_progress);
    row->addLayout(times);
    return top;
}

QWidget *RunHeaderPanel::buildError()
{
    m_error = new pieces::Frame(&Tokens::alternate, this);
    auto *row = new QHBoxLayout(m_error);
    row->setContentsMargins(space::medium, space::small, space::small, space::small);
    m_errorText = pieces::text({}, FontRole::Mono, Ink::Fail, m_error);
    auto *copy = new QToolButton(m_error);
    copy->setIcon(icon(Icon::Copy));
    copy->setAutoRaise(true);
    copy->setToolTip(tr("Copy the error text"));
    copy->setAccessibleName(tr("Copy the error text"));
    connect(copy, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_model->facts().answerError);
        Q_EMIT copied(m_model->facts().answerError);
    });
    row->addWidget(m_errorText, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
    return m_error;
}

void RunHeaderPanel::setRunNumber(qint64 number)
{
    m_number = number;
    refreshTop();
}

Status RunHeaderPanel::status() const
{
    const RunFacts &facts = m_model->facts();
    if (facts.interrupted)
        return Status::Warn;
    if (!facts.finished)
        return m_model->events().empty() ? Status::NotStarted : Status::Running;
    if (facts.dryRun && facts.outcome == Outcome::Passed)
        return Status::Info;
    const Status status = statusOf(facts.outcome.value_or(Outcome::Passed));
    // In the end the conversation works; what had to be done twice is told by the banner.
    return status == Status::Recovered ? Status::Ok : status;
}

QString RunHeaderPanel::title() const
{
    const RunFacts &facts = m_model->facts();
    if (m_model->events().empty())
        return tr("No run");
    if (facts.interrupted)
        return tr("Interrupted at step %1 of %2").arg(m_model->stepReached()).arg(m_model->stepTotal());
    if (!facts.finished) {
        const RunRow *running = m_model->runningRow();
        const RunRow *wait = m_model->runningWait();
        if (wait) {
            const QString left = runtexts::countdown(wait->startMs + wait->waitMs - m_model->now());
            const bool retry = wait->step == Step::Retry;
            return retry ? tr("Running: retry in %1").arg(left) : tr("Running: going on in %1").arg(left);
        }
        return running && running->step ? tr("Running: %1").arg(runtexts::stepDoing(*running->step))
                                        : tr("Running");
    }
    if (facts.outcome == Outcome::Cancelled)
        return tr("Cancelled: %1").arg(runtexts::inSentence(facts.what));
    if (facts.outcome == Outcome::Failed)
        return tr("Failed: %1").arg(runtexts::inSentence(facts.what.section(QStringLiteral(": "), 0, 0)));
    if (facts.dryRun)
        return tr("Planned: nothing was sent");
    if (facts.byBackend())
        return tr("Created by the backend: all %1 members verified").arg(facts.membersExpected);
    if (facts.membersExpected > 0 && facts.membersPresent == facts.membersExpected)
        return tr("Created on attempt %1: all %2 members verified")
            .arg(facts.attempt)
            .arg(facts.membersExpected);
    return tr("Created on attempt %1: %2").arg(facts.attempt).arg(runtexts::inSentence(facts.message));
}

QString RunHeaderPanel::subline() const
{
    const RunFacts &facts = m_model->facts();
    if (m_model->events().empty())
        return {};
    QStringList parts;
    if (m_number > 0)
        parts << tr("Run %1").arg(m_number);
    parts << facts.participantsSentence() << runtexts::presetName(facts.preset) << facts.environment;
    if (!m_model->isLive())
        parts << runtexts::moment(facts.startedAt, QDateTime::currentDateTimeUtc());
    parts.removeAll(QString{});
    return parts.join(QStringLiteral(" · "));
}

QString RunHeaderPanel::progress() const
{
    const RunFacts &facts = m_model->facts();
    if (m_model->events().empty())
        return {};
    if (m_model->isLive())
        return tr("step %1 of %2 · attempt %3 of %4")
            .arg(m_model->stepReached())
            .arg(m_model->stepTotal())
            .arg(facts.attempt)
            .arg(facts.attemptsAllowed);
    if (facts.dryRun)
        return tr("if every answer is as expected");
    if (facts.byBackend())
        return facts.backendTruth.isEmpty() ? QString{} : tr("verified by this console");
    return tr("%1 of %2 attempts used").arg(facts.attempt).arg(facts.attemptsAllowed);
}

QString RunHeaderPanel::sentence() const
{
    return title();
}

void RunHeaderPanel::tick()
{
    const RunRow *wait = m_model->runningWait();
    m_ring->setVisible(wait != nullptr);
    m_glyph->setVisible(wait == nullptr);
    if (wait) {
        const double left = std::max(0.0, wait->startMs + wait->waitMs - m_model->now());
        m_ring->setRemaining(std::chrono::milliseconds(std::llround(left)),
                             std::chrono::milliseconds(std::llround(wait->waitMs)));
    }
    m_title->setText(title());
    const double ms = m_model->isLive() ? m_model->now() : m_model->facts().durationMs;
    m_time->setText(m_model->events().empty() ? QString{} : runtexts::duration(ms));
}

void RunHeaderPanel::refreshTop()
{
    m_glyph->setStatus(status(), m_model->facts().finished
                                     ? word(m_model->facts().outcome.value_or(Outcome::Passed))
                                     : QString{});
    m_subline->setText(subline());
    m_progress->setText(progress());
    tick();
    // Not with each tick: a screen reader would not come to an end with it.
    m_time->setAccessibleName(tr("Time of the run: %1").arg(m_time->text()));
}

void RunHeaderPanel::refresh()
{
    refreshTop();
    const RunFacts &facts = m_model->facts();
    const bool failed = facts.finished && facts.outcome == Outcome::Failed;
    m_error->setVisible(failed && !facts.answerError.isEmpty() && !facts.byBackend());
    m_errorText->setText(withSoftBreaks(facts.answerError));
    m_errorText->setAccessibleName(tr("What the backend answered: %1").arg(facts.answerError));
    refreshBanner();
    const QString reasonsFor =
        facts.id.toString() + (failed ? u'f' : u'-') + QString::number(m_model->events().size());
    if ((!failed && !facts.byBackend()) || m_reasonsFor != reasonsFor) {
        m_reasonsFor = reasonsFor;
        refreshReasons();
    }
}

void RunHeaderPanel::refreshBanner()
{
    const RunFacts &facts = m_model->facts();
    m_banner->clearActions();
    const std::vector<const RunRow *> problems = m_model->problems();
    const RunRow *first = problems.empty() ? nullptr : problems.front();
    bool shown = true;
    if (facts.interrupted) {
        m_banner->setMessage(
            Status::Warn, tr("The console ended while this run was on."),
            tr("What was recorded is shown. Whether the last request was carried out is not known: look "
               "the participants up before you create the conversation again."));
    } else if (facts.finished && facts.outcome == Outcome::Cancelled) {
        m_banner->setMessage(Status::Info, tr("What remains:"), facts.why);
        first = nullptr;
    } else if (facts.finished && first &&
               (facts.outcome == Outcome::Recovered || facts.outcome == Outcome::Passed)) {
        const TroubleText trouble = troubleText(*m_model, first);
        m_banner->setMessage(Status::Warn, trouble.heading, pieces::withNames(trouble.what, facts),
                             trouble.done);
    } else {
        shown = false;
    }
    if (shown && first && RunModel::stepNumber(first) > 0) {
        QPushButton *show = m_banner->addAction(tr("Show step %1").arg(RunModel::stepNumber(first)));
        setButtonKind(show, ButtonKind::Flat);
        connect(show, &QPushButton::clicked, this, [this] {
            const auto now = m_model->problems();
            if (!now.empty())
                Q_EMIT rowRequested(now.front());
        });
    }
    m_banner->setVisible(shown);
}

void RunHeaderPanel::refreshReasons()
{
    const RunFacts &run = m_model->facts();
    const bool failed = run.finished && run.outcome == Outcome::Failed;
    auto *fresh = new QWidget(this);
    m_layout->replaceWidget(m_reasons, fresh);
    delete std::exchange(m_reasons, fresh);
    QWidget *const words = backendWords(run, m_reasons);
    m_reasons->setVisible(failed || words);
    if (!failed && !words)
        return;

    auto *columns = new QHBoxLayout;
    if (words) {
        auto *layout = new QVBoxLayout(m_reasons);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(space::medium);
        layout->addWidget(words);
        layout->addLayout(columns);
    } else {
        m_reasons->setLayout(columns); // One layout in another would not ask for the height of wrapped texts.
        columns->setContentsMargins(0, 0, 0, 0);
    }
    if (!failed)
        return;
    columns->setSpacing(space::page);
    auto *why = new QVBoxLayout;
    why->setSpacing(space::hair);
    why->addWidget(pieces::heading(tr("Why it failed"), m_reasons));
    if (const QString besides = whyBesides(run); !besides.isEmpty())
        why->addWidget(
            pieces::text(pieces::withNames(besides, run), FontRole::Body, Ink::Primary, m_reasons));
    const std::vector<const RunRow *> problems = m_model->problems();
    for (size_t i = 0; i < problems.size() && i < size_t{mostEvidence}; ++i)
        why->addWidget(pieces::evidence(*m_model, problems[i], m_reasons,
                                        [this](const RunRow *row) { Q_EMIT rowRequested(row); }));
    why->addStretch();
    columns->addLayout(why, 1);
    columns->addWidget(pieces::verticalLine(m_reasons));

    auto *next = new QVBoxLayout;
    next->setSpacing(space::small);
    next->addWidget(pieces::heading(tr("What to do"), m_reasons));
    for (int i = 0; i < run.next.size() && i < mostNext; ++i)
        next->addWidget(pieces::numbered(i + 1, run.next[i], m_reasons));
    next->addStretch();
    columns->addLayout(next, 1);
}

void RunHeaderPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().tokens().base);
    drawEdge(painter, rect(), Qt::BottomEdge, theme().tokens().line);
}

} // namespace chatsync::ui
