// SPDX-License-Identifier: MIT
#include "ui/settings/mappingtable.h"

#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QPainter>

namespace chatsync::ui {

namespace {

constexpr int roleWidth = 100;
constexpr int rowHeight = 26;
const QString roles[] = {QStringLiteral("users"), QStringLiteral("companies"),
                         QStringLiteral("conversations")};

QString lineOf(const TableProposal &found)
{
    if (found.table.isEmpty())
        return MappingTable::tr("Not found");
    QStringList columns;
    for (const TableProposal::Column &column : found.columns)
        columns << column.chosen;
    columns.removeDuplicates();
    return columns.isEmpty() ? found.table
                             : found.table + QStringLiteral(" · ") + columns.join(QStringLiteral(", "));
}

/// What a person gave, while the catalog has not been read.
QString givenLine(const SchemaMapping &mapping, int which)
{
    QString table;
    QStringList columns;
    if (which == 2) {
        const ConversationMapping &given = mapping.conversations;
        table = given.table;
        columns = QStringList{given.id, given.type, given.participantIds, given.name};
    } else {
        const ParticipantMapping &given = which == 0 ? mapping.users : mapping.companies;
        table = given.table;
        columns = QStringList{given.id} + given.name + given.image + QStringList{given.email};
    }
    columns.removeAll(QString{});
    if (table.isEmpty() && columns.isEmpty())
        return MappingTable::tr("Found by itself when tested");
    QStringList parts{table.isEmpty() ? MappingTable::tr("table found by itself") : table};
    if (!columns.isEmpty())
        parts << columns.join(QStringLiteral(", "));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QString titleOfRole(const QString &role)
{
    if (role == roles[0])
        return QCoreApplication::translate("Mapping", "Users");
    if (role == roles[1])
        return QCoreApplication::translate("Mapping", "Companies");
    return QCoreApplication::translate("Mapping", "Conversations");
}

QString titleOfColumn(const QString &role)
{
    static constexpr struct {
        const char *role;
        const char *title;
    } titles[] = {
        {"id", QT_TRANSLATE_NOOP("Mapping", "Id")},
        {"name", QT_TRANSLATE_NOOP("Mapping", "Name")},
        {"image", QT_TRANSLATE_NOOP("Mapping", "Image")},
        {"email", QT_TRANSLATE_NOOP("Mapping", "E-mail")},
        {"category", QT_TRANSLATE_NOOP("Mapping", "Category")},
        {"approval", QT_TRANSLATE_NOOP("Mapping", "Approval")},
        {"approved_at", QT_TRANSLATE_NOOP("Mapping", "Approved at")},
        {"created_at", QT_TRANSLATE_NOOP("Mapping", "Created at")},
        {"type", QT_TRANSLATE_NOOP("Mapping", "Type")},
        {"participant_ids", QT_TRANSLATE_NOOP("Mapping", "Participants")},
        {"created_by", QT_TRANSLATE_NOOP("Mapping", "Created by")},
    };
    for (const auto &known : titles) {
        if (role == QLatin1String(known.role))
            return QCoreApplication::translate("Mapping", known.title);
    }
    return role;
}

MappingTable::MappingTable(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(1);
    for (int i = 0; i < 3; ++i) {
        Line &line = m_lines[i];
        line.row = new QWidget(this);
        line.role = new ElidedLabel(titleOfRole(roles[i]), ElidedLabel::Kind::Sentence, line.row);
        line.text = new ElidedLabel({}, ElidedLabel::Kind::Sentence, line.row);
        setInk(line.role, Ink::Secondary);
        setFontRole(line.text, FontRole::Mono);
        auto *row = new QHBoxLayout(line.row);
        row->setContentsMargins(space::base + 1, 0, space::base, 0);
        row->setSpacing(space::base);
        row->addWidget(line.role);
        row->addWidget(line.text, 1);
        layout->addWidget(line.row);
    }
    followTheme(this, [this] {
        for (const Line &line : m_lines) {
            line.role->setFixedWidth(theme().scaled(roleWidth));
            line.row->setFixedHeight(theme().scaled(rowHeight));
        }
    });
    setMapping({}, std::nullopt);
}

void MappingTable::setMapping(const SchemaMapping &mapping, const std::optional<MappingProposal> &found)
{
    for (int i = 0; i < 3; ++i) {
        QString text = givenLine(mapping, i);
        bool missing = false;
        if (found) {
            for (const TableProposal &table : found->tables) {
                if (table.role == roles[i]) {
                    text = lineOf(table);
                    missing = table.table.isEmpty();
                }
            }
        }
        const bool mono = found ? !missing : !text.startsWith(tr("Found by itself when tested"));
        setFontRole(m_lines[i].text, mono ? FontRole::Mono : FontRole::Body);
        setInk(m_lines[i].text, missing ? Ink::Fail : mono ? Ink::Primary : Ink::Secondary);
        m_lines[i].text->setText(text);
        m_lines[i].row->setAccessibleName(titleOfRole(roles[i]) + QStringLiteral(": ") + text);
    }
}

void MappingTable::paintEvent(QPaintEvent *)
{
    const Tokens &t = theme().tokens();
    QPainter painter(this);
    drawFrame(painter, rect(), radius::frame, t.base, t.line);
    for (int i = 0; i < 2; ++i) {
        const QRect at = m_lines[i].row->geometry();
        drawEdge(painter, at.adjusted(0, 0, 0, 1), Qt::BottomEdge, t.lineSoft);
    }
}

} // namespace chatsync::ui
