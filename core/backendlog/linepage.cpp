// SPDX-License-Identifier: MIT
#include "core/backendlog/linepage.h"

#include "core/backendlog/lineprefix.h"
#include "core/backendlog/linetext.h"
#include "core/domain/backendlinetable.h"

#include <QIODevice>
#include <QMap>
#include <QStringDecoder>

#include <algorithm>

namespace chatsync::backendlog {

namespace {

constexpr qint64 linesBefore = 64;
constexpr qsizetype pieceSize = 64 * 1024;
/// Behind what is shown, so that a secret which is cut there is known for one.
constexpr qsizetype margin = 4 * 1024;

struct RawLine {
    QByteArray bytes;
    bool cut = false;
};

/// Splits what it reads into lines, of which it keeps the beginning.
class RawLines {
public:
    RawLines(Encoding encoding)
        : m_wide(encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be)
        , m_ending(!m_wide                         ? QByteArray{"\n"}
                   : encoding == Encoding::Utf16Le ? QByteArray{"\n\0", 2}
                                                   : QByteArray{"\0\n", 2})
        , m_keep((longestShownLine + margin) * (m_wide ? 2 : 1))
    {}

    /// @p took is told each line; false ends it.
    template<typename Took>
    bool feed(QByteArrayView bytes, Took &&took)
    {
        QByteArray joint;
        if (!m_half.isEmpty()) {
            joint = m_half + bytes.toByteArray();
            bytes = joint;
            m_half.clear();
        }
        if (m_wide && bytes.size() % 2 != 0) {
            m_half = bytes.last(1).toByteArray();
            bytes.chop(1);
        }
        while (!bytes.isEmpty()) {
            const qsizetype end = lineEnd(bytes);
            keep(bytes.first(end < 0 ? bytes.size() : end));
            if (end < 0)
                return true;
            bytes = bytes.sliced(end + m_ending.size());
            if (!took(std::exchange(m_line, {})))
                return false;
        }
        return true;
    }
    const RawLine &rest() const { return m_line; }

private:
    qsizetype lineEnd(QByteArrayView bytes) const
    {
        qsizetype at = bytes.indexOf(m_ending);
        while (m_wide && at >= 0 && at % 2 != 0)
            at = bytes.indexOf(m_ending, at + 1);
        return at;
    }
    void keep(QByteArrayView bytes)
    {
        const qsizetype room = m_keep - m_line.bytes.size();
        m_line.cut = m_line.cut || bytes.size() > room;
        m_line.bytes.append(bytes.data(), std::min(bytes.size(), room));
    }

