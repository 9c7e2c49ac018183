// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/pdf/reportfile.h"

#include <QCoreApplication>

#include <algorithm>

namespace chatsync::cli {

namespace {

constexpr int usageExit = 2;
constexpr int unreadableExit = 3;
constexpr int unwritableExit = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("ReportCommand", text);
}

int complainOf(const Error &error, int exitCode)
{
    complain(error.what, error.advice);
    return exitCode;
}

int writeTicket(const ChecklistResult &result, const QString &id)
{
    const auto check = std::find_if(result.checks.begin(), result.checks.end(),
                                    [&id](const CheckResult &one) { return one.id == id; });
    if (check == result.checks.end()) {
        QStringList known;
        for (const CheckResult &one : result.checks)
            known << printable(one.id);
        complain(tr("The result has no check “%1”.").arg(printable(id)),
                 tr("It has %1.").arg(known.join(QStringLiteral(", "))));
        return usageExit;
    }
    writeOut(report::ticketText(result, *check).toUtf8());
    return 0;
}

} // namespace

int makeReport(const ReportOptions &options)
{
    const Result<ChecklistResult> result = readResult(options.file);
    if (!result)
        return complainOf(result.error(), unreadableExit);
    if (!options.ticket.isEmpty())
        return writeTicket(*result, options.ticket);
    std::optional<ChecklistResult> last;
    if (!options.last.isEmpty()) {
        const Result<ChecklistResult> read = readResult(options.last);
        if (!read)
            return complainOf(read.error(), unreadableExit);
        last = *read;
    }
    std::vector<ChecklistResult> earlier;
    for (const QString &path : options.earlier) {
        const Result<ChecklistResult> read = readResult(path);
        if (!read)
            return complainOf(read.error(), unreadableExit);
        earlier.push_back(*read);
    }
    const Result<void> written = writeReport({options.format, options.output}, *result, last, earlier);
    return written ? 0 : complainOf(written.error(), unwritableExit);
}

} // namespace chatsync::cli
