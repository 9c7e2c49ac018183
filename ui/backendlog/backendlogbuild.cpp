// SPDX-License-Identifier: MIT
// What the page is made of; what it does stands in backendlogpage.cpp.
#include "ui/backendlog/backendlogpage.h"

#include "ui/backendlog/checkpane.h"
#include "ui/backendlog/loghome.h"
#include "ui/backendlog/loglines.h"
#include "ui/backendlog/loglist.h"
#include "ui/backendlog/sequencelist.h"
#include "ui/runs/runview.h"
#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/pagestack.h"
#include "ui/widgets/panebar.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace chatsync::ui {

namespace {

QWidget *marginOf(QWidget *inner)
{
    auto *area = new QWidget;
    setSurface(area, Surface::Base);
    auto *column = new QVBoxLayout(area);
    column->setContentsMargins(space::medium, space::base, space::medium, space::base);
    column->addWidget(inner);
    return area;
}

} // namespace

void BackendLogPage::build()
{
    setSurface(this, Surface::Base);
    setAcceptDrops(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_pages = new QStackedWidget(this);
    letShownPageDecide(m_pages);
    layout->addWidget(m_pages);
    m_home = new LogHome(m_pages);
    m_pages->addWidget(m_home);
    m_splitter = new QSplitter(Qt::Horizontal, m_pages);
    m_splitter->setObjectName(QStringLiteral("logSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_left = buildLeft();
    m_right = buildRight();
    m_splitter->addWidget(m_left);
    m_splitter->addWidget(m_right);
    m_splitter->setStretchFactor(0, 1);
    m_pages->addWidget(m_splitter);
    followTheme(m_left, [this] { m_left->setMinimumWidth(theme().scaled(520)); });
    followTheme(m_right, [this] { m_right->setMinimumWidth(theme().scaled(340)); });
}

QWidget *BackendLogPage::buildLeft()
{
    auto *pane = new QWidget;
    setSurface(pane, Surface::Base);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildFileBar());
    column->addWidget(buildRequestBar());
    m_messages = new MessageBar;
    m_messageArea = marginOf(m_messages);
    m_messageArea->hide();
    connect(m_messages, &MessageBar::dismissed, m_messageArea, &QWidget::hide);
    column->addWidget(m_messageArea);
    m_warning = new VerdictBanner;
    m_warningArea = marginOf(m_warning);
    m_warningArea->hide();
    column->addWidget(m_warningArea);

    auto *log = new QWidget;
    auto *logColumn = new QVBoxLayout(log);
    logColumn->setContentsMargins(0, 0, 0, 0);
    logColumn->setSpacing(0);
    m_lines = new LogLinesView;
    logColumn->addWidget(m_lines, 1);
    m_lineArea = new QWidget;
    setSurface(m_lineArea, Surface::Alternate);
    auto *lineColumn = new QVBoxLayout(m_lineArea);
    lineColumn->setContentsMargins(space::medium, space::small, space::medium, space::small);
    lineColumn->setSpacing(space::hair);
    m_lineHead = new QLabel;
    m_lineHead->setTextFormat(Qt::PlainText);
    setFontRole(m_lineHead, FontRole::CaptionStrong);
    setInk(m_lineHead, Ink::Secondary);
    lineColumn->addWidget(m_lineHead);
    m_lineText = new QPlainTextEdit;
    m_lineText->setReadOnly(true);
    m_lineText->setFrameShape(QFrame::NoFrame);
    m_lineText->setTabChangesFocus(true);
    m_lineText->setAccessibleName(tr("The chosen line, whole"));
    m_lineText->document()->setDocumentMargin(0);
    setFontRole(m_lineText, FontRole::Code);
    m_lineText->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    followTheme(m_lineText, [this] {
        QPalette palette = m_lineText->palette();
        palette.setColor(QPalette::Base, theme().tokens().alternate);
        m_lineText->setPalette(palette);
        fitLineText();
    });
    lineColumn->addWidget(m_lineText);
    auto *edge = new PaneBar(Qt::TopEdge, log);
    auto *edgeColumn = new QVBoxLayout(edge);
    edgeColumn->setContentsMargins(0, 1, 0, 0);
    edgeColumn->addWidget(m_lineArea);
    logColumn->addWidget(edge);

    m_run = new RunView;
    m_body = new QStackedWidget;
    letShownPageDecide(m_body);
    m_body->addWidget(log);
    m_body->addWidget(m_run);
    column->addWidget(m_body, 1);
    column->addWidget(buildFoot());
    return pane;
}

QWidget *BackendLogPage::buildFileBar()
{
    auto *bar = new PaneBar(Qt::BottomEdge);
    followTheme(bar, [bar] { bar->setMinimumHeight(theme().height(Height::PaneBar)); });
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::medium, space::small, space::medium, space::small + 1);
    row->setSpacing(space::base);
    m_file = new QPushButton;
    m_file->setAccessibleName(tr("Log"));
    m_fileMenu = new QMenu(m_file);
    connect(m_fileMenu, &QMenu::aboutToShow, this, &BackendLogPage::fillFileMenu);
    m_file->setMenu(m_fileMenu);
    row->addWidget(m_file);
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Search the lines"));
    m_search->setAccessibleName(tr("Search the lines"));
    m_search->addAction(icon(Icon::LookUp), QLineEdit::LeadingPosition)->setText(m_search->accessibleName());
    addClearButton(m_search);
    row->addWidget(m_search, 1);
    m_hitCount = new QLabel;
    m_hitCount->setTextFormat(Qt::PlainText);
    setFontRole(m_hitCount, FontRole::MonoSmall);
    setInk(m_hitCount, Ink::Secondary);
    row->addWidget(m_hitCount);
    const auto step = [row](Icon picture, const QString &name) {
        auto *button = new QToolButton;
        button->setIcon(icon(picture));
        button->setToolTip(name);
        button->setAccessibleName(name);
        row->addWidget(button);
        return button;
    };
    m_previousHit = step(Icon::Previous, tr("Previous hit (Shift+F3)"));
    m_nextHit = step(Icon::Next, tr("Next hit (F3)"));
    m_mode = new SegmentedControl;
    m_mode->addSegment(QStringLiteral("lines"), tr("Lines"), tr("The log, line by line"));
    m_mode->addSegment(QStringLiteral("run"), tr("Run"), tr("The chosen conversation as a run"));
    m_mode->setAccessibleName(tr("Show as"));
    row->addWidget(m_mode);
    m_follow = new QPushButton(icon(Icon::Follow), QString{});
    m_follow->setAccessibleName(tr("Follow"));
    m_follow->setCheckable(true);
    m_follow->setToolTip(tr("Follow: goes on as the file grows"));
    row->addWidget(m_follow);
    connect(m_search, &QLineEdit::returnPressed, this, &BackendLogPage::startSearch);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            startSearch();
    });
    connect(m_previousHit, &QToolButton::clicked, this, &BackendLogPage::previousHit);
    connect(m_nextHit, &QToolButton::clicked, this, &BackendLogPage::nextHit);
    connect(m_mode, &SegmentedControl::valueChanged, this, [this](const QString &value) {
        m_body->setCurrentIndex(value == QLatin1String{"run"} ? 1 : 0);
        updateActions();
    });
    connect(m_follow, &QPushButton::toggled, this, &BackendLogPage::setFollowing);
    return bar;
}

