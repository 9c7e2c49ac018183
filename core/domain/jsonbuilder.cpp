// SPDX-License-Identifier: MIT
#include "core/domain/jsonbuilder.h"

#include "core/domain/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace chatsync::json {

Value::Value(const QString &text)
{
    appendString(m_text, text);
}

Value::Value(const QStringList &texts)
{
    m_text += '[';
    for (const QString &text : texts) {
        if (m_text.size() > 1)
            m_text += ',';
        appendString(m_text, text);
    }
    m_text += ']';
}

Value::Value(const QJsonValue &value)
{
    // A document is an object or an array: of any other value, an array around it is what can be written.
    const QByteArray wrapped = QJsonDocument{QJsonArray{value}}.toJson(QJsonDocument::Compact);
    m_text = wrapped.sliced(1, wrapped.size() - 2);
}

Value::Value(const QJsonObject &object)
    : m_text(QJsonDocument{object}.toJson(QJsonDocument::Compact))
{}

Value::Value(const QJsonArray &array)
    : m_text(QJsonDocument{array}.toJson(QJsonDocument::Compact))
{}

QByteArray Value::ofNumber(double number)
{
    QByteArray text;
    appendNumber(text, number);
    return text;
}

Object::Object()
    : Value(AsText{}, QByteArrayLiteral("{}"))
{}

Object::Object(std::initializer_list<std::pair<QString, Value>> members)
    : Object()
{
    for (const auto &[key, value] : members)
        insert(key, value);
}

Object &Object::insert(QStringView key, const Value &value)
{
    m_text.chop(1);
    if (m_text.size() > 1)
        m_text += ',';
    appendString(m_text, key);
    m_text.append(':').append(value.text()).append('}');
    return *this;
}

Object &Object::insertText(QStringView key, const QString &text)
{
    return text.isEmpty() ? *this : insert(key, text);
}

Array::Array()
    : Value(AsText{}, QByteArrayLiteral("[]"))
{}

Array &Array::append(const Value &value)
{
    m_text.chop(1);
    if (m_text.size() > 1)
        m_text += ',';
    m_text.append(value.text()).append(']');
    return *this;
}

} // namespace chatsync::json
