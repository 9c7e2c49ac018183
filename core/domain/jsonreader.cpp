// SPDX-License-Identifier: MIT
#include "core/domain/jsonreader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <simdjson.h>

#include <bit>
#include <cmath>
#include <limits>

namespace chatsync::json {

namespace {

namespace dom = simdjson::dom;
using Place = std::array<std::uintptr_t, 2>;

static_assert(sizeof(dom::element) == sizeof(Place) && std::is_trivially_copyable_v<dom::element>);

dom::element elementAt(Place place)
{
    return std::bit_cast<dom::element>(place);
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

/// By value: what simdjson gives is part of a temporary.
dom::array arrayIn(dom::element element)
{
    return element.get_array().value_unsafe();
}

dom::object objectIn(dom::element element)
{
    return element.get_object().value_unsafe();
}

std::string_view stringIn(dom::element element)
{
    std::string_view text;
    return element.get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

double numberIn(dom::element element)
{
    switch (element.type()) {
    case dom::element_type::INT64:
        return static_cast<double>(element.get_int64().value_unsafe());
    case dom::element_type::UINT64:
        return static_cast<double>(element.get_uint64().value_unsafe());
    default:
        return element.get_double().value_unsafe();
    }
}

/// Whole numbers stay whole, as QJsonDocument keeps them.
QJsonValue numberValueOf(dom::element element)
{
    if (element.type() == dom::element_type::INT64)
        return qint64{element.get_int64().value_unsafe()};
    return numberIn(element);
}

QJsonValue valueOf(dom::element element)
{
    switch (element.type()) {
    case dom::element_type::ARRAY: {
        QJsonArray array;
        for (const dom::element item : arrayIn(element))
            array.append(valueOf(item));
        return array;
    }
    case dom::element_type::OBJECT: {
        QJsonObject object;
        for (const dom::key_value_pair member : objectIn(element))
            object.insert(textOf(member.key), valueOf(member.value));
        return object;
    }
    case dom::element_type::STRING:
        return textOf(stringIn(element));
    case dom::element_type::BOOL:
        return element.get_bool().value_unsafe();
    case dom::element_type::NULL_VALUE:
        return QJsonValue{};
    default:
        return numberValueOf(element);
    }
}

/// What Qt writes, as the standard wants it: half a surrogate pair, which a QString may hold, becomes the
/// sign for what cannot be shown. (Qt writes whole pairs as UTF-8, so no other escape has such a code.)
QByteArray standardTextOf(const QJsonDocument &document)
{
    QByteArray text = document.toJson(QJsonDocument::Compact);
    for (qsizetype at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) {
        const QByteArray code = text.mid(at + 1, 3).toLower();
        if (code.size() == 3 && code.startsWith("ud") && code[2] >= '8')
            text.replace(at + 2, 4, "fffd");
    }
    return text;
}

bool isNumber(dom::element element)
{
    const dom::element_type type = element.type();
    return type == dom::element_type::INT64 || type == dom::element_type::UINT64 ||
           type == dom::element_type::DOUBLE;
}

} // namespace

struct Document::Parsed {
    dom::document document;
};

bool Node::isNull() const
{
    return !isUndefined() && elementAt(m_place).is_null();
}

bool Node::isBool() const
{
    return !isUndefined() && elementAt(m_place).is_bool();
}

bool Node::isDouble() const
{
    return !isUndefined() && isNumber(elementAt(m_place));
}

bool Node::isString() const
{
    return !isUndefined() && elementAt(m_place).is_string();
}

bool Node::isArray() const
{
    return !isUndefined() && elementAt(m_place).is_array();
}

bool Node::isObject() const
{
    return !isUndefined() && elementAt(m_place).is_object();
}

bool Node::toBool() const
{
    return isBool() && elementAt(m_place).get_bool().value_unsafe();
}

double Node::toDouble(double otherwise) const
{
    return isDouble() ? numberIn(elementAt(m_place)) : otherwise;
}

int Node::toInt(int otherwise) const
{
    const double number = toDouble(std::numeric_limits<double>::quiet_NaN());
    const bool fits = number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max();
    return fits && std::trunc(number) == number ? static_cast<int>(number) : otherwise;
}

QString Node::toString() const
{
    return isString() ? textOf(stringIn(elementAt(m_place))) : QString{};
}

QByteArray Node::toUtf8() const
{
    if (!isString())
        return {};
    const std::string_view text = stringIn(elementAt(m_place));
    return {text.data(), qsizetype(text.size())};
}

bool Node::operator==(QLatin1String text) const
{
    return isString() && Key{stringIn(elementAt(m_place))} == text;
}

qsizetype Node::size() const
{
    if (isArray())
        return qsizetype(arrayIn(elementAt(m_place)).size());
    return isObject() ? qsizetype(objectIn(elementAt(m_place)).size()) : 0;
}

Node Node::operator[](QLatin1String key) const
{
    Node found;
    forEachMember([&found, key](Key name, Node value) {
        if (name == key)
            found = value;
    });
    return found;
}

void Node::visitItems(void (*visit)(void *, Node), void *called) const
{
    if (!isArray())
        return;
    for (const dom::element item : arrayIn(elementAt(m_place)))
        visit(called, Node{std::bit_cast<Place>(item)});
}

void Node::visitMembers(void (*visit)(void *, Key, Node), void *called) const
{
    if (!isObject())
        return;
    for (const dom::key_value_pair member : objectIn(elementAt(m_place)))
        visit(called, Key{member.key}, Node{std::bit_cast<Place>(member.value)});
}

QJsonValue Node::toJsonValue() const
{
    return isUndefined() ? QJsonValue{QJsonValue::Undefined} : valueOf(elementAt(m_place));
}

QJsonObject Node::toObject() const
{
    return isObject() ? valueOf(elementAt(m_place)).toObject() : QJsonObject{};
}

std::optional<Document> Document::parseStrictly(const QByteArray &text)
{
    // What a parser needs beside the text is kept from one to the next.
    thread_local dom::parser parser;
    auto parsed = std::make_shared<Parsed>();
    const auto root = parser.parse_into_document(parsed->document, text.constData(), size_t(text.size()));
    if (root.error() != simdjson::SUCCESS)
        return std::nullopt;
    const dom::element element = root.value_unsafe();
    if (!element.is_array() && !element.is_object())
        return std::nullopt;
    return Document{std::move(parsed)};
}

std::optional<Document> Document::parse(const QByteArray &text)
{
    if (std::optional<Document> document = parseStrictly(text))
        return document;
    // Qt forgives what the standard does not (an unknown escape, a control character), and StreamChat's
    // answers were always read so.
    const QJsonDocument forgiven = QJsonDocument::fromJson(text);
    return forgiven.isNull() ? std::nullopt : parseStrictly(standardTextOf(forgiven));
}

Document Document::of(const QJsonObject &object)
{
    std::optional<Document> document = parseStrictly(standardTextOf(QJsonDocument{object}));
    return document ? *document : *parseStrictly(QByteArrayLiteral("{}"));
}

Node Document::root() const
{
    return Node{std::bit_cast<Place>(m_parsed->document.root())};
}

} // namespace chatsync::json
