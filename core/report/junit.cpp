// SPDX-License-Identifier: MIT
// JUnit XML as Jenkins (junit-10.xsd) and Surefire read it: what only one of them knows is left out,
// properties of a single case among it.
#include "core/report/excerpt.h"
#include "core/report/formats.h"
#include "core/report/sweep.h"
#include "core/report/words.h"

#include <QCoreApplication>
#include <QXmlStreamWriter>

namespace chatsync::report {

namespace {

/// How much of a case is printed: tools read the whole file into memory.
constexpr int mostText = 8000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

enum class Kind { Pass, Failure, Error, Skipped };

Kind kindOf(const CheckResult &check)
{
    switch (check.verdict) {
    case CheckVerdict::Passed:
        return Kind::Pass;
    case CheckVerdict::Recovered:
        return check.recoveredIsPass ? Kind::Pass : Kind::Failure;
    case CheckVerdict::Failed:
        return Kind::Failure;
    case CheckVerdict::Blocked:
        return Kind::Error;
    case CheckVerdict::NotRun:
    case CheckVerdict::NotApplicable:
        return Kind::Skipped;
    }
    Q_UNREACHABLE();
}

struct Case {
    QString name;
    const CheckResult *check;
};

struct Totals {
    int failures = 0;
    int errors = 0;
    int skipped = 0;
    std::chrono::milliseconds time{0};
};

Totals totalsOf(const std::vector<Case> &cases)
{
    Totals totals;
    for (const Case &one : cases) {
        const Kind kind = kindOf(*one.check);
        totals.failures += kind == Kind::Failure;
        totals.errors += kind == Kind::Error;
        totals.skipped += kind == Kind::Skipped;
        totals.time += one.check->duration;
    }
    return totals;
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000, 'f', 3);
}

QString evidenceText(const CheckResult &check)
{
    QStringList lines;
    for (const CheckEvidence &evidence : check.evidence) {
        QString line = QStringLiteral("[%1] ").arg(word(evidence.speaksFor)) + cleanLine(evidence.sentence);
        const QString place = placeOf(evidence);
        if (!place.isEmpty())
            line += QStringLiteral(" (") + place + u')';
        lines << line;
    }
    for (const QUuid &run : check.runs)
        lines << QStringLiteral("chat-sync show ") + run.toString(QUuid::WithoutBraces);
    return lines.join(u'\n');
}

class Writer {
public:
    explicit Writer(const ChecklistResult &result)
        : m_result(result)
        , m_xml(&m_out)
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(1);
    }

    QByteArray document()
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(QStringLiteral("testsuites"));
        attribute("name", suiteName());
        suite(suiteName(), checkCases());
        const Sweep sweep = sweepOf(m_result);
        for (qsizetype i = 0; i < sweep.scenarios.size(); ++i)
            suite(suiteName() + QStringLiteral(": ") + sweep.scenarios[i], cellCases(static_cast<int>(i)));
        m_xml.writeEndDocument();
        return m_out;
    }

private:
    void attribute(const char *name, const QString &value)
    {
        m_xml.writeAttribute(QString::fromLatin1(name), cleanLine(value));
    }

    QString suiteName() const
    {
        const QString name = bounded(cleanLine(m_result.checklist), 80);
        return name.isEmpty() ? tr("Checklist") : name;
    }

    std::vector<Case> checkCases() const
    {
        std::vector<Case> cases;
        for (const CheckResult &check : m_result.checks)
            cases.push_back({check.title, &check});
        return cases;
    }

    std::vector<Case> cellCases(int scenario) const
    {
        std::vector<Case> cases;
        for (const CompanyResult &company : m_result.companies) {
            if (const CheckResult *cell = cellOf(company, scenario))
                cases.push_back({nameOf(company) + QStringLiteral(" (") + company.id + u')', cell});
        }
        return cases;
    }

    void suite(const QString &name, const std::vector<Case> &cases)
    {
        const Totals totals = totalsOf(cases);
        m_xml.writeStartElement(QStringLiteral("testsuite"));
        attribute("name", name);
        attribute("tests", QString::number(cases.size()));
        attribute("failures", QString::number(totals.failures));
        attribute("errors", QString::number(totals.errors));
        attribute("skipped", QString::number(totals.skipped));
        attribute("time", seconds(totals.time));
        if (m_result.startedAt.isValid())
            attribute("timestamp",
                      m_result.startedAt.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")));
        properties(cases);
        for (const Case &one : cases)
            testCase(name, one);
        m_xml.writeEndElement();
    }

    void property(const QString &name, const QString &value)
    {
        m_xml.writeEmptyElement(QStringLiteral("property"));
        attribute("name", name);
        attribute("value", value);
    }

    void properties(const std::vector<Case> &cases)
    {
        m_xml.writeStartElement(QStringLiteral("properties"));
        property(QStringLiteral("report"), m_result.id.toString(QUuid::WithoutBraces));
        property(QStringLiteral("environment"), m_result.environment);
        property(QStringLiteral("environment_kind"), m_result.environmentKind);
        property(QStringLiteral("target"), m_result.target);
        property(QStringLiteral("build"), m_result.build);
        property(QStringLiteral("tester"), m_result.tester);
        property(QStringLiteral("console"), m_result.consoleVersion);
        for (const Case &one : cases) {
            if (one.check->verdict == CheckVerdict::Recovered)
                property(QStringLiteral("recovered: ") + one.name, one.check->summary);
            if (one.check->known)
                property(QStringLiteral("known issue: ") + one.name, one.check->known->ticket);
        }
        m_xml.writeEndElement();
    }

    void testCase(const QString &suiteName, const Case &one)
    {
        m_xml.writeStartElement(QStringLiteral("testcase"));
        attribute("name", one.name);
        attribute("classname", QString{suiteName}.replace(u'.', u'_') + u'.' + one.check->id);
        attribute("time", seconds(one.check->duration));
        outcome(*one.check);
        const QString evidence = evidenceText(*one.check);
        if (!evidence.isEmpty())
            m_xml.writeTextElement(QStringLiteral("system-out"), bounded(clean(evidence), mostText));
        m_xml.writeEndElement();
    }

    void outcome(const CheckResult &check)
    {
        switch (kindOf(check)) {
        case Kind::Pass:
            return;
        case Kind::Failure:
            return problem("failure", check);
        case Kind::Error:
            return problem("error", check);
        case Kind::Skipped:
            m_xml.writeEmptyElement(QStringLiteral("skipped"));
            return attribute("message", check.summary.isEmpty()
                                            ? word(check.verdict)
                                            : word(check.verdict) + QStringLiteral(": ") + check.summary);
        }
        Q_UNREACHABLE();
    }

    void problem(const char *element, const CheckResult &check)
    {
        m_xml.writeStartElement(QString::fromLatin1(element));
        attribute("message", check.summary.isEmpty() ? word(check.verdict) : check.summary);
        attribute("type", check.cause.isEmpty() ? toString(check.verdict) : check.cause);
        m_xml.writeCharacters(
            bounded(clean(QStringList{check.why, check.next.join(u'\n')}.join(u'\n')).trimmed(), mostText));
        m_xml.writeEndElement();
    }

    const ChecklistResult &m_result;
    QByteArray m_out;
    QXmlStreamWriter m_xml;
};

} // namespace

QByteArray renderJunit(const ChecklistResult &result)
{
    return Writer{result}.document();
}

} // namespace chatsync::report
