// SPDX-License-Identifier: MIT
#include "core/domain/quickjson.h"
#include "core/sync/flowledger.h"
#include "core/sync/flowrun.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace chatsync::flow {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Flow", text);
}

Stop usage(const QString &what, const QString &why, const QString &next)
{
    return {.failure = Failure::Usage,
            .answer = what,
            .what = what,
            .why = why + u' ' + tr("Nothing was sent."),
            .next = {next}};
}

Stop databaseStop(const Error &error)
{
    const bool input = error.kind == Error::Kind::Input;
    return {.failure = input ? Failure::Usage : Failure::Environment,
            .answer = error.what,
            .logged = input ? QString{} : error.what,
            .what = error.what,
            .why = tr("Nothing was sent to StreamChat."),
            .next = error.advice.isEmpty() ? QStringList{} : QStringList{error.advice}};
}

/// Text that was meant to be an id and is none: half a UUID, or what a program prints for nothing.
bool isMalformedId(const QString &text)
{
    static const QRegularExpression nearlyUuid{
        QStringLiteral("\\A\\{?[0-9a-fA-F]{6,}-[0-9a-fA-F-]{6,}\\}?\\z")};
    static const QSet<QString> nothings{QStringLiteral("undefined"), QStringLiteral("null"),
                                        QStringLiteral("NaN"), QStringLiteral("[object Object]")};
    const QString trimmed = text.trimmed();
    const std::optional<StreamUserId> streamId = parseStreamUserId(trimmed);
    const QString id = streamId ? streamId->id : trimmed;
    if (id.isEmpty() || nothings.contains(id))
        return true;
    if (streamId)
        return !isValidStreamUserId(trimmed) ||
               (QUuid::fromString(id).isNull() && nearlyUuid.match(id).hasMatch());
    return QUuid::fromString(id).isNull() && nearlyUuid.match(id).hasMatch();
}

QString candidateList(const std::vector<Participant> &candidates, bool more)
{
    QStringList lines;
    for (const Participant &candidate : candidates) {
        const QString kind = candidate.kind == ParticipantKind::Company ? tr("company") : tr("user");
        lines << QStringLiteral("%1 (%2, %3)").arg(identityOf(candidate).name, kind, candidate.id);
    }
    if (more)
        lines << tr("and more");
    return lines.join(QStringLiteral("; "));
}

QCoro::Task<Traced<ParticipantPage>> searchFor(Run *run, QString text, bool exact)
{
    constexpr int mostCandidates = 10;
    ParticipantSearch search;
    search.text = std::move(text);
    search.limit = mostCandidates;
    search.exactNameOnly = exact;
    auto pending = run->context.directory->search(search, run->stop);
    if (!pending.isReady())
        run->recorder->flush();
    Traced<ParticipantPage> answer = co_await pending;
    run->recorder->queries(answer.queries);
    co_return answer;
}

/// The id behind what was typed: an id in any spelling, else whoever has that name or e-mail.
QCoro::Task<tl::expected<QString, Stop>> identifyOne(Run *run, QString text)
{
    const QString shown = text.left(200);
    if (text.trimmed().isEmpty())
        co_return tl::unexpected(usage(tr("A participant is empty."), tr("An empty text means nobody."),
                                       tr("Give an id, an e-mail or a name.")));
    if (isMalformedId(text)) {
        co_return tl::unexpected(
            usage(tr("“%1” is not a well-formed id.").arg(shown),
                  tr("It is only a part of an id, or what a program prints where an id is absent."),
                  tr("Give a whole id (a UUID), a StreamChat user id, an e-mail or a name.")));
    }
    if (const std::optional<QString> id = participantIdIn(text))
        co_return *id;

    for (int round = 0; round < 2; ++round) {
        const bool exact = round == 0;
        auto pending = searchFor(run, text, exact);
        const Traced<ParticipantPage> found = co_await pending;
        if (run->stopped())
            co_return tl::unexpected(cancelled());
        if (!found.result)
            co_return tl::unexpected(databaseStop(found.result.error()));
        const std::vector<Participant> &candidates = found.result->participants;
        if (candidates.size() == 1)
            co_return candidates.front().id;
        if (candidates.size() > 1) {
            co_return tl::unexpected(
                usage(tr("“%1” is ambiguous: %2.")
                          .arg(shown, candidateList(candidates, !found.result->next.isEmpty())),
                      tr("Several rows of the database fit, and the console does not guess whom you mean."),
                      tr("Give the id of the one you mean.")));
        }
    }
    co_return tl::unexpected(
        usage(tr("Nobody in the database is called “%1”.").arg(shown),
              tr("No user and no company has this name or e-mail."),
              tr("Check the spelling, or give the id: an id is accepted even if the database "
                 "does not know it.")));
}

