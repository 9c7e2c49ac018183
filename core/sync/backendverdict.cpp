// SPDX-License-Identifier: MIT
#include "core/sync/backendverdict.h"

#include "core/stream/wording.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace chatsync::backend {

namespace {

using flow::Stop;

QString tr(const char *text)
{
    return QCoreApplication::translate("Backend", text);
}

QString list(const QStringList &ids)
{
    constexpr qsizetype most = 20;
    const QString shown = ids.mid(0, most).join(QStringLiteral(", "));
    return ids.size() > most ? shown + QStringLiteral(" …") : shown;
}

/// StreamChat's error in the backend's words, where it is one that is known.
std::optional<stream::CallError> streamErrorIn(const QString &message)
{
    static const QRegularExpression coded{QStringLiteral("StreamChat error code (-?\\d{1,6}):?\\s*(.*)"),
                                          QRegularExpression::DotMatchesEverythingOption};
    const QRegularExpressionMatch match = coded.match(message);
    stream::Seen seen;
    seen.message = match.hasMatch() ? match.captured(2) : message;
    if (match.hasMatch())
        seen.code = match.captured(1).toInt();
    const stream::CallError error = stream::explained(seen);
    return error.meaning == stream::Meaning::Unknown ? std::nullopt : std::optional{error};
}

Verdict trueSuccess(const Truth &truth)
{
    Verdict verdict;
    verdict.stop.failure = Failure::None;
    verdict.stop.what = truth.row == Presence::Yes
                            ? tr("The conversation works: the backend says so, and it is true.")
                            : tr("The conversation works, as the backend says; whether its row is in the "
                                 "database could not be read.");
    return verdict;
}

Verdict falseSuccess(const QString &finding, const QString &what, const QString &next)
{
    return {finding, {.failure = Failure::Conversation, .what = what, .next = {next}}};
}

Verdict judgeSuccess(const Truth &truth)
{
    if (truth.channel == Presence::No) {
        return falseSuccess(
            QStringLiteral("backend_success_without_channel"),
            tr("The backend reports success, but there is no such channel in StreamChat."),
            tr("Check that backend and console work on the same StreamChat app, then look into the "
               "backend's log."));
    }
    if (truth.channel == Presence::Unread || truth.membersRead != Presence::Yes) {
        return {QStringLiteral("backend_success_unverified"),
                {.failure = Failure::Environment,
                 .what = tr("The backend reports success, which could not be verified."),
                 .next = {tr("Make StreamChat reachable from here, then look the conversation up.")}}};
    }
    if (!truth.members.absent.isEmpty()) {
        const int count = static_cast<int>(truth.members.absent.size());
        return falseSuccess(
            QStringLiteral("backend_success_without_members"),
            QCoreApplication::translate("Backend",
                                        "The backend reports success, but %n member(s) are missing from the "
                                        "channel: %1.",
                                        nullptr, count)
                .arg(list(truth.members.absent)),
            tr("Have the backend read the members back and add whoever is absent (step 7 of the flow), or "
               "add them by a repair."));
    }
    if (truth.row == Presence::No) {
        return falseSuccess(QStringLiteral("backend_success_without_row"),
                            tr("The backend reports success, but the conversation is not in the database."),
                            tr("Check that backend and console work on the same database."));
    }
    return trueSuccess(truth);
}

Verdict judgeFailure(const BackendAnswer &answer, const Truth &truth)
{
    if (truth.works()) {
        return falseSuccess(
            QStringLiteral("backend_failure_but_works"),
            tr("The backend reports a failure, but the conversation works."),
            tr("Look into the backend's log for what failed after the channel was made; whoever waits for "
               "the answer sees an error and may create the conversation a second time."));
    }
    Verdict verdict{
        QStringLiteral("backend_refused"),
        {.failure = Failure::Conversation, .what = tr("The backend could not create the conversation.")}};
    const std::optional<stream::CallError> known = streamErrorIn(answer.error);
    if (known) {
        verdict.stop.why = known->explanation;
        if (!known->advice.isEmpty())
            verdict.stop.next << known->advice;
    }
    if (!truth.usersAbsent.isEmpty())
        verdict.stop.next << tr("Sync these to StreamChat first, as the flow “hardened” does: %1.")
                                 .arg(list(truth.usersAbsent));
    if (verdict.stop.next.isEmpty())
        verdict.stop.next << tr("Look into the backend's log for this conversation.");
    return verdict;
}

Verdict judgeError(const BackendError &error, const Truth &truth)
{
    Verdict verdict;
    verdict.finding = toString(error.trouble);
    verdict.stop.failure = error.trouble == BackendTrouble::Cancelled ? Failure::Cancelled
                           : error.environment                        ? Failure::Environment
                                                                      : Failure::Conversation;
    verdict.stop.what = error.explanation;
    QStringList why;
    constexpr qsizetype longest = 200;
    if (error.status >= 400 && !error.message.isEmpty())
        why << tr("It said: %1").arg(error.message.left(longest));
    if (truth.works())
        why << tr("The conversation works all the same.");
    verdict.stop.why = why.join(u' ');
    if (!error.advice.isEmpty())
        verdict.stop.next << error.advice;
    return verdict;
}

QString presenceSentence(Presence presence, const char *yes, const char *no, const char *unread)
{
    switch (presence) {
    case Presence::Yes:
        return tr(yes);
    case Presence::No:
        return tr(no);
    case Presence::Unread:
        return tr(unread);
    }
    Q_UNREACHABLE();
}

QString membersSentence(const Truth &truth)
{
    if (!truth.members.absent.isEmpty())
        return tr("Missing from the channel: %1.").arg(list(truth.members.absent));
    const int count = static_cast<int>(truth.members.expected.size());
    return QCoreApplication::translate("Backend", "All %n member(s) are in it.", nullptr, count);
}

} // namespace

