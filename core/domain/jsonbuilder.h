// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <concepts>
#include <initializer_list>
#include <utility>
#include <vector>

namespace chatsync::json {

class Object;
class Array;

/// One JSON value, as text.
class Value {
public:
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
/// same. They must differ.
class Object {
public:
    Object() = default;
    Object(std::initializer_list<std::pair<QString, Value>> members);
    Object(const QJsonObject &object);

    bool isEmpty() const { return m_members.empty(); }
    Object &insert(const QString &key, Value value);

    /// Inserts nothing where there is no text.
    Object &insertText(const QString &key, const QString &text);

    QByteArray text() const;

private:
    std::vector<std::pair<QString, QByteArray>> m_members; ///< In the order of the keys
};

class Array {
public:
    Array &append(const Value &value);
    QByteArray text() const { return m_text + ']'; }

private:
    QByteArray m_text = QByteArrayLiteral("[");
};

} // namespace chatsync::json
