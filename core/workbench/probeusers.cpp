// SPDX-License-Identifier: MIT
#include "core/workbench/probeusers.h"

#include <QCoroFuture>

namespace chatsync {

namespace {

Statement insertionOf(const Participant &user)
{
    return {
        .sql = QStringLiteral("INSERT INTO users (id, name, user_type, created_at) VALUES (?, ?, 'user', ?)"),
        .values = {user.id, user.name, user.createdAt->toString(Qt::ISODate)},
        .table = QStringLiteral("users"),
        .writes = true};
}

} // namespace

ProbeUsers::ProbeUsers(Store *demo, Clock *clock, IdSource newId)
    : m_demo(demo)
    , m_clock(clock)
    , m_newId(std::move(newId))
{}

QCoro::Task<Result<Participant>> ProbeUsers::make(QString name, std::stop_token stop)
{
    Participant user;
    user.id = m_newId().toString(QUuid::WithoutBraces);
    user.name = name;
    user.createdAt = m_clock->now();
    m_made.insert(user.id);
    auto work = [insertion = insertionOf(user)](Connection &connection) -> Result<bool> {
        const auto done = connection.execute(insertion);
        if (!done)
            return tl::unexpected(done.error());
        return true;
    };
    auto job = m_demo->run(std::move(work), stop);
    const Result<bool> inserted = co_await job;
    if (!inserted)
        co_return tl::unexpected(inserted.error());
    co_return user;
}

QCoro::Task<Result<void>> ProbeUsers::remove(QStringList ids, std::stop_token stop)
{
    ids.removeIf([this](const QString &id) { return !m_made.contains(id); });
    auto work = [ids](Connection &connection) -> Result<bool> {
        for (const QString &id : ids) {
            const auto done = connection.execute({.sql = QStringLiteral("DELETE FROM users WHERE id = ?"),
                                                  .values = {id},
                                                  .table = QStringLiteral("users"),
                                                  .writes = true});
            if (!done)
                return tl::unexpected(done.error());
        }
        return true;
    };
    auto job = m_demo->run(std::move(work), stop);
    const Result<bool> removed = co_await job;
    if (!removed)
        co_return tl::unexpected(removed.error());
    co_return Result<void>{};
}

} // namespace chatsync
