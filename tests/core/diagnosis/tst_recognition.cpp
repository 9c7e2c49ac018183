// SPDX-License-Identifier: MIT
#include "core/diagnosis/history.h"
#include "core/diagnosis/recognition.h"
#include "core/domain/conversation.h"
#include "core/stream/wording.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUuid>

using namespace chatsync;
using namespace chatsync::diagnosis;

namespace {

const QString amira = QStringLiteral("dda3aaa6-d123-4e57-aeef-f0661ec61352");
const QString jonas = QStringLiteral("1c85e0fa-7d42-4b9e-8a36-f52b7791d0c3");
const QString amiraStream = QStringLiteral("onecrew_user_") + amira;
const QString jonasStream = QStringLiteral("onecrew_company_") + jonas;

QString shortNameOf(Subject::Kind kind)
{
    switch (kind) {
    case Subject::Kind::Participant:
        return QStringLiteral("id");
    case Subject::Kind::StreamUser:
        return QStringLiteral("stream");
    case Subject::Kind::Channel:
        return QStringLiteral("channel");
    case Subject::Kind::Email:
        return QStringLiteral("email");
    case Subject::Kind::Name:
        return QStringLiteral("name");
    case Subject::Kind::Code:
        return QStringLiteral("code");
    }
    return {};
}

/// `stream dda3…!` for somebody missing.
QStringList subjectsOf(const Recognition &recognition)
{
    QStringList subjects;
    for (const Subject &subject : recognition.subjects)
        subjects << shortNameOf(subject.kind) + u' ' + subject.value +
                        (subject.missing ? QStringLiteral("!") : QString{});
    return subjects;
}

QStringList formsOf(const Recognition &recognition)
{
    QStringList forms;
    for (const TextForm form : recognition.forms)
        forms << toString(form);
    return forms;
}

QString manyIds(int count, const QString &separator)
{
    QStringList ids;
    for (int i = 0; i < count; ++i)
        ids << QUuid::createUuidV5(QUuid{}, QString::number(i)).toString(QUuid::WithoutBraces);
    return ids.join(separator);
}

} // namespace