QWidget *BackendLogPage::buildRequestBar()
{
    auto *bar = new PaneBar(Qt::BottomEdge);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::medium, space::tiny, space::medium, space::tiny + 1);
    row->setSpacing(space::base);
    m_request = new ElidedLabel;
    setInk(m_request, Ink::Secondary);
    row->addWidget(m_request, 1);
    m_dim = new QCheckBox(tr("Dim other lines"));
    m_dim->setChecked(true);
    m_dim->setToolTip(tr("Lines that are not of the chosen conversation step back"));
    row->addWidget(m_dim);
    return bar;
}

QWidget *BackendLogPage::buildFoot()
{
    auto *bar = new PaneBar(Qt::TopEdge);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::medium, space::tiny + 1, space::medium, space::tiny);
    row->setSpacing(space::medium);
    m_state = new ElidedLabel;
    setFontRole(m_state, FontRole::Caption);
    setInk(m_state, Ink::Secondary);
    row->addWidget(m_state, 1);
    m_bar = new ProgressBar(ProgressBar::Thickness::StatusBar);
    m_bar->setAccessibleName(tr("Reading the log"));
    m_bar->setRange(0, 1000);
    followTheme(m_bar, [this] { m_bar->setFixedWidth(theme().scaled(140)); });
    row->addWidget(m_bar);
    m_cancel = new QPushButton(tr("Stop reading"));
    setSmall(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &BackendLogPage::cancel);
    row->addWidget(m_cancel);
    m_position = new QLabel;
    m_position->setTextFormat(Qt::PlainText);
    setFontRole(m_position, FontRole::Caption);
    setInk(m_position, Ink::Secondary);
    row->addWidget(m_position);
    return bar;
}

