// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QLatin1String>
#include <QString>

#include <cstring>
#include <memory>
#include <optional>
#include <vector>

namespace chatsync::json {

/// Where a value of a document stands. Internal to Document and Node.
struct Cell {
    enum class Type : quint8 { Null, False, True, Number, String, Array, Object };
    Type type = Type::Null;
    bool escaped = false; ///< A string that is not written as it is meant
    quint32 begin = 0;    ///< Of strings (without quotes) and numbers: where in the text
    quint32 size = 0;     ///< Bytes of it; of containers: their members
    quint32 next = 0;     ///< The cell behind this value
};

struct Parsed {
    QByteArray text;
    std::vector<Cell> cells; ///< In the order of the text; of an object: key, value, key, value …
};

/// One value of a Document, which must outlive it; or none (what an absent key gives). It reads like a
/// QJsonValue, and nothing is built before it is asked for.
class Node {
public:
    Node() = default;

    bool isUndefined() const { return !m_parsed; }
    bool isNull() const { return is(Cell::Type::Null); }
    bool isBool() const { return is(Cell::Type::True) || is(Cell::Type::False); }
    bool isDouble() const { return is(Cell::Type::Number); }
    bool isString() const { return is(Cell::Type::String); }
    bool isArray() const { return is(Cell::Type::Array); }
    bool isObject() const { return is(Cell::Type::Object); }

    bool toBool() const { return is(Cell::Type::True); }
    double toDouble(double otherwise = 0) const;
    int toInt(int otherwise = 0) const; ///< Whole numbers alone
    QString toString() const;           ///< Empty where it is no string
    QByteArray toUtf8() const;          ///< The same

    /// Whether it is this string.
    bool operator==(QLatin1String text) const
    {
        if (!isString())
            return false;
        const Cell &own = cell();
        if (own.escaped)
            return toString() == text;
        return own.size == static_cast<quint32>(text.size()) &&
               std::memcmp(m_parsed->text.constData() + own.begin, text.data(), own.size) == 0;
    }

    /// How many values an array has, or members an object.
    qsizetype size() const { return isArray() || isObject() ? qsizetype{cell().size} : 0; }

    /// The value of a key of an object. The last counts where one key comes twice.
    Node operator[](QLatin1String key) const;
    bool contains(QLatin1String key) const { return !(*this)[key].isUndefined(); }

    /// Calls @p visit(Node) for each value of an array.
    template<typename Visit>
    void forEachItem(Visit visit) const
    {
        if (!isArray())
            return;
        for (quint32 at = m_index + 1; at < cell().next; at = cellAt(at).next)
            visit(Node{m_parsed, at});
    }

    /// Calls @p visit(Node key, Node value) for each member of an object, in the order of the text.
    template<typename Visit>
    void forEachMember(Visit visit) const
    {
        if (!isObject())
            return;
        for (quint32 at = m_index + 1; at < cell().next; at = cellAt(at + 1).next)
            visit(Node{m_parsed, at}, Node{m_parsed, at + 1});
    }

    QJsonValue toJsonValue() const;
    QJsonObject toObject() const; ///< Empty where it is no object

private:
    friend class Document;
    Node(const Parsed *parsed, quint32 index)
        : m_parsed(parsed)
        , m_index(index)
    {}

    const Cell &cellAt(quint32 index) const { return m_parsed->cells[index]; }
    const Cell &cell() const { return cellAt(m_index); }
    bool is(Cell::Type type) const { return m_parsed && cell().type == type; }
    QByteArrayView raw() const { return {m_parsed->text.constData() + cell().begin, qsizetype{cell().size}}; }

    const Parsed *m_parsed = nullptr;
    quint32 m_index = 0;
};

/// JSON that is only read, at a fraction of the cost of a QJsonDocument: one pass notes where each value
/// stands. It takes and refuses the same texts as QJsonDocument::fromJson().
class Document {
public:
    /// Nothing where the text is not the JSON of an object or an array.
    static std::optional<Document> parse(QByteArray text);
    static Document of(const QJsonObject &object);

    Node root() const { return {m_parsed.get(), 0}; }
    Node operator[](QLatin1String key) const { return root()[key]; }
    QJsonObject toObject() const { return root().toObject(); }

private:
    explicit Document(std::shared_ptr<const Parsed> parsed)
        : m_parsed(std::move(parsed))
    {}

    std::shared_ptr<const Parsed> m_parsed;
};

} // namespace chatsync::json
