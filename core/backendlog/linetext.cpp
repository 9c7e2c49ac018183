// SPDX-License-Identifier: MIT
#include "core/backendlog/linetext.h"

#include "core/backendlog/mojibake.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

namespace chatsync::backendlog {

namespace {

bool isControl(QChar c)
{
    const char16_t unit = c.unicode();
    return (unit < 0x20 && unit != '\t') || (unit >= 0x7f && unit < 0xa0);
}

} // namespace

QString withoutColours(const QString &text)
{
    if (!text.contains(u'[') && !text.contains(QChar{0x1b}))
        return text;
    static const QRegularExpression colours{
        QStringLiteral("(?:\\x1b|#033|\\^\\[|\\\\u001[bB]|\\\\x1[bB]|\\\\e)\\[[0-9;?]*[A-Za-z]" // CSI
                       "|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)"                             // OSC
                       "|(?<!\\w)\\[\\d{1,3}(?:;\\d{1,3})*m")}; // CSI, the ESC lost
    QString plain = text;
    return plain.remove(colours);
}

LineText lineText(QByteArrayView bytes)
{
    LineText line;
    const bool ascii =
        std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    if (ascii) {
        line.text = QString::fromLatin1(bytes);
    } else {
        QStringDecoder decoder{QStringDecoder::Utf8};
        QString text = decoder.decode(bytes);
        const bool broken = decoder.hasError();
        if (broken)
            text = fromWindows1252(bytes);
        line.text = withoutMojibake(text);
        line.repaired = broken || line.text != text;
    }
    line.text = withoutColours(line.text);
    const qsizetype before = line.text.size();
    line.text.removeIf([](QChar c) { return isControl(c); });
    // A line end of Windows is no reason to say anything.
    const bool carriageReturn = !bytes.isEmpty() && bytes.back() == '\r';
    line.hadControls = before - line.text.size() > (carriageReturn ? 1 : 0);
    return line;
}

} // namespace chatsync::backendlog
