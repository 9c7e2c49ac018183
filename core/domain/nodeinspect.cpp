// SPDX-License-Identifier: MIT
#include "core/domain/nodeinspect.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace chatsync {

namespace {

constexpr int breakLength = 80;
constexpr int compact = 3;
constexpr int deepest = 2;
constexpr qsizetype maxArrayLength = 100;
constexpr qsizetype maxStringLength = 10'000;
constexpr qsizetype shortestSplit = 16;

QString escapedCharacter(char16_t c)
{
    switch (c) {
    case '\b':
        return QStringLiteral("\\b");
    case '\t':
        return QStringLiteral("\\t");
    case '\n':
        return QStringLiteral("\\n");
    case '\f':
        return QStringLiteral("\\f");
    case '\r':
        return QStringLiteral("\\r");
    case '\'':
        return QStringLiteral("\\'");
    case '\\':
        return QStringLiteral("\\\\");
    default:
        return c < 0x100 ? QStringLiteral("\\x%1").arg(QString::number(c, 16).toUpper(), 2, QLatin1Char('0'))
                         : QStringLiteral("\\u%1").arg(c, 0, 16);
    }
}

QChar quoteFor(const QString &text)
{
    if (!text.contains(QLatin1Char('\'')))
        return QLatin1Char('\'');
    if (!text.contains(QLatin1Char('"')))
        return QLatin1Char('"');
    if (!text.contains(QLatin1Char('`')) && !text.contains(QLatin1String("${")))
        return QLatin1Char('`');
    return QLatin1Char('\'');
}

bool isPlain(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        return c >= QLatin1Char(' ') && c < QChar{0x7f} && c != QLatin1Char('\\') && c != QLatin1Char('\'');
    });
}

QString quoted(const QString &text)
{
    if (isPlain(text))
        return QLatin1Char('\'') + text + QLatin1Char('\'');
    const QChar quote = quoteFor(text);
    QString result{quote};
    result.reserve(text.size() + 2);
    qsizetype copied = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            ++i;
        } else if (c < QLatin1Char(' ') || (c >= QChar{0x7f} && c <= QChar{0x9f}) || c == QLatin1Char('\\') ||
                   (c == QLatin1Char('\'') && quote == c) || c.isSurrogate()) {
            result.append(QStringView{text}.sliced(copied, i - copied)).append(escapedCharacter(c.unicode()));
            copied = i + 1;
        }
    }
    result.append(QStringView{text}.sliced(copied));
    return result.append(quote);
}

/// JavaScript's Number::toString: the shortest digits that read back as the same number.
QString numberText(double value)
{
    if (value == 0)
        return std::signbit(value) ? QStringLiteral("-0") : QStringLiteral("0");
    if (!std::isfinite(value))
        return std::isnan(value)
                   ? QStringLiteral("NaN")
                   : QString{value < 0 ? QLatin1String{"-Infinity"} : QLatin1String{"Infinity"}};
    const double size = std::abs(value);
    if (size >= 1e-6 && size < 1e21)
        return QString::number(value, 'f', QLocale::FloatingPointShortest);
    QString text = QString::number(value, 'e', QLocale::FloatingPointShortest);
    static const QRegularExpression paddedExponent{QStringLiteral("e([+-])0+(?=\\d)")};
    return text.replace(paddedExponent, QStringLiteral("e\\1"));
}

