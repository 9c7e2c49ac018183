// SPDX-License-Identifier: MIT
#include "ui/shell/shellstatusbar.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/paint.h"
#include "ui/theme/statusglyph.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/progress.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QUrl>

#include <algorithm>
#include <array>

namespace chatsync::ui {

namespace {

constexpr int barWidth = 80;
constexpr int budgetWidth = 64;
constexpr int warnUnder = 35;
constexpr int failUnder = 12;

// Retries and additions happen inside these.
constexpr std::array steps{Step::Record, Step::Resolve, Step::Upsert, Step::Wait,
                           Step::Create, Step::Verify,  Step::Answer};

class Divider final : public QWidget {
public:
    explicit Divider(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(1, 12);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), theme().tokens().line); }
};

QLabel *caption(QWidget *parent, FontRole role = FontRole::Caption, Ink ink = Ink::Secondary)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    setFontRole(label, role);
    setInk(label, ink);
    return label;
}

/// What the numbers beside it are; where there is no room, they come first.
ElidedLabel *shrinking(const QString &text, QWidget *parent)
{
    auto *label = new ElidedLabel(text, ElidedLabel::Kind::Sentence, parent);
    setFontRole(label, FontRole::Caption);
    setInk(label, Ink::Secondary);
    label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    return label;
}

QString pathOf(const QString &url)
{
    return QUrl(url).path();
}

} // namespace

ShellStatusBar::ShellStatusBar(QWidget *parent)
    : QWidget(parent)
    , m_now(&QDateTime::currentDateTimeUtc)
    , m_glyph(new StatusGlyph(Status::NotStarted, 12, this))
    , m_job(new QPushButton(tr("Nothing is running"), this))
    , m_progress(new ProgressBar(ProgressBar::Thickness::StatusBar, this))
    , m_step(caption(this))
    , m_request(new QWidget(this))
    , m_budget(new QWidget(this))
{
    setAccessibleRole(this, QAccessible::StatusBar);
    setAccessibleName(tr("Status"));
    setSurface(this, Surface::Window);
    followTheme(this, [this] { setFixedHeight(theme().height(Height::StatusBar)); });

    setButtonKind(m_job, ButtonKind::Flat);
    setSmall(m_job);
    m_job->setFlat(true);
    m_job->setToolTip(tr("Show the run"));
    setFontRole(m_job, FontRole::Caption);
    connect(m_job, &QPushButton::clicked, this, &ShellStatusBar::jobClicked);
    m_job->setEnabled(false); // Until there is a run to show.
    m_progress->setFixedWidth(barWidth);
    m_progress->setRange(0, static_cast<int>(steps.size()));
    m_progress->setAccessibleName(tr("Progress of the run"));
    m_progress->hide();
    m_step->hide();

    auto *requestRow = new QHBoxLayout(m_request);
    requestRow->setContentsMargins(0, 0, 0, 0);
    requestRow->setSpacing(space::base);
    auto *requestName = shrinking(tr("Last request"), m_request);
    m_line = new ElidedLabel({}, ElidedLabel::Kind::Id, m_request);
    setFontRole(m_line, FontRole::MonoSmall);
    setInk(m_line, Ink::Secondary);
    m_line->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_status = caption(m_request, FontRole::MonoSmall);
    requestRow->addWidget(new Divider(m_request));
    requestRow->addWidget(requestName);
    requestRow->addWidget(m_line);
    requestRow->addWidget(m_status);
    m_request->hide();

    auto *budgetRow = new QHBoxLayout(m_budget);
    budgetRow->setContentsMargins(0, 0, 0, 0);
    budgetRow->setSpacing(space::base);
    m_budgetName = shrinking(tr("StreamChat rate budget"), m_budget);
    m_left = new ProgressBar(ProgressBar::Thickness::StatusBar, m_budget);
    m_left->setFixedWidth(budgetWidth);
    m_left->setAccessibleName(tr("StreamChat rate budget"));
    m_numbers = caption(m_budget, FontRole::MonoSmall, Ink::Primary);
    m_reset = caption(m_budget);
    budgetRow->addWidget(new Divider(m_budget));
    budgetRow->addWidget(m_budgetName);
    budgetRow->addWidget(m_left);
    budgetRow->addWidget(m_numbers);
    budgetRow->addWidget(m_reset);
    m_budget->hide();

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::medium, 1, space::page, 0);
    row->setSpacing(space::base);
    row->addWidget(m_glyph);
    row->addWidget(m_job);
    row->addWidget(m_progress);
    row->addWidget(m_step);
    row->addWidget(m_request);
    row->addStretch(1);
    row->addWidget(m_budget);
    m_ticking.setInterval(1000);
    connect(&m_ticking, &QTimer::timeout, this, &ShellStatusBar::tellReset);
}

