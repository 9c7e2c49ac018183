// SPDX-License-Identifier: MIT
#include "core/domain/secretsyntax.h"

#include <algorithm>
#include <cstring>

namespace chatsync {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
}

bool isBase64Url(char c)
{
    return isWordCharacter(c) || c == '-';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

qsizetype skipSpace(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isSpace(text[at]))
        ++at;
    return at;
}

qsizetype endOfBase64Url(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isBase64Url(text[at]))
        ++at;
    return at;
}

/// `eyJ` is base64 for `{"`. In a token the name of a header or a claim follows: without that test any long
/// base64 text would lose a piece now and then. Only these bytes decide, so that what stands behind cannot
/// change the answer.
bool beginsLikeToken(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype shortest = 8;
    if (text.size() - at < shortest || endOfBase64Url(text.sliced(at, shortest), 0) < shortest)
        return false;
    const QByteArray json = QByteArray::fromBase64(QByteArray::fromRawData(text.data() + at, shortest),
                                                   QByteArray::Base64UrlEncoding);
    return isWordCharacter(json[2]) && isWordCharacter(json[3]) && isWordCharacter(json[4]);
}

/// From the end of a string that holds the beginning of a token to the string that goes on with it, or 0.
qsizetype continuationOfToken(QByteArrayView text, qsizetype end)
{
    constexpr qsizetype longestJoint = 64;
    const qsizetype limit = std::min(text.size(), end + longestJoint);
    qsizetype at = end;
    int quotes = 0;
    bool sum = false;
    for (; at < limit && (isQuote(text[at]) || isSpace(text[at]) || text[at] == '+' || text[at] == '\\');
         ++at) {
        quotes += isQuote(text[at]) ? 1 : 0;
        sum = sum || text[at] == '+';
        // `\n` between the strings, where the whole is a JSON string itself
        if (text[at] == '\\' && at + 1 < limit && text[at + 1] == 'n')
            ++at;
    }
    if (quotes < 2 || at >= limit)
        return 0;
    const bool dotted = text[end - 1] == '.' || text[at] == '.';
    return (sum || dotted) && (text[at] == '.' || isBase64Url(text[at])) ? at : 0;
}

qsizetype endOfTokenText(QByteArrayView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && (isBase64Url(text[end]) || text[end] == '.'))
        ++end;
    return end;
}

std::optional<SecretSpan> spanOf(qsizetype begin, qsizetype end)
{
    if (end <= begin)
        return std::nullopt;
    return SecretSpan{begin, end, false};
}

/// @p quote is how the string was opened: `"`, `'`, or `\"` inside another JSON string.
qsizetype endOfString(QByteArrayView text, qsizetype at, QByteArrayView quote)
{
    for (; at < text.size(); ++at) {
        if (text.sliced(at).startsWith(quote))
            return at;
        if (quote.size() > 1 && text[at] == '"')
            return at; // the outer string ends: cut
        if (text[at] == '\\')
            at += quote.size() > 1 && text.sliced(at).startsWith("\\\\") ? 3 : 1;
    }
    return text.size();
}

/// Behind the bracket that closes the one at @p at; the end of the text when there is none.
qsizetype endOfContainer(QByteArrayView text, qsizetype at)
{
    qsizetype depth = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (--depth == 0)
                return at + 1;
        } else if (c == '"') {
            at = endOfString(text, at + 1, "\"");
        }
    }
    return text.size();
}

} // namespace

qsizetype indexOf(QByteArrayView text, QByteArrayView word, qsizetype from)
{
    if (from >= text.size())
        return -1;
    const void *found =
        memmem(text.data() + from, size_t(text.size() - from), word.data(), size_t(word.size()));
    return found ? static_cast<const char *>(found) - text.data() : -1;
}

qsizetype endOfToken(QByteArrayView text, qsizetype at)
{
    if (!beginsLikeToken(text, at))
        return 0;
    qsizetype end = endOfTokenText(text, at);
    for (qsizetype next = continuationOfToken(text, end); next > 0; next = continuationOfToken(text, end))
        end = endOfTokenText(text, next);
    while (text[end - 1] == '.')
        --end; // the dots of a sentence, or of an ellipsis
    return end;
}

std::optional<SecretSpan> passwordOfUrl(QByteArrayView text, qsizetype authority)
{
    constexpr qsizetype longest = 256;
    const qsizetype limit = std::min(text.size(), authority + longest);
    qsizetype colon = -1;
    qsizetype at = -1;
    bool pathBegan = false;
    for (qsizetype i = authority; i < limit && !isSpace(text[i]) && !isQuote(text[i]); ++i) {
        const char c = text[i];
        if (c == '<' || c == '>' || c == '\\' || text.sliced(i).startsWith("://"))
            break;
        if (c == ':' && colon < 0)
            colon = i;
        if (c == '@' && colon >= 0) {
            at = i;
            if (pathBegan)
                break;
        }
        if ((c == '/' || c == '?' || c == '#') && !pathBegan) {
            // A password with a slash in it is no URL, but people write it. After a port there is a path.
            const QByteArrayView port = colon < 0 ? QByteArrayView{} : text.sliced(colon + 1, i - colon - 1);
            if (at >= 0 || colon < 0 || std::all_of(port.begin(), port.end(), isDigit))
                break;
            pathBegan = true;
        }
    }
    return at < 0 ? std::nullopt : spanOf(colon + 1, at);
}

std::optional<SecretSpan> valueOfPassword(QByteArrayView text, qsizetype afterWord)
{
    qsizetype at = skipSpace(text, afterWord);
    if (at >= text.size() || text[at] != '=')
        return std::nullopt;
    at = skipSpace(text, at + 1);
    if (at < text.size() && text[at] == '\'')
        return spanOf(at + 1, endOfString(text, at + 1, "'"));
    qsizetype end = at;
    while (end < text.size() && !isSpace(text[end]) && text[end] != '"' && text[end] != '&') {
        if (text[end] == '\\') {
            const char escaped = end + 1 < text.size() ? text[end + 1] : '\0';
            if (escaped != ' ' && escaped != '\\' && escaped != '\'')
                break;
            ++end;
        }
        ++end;
    }
    end = std::min(end, text.size());
    // The place of a bound value in SQL is no secret.
    if (end > at && (text[at] == '?' || ((text[at] == '$' || text[at] == ':') && end - at < 4)))
        return std::nullopt;
    return spanOf(at, end);
}

std::optional<SecretSpan> valueOfSecretKey(QByteArrayView text, qsizetype at, qsizetype length)
{
    if (at > 0 && isWordCharacter(text[at - 1]))
        return std::nullopt;
    qsizetype next = at + length;
    if (text.sliced(next).startsWith("\\\""))
        next += 2;
    else if (next < text.size() && isQuote(text[next]))
        ++next;
    next = skipSpace(text, next);
    if (next >= text.size() || text[next] != ':')
        return std::nullopt;
    next = skipSpace(text, next + 1);
    if (next >= text.size())
        return std::nullopt;
    if (text.sliced(next).startsWith("\\\""))
        return spanOf(next + 2, endOfString(text, next + 2, "\\\""));
    if (isQuote(text[next]))
        return spanOf(next + 1, endOfString(text, next + 1, text.sliced(next, 1)));
    const bool quotedKey = at > 0 && text[at - 1] == '"' && !(at > 1 && text[at - 2] == '\\');
    if ((text[next] == '{' || text[next] == '[') && quotedKey) {
        const qsizetype end = endOfContainer(text, next);
        if (end - next > 2)
            return SecretSpan{next, end, true};
    }
    return std::nullopt;
}

} // namespace chatsync
