// SPDX-License-Identifier: MIT
#include "ui/lookup/bulkpage.h"

#include "ui/lookup/celltable.h"
#include "ui/lookup/facttables.h"
#include "ui/runs/pieces.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {

using diagnosis::Verdict;

BulkPage::BulkPage(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_export(new QPushButton(icon(Icon::Export), tr("Export as CSV..."), this))
    , m_model(new CellModel(facttables::participantTitles(), this))
{
    setSurface(this, Surface::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::page, space::pane, space::page, space::pane);
    head->setSpacing(space::medium);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(space::hair);
    m_title->setTextFormat(Qt::PlainText);
    setFontRole(m_title, FontRole::Title);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    setInk(m_summary, Ink::Secondary);
    lines->addWidget(m_title);
    lines->addWidget(m_summary);
    head->addLayout(lines, 1);
    auto *check = new QPushButton(icon(Icon::Refresh), tr("Check again"), this);
    check->setToolTip(tr("Reads everything anew (F5)"));
    m_export->setToolTip(tr("Writes the table into a file (Ctrl+E)"));
    head->addWidget(m_export, 0, Qt::AlignTop);
    head->addWidget(check, 0, Qt::AlignTop);
    layout->addLayout(head);
    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_model);
    sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table = makeCellTable(m_model, {230, 400, 100, 110, 100, 90}, tr("Participants"), this);
    m_table->setModel(sorted);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // As they stood in the text.
    layout->addWidget(m_table, 1);
    connect(m_export, &QPushButton::clicked, this, &BulkPage::exportRequested);
    connect(check, &QPushButton::clicked, this, &BulkPage::checkRequested);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT personRequested(index.data(CellModel::KeyRole).toString());
    });
}

void BulkPage::show(const diagnosis::LookupResult &result)
{
    m_model->setRows(facttables::participantRows(result, result.facts.now));
    m_title->setText(tr("%n participant(s)", nullptr, static_cast<int>(result.facts.people.size())));
    const auto answered = [&result](Verdict::Answer answer) {
        return static_cast<int>(std::count_if(result.verdicts.begin(), result.verdicts.end(),
                                              [answer](const Verdict &one) { return one.answer == answer; }));
    };
    QStringList parts{tr("%n can chat", nullptr, answered(Verdict::Answer::Yes))};
    const auto add = [&parts](int count, const QString &text) {
        if (count > 0)
            parts << text;
    };
    const int risks = answered(Verdict::Answer::YesWithRisks);
    const int blocked = answered(Verdict::Answer::No);
    const int unknown = answered(Verdict::Answer::Unknown);
    const int missing = static_cast<int>(result.notFound.size());
    const int leftOut = static_cast<int>(result.recognition.subjectsLeftOut);
    add(risks, tr("%n with risks", nullptr, risks));
    add(blocked, tr("%n cannot chat", nullptr, blocked));
    add(unknown, tr("%n cannot be told", nullptr, unknown));
    add(missing, tr("%n not found", nullptr, missing));
    add(leftOut, tr("%n left out", nullptr, leftOut));
    m_summary->setText(parts.join(QStringLiteral(" · ")));
}

QString BulkPage::summary() const
{
    return m_summary->text();
}

} // namespace chatsync::ui