QWidget *BackendLogPage::buildRight()
{
    auto *pane = new QWidget;
    setSurface(pane, Surface::Base);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_list = new LogList;
    m_detail = new QWidget;
    setSurface(m_detail, Surface::Base);
    auto *detail = new QVBoxLayout(m_detail);
    detail->setContentsMargins(0, 0, 0, 0);
    detail->setSpacing(0);
    auto *head = new PaneBar(Qt::TopEdge | Qt::BottomEdge);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::pane, space::base, space::medium, space::base);
    m_sequenceHead = new QLabel(tr("Expected sequence"));
    setFontRole(m_sequenceHead, FontRole::Heading);
    row->addWidget(m_sequenceHead, 1);
    m_badge = new Badge({}, Status::Ok);
    row->addWidget(m_badge);
    detail->addWidget(head);
    m_verdict = new VerdictBanner;
    detail->addWidget(marginOf(m_verdict));
    m_sequence = new SequenceList;
    detail->addWidget(m_sequence, 1);
    m_check = new CheckPane;
    detail->addWidget(m_check);
    detail->addWidget(buildActionsBar());
    m_rightSplitter = new QSplitter(Qt::Vertical);
    m_rightSplitter->setObjectName(QStringLiteral("logConversations"));
    m_rightSplitter->setChildrenCollapsible(false);
    m_rightSplitter->addWidget(m_list);
    m_rightSplitter->addWidget(m_detail);
    m_rightSplitter->setStretchFactor(1, 1);
    m_list->setMinimumHeight(96);
    column->addWidget(m_rightSplitter);
    connect(m_list, &LogList::chosen, this, [this](size_t conversation) {
        m_autoChoose = false;
        choose(conversation, true);
    });
    connect(m_sequence, &SequenceList::chosen, this, &BackendLogPage::onSequence);
    return pane;
}

QWidget *BackendLogPage::buildActionsBar()
{
    auto *bar = new PaneBar(Qt::TopEdge);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::medium, space::base + 1, space::medium, space::base);
    row->setSpacing(space::base);
    m_checkButton = new QPushButton(tr("Check these people now"));
    m_checkButton->setToolTip(tr("Asks database and StreamChat how they are today, and whether the "
                                 "conversation would succeed; reads only (Ctrl+F5)"));
    setButtonKind(m_checkButton, ButtonKind::Primary);
    m_lookUpButton = new QPushButton(tr("Look up"));
    m_lookUpButton->setToolTip(tr("Goes to the view that shows each of them, with causes and remedies"));
    row->addWidget(m_checkButton);
    row->addWidget(m_lookUpButton);
    row->addStretch();
    connect(m_checkButton, &QPushButton::clicked, this, &BackendLogPage::checkNow);
    connect(m_lookUpButton, &QPushButton::clicked, this, &BackendLogPage::lookUp);
    return bar;
}

