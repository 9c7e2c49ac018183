// SPDX-License-Identifier: MIT
#pragma once

// The rows of a self-test while it goes on. Internal to core/environment.

#include "core/domain/redactor.h"
#include "core/environment/connectiontest.h"

namespace chatsync {

/// Keeps the rows of one test, each told once, in the order of connectionChecks().
class ConnectionRows {
public:
    ConnectionRows(Redactor redactor, std::function<void(const CheckRow &)> told);

    /// What is found out about a row; texts pass the redactor.
    struct Finding {
        CheckRow::State state = CheckRow::State::Ok;
        QString seen;
        QString advice;
        QString detail;
        double tookMs = 0;
    };
    void tell(const QString &id, const Finding &finding);

    void ok(const QString &id, const QString &seen, double tookMs = 0);
    void warn(const QString &id, const QString &seen, const QString &advice, double tookMs = 0);
    void fail(const QString &id, const Error &error, double tookMs = 0);
    /// Every row of the service that has not been told yet.
    void skipRest(const QString &service, const QString &why);

    std::vector<CheckRow> rows() const;
    bool wasTold(const QString &id) const { return m_told.contains(id); }

private:
    Redactor m_redactor;
    std::function<void(const CheckRow &)> m_tell;
    QHash<QString, CheckRow> m_told;
};

} // namespace chatsync
