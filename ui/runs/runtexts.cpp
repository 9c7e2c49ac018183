// SPDX-License-Identifier: MIT
#include "ui/runs/runtexts.h"

#include "core/domain/identity.h"
#include "ui/theme/statusglyph.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace chatsync::ui::runtexts {
namespace {

QString tr(const char *text, const char *comment = nullptr, int n = -1)
{
    return QCoreApplication::translate("RunView", text, comment, n);
}

QString joined(const QString &a, const QString &b)
{
    return a.isEmpty() ? b : b.isEmpty() ? a : a + QStringLiteral(" · ") + b;
}

int sizeOf(const QJsonObject &data, const char *key)
{
    return static_cast<int>(data[QLatin1String(key)].toArray().size());
}

QString upsertResult(const QJsonObject &data, const QString &status)
{
    const int synced = sizeOf(data, "synced");
    const int failed = sizeOf(data, "failed");
    if (failed > 0)
        return joined(status, tr("%1 of %2 synced").arg(synced).arg(synced + failed));
    if (synced == 0)
        return status;
    return joined(status, tr("%1 synced").arg(synced));
}

QString membersResult(const QJsonObject &data)
{
    const int expected = sizeOf(data, "expected");
    if (expected == 0)
        return {};
    return tr("%1 of %2 present").arg(expected - sizeOf(data, "absent")).arg(expected);
}

} // namespace

QString stepName(Step step, int attempt)
{
    switch (step) {
    case Step::Record:
        return tr("Record conversation");
    case Step::Resolve:
        return tr("Resolve participants");
    case Step::Upsert:
        return attempt > 1 ? tr("Upsert users again") : tr("Upsert users");
    case Step::Wait:
        return tr("Wait");
    case Step::Create:
        return attempt > 1 ? tr("Create channel again") : tr("Create channel");
    case Step::Retry:
        return attempt > 1 ? tr("Attempt %1").arg(attempt) : tr("Retry");
    case Step::Verify:
        return tr("Verify members");
    case Step::AddMissing:
        return tr("Add missing members");
    case Step::Answer:
        return tr("Answer");
    case Step::CleanUp:
        return tr("Clean up");
    }
    Q_UNREACHABLE();
}

QString stepDoing(Step step)
{
    switch (step) {
    case Step::Record:
        return tr("recording the conversation");
    case Step::Resolve:
        return tr("resolving the participants");
    case Step::Upsert:
        return tr("upserting the users");
    case Step::Wait:
        return tr("waiting for StreamChat");
    case Step::Create:
        return tr("creating the channel");
    case Step::Retry:
        return tr("trying again");
    case Step::Verify:
        return tr("verifying the members");
    case Step::AddMissing:
        return tr("adding the missing members");
    case Step::Answer:
        return tr("answering");
    case Step::CleanUp:
        return tr("cleaning up");
    }
    Q_UNREACHABLE();
}

QString presetName(const QString &preset)
{
    if (preset == QLatin1String("hardened"))
        return tr("Hardened");
    if (preset == QLatin1String("documented"))
        return tr("As documented");
    if (preset == QLatin1String("unsynced"))
        return tr("Before the fix");
    if (preset == QLatin1String("repair"))
        return tr("Repair");
    if (preset == QLatin1String("backend"))
        return tr("Through backend");
    return preset;
}