QAction *BackendLogPage::addPageAction(const QString &id, const QString &text, const QString &tip,
                                       const QList<QKeySequence> &keys, void (BackendLogPage::*slot)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(QStringLiteral("backendlog.") + id);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WindowShortcut); // Only while this page is shown.
    addAction(action);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void BackendLogPage::buildActions()
{
    m_openAction =
        addPageAction(QStringLiteral("open"), tr("Open a log…"), tr("Reads the log of OneCrew's backend"),
                      {QKeySequence::Open}, &BackendLogPage::askForFile);
    m_openAction->setIcon(icon(Icon::Open));
    m_pasteAction = addPageAction(QStringLiteral("paste"), tr("Paste a log"),
                                  tr("Reads the log that is in the clipboard"), {QKeySequence::Paste},
                                  &BackendLogPage::paste);
    m_pasteAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_followAction =
        addPageAction(QStringLiteral("follow"), tr("Follow the log"),
                      tr("Goes on reading as the file grows, or stops that"),
                      {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)}, &BackendLogPage::toggleFollow);
    m_followAction->setIcon(icon(Icon::Follow));
    m_findAction =
        addPageAction(QStringLiteral("find"), tr("Search the log"), tr("Finds a text in its lines"),
                      {QKeySequence::Find}, &BackendLogPage::findText);
    m_nextHitAction =
        addPageAction(QStringLiteral("findNext"), tr("Next hit"), tr("The next line with the text"),
                      {QKeySequence(Qt::Key_F3)}, &BackendLogPage::nextHit);
    m_previousHitAction =
        addPageAction(QStringLiteral("findPrevious"), tr("Previous hit"), tr("The line before with the text"),
                      {QKeySequence(Qt::SHIFT | Qt::Key_F3)}, &BackendLogPage::previousHit);
    m_nextTroubleAction = addPageAction(QStringLiteral("nextTrouble"), tr("Next conversation in trouble"),
                                        tr("The next one of the list that did not simply work"),
                                        {QKeySequence(Qt::Key_F8)}, &BackendLogPage::nextTrouble);
    m_previousTroubleAction =
        addPageAction(QStringLiteral("previousTrouble"), tr("Previous conversation in trouble"),
                      tr("The one before that did not simply work"), {QKeySequence(Qt::SHIFT | Qt::Key_F8)},
                      &BackendLogPage::previousTrouble);
    m_checkAction = addPageAction(QStringLiteral("checkNow"), tr("Check these people now"),
                                  tr("How they are today, and whether the conversation would succeed"),
                                  {QKeySequence(Qt::CTRL | Qt::Key_F5)}, &BackendLogPage::checkNow);
    m_linesAction = addPageAction(QStringLiteral("lines"), tr("Show the lines of the log"),
                                  tr("The log, line by line"), {}, &BackendLogPage::showLines);
    m_runAction =
        addPageAction(QStringLiteral("run"), tr("Show the conversation as a run"),
                      tr("The same view as of a run of the console's own"), {}, &BackendLogPage::showRun);
    m_closeAction = addPageAction(QStringLiteral("close"), tr("Close the log"),
                                  tr("Forgets what was read of it"), {}, &BackendLogPage::closeLog);
}

void BackendLogPage::fillFileMenu()
{
    m_fileMenu->clear();
    m_fileMenu->addAction(m_openAction);
    m_fileMenu->addAction(m_pasteAction);
    if (!m_recent.isEmpty())
        m_fileMenu->addSeparator();
    for (const QString &path : std::as_const(m_recent)) {
        QString shown = path.size() > 80 ? QStringLiteral("…") + path.right(80) : path;
        QAction *again = m_fileMenu->addAction(shown.replace(u'&', QLatin1String{"&&"}));
        connect(again, &QAction::triggered, this, [this, path] { openFile(path); });
    }
    m_fileMenu->addSeparator();
    m_fileMenu->addAction(m_closeAction);
}

} // namespace chatsync::ui
