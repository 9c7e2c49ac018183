// SPDX-License-Identifier: MIT
#include "core/sandbox/fault.h"

#include "core/domain/identity.h"
#include "core/sandbox/faultcatalogue.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <vector>

namespace chatsync::sandbox {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Faults", text);
}

/// Levenshtein's distance, for "did you mean".
qsizetype distance(const QString &left, const QString &right)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(right.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < left.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (qsizetype j = 0; j < right.size(); ++j) {
            const auto at = static_cast<std::size_t>(j) + 1;
            const qsizetype change = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[at];
            row[at] = std::min({row[at] + 1, row[at - 1] + 1, change});
        }
    }
    return row.back();
}

QStringList nearNames(const QString &wrong, const QStringList &names)
{
    QStringList near;
    for (const QString &name : names) {
        const bool part = wrong.size() > 2 && name.contains(wrong, Qt::CaseInsensitive);
        if (part || distance(wrong.toLower(), name.toLower()) <= std::max<qsizetype>(2, name.size() / 3))
            near.append(name);
    }
    return near;
}

tl::unexpected<Error> inputError(const QString &what, const QString &advice)
{
    return tl::unexpected(Error{Error::Kind::Input, what, advice, {}});
}

tl::unexpected<Error> unknownName(const QString &name)
{
    QStringList names;
    for (const FaultKind &kind : faultCatalogue())
        names.append(kind.name);
    const QStringList near = nearNames(name, names);
    return inputError(tr("There is no fault \"%1\".").arg(name),
                      near.isEmpty() ? tr("The faults are: %1.").arg(names.join(QStringLiteral(", ")))
                                     : tr("Did you mean %1?").arg(near.join(QStringLiteral(", "))));
}

tl::unexpected<Error> badValue(const FaultKind &kind, const QString &value)
{
    if (kind.syntax.isEmpty())
        return inputError(tr("The fault %1 takes no value.").arg(kind.name),
                          tr("Write %1.").arg(kind.example));
    return inputError(tr("\"%1\" is no value for the fault %2.").arg(value, kind.name),
                      tr("It takes %1, for instance %2.").arg(kind.syntax, kind.example));
}

std::optional<int> number(const QString &text, int least, int most)
{
    bool ok = false;
    const int value = text.trimmed().toInt(&ok);
    if (!ok || value < least || value > most)
        return std::nullopt;
    return value;
}

constexpr int longestMs = 10 * 60 * 1000;
constexpr int mostCalls = 1'000'000;

bool readRange(const QString &value, Fault &fault)
{
    const QStringList ends = value.split(QStringLiteral(".."));
    const auto from = number(ends.first(), 0, longestMs);
    const auto to = ends.size() == 2 ? number(ends.last(), 0, longestMs) : from;
    if (ends.size() > 2 || !from || !to || *to < *from)
        return false;
    fault.from = std::chrono::milliseconds{*from};
    fault.to = std::chrono::milliseconds{*to};
    return true;
}

bool readCount(const QString &value, Fault &fault)
{
    const QStringList parts = value.split(u',');
    fault.count = number(parts.first(), 1, mostCalls);
    if (parts.size() == 2) {
        const auto after = number(parts.last(), 0, mostCalls);
        fault.after = after.value_or(0);
        return fault.count && after;
    }
    return fault.count && parts.size() == 1;
}

/// ENDPOINT[,K[,STATUS[,CODE[,TEXT]]]], of which the kind of the fault allows the first @p most.
bool readEndpoint(const QString &value, qsizetype least, qsizetype most, Fault &fault)
{
    QStringList parts = value.split(u',');
    if (parts.size() > 5 && most == 5)
        parts = parts.mid(0, 4) << parts.mid(4).join(u',');
    if (parts.size() < least || parts.size() > most)
        return false;
    const QString wanted = parts.first().trimmed();
    const QStringList &names = simulatedEndpoints();
    const auto name = std::find_if(names.begin(), names.end(), [&wanted](const QString &candidate) {
        return candidate.compare(wanted, Qt::CaseInsensitive) == 0;
    });
    if (wanted != QStringLiteral("*") && name == names.end())
        return false;
    fault.endpoint = name == names.end() ? wanted : *name;
    if (parts.size() > 1 && !(fault.count = number(parts.at(1), 1, mostCalls)))
        return false;
    if (parts.size() > 2) {
        const auto status = number(parts.at(2), 200, 599);
        if (!status)
            return false;
        fault.status = *status;
    }
    if (parts.size() > 3) {
        const auto code = number(parts.at(3), -1, 9999);
        if (!code)
            return false;
        fault.code = *code;
    }
    fault.text = parts.value(4);
    return true;
}

bool readId(const QString &value, Fault &fault)
{
    fault.id = value.trimmed();
    return isValidStreamUserId(fault.id);
}

bool readValue(FaultValue kind, const QString &value, Fault &fault)
{
    switch (kind) {
    case FaultValue::None:
        return value.isEmpty();
    case FaultValue::Duration:
        return !value.contains(u'.') && readRange(value, fault);
    case FaultValue::DurationRange:
        return readRange(value, fault);
    case FaultValue::Seconds:
        if (const auto seconds = number(value, -86'400, 86'400)) {
            fault.from = std::chrono::seconds{*seconds};
            return true;
        }
        return false;
    case FaultValue::Id:
        return readId(value, fault);
    case FaultValue::OptionalId:
        return value.isEmpty() || readId(value, fault);
    case FaultValue::IdOrCount:
        if (value.isEmpty())
            return true;
        fault.count = number(value, 1, 100);
        return fault.count || readId(value, fault);
    case FaultValue::Number:
        return !value.contains(u',') && readCount(value, fault);
    case FaultValue::Count:
        return readCount(value, fault);
    case FaultValue::Endpoint:
        return readEndpoint(value, 1, 2, fault);
    case FaultValue::EndpointStatus:
        return readEndpoint(value, 1, 3, fault);
    case FaultValue::Failure:
        return readEndpoint(value, 4, 5, fault);
    }
    Q_UNREACHABLE();
}

} // namespace

QString toString(const Fault &fault)
{
    return fault.value.isEmpty() ? fault.name : fault.name + u'=' + fault.value;
}

Result<Fault> parseFault(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    Fault fault;
    fault.name = text.left(equals < 0 ? text.size() : equals).trimmed();
    fault.value = equals < 0 ? QString{} : text.mid(equals + 1).trimmed();
    const QList<FaultRow> &table = faultTable();
    const auto row = std::find_if(table.begin(), table.end(), [&fault](const FaultRow &candidate) {
        return candidate.kind.name == fault.name;
    });
    if (row == table.end())
        return unknownName(fault.name);
    if (!readValue(row->value, fault.value, fault))
        return badValue(row->kind, fault.value);
    return fault;
}

} // namespace chatsync::sandbox
