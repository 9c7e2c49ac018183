// SPDX-License-Identifier: MIT
#include "core/domain/jsonreader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

namespace chatsync::json {

namespace {

constexpr int deepest = 1024; // QJsonDocument's own bound

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Eight bytes at a time: whether one of them is a quote or a backslash. (The classic test for a byte of
/// zero.)
bool mayEndOrEscape(const char *at)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 highs = 0x8080808080808080;
    quint64 word = 0;
    std::memcpy(&word, at, sizeof word);
    const quint64 quotes = word ^ (ones * '"');
    const quint64 slashes = word ^ (ones * '\\');
    return (((quotes - ones) & ~quotes) | ((slashes - ones) & ~slashes)) & highs;
}

std::optional<double> numberFrom(QByteArrayView text)
{
    double number = 0;
    const char *const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc{} && read.ptr == end ? std::optional{number} : std::nullopt;
}

/// One pass over a text. Each function expects m_at at the first byte of what it reads, leaves it behind the
/// last, and tells whether the text goes on being JSON.
class Parser {
public:
    explicit Parser(Parsed &parsed)
        : m_cells(parsed.cells)
        , m_begin(parsed.text.constData())
        , m_at(m_begin)
        , m_end(m_begin + parsed.text.size())
    {}

    bool parse()
    {
        if (QByteArrayView{m_at, m_end - m_at}.startsWith("\xef\xbb\xbf"))
            m_at += 3;
        skipSpace();
        if (m_at == m_end || (*m_at != '{' && *m_at != '[') || !value())
            return false;
        skipSpace();
        return m_at == m_end;
    }

private:
    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\t' || *m_at == '\r'))
            ++m_at;
    }

    bool take(char c)
    {
        skipSpace();
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }

    quint32 position() const { return static_cast<quint32>(m_at - m_begin); }

    std::size_t add(Cell::Type type)
    {
        const std::size_t index = m_cells.size();
        m_cells.push_back({type, false, position(), 0, static_cast<quint32>(index + 1)});
        return index;
    }

    bool value()
    {
        switch (*m_at) {
        case '{':
            return object();
        case '[':
            return array();
        case '"':
            ++m_at;
            return string();
        case 't':
            return literal("true", Cell::Type::True);
        case 'f':
            return literal("false", Cell::Type::False);
        case 'n':
            return literal("null", Cell::Type::Null);
        default:
            return number();
        }
    }

    bool nextValue()
    {
        skipSpace();
        return m_at != m_end && value();
    }

    bool literal(QByteArrayView word, Cell::Type type)
    {
        if (!QByteArrayView{m_at, m_end - m_at}.startsWith(word))
            return false;
        add(type);
        m_at += word.size();
        return true;
    }

    /// Behind the opening quote.
    bool string()
    {
        const std::size_t cell = add(Cell::Type::String);
        for (;;) {
            while (m_end - m_at >= 8 && !mayEndOrEscape(m_at))
                m_at += 8;
            while (m_at != m_end && *m_at != '"' && *m_at != '\\')
                ++m_at;
            if (m_at == m_end)
                return false;
            if (*m_at == '"')
                break;
            m_cells[cell].escaped = true;
            if (!escape())
                return false;
        }
        m_cells[cell].size = position() - m_cells[cell].begin;
        ++m_at;
        return true;
    }

    bool escape()
    {
        if (m_end - m_at < 2 || static_cast<unsigned char>(m_at[1]) > 0x7f)
            return false;
        const bool code = m_at[1] == 'u';
        m_at += 2;
        if (!code)
            return true;
        if (m_end - m_at < 4)
            return false;
        for (int i = 0; i < 4; ++i) {
            if (hexValue(*m_at++) < 0)
                return false;
        }
        return true;
    }

    void digits()
    {
        while (m_at != m_end && isDigit(*m_at))
            ++m_at;
    }

    bool number()
    {
        const std::size_t cell = add(Cell::Type::Number);
        const char *const from = m_at;
        if (*m_at == '-')
            ++m_at;
        if (m_at != m_end && *m_at == '0')
            ++m_at;
        else
            digits();
        bool plain = m_at != from && isDigit(m_at[-1]) && m_at - from < 18;
        if (m_at != m_end && *m_at == '.') {
            plain = false;
            ++m_at;
            digits();
        }
        if (m_at != m_end && (*m_at == 'e' || *m_at == 'E')) {
            plain = false;
            ++m_at;
            if (m_at != m_end && (*m_at == '+' || *m_at == '-'))
                ++m_at;
            digits();
        }
        m_cells[cell].size = static_cast<quint32>(m_at - from);
        return plain || numberFrom({from, m_at - from});
    }

    bool enter() { return ++m_depth <= deepest; }

    void leave(std::size_t cell, quint32 members)
    {
        --m_depth;
        m_cells[cell].size = members;
        m_cells[cell].next = static_cast<quint32>(m_cells.size());
    }