QString ShellStatusBar::jobText() const
{
    return m_job->text();
}

void ShellStatusBar::showEvents(const std::vector<RunEvent> &events)
{
    const RunEvent *request = nullptr; // Only the last one is seen: there may be a hundred.
    for (const RunEvent &event : events) {
        switch (event.kind) {
        case EventKind::RunStarted:
            m_glyph->setStatus(Status::Running);
            m_job->setText(tr("Running"));
            m_job->setEnabled(true);
            m_progress->setValue(0);
            m_progress->show();
            m_step->clear();
            m_step->show();
            break;
        case EventKind::StepStarted:
            showStep(event);
            break;
        case EventKind::Exchange:
            request = &event;
            break;
        default:
            break;
        }
    }
    if (request)
        showRequest(exchangeFromJson(request->data));
}

void ShellStatusBar::showStep(const RunEvent &event)
{
    const auto at = std::find(steps.begin(), steps.end(), event.step.value_or(Step::Retry));
    if (at == steps.end())
        return;
    const int number = static_cast<int>(at - steps.begin()) + 1;
    if (number < m_progress->value())
        return; // An upsert inside a retry does not lead back.
    m_progress->setValue(number);
    m_step->setText(tr("step %1 of %2").arg(number).arg(steps.size()));
}

void ShellStatusBar::showEnd(const RunResult &result)
{
    m_progress->hide();
    m_step->hide();
    if (result.journalError) {
        m_glyph->setStatus(Status::Fail);
        m_job->setText(tr("The run was not kept"));
        return;
    }
    m_glyph->setStatus(statusOf(result.outcome), word(result.outcome));
    switch (result.outcome) {
    case Outcome::Passed:
        m_job->setText(tr("Run passed"));
        break;
    case Outcome::Recovered:
        m_job->setText(tr("Run recovered"));
        break;
    case Outcome::Cancelled:
        m_job->setText(tr("Run cancelled"));
        break;
    case Outcome::Failed:
    case Outcome::Skipped:
        m_job->setText(tr("Run failed"));
        break;
    }
}

void ShellStatusBar::showRequest(const Exchange &exchange)
{
    if (exchange.planned)
        return;
    m_line->setText(QString::fromLatin1("%1 %2").arg(exchange.method, pathOf(exchange.url)));
    const QString took = tr("%1 ms").arg(QLocale{}.toString(qRound64(exchange.durationMs)));
    const QString status = exchange.status > 0 ? QString::number(exchange.status) : tr("no answer");
    m_status->setText(status + u' ' + took);
    setInk(m_status, exchange.error ? Ink::Fail : Ink::Secondary);
    m_request->show();
}

void ShellStatusBar::showBudget(const QString &endpoint, const stream::RateBudget &budget)
{
    const int percent = budget.limit > 0 ? 100 * budget.remaining / budget.limit : 0;
    m_left->setValue(std::clamp(percent, 0, 100));
    m_left->setTone(percent < failUnder ? Status::Fail : percent < warnUnder ? Status::Warn : Status::Ok);
    const QLocale locale;
    m_numbers->setText(
        tr("%1 of %2 left").arg(locale.toString(budget.remaining), locale.toString(budget.limit)));
    m_budget->setToolTip(tr("What StreamChat allows for %1 within this minute").arg(endpoint));
    m_resetAt = budget.reset;
    m_ticking.start();
    tellReset();
    m_budget->show();
}

void ShellStatusBar::tellReset()
{
    const qint64 seconds = m_resetAt.isValid() ? m_now().secsTo(m_resetAt) : 0;
    if (seconds <= 0)
        m_ticking.stop();
    m_reset->setText(seconds > 0 ? tr("resets in %1 s").arg(seconds) : QString{});
}

void ShellStatusBar::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    drawEdge(painter, rect(), Qt::TopEdge, theme().tokens().line);
}

} // namespace chatsync::ui
