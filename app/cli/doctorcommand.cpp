// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/verdictlog.h"
#include "app/interrupt/interrupt.h"
#include "core/diagnosis/recipe.h"
#include "core/journal/journal.h"
#include "core/workbench/demonstration.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace chatsync::cli {

namespace {

using diagnosis::DictionaryEntry;
using diagnosis::RecipeDefect;
using diagnosis::Struck;

constexpr int problemExit = 1;
constexpr int usageExit = 2;
constexpr int journalExit = 4;
constexpr int interruptedExit = 130;

QString tr(const char *text)
{
    return QCoreApplication::translate("Lookup", text);
}

void writeJson(const QJsonObject &json)
{
    writeOut(QJsonDocument{json}.toJson(QJsonDocument::Compact) + '\n');
}

QJsonObject toJson(const RecipeDefect &defect)
{
    return {{QStringLiteral("code"), defect.code},     {QStringLiteral("title"), defect.title},
            {QStringLiteral("line"), defect.line},     {QStringLiteral("quote"), defect.quote},
            {QStringLiteral("effect"), defect.effect}, {QStringLiteral("cure"), defect.cure}};
}

void printDefect(const RecipeDefect &defect)
{
    writeLine(coloured(boldColour(), defect.title) + QStringLiteral("  ") +
              coloured(dimColour(), defect.code));
    writeLine(QStringLiteral("  ") +
              tr("The flow says, in line %1: “%2”").arg(defect.line).arg(defect.quote));
    writeLine(QStringLiteral("  ") + defect.effect);
    writeLine(QStringLiteral("  ") + tr("Cure: %1").arg(defect.cure));
}

Result<DemonstrationResult> shown(const QString &code, std::stop_token stop)
{
    Result<DemonstrationResult> result = cancelledError();
    QObject receiver;
    bool ended = false;
    QCoro::connect(demonstrate(code, stop), &receiver, [&](const Result<DemonstrationResult> &answer) {
        result = answer;
        ended = true;
        QCoreApplication::quit();
    });
    if (!ended)
        QCoreApplication::exec();
    return result;
}

int showAll(bool json)
{
    std::stop_source stop;
    const Interrupt interrupt{[&stop] { stop.request_stop(); }};
    int code = 0;
    for (const RecipeDefect &defect : diagnosis::recipeDefects()) {
        const Result<DemonstrationResult> result = shown(defect.code, stop.get_token());
        if (!result)
            return interruptedExit;
        if (!result->proven())
            code = problemExit;
        if (json) {
            QJsonObject object = toJson(defect);
            object.insert(QStringLiteral("documented_shows"), result->documentedShows);
            object.insert(QStringLiteral("hardened_shows"), result->hardenedShows);
            object.insert(QStringLiteral("documented"), result->documentedOutcome);
            object.insert(QStringLiteral("hardened"), result->hardenedOutcome);
            writeJson(object);
            continue;
        }
        printDefect(defect);
        writeLine(QStringLiteral("  ") +
                  (result->documentedShows ? coloured(redColour(), tr("documented: strikes"))
                                           : tr("documented: does not strike")) +
                  QStringLiteral(". ") + printable(result->documentedOutcome));
        writeLine(QStringLiteral("  ") +
                  (result->hardenedShows ? coloured(redColour(), tr("hardened: strikes"))
                                         : coloured(greenColour(), tr("hardened: does not strike"))) +
                  QStringLiteral(". ") + printable(result->hardenedOutcome));
        writeLine({});
    }
    return code;
}

int fail(const Error &error)
{
    complain(error.what, error.advice);
    return error.kind == Error::Kind::Input ? usageExit : journalExit;
}

int examine(const DoctorOptions &options)
{
    const Result<std::unique_ptr<Journal>> journal = Journal::open({.path = options.journal});
    if (!journal)
        return fail(journal.error());
    const Result<QUuid> run = (*journal)->findRun(options.run);
    if (!run)
        return fail(run.error());
    const Result<std::vector<RunEvent>> events = (*journal)->events(*run);
    if (!events)
        return fail(events.error());
    const std::vector<Struck> struck = diagnosis::defectsIn(*events);
    for (const Struck &one : struck) {
        const RecipeDefect &defect = *diagnosis::recipeDefectBy(one.code);
        if (options.json) {
            QJsonObject object = toJson(defect);
            object.insert(QStringLiteral("seq"), one.seq);
            object.insert(QStringLiteral("evidence"), one.evidence);
            writeJson(object);
            continue;
        }
        printDefect(defect);
        writeLine(QStringLiteral("  ") +
                  coloured(redColour(), tr("Event %1: %2").arg(one.seq).arg(printable(one.evidence))));
        writeLine({});
    }
    if (struck.empty() && !options.json)
        writeLine(tr("No defect of the recipe struck in this run."));
    return struck.empty() ? 0 : problemExit;
}

} // namespace

int explain(const ExplainOptions &options)
{
    if (const std::optional<DictionaryEntry> entry = diagnosis::explain(options.text)) {
        if (options.json)
            writeJson(diagnosis::toJson(*entry));
        else
            printEntry(*entry);
        return 0;
    }
    const std::vector<DictionaryEntry> found = diagnosis::searchDictionary(options.text);
    if (found.empty() || options.text.trimmed().isEmpty()) {
        complain(tr("Nothing in the dictionary fits this text."),
                 tr("Give a code (4, never-synced), StreamChat's words, or a word of an explanation."));
        return problemExit;
    }
    for (const DictionaryEntry &entry : found) {
        if (options.json)
            writeJson(diagnosis::toJson(entry));
        else
            printEntry(entry);
    }
    return 0;
}

int doctor(const DoctorOptions &options)
{
    return options.run.isEmpty() ? showAll(options.json) : examine(options);
}

} // namespace chatsync::cli
