// SPDX-License-Identifier: MIT
#include "core/domain/secretspellings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QString>

namespace chatsync {

namespace {

constexpr qsizetype shortestSpelling = 4;

QByteArray jsonEscaped(const QByteArray &text)
{
    const QByteArray array =
        QJsonDocument{QJsonArray{QString::fromUtf8(text)}}.toJson(QJsonDocument::Compact);
    return array.sliced(2, array.size() - 4);
}

/// As Python and PHP write it: nothing above ASCII.
QByteArray jsonEscapedToAscii(const QByteArray &text)
{
    QByteArray escaped;
    const QString plain = QString::fromUtf8(jsonEscaped(text));
    for (const QChar c : plain) {
        if (c.unicode() < 0x80)
            escaped.append(c.toLatin1());
        else
            escaped.append("\\u").append(QByteArray::number(c.unicode(), 16).rightJustified(4, '0'));
    }
    return escaped;
}

QByteArray inspectEscaped(QByteArray text)
{
    return text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n");
}

/// Of `base64(before + secret + after)` the characters that depend on the secret alone. @p before is 0 to 2
/// bytes long; more would repeat these three.
QByteArray insideBase64(const QByteArray &secret, int before, QByteArray::Base64Options options)
{
    const QByteArray encoded =
        (QByteArray(before, '\0') + secret).toBase64(options | QByteArray::OmitTrailingEquals);
    const qsizetype first = (before * 8 + 5) / 6;
    const qsizetype last = (before + secret.size()) * 8 / 6;
    return encoded.sliced(first, last - first);
}

void addPercentEncoded(QSet<QByteArray> &spellings, const QByteArray &secret)
{
    // What a URL library leaves alone differs: RFC 3986, JavaScript's encodeURIComponent, the user info of a
    // URL.
    for (const char *left : {"", "!'()*", "!$&'()*+,;=", "!$&'()*+,;=:@/"}) {
        const QByteArray encoded = secret.toPercentEncoding(left);
        spellings.insert(encoded);
        spellings.insert(QByteArray{encoded}.replace("%20", "+"));
        QByteArray lower = encoded;
        for (qsizetype at = lower.indexOf('%'); at >= 0 && at + 2 < lower.size();
             at = lower.indexOf('%', at + 1)) {
            const QByteArray digits = lower.sliced(at + 1, 2).toLower();
            lower.replace(at + 1, 2, digits);
        }
        spellings.insert(lower);
        spellings.insert(encoded.toPercentEncoding()); // a URL inside a URL
    }
}

} // namespace

QSet<QByteArray> secretSpellings(const QByteArray &secret)
{
    QSet<QByteArray> spellings{secret, inspectEscaped(secret)};
    addPercentEncoded(spellings, secret);
    for (const QByteArray &json : {jsonEscaped(secret), jsonEscapedToAscii(secret)}) {
        spellings.insert(json);
        spellings.insert(QByteArray{json}.replace('/', "\\/"));
        spellings.insert(jsonEscaped(json));
    }
    for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        spellings.insert(secret.toBase64(alphabet));
        spellings.insert(secret.toBase64(alphabet | QByteArray::OmitTrailingEquals));
        spellings.insert(secret.toBase64(alphabet).toPercentEncoding());
        // Less than 8 characters of base64 occur by chance in any long one.
        for (int before = 0; before < 3; ++before) {
            if (const QByteArray inside = insideBase64(secret, before, alphabet); inside.size() >= 8)
                spellings.insert(inside);
        }
    }
    spellings.removeIf([](const QByteArray &spelling) { return spelling.size() < shortestSpelling; });
    return spellings;
}

} // namespace chatsync