class TestRecognition : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recognises_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("subjects");
        QTest::addColumn<QString>("form");

        const QString id = QStringLiteral("id ") + amira;
        const QString user = QStringLiteral("stream ") + amira;
        const QString company = QStringLiteral("stream ") + jonas;
        QTest::newRow("uuid") << amira << QStringList{id} << "ids";
        QTest::newRow("uuid in capitals and braces")
            << QStringLiteral(" {%1}\n").arg(amira.toUpper()) << QStringList{id} << "ids";
        QTest::newRow("StreamChat id of a user") << amiraStream << QStringList{user} << "ids";
        QTest::newRow("StreamChat id of a company") << jonasStream << QStringList{company} << "ids";
        QTest::newRow("StreamChat id that is no UUID")
            << QStringLiteral("onecrew_user_undefined") << QStringList{QStringLiteral("stream undefined")}
            << "ids";
        QTest::newRow("channel") << QStringLiteral("messaging:onecrew_") + jonas
                                 << QStringList{QStringLiteral("channel messaging:onecrew_") + jonas}
                                 << "ids";
        QTest::newRow("channel id without its type")
            << QStringLiteral("onecrew_") + jonas
            << QStringList{QStringLiteral("channel messaging:onecrew_") + jonas} << "ids";
        QTest::newRow("distinct channel")
            << QStringLiteral("messaging:!members-aB3")
            << QStringList{QStringLiteral("channel messaging:!members-aB3")} << "ids";
        QTest::newRow("e-mail") << QStringLiteral("Amira.Haddad@Example.com")
                                << QStringList{QStringLiteral("email amira.haddad@example.com")} << "ids";
        QTest::newRow("name") << QStringLiteral("  amira had ")
                              << QStringList{QStringLiteral("name amira had")} << "name";
        QTest::newRow("name from right to left")
            << QStringLiteral("ليلى الفارسي") << QStringList{QStringLiteral("name ليلى الفارسي")} << "name";
        QTest::newRow("name with an emoji")
            << QStringLiteral("Priya 🌟") << QStringList{QStringLiteral("name Priya 🌟")} << "name";
        QTest::newRow("emoji alone") << QStringLiteral("🌟") << QStringList{QStringLiteral("name 🌟")}
                                     << "name";
        QTest::newRow("SQL") << QStringLiteral("Robert'); DROP TABLE users--")
                             << QStringList{QStringLiteral("name Robert')"),
                                            QStringLiteral("name DROP TABLE users--")}
                             << "list";
        QTest::newRow("HTML") << QStringLiteral("<b>Amira</b>")
                              << QStringList{QStringLiteral("name <b>Amira</b>")} << "name";
        QTest::newRow("name and id") << QStringLiteral("Sat Education, ") + amiraStream
                                     << QStringList{user, QStringLiteral("name Sat Education")} << "list";
        QTest::newRow("sentence of the flow")
            << missingMembersSentence({amiraStream}) << QStringList{user + u'!'} << "error_sentence";
        QTest::newRow("sentence with several")
            << missingMembersSentence({amiraStream, jonasStream}) << QStringList{user + u'!', company + u'!'}
            << "error_sentence";
        QTest::newRow("sentence without anybody")
            << missingMembersSentence({QStringLiteral("user")}) << QStringList{} << "error_sentence";
        QTest::newRow("StreamChat, bare")
            << QStringLiteral("The following users are involved in channel create operation, but don't "
                              "exist: [%1]. Please create the user objects before setting up the channel.")
                   .arg(amiraStream)
            << QStringList{user + u'!'} << "stream_error";
        QTest::newRow("StreamChat, typographic apostrophe and several")
            << QStringLiteral("GetOrCreateChannel failed with error: \"The following users are involved in "
                              "channel create operation, but don’t exist: [%1 %2]. Please\"")
                   .arg(amiraStream, jonasStream)
            << QStringList{user + u'!', company + u'!'} << "stream_error";
        QTest::newRow("StreamChat of 2020")
            << QStringLiteral("UpdateChannel failed with error: \"could not find user %1 from add_members\"")
                   .arg(amiraStream)
            << QStringList{user + u'!'} << "stream_error";
        QTest::newRow("the official client")
            << QStringLiteral("Error: StreamChat error code 16: UpdateUsers failed with error: \"the user %1 "
                              "was deleted\"")
                   .arg(amiraStream)
            << QStringList{user} << "stream_error";
        QTest::newRow("StreamChat's JSON")
            << QStringLiteral(
                   "{\"code\":4,\"message\":\"GetOrCreateChannel failed with error: \\\"The following "
                   "users are involved in channel create operation, but don't exist: [%1]. "
                   "Please create\\\"\",\"StatusCode\":400,\"duration\":\"0.00ms\",\"details\":[]}")
                   .arg(amiraStream)
            << QStringList{user + u'!'} << "stream_error";
        QTest::newRow("the backend's JSON") << QStringLiteral("{\"success\": false, \"error\": \"%1\"}")
                                                   .arg(missingMembersSentence({amiraStream}))
                                            << QStringList{user + u'!'} << "error_sentence";
        QTest::newRow("JSON without an error")
            << QStringLiteral("{\"participant_ids\":[\"%1\",\"%2\"]}").arg(amira, jonas)
            << QStringList{id, QStringLiteral("id ") + jonas} << "json";
        QTest::newRow("escaped line ends in JSON")
            << QStringLiteral("{\"text\":\"first\\n%1\\n%2\"}").arg(amira, jonasStream)
            << QStringList{id, company} << "json";
        QTest::newRow("log line") << QStringLiteral(
                                         "⚠️ [createConversation] User/Company not found in DB: ") +
                                         amira
                                  << QStringList{id} << "log_line";
        QTest::newRow("log line with an array")
            << QStringLiteral("✅ [createConversation] All users upserted successfully: [ '%1', '%2' ]")
                   .arg(amiraStream, jonasStream)
            << QStringList{user, company} << "log_line";
        QTest::newRow("address") << QStringLiteral("https://app.example.com/users/%1?tab=chat").arg(amira)
                                 << QStringList{id} << "url";
        QTest::newRow("encoded address")
            << QStringLiteral("https://chat.stream-io-api.com/users?payload=%7B%22id%22%3A%22") +
                   amiraStream + QStringLiteral("%22%7D")
            << QStringList{user} << "url";
        QTest::newRow("list") << amira + u'\n' + jonasStream +
                                     QStringLiteral("\namira.haddad@example.com\nSat Education")
                              << QStringList{id, company, QStringLiteral("email amira.haddad@example.com"),
                                             QStringLiteral("name Sat Education")}
                              << "list";
        QTest::newRow("table")
            << QStringLiteral("id,name,email\n%1,Amira Haddad,\n%2,\"Weber, Jonas\",\n").arg(amira, jonas)
            << QStringList{id, QStringLiteral("id ") + jonas} << "table";
        QTest::newRow("the same in several spellings")
            << amira + QStringLiteral(", ") + amiraStream + QStringLiteral(", ") + amira.toUpper()
            << QStringList{user} << "ids";
        QTest::newRow("code of a finding")
            << QStringLiteral("never-synced") << QStringList{QStringLiteral("code never-synced")} << "code";
        QTest::newRow("nothing") << QStringLiteral("  \n") << QStringList{} << "nothing";
        QTest::newRow("punctuation") << QStringLiteral("!!! ??? ---") << QStringList{} << "nothing";
    }

    void recognises()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, subjects);
        QFETCH(QString, form);
        const Recognition found = recognise(text);
        QCOMPARE(subjectsOf(found), subjects);
        QVERIFY2(formsOf(found).contains(form), qPrintable(formsOf(found).join(u' ')));
        QVERIFY(!found.headline.isEmpty());
        QVERIFY(!found.detail.isEmpty());
    }

    /// Each row of the table of wordings is recognised with the meaning it has there.
    void everyWording_data()
    {
        QTest::addColumn<int>("index");
        const auto all = stream::wordings();
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].form == stream::ErrorForm::Envelope && *all[i].pattern != '\0')
                QTest::newRow(all[i].pattern) << int(i);
        }
    }

    void everyWording()
    {
        QFETCH(int, index);
        const stream::Wording &row = stream::wordings()[static_cast<std::size_t>(index)];
        QString words = QString::fromLatin1(row.pattern);
        if (row.naming == stream::Naming::List)
            words += QStringLiteral(": [%1]").arg(amiraStream);
        if (row.naming == stream::Naming::Phrase)
            words = QStringLiteral("the user %1 %2").arg(amiraStream, words);
        const QString message = QStringLiteral("UpdateUsers failed with error: \"%1\"").arg(words);
        QJsonObject json{{QStringLiteral("message"), message},
                         {QStringLiteral("StatusCode"), row.status.value_or(400)}};
        if (row.code)
            json.insert(QStringLiteral("code"), *row.code);
        const QString client =
            QStringLiteral("StreamChat error code %1: %2").arg(row.code.value_or(4)).arg(message);
        for (const QString &text :
             {QString::fromUtf8(QJsonDocument{json}.toJson()), client, QStringLiteral("log: ") + client}) {
            const Recognition found = recognise(text);
            QVERIFY2(found.error, qPrintable(text));
            QCOMPARE(stream::toString(found.error->meaning), stream::toString(row.meaning));
            QVERIFY(found.headline.startsWith(QLatin1String("Error message recognised")));
        }
    }

    /// The numerus form is the translation's, which this program does not load.
    void tellsHowManyAreMissing()
    {
        QCOMPARE(recognise(missingMembersSentence({amiraStream, jonasStream})).headline,
                 QStringLiteral("Error message recognised: 2 participant(s) are missing"));
        QVERIFY(recognise(missingMembersSentence({QStringLiteral("user")}))
                    .headline.contains(QLatin1String("does not name them")));
    }

    void nonsenseSaysWhatWasLookedFor()
    {
        const Recognition found = recognise(QStringLiteral("?!"));
        QVERIFY(found.isNothing());
        QVERIFY(found.detail.contains(QLatin1String("e-mail addresses")));
    }

    void takesTransportErrors_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("meaning");
        QTest::newRow("time-out") << QStringLiteral("AxiosError: timeout of 3000ms exceeded ECONNABORTED")
                                  << "timed_out";
        QTest::newRow("refused") << QStringLiteral("connect ECONNREFUSED 127.0.0.1:443")
                                 << "connection_refused";
        QTest::newRow("name") << QStringLiteral("getaddrinfo ENOTFOUND chat.stream-io-api.com")
                              << "name_not_resolved";
        QTest::newRow("code alone") << QStringLiteral("StreamChat error code 43: unheard of")
                                    << "signature_invalid";
        QTest::newRow("status alone")
            << QStringLiteral("StreamChat error HTTP code: 502") << "server_unavailable";
    }

    void takesTransportErrors()
    {
        QFETCH(QString, text);
        QFETCH(QString, meaning);
        const Recognition found = recognise(text);
        QVERIFY(found.error);
        QCOMPARE(stream::toString(found.error->meaning), meaning);
    }

    void keepsFiveThousandIdsInOrder()
    {
        const QString text = manyIds(5000, QStringLiteral("\n"));
        const Recognition found = recognise(text + u'\n' + text);
        QCOMPARE(found.subjects.size(), std::size_t{5000});
        QCOMPARE(found.subjects.front().value, text.left(36));
        QCOMPARE(found.subjects.back().value, text.right(36));
        QCOMPARE(found.subjectsLeftOut, 0);
    }

    void boundsTheirNumber()
    {
        const Recognition found = recognise(manyIds(int(mostSubjects) + 7, QStringLiteral(" ")));
        QCOMPARE(found.subjects.size(), std::size_t(mostSubjects));
        QCOMPARE(found.subjectsLeftOut, 7);
        QVERIFY(found.detail.contains(QLatin1String("7 more")));
    }

    /// Texts that would keep a backtracking or quadratic scan busy for hours: the test's time-out tells.
    void scansTenMegabytes_data()
    {
        QTest::addColumn<QString>("piece");
        QTest::newRow("ids") << amiraStream + QStringLiteral(" and ");
        QTest::newRow("one endless word") << QStringLiteral("a");
        QTest::newRow("prefixes") << QStringLiteral("onecrew_");
        QTest::newRow("brackets") << QStringLiteral("[{(");
        QTest::newRow("at signs") << QStringLiteral("a@");
        QTest::newRow("percent signs") << QStringLiteral("%25");
        QTest::newRow("log lines") << QStringLiteral("✅ [createConversation] Users re-upserted\n");
        QTest::newRow("error texts") << QStringLiteral("StreamChat error code 4: don't exist: [");
        QTest::newRow("lines with names") << QStringLiteral("Amira Haddad\n");
    }

    void scansTenMegabytes()
    {
        QFETCH(QString, piece);
        constexpr qsizetype size = 10 * 1024 * 1024;
        const QString text = piece.repeated(size / piece.size());
        const Recognition found = recognise(text);
        QCOMPARE(found.examined, text.size());
        QCOMPARE(found.leftOut, 0);
    }

    void saysWhatItDidNotLookAt()
    {
        const QString text = amira + QString{longestText, u' '} + jonas;
        const Recognition found = recognise(text);
        QCOMPARE(subjectsOf(found), QStringList{QStringLiteral("id ") + amira});
        QCOMPARE(found.leftOut, qsizetype{72});
        QVERIFY(found.detail.contains(QLatin1String("72")));
    }

    void hearsWhatAMessageTells()
    {
        const Recognition deleted = recognise(
            QStringLiteral(
                "StreamChat error code 16: UpdateUsers failed with error: \"the user %1 was deleted\"")
                .arg(amiraStream));
        const std::vector<Hint> hints = hintsIn(deleted);
        QCOMPARE(hints.size(), std::size_t{1});
        QVERIFY(hints.front().kind == Hint::Kind::Deleted);
        QCOMPARE(hints.front().subject, amiraStream);
    }
};

QTEST_GUILESS_MAIN(TestRecognition)
#include "tst_recognition.moc"
