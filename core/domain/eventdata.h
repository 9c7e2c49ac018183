// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/exchange.h"

#include <QJsonObject>
#include <QJsonValue>

#include <initializer_list>
#include <memory>
#include <optional>
#include <utility>

namespace chatsync {

/// The `data` of an event: a JSON object. It is kept as what it was made from (its text, or the Exchange it
/// tells of) and becomes an object when somebody asks: the journal and the command line want the text, and
/// nobody wants each.
///
/// A value without a thread: copy it freely; one copy must not be read by two threads at once.
class EventData {
public:
    EventData() = default;
    EventData(QJsonObject object)
        : m_object(std::move(object))
    {}
    EventData(std::initializer_list<std::pair<QString, QJsonValue>> members)
        : m_object(members)
    {}
    explicit EventData(Exchange exchange)
        : m_exchange(std::make_shared<const Exchange>(std::move(exchange)))
    {}

    /// The text of an object, or nothing.
    static EventData fromText(QByteArray json)
    {
        EventData data;
        data.m_text = std::move(json);
        return data;
    }

    bool isEmpty() const { return !m_exchange && m_text.isEmpty() && (!m_object || m_object->isEmpty()); }
    const QJsonObject &object() const;
    operator const QJsonObject &() const { return object(); }

    bool contains(QStringView key) const { return object().contains(key); }
    bool contains(QLatin1String key) const { return object().contains(key); }
    QJsonValue operator[](QStringView key) const { return object().value(key); }
    QJsonValue operator[](QLatin1String key) const { return object().value(key); }
    void insert(const QString &key, const QJsonValue &value);

    /// The exchange, whether it was kept or is read from the object.
    Exchange exchange() const;

    /// object() as text, at the end of @p out.
    void appendJson(QByteArray &out) const;

    bool operator==(const EventData &other) const { return object() == other.object(); }

private:
    std::shared_ptr<const Exchange> m_exchange;
    QByteArray m_text;
    mutable std::optional<QJsonObject> m_object;
};

} // namespace chatsync
