// SPDX-License-Identifier: MIT
#include "app/cli/logcheck.h"

#include "app/cli/await.h"
#include "app/cli/environmenttarget.h"
#include "app/cli/output.h"
#include "app/cli/verdictlog.h"
#include "app/interrupt/interrupt.h"
#include "core/diagnosis/lookup.h"
#include "core/workbench/lookups.h"
#include "core/workbench/workbench.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QMap>

namespace chatsync::cli {

namespace {

using diagnosis::LookupResult;
using diagnosis::ThenAndNow;

constexpr size_t mostAsked = 100;
constexpr int contradictedExit = 1;
constexpr int usageExit = 2;
constexpr int unreachableExit = 3;
constexpr int interruptedExit = 130;

QString tr(const char *text)
{
    return QCoreApplication::translate("LogCheck", text);
}

QString colourOf(ThenAndNow::Outlook outlook)
{
    switch (outlook) {
    case ThenAndNow::Outlook::Succeeds:
        return greenColour();
    case ThenAndNow::Outlook::FailsTheSame:
    case ThenAndNow::Outlook::FailsOtherwise:
        return redColour();
    case ThenAndNow::Outlook::Unknown:
        return yellowColour();
    }
    Q_UNREACHABLE();
}

} // namespace

LogCheck::LogCheck(Target target, bool json)
    : m_target(std::move(target))
    , m_json(json)
{}

void LogCheck::add(const backendlog::LogConversation &conversation, const std::vector<RunEvent> &events)
{
    const bool healthy = backendlog::isHealthy(conversation.verdict);
    std::vector<Asked> &list = healthy ? m_healthy : m_troubled;
    if (list.size() >= mostAsked) {
        ++m_left;
        return;
    }
    list.push_back({.run = conversation.run.toString(QUuid::WithoutBraces),
                    .conversation = conversation.conversation,
                    .line = conversation.records.front().line,
                    .healthy = healthy,
                    .past = diagnosis::pastOf(events)});
}

int LogCheck::run()
{
    std::vector<Asked> asked = std::move(m_troubled);
    for (Asked &one : m_healthy) {
        if (asked.size() < mostAsked)
            asked.push_back(std::move(one));
        else
            ++m_left;
    }
    if (asked.empty())
        return 0;
    const Result<Target> target = targetFor(m_target);
    if (!target) {
        complain(printable(target.error().what), printable(target.error().advice));
        return exitCodeOf(target.error());
    }
    const Result<std::unique_ptr<Workbench>> workbench = Workbench::open(*target, false);
    if (!workbench) {
        complain(workbench.error().what, workbench.error().advice);
        return workbench.error().kind == Error::Kind::Input ? usageExit : unreachableExit;
    }
    const FlowContext context = (*workbench)->context({});
    if (!m_json)
        writeLine(printable(tr("Now, in %1:").arg(context.environment.name)));
    diagnosis::AppCache app;
    std::stop_source stop;
    const Interrupt interrupt{[&stop] { stop.request_stop(); }};
    QMap<QString, diagnosis::Facts> known; // The same people meet again and again.
    bool contradicted = false;
    for (const Asked &one : asked) {
        const QString text = diagnosis::textFor(one.past);
        if (!known.contains(text)) {
            diagnosis::LookupRequest request;
            request.text = text;
            request.together = true;
            const Result<LookupResult> result = awaited(
                diagnosis::lookUp(gatherContext(context, &app, {}), std::move(request), stop.get_token()));
            if (!result)
                return interruptedExit;
            known.insert(text, result->facts);
        }
        const ThenAndNow comparison = diagnosis::thenAndNow(one.past, known.value(text));
        for (const diagnosis::Change &change : comparison.changes)
            contradicted = contradicted || change.contradicts;
        print(one, comparison, context.environment.name);
    }
    if (m_left > 0 && !m_json) {
        const int left = static_cast<int>(m_left);
        writeLine(QCoreApplication::translate("LogCheck", "%n more conversation(s) were not asked about.",
                                              nullptr, left));
    }
    return contradicted ? contradictedExit : 0;
}

void LogCheck::print(const Asked &asked, const ThenAndNow &comparison, const QString &environment) const
{
    if (m_json) {
        QJsonObject now = toJson(comparison);
        now.insert(QStringLiteral("run"), asked.run);
        now.insert(QStringLiteral("environment"), environment);
        if (!asked.conversation.isEmpty())
            now.insert(QStringLiteral("conversation"), asked.conversation);
        writeOut(QJsonDocument{QJsonObject{{QStringLiteral("now"), now}}}.toJson(QJsonDocument::Compact) +
                 '\n');
        return;
    }
    const QString which =
        asked.conversation.isEmpty() ? tr("conversation at line %1").arg(asked.line) : asked.conversation;
    writeLine(QStringLiteral("  ") + printable(which));
    writeLine(QStringLiteral("    ") +
              coloured(colourOf(comparison.outlook), printable(comparison.sentence)));
    for (const diagnosis::Change &change : comparison.changes) {
        // What the sentence has told already is not told again.
        if (!comparison.sentence.contains(change.sentence))
            writeLine(QStringLiteral("    - ") + printable(change.sentence));
    }
}

} // namespace chatsync::cli
