// SPDX-License-Identifier: MIT
// Writes each sample in each format into a folder, for the tests that read them back: FOLDER
#include "core/report/report.h"
#include "resources/translations.h"
#include "tests/core/report/samplechecklist.h"
#include "ui/report/pdfreport.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>

#include <cstdio>

using namespace chatsync;
using report::Format;

namespace {

struct Sample {
    QString name;
    ChecklistResult result;
    std::optional<ChecklistResult> last;
};

std::vector<Sample> samples()
{
    ChecklistResult passed = test::sampleChecklist();
    passed.checks.erase(passed.checks.begin() + 3);
    return {{QStringLiteral("sample"), test::sampleChecklist(), test::lastChecklist()},
            {QStringLiteral("passed"), passed, std::nullopt},
            {QStringLiteral("swept"), test::sweptChecklist(412), test::lastChecklist()},
            {QStringLiteral("failed"), test::failedChecklist(412), test::sampleChecklist()},
            {QStringLiteral("hostile"), test::hostileChecklist(), test::hostileChecklist()},
            {QStringLiteral("empty"), ChecklistResult{}, std::nullopt}};
}

QString extensionOf(Format format)
{
    switch (format) {
    case Format::Html:
        return QStringLiteral("html");
    case Format::Markdown:
        return QStringLiteral("md");
    case Format::Csv:
        return QStringLiteral("csv");
    case Format::Json:
        return QStringLiteral("json");
    case Format::Junit:
        return QStringLiteral("xml");
    case Format::Pdf:
        return QStringLiteral("pdf");
    }
    Q_UNREACHABLE();
}

bool write(const QString &path, const Sample &sample, Format format)
{
    const Result<QByteArray> bytes = format == Format::Pdf
                                         ? ui::renderPdf(sample.result, sample.last)
                                         : report::render(sample.result, format, sample.last);
    QFile file{path};
    const bool written = bytes && file.open(QIODevice::WriteOnly) && file.write(*bytes) == bytes->size();
    if (!written)
        std::fprintf(stderr, "%s was not written\n", qPrintable(path));
    return written;
}

} // namespace

int main(int argc, char **argv)
{
    const QGuiApplication app{argc, argv};
    installTranslations();
    const QDir folder{QString::fromLocal8Bit(argv[argc - 1])};
    bool good = argc == 2 && QDir{}.mkpath(folder.path());
    for (const Sample &sample : samples()) {
        for (const QString &name : report::formatNames()) {
            const Format format = *report::formatFrom(name);
            good = write(folder.filePath(sample.name + u'.' + extensionOf(format)), sample, format) && good;
        }
    }
    return good ? 0 : 1;
}
