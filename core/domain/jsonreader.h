// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QLatin1String>
#include <QString>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>

namespace chatsync::json {

/// The key of a member, as long as its Document lives.
class Key {
public:
    explicit Key(std::string_view utf8)
        : m_utf8(utf8)
    {}

    bool operator==(QLatin1String text) const
    {
        return m_utf8 == std::string_view{text.data(), size_t(text.size())};
    }
    QString toString() const { return QString::fromUtf8(m_utf8.data(), qsizetype(m_utf8.size())); }

private:
    std::string_view m_utf8;
};

/// One value of a Document, which must outlive it; or none (what an absent key gives). It reads like a
/// QJsonValue, and nothing is built before it is asked for.
class Node {
public:
    Node() = default;

    bool isUndefined() const { return m_place[0] == 0; }
    bool isNull() const;
    bool isBool() const;
    bool isDouble() const;
    bool isString() const;
    bool isArray() const;
    bool isObject() const;

    bool toBool() const;
    double toDouble(double otherwise = 0) const;
    int toInt(int otherwise = 0) const; ///< Whole numbers alone
    QString toString() const;           ///< Empty where it is no string
    QByteArray toUtf8() const;          ///< The same

    /// Whether it is this string.
    bool operator==(QLatin1String text) const;

    /// How many values an array has, or members an object.
    qsizetype size() const;

    /// The value of a key of an object. The last counts where one key comes twice.
    Node operator[](QLatin1String key) const;
    bool contains(QLatin1String key) const { return !(*this)[key].isUndefined(); }

    /// Calls @p visit(Node) for each value of an array.
    template<typename Visit>
    void forEachItem(Visit visit) const
    {
        visitItems([](void *called, Node item) { (*static_cast<Visit *>(called))(item); }, &visit);
    }

    /// Calls @p visit(Key, Node) for each member of an object, in the order of the text.
    template<typename Visit>
    void forEachMember(Visit visit) const
    {
        visitMembers([](void *called, Key key, Node value) { (*static_cast<Visit *>(called))(key, value); },
                     &visit);
    }

    QJsonValue toJsonValue() const;
    QJsonObject toObject() const; ///< Empty where it is no object

private:
    friend class Document;
    /// simdjson's element, whose header nobody else has to read.
    using Place = std::array<std::uintptr_t, 2>;

    explicit Node(Place place)
        : m_place(place)
    {}
    void visitItems(void (*visit)(void *, Node), void *called) const;
    void visitMembers(void (*visit)(void *, Key, Node), void *called) const;

    Place m_place{};
};

/// JSON that is only read, at a fraction of the cost of a QJsonDocument (by simdjson). It takes and refuses
/// the same texts as QJsonDocument::fromJson().
class Document {
public:
    /// Nothing where the text is not the JSON of an object or an array.
    static std::optional<Document> parse(const QByteArray &text);
    static Document of(const QJsonObject &object);

    Node root() const;
    Node operator[](QLatin1String key) const { return root()[key]; }
    QJsonObject toObject() const { return root().toObject(); }

private:
    struct Parsed;
    explicit Document(std::shared_ptr<const Parsed> parsed)
        : m_parsed(std::move(parsed))
    {}
    static std::optional<Document> parseStrictly(const QByteArray &text);

    std::shared_ptr<const Parsed> m_parsed;
};

} // namespace chatsync::json
