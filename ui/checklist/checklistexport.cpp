// SPDX-License-Identifier: MIT
#include "core/workbench/whenready.h"
#include "ui/checklist/checklistpage.h"
#include "ui/checklist/reportstab.h"
#include "ui/widgets/messagebar.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace chatsync::ui {

namespace {

struct FileKind {
    const char *suffix;
    const char *format;
};

constexpr FileKind fileKinds[] = {{"html", "html"}, {"pdf", "pdf"},   {"md", "markdown"},
                                  {"csv", "csv"},   {"json", "json"}, {"xml", "junit"}};

QString formatOf(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    for (const FileKind &kind : fileKinds) {
        if (suffix == QLatin1String(kind.suffix) || suffix == QLatin1String(kind.format))
            return QLatin1String(kind.format);
    }
    return {};
}

} // namespace

void ChecklistPage::exportReport()
{
    if (!shownResult())
        return;
    auto *dialog = new QFileDialog(this, tr("Export report"));
    dialog->setObjectName(QStringLiteral("exportReport"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("One page for a browser (*.html)"), tr("PDF (*.pdf)"), tr("Markdown (*.md)"),
                            tr("Table (*.csv)"), tr("JSON, to be compared with (*.json)"),
                            tr("JUnit XML, for a build server (*.xml)")});
    dialog->setDefaultSuffix(QStringLiteral("html"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).section(u')', 0, 0));
    });
    dialog->selectFile(QStringLiteral("checklist.html"));
    connect(dialog, &QFileDialog::fileSelected, this, &ChecklistPage::exportTo);
    dialog->setModal(false);
    dialog->show();
}

void ChecklistPage::exportTo(const QString &path)
{
    const ChecklistResult *result = shownResult();
    if (!result)
        return;
    ReportRequest request{
        .format = formatOf(path), .path = path, .result = *result, .last = {}, .earlier = {}};
    if (request.format.isEmpty()) {
        showError({Error::Kind::Input,
                   tr("What kind of report %1 shall be is not to be seen from its name.")
                       .arg(QDir::toNativeSeparators(path)),
                   tr("Let it end in .html, .pdf, .md, .csv, .json or .xml."),
                   {}});
        Q_EMIT exported(false);
        return;
    }
    if (const ChecklistResult *before = m_reports->before(*result)) {
        request.last = *before;
        bool older = false;
        for (const ChecklistResult &one : m_reports->model().results()) {
            if (older && one.checklist == result->checklist)
                request.earlier.insert(request.earlier.begin(), one);
            older = older || one.id == before->id;
        }
    }
    whenReady(m_backend->writeReport(request), this, [this, path](const Result<void> *answer) {
        const bool written = answer && *answer;
        if (written) {
            m_messages->parentWidget()->show();
            m_messages->clearActions();
            m_messages->showMessage(Status::Ok, tr("The report is written."), QDir::toNativeSeparators(path));
        } else if (answer) {
            showError(answer->error());
        }
        Q_EMIT exported(written);
    });
}

} // namespace chatsync::ui
