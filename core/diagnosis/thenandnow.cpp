// SPDX-License-Identifier: MIT
#include "core/diagnosis/thenandnow.h"

#include "core/diagnosis/verdict.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace chatsync::diagnosis {

namespace {

using Outlook = ThenAndNow::Outlook;
using Mark = Evidence::Mark;

/// StreamChat may need so long to know a new user everywhere.
constexpr qint64 visibilityMs = 10'000;
constexpr qsizetype mostNamed = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("ThenAndNow", text);
}

void addOnce(QStringList &list, const QStringList &more)
{
    for (const QString &id : more) {
        if (!id.isEmpty() && !list.contains(id))
            list.append(id);
    }
}

QStringList textsIn(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue item : value.toArray())
        texts.append(item.toString());
    return texts;
}

/// The day is told where it is not the same.
QString timeOf(const QDateTime &at, const QDateTime &beside)
{
    const QDateTime utc = at.toUTC();
    const bool sameDay = !beside.isValid() || utc.date() == beside.toUTC().date();
    return utc.toString(sameDay ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm")) +
           QStringLiteral(" UTC");
}

class Comparison {
public:
    Comparison(const Past &then, const Facts &now)
        : m_then(then)
        , m_now(now)
    {}

    ThenAndNow compare()
    {
        QStringList everybody = m_then.members;
        addOnce(everybody, m_then.missing);
        for (const QString &streamId : std::as_const(everybody))
            person(streamId);
        channel();
        outlook();
        std::stable_sort(m_result.changes.begin(), m_result.changes.end(),
                         [](const Change &a, const Change &b) { return rank(a) < rank(b); });
        return std::move(m_result);
    }

private:
    static int rank(const Change &change)
    {
        return change.contradicts             ? 0
               : change.mark == Mark::Bad     ? 1
               : change.mark == Mark::Warning ? 2
               : change.mark == Mark::Twin    ? 2
               : change.mark == Mark::Ok      ? 3
                                              : 4;
    }

    void tell(const QString &subject, Mark mark, const QString &sentence, bool contradicts = false)
    {
        m_result.changes.push_back({subject, mark, sentence, contradicts});
    }

    const PersonFacts *factsOf(const QString &streamId) const
    {
        const std::optional<StreamUserId> id = parseStreamUserId(streamId);
        for (const PersonFacts &person : m_now.people) {
            if (id && person.id == id->id)
                return &person;
        }
        return nullptr;
    }

    /// "at 14:31", or nothing where the log has no times.
    QString missingThen(const QString &name, const QDateTime &beside) const
    {
        return m_then.at.isValid() ? tr("%1 was missing at %2").arg(name, timeOf(m_then.at, beside))
                                   : tr("%1 was missing").arg(name);
    }

    void person(const QString &streamId)
    {
        const bool wasMissing = m_then.missing.contains(streamId);
        const PersonFacts *facts = factsOf(streamId);
        if (!facts) {
            m_unknown.append(streamId);
            tell(streamId, Mark::Info, tr("%1 was not looked up.").arg(streamId));
            return;
        }
        const bool isOther = facts->stream.streamId != streamId && facts->other.streamId == streamId;
        const StreamSide &side = isOther ? facts->other : facts->stream;
        const QString name = facts->displayName();
        switch (side.existence) {
        case Existence::Unknown:
            m_unknown.append(name);
            tell(streamId, Mark::Info,
                 tr("Whether %1 exists is not known: StreamChat did not tell.").arg(name));
            return;
        case Existence::Absent:
        case Existence::Deleted:
            absent(streamId, *facts, isOther ? facts->stream : facts->other, wasMissing);
            return;
        case Existence::Deactivated:
            m_blocked.append(name);
            tell(streamId, Mark::Bad,
                 wasMissing ? tr("%1; exists by now, but is deactivated.").arg(missingThen(name, m_now.now))
                            : tr("%1 is deactivated.").arg(name));
            return;
        case Existence::Exists:
            exists(streamId, name, *side.user, wasMissing);
            return;
        }
    }

    void absent(const QString &streamId, const PersonFacts &facts, const StreamSide &twin, bool wasMissing)
    {
        const QString name = facts.displayName();
        const QString other =
            twin.isThere() ? u' ' + tr("StreamChat has only %1.").arg(twin.streamId) : QString{};
        const Mark mark = twin.isThere() ? Mark::Twin : Mark::Bad;
        m_missingNow.append(streamId);
        if (wasMissing) {
            tell(streamId, mark, tr("%1 and still is.").arg(missingThen(name, m_now.now)) + other);
            return;
        }
        const bool claimed = m_then.synced.contains(streamId) || m_then.present.contains(streamId);
        tell(streamId, mark,
             (claimed ? tr("%1 is said to have been synced, and StreamChat does not know them now: deleted "
                           "since, or the log is of another environment.")
                            .arg(name)
                      : tr("%1 is missing now.").arg(name)) +
                 other,
             claimed);
    }

    void exists(const QString &streamId, const QString &name, const stream::User &user, bool wasMissing)
    {
        const std::optional<StreamUserId> id = parseStreamUserId(streamId);
        const QString wanted = id ? roleOf(id->kind) : user.role;
        const bool wrongRole = user.role != wanted;
        const QString role =
            wrongRole ? tr("role %1 instead of %2").arg(user.role, wanted) : tr("role %1").arg(user.role);
        const Mark mark = wrongRole ? Mark::Warning : Mark::Ok;
        if (!wasMissing) {
            tell(streamId, wrongRole ? Mark::Warning : Mark::Info, tr("%1 exists with %2.").arg(name, role));
            return;
        }
        const std::optional<QDateTime> since = user.createdAt;
        if (!since || !m_then.at.isValid()) {
            tell(streamId, mark, tr("%1; exists by now with %2.").arg(missingThen(name, m_now.now), role));
            return;
        }
        if (*since > m_then.at) {
            tell(streamId, mark,
                 tr("%1; exists since %2 with %3.")
                     .arg(missingThen(name, *since), timeOf(*since, m_then.at), role));
            return;
        }
        const qint64 before = since->msecsTo(m_then.at);
        tell(streamId, Mark::Warning,
             before <= visibilityMs
                 ? tr("%1, although StreamChat had created them %2 s before: it did not know them everywhere "
                      "yet. A longer wait would have helped.")
                       .arg(missingThen(name, *since))
                       .arg(double(before) / 1000.0)
                 : tr("%1, but StreamChat says that they exist since %2: the log is of another environment, "
                      "or another id was sent.")
                       .arg(missingThen(name, *since), timeOf(*since, m_then.at)),
             true);
    }

    void channel()
    {
        const auto found = std::find_if(m_now.channels.begin(), m_now.channels.end(),
                                        [this](const ChannelFacts &it) { return it.cid == m_then.cid; });
        if (m_then.cid.isEmpty() || found == m_now.channels.end())
            return;
        using State = ChannelFacts::State;
        const bool gone = found->state == State::Absent || found->state == State::Deleted;
        if (m_then.channelCreated && gone) {
            tell(m_then.cid, Mark::Warning,
                 tr("The channel is said to have been created, and StreamChat does not have it now: deleted "
                    "since, or the log is of another environment."),
                 true);
            return;
        }
        if (found->state != State::Exists)
            return;
        if (!m_then.channelCreated) {
            tell(m_then.cid, Mark::Info,
                 found->createdAt
                     ? tr("The channel exists by now, since %1.").arg(timeOf(*found->createdAt, m_then.at))
                     : tr("The channel exists by now."));
            return;
        }
        QStringList lacking;
        for (const QString &streamId : m_then.present) {
            if (!found->present.contains(streamId))
                lacking.append(nameOf(streamId));
        }
        if (found->membersComplete && !lacking.isEmpty()) {
            tell(m_then.cid, Mark::Bad,
                 tr("Said to be in the channel, and not among its members now: %1.")
                     .arg(lacking.join(QStringLiteral(", "))),
                 true);
        } else if (found->membersComplete) {
            tell(m_then.cid, Mark::Info, tr("The channel exists, with everybody in it."));
        }
    }

    QString nameOf(const QString &streamId) const
    {
        const PersonFacts *facts = factsOf(streamId);
        return facts ? facts->displayName() : streamId;
    }

    bool worked() const { return m_then.outcome == Outcome::Passed || m_then.outcome == Outcome::Recovered; }

    void conclude(Outlook outlook, const QString &sentence)
    {
        m_result.outlook = outlook;
        QStringList parts;
        for (const Change &change : m_result.changes) {
            const bool ofMissing = m_then.missing.contains(change.subject);
            if (parts.size() < mostNamed && (ofMissing || change.contradicts))
                parts.append(change.sentence);
        }
        parts.append(sentence);
        m_result.sentence = parts.join(u' ');
    }

    void outlook()
    {
        if (!m_missingNow.isEmpty()) {
            const bool same = std::any_of(m_missingNow.begin(), m_missingNow.end(),
                                          [this](const QString &id) { return m_then.missing.contains(id); });
            QStringList names;
            for (const QString &id : m_missingNow.mid(0, mostNamed))
                names.append(nameOf(id));
            conclude(same ? Outlook::FailsTheSame : Outlook::FailsOtherwise,
                     same ? tr("It would fail the same way today.")
                          : tr("Unless the backend syncs them, it would fail today: StreamChat does not "
                               "know %1.")
                                .arg(names.join(QStringLiteral(", "))));
            return;
        }
        if (!m_blocked.isEmpty()) {
            conclude(Outlook::FailsOtherwise, tr("It would fail today, deactivated in StreamChat: %1.")
                                                  .arg(m_blocked.join(QStringLiteral(", "))));
            return;
        }
        if (!m_unknown.isEmpty() || (m_then.members.isEmpty() && m_then.missing.isEmpty())) {
            conclude(Outlook::Unknown,
                     m_unknown.isEmpty()
                         ? tr("Whether it would succeed today cannot be told: nobody is named.")
                         : tr("Whether it would succeed today cannot be told: StreamChat did not tell of %1.")
                               .arg(m_unknown.mid(0, mostNamed).join(QStringLiteral(", "))));
            return;
        }
        const Verdict verdict = diagnose(m_now);
        if (verdict.answer == Verdict::Answer::No) {
            conclude(Outlook::FailsOtherwise, tr("It would fail today: %1").arg(verdict.cause));
            return;
        }
        if (!worked() && m_then.missing.isEmpty() && !m_then.words.isEmpty()) {
            conclude(Outlook::Unknown,
                     tr("Everybody exists. Whether StreamChat would refuse again (“%1”) only a test "
                        "conversation tells.")
                         .arg(m_then.words.left(200)));
            return;
        }
        conclude(Outlook::Succeeds,
                 worked() ? tr("It would succeed today as well.") : tr("It would succeed today."));
    }

    const Past &m_then;
    const Facts &m_now;
    ThenAndNow m_result;
    QStringList m_missingNow;
    QStringList m_blocked;
    QStringList m_unknown;
};

} // namespace