QString duration(double ms, const QLocale &locale)
{
    ms = std::max(0.0, ms);
    if (ms < 999.5)
        return tr("%1 ms").arg(locale.toString(std::llround(ms)));
    if (ms < 99'995)
        return tr("%1 s").arg(locale.toString(ms / 1000, 'f', 2));
    const auto seconds = std::llround(ms / 1000);
    return tr("%1 min %2 s").arg(locale.toString(seconds / 60)).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString spokenDuration(double ms, const QLocale &locale)
{
    ms = std::max(0.0, ms);
    if (ms < 999.5)
        return tr("%1 milliseconds").arg(locale.toString(std::llround(ms)));
    return tr("%1 seconds").arg(locale.toString(ms / 1000, 'f', 2));
}

QString countdown(double ms, const QLocale &locale)
{
    return tr("%1 s").arg(locale.toString(std::max(0.0, ms) / 1000, 'f', 1));
}

QString moment(const QDateTime &at, const QDateTime &now, const QLocale &locale)
{
    const QDateTime local = at.toLocalTime();
    const QDate today = now.toLocalTime().date();
    if (local.date() == today)
        return tr("today %1").arg(local.toString(QStringLiteral("HH:mm:ss")));
    if (local.date() == today.addDays(-1))
        return tr("yesterday %1").arg(local.toString(QStringLiteral("HH:mm")));
    return locale.toString(local.date(), QLocale::ShortFormat) + local.toString(QStringLiteral(" HH:mm"));
}

QString waitName(const QString &reason)
{
    if (reason == QLatin1String("after_upsert"))
        return tr("Wait after upsert");
    if (reason == QLatin1String("before_retry"))
        return tr("Wait before retry");
    if (reason == QLatin1String("rate_limit"))
        return tr("Wait for the rate limit");
    if (reason == QLatin1String("back_off"))
        return tr("Wait before repeating");
    if (reason == QLatin1String("reread"))
        return tr("Wait before reading again");
    return tr("Wait");
}

QString pathOf(const QString &url)
{
    const qsizetype scheme = url.indexOf(QLatin1String("://"));
    qsizetype from = scheme < 0 ? 0 : url.indexOf(u'/', scheme + 3);
    if (from < 0)
        return QStringLiteral("/");
    const qsizetype end = url.indexOf(u'?', from);
    return url.mid(from, end < 0 ? -1 : end - from);
}

QString requestLine(const QString &method, const QString &url)
{
    return method + u' ' + pathOf(url);
}

QString errorResult(const QJsonObject &error)
{
    const int status = error[QLatin1String("status")].toInt();
    const bool coded = error.contains(QLatin1String("code"));
    if (status != 0) {
        const QString text = QString::number(status);
        return coded ? joined(text, tr("code %1").arg(error[QLatin1String("code")].toInt())) : text;
    }
    const QString kind = error[QLatin1String("kind")].toString();
    if (kind == QLatin1String("timeout"))
        return tr("Timed out");
    if (kind == QLatin1String("refused"))
        return tr("Refused");
    if (kind == QLatin1String("tls"))
        return tr("Not trusted");
    if (kind == QLatin1String("dns"))
        return tr("Host not found");
    if (kind == QLatin1String("cut_off"))
        return tr("Cut off");
    if (kind == QLatin1String("cancelled"))
        return tr("Cancelled");
    if (kind == QLatin1String("not_stream"))
        return tr("Not StreamChat");
    if (kind == QLatin1String("network"))
        return tr("Not reached");
    return {};
}

QString exchangeResult(const QJsonObject &data)
{
    if (data[QLatin1String("planned")].toBool())
        return tr("Planned");
    const QJsonObject error = data[QLatin1String("error")].toObject();
    if (!error.isEmpty()) {
        const QString text = errorResult(error);
        return text.isEmpty() ? tr("Failed") : text;
    }
    return QString::number(data[QLatin1String("response")][QLatin1String("status")].toInt());
}

QString stepResult(const RunEvent &finished, const RunEvent *exchange)
{
    const QJsonObject &data = finished.data;
    const QJsonObject answered = exchange ? exchange->data.object() : QJsonObject{};
    const int exchangeStatus = answered[QLatin1String("response")][QLatin1String("status")].toInt();
    if (finished.outcome == Outcome::Skipped) {
        // "Not needed: nobody is missing." The reason behind the colon is in the details.
        QString reason = finished.message.section(u':', 0, 0).trimmed();
        if (reason.endsWith(u'.'))
            reason.chop(1);
        return reason.isEmpty() ? word(Outcome::Skipped) : reason;
    }
    if (finished.outcome == Outcome::Cancelled)
        return tr("Cancelled");
    QString error = errorResult(data[QLatin1String("error")].toObject());
    // The answer itself is more exact than the kind of error it was taken for.
    if (finished.outcome == Outcome::Failed && answered.contains(QLatin1String("error")))
        error = errorResult(answered[QLatin1String("error")].toObject());
    if (!error.isEmpty() && finished.step != Step::Upsert)
        return error;
    const QString status = exchangeStatus > 0 ? QString::number(exchangeStatus) : QString{};
    const bool failed = finished.outcome == Outcome::Failed;
    QString text;
    switch (finished.step.value_or(Step::Answer)) {
    case Step::Record:
        text = data[QLatin1String("conversation")][QLatin1String("inserted")].toBool() ? tr("Row written")
               : failed                                                                ? QString{}
                                                                                       : tr("No row written");
        break;
    case Step::Resolve:
        text = data.contains(QLatin1String("found"))
                   ? tr("%1 found").arg(data[QLatin1String("found")].toInt())
                   : QString{};
        break;
    case Step::Upsert:
        text = sizeOf(data, "synced") == 0 && !error.isEmpty()
                   ? error
                   : upsertResult(data, error.isEmpty() ? status : error);
        break;
    case Step::Create:
        text = failed ? status : joined(status, tr("created"));
        break;
    case Step::Retry:
        text = finished.outcome == Outcome::Recovered ? tr("Recovered") : QString{};
        break;
    case Step::Verify:
    case Step::AddMissing:
        text = membersResult(data);
        break;
    case Step::Answer:
        text = failed ? tr("Error returned") : tr("Success");
        break;
    case Step::Wait:
        return {};
    case Step::CleanUp:
        break;
    }
    return text.isEmpty() && finished.outcome ? word(*finished.outcome) : text;
}

QString personName(const QString &nameOrId)
{
    if (!participantIdIn(nameOrId))
        return nameOrId;
    constexpr int head = 8;
    constexpr int tail = 4;
    const QString id = *participantIdIn(nameOrId);
    return id.size() <= head + tail ? id : id.left(head) + u'…' + id.right(tail);
}

QString people(const QStringList &names)
{
    if (names.isEmpty())
        return tr("nobody");
    if (names.size() == 1)
        return names.first();
    if (names.size() == 2)
        return tr("%1 and %2").arg(names[0], names[1]);
    return tr("%1, %2 and %n more", nullptr, static_cast<int>(names.size() - 2)).arg(names[0], names[1]);
}

QString subject(const RunSummary &run)
{
    QStringList names = run.participantNames();
    std::transform(names.begin(), names.end(), names.begin(), &personName);
    if (run.preset == QLatin1String("cleanup"))
        return tr("Clean-up of test objects");
    if (run.preset == QLatin1String("probe"))
        return tr("Probe of the time to visibility");
    if (run.isRepair())
        return tr("Repair of %1").arg(people(names));
    return tr("%1 with %2").arg(personName(run.initiatorName()), people(names));
}

QString inSentence(const QString &sentence)
{
    QString text = sentence.trimmed();
    if (text.endsWith(u'.'))
        text.chop(1);
    const QString first = text.section(u' ', 0, 0);
    const bool plain = std::none_of(first.cbegin() + (first.isEmpty() ? 0 : 1), first.cend(),
                                    [](QChar c) { return c.isUpper() || c.isDigit(); });
    if (plain && first.size() > 1)
        text[0] = text[0].toLower();
    return text;
}

} // namespace chatsync::ui::runtexts
