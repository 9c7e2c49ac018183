// SPDX-License-Identifier: MIT
#include "core/sync/preset.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace chatsync {

using namespace std::chrono_literals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Preset", text);
}

QString seconds(std::chrono::milliseconds duration)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(duration.count()) / 1000.0);
}

void describeHardened(QStringList &sentences)
{
    sentences
        << tr("Keeps “not in the database” apart from “the database could not be asked”; an existing profile "
              "is never overwritten with the fallback.")
        << tr("Keeps a company's identity that exists only in StreamChat.")
        << tr("Reads who exists first: creates absent users, updates only role, name and image of the "
              "others, so that "
              "custom data survives.")
        << tr("Narrows a refused batch down to the users who caused it; all others go through.")
        << tr("Retries on StreamChat's own code and wording, after asking which members exist.")
        << tr("Waits after each upsert, in a retry as well.")
        << tr("Creates with 100 members at the most and adds the rest.")
        << tr("Reads members page by page without changing anything, compares roles, and re-reads before it "
              "calls "
              "a member absent.")
        << tr("A member who is proved absent in the end fails the conversation.")
        << tr("Obeys rate limits; repeats after time-outs and server errors once it has read what the first "
              "try did.")
        << tr("Names all missing members, in every wording.");
}

} // namespace

QString toString(Preset preset)
{
    switch (preset) {
    case Preset::Hardened:
        return QStringLiteral("hardened");
    case Preset::Documented:
        return QStringLiteral("documented");
    case Preset::Unsynced:
        return QStringLiteral("unsynced");
    }
    Q_UNREACHABLE();
}

std::optional<Preset> presetFrom(const QString &name)
{
    for (const Preset preset : {Preset::Hardened, Preset::Documented, Preset::Unsynced}) {
        if (toString(preset) == name)
            return preset;
    }
    return std::nullopt;
}

std::chrono::milliseconds FlowSettings::pauseBefore(int attempt) const
{
    if (preset != Preset::Hardened)
        return retryWait;
    constexpr int lastDoubling = 5;
    return retryWait * (1 << std::clamp(attempt - 2, 0, lastDoubling));
}

FlowSettings settingsOf(Preset preset)
{
    switch (preset) {
    case Preset::Hardened:
        return {.preset = preset, .attempts = 3, .sendCreator = true};
    case Preset::Documented:
        return {.preset = preset, .attempts = 2, .sendCreator = false};
    case Preset::Unsynced:
        // The creator is sent: without it StreamChat would refuse for another reason than the one to
        // reproduce.
        return {.preset = preset, .wait = 0ms, .retryWait = 0ms, .attempts = 1, .sendCreator = true};
    }
    Q_UNREACHABLE();
}

QStringList deviationsOf(const FlowSettings &settings)
{
    if (!checkSettings(settings))
        return {};
    const FlowSettings documented = settingsOf(Preset::Documented);
    QStringList sentences;
    if (settings.preset == Preset::Hardened)
        describeHardened(sentences);
    if (settings.preset == Preset::Unsynced) {
        sentences << tr("Only the initiator is upserted.") << tr("No wait after the upsert.")
                  << tr("No retry.")
                  << tr("A refusal of missing members is answered with OneCrew's sentence, in whatever "
                        "wording it comes.");
    }
    if (settings.sendCreator)
        sentences << tr("Sends created_by_id, which StreamChat requires of a creation by a server.");
    if (settings.waits() && settings.wait != documented.wait)
        sentences << tr("Waits %1 after the upsert instead of %2.")
                         .arg(seconds(settings.wait), seconds(documented.wait));
    if (settings.preset != Preset::Unsynced) {
        if (settings.attempts != documented.attempts) {
            sentences << QCoreApplication::translate(
                "Preset", "Makes up to %n attempt(s) to create the channel.", nullptr, settings.attempts);
        }
        if (settings.retryWait != documented.retryWait) {
            sentences << tr("Waits %1 before a retry instead of %2.")
                             .arg(seconds(settings.retryWait), seconds(documented.retryWait));
        }
    }
    return sentences;
}

QStringList warningsOf(const FlowSettings &settings)
{
    QStringList sentences;
    if (settings.waits() && settings.wait < 1s) {
        sentences << tr("The wait after the upsert is %1, less than the documented second: StreamChat may "
                        "not know the "
                        "new users yet when the channel is created.")
                         .arg(seconds(settings.wait));
    }
    if (settings.preset == Preset::Unsynced && (settings.attempts > 1 || settings.wait > 0ms))
        sentences << tr("This flow has no wait and no retry: what was set for them is ignored.");
    if (settings.waits() && settings.wait > 2s)
        sentences << tr("The wait after the upsert is %1, more than the documented two seconds.")
                         .arg(seconds(settings.wait));
    return sentences;
}

Result<void> checkSettings(const FlowSettings &settings)
{
    constexpr auto longest = 10min;
    constexpr int mostAttempts = 10;
    const auto refuse = [](const QString &what) {
        return tl::unexpected(Error{Error::Kind::Input, what, {}, {}});
    };
    if (settings.wait < 0ms || settings.wait > longest || settings.retryWait < 0ms ||
        settings.retryWait > longest)
        return refuse(tr("A wait lies between 0 and 600,000 ms."));
    if (settings.attempts < 1 || settings.attempts > mostAttempts)
        return refuse(tr("The number of attempts lies between 1 and 10."));
    return {};
}

QJsonObject toJson(const FlowSettings &settings)
{
    QJsonArray pauses;
    for (int attempt = 2; attempt <= settings.attempts; ++attempt)
        pauses.append(qint64{settings.pauseBefore(attempt).count()});
    return {{QStringLiteral("wait_ms"), qint64{settings.wait.count()}},
            {QStringLiteral("retry_wait_ms"), pauses},
            {QStringLiteral("attempts"), settings.attempts},
            {QStringLiteral("send_creator"), settings.sendCreator}};
}

} // namespace chatsync
