// SPDX-License-Identifier: MIT
#include "core/checklist/ledgercleanup.h"

#include "core/sync/cleanup.h"

#include <QCoreApplication>

namespace chatsync::checklist {

namespace {

constexpr qsizetype runsAtATime = 200;

QString sentenceOf(int removed, int kept, int open)
{
    QStringList parts{
        QCoreApplication::translate("Checklist", "%n object(s) removed, and read back.", nullptr, removed)};
    if (kept > 0)
        parts << QCoreApplication::translate(
            "Checklist", "%n object(s) left, for they are not proven to be the console's.", nullptr, kept);
    if (open > 0)
        parts << QCoreApplication::translate(
            "Checklist", "%n object(s) still there: “chat-sync cleanup” removes them.", nullptr, open);
    return parts.join(u' ');
}

} // namespace

LedgerCleanUp::LedgerCleanUp(FlowContext flow, Journal *journal)
    : m_flow(std::move(flow))
{
    m_flow.ledger = journal;
    m_flow.sinks = {journal};
    m_flow.run = {};
}

QCoro::Task<CleanUpOutcome> LedgerCleanUp::remove(QList<QUuid> runs, std::stop_token stop)
{
    const FlowContext flow = m_flow;
    CleanUpOutcome all;
    int kept = 0;
    for (qsizetype first = 0; first < runs.size(); first += runsAtATime) {
        auto cleaning = chatsync::cleanUp(flow, runs.mid(first, runsAtATime), stop);
        const chatsync::CleanUpOutcome outcome = co_await cleaning;
        all.removed += outcome.removed;
        all.leftovers += outcome.open;
        kept += outcome.kept;
    }
    all.sentence = sentenceOf(all.removed, kept, all.leftovers);
    co_return all;
}

} // namespace chatsync::checklist
