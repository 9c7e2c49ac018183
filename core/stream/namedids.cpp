// SPDX-License-Identifier: MIT
#include "core/stream/namedids.h"

#include <QRegularExpression>

namespace chatsync::stream {

namespace {

constexpr qsizetype mostIds = 1000;
constexpr qsizetype longestId = 255; // jsonschemas/chat/user.schema.json of Stream's protocol

void appendId(QStringList &ids, QStringView id)
{
    if (id.isEmpty() || id.size() > longestId || ids.size() >= mostIds || ids.contains(id))
        return;
    ids.append(id.toString());
}

bool separates(QChar c)
{
    return c.isSpace() || QStringView{u",;[\"'`\\\u2018\u2019\u201c\u201d"}.contains(c);
}

QStringList idsInBrackets(QStringView text)
{
    const qsizetype open = text.indexOf(u'[');
    if (open < 0)
        return {};
    qsizetype close = text.indexOf(u']', open);
    if (close < 0)
        close = text.size();
    QStringList ids;
    qsizetype start = open + 1;
    for (qsizetype i = start; i <= close; ++i) {
        if (i < close && !separates(text[i]))
            continue;
        appendId(ids, text.mid(start, i - start));
        start = i + 1;
    }
    return ids;
}

QStringList idsInMatches(const QString &message, const QRegularExpression &expression)
{
    QStringList ids;
    for (auto matches = expression.globalMatch(message); matches.hasNext() && ids.size() < mostIds;)
        appendId(ids, matches.next().capturedView(1));
    return ids;
}

QStringList idsInPhrase(const QString &message)
{
    static const QRegularExpression phrase{
        QStringLiteral(
            R"(\busers?(?:\s+with)?(?:\s+id)?\s+["'\\]*([@\w-]{1,255})["'\\]*\s+(?:was|is|from|do(?:es)?n|has|not)\b)"),
        QRegularExpression::CaseInsensitiveOption};
    static const QRegularExpression ours{QStringLiteral(R"(\b(onecrew_(?:user|company)_[@\w-]{1,240}))")};
    const QStringList ids = idsInMatches(message, phrase);
    return ids.isEmpty() ? idsInMatches(message, ours) : ids;
}

} // namespace

QStringList namedIds(const QString &message, qsizetype from, Naming naming)
{
    if (naming == Naming::None)
        return {};
    if (naming == Naming::List) {
        QStringList ids = idsInBrackets(QStringView{message}.mid(from));
        if (ids.isEmpty())
            ids = idsInBrackets(message);
        if (!ids.isEmpty())
            return ids;
    }
    return idsInPhrase(message);
}

} // namespace chatsync::stream
