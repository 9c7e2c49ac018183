// SPDX-License-Identifier: MIT
#include "app/gui/runspage.h"

#include "core/workbench/console.h"
#include "core/workbench/whenready.h"
#include "ui/runs/runslist.h"
#include "ui/runs/runview.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QDataStream>
#include <QIODevice>
#include <QSplitter>

namespace chatsync::ui {

namespace {

constexpr int listWidth = 480;
constexpr int mostRuns = 1000;

} // namespace

RunsPage::RunsPage(Console *console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_list(new RunsList)
    , m_run(new RunView)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_run);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({listWidth, 792});
    setSurface(this, Surface::Base);
    markPane(m_list);
    markPane(m_run);

    connect(m_list, &RunsList::openRequested, this, &RunsPage::open);
    connect(m_list, &RunsList::currentChanged, this, &RunsPage::open);
    connect(m_list, &RunsList::newConversationRequested, this, &RunsPage::newConversationRequested);
    connect(m_run, &RunView::newConversationRequested, this, &RunsPage::newConversationRequested);
    connect(m_console, &Console::events, this, [this](const QUuid &run, const std::vector<RunEvent> &events) {
        RunSummary summary = m_list->model().run(run) ? *m_list->model().run(run) : RunSummary{};
        for (const RunEvent &event : events)
            addToSummary(summary, event);
        m_list->upsertRun(summary);
        if (run == m_open)
            m_run->append(events);
    });
    connect(m_console, &Console::ended, this, [this] { refresh(); });
    connect(m_console, &Console::checklistEnded, this, [this] { refresh(); });
    refresh();
}

void RunsPage::refresh()
{
    whenReady(m_console->runs({.text = {}, .limit = mostRuns, .before = std::nullopt}), this,
              [this](const Result<std::vector<RunSummary>> *answer) {
                  if (!answer)
                      return;
                  const Result<std::vector<RunSummary>> &runs = *answer;
                  if (runs)
                      m_list->setRuns(*runs);
                  else if (runs.error().kind != Error::Kind::Cancelled)
                      Q_EMIT failed(runs.error());
              });
}

void RunsPage::open(const QUuid &run)
{
    if (run.isNull() || run == m_open)
        return;
    m_open = run;
    // Read meanwhile, in the thread of the engine.
    const auto loaded = m_console->loadEvents(run);
    m_list->setCurrentRun(run);
    m_run->setLoading();
    whenReady(loaded, this, [this, run](const Result<std::vector<RunEvent>> *answer) {
        if (!answer || run != m_open)
            return; // Another one was chosen meanwhile.
        const Result<std::vector<RunEvent>> &events = *answer;
        if (!events) {
            m_open = {};
            m_run->clear();
            if (events.error().kind != Error::Kind::Cancelled)
                Q_EMIT failed(events.error());
            return;
        }
        const RunSummary *known = m_list->model().run(run);
        m_run->setRun(*events, known ? known->state : RunSummary::State::Running);
        m_run->setRunNumber(known ? known->number : 0);
    });
}

QByteArray RunsPage::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_splitter->saveState() << m_list->saveColumns() << m_run->saveState();
    return state;
}

bool RunsPage::restoreState(const QByteArray &state)
{
    QByteArray splitter, columns, run;
    if (!state.isEmpty()) {
        QDataStream stream(state);
        stream >> splitter >> columns >> run;
        if (stream.status() != QDataStream::Ok)
            return false;
    }
    if (splitter.isEmpty() || !m_splitter->restoreState(splitter))
        m_splitter->setSizes({listWidth, width() - listWidth});
    m_list->restoreColumns(columns);
    m_run->restoreState(run);
    return true;
}

} // namespace chatsync::ui