QCoro::Task<StepResult> identifyAll(Run *run)
{
    auto pendingInitiator = identifyOne(run, run->request.initiator);
    const tl::expected<QString, Stop> initiator = co_await pendingInitiator;
    if (!initiator)
        co_return tl::unexpected(initiator.error());
    run->initiatorId = *initiator;

    QStringList given;
    for (const QString &text : run->request.participants) {
        auto pending = identifyOne(run, text);
        const tl::expected<QString, Stop> id = co_await pending;
        if (!id)
            co_return tl::unexpected(id.error());
        given.append(*id);
    }
    if (given.contains(run->initiatorId)) {
        run->recorder->note(QStringLiteral("info"), QStringLiteral("initiator_among_participants"),
                            tr("The initiator is among the participants, and is counted once."));
    }
    run->participantIds = allParticipants(given, run->initiatorId);
    if (run->participantIds.size() > 1)
        co_return StepResult{};
    const QString what = tr("The initiator is the only participant.");
    const QString next = tr("Name at least one other participant.");
    if (run->hardened())
        co_return tl::unexpected(usage(what, tr("Nobody is left to talk to."), next));
    run->recorder->note(QStringLiteral("warning"), QStringLiteral("single_participant"), what + u' ' + next);
    co_return StepResult{};
}

/// `documented` stands and falls with the row; `hardened` goes on with an id of its own and says so.
QCoro::Task<StepResult> insertRow(Run *run)
{
    if (run->capabilities.mayInsertConversation) {
        if (!run->recorder->hasFlushed())
            run->recorder->flush();
        if (run->stopped())
            co_return tl::unexpected(cancelled());
        const QString proposed = run->conversation.id;
        if (const StepResult entered = enterRow(run); !entered)
            co_return entered;
        auto pending = run->context.directory->insertConversation(run->conversation, run->stop);
        // Asked along with it, as the ids are known: the database's thread is woken once for both.
        run->resolving = run->context.directory->resolve(run->participantIds, run->stop);
        run->recorder->flush();
        const Traced<Conversation> inserted = co_await pending;
        run->recorder->queries(inserted.queries);
        if (inserted.result) {
            run->conversation = *inserted.result;
            run->rowInserted = !run->context.dryRun;
            noteRow(*run, proposed);
            co_return StepResult{};
        }
        const Error::Kind kind = inserted.result.error().kind;
        run->rowInDoubt =
            kind == Error::Kind::Cancelled || kind == Error::Kind::Timeout || kind == Error::Kind::Network;
        if (run->stopped())
            co_return tl::unexpected(cancelled());
        if (!run->hardened())
            co_return tl::unexpected(databaseStop(inserted.result.error()));
        run->recorder->note(
            QStringLiteral("warning"), QStringLiteral("row_not_inserted"),
            tr("The conversation row could not be written (%1). The run goes on with an id of its own.")
                .arg(inserted.result.error().what),
            {{QStringLiteral("error"), toJson(inserted.result.error())}});
        co_return StepResult{};
    }
    run->recorder->note(QStringLiteral("info"), QStringLiteral("row_not_inserted"),
                        run->capabilities.whyNoInsert + u' ' + tr("The run goes on with an id of its own."));
    co_return StepResult{};
}

} // namespace

QCoro::Task<StepResult> identify(Run *run)
{
    auto opening = run->context.directory->open(run->stop);
    if (!opening.isReady())
        run->recorder->flush();
    const Result<DirectoryCapabilities> opened = co_await opening;
    if (run->stopped())
        co_return tl::unexpected(cancelled());
    if (!opened)
        co_return tl::unexpected(databaseStop(opened.error()));
    run->capabilities = *opened;
    auto identifying = identifyAll(run);
    const StepResult identified = co_await identifying;
    co_return identified;
}

QCoro::Task<StepResult> record(Run *run)
{
    run->recorder->stepStarted(Step::Record, 1, tr("Find the participants and record the conversation."));
    if (const Result<void> settings = checkSettings(run->settings); !settings)
        co_return tl::unexpected(usage(settings.error().what,
                                       tr("The flow cannot be performed with this setting."),
                                       tr("Change the settings of the flow.")));
    for (const QString &warning : warningsOf(run->settings))
        run->recorder->note(QStringLiteral("warning"), QStringLiteral("unusual_wait"), warning);

    auto identifying = identify(run);
    const StepResult identified = co_await identifying;
    if (!identified)
        co_return identified;

    run->conversation.id = run->context.newId().toString(QUuid::WithoutBraces);
    run->conversation.type = run->request.type;
    run->conversation.participantIds = run->participantIds;
    run->conversation.name = run->request.name;
    run->conversation.createdBy = run->initiatorId;
    run->conversation.createdAt = run->context.clock->now();

    auto inserting = insertRow(run);
    const StepResult inserted = co_await inserting;
    if (!inserted) {
        // Nothing may be left under way when the run ends.
        auto resolving = std::exchange(run->resolving, std::nullopt);
        if (resolving)
            co_await *resolving;
        co_return inserted;
    }

    json::Object conversation = conversationJson(run->conversation);
    conversation.insert(QStringLiteral("inserted"), run->rowInserted);
    const QString message = run->context.dryRun ? tr("Conversation %1 would be recorded.")
                            : run->rowInserted  ? tr("Conversation %1 recorded.")
                                                : tr("Conversation %1, not in the database.");
    run->recorder->stepFinished(Outcome::Passed, message.arg(run->conversation.id),
                                {{QStringLiteral("conversation"), conversation}});
    co_return StepResult{};
}

} // namespace chatsync::flow
