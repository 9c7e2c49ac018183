// SPDX-License-Identifier: MIT
#include "core/environment/connectionrows.h"

#include <QCoreApplication>

namespace chatsync {

namespace {

struct Check {
    const char *service;
    const char *id;
    const char *title;
};

constexpr Check checks[] = {
    {"environment", "environment.kind", QT_TRANSLATE_NOOP("ConnectionTest", "Kind")},
    {"database", "database.reachable", QT_TRANSLATE_NOOP("ConnectionTest", "Reachable")},
    {"database", "database.tables", QT_TRANSLATE_NOOP("ConnectionTest", "Tables and columns")},
    {"database", "database.read_only", QT_TRANSLATE_NOOP("ConnectionTest", "Read-only")},
    {"streamchat", "streamchat.reachable", QT_TRANSLATE_NOOP("ConnectionTest", "Reachable")},
    {"streamchat", "streamchat.key", QT_TRANSLATE_NOOP("ConnectionTest", "Key known")},
    {"streamchat", "streamchat.secret", QT_TRANSLATE_NOOP("ConnectionTest", "Secret right")},
    {"streamchat", "streamchat.clock", QT_TRANSLATE_NOOP("ConnectionTest", "Clock skew")},
    {"streamchat", "streamchat.active", QT_TRANSLATE_NOOP("ConnectionTest", "Application active")},
    {"streamchat", "streamchat.messaging", QT_TRANSLATE_NOOP("ConnectionTest", "Type messaging")},
    {"streamchat", "streamchat.multi_tenant", QT_TRANSLATE_NOOP("ConnectionTest", "Multi-tenant")},
    {"streamchat", "streamchat.unique_names", QT_TRANSLATE_NOOP("ConnectionTest", "Unique user names")},
    {"streamchat", "streamchat.auth_checks", QT_TRANSLATE_NOOP("ConnectionTest", "Authentication checks")},
    {"streamchat", "streamchat.rate_limits", QT_TRANSLATE_NOOP("ConnectionTest", "Rate limits")},
    {"streamchat", "streamchat.roles", QT_TRANSLATE_NOOP("ConnectionTest", "Roles")},
    {"backend", "backend.reachable", QT_TRANSLATE_NOOP("ConnectionTest", "Reachable")},
};

} // namespace

std::vector<CheckRow> connectionChecks()
{
    std::vector<CheckRow> rows;
    for (const Check &check : checks) {
        CheckRow row;
        row.service = QLatin1String(check.service);
        row.id = QLatin1String(check.id);
        row.title = QCoreApplication::translate("ConnectionTest", check.title);
        rows.push_back(row);
    }
    return rows;
}

ConnectionRows::ConnectionRows(Redactor redactor, std::function<void(const CheckRow &)> told)
    : m_redactor(std::move(redactor))
    , m_tell(std::move(told))
{}

void ConnectionRows::tell(const QString &id, const Finding &finding)
{
    for (CheckRow row : connectionChecks()) {
        if (row.id != id || m_told.contains(id))
            continue;
        row.state = finding.state;
        row.seen = m_redactor.redacted(finding.seen);
        row.advice = m_redactor.redacted(finding.advice);
        row.detail = m_redactor.redacted(finding.detail);
        row.tookMs = finding.tookMs;
        m_told.insert(id, row);
        if (m_tell)
            m_tell(row);
        return;
    }
}

void ConnectionRows::ok(const QString &id, const QString &seen, double tookMs)
{
    tell(id, {.state = CheckRow::State::Ok, .seen = seen, .tookMs = tookMs});
}

void ConnectionRows::warn(const QString &id, const QString &seen, const QString &advice, double tookMs)
{
    tell(id, {.state = CheckRow::State::Warn, .seen = seen, .advice = advice, .tookMs = tookMs});
}

void ConnectionRows::fail(const QString &id, const Error &error, double tookMs)
{
    tell(id, {.state = CheckRow::State::Fail,
              .seen = error.what,
              .advice = error.advice,
              .detail = error.detail,
              .tookMs = tookMs});
}

void ConnectionRows::skipRest(const QString &service, const QString &why)
{
    for (const CheckRow &row : connectionChecks()) {
        if (row.service == service)
            tell(row.id, {.state = CheckRow::State::Skipped, .seen = why});
    }
}

std::vector<CheckRow> ConnectionRows::rows() const
{
    std::vector<CheckRow> rows;
    for (const CheckRow &row : connectionChecks()) {
        if (const auto told = m_told.constFind(row.id); told != m_told.cend())
            rows.push_back(*told);
    }
    return rows;
}

} // namespace chatsync
