// SPDX-License-Identifier: MIT
#include "ui/shell/helppage.h"

#include "ui/shell/actionregistry.h"
#include "ui/shell/helpdocument.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QDesktopServices>
#include <QLineEdit>
#include <QListView>
#include <QShortcut>
#include <QStringListModel>
#include <QTextBlock>
#include <QTextBrowser>

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int listWidth = 220;

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

} // namespace

HelpPage::HelpPage(const ActionRegistry *actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_search(new QLineEdit(this))
    , m_titles(new QStringListModel(this))
    , m_list(new QListView(this))
    , m_browser(new QTextBrowser(this))
{
    build();
    for (const GuidePage &page : userGuide())
        m_topics.append({page, plainText(page.markdown)});
    m_topics.append(Topic{GuidePage{QStringLiteral("keys"), tr("Keyboard"), {}}, {}});
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &HelpPage::render);
    connect(m_actions, &ActionRegistry::added, this, &HelpPage::render);
    connect(m_browser, &QTextBrowser::anchorClicked, this, &HelpPage::follow);
    connect(m_search, &QLineEdit::textChanged, this, &HelpPage::search);
    connect(m_search, &QLineEdit::returnPressed, this, &HelpPage::nextHit);
    search();
    // What is in the document keeps its colours and fonts: it is made anew.
    followTheme(m_browser, [this] { render(); });
}

void HelpPage::build()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *side = new QWidget(this);
    side->setFixedWidth(listWidth);
    setSurface(side, Surface::Base);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *field = new QVBoxLayout;
    field->setContentsMargins(space::medium, space::medium, space::medium, space::base);
    field->addWidget(m_search);
    column->addLayout(field);
    column->addWidget(m_list, 1);
    row->addWidget(side);
    row->addWidget(m_browser, 1);
    m_search->setPlaceholderText(tr("Search the guide"));
    m_search->setToolTip(tr("Pages with all of these words; Return goes to the next place (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search the guide"));
    addClearButton(m_search);
    m_search->addAction(icon(Icon::LookUp), QLineEdit::LeadingPosition)->setText(m_search->placeholderText());
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_titles);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Topics"));
    m_browser->setFrameShape(QFrame::NoFrame);
    m_browser->setOpenLinks(false);
    m_browser->setAccessibleName(tr("Help"));
    m_browser->document()->setDocumentMargin(space::large);
    markPane(m_search);
    markPane(m_list);
    markPane(m_browser);
    addShortcuts();
}

void HelpPage::addShortcuts()
{
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    auto *back = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Left), this);
    back->setContext(Qt::WidgetWithChildrenShortcut);
    connect(back, &QShortcut::activated, this, &HelpPage::goBack);
}

void HelpPage::search()
{
    const QString before = topic();
    m_words = searchWords(m_search->text());
    m_shown.clear();
    QStringList titles;
    for (qsizetype i = 0; i < m_topics.size(); ++i) {
        const Topic &known = m_topics[i];
        if (!hasAllWords(known.plain.isEmpty() ? plainText(keysAsMarkdown()) : known.plain, m_words))
            continue;
        m_shown << i;
        titles << known.page.title;
    }
    {
        const QSignalBlocker quiet(m_list->selectionModel());
        m_titles->setStringList(titles);
        const auto found = std::find_if(m_shown.cbegin(), m_shown.cend(),
                                        [&](qsizetype i) { return m_topics[i].page.id == before; });
        const auto at = found == m_shown.cend() ? 0 : found - m_shown.cbegin();
        m_list->setCurrentIndex(m_titles->index(static_cast<int>(at)));
    }
    render();
    m_list->viewport()->update();
}

void HelpPage::showTopic(const QString &id)
{
    if (!m_search->text().isEmpty())
        m_search->clear();
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        if (m_topics[m_shown[i]].page.id == id)
            m_list->setCurrentIndex(m_titles->index(static_cast<int>(i)));
    }
}

bool HelpPage::showCode(const QString &code)
{
    m_back.append(topic());
    showTopic(QStringLiteral("errors"));
    const QTextDocument *document = m_browser->document();
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        if (block.text().startsWith(code + u' ')) {
            showPlace(QTextCursor(block));
            return true;
        }
    }
    return false;
}

QStringList HelpPage::topics() const
{
    QStringList ids;
    for (const qsizetype i : m_shown)
        ids << m_topics[i].page.id;
    return ids;
}

QString HelpPage::topic() const
{
    const int row = m_list->currentIndex().row();
    return row < 0 || row >= m_shown.size() ? m_last : m_topics[m_shown[row]].page.id;
}

QString HelpPage::text() const
{
    return m_browser->toPlainText();
}

void HelpPage::render()
{
    m_hits.clear();
    m_hit = 0;
    m_browser->document()->setDefaultFont(theme().font(FontRole::Body));
    const int row = m_list->currentIndex().row();
    if (row < 0 || row >= m_shown.size()) {
        m_browser->setPlainText(tr("No page of the guide has “%1”.").arg(m_search->text().trimmed()));
        m_browser->setExtraSelections({});
        return;
    }
    const GuidePage &page = m_topics[m_shown[row]].page;
    m_last = page.id;
    m_browser->setMarkdown(page.markdown.isEmpty() ? keysAsMarkdown() : page.markdown);
    setOff(m_browser->document());
    m_hits = hitsIn(m_browser->document(), m_words);
    markHits();
}

void HelpPage::markHits()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const QTextCursor &hit : std::as_const(m_hits)) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = hit;
        mark.format.setBackground(theme().tokens().searchBack);
        mark.format.setForeground(theme().tokens().searchText);
        marks << mark;
    }
    m_browser->setExtraSelections(marks);
    if (!m_hits.isEmpty())
        showPlace(m_hits[m_hit]);
}

/// Scrolls there, so that it stands at the top where that is possible.
void HelpPage::showPlace(QTextCursor place)
{
    m_browser->moveCursor(QTextCursor::End);
    place.setPosition(place.selectionStart());
    m_browser->setTextCursor(place);
    m_browser->ensureCursorVisible();
}

void HelpPage::nextHit()
{
    if (m_hits.isEmpty())
        return;
    if (++m_hit < m_hits.size()) {
        showPlace(m_hits[m_hit]);
        return;
    }
    // On to the next page that has them; there is one, if only this again.
    const int next = (m_list->currentIndex().row() + 1) % static_cast<int>(m_shown.size());
    m_list->setCurrentIndex(m_titles->index(next));
    m_hit = 0;
    showPlace(m_hits[0]);
}

bool HelpPage::follow(const QUrl &link)
{
    if (!link.isRelative())
        return QDesktopServices::openUrl(link);
    const QString file = link.path();
    const QString id = file.isEmpty() ? topic() : file.chopped(file.endsWith(QLatin1String(".md")) ? 3 : 0);
    const auto known = [&id](const Topic &one) { return one.page.id == id; };
    if (std::none_of(m_topics.cbegin(), m_topics.cend(), known))
        return false;
    m_back.append(topic());
    showTopic(id);
    if (!link.hasFragment())
        return true;
    const QTextCursor heading = headingOf(m_browser->document(), link.fragment());
    if (!heading.isNull())
        showPlace(heading);
    return !heading.isNull();
}

void HelpPage::goBack()
{
    if (!m_back.isEmpty())
        showTopic(m_back.takeLast());
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
