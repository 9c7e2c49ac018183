// SPDX-License-Identifier: MIT
// Nothing that writes leaves a read-only environment, whoever asks and whatever they say of it.
#include "core/environment/writegate.h"
#include "core/sandbox/demostream.h"
#include "core/sandbox/routes.h"
#include "core/sandbox/simulatortransport.h"
#include "core/stream/client.h"
#include "core/stream/token.h"
#include "core/sync/virtualclock.h"

#include <QCoroTask>
#include <QTest>
#include <QUuid>

using namespace chatsync;
using namespace chatsync::stream;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Says of every request that it only reads.
class LyingTransport final : public Transport {
public:
    explicit LyingTransport(Transport *next)
        : m_next(next)
    {}
    QCoro::Task<TransportResult> send(HttpRequest request, std::stop_token stop) override
    {
        request.writes = false;
        request.endpoint = Endpoint::GetApp;
        return m_next->send(std::move(request), std::move(stop));
    }

private:
    Transport *m_next;
};

/// A simulated StreamChat behind a gate, and a client in front of it.
struct World {
    explicit World(WritePolicy policy, bool lying = false)
        : simulator(sandbox::SimulatorOptions{})
        , network(&simulator, &clock)
        , arming(u"Production"_s, &clock)
        , gate(u"Production"_s, policy, &arming)
        , gated(&network, &gate, baseUrl)
        , liar(&gated)
        , client(context(lying))
    {
        simulator.seedDemo(sandbox::demoStreamUsers(1));
        simulator.clearRequestLog();
    }

    ClientContext context(bool lying)
    {
        ClientContext made;
        made.credentials = {.baseUrl = baseUrl,
                            .apiKey = simulator.options().apiKey,
                            .token = serverToken(simulator.options().secret)};
        made.transport = lying ? static_cast<Transport *>(&liar) : &gated;
        made.clock = &clock;
        made.redactor = &redactor;
        made.newId = [] { return QUuid::createUuid(); };
        made.recorded = [this](const Exchange &exchange) { exchanges.push_back(exchange); };
        return made;
    }

    int mutatingRequests() const
    {
        int count = 0;
        for (const sandbox::LoggedRequest &request : simulator.requestLog())
            count += request.mutating ? 1 : 0;
        return count;
    }

    const QUrl baseUrl{u"https://chat.example"_s};
    VirtualClock clock;
    Redactor redactor;
    sandbox::Simulator simulator;
    sandbox::SimulatorTransport network;
    Arming arming;
    WriteGate gate;
    GatedTransport gated;
    LyingTransport liar;
    std::vector<Exchange> exchanges;
    Client client;
};

using Call = std::function<std::optional<CallError>(Client &)>;

template<typename T>
std::optional<CallError> errorOf(QCoro::Task<CallResult<T>> &&task)
{
    const CallResult<T> result = QCoro::waitFor(std::move(task));
    return result ? std::nullopt : std::optional{result.error()};
}

const ChannelRef channel{u"messaging"_s, u"onecrew_x"_s};
const QStringList ids{u"onecrew_user_a"_s};

/// Every call of the client that changes something.
QList<std::pair<const char *, Call>> writingCalls()
{
    const std::stop_token none;
    return {
        {"upsertUsers",
         [=](Client &client) {
             return errorOf(client.upsertUsers({QJsonObject{{u"id"_s, ids[0]}}}, none));
         }},
        {"updateUsersPartial",
         [=](Client &client) {
             return errorOf(client.updateUsersPartial({{ids[0], {{u"name"_s, u"x"_s}}, {}}}, none));
         }},
        {"getOrCreateChannel",
         [=](Client &client) { return errorOf(client.getOrCreateChannel(channel, {}, none)); }},
        {"addMembers", [=](Client &client) { return errorOf(client.addMembers(channel, ids, none)); }},
        {"removeMembers", [=](Client &client) { return errorOf(client.removeMembers(channel, ids, none)); }},
        {"deleteChannel", [=](Client &client) { return errorOf(client.deleteChannel(channel, true, none)); }},
        {"deleteChannels",
         [=](Client &client) { return errorOf(client.deleteChannels({channel.cid()}, true, none)); }},
        {"deleteUsers",
         [=](Client &client) {
             return errorOf(client.deleteUsers(ids, Deletion::Soft, Deletion::Soft, std::nullopt, none));
         }},
        {"restoreUsers", [=](Client &client) { return errorOf(client.restoreUsers(ids, none)); }},
        {"deactivateUser", [=](Client &client) { return errorOf(client.deactivateUser(ids[0], none)); }},
        {"reactivateUser", [=](Client &client) { return errorOf(client.reactivateUser(ids[0], none)); }},
    };
}