/// Columns on a terminal, near enough to ICU's measure for names: wide East Asian letters and emoji take two.
int widthOf(const QString &text)
{
    int width = 0;
    for (const char32_t c : text.toUcs4()) {
        const bool none = c <= 0x1f || (c >= 0x7f && c <= 0x9f) || (c >= 0x300 && c <= 0x36f) ||
                          (c >= 0x200b && c <= 0x200f) || (c >= 0x20d0 && c <= 0x20ff) ||
                          (c >= 0xfe00 && c <= 0xfe0f);
        const bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f) ||
                          (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
                          (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
                          (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) ||
                          (c >= 0x20000 && c <= 0x3fffd);
        width += none ? 0 : wide ? 2 : 1;
    }
    return width;
}

bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

/// A number as JavaScript writes it, of at most ten digits.
bool isArrayIndex(const QString &key)
{
    return !key.isEmpty() && key.size() <= 10 && (key.size() == 1 || key.front() != QLatin1Char('0')) &&
           std::all_of(key.cbegin(), key.cend(), isDigit);
}

bool isIdentifier(const QString &key)
{
    const auto fits = [](QChar c) {
        const QChar lower{c.unicode() | 0x20};
        return (lower >= QLatin1Char('a') && lower <= QLatin1Char('z')) || c == QLatin1Char('_') ||
               isDigit(c);
    };
    return !key.isEmpty() && !isDigit(key.front()) && std::all_of(key.cbegin(), key.cend(), fits);
}

/// JavaScript has keys that are array indices first, in their order, whatever the order they came in.
std::vector<const InspectValue::Members::value_type *>
inOrderOfJavaScript(const InspectValue::Members &members)
{
    std::vector<std::pair<double, const InspectValue::Members::value_type *>> keyed;
    for (const auto &member : members) {
        const bool isIndex = isArrayIndex(member.first) && member.first.toDouble() < 4294967295.0;
        keyed.emplace_back(isIndex ? member.first.toDouble() : HUGE_VAL, &member);
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<const InspectValue::Members::value_type *> ordered;
    for (const auto &entry : keyed)
        ordered.push_back(entry.second);
    return ordered;
}

/// One call of util.inspect. Function and member names are those of Node's source.
class Inspector {
public:
    QString formatValue(const InspectValue &value, int recurseTimes);

private:
    QString formatString(const QString &text) const;
    QString formatArray(const InspectValue::List &list, int recurseTimes);
    QString formatObject(const InspectValue::Members &members, int recurseTimes);
    QString formatNested(const InspectValue &value, int recurseTimes);
    QStringList groupArrayElements(const QStringList &output, const InspectValue::List &list) const;
    QString reduceToSingleString(const QStringList &output, bool grouped, QLatin1String braces,
                                 int recurseTimes) const;

    int m_indentation = 0;
    int m_currentDepth = 0;
};

QString Inspector::formatString(const QString &text) const
{
    QString shown = text.left(maxStringLength);
    QString trailer;
    if (const qsizetype remaining = text.size() - shown.size(); remaining > 0)
        trailer = QStringLiteral("... %1 more character%2")
                      .arg(remaining)
                      .arg(remaining > 1 ? QLatin1String{"s"} : QLatin1String{});
    if (shown.size() <= shortestSplit || shown.size() <= breakLength - m_indentation - 4)
        return quoted(shown) + trailer;
    if (!shown.contains(QLatin1Char('\n')))
        return quoted(shown) + trailer;
    static const QRegularExpression lineEnd{QStringLiteral("(?<=\\n)")};
    QStringList lines;
    for (const QString &line : shown.split(lineEnd)) {
        // Unlike JavaScript's, Qt's split gives an empty piece behind a line end that ends the text.
        if (!line.isEmpty())
            lines.append(quoted(line));
    }
    return lines.join(QStringLiteral(" +\n") + QString(m_indentation + 2, QLatin1Char(' '))) + trailer;
}

QString Inspector::formatNested(const InspectValue &value, int recurseTimes)
{
    m_indentation += 2;
    QString text = formatValue(value, recurseTimes);
    m_indentation -= 2;
    return text;
}

QString Inspector::formatValue(const InspectValue &value, int recurseTimes)
{
    if (const auto *flag = std::get_if<bool>(&value.data))
        return *flag ? QStringLiteral("true") : QStringLiteral("false");
    if (const auto *number = std::get_if<double>(&value.data))
        return numberText(*number);
    if (const auto *text = std::get_if<QString>(&value.data))
        return formatString(*text);
    if (const auto *list = std::get_if<InspectValue::List>(&value.data))
        return formatArray(*list, recurseTimes);
    if (const auto *members = std::get_if<InspectValue::Members>(&value.data))
        return formatObject(*members, recurseTimes);
    return QStringLiteral("null");
}

QString Inspector::formatArray(const InspectValue::List &list, int recurseTimes)
{
    if (list.empty())
        return QStringLiteral("[]");
    if (recurseTimes > deepest)
        return QStringLiteral("[Array]");
    m_currentDepth = recurseTimes;
    const auto shown = std::min(qsizetype(list.size()), maxArrayLength);
    QStringList output;
    for (qsizetype i = 0; i < shown; ++i)
        output.append(formatNested(list[size_t(i)], recurseTimes + 1));
    if (const qsizetype remaining = qsizetype(list.size()) - shown; remaining > 0)
        output.append(QStringLiteral("... %1 more item%2")
                          .arg(remaining)
                          .arg(remaining > 1 ? QLatin1String{"s"} : QLatin1String{}));
    const QStringList lines = output.size() > 6 ? groupArrayElements(output, list) : output;
    return reduceToSingleString(lines, lines.size() != output.size(), QLatin1String{"[]"}, recurseTimes);
}

QString Inspector::formatObject(const InspectValue::Members &members, int recurseTimes)
{
    if (members.empty())
        return QStringLiteral("{}");
    if (recurseTimes > deepest)
        return QStringLiteral("[Object]");
    m_currentDepth = recurseTimes;
    QStringList output;
    for (const auto *member : inOrderOfJavaScript(members)) {
        const auto &[key, value] = *member;
        const QString name = key == QLatin1String("__proto__") ? QStringLiteral("['__proto__']")
                             : isIdentifier(key)               ? key
                                                               : quoted(key);
        output.append(name + QLatin1String(": ") + formatNested(value, recurseTimes + 1));
    }
    return reduceToSingleString(output, false, QLatin1String{"{}"}, recurseTimes);
}

QStringList Inspector::groupArrayElements(const QStringList &output, const InspectValue::List &list) const
{
    constexpr int separatorSpace = 2;
    constexpr double approxCharHeights = 2.5;
    const bool cut = output.size() > maxArrayLength;
    const qsizetype count = output.size() - (cut ? 1 : 0);
    std::vector<int> widths;
    int total = 0;
    int widest = 0;
    for (qsizetype i = 0; i < count; ++i) {
        widths.push_back(widthOf(output[i]));
        total += widths.back() + separatorSpace;
        widest = std::max(widest, widths.back());
    }
    const int actualMax = widest + separatorSpace;
    if (actualMax * 3 + m_indentation >= breakLength || (double(total) / actualMax <= 5 && widest > 6))
        return output;
    const double averageBias = std::sqrt(actualMax - double(total) / double(output.size()));
    const double biasedMax = std::max(actualMax - 3 - averageBias, 1.0);
    const int columns =
        std::min({int(std::floor(std::sqrt(approxCharHeights * biasedMax * double(count)) / biasedMax + 0.5)),
                  (breakLength - m_indentation) / actualMax, compact * 4, 15});
    if (columns <= 1)
        return output;
    std::vector<int> columnWidths;
    for (int column = 0; column < columns; ++column) {
        int width = 0;
        for (qsizetype j = column; j < count; j += columns)
            width = std::max(width, widths[size_t(j)]);
        columnWidths.push_back(width + separatorSpace);
    }
    // Node looks at as many elements as there are entries, "... more items" included.
    const bool numbers =
        std::all_of(list.begin(), list.begin() + std::min(output.size(), qsizetype(list.size())),
                    [](const InspectValue &v) { return std::holds_alternative<double>(v.data); });
    QStringList lines;
    for (qsizetype i = 0; i < count; i += columns) {
        const qsizetype end = std::min(i + columns, count);
        QString line;
        for (qsizetype j = i; j < end; ++j) {
            const bool last = j == end - 1;
            const QString cell = last ? output[j] : output[j] + QLatin1String(", ");
            const QString padding(
                std::max(0, columnWidths[size_t(j - i)] - widths[size_t(j)] - separatorSpace),
                QLatin1Char(' '));
            line += numbers ? padding + cell : last ? cell : cell + padding;
        }
        lines.append(line);
    }
    if (cut)
        lines.append(output.last());
    return lines;
}

QString Inspector::reduceToSingleString(const QStringList &output, bool grouped, QLatin1String braces,
                                        int recurseTimes) const
{
    const QString open{braces.front()};
    const QString close{braces.back()};
    if (m_currentDepth - recurseTimes < compact && !grouped) {
        const qsizetype start = output.size() + m_indentation + 1 + 10;
        qsizetype length = output.size() + start;
        bool fits = length + output.size() <= breakLength;
        for (const QString &entry : output)
            length += entry.size();
        fits = fits && length <= breakLength;
        const QString joined = output.join(QLatin1String(", "));
        if (fits && !joined.contains(QLatin1Char('\n')))
            return open + QLatin1Char(' ') + joined + QLatin1Char(' ') + close;
    }
    const QString indentation = QLatin1Char('\n') + QString(m_indentation, QLatin1Char(' '));
    return open + indentation + QLatin1String("  ") +
           output.join(QLatin1Char(',') + indentation + QLatin1String("  ")) + indentation + close;
}

} // namespace

InspectValue::InspectValue(const QStringList &value)
    : data{List(value.begin(), value.end())}
{}

InspectValue::InspectValue(const QJsonValue &value)
{
    if (value.isBool()) {
        data = value.toBool();
    } else if (value.isDouble()) {
        data = value.toDouble();
    } else if (value.isString()) {
        data = value.toString();
    } else if (value.isArray()) {
        List list;
        for (const QJsonValue &element : value.toArray())
            list.emplace_back(element);
        data = std::move(list);
    } else if (value.isObject()) {
        Members members;
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            members.emplace_back(member.key(), InspectValue{QJsonValue{member.value()}});
        data = std::move(members);
    }
}

QString nodeInspect(const InspectValue &value)
{
    return Inspector{}.formatValue(value, 0);
}

QString nodeLogLine(const QString &text, const QList<InspectValue> &rest)
{
    QString line = text;
    for (const InspectValue &value : rest) {
        const auto *string = std::get_if<QString>(&value.data);
        line += QLatin1Char(' ') + (string ? *string : nodeInspect(value));
    }
    return line;
}

} // namespace chatsync
