// SPDX-License-Identifier: MIT
#include "ui/doctor/doctorsheet.h"

#include "core/workbench/whenready.h"
#include "ui/runs/pieces.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/statusglyph.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int sheetWidth = 940;
constexpr int listWidth = 280;
constexpr int leastHeight = 280;
constexpr int glyphSize = 16;
const QString demonstrateButton = QStringLiteral("demonstrate");

using diagnosis::RecipeDefect;
using diagnosis::Struck;

QWidget *told(Status status, const QString &heading, const QString &text, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(space::base);
    layout->addWidget(new StatusGlyph(status, glyphSize, row), 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(space::hair);
    texts->addWidget(pieces::text(heading, FontRole::Label, Ink::Primary, row));
    texts->addWidget(pieces::text(text, FontRole::Body, Ink::Primary, row));
    layout->addLayout(texts, 1);
    return row;
}

} // namespace

DoctorSheet::DoctorSheet(Demonstrate demonstrate, QWidget *view)
    : Sheet(tr("Recipe doctor"), sheetWidth, view)
    , m_demonstrate(std::move(demonstrate))
    , m_list(new QListWidget)
    , m_detail(new QScrollArea)
{
    setStaysOpen(true);
    content()->addWidget(pieces::text(
        tr("Defects of the documented flow that no waiting cures. Each is shown on a sandbox of "
           "its own, once by the documented flow and once hardened; nothing leaves this computer."),
        FontRole::Body, Ink::Secondary, this));
    m_list->setMinimumWidth(listWidth);
    m_list->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents); // All of them, where there is room
    m_list->setWordWrap(true);
    m_list->setSpacing(space::hair);
    m_list->setAccessibleName(tr("Defects"));
    for (const RecipeDefect &defect : diagnosis::recipeDefects())
        m_list->addItem(defect.title);
    m_detail->setFrameShape(QFrame::NoFrame);
    m_detail->setWidgetResizable(true);
    m_detail->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_detail->setMinimumHeight(leastHeight);
    m_detail->setAccessibleName(tr("The defect"));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(space::medium);
    columns->addWidget(m_list, 2);
    columns->addWidget(m_detail, 3);
    content()->addLayout(columns, 1);
    footer()->addStretch(1);
    cancelButton()->setText(tr("Close"));
    QPushButton *all = setAction(tr("Demonstrate all"));
    all->setIcon(icon(Icon::Run));
    all->setToolTip(tr("Shows every defect, one after the other"));
    connect(this, &Sheet::accepted, this, &DoctorSheet::demonstrateAll);
    connect(m_list, &QListWidget::currentRowChanged, this, &DoctorSheet::refreshDetail);
    for (int row = 0; row < m_list->count(); ++row)
        refreshItem(row);
    m_list->setCurrentRow(0);
}

void DoctorSheet::setStruck(const std::vector<Struck> &struck, const QString &run)
{
    m_run = run;
    m_struck.clear();
    for (const Struck &one : struck)
        m_struck.insert(one.code, one);
    for (int row = 0; row < m_list->count(); ++row)
        refreshItem(row);
    if (!struck.empty())
        showDefect(struck.front().code);
    refreshDetail();
}

void DoctorSheet::showDefect(const QString &code)
{
    const auto &defects = diagnosis::recipeDefects();
    const auto at = std::find_if(defects.begin(), defects.end(),
                                 [&code](const RecipeDefect &defect) { return defect.code == code; });
    if (at != defects.end())
        m_list->setCurrentRow(static_cast<int>(at - defects.begin()));
}

void DoctorSheet::demonstrateCurrent()
{
    start(current().code);
}

void DoctorSheet::demonstrateAll()
{
    m_waiting.clear();
    for (const RecipeDefect &defect : diagnosis::recipeDefects())
        m_waiting << defect.code;
    startNext();
}

const RecipeDefect &DoctorSheet::current() const
{
    return diagnosis::recipeDefects()[static_cast<size_t>(std::max(0, m_list->currentRow()))];
}

void DoctorSheet::start(const QString &code)
{
    Shown &shown = m_shown[code];
    if (shown.running)
        return;
    shown.running = true;
    whenReady(m_demonstrate(code), this, [this, code](const Result<DemonstrationResult> *answer) {
        ended(code, answer ? *answer : Result<DemonstrationResult>{cancelledError()});
    });
    for (int row = 0; row < m_list->count(); ++row)
        refreshItem(row);
    refreshDetail();
}

void DoctorSheet::ended(const QString &code, const Result<DemonstrationResult> &result)
{
    m_shown[code] = {.running = false, .result = result};
    for (int row = 0; row < m_list->count(); ++row)
        refreshItem(row);
    if (code == current().code)
        refreshDetail();
    if (m_waiting.removeAll(code) > 0)
        startNext();
}

void DoctorSheet::startNext()
{
    if (!m_waiting.isEmpty())
        start(m_waiting.constFirst());
}

