// SPDX-License-Identifier: MIT
#include "ui/shell/helppage.h"

#include "ui/shell/actionregistry.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QDir>
#include <QFile>
#include <QListView>
#include <QStringListModel>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTextTable>

namespace chatsync::ui {

namespace {

constexpr int listWidth = 220;
const QString folder = QStringLiteral(":/help");

/// Texts of ours in a cell of a table.
QString cell(QString text)
{
    return text.replace(u'|', QStringLiteral("\\|")).replace(u'\n', u' ');
}

QString tableRow(const QString &keys, const QString &text, const QString &tip)
{
    return QStringLiteral("| %1 | %2 | %3 |\n").arg(cell(keys), cell(text), cell(tip));
}

QString shortcuts(const QAction *action)
{
    QStringList all;
    for (const QKeySequence &keys : action->shortcuts())
        all << keys.toString(QKeySequence::NativeText);
    return all.join(QStringLiteral(", "));
}

/// What Markdown makes of headings and tables, with the room and the lines of the window.
void setOff(QTextDocument *document)
{
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        if (format.headingLevel() == 0)
            continue;
        const bool first = format.headingLevel() == 1;
        format.setTopMargin(first ? 0 : space::page);
        format.setBottomMargin(space::base);
        QTextCursor cursor(block);
        cursor.setBlockFormat(format);
        cursor.select(QTextCursor::BlockUnderCursor);
        QTextCharFormat text;
        text.setFont(theme().font(first ? FontRole::Title : FontRole::Heading));
        cursor.mergeCharFormat(text);
    }
    for (QTextFrame *frame : document->rootFrame()->childFrames()) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setBorderBrush(theme().tokens().lineSoft);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setCellPadding(space::small);
        const int wide = theme().scaled(170);
        format.setColumnWidthConstraints({QTextLength(QTextLength::FixedLength, wide),
                                          QTextLength(QTextLength::FixedLength, wide + theme().scaled(60)),
                                          QTextLength(QTextLength::FixedLength, 3 * wide)});
        table->setFormat(format);
    }
}

} // namespace

HelpPage::HelpPage(const ActionRegistry *actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_titles(new QStringListModel(this))
    , m_list(new QListView(this))
    , m_browser(new QTextBrowser(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addWidget(m_browser, 1);
    m_list->setFixedWidth(listWidth);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_titles);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Topics"));
    setSurface(m_list, Surface::Window);
    m_browser->setFrameShape(QFrame::NoFrame);
    m_browser->setOpenExternalLinks(true);
    m_browser->setAccessibleName(tr("Help"));
    m_browser->document()->setDocumentMargin(space::large);
    markPane(m_list);
    markPane(m_browser);
    load();
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &HelpPage::render);
    connect(m_actions, &ActionRegistry::added, this, &HelpPage::render);
    m_list->setCurrentIndex(m_titles->index(0));
    // What is in the document keeps its colours and fonts: it is made anew.
    followTheme(m_browser, [this] { render(); });
}

void HelpPage::load()
{
    m_topics.append({QStringLiteral("keys"), tr("Keyboard"), {}});
    for (const QFileInfo &info :
         QDir(folder).entryInfoList({QStringLiteral("*.md")}, QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString markdown = QString::fromUtf8(file.readAll());
        const QString title = markdown.section(u'\n', 0, 0).mid(2);
        m_topics.append({info.completeBaseName().section(u'-', 1), title, markdown});
    }
    QStringList titles;
    for (const Topic &topic : m_topics)
        titles << topic.title;
    m_titles->setStringList(titles);
}

void HelpPage::showTopic(const QString &fileName)
{
    for (qsizetype i = 0; i < m_topics.size(); ++i) {
        if (m_topics[i].id == fileName)
            m_list->setCurrentIndex(m_titles->index(static_cast<int>(i)));
    }
}

QString HelpPage::text() const
{
    return m_browser->toPlainText();
}

void HelpPage::render()
{
    const int row = m_list->currentIndex().row();
    if (row < 0)
        return;
    m_browser->document()->setDefaultFont(theme().font(FontRole::Body));
    m_browser->setMarkdown(row == 0 ? keysAsMarkdown() : m_topics[row].markdown);
    setOff(m_browser->document());
}

QString HelpPage::keysAsMarkdown() const
{
    QString text =
        QStringLiteral("# %1\n\n%2\n\n")
            .arg(tr("Keyboard"), tr("Every action has a name: press Ctrl+K and type a part of it."));
    std::optional<ActionGroup> group;
    for (const QAction *action : m_actions->actions()) {
        const ActionSpec &spec = m_actions->spec(action);
        if (spec.group != group) {
            group = spec.group;
            text += QStringLiteral("\n## %1\n\n").arg(title(spec.group)) +
                    tableRow(tr("Keys"), tr("Action"), tr("What it does")) +
                    QStringLiteral("|---|---|---|\n");
        }
        text += tableRow(shortcuts(action), spec.text, spec.tip);
    }
    if (!m_actions->keyNotes().isEmpty()) {
        text += QStringLiteral("\n## %1\n\n").arg(tr("Inside a view")) +
                tableRow(tr("Keys"), tr("Action"), tr("Where")) + QStringLiteral("|---|---|---|\n");
        for (const KeyNote &note : m_actions->keyNotes())
            text += tableRow(note.keys, note.text, note.where);
    }
    return text;
}

ViewSpec HelpPage::view()
{
    return {.id = QStringLiteral("help"),
            .title = tr("Help"),
            .tip = tr("The user guide and every key"),
            .icon = Icon::Help,
            .place = NavRail::Place::Bottom,
            .numbered = false,
            .shortcut = QKeySequence(Qt::Key_F1),
            .make = [](const ViewContext &context, QWidget *parent) -> QWidget * {
                return new HelpPage(context.actions, parent);
            }};
}

} // namespace chatsync::ui
