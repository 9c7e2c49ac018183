// SPDX-License-Identifier: MIT
#include "core/backendlog/inspectparser.h"

#include <QRegularExpression>

#include <algorithm>

namespace chatsync::backendlog {

namespace {

constexpr int deepest = 64;

class Parser {
public:
    explicit Parser(QStringView text)
        : m_text(text)
    {}

    Inspected parse()
    {
        result.value = value(0);
        return std::move(result);
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar now() const { return m_text[m_at]; }
    QStringView rest() const { return m_text.sliced(m_at); }

    void skipSpace()
    {
        while (!atEnd() && (now().isSpace() || now() == u','))
            ++m_at;
    }

    InspectValue value(int depth)
    {
        skipSpace();
        if (atEnd()) {
            result.cut = true;
            return {};
        }
        const QChar c = now();
        if (depth < deepest && c == u'[' && !isPlaceholder())
            return list(depth);
        if (depth < deepest && c == u'{')
            return members(depth);
        if (c == u'\'' || c == u'"' || c == u'`')
            return string();
        return word(depth);
    }

    /// `[Array]`, `[Object]`, `[Function: x]`, `[Circular *1]`
    bool isPlaceholder() const
    {
        const qsizetype close = rest().indexOf(u']');
        return close > 1 && rest()[1].isUpper() && rest()[1].isLetter();
    }

    InspectValue list(int depth)
    {
        InspectValue::List items;
        for (++m_at;;) {
            skipSpace();
            if (atEnd()) {
                result.cut = true;
                return items;
            }
            if (now() == u']' || now() == u'}') {
                ++m_at;
                return items;
            }
            if (!skipMore())
                items.push_back(value(depth + 1));
        }
    }

    /// `... 3 more items`
    bool skipMore()
    {
        if (!rest().startsWith(QLatin1String{"..."}))
            return false;
        static const QRegularExpression more{QStringLiteral("\\A\\.\\.\\.\\s*(\\d+) more \\w+")};
        const QRegularExpressionMatch match =
            more.match(rest().first(std::min<qsizetype>(rest().size(), 64)).toString());
        result.shortened = true;
        result.moreItems += match.captured(1).toLongLong();
        m_at += match.hasMatch() ? match.capturedLength() : 3;
        return true;
    }

    InspectValue members(int depth)
    {
        InspectValue::Members object;
        for (++m_at;;) {
            skipSpace();
            if (atEnd()) {
                result.cut = true;
                return object;
            }
            if (now() == u'}' || now() == u']') {
                ++m_at;
                return object;
            }
            if (skipMore())
                continue;
            const QString key = keyText();
            if (!atEnd() && now() == u':')
                ++m_at;
            object.emplace_back(key, value(depth + 1));
        }
    }

    QString keyText()
    {
        if (now() == u'\'' || now() == u'"') {
            QString key = piece();
            skipSpace();
            return key;
        }
        const qsizetype begin = m_at;
        while (!atEnd() && now() != u':' && now() != u'\n' && now() != u'}')
            ++m_at;
        if (m_at == begin && !atEnd() && now() != u':')
            ++m_at; // Whatever it is, it must not be met again.
        return m_text.sliced(begin, m_at - begin).trimmed().toString();
    }

    /// One string, or a sum of them over several lines.
    InspectValue string()
    {
        QString text = piece();
        for (;;) {
            const qsizetype before = m_at;
            skipSpace();
            if (atEnd() || now() != u'+') {
                m_at = before;
                break;
            }
            ++m_at;
            skipSpace();
            if (atEnd() || (now() != u'\'' && now() != u'"' && now() != u'`')) {
                result.cut = true;
                break;
            }
            text += piece();
        }
        if (rest().startsWith(QLatin1String{"... "}))
            skipMore();
        return text;
    }

    QString piece()
    {
        const QChar quote = now();
        QString text;
        for (++m_at; !atEnd(); ++m_at) {
            const QChar c = now();
            if (c == quote) {
                ++m_at;
                return text;
            }
            if (c == u'\\' && m_at + 1 < m_text.size()) {
                ++m_at;
                text += escaped();
                continue;
            }
            text += c;
        }
        result.cut = true;
        return text;
    }

    QString escaped()
    {
        const auto hex = [this](qsizetype digits) {
            const QStringView code = rest().sliced(1, std::min(digits, rest().size() - 1));
            m_at += code.size();
            return QString{QChar{static_cast<char16_t>(code.toUInt(nullptr, 16))}};
        };
        switch (now().unicode()) {
        case 'n':
            return QStringLiteral("\n");
        case 'r':
            return QStringLiteral("\r");
        case 't':
            return QStringLiteral("\t");
        case 'b':
        case 'f':
            return QStringLiteral(" ");
        case 'x':
            return hex(2);
        case 'u':
            return hex(4);
        default:
            return QString{now()};
        }
    }

    /// A number, a name, or anything else up to the end of the member.
    InspectValue word(int depth)
    {
        const qsizetype begin = m_at;
        int brackets = 0;
        for (; !atEnd(); ++m_at) {
            const QChar c = now();
            if (c == u'[' || c == u'(' || c == u'<')
                ++brackets;
            else if (brackets > 0 && (c == u']' || c == u')' || c == u'>'))
                --brackets;
            else if (brackets == 0 && (c == u',' || c == u'\n' || c == u']' || c == u'}' || c == u'{'))
                break;
        }
        if (m_at == begin)
            ++m_at;
        const QString text = m_text.sliced(begin, m_at - begin).trimmed().toString();
        if (text.startsWith(QLatin1String{"[Array"}) || text.startsWith(QLatin1String{"[Object"}))
            result.shortened = true;
        if (!atEnd() && now() == u'{' && brackets == 0 && !text.isEmpty() && depth < deepest)
            return members(depth + 1); // `Map(1) {`, `Object [AxiosHeaders] {`
        if (text == QLatin1String{"true"} || text == QLatin1String{"false"})
            return text == QLatin1String{"true"};
        bool isNumber = false;
        const double number = text.toDouble(&isNumber);
        if (isNumber)
            return number;
        if (text == QLatin1String{"null"} || text == QLatin1String{"undefined"})
            return {};
        return text;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    Inspected result;
};

} // namespace

Inspected parseInspected(QStringView text)
{
    return Parser{text}.parse();
}

const InspectValue *memberOf(const InspectValue &value, QStringView key)
{
    const auto *members = std::get_if<InspectValue::Members>(&value.data);
    if (!members)
        return nullptr;
    for (const auto &member : *members) {
        if (member.first == key)
            return &member.second;
    }
    return nullptr;
}

QString textAt(const InspectValue &value, QStringView key)
{
    const InspectValue *member = memberOf(value, key);
    const auto *text = member ? std::get_if<QString>(&member->data) : nullptr;
    return text ? *text : QString{};
}

QStringList textsIn(const InspectValue &array)
{
    QStringList texts;
    if (const auto *list = std::get_if<InspectValue::List>(&array.data)) {
        for (const InspectValue &item : *list) {
            if (const auto *text = std::get_if<QString>(&item.data))
                texts.append(*text);
        }
    }
    return texts;
}

QStringList textsAt(const InspectValue &value, QStringView key)
{
    const InspectValue *member = memberOf(value, key);
    return member ? textsIn(*member) : QStringList{};
}

} // namespace chatsync::backendlog