Past pastOf(const std::vector<RunEvent> &events)
{
    Past past;
    QStringList absent;
    bool hasTimes = true;
    for (const RunEvent &event : events) {
        const QJsonObject data = event.data;
        if (event.kind == EventKind::RunStarted)
            hasTimes = data[QLatin1String{"times"}].toString() != QLatin1String{"none"};
        for (const QJsonValue person : data[QLatin1String{"participants"}].toArray())
            addOnce(past.members, {person[QLatin1String{"stream_id"}].toString()});
        addOnce(past.members, textsIn(data[QLatin1String{"expected"}]));
        const QJsonObject error = data[QLatin1String{"error"}].toObject();
        if (!error.isEmpty() && event.outcome == Outcome::Failed) {
            addOnce(past.missing, textsIn(error[QLatin1String{"missing_ids"}]));
            past.at = event.at;
            past.words = error[QLatin1String{"message"}].toString(error[QLatin1String{"what"}].toString());
        }
        addOnce(past.synced, textsIn(data[QLatin1String{"synced"}]));
        if (event.step == Step::Create && event.outcome == Outcome::Passed)
            past.channelCreated = true;
        if (event.step == Step::Verify && event.kind == EventKind::StepFinished) {
            absent = textsIn(data[QLatin1String{"absent"}]);
            addOnce(past.present, textsIn(data[QLatin1String{"present"}]));
            if (event.outcome == Outcome::Recovered)
                addOnce(past.present, absent);
        }
        if (event.kind == EventKind::RunFinished) {
            past.outcome = event.outcome.value_or(Outcome::Cancelled);
            past.cid = data[QLatin1String{"state"}].toObject()[QLatin1String{"cid"}].toString();
            past.at = past.at.isValid() ? past.at : event.at;
        }
    }
    const bool worked = past.outcome == Outcome::Passed || past.outcome == Outcome::Recovered;
    if (worked)
        past.missing.clear(); // The retry found them.
    addOnce(past.members, past.missing);
    if (!hasTimes)
        past.at = {};
    return past;
}

QString textFor(const Past &past)
{
    QStringList lines = past.members;
    if (!past.cid.isEmpty())
        lines.append(past.cid);
    return lines.join(u'\n');
}

QString toString(Outlook outlook)
{
    switch (outlook) {
    case Outlook::Succeeds:
        return QStringLiteral("succeeds");
    case Outlook::FailsTheSame:
        return QStringLiteral("fails_the_same");
    case Outlook::FailsOtherwise:
        return QStringLiteral("fails_otherwise");
    case Outlook::Unknown:
        return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

ThenAndNow thenAndNow(const Past &then, const Facts &now)
{
    return Comparison{then, now}.compare();
}

QJsonObject toJson(const ThenAndNow &comparison)
{
    QJsonArray changes;
    for (const Change &change : comparison.changes)
        changes.append(QJsonObject{{QStringLiteral("subject"), change.subject},
                                   {QStringLiteral("sentence"), change.sentence},
                                   {QStringLiteral("contradicts"), change.contradicts}});
    return {{QStringLiteral("outlook"), toString(comparison.outlook)},
            {QStringLiteral("sentence"), comparison.sentence},
            {QStringLiteral("changes"), changes}};
}

} // namespace chatsync::diagnosis
