// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/eventlog.h"
#include "app/cli/output.h"
#include "core/journal/journal.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace chatsync::cli {

namespace {

constexpr int usageExit = 2;
constexpr int journalExit = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("Runs", text);
}

} // namespace

} // namespace chatsync::cli