    bool m_wide;
    QByteArray m_ending;
    qsizetype m_keep;
    QByteArray m_half;
    RawLine m_line;
};

std::vector<RawLine> rawLines(QIODevice &file, const LineMap &map, qint64 begin, qint64 count,
                              const std::function<bool()> &isStopped)
{
    std::vector<RawLine> lines;
    const LineMap::Mark mark = map.markFor(begin);
    if (!file.seek(mark.offset))
        return lines;
    RawLines split{map.encoding()};
    qint64 line = mark.line;
    qint64 left = map.size() - mark.offset;
    bool going = true;
    while (going && left > 0 && !isStopped()) {
        const QByteArray piece = file.read(std::min<qint64>(left, pieceSize));
        if (piece.isEmpty())
            break;
        left -= piece.size();
        going = split.feed(piece, [&](RawLine raw) {
            if (line++ >= begin)
                lines.push_back(std::move(raw));
            return qint64(lines.size()) < count;
        });
        // What is left of a line of hundreds of megabytes is not read.
        const std::optional<LineMap::Mark> next = going ? map.markAfter(line) : std::nullopt;
        const qint64 here = map.size() - left;
        if (next && next->line == line + 1 && split.rest().cut && next->offset > here + pieceSize) {
            if (line++ >= begin)
                lines.push_back(split.rest());
            split = RawLines{map.encoding()};
            left = map.size() - next->offset;
            going = qint64(lines.size()) < count && file.seek(next->offset);
        }
    }
    if (going && left <= 0 && !split.rest().bytes.isEmpty() && line >= begin)
        lines.push_back(split.rest());
    return lines;
}

QByteArray utf8Of(const RawLine &line, Encoding encoding)
{
    if (encoding != Encoding::Utf16Le && encoding != Encoding::Utf16Be)
        return line.bytes;
    QStringDecoder decode{encoding == Encoding::Utf16Le ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE};
    QString text = decode(line.bytes);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    return text.toUtf8();
}

ShownLine::Level levelOf(const QString &whole, const QString &message)
{
    using Level = ShownLine::Level;
    const QStringView mark = QStringView{message}.first(std::min<qsizetype>(message.size(), 4));
    if (mark.contains(QChar{0x274c}))
        return Level::Error;
    if (mark.contains(QChar{0x26a0}))
        return Level::Warning;
    if (message.contains(QLatin1String{backendLineTag}))
        return Level::Info;
    const QStringView head = QStringView{whole}.first(std::min<qsizetype>(whole.size(), 120));
    static constexpr std::pair<const char *, Level> words[] = {{"ERROR", Level::Error},
                                                               {"FATAL", Level::Error},
                                                               {"\"level\":50", Level::Error},
                                                               {"\"level\":\"error", Level::Error},
                                                               {"WARN", Level::Warning},
                                                               {"\"level\":40", Level::Warning},
                                                               {"\"level\":\"warn", Level::Warning},
                                                               {"INFO", Level::Info},
                                                               {"\"level\":30", Level::Info},
                                                               {"\"level\":\"info", Level::Info},
                                                               {"DEBUG", Level::Debug},
                                                               {"TRACE", Level::Debug}};
    for (const auto &[word, level] : words) {
        if (head.contains(QLatin1String{word}))
            return level;
    }
    return Level::None;
}

/// What would turn the rest of a line round, or hide in it, is shown by its number.
QString withoutTricks(const QString &text)
{
    const auto isTrick = [](QChar c) {
        const char16_t unit = c.unicode();
        return (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069) || unit == 0x200e ||
               unit == 0x200f || unit == 0x061c || unit == 0x2028 || unit == 0x2029 || unit == 0xfeff;
    };
    if (std::none_of(text.begin(), text.end(), isTrick))
        return text;
    QString shown;
    for (const QChar c : text) {
        if (isTrick(c))
            shown += QStringLiteral("<U+%1>").arg(c.unicode(), 4, 16, QLatin1Char{'0'}).toUpper();
        else
            shown += c;
    }
    return shown;
}

/// The lines of one source belong together: what goes on from one to the next is redacted as one.
struct Group {
    QStringList messages;
    std::vector<size_t> places;
};

/// As many lines as before: those that went with a secret which takes several lines are left empty.
QStringList redactedByLines(const QStringList &lines, const Redactor &redactor)
{
    QStringList result = redactor.redacted(lines.join(u'\n')).split(u'\n');
    const qsizetype gone = lines.size() - result.size();
    if (gone <= 0)
        return result;
    qsizetype alike = 0; // At the end
    while (alike < result.size() && result[result.size() - 1 - alike] == lines[lines.size() - 1 - alike])
        ++alike;
    for (qsizetype i = 0; i < gone; ++i)
        result.insert(result.size() - alike, QStringLiteral("…"));
    return result;
}

} // namespace

std::vector<ShownLine> readLines(QIODevice &file, const LineMap &map, qint64 first, qint64 count,
                                 const Redactor &redactor, int year, const std::function<bool()> &isStopped)
{
    const qint64 begin = std::max<qint64>(1, first - linesBefore);
    const std::vector<RawLine> raw = rawLines(file, map, begin, first + count - begin, isStopped);
    std::vector<ShownLine> lines;
    QMap<QString, Group> groups;
    for (const RawLine &line : raw) {
        const QByteArray bytes = utf8Of(line, map.encoding());
        const QString whole = lineText(bytes.startsWith("\xef\xbb\xbf") ? QByteArrayView{bytes}.sliced(3)
                                                                        : QByteArrayView{bytes})
                                  .text;
        const Framed framed = unframed(whole, year);
        ShownLine shown;
        shown.number = begin + qint64(lines.size());
        shown.cut = line.cut;
        shown.at = framed.at;
        shown.source = redactor.redacted(framed.source);
        QString message = withoutColours(framed.message);
        shown.flow = message.contains(QLatin1String{backendLineTag});
        shown.level = levelOf(whole, message);
        if (message.trimmed().isEmpty())
            message = whole;
        Group &group = groups[framed.source + u'\n' + framed.channel];
        // A frame may hold several lines in one; they are shown in one as well.
        if (message.contains(u'\n'))
            message = redactor.redacted(message).replace(u'\n', QChar{0x21b5});
        group.messages.append(message);
        group.places.push_back(lines.size());
        lines.push_back(std::move(shown));
    }
    for (const Group &group : std::as_const(groups)) {
        const QStringList messages = redactedByLines(group.messages, redactor);
        for (size_t i = 0; i < group.places.size(); ++i) {
            ShownLine &line = lines[group.places[i]];
            line.cut = line.cut || messages[qsizetype(i)].size() > longestShownLine;
            line.text = withoutTricks(messages[qsizetype(i)].left(longestShownLine));
        }
    }
    lines.erase(lines.begin(), lines.begin() + std::min<qsizetype>(first - begin, qsizetype(lines.size())));
    return lines;
}

} // namespace chatsync::backendlog
