// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <concepts>
#include <initializer_list>
#include <utility>

namespace chatsync::json {

/// One JSON value, as text.
class Value {
public:
    Value(const QString &text);
    Value(const QStringList &texts);
    Value(const QJsonValue &value);
    Value(const QJsonObject &object);
    Value(const QJsonArray &array);
    Value(std::integral auto number)
    {
        if constexpr (std::same_as<decltype(number), bool>)
            m_text = number ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
        else
            m_text = QByteArray::number(static_cast<qint64>(number));
    }
    Value(std::same_as<double> auto number)
        : Value(AsText{}, ofNumber(number))
    {}

    const QByteArray &text() const { return m_text; }

protected:
    struct AsText {};
    Value(AsText, QByteArray text)
        : m_text(std::move(text))
    {}

    static QByteArray ofNumber(double number);

    QByteArray m_text;
};

/// An object that is only written, member by member, in the order they are told: at a fraction of the cost of
/// a QJsonObject, which sorts itself anew with each. The keys must differ.
class Object final : public Value {
public:
    Object();
    Object(std::initializer_list<std::pair<QString, Value>> members);
    Object(const QJsonObject &object)
        : Value(object)
    {}

    bool isEmpty() const { return m_text.size() == 2; }
    Object &insert(QStringView key, const Value &value);

    /// Inserts nothing where there is no text.
    Object &insertText(QStringView key, const QString &text);
};

class Array final : public Value {
public:
    Array();
    Array &append(const Value &value);
};

} // namespace chatsync::json
