// SPDX-License-Identifier: MIT
#include "tests/ui/screenshots/pseudolocale.h"

#include <QRegularExpression>

namespace chatsync::test {

namespace {

QString accented(QString text)
{
    static const QString plain = QStringLiteral("aceginosuyzACEGINOSUYZ");
    static const QString marked = QStringLiteral("áçéĝíñöšüýžÁÇÉĜÍÑÖŠÜÝŽ");
    for (QChar &letter : text) {
        if (const qsizetype at = plain.indexOf(letter); at >= 0)
            letter = marked[at];
    }
    return text;
}

/// As words, so that a text may break where a translation might.
QString padding(qsizetype letters)
{
    static const QString words = QStringLiteral(" ébø nüm dålt vëri ønsk");
    QString more;
    while (more.size() < letters)
        more += words;
    return more.left(letters).trimmed();
}

} // namespace

QString pseudo(const QString &text)
{
    static const QRegularExpression kept(QStringLiteral("%L?[0-9n]|<[^<>]*>|&[a-z]+;|https?://\\S+"));
    QString made;
    qsizetype from = 0;
    for (auto matches = kept.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        made += accented(text.mid(from, match.capturedStart() - from)) + match.captured();
        from = match.capturedEnd();
    }
    made += accented(text.mid(from));
    const QString more = padding((text.size() * 2 + 4) / 5);
    return more.isEmpty() ? made : made + u' ' + more;
}

QString PseudoLocale::translate(const char *, const char *sourceText, const char *, int n) const
{
    const QString text = QString::fromUtf8(sourceText);
    return pseudo(text).replace(QLatin1String("%n"), n >= 0 ? QString::number(n) : QStringLiteral("%n"));
}

} // namespace chatsync::test
