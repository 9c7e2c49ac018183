// SPDX-License-Identifier: MIT
#include "app/pdf/reportfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSaveFile>

#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace chatsync {

namespace {

constexpr int longestMs = 60'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ReportFile", text);
}

tl::unexpected<Error> storageError(const QString &what, const QString &advice = {},
                                   const QString &detail = {})
{
    return tl::unexpected(Error{Error::Kind::Storage, what, advice, detail});
}

/// Where it is installed, then where it is built; nowhere else, so that nothing of somebody's path is
/// started.
QString pdfProgram()
{
    const QDir here{QCoreApplication::applicationDirPath()};
    for (const QString &folder : {QStringLiteral(CHATSYNC_PDF_FOLDER), QStringLiteral(".")}) {
        const QFileInfo program{QDir{here.filePath(folder)}.filePath(QStringLiteral("chat-sync-pdf"))};
        if (program.isFile() && program.isExecutable())
            return program.canonicalFilePath();
    }
    return {};
}

/// What finding fonts and telling the language takes. Secrets stay here.
QProcessEnvironment pdfEnvironment()
{
    const QProcessEnvironment ours = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment environment;
    for (const QString &name : ours.keys()) {
        const bool wanted = name == QLatin1String{"PATH"} || name == QLatin1String{"HOME"} ||
                            name == QLatin1String{"LANG"} || name == QLatin1String{"TMPDIR"} ||
                            name.startsWith(QLatin1String{"LC_"}) || name.startsWith(QLatin1String{"XDG_"}) ||
                            name.startsWith(QLatin1String{"FONTCONFIG_"}) ||
                            name == QLatin1String{"LD_LIBRARY_PATH"};
        if (wanted)
            environment.insert(name, ours.value(name));
    }
    return environment;
}

QByteArray pdfInput(const ChecklistResult &result, const std::optional<ChecklistResult> &last,
                    const std::vector<ChecklistResult> &earlier)
{
    QJsonObject json{{QStringLiteral("result"), toJson(result)}};
    if (last)
        json.insert(QStringLiteral("last"), toJson(*last));
    QJsonArray list;
    for (const ChecklistResult &one : earlier)
        list.append(toJson(one));
    json.insert(QStringLiteral("earlier"), list);
    return QJsonDocument{json}.toJson(QJsonDocument::Compact);
}

Result<QByteArray> renderPdf(const ChecklistResult &result, const std::optional<ChecklistResult> &last,
                             const std::vector<ChecklistResult> &earlier)
{
    const QString program = pdfProgram();
    if (program.isEmpty()) {
        return storageError(tr("The part that makes PDFs is not installed: chat-sync-pdf was not found."),
                            tr("Install the whole package, or choose HTML and print it from a browser."));
    }
    QProcess process;
    process.setProcessEnvironment(pdfEnvironment());
    process.start(program, QStringList{});
    process.write(pdfInput(result, last, earlier));
    process.closeWriteChannel();
    if (!process.waitForFinished(longestMs)) {
        process.kill();
        process.waitForFinished(1000);
        return storageError(
            tr("The PDF could not be made: chat-sync-pdf did not start, or took more than a minute."),
            tr("Choose HTML and print it from a browser."), process.errorString());
    }
    const QByteArray pdf = process.readAllStandardOutput();
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0 || !pdf.startsWith("%PDF-")) {
        return storageError(tr("The PDF could not be made."), tr("Choose HTML and print it from a browser."),
                            QString::fromUtf8(process.readAllStandardError()).trimmed());
    }
    return pdf;
}

Result<void> writeToOutput(const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t count =
            ::write(STDOUT_FILENO, bytes.constData() + written, static_cast<size_t>(bytes.size() - written));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return storageError(tr("Standard output cannot be written."));
        written += count;
    }
    return {};
}

} // namespace

Result<ReportFile> reportFileFrom(const QString &text)
{
    const std::optional<report::Format> format = report::formatFrom(text.section(u'=', 0, 0));
    const QString path = text.section(u'=', 1);
    if (!format || path.isEmpty()) {
        return tl::unexpected(
            Error{Error::Kind::Input,
                  tr("“%1” is no report.").arg(text.left(100)),
                  tr("Give it as FORMAT=FILE; the formats are %1, and - is standard output.")
                      .arg(report::formatNames().join(QStringLiteral(", "))),
                  {}});
    }
    return ReportFile{*format, path};
}

Result<QByteArray> renderAny(const ChecklistResult &result, report::Format format,
                             const std::optional<ChecklistResult> &last,
                             const std::vector<ChecklistResult> &earlier)
{
    return format == report::Format::Pdf ? renderPdf(result, last, earlier)
                                         : report::render(result, format, last, earlier);
}

Result<void> writeReport(const ReportFile &file, const ChecklistResult &result,
                         const std::optional<ChecklistResult> &last,
                         const std::vector<ChecklistResult> &earlier)
{
    const Result<QByteArray> bytes = renderAny(result, file.format, last, earlier);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (file.path == QLatin1String{"-"})
        return writeToOutput(*bytes);
    QSaveFile out{file.path};
    // A folder that allows no second file, or a device.
    out.setDirectWriteFallback(true);
    if (!out.open(QIODevice::WriteOnly) || out.write(*bytes) != bytes->size() || !out.commit()) {
        return storageError(tr("The report %1 cannot be written: %2.").arg(file.path, out.errorString()),
                            tr("Choose another place."));
    }
    return {};
}

Result<ChecklistResult> readResult(const QString &path)
{
    QFile file;
    const bool isInput = path == QLatin1String{"-"};
    file.setFileName(path);
    const bool opened = isInput ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return storageError(tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject()) {
        return tl::unexpected(Error{Error::Kind::Parse,
                                    tr("%1 is no result of a checklist: it holds no JSON object.").arg(path),
                                    tr("Give the file that --report json=FILE made."), error.errorString()});
    }
    const Result<ChecklistResult> result = checklistResultFromJson(document.object());
    if (!result) {
        return tl::unexpected(Error{result.error().kind, tr("%1: %2").arg(path, result.error().what),
                                    tr("Give the file that --report json=FILE made."),
                                    result.error().detail});
    }
    return result;
}

} // namespace chatsync
