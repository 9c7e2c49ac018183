// SPDX-License-Identifier: MIT
// The labelled corpus: what Node and the official client printed, gone through frames, encodings, cuts and
// mixing. The labels are what really happened, told by the program that printed. Prints the table.
#include "tests/core/backendlog/logmaker.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <cstdio>
#include <cstring>
#include <map>

using namespace chatsync;
using namespace chatsync::test;
using backendlog::LogConversation;

namespace {

/// Verdicts by the conversations' ids.
using Labels = std::map<QString, QString>;

struct Excerpt {
    QString name;
    QByteArray log;
    Labels labels;
    bool holdsToken = false;
};

QByteArray read(const QString &name)
{
    QFile file{qEnvironmentVariable("CHATSYNC_LOGS") + u'/' + name};
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

} // namespace

class TestLogCorpus : public QObject {
    Q_OBJECT

private:
    QByteArray m_token;
    QByteArray m_secret;
    std::vector<Excerpt> m_captured;

    Excerpt captured(const char *name) const
    {
        for (const Excerpt &excerpt : m_captured) {
            if (excerpt.name == QLatin1String{name})
                return excerpt;
        }
        return {};
    }

    /// Cut behind (or before) where @p words stand for the first time.
    Excerpt cut(const char *name, const char *words, const char *verdict, bool keepTail = false) const
    {
        Excerpt excerpt = captured(name);
        const qsizetype at = excerpt.log.indexOf(words);
        excerpt.name = QStringLiteral("%1, %2 “%3”")
                           .arg(excerpt.name, keepTail ? QStringLiteral("from") : QStringLiteral("up to"),
                                QString::fromUtf8(words).simplified());
        excerpt.log = at < 0     ? QByteArray{}
                      : keepTail ? excerpt.log.sliced(at)
                                 : excerpt.log.first(at + qsizetype(strlen(words)));
        excerpt.labels.begin()->second = QString::fromLatin1(verdict);
        if (keepTail)
            excerpt.labels = {{QString{}, QString::fromLatin1(verdict)}};
        excerpt.holdsToken = excerpt.log.contains(m_token);
        return excerpt;
    }

