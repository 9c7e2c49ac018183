// SPDX-License-Identifier: MIT
#include "core/backendlog/mojibake.h"

#include "core/domain/backendlinetable.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace chatsync::backendlog {

namespace {

/// Of the bytes 0x80 to 0x9f; the same character where the code page defines none, as browsers do it.
/// Source: the WHATWG Encoding Standard, index windows-1252.
constexpr std::array<char16_t, 32> upperControls{
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

/// Where Windows-1254 differs.
constexpr std::pair<char16_t, uchar> turkish[] = {{0x011e, 0xd0}, {0x0130, 0xdd}, {0x015e, 0xde},
                                                  {0x011f, 0xf0}, {0x0131, 0xfd}, {0x015f, 0xfe}};

/// The byte that was read as this character, or -1.
int byteOf(QChar c)
{
    static const QHash<char16_t, int> bytes = [] {
        QHash<char16_t, int> table;
        for (size_t i = 0; i < upperControls.size(); ++i)
            table.insert(upperControls[i], int(0x80 + i));
        for (const auto &[character, byte] : turkish)
            table.insert(character, byte);
        return table;
    }();
    const char16_t unit = c.unicode();
    if (unit < 0x80)
        return -1;
    if (unit <= 0xff)
        return unit;
    return bytes.value(unit, -1);
}

/// The size of the UTF-8 sequence of several bytes that the characters at @p at stand for, or 0.
qsizetype sequenceAt(const QString &text, qsizetype at)
{
    const int lead = byteOf(text[at]);
    const qsizetype size = lead >= 0xc2 && lead <= 0xdf   ? 2
                           : lead >= 0xe0 && lead <= 0xef ? 3
                           : lead >= 0xf0 && lead <= 0xf4 ? 4
                                                          : 0;
    if (size == 0 || at + size > text.size())
        return 0;
    for (qsizetype i = 1; i < size; ++i) {
        const int byte = byteOf(text[at + i]);
        if (byte < 0x80 || byte > 0xbf)
            return 0;
    }
    return size;
}

/// How the marks look when the undefined bytes in them were lost, or became a question mark or U+FFFD.
struct LostMark {
    QString seen;
    QString mark;
};

std::vector<LostMark> lostMarks()
{
    std::vector<LostMark> lost;
    for (const BackendLineRow &row : backendLineTable()) {
        const QByteArray bytes{row.mark};
        for (const bool inTurkish : {false, true}) {
            for (const QString &stead : {QString{}, QStringLiteral("?"), QString{QChar{0xfffd}}}) {
                QString seen;
                for (const char byte : bytes) {
                    const auto value = static_cast<uchar>(byte);
                    QChar c = value < 0xa0 && value >= 0x80 ? QChar{upperControls[value - 0x80u]}
                                                            : QChar{char16_t{value}};
                    for (const auto &[character, from] : turkish)
                        c = inTurkish && from == value ? QChar{character} : c;
                    if (c.unicode() >= 0x80 && c.unicode() < 0xa0)
                        seen += stead;
                    else
                        seen += c;
                }
                if (seen.size() < 2)
                    continue;
                lost.push_back({seen, QString::fromUtf8(row.mark)});
                // Pasting makes a space of one that does not break.
                if (seen.contains(QChar::Nbsp))
                    lost.push_back({seen.replace(QChar::Nbsp, u' '), QString::fromUtf8(row.mark)});
            }
        }
    }
    std::stable_sort(lost.begin(), lost.end(),
                     [](const LostMark &a, const LostMark &b) { return a.seen.size() > b.seen.size(); });
    return lost;
}

/// Only in front of the tag: elsewhere such letters may be somebody's name.
QString withMarksFound(QString text)
{
    static const std::vector<LostMark> marks = lostMarks();
    const qsizetype tag = text.indexOf(QLatin1String{backendLineTag});
    constexpr qsizetype farthest = 8;
    for (qsizetype from = std::max<qsizetype>(0, tag - farthest); from < tag; ++from) {
        for (const LostMark &mark : marks) {
            const QStringView rest = QStringView{text}.sliced(from, tag - from);
            if (!rest.startsWith(mark.seen) || !rest.sliced(mark.seen.size()).trimmed().isEmpty())
                continue;
            return text.replace(from, tag - from, mark.mark + u' ');
        }
    }
    return text;
}

QString repairedOnce(const QString &text)
{
    QString result;
    qsizetype copied = 0;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype size = sequenceAt(text, at);
        if (size == 0) {
            ++at;
            continue;
        }
        QByteArray bytes;
        for (qsizetype i = at; i < at + size; ++i)
            bytes.append(static_cast<char>(byteOf(text[i])));
        result += QStringView{text}.sliced(copied, at - copied);
        result += QString::fromUtf8(bytes);
        at += size;
        copied = at;
    }
    return copied == 0 ? text : result.append(QStringView{text}.sliced(copied));
}

} // namespace

QString withoutMojibake(const QString &text)
{
    QString repaired = repairedOnce(text);
    if (repaired != text)
        repaired = repairedOnce(repaired);
    return withMarksFound(repaired);
}

QString fromWindows1252(QByteArrayView bytes)
{
    QString text;
    text.reserve(bytes.size());
    for (const char byte : bytes) {
        const auto value = static_cast<uchar>(byte);
        text += value >= 0x80 && value < 0xa0 ? QChar{upperControls[value - 0x80u]} : QChar{char16_t{value}};
    }
    return text;
}

} // namespace chatsync::backendlog
