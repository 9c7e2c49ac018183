// SPDX-License-Identifier: MIT
#include "core/diagnosis/recipe.h"

#include "core/diagnosis/recipedetect.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::diagnosis {

namespace {

struct Row {
    RecipeDefect defect;
    detect::Sign (*sign)(const detect::Events &);
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Recipe", text);
}

Row row(const char *code, int line, const char *title, const char *quote, const char *effect,
        const char *cure, const Demonstration &demonstration, detect::Sign (*sign)(const detect::Events &))
{
    return {{.code = QLatin1String{code},
             .title = tr(title),
             .quote = QString::fromUtf8(quote),
             .line = line,
             .effect = tr(effect),
             .cure = tr(cure),
             .demonstration = demonstration},
            sign};
}

// stream-api.md 8. The line is that of the flow's description.
std::vector<Row> makeTable()
{
    return {
        row("recipe-no-creator", 32, QT_TRANSLATE_NOOP("Recipe", "The creator is never sent"),
            "With all members and the name (default `Conversation <row id>`).",
            QT_TRANSLATE_NOOP("Recipe", "StreamChat refuses to create any channel for a server that does not "
                                        "say who creates it."),
            QT_TRANSLATE_NOOP("Recipe", "Send created_by_id with the initiator's StreamChat id."),
            {.sendCreator = false}, detect::noCreator),
        row("recipe-retry-words", 33,
            QT_TRANSLATE_NOOP("Recipe", "The retry looks for words StreamChat does not use"),
            "only when creation failed because members are missing",
            QT_TRANSLATE_NOOP("Recipe", "StreamChat says “don't exist”; the test looks for “not found”, "
                                        "“Missing” and “doesn't exist”. The retry never fires."),
            QT_TRANSLATE_NOOP("Recipe", "Decide by status 400 and code 4, then ask which members exist."),
            {.faults = {QStringLiteral("visibility-delay=2500")}, .newcomer = true}, detect::retryWords),
        row("recipe-batch-swallowed", 30,
            QT_TRANSLATE_NOOP("Recipe", "One refused user takes the whole batch down, unheard"),
            "A failure is logged and the flow goes on.",
            QT_TRANSLATE_NOOP("Recipe", "An upsert is all or nothing: because of one deactivated or deleted "
                                        "participant nobody is synced, and the flow goes on regardless."),
            QT_TRANSLATE_NOOP("Recipe",
                              "After a refusal send the others without the guilty one, and name that one."),
            {.newcomer = true, .deactivated = true, .members = 3}, detect::batchSwallowed),
        row("recipe-upsert-replaces", 30, QT_TRANSLATE_NOOP("Recipe", "The upsert replaces what is there"),
            "All of them in StreamChat, with name, image and role.",
            QT_TRANSLATE_NOOP("Recipe", "Every custom field of a user who exists is lost with each "
                                        "conversation."),
            QT_TRANSLATE_NOOP("Recipe", "Upsert absent users only; change others by a partial update."), {},
            detect::upsertReplaces),
        row("recipe-fallback-overwrites", 29,
            QT_TRANSLATE_NOOP("Recipe", "The fallback overwrites a real profile"),
            "the users table, then the companies table, then the fallback",
            QT_TRANSLATE_NOOP("Recipe", "When the database cannot be asked, an existing user's name, picture "
                                        "and role are replaced by “User”, none and user."),
            QT_TRANSLATE_NOOP("Recipe",
                              "Keep apart “not in the database” and “could not be asked”; leave existing "
                              "profiles alone in the second case."),
            {.databaseFails = true}, detect::fallbackOverwrites),
        row("recipe-ghost-user", 29,
            QT_TRANSLATE_NOOP("Recipe", "A company whose look-up failed becomes a user"),
            "the users table, then the companies table, then the fallback",
            QT_TRANSLATE_NOOP("Recipe",
                              "A second identity is made under the prefix of a user; it passes every "
                              "check while the company stays absent."),
            QT_TRANSLATE_NOOP("Recipe", "Look in StreamChat which identity exists before one is made."),
            {.databaseFails = true}, detect::ghostUser),
        row("recipe-hundred-members", 32,
            QT_TRANSLATE_NOOP("Recipe", "More than a hundred participants do not fit"),
            "With all members and the name (default `Conversation <row id>`).",
            QT_TRANSLATE_NOOP("Recipe",
                              "StreamChat takes a hundred users an upsert and a hundred members a creation; "
                              "larger conversations are refused as a whole."),
            QT_TRANSLATE_NOOP("Recipe", "Send portions of a hundred, and add the rest afterwards."),
            {.members = 104}, detect::hundredMembers),
        row("recipe-member-page", 35,
            QT_TRANSLATE_NOOP("Recipe", "Of many members only the newest hundred are read"),
            "Read the channel's members; those expected and absent are added explicitly.",
            QT_TRANSLATE_NOOP("Recipe",
                              "In a large channel members are called missing who are there, and are added "
                              "again."),
            QT_TRANSLATE_NOOP("Recipe", "Page through all members, and compare with member_count."),
            {.strangers = 120}, detect::memberPage),
        row("recipe-query-creates", 35,
            QT_TRANSLATE_NOOP("Recipe", "Verification reads by a call that writes"),
            "Read the channel's members",
            QT_TRANSLATE_NOOP("Recipe",
                              "The client's query() is get-or-create: it revives a deleted channel, "
                              "empty, and sends its data again."),
            QT_TRANSLATE_NOOP("Recipe", "Read by GET /members, which changes nothing."), {},
            detect::queryCreates),
        row("recipe-one-sentence", 38,
            QT_TRANSLATE_NOOP("Recipe", "One sentence stands for very different errors"),
            "Where the error contains `Missing` or `doesn't exist`",
            QT_TRANSLATE_NOOP(
                "Recipe", "Any error with these words in it is told as a missing member, even when nobody "
                          "is missing; of several ids only the first is named."),
            QT_TRANSLATE_NOOP("Recipe", "Word the answer by StreamChat's code, and name all ids."),
            {.faults = {QStringLiteral("fail=GetOrCreateChannel,9,404,16,The resource doesn't exist")}},
            detect::oneSentence),
        row("recipe-row-before-channel", 27,
            QT_TRANSLATE_NOOP("Recipe", "The row is written before the channel exists"),
            "A conversation row is created in the database",
            QT_TRANSLATE_NOOP("Recipe", "When the channel is refused, the row stays: a conversation that "
                                        "nobody can open."),
            QT_TRANSLATE_NOOP("Recipe",
                              "Make sure that the channel can be created, or mark the row until it is."),
            {.faults = {QStringLiteral("visibility-delay=2500")}, .newcomer = true},
            detect::rowBeforeChannel),
        row("recipe-timeout-is-failure", 33,
            QT_TRANSLATE_NOOP("Recipe", "An answer that never came counts as a failure"),
            "only when creation failed because members are missing",
            QT_TRANSLATE_NOOP("Recipe", "The channel may have been created all the same; the conversation is "
                                        "reported as failed."),
            QT_TRANSLATE_NOOP("Recipe", "Read what is there before deciding; creating is safe to repeat."),
            {.faults = {QStringLiteral("hang=GetOrCreateChannel,1")}}, detect::timeoutIsFailure),
    };
}

const std::vector<Row> &table()
{
    static const std::vector<Row> rows = makeTable();
    return rows;
}

} // namespace

const std::vector<RecipeDefect> &recipeDefects()
{
    static const std::vector<RecipeDefect> defects = [] {
        std::vector<RecipeDefect> all;
        for (const Row &row : table())
            all.push_back(row.defect);
        return all;
    }();
    return defects;
}

const RecipeDefect *recipeDefectBy(const QString &code)
{
    const auto &all = recipeDefects();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const RecipeDefect &defect) { return defect.code == code; });
    return found == all.end() ? nullptr : &*found;
}

std::vector<Struck> defectsIn(const std::vector<RunEvent> &events)
{
    std::vector<Struck> struck;
    if (events.empty())
        return struck;
    for (const Row &row : table()) {
        if (detect::Sign sign = row.sign(events)) {
            sign->code = row.defect.code;
            struck.push_back(*sign);
        }
    }
    return struck;
}

} // namespace chatsync::diagnosis