    bool array()
    {
        const std::size_t cell = add(Cell::Type::Array);
        ++m_at;
        if (!enter())
            return false;
        quint32 items = 0;
        if (!take(']')) {
            do {
                ++items;
                if (!nextValue())
                    return false;
            } while (take(','));
            if (!take(']'))
                return false;
        }
        leave(cell, items);
        return true;
    }

    bool object()
    {
        const std::size_t cell = add(Cell::Type::Object);
        ++m_at;
        if (!enter())
            return false;
        quint32 members = 0;
        if (!take('}')) {
            do {
                ++members;
                if (!take('"') || !string() || !take(':') || !nextValue())
                    return false;
            } while (take(','));
            if (!take('}'))
                return false;
        }
        leave(cell, members);
        return true;
    }

    std::vector<Cell> &m_cells;
    const char *m_begin;
    const char *m_at;
    const char *m_end;
    int m_depth = 0;
};

/// A letter that stands for itself behind a backslash is kept, as QJsonDocument does.
char16_t escapedLetter(char letter)
{
    switch (letter) {
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return static_cast<char16_t>(letter);
    }
}

char16_t codeUnit(const char *digits)
{
    int unit = 0;
    for (int i = 0; i < 4; ++i)
        unit = unit * 16 + hexValue(digits[i]);
    return static_cast<char16_t>(unit);
}

/// The text has been checked by the parser.
QString unescaped(QByteArrayView raw)
{
    QString text;
    text.reserve(raw.size());
    for (;;) {
        const qsizetype slash = raw.indexOf('\\');
        if (slash < 0)
            return text += QString::fromUtf8(raw);
        text += QString::fromUtf8(raw.first(slash));
        raw = raw.sliced(slash + 1);
        if (raw.front() == 'u') {
            text += QChar{codeUnit(raw.data() + 1)};
            raw = raw.sliced(5);
        } else {
            text += QChar{escapedLetter(raw.front())};
            raw = raw.sliced(1);
        }
    }
}

} // namespace

double Node::toDouble(double otherwise) const
{
    return isDouble() ? numberFrom(raw()).value_or(otherwise) : otherwise;
}

int Node::toInt(int otherwise) const
{
    const double number = toDouble(0.5);
    const bool fits = number == std::floor(number) && number >= std::numeric_limits<int>::min() &&
                      number <= std::numeric_limits<int>::max();
    return fits ? static_cast<int>(number) : otherwise;
}

QString Node::toString() const
{
    if (!isString())
        return {};
    return cell().escaped ? unescaped(raw()) : QString::fromUtf8(raw());
}

QByteArray Node::toUtf8() const
{
    if (!isString())
        return {};
    return cell().escaped ? unescaped(raw()).toUtf8() : raw().toByteArray();
}

Node Node::operator[](QLatin1String key) const
{
    Node found;
    forEachMember([&found, key](Node name, Node value) {
        if (name == key)
            found = value;
    });
    return found;
}

QJsonValue Node::toJsonValue() const
{
    if (!m_parsed)
        return QJsonValue{QJsonValue::Undefined};
    switch (cell().type) {
    case Cell::Type::Null:
        return {};
    case Cell::Type::True:
        return true;
    case Cell::Type::False:
        return false;
    case Cell::Type::Number: {
        // As QJsonDocument: whole numbers stay exact.
        bool whole = false;
        const qint64 number = raw().toByteArray().toLongLong(&whole);
        return whole ? QJsonValue{number} : QJsonValue{toDouble()};
    }
    case Cell::Type::String:
        return toString();
    case Cell::Type::Array: {
        QJsonArray array;
        forEachItem([&array](Node item) { array.append(item.toJsonValue()); });
        return array;
    }
    case Cell::Type::Object:
        return toObject();
    }
    Q_UNREACHABLE();
}

QJsonObject Node::toObject() const
{
    QJsonObject object;
    forEachMember([&object](Node key, Node value) { object.insert(key.toString(), value.toJsonValue()); });
    return object;
}

std::optional<Document> Document::parse(QByteArray text)
{
    constexpr qsizetype bytesForACell = 12; // seldom less in StreamChat's answers
    if (text.size() > std::numeric_limits<qint32>::max() || !text.isValidUtf8())
        return std::nullopt;
    auto parsed = std::make_shared<Parsed>();
    parsed->text = std::move(text);
    parsed->cells.reserve(static_cast<std::size_t>(parsed->text.size() / bytesForACell + 4));
    if (!Parser{*parsed}.parse())
        return std::nullopt;
    return Document{std::move(parsed)};
}

Document Document::of(const QJsonObject &object)
{
    return parse(QJsonDocument{object}.toJson(QJsonDocument::Compact)).value();
}

} // namespace chatsync::json
