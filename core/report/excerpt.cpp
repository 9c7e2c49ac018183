// SPDX-License-Identifier: MIT
#include "core/report/excerpt.h"

#include "core/report/words.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace chatsync::report {

namespace {

constexpr int mostCharacters = 4000;
constexpr int mostLines = 60;
/// Laying out costs time and room for what is cut anyway.
constexpr int mostLaidOut = 256 * 1024;
constexpr int lineWidth = 76;

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

bool turnsDirection(char16_t character)
{
    return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
}

bool isPrintable(char16_t character)
{
    const bool control = character < 0x20 || (character >= 0x7f && character < 0xa0);
    const bool lineSeparator = character == 0x2028 || character == 0x2029;
    if (control || lineSeparator)
        return character == u'\n' || character == u'\t';
    return !turnsDirection(character) && character < 0xfffe;
}

/// Where a JSON value that begins at @p from ends: behind its last character.
qsizetype endOfValue(const QString &json, qsizetype from)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = from; i < json.size(); ++i) {
        const QChar character = json[i];
        if (inString) {
            if (character == u'\\')
                ++i;
            else if (character == u'"')
                inString = false;
            continue;
        }
        if (character == u'"')
            inString = true;
        else if (character == u'{' || character == u'[')
            ++depth;
        else if ((character == u'}' || character == u']') && --depth == 0)
            return i + 1;
    }
    return json.size();
}

/// Writes valid JSON with line breaks where they help.
class Layout {
public:
    explicit Layout(const QString &json)
        : m_json(json)
    {}

    QString text()
    {
        for (m_at = 0; m_at < m_json.size(); ++m_at)
            take(m_json[m_at]);
        return m_out;
    }

private:
    void take(QChar character)
    {
        if (character == u'"')
            return takeString();
        if (character.isSpace())
            return;
        if (character == u'{' || character == u'[')
            return open(character);
        if (character == u'}' || character == u']')
            return close(character);
        m_out += character;
        if (character == u':')
            m_out += u' ';
        else if (character == u',')
            separate();
    }

    void takeString()
    {
        qsizetype end = m_at + 1;
        while (end < m_json.size() && m_json[end] != u'"')
            end += m_json[end] == u'\\' ? 2 : 1;
        end = qMin(end, m_json.size() - 1);
        m_out += QStringView{m_json}.sliced(m_at, end - m_at + 1);
        m_at = end;
    }

    void open(QChar bracket)
    {
        m_out += bracket;
        const qsizetype length = m_inline > 0 ? 0 : endOfValue(m_json, m_at) - m_at;
        ++m_depth;
        if (m_inline > 0 || length + m_depth * 2 <= lineWidth)
            ++m_inline;
        if (m_inline == 0)
            newLine();
        else if (bracket == u'{' && m_at + 1 < m_json.size() && m_json[m_at + 1] != u'}')
            m_out += u' ';
    }

    void close(QChar bracket)
    {
        --m_depth;
        if (m_inline == 0)
            newLine();
        else if (bracket == u'}' && !m_out.endsWith(u'{'))
            m_out += u' ';
        if (m_inline > 0)
            --m_inline;
        m_out += bracket;
    }

    void separate()
    {
        if (m_inline > 0)
            m_out += u' ';
        else
            newLine();
    }

    void newLine() { m_out += u'\n' + QString{2 * qMax(0, m_depth), u' '}; }

    QString m_json;
    QString m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
    int m_inline = 0; ///< How many open brackets stand on the line that goes on
};

/// The end of the first @p lines lines.
qsizetype endOfLines(const QString &text, int lines)
{
    qsizetype at = -1;
    for (int i = 0; i < lines; ++i) {
        at = text.indexOf(u'\n', at + 1);
        if (at < 0)
            return text.size();
    }
    return at;
}

/// Not in the middle of a character outside the first plane.
qsizetype wholeCharacters(const QString &text, qsizetype length)
{
    const bool cutsPair = length > 0 && length < text.size() && text[length].isLowSurrogate();
    return cutsPair ? length - 1 : length;
}

} // namespace

QString clean(const QString &text)
{
    QString cleaned = text;
    cleaned.replace(QLatin1String{"\r\n"}, QLatin1String{"\n"});
    for (qsizetype i = 0; i < cleaned.size(); ++i) {
        const QChar character = cleaned[i];
        if (character.isHighSurrogate() && i + 1 < cleaned.size() && cleaned[i + 1].isLowSurrogate())
            ++i;
        else if (character.isSurrogate() || !isPrintable(character.unicode()))
            cleaned[i] = QChar::ReplacementCharacter;
    }
    return cleaned;
}

QString cleanLine(const QString &text)
{
    return clean(QString{text}.replace(u'\r', u' ')).simplified();
}

QString bounded(const QString &text, int limit)
{
    if (text.size() <= limit)
        return text;
    const qsizetype length = wholeCharacters(text, limit);
    const int left = static_cast<int>(text.size() - length);
    return text.first(length) + QStringLiteral("… ") +
           QCoreApplication::translate("Report", "(%n more character(s))", nullptr, left);
}

Excerpt excerptOf(const QByteArray &body)
{
    Excerpt excerpt;
    const QString whole = QString::fromUtf8(body);
    QString text = whole;
    if (body.size() <= mostLaidOut && (text.startsWith(u'{') || text.startsWith(u'['))) {
        text = laidOut(text);
        excerpt.isJson = true;
    }
    text = clean(text);
    qsizetype length = qMin(qsizetype{mostCharacters}, endOfLines(text, mostLines));
    length = wholeCharacters(text, length);
    if (length < text.size()) {
        excerpt.omission = tr("The first %1 of %2 characters; the run has all of it.")
                               .arg(number(static_cast<int>(length)), number(static_cast<int>(text.size())));
    }
    excerpt.text = text.first(length);
    return excerpt;
}

QString laidOut(const QString &json)
{
    QJsonParseError error;
    QJsonDocument::fromJson(json.toUtf8(), &error);
    return error.error == QJsonParseError::NoError ? Layout{json}.text() : json;
}

} // namespace chatsync::report