QString toString(Presence presence)
{
    switch (presence) {
    case Presence::Yes:
        return QStringLiteral("yes");
    case Presence::No:
        return QStringLiteral("no");
    case Presence::Unread:
        return QStringLiteral("unread");
    }
    Q_UNREACHABLE();
}

bool Truth::works() const
{
    return channel == Presence::Yes && membersRead == Presence::Yes && members.absent.isEmpty();
}

json::Object toJson(const Truth &truth, const QString &cid)
{
    if (!truth.looked)
        return {};
    json::Object data = truth.membersRead == Presence::Yes ? flow::toJson(truth.members) : json::Object{};
    data.insert(QStringLiteral("row"), toString(truth.row));
    data.insert(QStringLiteral("channel"), toString(truth.channel));
    if (!truth.rowDifferences.isEmpty())
        data.insert(QStringLiteral("row_differences"), truth.rowDifferences);
    if (truth.id) {
        data.insert(QStringLiteral("conversation"), *truth.id);
        data.insert(QStringLiteral("cid"), cid);
    }
    if (!truth.usersAbsent.isEmpty())
        data.insert(QStringLiteral("users_absent"), truth.usersAbsent);
    if (!truth.usersDeactivated.isEmpty())
        data.insert(QStringLiteral("users_deactivated"), truth.usersDeactivated);
    return data;
}

QString sentencesOf(const Truth &truth)
{
    if (!truth.looked)
        return {};
    QStringList sentences;
    sentences << presenceSentence(truth.row, QT_TRANSLATE_NOOP("Backend", "The conversation's row exists."),
                                  QT_TRANSLATE_NOOP("Backend", "There is no row of the conversation."),
                                  QT_TRANSLATE_NOOP("Backend", "Its row could not be read."));
    if (truth.id)
        sentences << presenceSentence(truth.channel, QT_TRANSLATE_NOOP("Backend", "The channel exists."),
                                      QT_TRANSLATE_NOOP("Backend", "The channel does not exist."),
                                      QT_TRANSLATE_NOOP("Backend", "The channel could not be read."));
    if (truth.membersRead == Presence::Yes)
        sentences << membersSentence(truth);
    if (!truth.usersAbsent.isEmpty())
        sentences << tr("StreamChat does not know: %1.").arg(list(truth.usersAbsent));
    if (!truth.usersDeactivated.isEmpty())
        sentences << tr("Deactivated in StreamChat: %1.").arg(list(truth.usersDeactivated));
    if (!truth.unread.isEmpty())
        sentences << truth.unread;
    return sentences.join(u' ');
}

Verdict judge(const BackendResult &said, const Truth &truth)
{
    Verdict verdict = !said           ? judgeError(said.error(), truth)
                      : said->success ? judgeSuccess(truth)
                                      : judgeFailure(*said, truth);
    if (verdict.stop.failure == Failure::None)
        return verdict;
    QStringList why{verdict.stop.why};
    if (said)
        why.prepend(sentenceOf(said));
    const QString sentences = sentencesOf(truth);
    if (!sentences.isEmpty())
        why << tr("What is true: %1").arg(sentences);
    why.removeAll(QString{});
    verdict.stop.why = why.join(u' ');
    return verdict;
}

json::Object toJson(const BackendResult &said)
{
    json::Object data;
    const int status = said ? said->status : said.error().status;
    if (status != 0)
        data.insert(QStringLiteral("status"), status);
    if (!said) {
        data.insert(QStringLiteral("code"), toString(said.error().trouble));
        data.insertText(QStringLiteral("error"), said.error().message);
        return data;
    }
    data.insert(QStringLiteral("success"), said->success);
    if (said->success)
        data.insert(QStringLiteral("conversation"), said->conversation.id);
    else
        data.insert(QStringLiteral("error"), said->error);
    return data;
}

QString sentenceOf(const BackendResult &said)
{
    if (!said)
        return said.error().explanation;
    if (said->success)
        return tr("The backend says: success, conversation %1.").arg(said->conversation.id);
    if (said->error.isEmpty())
        return tr("The backend says: failure, without a reason (HTTP %1).").arg(said->status);
    constexpr qsizetype longest = 1000;
    return tr("The backend says (HTTP %1): %2").arg(QString::number(said->status), said->error.left(longest));
}

} // namespace chatsync::backend
