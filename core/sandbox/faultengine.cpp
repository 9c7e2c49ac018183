// SPDX-License-Identifier: MIT
#include "core/sandbox/faultengine.h"

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace chatsync::sandbox {

namespace {

constexpr int always = std::numeric_limits<int>::max();
constexpr std::chrono::milliseconds slowAnswer{4000};

SimulatorReply plainReply(int status, const QByteArray &type, const QByteArray &body)
{
    SimulatorReply reply;
    reply.status = status;
    reply.headers = {{"Content-Type", type}};
    reply.body = body;
    return reply;
}

SimulatorReply htmlReply(int status)
{
    if (status == 200) {
        return plainReply(
            status, "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to the "
            "network</h1></body></html>\n");
    }
    const QByteArray title = QByteArray::number(status) + (status == 502 ? " Bad Gateway" : " Error");
    return plainReply(status, "text/html",
                      "<html>\r\n<head><title>" + title + "</title></head>\r\n<body><center><h1>" + title +
                          "</h1></center></body>\r\n</html>\r\n");
}

} // namespace

FaultEngine::FaultEngine(QList<Fault> faults, quint32 seed)
    : m_faults(std::move(faults))
    , m_strikes(static_cast<std::size_t>(m_faults.size()))
    , m_random(seed ^ 0x5eedu)
{
    for (const Fault &fault : m_faults) {
        if (fault.name == u"clock-skew")
            m_skew += fault.from.count();
    }
}

Bends FaultEngine::bends() const
{
    Bends bends;
    for (const Fault &fault : m_faults) {
        if (fault.name == u"visibility-delay")
            bends.visibilityDelay = fault.from.count();
        else if (fault.name == u"read-lag")
            bends.readLag = fault.from.count();
        else if (fault.name == u"upsert-lost")
            bends.lostUpserts.append(fault.id);
        else if (fault.name == u"member-dropped" && !fault.id.isEmpty())
            bends.droppedMember = fault.id;
        else if (fault.name == u"member-dropped")
            bends.droppedMembers = fault.count.value_or(1);
        else if (fault.name == u"poisoned-batch") {
            bends.poisoned = true;
            bends.poisonedUser = fault.id;
        }
        if (fault.name == u"user-deleted" || fault.name == u"user-deactivated" ||
            fault.name == u"user-banned")
            bends.planted.insert(fault.id, fault.name);
    }
    bends.anonymousErrors = has(u"anonymous-errors"_s);
    bends.oldWording = has(u"old-wording"_s);
    bends.noGetChannel = has(u"no-get-channel"_s);
    bends.tasksFail = has(u"task-failed"_s);
    return bends;
}

bool FaultEngine::has(const QString &name) const
{
    return std::any_of(m_faults.begin(), m_faults.end(),
                       [&name](const Fault &fault) { return fault.name == name; });
}

bool FaultEngine::strikes(qsizetype index, const QString &operation, int standardCount)
{
    const Fault &fault = m_faults.at(index);
    if (!fault.endpoint.isEmpty() && fault.endpoint != u"*" && fault.endpoint != operation)
        return false;
    Strikes &strikes = m_strikes[static_cast<std::size_t>(index)];
    const int seen = strikes.seen;
    if (seen < always)
        ++strikes.seen;
    const int count = fault.count.value_or(standardCount);
    return seen >= fault.after && seen - fault.after < count;
}

std::optional<FaultEngine::Instead> FaultEngine::atEdge(const QString &operation)
{
    for (qsizetype i = 0; i < m_faults.size(); ++i) {
        const Fault &fault = m_faults.at(i);
        if (fault.name == u"edge-limit" && strikes(i, operation, 1))
            return Instead{fault.name, plainReply(429, "text/plain; charset=utf-8", "Too many requests"), 0};
        if (fault.name == u"html" && strikes(i, operation, always))
            return Instead{fault.name, htmlReply(fault.status == 0 ? 502 : fault.status), 0};
        if (fault.name == u"unknown-key")
            return Instead{fault.name, ApiError{401, 2, u"api_key is invalid"_s}, 0};
        if (fault.name == u"wrong-region")
            return Instead{fault.name, ApiError{403, 69, u"the app lives in another region"_s}, 0};
    }
    return std::nullopt;
}

std::optional<FaultEngine::Instead> FaultEngine::rateLimit(qsizetype index, Millis now)
{
    const Fault &fault = m_faults.at(index);
    Strikes &strikes = m_strikes[static_cast<std::size_t>(index)];
    const qint64 second = now / 1000;
    if (strikes.refusedUntil == 0 && strikes.seen++ < fault.count.value_or(0))
        return std::nullopt;
    if (strikes.refusedUntil == 0)
        strikes.refusedUntil = (now / 60'000 + 1) * 60;
    if (second >= strikes.refusedUntil)
        return std::nullopt;
    return Instead{fault.name, ApiError{429, 9, u"Too many requests"_s, true}, strikes.refusedUntil};
}

std::optional<FaultEngine::Instead> FaultEngine::atService(const QString &operation, Millis now)
{
    for (qsizetype i = 0; i < m_faults.size(); ++i) {
        const Fault &fault = m_faults.at(i);
        if (fault.name == u"chat-disabled") {
            return Instead{
                fault.name,
                ApiError{401, 2, u"Chat is not enabled for organization with id 1 and name OneCrew sandbox"_s,
                         true},
                0};
        }
        if (fault.name == u"rate-limit") {
            if (auto refused = rateLimit(i, now))
                return refused;
        }
        if (fault.name == u"server-errors" && strikes(i, operation, 1))
            return Instead{fault.name, ApiError{500, -1, {}}, 0};
        if (fault.name == u"fail" && strikes(i, operation, 1))
            return Instead{fault.name, ApiError{fault.status, fault.code, fault.text}, 0};
    }
    return std::nullopt;
}

QStringList FaultEngine::onTheWay(const QString &operation, SimulatorReply &reply)
{
    QStringList marks;
    for (qsizetype i = 0; i < m_faults.size(); ++i) {
        const Fault &fault = m_faults.at(i);
        const bool byEndpoint = !fault.endpoint.isEmpty() && fault.name != u"fail" && fault.name != u"html";
        if (fault.name == u"latency") {
            const qint64 spread = fault.to.count() - fault.from.count() + 1;
            reply.delay += fault.from + std::chrono::milliseconds{m_random.bounded(spread)};
        } else if (!byEndpoint || !strikes(i, operation, always)) {
            continue;
        } else if (fault.name == u"hang") {
            reply.hang = true;
        } else if (fault.name == u"slow") {
            reply.delay += slowAnswer;
        } else if (fault.name == u"reset") {
            reply.reset = true;
        } else if (fault.name == u"cut-body") {
            reply.cutAfter = reply.body.size() / 2;
        } else if (fault.name == u"truncated-json") {
            reply.body.truncate(reply.body.size() / 2);
        } else if (fault.name == u"empty-body") {
            reply.body.clear();
        }
        marks.append(fault.name);
    }
    return marks;
}

} // namespace chatsync::sandbox