void DoctorSheet::refreshItem(int row)
{
    const RecipeDefect &defect = diagnosis::recipeDefects()[static_cast<size_t>(row)];
    const Shown shown = m_shown.value(defect.code);
    Status status = Status::NotStarted;
    QString state = tr("not shown yet");
    if (shown.running) {
        status = Status::Running;
        state = tr("being shown");
    } else if (shown.result) {
        const bool proven = *shown.result && (*shown.result)->proven();
        status = proven ? Status::Ok : Status::Warn;
        state = proven ? tr("shown: only the documented flow has it") : tr("could not be shown");
    } else if (m_struck.contains(defect.code)) {
        status = Status::Fail;
    }
    if (m_struck.contains(defect.code))
        state = tr("struck in %1; %2").arg(m_run, state);
    QListWidgetItem *item = m_list->item(row);
    item->setText(m_struck.contains(defect.code) ? tr("%1\nStruck in %2").arg(defect.title, m_run)
                                                 : defect.title);
    QIcon glyph;
    for (const QIcon::Mode mode :
         {QIcon::Normal, QIcon::Selected}) // A state keeps its colour when it is chosen.
        glyph.addPixmap(statusPixmap(status, glyphSize, devicePixelRatioF()), mode);
    item->setIcon(glyph);
    item->setData(Qt::AccessibleTextRole, tr("%1: %2").arg(defect.title, state));
    item->setToolTip(state);
}

void DoctorSheet::refreshDetail()
{
    const RecipeDefect &defect = current();
    auto *page = new QWidget(m_detail);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, space::base, 0);
    layout->setSpacing(space::tiny);
    layout->addWidget(pieces::heading(defect.title, page));
    layout->addWidget(pieces::text(defect.effect, FontRole::Body, Ink::Primary, page));
    layout->addSpacing(space::base);
    layout->addWidget(pieces::caption(tr("The flow says, in line %1").arg(defect.line), page));
    layout->addWidget(pieces::text(tr("“%1”").arg(defect.quote), FontRole::Body, Ink::Secondary, page));
    layout->addSpacing(space::base);
    layout->addWidget(pieces::caption(tr("Cure"), page));
    layout->addWidget(pieces::text(defect.cure, FontRole::Body, Ink::Primary, page));
    addStruck(layout, defect.code);
    addDemonstration(layout, defect.code);
    layout->addStretch(1);
    // What is shown anew may be asked for by a button in what goes.
    QWidget *before = m_detail->takeWidget();
    const bool focused = before && before->isAncestorOf(focusWidget());
    m_detail->setWidget(page);
    if (focused)
        page->findChild<QPushButton *>(demonstrateButton)->setFocus();
    if (before)
        before->deleteLater();
}

void DoctorSheet::addStruck(QVBoxLayout *layout, const QString &code)
{
    if (!m_struck.contains(code))
        return;
    const Struck struck = m_struck.value(code);
    layout->addSpacing(space::base);
    layout->addWidget(told(Status::Fail, tr("Struck in %1, event %2").arg(m_run).arg(struck.seq),
                           struck.evidence, layout->parentWidget()));
}

void DoctorSheet::addDemonstration(QVBoxLayout *layout, const QString &code)
{
    QWidget *page = layout->parentWidget();
    const Shown shown = m_shown.value(code);
    layout->addSpacing(space::medium);
    if (shown.result && !*shown.result) {
        layout->addWidget(told(Status::Warn, shown.result->error().what, shown.result->error().advice, page));
    } else if (shown.result) {
        const DemonstrationResult &result = **shown.result;
        layout->addWidget(
            told(result.documentedShows ? Status::Fail : Status::Ok,
                 result.documentedShows ? tr("documented: strikes") : tr("documented: does not strike"),
                 result.documentedOutcome, page));
        layout->addSpacing(space::tiny);
        layout->addWidget(
            told(result.hardenedShows ? Status::Fail : Status::Ok,
                 result.hardenedShows ? tr("hardened: strikes") : tr("hardened: does not strike"),
                 result.hardenedOutcome, page));
    }
    auto *button = new QPushButton(shown.running  ? tr("Being shown")
                                   : shown.result ? tr("Demonstrate again")
                                                  : tr("Demonstrate"),
                                   page);
    button->setObjectName(demonstrateButton);
    button->setIcon(icon(Icon::Run));
    button->setToolTip(tr("Shows this defect on a sandbox of its own"));
    connect(button, &QPushButton::clicked, this, &DoctorSheet::demonstrateCurrent);
    layout->addSpacing(space::base);
    layout->addWidget(button, 0, Qt::AlignLeft);
}

QString DoctorSheet::currentText() const
{
    QStringList texts;
    for (const QLabel *label : m_detail->widget()->findChildren<QLabel *>())
        texts << label->text();
    return texts.join(u'\n');
}

} // namespace chatsync::ui
