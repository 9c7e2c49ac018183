// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"
#include "ui/widgets/codeview.h"

#include <QRegularExpression>

namespace chatsync::ui {
namespace {

// One alternative each: a string with the colon that makes it a key, a string, a number, a word. An
// unfinished string (a body that was cut) is a string up to the end of its line. Possessive, so that no text
// can make it slow.
const QString tokenPattern = QStringLiteral(
    R"(("(?:[^"\\]|\\.)*+"?)(\s*+:)?|(-?\b\d++(?:\.\d++)?(?:[eE][+-]?\d++)?\b)|\b(true|false|null)\b)");

} // namespace

JsonHighlighter::JsonHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{
    QObject::connect(&theme(), &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    static const QRegularExpression tokens(tokenPattern);
    // Inside a body only: the head of an HTTP message has colons and numbers that are no JSON.
    constexpr int outside = 0, inside = 1;
    int state = previousBlockState() == inside ? inside : outside;
    const QString trimmed = text.trimmed();
    if (state == outside && (trimmed.startsWith(QLatin1Char('{')) || trimmed.startsWith(QLatin1Char('['))))
        state = inside;
    setCurrentBlockState(state);
    const Tokens &t = theme().tokens();
    if (state == outside) {
        setFormat(0, static_cast<int>(text.size()), t.text2);
        return;
    }
    auto matches = tokens.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const bool string = match.hasCaptured(1) && match.capturedLength(1) > 0;
        const QColor color = !string ? t.jsonNumber : match.capturedLength(2) > 0 ? t.jsonKey : t.jsonString;
        const int group = string ? 1 : 0;
        setFormat(static_cast<int>(match.capturedStart(group)), static_cast<int>(match.capturedLength(group)),
                  color);
    }
}

} // namespace chatsync::ui
