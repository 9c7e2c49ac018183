// SPDX-License-Identifier: MIT
#include "core/checklist/cause.h"

#include "core/checklist/stage.h"
#include "core/diagnosis/dictionary.h"
#include "core/diagnosis/history.h"
#include "core/diagnosis/lookup.h"
#include "core/diagnosis/recipe.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::checklist {

namespace {

using diagnosis::Finding;

QString tr(const char *text)
{
    return QCoreApplication::translate("Checklist", text);
}

void add(CheckResult &result, const QString &code, const QString &sentence, const QString &next)
{
    result.cause = code;
    if (!sentence.isEmpty() && !result.why.contains(sentence))
        result.why = QString{result.why + u' ' + sentence}.trimmed();
    if (!next.isEmpty() && !result.next.contains(next))
        result.next.prepend(next);
}

/// What is wrong with a person or with the environment, not with the channel, which follows from it.
const Finding *rootIn(const diagnosis::Verdict &verdict)
{
    for (const Finding &finding : verdict.findings) {
        if (finding.severity == diagnosis::Severity::Blocks && finding.cid.isEmpty())
            return &finding;
    }
    return nullptr;
}

/// The row that stays is what every failed run leaves behind, and the sentence hides every cause: neither is
/// why it failed.
bool isConsequence(const QString &defect)
{
    return defect == QLatin1String{"recipe-row-before-channel"} ||
           defect == QLatin1String{"recipe-one-sentence"};
}

std::optional<QString> defectIn(const std::vector<RunEvent> &events)
{
    for (const diagnosis::Struck &struck : diagnosis::defectsIn(events)) {
        if (!isConsequence(struck.code))
            return struck.code;
    }
    return std::nullopt;
}

/// StreamChat's own refusal of the channel, by its row in the table of wordings.
QString meaningIn(const std::vector<RunEvent> &events)
{
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (event->kind != EventKind::Exchange)
            continue;
        const Exchange exchange = event->data.exchange();
        if (exchange.error && !exchange.error->meaning.isEmpty() &&
            exchange.error->kind == QLatin1String("api"))
            return exchange.error->meaning;
    }
    return {};
}

/// What the backend's words mean, where they are StreamChat's.
QString meaningOf(const RunEvent &end)
{
    const QString words = end.data[QLatin1String("answer")][QLatin1String("error")].toString();
    if (words.isEmpty())
        return {};
    const std::optional<diagnosis::DictionaryEntry> entry = diagnosis::explain(words);
    return entry ? entry->code : QString{};
}

/// The backend keeps what it sent to itself; what it says of it may still tell.
QString defectBehind(const QString &meaning)
{
    return meaning == QLatin1String("no_creator") ? QStringLiteral("recipe-no-creator") : QString{};
}

void addDefect(CheckResult &result, const QString &code)
{
    if (const diagnosis::RecipeDefect *defect = diagnosis::recipeDefectBy(code))
        add(result, code, tr("Of the recipe: %1. %2").arg(defect->title, defect->effect), defect->cure);
}

bool isPlainRefusal(const QString &cause)
{
    return cause.isEmpty() || cause == QLatin1String("backend_refused");
}

} // namespace

QCoro::Task<CheckResult> explained(Stage *stage, CheckResult result, std::vector<RunEvent> events,
                                   QStringList participantIds, std::stop_token stop)
{
    // What a run on the backend found out for itself says more than any state of today.
    if (events.empty() || !isPlainRefusal(result.cause))
        co_return result;
    diagnosis::GatherContext gathering;
    gathering.directory = stage->context.flow.directory;
    gathering.client = stage->reader();
    // A look-up does not ask the governor, for somebody waits for it; here nobody does.
    gathering.client.transport = &stage->paced;
    gathering.client.governor = nullptr;
    gathering.app = &stage->app;
    diagnosis::GatherRequest request;
    for (const QString &id : participantIds)
        request.subjects.push_back({.kind = diagnosis::Subject::Kind::Participant, .value = id});
    request.hints = diagnosis::hintsIn(events);
    request.channels = false;
    auto reading = diagnosis::gather(gathering, std::move(request), stop);
    const Result<diagnosis::Gathered> gathered = co_await reading;
    if (gathered) {
        const diagnosis::Verdict verdict = diagnosis::diagnose(gathered->facts);
        if (const Finding *root = rootIn(verdict)) {
            add(result, root->code, root->sentence + u'.', root->remedy.text);
            co_return result;
        }
    }
    if (const std::optional<QString> defect = defectIn(events)) {
        addDefect(result, *defect);
        co_return result;
    }
    const QString said = meaningOf(events.back());
    const QString behind = defectBehind(said);
    if (!behind.isEmpty()) {
        addDefect(result, behind);
        co_return result;
    }
    const QString meaning = meaningIn(events);
    if (!meaning.isEmpty() || !said.isEmpty())
        result.cause = meaning.isEmpty() ? said : meaning;
    else if (result.cause.isEmpty())
        result.cause = QStringLiteral("conversation_failed");
    co_return result;
}

} // namespace chatsync::checklist
