// SPDX-License-Identifier: MIT
#include "ui/settings/mappingsheet.h"

#include "ui/settings/mappingtable.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/statusglyph.h"
#include "ui/theme/theme.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractTableModel>
#include <QBoxLayout>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int sheetWidth = 760;
constexpr int columnsInRow = 4;
constexpr int mostSampleRows = 3;
const QString listSeparator = QStringLiteral(", ");

/// Rows of real people: shown, never kept.
class SampleModel final : public QAbstractTableModel {
public:
    SampleModel(const TableProposal &proposal, QObject *parent)
        : QAbstractTableModel(parent)
        , m_heads(proposal.sampleColumns)
        , m_rows(proposal.sampleRows)
    {}

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_heads.size());
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const QString cell = m_rows[static_cast<std::size_t>(index.row())].value(index.column());
        if (role == Qt::DisplayRole)
            return cell;
        return role == Qt::ToolTipRole ? cell.toHtmlEscaped() : QVariant{};
    }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        return orientation == Qt::Horizontal && role == Qt::DisplayRole ? m_heads.value(section) : QVariant{};
    }

private:
    QStringList m_heads;
    std::vector<QStringList> m_rows;
};

QStringList listOf(const QString &text)
{
    QStringList parts;
    for (const QString &part : text.split(u',')) {
        if (const QString name = part.trimmed(); !name.isEmpty())
            parts << name;
    }
    return parts;
}

QComboBox *choice(const QStringList &offered, const QString &now)
{
    auto *combo = new QComboBox;
    combo->setEditable(true);
    combo->setInsertPolicy(QComboBox::NoInsert);
    combo->addItems(offered);
    combo->setCurrentText(now);
    combo->lineEdit()->setPlaceholderText(MappingSheet::tr("None"));
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(10);
    setFontRole(combo, FontRole::Mono);
    return combo;
}

QLabel *sentence(const QString &text, Ink ink, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setFontRole(label, FontRole::Caption);
    setInk(label, ink);
    return label;
}

} // namespace

MappingSheet::MappingSheet(const MappingProposal &found, const SchemaMapping &given, QWidget *view)
    : Sheet(tr("Which tables and columns are read"), sheetWidth, view)
    , m_given(given)
{
    auto *parts = new SegmentedControl(this);
    auto *stack = new QStackedWidget(this);
    parts->setAccessibleName(tr("Part of the mapping"));
    for (const TableProposal &proposal : found.tables) {
        parts->addSegment(proposal.role, titleOfRole(proposal.role), titleOfRole(proposal.role));
        stack->addWidget(buildPage(proposal));
    }
    connect(parts, &SegmentedControl::valueChanged, stack, [this, stack](const QString &role) {
        for (std::size_t i = 0; i < m_pages.size(); ++i) {
            if (m_pages[i].proposal.role == role)
                stack->setCurrentIndex(static_cast<int>(i));
        }
    });
    auto *head = new QHBoxLayout;
    head->addWidget(parts);
    head->addStretch();
    head->addWidget(
        sentence(tr("%1 of %2 columns found")
                     .arg(QLocale().toString(found.columnsFound), QLocale().toString(found.columnsKnown)),
                 Ink::Secondary, this));
    content()->addLayout(head);
    content()->addWidget(stack);
    footer()->addWidget(sentence(tr("Sample rows are shown and never kept."), Ink::Secondary, this), 1);
    setAction(tr("Use this mapping"))->setToolTip(tr("Into the form; Save keeps it"));
}

QWidget *MappingSheet::buildPage(const TableProposal &proposal)
{
    Page page;
    page.proposal = proposal;
    auto *widget = new QWidget(this);
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, space::base, 0, 0);
    layout->setSpacing(space::medium);
    if (proposal.table.isEmpty())
        layout->addWidget(sentence(tr("No table of this kind was found. Name it, save, and test again."),
                                   Ink::Warn, widget));
    else if (proposal.guessed)
        layout->addWidget(sentence(tr("Guessed from kindred names: look at the rows before you take it."),
                                   Ink::Warn, widget));

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::base);
    grid->setVerticalSpacing(space::base);
    page.table = choice(proposal.tables, proposal.table);
    grid->addWidget(new FormField(tr("Table"), page.table, widget), 0, 0);
    page.table->lineEdit()->setAccessibleName(tr("Table"));
    int cell = 1;
    for (const TableProposal::Column &column : proposal.columns) {
        QComboBox *combo = choice(proposal.allColumns, column.chosen.join(listSeparator));
        const QString title = titleOfColumn(column.role);
        grid->addWidget(new FormField(title, combo, widget), cell / columnsInRow, cell % columnsInRow);
        combo->lineEdit()->setAccessibleName(title);
        page.fields.push_back({column, combo});
        ++cell;
    }
    for (int column = 0; column < columnsInRow; ++column)
        grid->setColumnStretch(column, 1);
    layout->addLayout(grid);
    layout->addWidget(buildSamples(proposal, widget));
    layout->addStretch();
    m_pages.push_back(std::move(page));
    return widget;
}

QWidget *MappingSheet::buildSamples(const TableProposal &proposal, QWidget *parent)
{
    if (proposal.sampleRows.empty())
        return sentence(proposal.table.isEmpty() ? QString{} : tr("The table is empty, or may not be read."),
                        Ink::Secondary, parent);
    auto *table = new QTableView(parent);
    table->setModel(new SampleModel(proposal, table));
    table->setAccessibleName(tr("Sample rows of %1").arg(proposal.table));
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFontRole(table, FontRole::Mono);
    setRowLines(table);
    followTheme(table, [table] {
        const int row = theme().height(Height::DenseRow) + 1;
        table->verticalHeader()->setDefaultSectionSize(row);
        const int scrollBar = 14;
        table->setFixedHeight(theme().height(Height::TableHeader) + mostSampleRows * row + scrollBar);
    });
    table->resizeColumnsToContents();
    return table;
}

QString MappingSheet::valueOf(const Page &page, const QString &role) const
{
    for (const Field &field : page.fields) {
        if (field.column.role != role)
            continue;
        const QString text = field.combo->currentText().trimmed();
        const bool asFound = text == field.column.chosen.join(listSeparator) && !field.column.given;
        return asFound ? QString{} : text;
    }
    return {};
}

SchemaMapping MappingSheet::mapping() const
{
    SchemaMapping mapping;
    mapping.schema = m_given.schema;
    for (const Page &page : m_pages) {
        const auto of = [this, &page](const char *role) { return valueOf(page, QLatin1String(role)); };
        const QString table = page.table->currentText().trimmed();
        const QString tableGiven = table == page.proposal.table && !page.proposal.given ? QString{} : table;
        if (page.proposal.role == QLatin1String("conversations")) {
            mapping.conversations = {.table = tableGiven,
                                     .id = of("id"),
                                     .type = of("type"),
                                     .participantIds = of("participant_ids"),
                                     .name = of("name"),
                                     .createdBy = of("created_by"),
                                     .createdAt = of("created_at")};
            continue;
        }
        (page.proposal.role == QLatin1String("users") ? mapping.users : mapping.companies) = {
            .table = tableGiven,
            .id = of("id"),
            .name = listOf(of("name")),
            .image = listOf(of("image")),
            .email = of("email"),
            .category = listOf(of("category")),
            .approval = of("approval"),
            .approvedAt = of("approved_at"),
            .createdAt = of("created_at")};
    }
    return mapping;
}

} // namespace chatsync::ui
