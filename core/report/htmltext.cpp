// SPDX-License-Identifier: MIT
#include "core/report/htmltext.h"

#include "core/report/excerpt.h"
#include "core/report/words.h"

#include <QRegularExpression>

namespace chatsync::report::html {

namespace {

/// Marks what a pattern finds in plain text and escapes all of it.
template<typename Mark>
QString marked(const QString &text, const QRegularExpression &pattern, Mark mark)
{
    QString html;
    qsizetype at = 0;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        html += text.sliced(at, match.capturedStart() - at).toHtmlEscaped() + mark(match);
        at = match.capturedEnd();
    }
    return html + text.sliced(at).toHtmlEscaped();
}

const QString secretPattern = QStringLiteral("\\[secret: [^\\]\\n]{1,80}\\]");

QString secret(const QString &text)
{
    return element(QStringLiteral("span"), QStringLiteral("secret"), text.toHtmlEscaped());
}

/// What is inside one token of JSON: secrets and guilty ids.
QString inside(const QString &token, const QStringList &guilty)
{
    QStringList patterns{secretPattern};
    for (const QString &id : guilty) {
        if (!id.isEmpty())
            patterns << QRegularExpression::escape(clean(id));
    }
    const QRegularExpression pattern{patterns.join(u'|')};
    return marked(token, pattern, [](const QRegularExpressionMatch &match) {
        const QString text = match.captured();
        return text.startsWith(QLatin1String{"[secret: "})
                   ? secret(text)
                   : element(QStringLiteral("b"), QStringLiteral("guilty"), text.toHtmlEscaped());
    });
}

} // namespace

QString escaped(const QString &text)
{
    return clean(text).toHtmlEscaped();
}

QString name(const QString &text, int limit)
{
    return QStringLiteral("<bdi>") + bounded(cleanLine(text), limit).toHtmlEscaped() +
           QStringLiteral("</bdi>");
}

QString prose(const QString &text, int limit)
{
    static const QRegularExpression pattern{
        secretPattern + QStringLiteral("|\\b(?:messaging:)?onecrew_[A-Za-z0-9_…-]+|"
                                       "\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b")};
    const QString html =
        marked(bounded(clean(text).trimmed(), limit), pattern, [](const QRegularExpressionMatch &match) {
            const QString found = match.captured();
            return found.startsWith(u'[')
                       ? secret(found)
                       : QStringLiteral("<code>") + found.toHtmlEscaped() + QStringLiteral("</code>");
        });
    return QStringLiteral("<bdi>") + html + QStringLiteral("</bdi>");
}

QString code(const QString &text, bool isJson, const QStringList &guilty)
{
    if (!isJson)
        return inside(text, guilty);
    static const QRegularExpression token{QStringLiteral(
        "(?<string>\"(?:\\\\.|[^\"\\\\])*\"?)(?<key>\\s*:)?|(?<number>-?\\b[0-9][0-9.eE+-]*|\\b(?:true|"
        "false|null)\\b)")};
    return marked(text, token, [&guilty](const QRegularExpressionMatch &match) {
        const QString string = match.captured(QStringLiteral("string"));
        if (string.isEmpty())
            return element(QStringLiteral("span"), QStringLiteral("n"), match.captured().toHtmlEscaped());
        const QString colon = match.captured(QStringLiteral("key"));
        const QString kind = colon.isEmpty() ? QStringLiteral("s") : QStringLiteral("k");
        return element(QStringLiteral("span"), kind, inside(string, guilty)) + colon;
    });
}

QString element(const QString &tag, const QString &classes, const QString &html)
{
    const QString attribute =
        classes.isEmpty() ? QString{} : QStringLiteral(" class=\"") + classes + QStringLiteral("\"");
    return u'<' + tag + attribute + u'>' + html + QStringLiteral("</") + tag + u'>';
}

QString glyph(CheckVerdict verdict, const QString &classes)
{
    return QStringLiteral("<svg class=\"") + classes +
           QStringLiteral("\" aria-hidden=\"true\"><use href=\"#g-") + toString(verdict) +
           QStringLiteral("\"/></svg>");
}

QString spokenWord(CheckVerdict verdict)
{
    return element(QStringLiteral("span"), QStringLiteral("spoken"), word(verdict).toHtmlEscaped() + u' ');
}

QString classOf(CheckVerdict verdict)
{
    return toString(verdict);
}

QString labelled(const QString &label, const QString &html)
{
    return QStringLiteral("<div class=\"labelled\"><h4>") + label.toHtmlEscaped() + QStringLiteral("</h4>") +
           html + QStringLiteral("</div>");
}

} // namespace chatsync::report::html
