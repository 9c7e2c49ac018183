// SPDX-License-Identifier: MIT
#include "ui/backendlog/logwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace chatsync::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BackendLogWords", text);
}

} // namespace

QString word(backendlog::LogVerdict verdict)
{
    using Verdict = backendlog::LogVerdict;
    switch (verdict) {
    case Verdict::Works:
        return tr("Works");
    case Verdict::Recovered:
        return tr("Recovered");
    case Verdict::Deviates:
        return tr("Deviates");
    case Verdict::Incomplete:
        return tr("Incomplete");
    case Verdict::Failed:
        return tr("Failed");
    case Verdict::Unclear:
        return tr("Unclear");
    }
    Q_UNREACHABLE();
}

Status statusOf(backendlog::LogVerdict verdict)
{
    using Verdict = backendlog::LogVerdict;
    switch (verdict) {
    case Verdict::Works:
        return Status::Ok;
    case Verdict::Recovered:
        return Status::Recovered;
    case Verdict::Deviates:
        return Status::Warn;
    case Verdict::Incomplete:
    case Verdict::Failed:
        return Status::Fail;
    case Verdict::Unclear:
        return Status::Blocked;
    }
    Q_UNREACHABLE();
}

Status statusOf(backendlog::SequenceRow::State state)
{
    using State = backendlog::SequenceRow::State;
    switch (state) {
    case State::AsExpected:
        return Status::Ok;
    case State::Deviates:
        return Status::Warn;
    case State::Failed:
        return Status::Fail;
    case State::Missing:
        return Status::Warn;
    case State::NotReached:
        return Status::Skipped;
    }
    Q_UNREACHABLE();
}

QString word(backendlog::SequenceRow::State state)
{
    using State = backendlog::SequenceRow::State;
    switch (state) {
    case State::AsExpected:
        return tr("As expected");
    case State::Deviates:
        return tr("Deviates");
    case State::Failed:
        return tr("Failed");
    case State::Missing:
        return tr("Missing");
    case State::NotReached:
        return tr("Not reached");
    }
    Q_UNREACHABLE();
}

Status statusOf(backendlog::LogFinding::Severity severity)
{
    using Severity = backendlog::LogFinding::Severity;
    switch (severity) {
    case Severity::Info:
        return Status::Info;
    case Severity::Warning:
        return Status::Warn;
    case Severity::Error:
        return Status::Fail;
    }
    Q_UNREACHABLE();
}

QString withShortIds(const QString &text)
{
    static const QRegularExpression id{
        QStringLiteral("\\b(onecrew_(?:user|company)_[0-9a-fA-F]{8})-[0-9a-fA-F-]{23}([0-9a-fA-F]{4})\\b")};
    QString shorter = text;
    return shorter.replace(id, QStringLiteral("\\1…\\2"));
}

QString clockTime(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(QStringLiteral("HH:mm:ss.zzz")) : QString{};
}

QString sinceBegin(qint64 ms)
{
    if (ms < 1000 && ms > -1000)
        return (ms < 0 ? tr("−%1 ms").arg(-ms) : tr("+%1 ms").arg(ms));
    const QString seconds = QLocale{}.toString(double(qAbs(ms)) / 1000.0, 'f', 2);
    return ms < 0 ? tr("−%1 s").arg(seconds) : tr("+%1 s").arg(seconds);
}

} // namespace chatsync::ui