QList<std::pair<const char *, Call>> readingCalls()
{
    const std::stop_token none;
    const Query query{.filter = {{u"id"_s, QJsonObject{{u"$in"_s, QJsonArray::fromStringList(ids)}}}}};
    const Query channels{.filter = {{u"cid"_s, channel.cid()}}};
    return {
        {"queryUsers", [=](Client &client) { return errorOf(client.queryUsers(query, true, none)); }},
        {"queryChannels", [=](Client &client) { return errorOf(client.queryChannels(channels, none)); }},
        {"queryBannedUsers", [=](Client &client) { return errorOf(client.queryBannedUsers({}, none)); }},
        {"getApp", [=](Client &client) { return errorOf(client.getApp(none)); }},
        {"getRateLimits", [=](Client &client) { return errorOf(client.getRateLimits({}, none)); }},
        {"listRoles", [=](Client &client) { return errorOf(client.listRoles(none)); }},
    };
}

} // namespace

class TestWriteGate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsBackEveryWritingCall_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<bool>("lying");
        QTest::addColumn<bool>("whenArmed");
        const auto calls = writingCalls();
        for (int i = 0; i < calls.size(); ++i) {
            for (const bool lying : {false, true}) {
                for (const bool whenArmed : {false, true})
                    QTest::addRow("%s%s, %s", calls[i].first, lying ? " that lies" : "",
                                  whenArmed ? "not armed" : "read-only")
                        << i << lying << whenArmed;
            }
        }
    }
    void keepsBackEveryWritingCall()
    {
        QFETCH(int, index);
        QFETCH(bool, lying);
        QFETCH(bool, whenArmed);
        World world{whenArmed ? WritePolicy::WhenArmed : WritePolicy::ReadOnly, lying};
        const std::optional<CallError> error = writingCalls()[index].second(world.client);
        QVERIFY(error);
        QVERIFY(error->meaning == Meaning::ReadOnly);
        QCOMPARE(error->kind, u"read_only"_s);
        QVERIFY(error->environment);
        QVERIFY(!error->outcomeUnknown);
        QVERIFY2(error->explanation.contains(u"Production"), qPrintable(error->explanation));
        QVERIFY(toError(*error).kind == Error::Kind::Refused);
        QCOMPARE(world.simulator.requestLog().size(), 0);
        QCOMPARE(world.exchanges.size(), size_t{1});
        QVERIFY2(!world.exchanges.front().sent, "recorded, and marked as not sent");
        QCOMPARE(exchangeFromJson(toJson(world.exchanges.front())).sent, false);
    }

    /// The simulator's own list of what changes something, asked without a client.
    void keepsBackEveryMutatingRouteAndNoOther_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("mutating");
        for (const sandbox::Route &route : sandbox::routes()) {
            QStringList parts = route.path;
            parts.replaceInStrings(u"*"_s, u"x"_s);
            const QString path = u'/' + parts.join(u'/');
            QTest::addRow("%s %s", route.method.constData(), qPrintable(path))
                << route.method << path << route.mutating;
        }
    }
    void keepsBackEveryMutatingRouteAndNoOther()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(bool, mutating);
        World world{WritePolicy::ReadOnly};
        HttpRequest request;
        request.method = method;
        request.url = world.baseUrl;
        request.url.setPath(path);
        request.writes = false;
        const TransportResult result = QCoro::waitFor(world.gated.send(request, {}));
        const bool kept = !result && result.error().kind == TransportFailure::Kind::ReadOnly;
        QCOMPARE(kept, mutating);
        QCOMPARE(world.mutatingRequests(), 0);
        QCOMPARE(world.simulator.requestLog().size(), mutating ? 0 : 1);
    }

    void isNotDeceived_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<bool>("could");
        const QString base = u"https://chat.example/proxy"_s;
        QTest::addRow("query channels below a path") << QByteArray{"POST"} << base + u"/channels?api_key=k"_s
                                                     << QByteArray{"{}"} << QByteArray{} << false;
        QTest::addRow("query channels elsewhere") << QByteArray{"POST"} << u"https://chat.example/channels"_s
                                                  << QByteArray{"{}"} << QByteArray{} << true;
        QTest::addRow("a slash more")
            << QByteArray{"POST"} << base + u"/channels/"_s << QByteArray{} << QByteArray{} << true;
        QTest::addRow("two slashes") << QByteArray{"POST"} << base + u"//channels"_s << QByteArray{}
                                     << QByteArray{} << true;
        QTest::addRow("dots") << QByteArray{"POST"} << base + u"/channels/delete/../"_s << QByteArray{}
                              << QByteArray{} << true;
        QTest::addRow("encoded slash")
            << QByteArray{"POST"} << base + u"/channels%2fdelete"_s << QByteArray{} << QByteArray{} << true;
        QTest::addRow("path in the query")
            << QByteArray{"POST"} << base + u"/users?x=/channels"_s << QByteArray{} << QByteArray{} << true;
        QTest::addRow("a method of lower case")
            << QByteArray{"post"} << base + u"/channels"_s << QByteArray{} << QByteArray{} << true;
        QTest::addRow("PUT channels")
            << QByteArray{"PUT"} << base + u"/channels"_s << QByteArray{} << QByteArray{} << true;
        QTest::addRow("GET with a body")
            << QByteArray{"GET"} << base + u"/users"_s << QByteArray{"{}"} << QByteArray{} << true;
        QTest::addRow("GET that stands for another")
            << QByteArray{"GET"} << base + u"/users"_s << QByteArray{} << QByteArray{"X-HTTP-Method-Override"}
            << true;
        QTest::addRow("GET") << QByteArray{"GET"} << base + u"/users"_s << QByteArray{} << QByteArray{}
                             << false;
        QTest::addRow("an unknown method")
            << QByteArray{"PURGE"} << base + u"/users"_s << QByteArray{} << QByteArray{} << true;
        QTest::addRow("no method") << QByteArray{} << base + u"/users"_s << QByteArray{} << QByteArray{}
                                   << true;
    }
    void isNotDeceived()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, url);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, header);
        QFETCH(bool, could);
        HttpRequest request;
        request.method = method;
        request.url = QUrl{url};
        request.body = body;
        if (!header.isEmpty())
            request.headers.append({header, "DELETE"});
        QCOMPARE(couldChange(request, QUrl{u"https://chat.example/proxy/"_s}), could);
    }

    void letsReadsThrough()
    {
        for (const auto &[name, call] : readingCalls()) {
            World world{WritePolicy::ReadOnly};
            QVERIFY2(!call(world.client), name);
            QCOMPARE(world.simulator.requestLog().size(), 1);
            QCOMPARE(world.exchanges.front().sent, true);
        }
    }

    void letsAllThroughWhereWritingIsAllowed()
    {
        World world{WritePolicy::Allowed};
        for (const auto &[name, call] : writingCalls()) {
            const auto error = call(world.client);
            QVERIFY2(!error || error->meaning != Meaning::ReadOnly, name);
        }
        QCOMPARE(world.mutatingRequests(), writingCalls().size());
    }

    void armingOpensForTenMinutes()
    {
        World world{WritePolicy::WhenArmed};
        const Call upsert = writingCalls().front().second;
        QVERIFY(world.arming.arm(u" Production "_s, u" Ticket 4187 "_s));
        QCOMPARE(world.arming.reason(), u"Ticket 4187"_s);
        QCOMPARE(world.arming.remaining().count(), qint64{600'000});
        QVERIFY(!upsert(world.client));
        world.clock.advance(10min - 1ms);
        QCOMPARE(world.arming.remaining().count(), qint64{1});
        QVERIFY(!upsert(world.client));
        world.clock.advance(1ms);
        QVERIFY(!world.arming.isArmed());
        QVERIFY(!world.arming.until().isValid());
        QVERIFY(world.arming.reason().isEmpty());
        QVERIFY(upsert(world.client));
        QCOMPARE(world.mutatingRequests(), 2);
    }

    void armingNeedsTheNameToTheLetter_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addRow("another case") << u"production"_s;
        QTest::addRow("part of it") << u"Product"_s;
        QTest::addRow("nothing") << QString{};
        QTest::addRow("another") << u"Staging"_s;
    }
    void armingNeedsTheNameToTheLetter()
    {
        QFETCH(QString, typed);
        World world{WritePolicy::WhenArmed};
        const Result<void> armed = world.arming.arm(typed, {});
        QVERIFY(!armed);
        QVERIFY(armed.error().kind == Error::Kind::Input);
        QVERIFY(armed.error().advice.contains(u"Production"));
        QVERIFY(writingCalls().front().second(world.client));
    }

    void disarmingEndsItAtOnce()
    {
        World world{WritePolicy::WhenArmed};
        QVERIFY(world.arming.arm(u"Production"_s, {}));
        world.arming.disarm();
        QVERIFY(writingCalls().front().second(world.client));
        QCOMPARE(world.mutatingRequests(), 0);
    }

    void whatIsReadOnlyIsNotOpenedByArming()
    {
        World world{WritePolicy::ReadOnly};
        QVERIFY(world.arming.arm(u"Production"_s, {}));
        QVERIFY(writingCalls().front().second(world.client));
        QCOMPARE(world.mutatingRequests(), 0);
    }

    /// A machine that slept, and a clock that was set back.
    void neitherClockMakesItLonger()
    {
        class TwoClocks final : public Clock {
        public:
            QDateTime now() const override { return calendar; }
            std::chrono::microseconds elapsed() const override { return forward; }
            QCoro::Task<bool> sleep(std::chrono::milliseconds, std::stop_token) override { co_return true; }
            QDateTime calendar = VirtualClock::defaultStart();
            std::chrono::microseconds forward{0};
        } clock;
        Arming arming{u"P"_s, &clock};
        QVERIFY(arming.arm(u"P"_s, {}));
        clock.calendar = clock.calendar.addSecs(601);
        QVERIFY(!arming.isArmed());
        QVERIFY(arming.arm(u"P"_s, {}));
        clock.calendar = clock.calendar.addDays(-1);
        clock.forward = 601s;
        QVERIFY(!arming.isArmed());
    }

    void aRehearsalNeverWrites()
    {
        World world{WritePolicy::Allowed};
        const NeverWrite never;
        GatedTransport gate{&world.network, &never, world.baseUrl};
        HttpRequest request;
        request.method = "POST";
        request.url = QUrl{u"https://chat.example/users"_s};
        const TransportResult result = QCoro::waitFor(gate.send(request, {}));
        QVERIFY(!result && result.error().kind == TransportFailure::Kind::ReadOnly);
        QCOMPARE(world.simulator.requestLog().size(), 0);
    }

    void conversationsAreForWhereWritingIsAllowed()
    {
        QVERIFY(mayConverse(u"Staging"_s, WritePolicy::Allowed));
        for (const WritePolicy policy : {WritePolicy::ReadOnly, WritePolicy::WhenArmed}) {
            const Result<void> allowed = mayConverse(u"Live"_s, policy);
            QVERIFY(!allowed);
            QVERIFY(allowed.error().kind == Error::Kind::Refused);
            QVERIFY(allowed.error().what.contains(u"Live"));
            QVERIFY(allowed.error().advice.contains(u"--dry-run"));
        }
    }
};

QTEST_GUILESS_MAIN(TestWriteGate)
#include "tst_writegate.moc"
