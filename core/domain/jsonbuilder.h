// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>

namespace chatsync::json {

class Object;
class Array;

/// One JSON value, as text.
class Value {
public:
    Value(std::nullptr_t)
        : m_text(QByteArrayLiteral("null"))
    {}
    Value(const QString &text);
    Value(const QStringList &texts);
    Value(const QJsonValue &value);
    Value(const QJsonObject &object);
    Value(const QJsonArray &array);
    Value(const Object &object);
    Value(const Array &array);
    Value(std::same_as<double> auto number)
        : m_text(ofNumber(number))
    {}
    Value(std::integral auto number)
        : m_text(ofNumber(number))
    {}

    const QByteArray &text() const { return m_text; }

private:
    static QByteArray ofNumber(double number);
    static QByteArray ofNumber(bool value);
    static QByteArray ofNumber(std::integral auto number) { return QByteArray::number(qint64{number}); }

    QByteArray m_text;
};

/// An object that is only written, at a fraction of the cost of a QJsonObject, which finds room for each
/// member among the others anew. Its text has the keys in the order of a QJsonObject's, so that both give the
/// same.
class Object {
public:
    Object() = default;
    Object(std::initializer_list<std::pair<QString, Value>> members);
    Object(const QJsonObject &object);

    bool isEmpty() const { return m_members.empty(); }
    /// Replaces what the key had before.
    Object &insert(const QString &key, const Value &value);

    /// The text of a member's value; nothing where there is no such member.
    QByteArray valueText(const QString &key) const;

    /// Inserts nothing where there is no text.
    Object &insertText(const QString &key, const QString &text);

    QByteArray text() const;

    bool operator==(const Object &) const = default;

private:
    QByteArray textOfAnyKeys() const;

    std::vector<std::pair<QString, QByteArray>> m_members; ///< In the order of the keys
};

class Array {
public:
    Array() = default;
    Array(std::initializer_list<Value> values);
    Array(const QJsonArray &array);

    bool isEmpty() const { return m_text.size() == 1; }
    Array &append(const Value &value);
    QByteArray text() const { return m_text + ']'; }

    bool operator==(const Array &) const = default;

private:
    QByteArray m_text = QByteArrayLiteral("[");
};

} // namespace chatsync::json
