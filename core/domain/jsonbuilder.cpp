// SPDX-License-Identifier: MIT
#include "core/domain/jsonbuilder.h"

#include "core/domain/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

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
    switch (value.type()) {
    case QJsonValue::Null:
        m_text = QByteArrayLiteral("null");
        return;
    case QJsonValue::Bool:
        m_text = ofNumber(value.toBool());
        return;
    case QJsonValue::String:
        appendString(m_text, value.toString());
        return;
    case QJsonValue::Object:
        m_text = Value{value.toObject()}.text();
        return;
    case QJsonValue::Array:
        m_text = Value{value.toArray()}.text();
        return;
    default:
        break;
    }
    // A document is an object or an array: of any other value, an array around it is what can be written.
    const QByteArray wrapped = QJsonDocument{QJsonArray{value}}.toJson(QJsonDocument::Compact);
    m_text = wrapped.sliced(1, wrapped.size() - 2);
}

Value::Value(const QJsonObject &object)
    : m_text(object.isEmpty() ? QByteArrayLiteral("{}")
                              : QJsonDocument{object}.toJson(QJsonDocument::Compact))
{}

Value::Value(const QJsonArray &array)
    : m_text(array.isEmpty() ? QByteArrayLiteral("[]") : QJsonDocument{array}.toJson(QJsonDocument::Compact))
{}

Value::Value(const Object &object)
    : m_text(object.text())
{}

Value::Value(const Array &array)
    : m_text(array.text())
{}

QByteArray Value::ofNumber(double number)
{
    QByteArray text;
    appendNumber(text, number);
    return text;
}

QByteArray Value::ofNumber(bool value)
{
    return value ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
}

Object::Object(std::initializer_list<std::pair<QString, Value>> members)
{
    m_members.reserve(members.size());
    for (const auto &[key, value] : members)
        insert(key, value);
}

Object::Object(const QJsonObject &object)
{
    for (auto member = object.begin(); member != object.end(); ++member)
        m_members.emplace_back(member.key(), Value{QJsonValue{member.value()}}.text());
}

Object &Object::insert(const QString &key, const Value &value)
{
    // Most come in the order of the keys; behind this, one that is not before the new one is there.
    if (m_members.empty() || m_members.back().first < key) {
        m_members.emplace_back(key, value.text());
        return *this;
    }
    const auto at = std::lower_bound(m_members.begin(), m_members.end(), key,
                                     [](const auto &member, const QString &k) { return member.first < k; });
    if (at->first == key)
        at->second = value.text();
    else
        m_members.emplace(at, key, value.text());
    return *this;
}

QByteArray Object::valueText(const QString &key) const
{
    for (const auto &[name, text] : m_members) {
        if (name == key)
            return text;
    }
    return {};
}

Object &Object::insertText(const QString &key, const QString &text)
{
    return text.isEmpty() ? *this : insert(key, text);
}

QByteArray Object::text() const
{
    constexpr qsizetype around = 4; // quotes, colon, comma
    qsizetype size = 2;
    for (const auto &[key, value] : m_members)
        size += key.size() + value.size() + around;
    QByteArray text{size, Qt::Uninitialized};
    char *to = text.data();
    *to++ = '{';
    for (const auto &[key, value] : m_members) {
        to = putPlainString(to, key);
        if (!to)
            return textOfAnyKeys();
        *to++ = ':';
        to = std::copy(value.begin(), value.end(), to);
        *to++ = ',';
    }
    to -= m_members.empty() ? 0 : 1;
    *to++ = '}';
    text.truncate(to - text.constData());
    return text;
}

QByteArray Object::textOfAnyKeys() const
{
    QByteArray text{"{"};
    for (const auto &[key, value] : m_members) {
        if (text.size() > 1)
            text += ',';
        appendString(text, key);
        text.append(':').append(value);
    }
    return text += '}';
}

Array::Array(std::initializer_list<Value> values)
{
    for (const Value &value : values)
        append(value);
}

Array::Array(const QJsonArray &array)
{
    for (const QJsonValue &value : array)
        append(value);
}

Array &Array::append(const Value &value)
{
    if (m_text.size() > 1)
        m_text += ',';
    m_text += value.text();
    return *this;
}

} // namespace chatsync::json
