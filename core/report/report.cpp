// SPDX-License-Identifier: MIT
#include "core/report/report.h"

#include "core/report/formats.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace chatsync::report {

namespace {

constexpr std::array allFormats{Format::Html, Format::Markdown, Format::Csv,
                                Format::Json, Format::Junit,    Format::Pdf};

QString tr(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QJsonObject toJson(const CheckCounts &counts)
{
    QJsonObject json;
    for (const CheckVerdict verdict : allCheckVerdicts)
        json.insert(toString(verdict), counts.of(verdict));
    return json;
}

QJsonObject toJson(const Change &change)
{
    QJsonObject json{{QStringLiteral("check"), change.check},
                     {QStringLiteral("title"), change.title},
                     {QStringLiteral("change"), toString(change.kind)},
                     {QStringLiteral("flaky"), change.flaky}};
    if (!change.company.isEmpty())
        json.insert(QStringLiteral("company"), change.company);
    if (change.before)
        json.insert(QStringLiteral("before"), toString(*change.before));
    if (change.now)
        json.insert(QStringLiteral("now"), toString(*change.now));
    return json;
}

QJsonObject toJson(const Since &since)
{
    QJsonArray checks;
    for (const Change &change : since.changes.checks)
        checks.append(toJson(change));
    QJsonArray cells;
    for (const Change &change : since.changes.cells) {
        if (change.kind != Change::Kind::Unchanged || change.flaky)
            cells.append(toJson(change));
    }
    return {{QStringLiteral("since"), since.last->id.toString(QUuid::WithoutBraces)},
            {QStringLiteral("since_build"), since.last->build},
            {QStringLiteral("checks"), checks},
            {QStringLiteral("cells"), cells}};
}

CheckCounts cellCounts(const ChecklistResult &result)
{
    CheckCounts all;
    for (const CompanyResult &company : result.companies) {
        const CheckCounts counts = countOf(company.cells);
        for (std::size_t i = 0; i < all.byVerdict.size(); ++i)
            all.byVerdict[i] += counts.byVerdict[i];
    }
    return all;
}

} // namespace

QByteArray renderJson(const ChecklistResult &result, const std::optional<Since> &since)
{
    QJsonObject json = chatsync::toJson(result);
    json.insert(QStringLiteral("counts"), toJson(countOf(result.checks)));
    json.insert(QStringLiteral("cell_counts"), toJson(cellCounts(result)));
    if (since)
        json.insert(QStringLiteral("changes"), toJson(*since));
    return QJsonDocument{json}.toJson(QJsonDocument::Indented);
}

QString toString(Format format)
{
    switch (format) {
    case Format::Html:
        return QStringLiteral("html");
    case Format::Markdown:
        return QStringLiteral("markdown");
    case Format::Csv:
        return QStringLiteral("csv");
    case Format::Json:
        return QStringLiteral("json");
    case Format::Junit:
        return QStringLiteral("junit");
    case Format::Pdf:
        return QStringLiteral("pdf");
    }
    Q_UNREACHABLE();
}

QStringList formatNames()
{
    QStringList names;
    for (const Format format : allFormats)
        names << toString(format);
    return names;
}

std::optional<Format> formatFrom(const QString &name)
{
    const QString lower = name.toLower();
    if (lower == QLatin1String{"md"})
        return Format::Markdown;
    if (lower == QLatin1String{"xml"})
        return Format::Junit;
    for (const Format format : allFormats) {
        if (toString(format) == lower)
            return format;
    }
    return std::nullopt;
}

Result<QByteArray> render(const ChecklistResult &result, Format format,
                          const std::optional<ChecklistResult> &last,
                          const std::vector<ChecklistResult> &earlier)
{
    std::optional<Since> since;
    if (last)
        since = Since{&*last, compare(*last, result, earlier)};
    switch (format) {
    case Format::Html:
        return renderHtml(result, since);
    case Format::Markdown:
        return renderMarkdown(result, since);
    case Format::Csv:
        return renderCsv(result, since);
    case Format::Json:
        return renderJson(result, since);
    case Format::Junit:
        return renderJunit(result);
    case Format::Pdf:
        return tl::unexpected(Error{Error::Kind::Input,
                                    tr("A PDF cannot be made here."),
                                    tr("Choose HTML, and print it from a browser."),
                                    {}});
    }
    Q_UNREACHABLE();
}

} // namespace chatsync::report
