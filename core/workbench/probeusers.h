// SPDX-License-Identifier: MIT
#pragma once

#include "core/checklist/ports.h"
#include "core/directory/store.h"
#include "core/domain/clock.h"
#include "core/sync/idsource.h"

#include <QSet>

namespace chatsync {

/// New users of the embedded sandbox: rows of its own demo database. All are borrowed.
class ProbeUsers final : public checklist::NewUsers {
public:
    ProbeUsers(Store *demo, Clock *clock, IdSource newId);

    QCoro::Task<Result<Participant>> make(QString name, std::stop_token stop) override;
    QCoro::Task<Result<void>> remove(QStringList ids, std::stop_token stop) override;

private:
    Store *m_demo;
    Clock *m_clock;
    IdSource m_newId;
    QSet<QString> m_made;
};

} // namespace chatsync
