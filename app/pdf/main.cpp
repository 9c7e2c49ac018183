// SPDX-License-Identifier: MIT
// chat-sync-pdf: a report as JSON on standard input, as PDF on standard output. Started by chat-sync, never
// by a person; tells what went wrong on standard error and ends with 1.
#include "core/domain/checklist.h"
#include "resources/translations.h"
#include "ui/report/pdfreport.h"

#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace chatsync;

namespace {

int fail(const QString &why)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(why));
    return 1;
}

struct Wanted {
    ChecklistResult result;
    std::optional<ChecklistResult> last;
    std::vector<ChecklistResult> earlier;
};

Result<Wanted> wantedFrom(const QJsonObject &json)
{
    Wanted wanted;
    const Result<ChecklistResult> result = checklistResultFromJson(json[QLatin1String{"result"}].toObject());
    if (!result)
        return tl::unexpected(result.error());
    wanted.result = *result;
    if (json.contains(QLatin1String{"last"})) {
        const Result<ChecklistResult> last = checklistResultFromJson(json[QLatin1String{"last"}].toObject());
        if (!last)
            return tl::unexpected(last.error());
        wanted.last = *last;
    }
    for (const QJsonValue &value : json[QLatin1String{"earlier"}].toArray()) {
        const Result<ChecklistResult> one = checklistResultFromJson(value.toObject());
        if (!one)
            return tl::unexpected(one.error());
        wanted.earlier.push_back(*one);
    }
    return wanted;
}

} // namespace

int main(int argc, char **argv)
{
    // Paper needs no display.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app{argc, argv};
    installTranslations();

    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(QStringLiteral("Standard input cannot be read."));
    const Result<Wanted> wanted = wantedFrom(QJsonDocument::fromJson(input.readAll()).object());
    if (!wanted)
        return fail(wanted.error().what);
    const Result<QByteArray> pdf = ui::renderPdf(wanted->result, wanted->last, wanted->earlier);
    if (!pdf)
        return fail(pdf.error().what);
    QFile output;
    const bool written =
        output.open(stdout, QIODevice::WriteOnly) && output.write(*pdf) == pdf->size() && output.flush();
    return written ? 0 : fail(QStringLiteral("Standard output cannot be written."));
}