    std::vector<Excerpt> corpus() const
    {
        std::vector<Excerpt> all = m_captured;
        size_t next = 0;
        for (const Frame &frame : frames()) {
            const Excerpt &source = m_captured[next++ % m_captured.size()];
            all.push_back({source.name + QStringLiteral(", ") + QLatin1String{frame.name},
                           frame.apply(recordsOf(source.log)), source.labels, source.holdsToken});
        }
        for (const Encoded &encoding : encodings()) {
            const Excerpt &source = m_captured[next++ % m_captured.size()];
            const Frame &frame = frames()[next % frames().size()];
            all.push_back({QStringLiteral("%1, %2, %3")
                               .arg(source.name, QLatin1String{frame.name}, QLatin1String{encoding.name}),
                           encoding.apply(frame.apply(recordsOf(source.log))), source.labels,
                           source.holdsToken});
        }
        all.push_back(cut("works", "Creating channel with members", "unclear"));
        all.push_back(cut("works", "Channel members after creation: [\n", "unclear"));
        all.push_back(
            cut("works-ten", "Channel created successfully with members: [\n  'onecrew_", "unclear"));
        all.push_back(cut("retried", "Users re-upserted", "unclear"));
        all.push_back(cut("not-visible", "_header: 'POST ", "failed"));
        all.push_back(cut("not-visible", "Authorization: eyJhbGciOiJIUzI1NiIsInR5c", "failed"));
        all.push_back(cut("member-added", "Some members missing from channel: [", "unclear"));
        all.push_back(cut("upsert-reset", "Error upserting users: AxiosError", "unclear"));
        all.push_back(cut("works", "✅ [createConversation] All users", "unclear", true));
        all.push_back(cut("retry-failed", "🔄 [createConversation] Channel creation failed", "failed", true));
        for (quint32 seed = 1; seed <= 5; ++seed) {
            QRandomGenerator random{seed};
            std::vector<PrintedConversation> merged;
            Excerpt excerpt;
            excerpt.name = QStringLiteral("all mixed, seed %1").arg(seed);
            for (const Excerpt &source : m_captured) {
                if (source.labels.size() != 1)
                    continue;
                merged.push_back({.records = recordsOf(source.log)});
                excerpt.labels.insert(source.labels.begin(), source.labels.end());
            }
            excerpt.log = frames()[seed].apply(interleaved(merged, random));
            excerpt.holdsToken = true;
            all.push_back(excerpt);
        }
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QJsonObject manifest = QJsonDocument::fromJson(read(QStringLiteral("manifest.json"))).object();
        QVERIFY2(!manifest.isEmpty(), "CHATSYNC_LOGS does not name the folder that logflow.cjs has filled.");
        m_token = manifest[QLatin1String("token")].toString().toLatin1();
        m_secret = manifest[QLatin1String("secret")].toString().toLatin1();
        for (const QJsonValue &scenario : manifest[QLatin1String("scenarios")].toArray()) {
            Excerpt excerpt;
            excerpt.name = scenario[QLatin1String("name")].toString();
            excerpt.log = read(excerpt.name + QStringLiteral(".log"));
            for (const QJsonValue &it : scenario[QLatin1String("conversations")].toArray())
                excerpt.labels[it[QLatin1String("id")].toString()] = it[QLatin1String("verdict")].toString();
            excerpt.holdsToken = excerpt.log.contains(m_token);
            QVERIFY(!excerpt.log.isEmpty());
            m_captured.push_back(excerpt);
        }
        QVERIFY(m_token.startsWith("eyJ"));
        QVERIFY(m_captured.size() >= 15);
    }

    void table()
    {
        const std::vector<Excerpt> all = corpus();
        int right = 0;
        int healthyByMistake = 0;
        int leaksMissed = 0;
        for (const Excerpt &excerpt : all) {
            const Told result = told(excerpt.log);
            QStringList expected;
            QStringList seen;
            bool same = result.conversations.size() == excerpt.labels.size();
            for (const auto &[id, verdict] : excerpt.labels) {
                const LogConversation *it =
                    id.isEmpty() && !result.conversations.empty() ? &result.conversations[0] : result.of(id);
                const QString got = it ? toString(it->verdict) : QStringLiteral("(none)");
                expected << verdict;
                seen << got;
                same = same && got == verdict;
                const bool healthy = it && isHealthy(it->verdict);
                const bool shouldBe =
                    verdict == QLatin1String{"works"} || verdict == QLatin1String{"recovered"};
                healthyByMistake += healthy && !shouldBe ? 1 : 0;
            }
            right += same ? 1 : 0;
            expected.removeDuplicates();
            seen.removeDuplicates();
            std::printf("%-5s %-64s %-34s %s\n", same ? "right" : "WRONG", qPrintable(excerpt.name),
                        qPrintable(expected.join(u' ')), qPrintable(seen.join(u' ')));
            leaksMissed += excerpt.holdsToken && !result.hasFinding("secret_leaked") ? 1 : 0;
            QVERIFY2(!result.json.contains(m_token), qPrintable(excerpt.name));
            QVERIFY2(!result.json.contains(m_token.mid(m_token.lastIndexOf('.') + 1)),
                     qPrintable(excerpt.name));
        }
        std::printf("%d of %zu right\n", right, all.size());
        std::fflush(stdout);
        QVERIFY(all.size() >= 60);
        QCOMPARE(healthyByMistake, 0);
        QCOMPARE(leaksMissed, 0);
        QVERIFY2(size_t(right) * 100 >= all.size() * 95, qPrintable(QString::number(right)));
    }
};

QTEST_GUILESS_MAIN(TestLogCorpus)
#include "tst_logcorpus.moc"
