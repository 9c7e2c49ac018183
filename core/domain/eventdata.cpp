// SPDX-License-Identifier: MIT
#include "core/domain/eventdata.h"

#include <QJsonDocument>

namespace chatsync {

const QJsonObject &EventData::object() const
{
    if (!m_object)
        m_object = m_exchange ? toJson(*m_exchange) : QJsonDocument::fromJson(m_text).object();
    return *m_object;
}

void EventData::insert(const QString &key, const QJsonValue &value)
{
    object();
    m_exchange.reset();
    m_text.clear();
    m_object->insert(key, value);
}

Exchange EventData::exchange() const
{
    return m_exchange ? *m_exchange : exchangeFromJson(object());
}

void EventData::appendJson(QByteArray &out) const
{
    if (m_exchange)
        chatsync::appendJson(out, *m_exchange);
    else if (!m_text.isEmpty())
        out.append(m_text);
    else
        out.append(QJsonDocument{object()}.toJson(QJsonDocument::Compact));
}

} // namespace chatsync
