// SPDX-License-Identifier: MIT
#include "ui/backendlog/backendlogpage.h"

#include "core/backendlog/logrun.h"
#include "core/domain/version.h"
#include "core/workbench/whenready.h"
#include "ui/backendlog/checkpane.h"
#include "ui/backendlog/loghome.h"
#include "ui/backendlog/loglines.h"
#include "ui/backendlog/loglist.h"
#include "ui/backendlog/logwords.h"
#include "ui/backendlog/sequencelist.h"
#include "ui/runs/runview.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDataStream>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QIODevice>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>

#include <algorithm>
#include <limits>

namespace chatsync::ui {

namespace {

using backendlog::FoundConversation;
using backendlog::LogFinding;
using backendlog::LogProgress;
using backendlog::SequenceRow;

constexpr quint8 stateVersion = 1;
constexpr qsizetype mostRecent = 8;
constexpr qsizetype longestPaste = 64 * 1024 * 1024; ///< Characters
constexpr qsizetype mostTrouble = 20'000;
constexpr int mostLinesOfText = 5;
const QList<int> splitSizes{840, 432};
const QList<int> rightSizes{190, 600};
const QString linesMode = QStringLiteral("lines");
const QString runMode = QStringLiteral("run");

/// What went wrong first; else where it begins.
const SequenceRow *tellingRow(const std::vector<SequenceRow> &rows)
{
    using State = SequenceRow::State;
    for (const State wanted : {State::Failed, State::Deviates, State::AsExpected}) {
        for (const SequenceRow &row : rows) {
            if (row.state == wanted && row.line > 0)
                return &row;
        }
    }
    return nullptr;
}

qint64 lineOf(const RunModel &model, const RunRow *row)
{
    if (!row || row->first < 0)
        return 0;
    for (qsizetype i = row->first; i <= std::max(row->first, row->last); ++i) {
        if (size_t(i) >= model.events().size())
            break;
        const QJsonValue line = model.events()[size_t(i)].data[QLatin1String{"log_line"}];
        if (model.rowOfEvent(i) == row && line.isDouble())
            return line.toInteger();
    }
    return 0;
}

} // namespace

BackendLogPage::BackendLogPage(BackendLogBackend *backend, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
{
    m_progress.reading = false;
    buildActions();
    build();
    m_list->setCatalogue(&m_catalogue);
    connect(m_home, &LogHome::openRequested, this, &BackendLogPage::askForFile);
    connect(m_home, &LogHome::pasteRequested, this, &BackendLogPage::paste);
    connect(m_home, &LogHome::exampleChosen, this, &BackendLogPage::openText);
    connect(m_home, &LogHome::recentChosen, this, &BackendLogPage::openFile);
    connect(m_lines, &LogLinesView::linesWanted, this, [this](qint64 first, qint64 count) {
        if (m_session)
            m_session->wantLines(first, count);
    });
    connect(m_lines, &LogLinesView::currentLineChanged, this, &BackendLogPage::onLine);
    connect(m_lines, &LogLinesView::currentTextChanged, this, &BackendLogPage::showLineText);
    connect(m_lines, &LogLinesView::activated, this, [this] {
        if (m_sequence->currentIndex().isValid())
            m_sequence->setFocus(Qt::OtherFocusReason);
    });
    connect(m_dim, &QCheckBox::toggled, m_lines, &LogLinesView::setDimmed);
    connect(m_run, &RunView::currentRowChanged, this, &BackendLogPage::onRunRow);
    connect(m_run, &RunView::lookUpRequested, this, &BackendLogPage::lookUpRequested);
    connect(m_backend, &BackendLogBackend::environmentChanged, this, &BackendLogPage::dropComparison);
    m_splitter->setSizes(splitSizes);
    m_rightSplitter->setSizes(rightSizes);
    forgetLog();
}

BackendLogPage::~BackendLogPage() = default;

// ---- Opening

void BackendLogPage::openFile(const QString &path)
{
    const QFileInfo file{path};
    rememberFile(file.absoluteFilePath());
    open({.path = file.absoluteFilePath(),
          .text = {},
          .name = file.fileName(),
          .follow = false,
          .version = QStringLiteral(CHATSYNC_VERSION),
          .redactor = m_backend->redactor()});
}

void BackendLogPage::openFileAt(const QString &path, qint64 line)
{
    const QString whole = QFileInfo{path}.absoluteFilePath();
    if (!m_session || m_session->source().path != whole)
        openFile(path);
    m_awaitedLine = line;
    m_autoChoose = false;
    goToAwaited();
}

void BackendLogPage::goToAwaited()
{
    if (m_awaitedLine == 0 || m_progress.lines < m_awaitedLine)
        return;
    showLines();
    m_lines->setCurrentLine(std::exchange(m_awaitedLine, 0));
}

void BackendLogPage::openText(const QString &name, const QString &text)
{
    if (text.trimmed().isEmpty()) {
        m_home->showError(tr("There is no text to read."), tr("Copy the lines of the log first."));
        m_pages->setCurrentWidget(m_home);
        return;
    }
    if (text.size() > longestPaste) {
        m_home->showError(tr("This is too much text to be pasted."), tr("Save it to a file, and open that."));
        m_pages->setCurrentWidget(m_home);
        return;
    }
    open({.path = {},
          .text = text,
          .name = name,
          .follow = false,
          .version = QStringLiteral(CHATSYNC_VERSION),
          .redactor = m_backend->redactor()});
}

void BackendLogPage::openFrom(const QMimeData *mime)
{
    QStringList files;
    if (mime) {
        for (const QUrl &url : mime->urls()) {
            if (url.isLocalFile())
                files.append(url.toLocalFile());
        }
    }
    if (!files.isEmpty()) {
        openFile(files.first());
        if (files.size() > 1) {
            m_messageArea->show();
            m_messages->showMessage(
                Status::Info, tr("One log is read at a time: %1.").arg(QFileInfo{files.first()}.fileName()));
        }
        return;
    }
    openText(tr("Pasted text"), mime ? mime->text() : QString{});
}

void BackendLogPage::open(backendlog::LogSource source)
{
    forgetLog();
    const bool follow = source.follow;
    m_file->setText(source.name.left(40).replace(u'&', QLatin1String{"&&"})); // No mnemonic
    m_file->setToolTip(QStringLiteral("<span>%1</span>")
                           .arg((source.path.isEmpty() ? source.name : source.path).toHtmlEscaped()));
    m_session = std::make_unique<backendlog::LogSession>(std::move(source));
    backendlog::LogSession *session = m_session.get();
    connect(session, &backendlog::LogSession::progressed, this, &BackendLogPage::takeProgress);
    connect(session, &backendlog::LogSession::found, this, &BackendLogPage::takeFound);
    connect(session, &backendlog::LogSession::linesRead, m_lines, &LogLinesView::take);
    connect(session, &backendlog::LogSession::hitsFound, this, &BackendLogPage::takeHits);
    connect(session, &backendlog::LogSession::failed, this, &BackendLogPage::takeFailure);
    connect(session, &backendlog::LogSession::changed, this, [this](const QString &sentence) {
        m_messageArea->show();
        m_messages->showMessage(Status::Warn, sentence);
    });
    m_progress.reading = true;
    m_lines->setFollowing(follow);
    m_pages->setCurrentWidget(m_splitter);
    m_list->setReading(true);
    updateFoot();
    updateActions();
    Q_EMIT busyChanged(true);
    if (isVisible() && m_mode->value() == linesMode)
        m_lines->setFocus(Qt::OtherFocusReason);
}

void BackendLogPage::forgetLog()
{
    const bool wasReading = m_progress.reading;
    m_session.reset();
    ++m_round;
    m_checking = false;
    m_progress = {};
    m_progress.reading = false;
    m_autoChoose = true;
    m_awaitedLine = 0;
    m_troubleSeen = 0;
    m_trouble.clear();
    m_hits.clear();
    m_hitText.clear();
    m_searching = false;
    m_catalogue.clear();
    m_list->setCatalogue(&m_catalogue);
    m_lines->clear();
    m_lines->setExtent(0, 0);
    m_search->clear();
    m_messageArea->hide();
    m_warningArea->hide();
    m_warning->setMessage(Status::Info, {});
    forgetConversation();
    showLineText();
    updateHits();
    updateFoot();
    updateActions();
    if (wasReading)
        Q_EMIT busyChanged(false);
}

void BackendLogPage::closeLog()
{
    forgetLog();
    m_home->setRecent(m_recent);
    m_home->showExamples();
    m_pages->setCurrentWidget(m_home);
}

void BackendLogPage::rememberFile(const QString &path)
{
    m_recent.removeAll(path);
    m_recent.prepend(path);
    m_recent = m_recent.mid(0, mostRecent);
    m_home->setRecent(m_recent);
}

void BackendLogPage::askForFile()
{
    const QString folder = m_recent.isEmpty() ? QString{} : QFileInfo{m_recent.first()}.absolutePath();
    auto *dialog = new QFileDialog(this, tr("Open a log"), folder,
                                   tr("Logs (*.log *.txt *.json *.ndjson *.csv *.out);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &BackendLogPage::openFile);
    dialog->open();
}

void BackendLogPage::paste()
{
    openFrom(QApplication::clipboard()->mimeData());
}

void BackendLogPage::cancel()
{
    if (m_session)
        m_session->cancel();
}

void BackendLogPage::toggleFollow()
{
    m_follow->toggle();
}

/// A log that was read to its end is read anew: what belongs to its last lines may come yet.
void BackendLogPage::setFollowing(bool follow)
{
    if (m_syncing || !m_session)
        return;
    if (!follow) {
        m_session->stopFollowing();
        m_lines->setFollowing(false);
    } else if (!m_session->source().path.isEmpty() && !m_progress.following) {
        backendlog::LogSource source = m_session->source();
        source.follow = true;
        open(std::move(source));
    }
}

// ---- What comes of it

void BackendLogPage::takeFailure(const Error &error)
{
    forgetLog();
    m_home->showError(error.what, error.advice);
    m_pages->setCurrentWidget(m_home);
}

void BackendLogPage::takeProgress(const LogProgress &progress)
{
    const bool wasReading = m_progress.reading;
    if (progress.epoch != m_progress.epoch) {
        m_trouble.clear();
        m_hits.clear();
        updateHits();
    }
    m_progress = progress;
    m_lines->setExtent(progress.lines, progress.epoch);
    goToAwaited();
    showTrouble();
    m_list->setReading(progress.reading || progress.following);
    if (m_autoChoose && !m_chosen && !progress.reading && m_catalogue.size() > 0)
        choose(0, !progress.following);
    showWarning();
    updateFoot();
    updateActions();
    if (wasReading != progress.reading)
        Q_EMIT busyChanged(progress.reading);
}

void BackendLogPage::takeFound(const std::vector<FoundConversation> &found)
{
    for (const FoundConversation &conversation : found) {
        const bool kept = m_catalogue.add(conversation);
        // The first one in trouble is what a log is opened for.
        if (kept && m_autoChoose && !backendlog::isHealthy(conversation.verdict)) {
            m_autoChoose = false;
            choose(m_catalogue.size() - 1, !m_progress.following);
        }
    }
    m_list->refresh();
    if (m_chosenPlace && !m_list->current())
        m_list->select(*m_chosenPlace);
    showTrouble();
    updateFoot();
}

void BackendLogPage::showTrouble()
{
    const size_t before = m_trouble.size();
    for (; m_troubleSeen < m_catalogue.size(); ++m_troubleSeen) {
        const FoundConversation &found = m_catalogue.at(m_troubleSeen);
        if (found.epoch == m_progress.epoch && !backendlog::isHealthy(found.verdict) &&
            qsizetype(m_trouble.size()) < mostTrouble)
            m_trouble.emplace_back(found.lastLine, statusOf(found.verdict));
    }
    if (m_trouble.size() != before || before == 0)
        m_lines->setTrouble(m_trouble);
}

void BackendLogPage::showWarning()
{
    const std::vector<LogFinding> &findings = m_progress.summary.findings;
    const LogFinding *worst = nullptr;
    QStringList others;
    for (const LogFinding &finding : findings) {
        // Times that lack are told of each conversation; rotation is told when it happens.
        if (finding.code == QLatin1String{"no_times"} || finding.code == QLatin1String{"started_over"})
            continue;
        if (!worst || finding.severity > worst->severity) {
            if (worst)
                others.append(worst->sentence);
            worst = &finding;
        } else {
            others.append(finding.sentence);
        }
    }
    m_warningArea->setVisible(worst != nullptr);
    if (!worst)
        return;
    const QString caption = QStringList{QStringList{worst->advice} + others}.join(u' ').trimmed();
    const bool leak = worst->code == QLatin1String{"secret_leaked"};
    const QString heading = leak ? tr("A secret has leaked into this log") : worst->sentence;
    const QString told = heading + worst->sentence + caption;
    m_warningLine = worst->line;
    if (m_warning->property("told").toString() == told)
        return;
    m_warning->setProperty("told", told);
    m_warning->clearActions();
    m_warning->setMessage(statusOf(worst->severity), heading, leak ? worst->sentence : QString{}, caption);
    if (worst->line > 0) {
        connect(m_warning->addAction(tr("Show line %1").arg(worst->line)), &QPushButton::clicked, this,
                [this] {
                    showLines();
                    goTo(m_warningLine);
                    m_lines->setFocus(Qt::OtherFocusReason);
                });
    }
    if (leak)
        connect(m_warning->addAction(tr("What to do")), &QPushButton::clicked, this,
                &BackendLogPage::helpRequested);
}

// ---- The chosen conversation

void BackendLogPage::choose(size_t conversation, bool goThere)
{
    std::optional<backendlog::LogConversation> loaded = m_catalogue.load(conversation);
    if (!loaded)
        return;
    m_autoChoose = false;
    m_chosenPlace = conversation;
    m_chosen = std::move(loaded);
    m_events = backendlog::runOf(*m_chosen, m_session ? m_session->origin() : backendlog::LogOrigin{});
    ++m_round;
    m_checking = false;
    m_comparison.reset();
    m_check->clear();
    m_list->refresh();
    m_list->select(conversation);
    showConversation();
    if (goThere) {
        if (const SequenceRow *row = tellingRow(m_sequence->sequence()->rows()))
            goTo(row->line);
    }
    updateActions();
}

void BackendLogPage::forgetConversation()
{
    m_chosenPlace.reset();
    m_chosen.reset();
    m_events.clear();
    m_comparison.reset();
    m_check->clear();
    m_sequence->setRows({});
    m_lines->setMarks({}, {});
    m_run->clear();
    m_detail->hide();
    m_request->setText({});
}

void BackendLogPage::showConversation()
{
    const std::vector<SequenceRow> rows = backendlog::sequenceOf(*m_chosen);
    const backendlog::SequenceCount count = backendlog::countOf(rows);
    const Status status = statusOf(m_chosen->verdict);
    m_badge->setText(tr("%1 of %2 as expected").arg(count.asExpected).arg(count.all));
    m_badge->setStatus(count.asExpected == count.all ? Status::Ok : status);
    m_badge->setAccessibleName(m_badge->text());
    QString cause;
    for (const LogFinding &finding : m_chosen->findings) {
        if (finding.severity != LogFinding::Severity::Info && !finding.advice.isEmpty() && cause.isEmpty())
            cause = finding.advice;
    }
    m_verdict->setMessage(status, word(m_chosen->verdict), withSoftBreaks(withShortIds(m_chosen->sentence)),
                          withSoftBreaks(cause));
    m_verdict->setToolTip(QStringLiteral("<span>%1</span>").arg(m_chosen->sentence.toHtmlEscaped()));
    const bool here = m_catalogue.at(*m_chosenPlace).epoch == m_progress.epoch;
    std::vector<LogLinesView::Mark> marks;
    for (size_t i = 0; here && i < rows.size(); ++i) {
        if (rows[i].line > 0)
            marks.push_back({rows[i].line, rows[i].lastLine, int(i) + 1, statusOf(rows[i].state)});
    }
    QStringList emphasised;
    for (const LogFinding &finding : m_chosen->findings) {
        for (const QString &id : finding.streamIds) {
            if (!emphasised.contains(id))
                emphasised.append(id);
        }
    }
    m_lines->setMarks(std::move(marks), emphasised);
    m_sequence->setRows(rows);
    m_detail->show();
    const QString which = m_chosen->conversation.isEmpty()
                              ? tr("Conversation at line %1").arg(m_chosen->records.front().line)
                              : tr("Conversation %1").arg(m_chosen->conversation);
    QStringList parts{which};
    if (!m_chosen->requestId.isEmpty())
        parts << tr("request %1").arg(m_chosen->requestId);
    if (!m_chosen->source.isEmpty())
        parts << m_chosen->source;
    if (!here)
        parts << tr("its lines were in the file before this one");
    m_request->setText(parts.join(QStringLiteral(" · ")));
    m_syncing = true;
    m_run->setRun(m_events);
    m_syncing = false;
}

void BackendLogPage::goTo(qint64 line)
{
    if (line <= 0 || (m_chosenPlace && m_catalogue.at(*m_chosenPlace).epoch != m_progress.epoch))
        return;
    // The index may not have got there yet.
    if (line > m_lines->lines())
        m_lines->setExtent(line, m_progress.epoch);
    m_lines->setCurrentLine(line);
    m_sequence->selectRow(m_sequence->sequence()->rowOf(line));
    selectInRun(line);
    showLineText();
    updateFoot();
}

void BackendLogPage::onLine(qint64 line)
{
    if (m_syncing)
        return;
    if (const std::optional<size_t> owner = m_catalogue.ownerOf(line, m_progress.epoch);
        owner && owner != m_chosenPlace)
        choose(*owner, false);
    if (m_chosenPlace && m_catalogue.at(*m_chosenPlace).epoch == m_progress.epoch) {
        m_sequence->selectRow(m_sequence->sequence()->rowOf(line));
        selectInRun(line);
    }
    showLineText();
    updateFoot();
}

void BackendLogPage::onSequence(int row)
{
    const std::vector<SequenceRow> &rows = m_sequence->sequence()->rows();
    if (m_syncing || row < 0 || size_t(row) >= rows.size() || rows[size_t(row)].line <= 0)
        return;
    const qint64 line = rows[size_t(row)].line;
    if (m_catalogue.at(*m_chosenPlace).epoch == m_progress.epoch)
        m_lines->setCurrentLine(line);
    selectInRun(line);
    showLineText();
    updateFoot();
}

void BackendLogPage::onRunRow()
{
    if (m_syncing || !m_chosen || m_mode->value() != runMode)
        return;
    const qint64 line = lineOf(m_run->model(), m_run->currentRow());
    if (line <= 0)
        return;
    if (m_catalogue.at(*m_chosenPlace).epoch == m_progress.epoch)
        m_lines->setCurrentLine(line);
    m_sequence->selectRow(m_sequence->sequence()->rowOf(line));
    updateFoot();
}

void BackendLogPage::selectInRun(qint64 line)
{
    const int row = m_sequence->sequence()->rowOf(line);
    if (!m_chosen || row < 0)
        return;
    const qint64 begin = m_sequence->sequence()->rows()[size_t(row)].line;
    const auto &events = m_run->model().events();
    for (size_t i = 0; i < events.size(); ++i) {
        if (events[i].kind == EventKind::RunStarted ||
            events[i].data[QLatin1String{"log_line"}].toInteger() != begin)
            continue;
        if (const RunRow *there = m_run->model().rowOfEvent(qsizetype(i))) {
            m_syncing = true;
            m_run->setCurrentRow(there);
            m_syncing = false;
            return;
        }
    }
}

void BackendLogPage::showLineText()
{
    const qint64 number = m_lines->currentLine();
    m_lineArea->parentWidget()->setVisible(number > 0);
    const backendlog::ShownLine *line = m_lines->line(number);
    QStringList head;
    if (number > 0)
        head << tr("Line %1").arg(QLocale{}.toString(number));
    if (line && line->at.isValid())
        head << tr("%1 UTC").arg(line->at.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")));
    if (line && !line->source.isEmpty())
        head << line->source;
    if (line && line->cut)
        head << tr("longer than what is shown");
    QString text = line ? line->text : QString{};
    // What one call printed belongs together.
    if (m_chosen && m_catalogue.at(*m_chosenPlace).epoch == m_progress.epoch) {
        for (const backendlog::LogRecord &record : m_chosen->records) {
            if (number < record.line || number > record.lastLine || record.lastLine == record.line)
                continue;
            text = record.text;
            head[0] = tr("Lines %1 to %2")
                          .arg(QLocale{}.toString(record.line), QLocale{}.toString(record.lastLine));
        }
    }
    m_lineHead->setText(head.join(QStringLiteral(" · ")));
    if (m_lineText->toPlainText() != text)
        m_lineText->setPlainText(text);
    fitLineText();
}

/// As high as the text, up to some lines; what is more can be scrolled.
void BackendLogPage::fitLineText()
{
    const int rows = std::clamp(int(m_lineText->document()->size().height()), 1, mostLinesOfText);
    const int high = rows * QFontMetrics(m_lineText->font()).lineSpacing() + space::small;
    if (m_lineText->height() != high)
        m_lineText->setFixedHeight(high);
}

void BackendLogPage::nextTrouble()
{
    m_list->selectTrouble(true);
}

void BackendLogPage::previousTrouble()
{
    m_list->selectTrouble(false);
}

void BackendLogPage::showLines()
{
    m_mode->setValue(linesMode);
}

void BackendLogPage::showRun()
{
    m_mode->setValue(runMode);
}

// ---- Search

void BackendLogPage::findText()
{
    showLines();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void BackendLogPage::startSearch()
{
    if (!m_session)
        return;
    const QString text = m_search->text();
    if (!text.isEmpty() && text == m_hitText) {
        stepHit(true);
        return;
    }
    m_hitText = text;
    m_hits.clear();
    m_searching = !text.isEmpty();
    m_lines->setNeedle(text);
    m_session->search(text);
    updateHits();
}

void BackendLogPage::takeHits(const QString &text, const std::vector<qint64> &lines, bool done)
{
    if (text != m_hitText)
        return;
    const bool first = m_hits.empty() && !lines.empty();
    m_hits.insert(m_hits.end(), lines.begin(), lines.end());
    m_searching = !done;
    if (first) {
        const auto next = std::lower_bound(m_hits.begin(), m_hits.end(), m_lines->currentLine());
        const qint64 line = next == m_hits.end() ? m_hits.front() : *next;
        m_lines->setCurrentLine(line);
        onLine(line);
    }
    updateHits();
}

void BackendLogPage::stepHit(bool forward)
{
    if (m_hits.empty())
        return;
    const qint64 here = m_lines->currentLine();
    qint64 line = 0;
    if (forward) {
        const auto next = std::upper_bound(m_hits.begin(), m_hits.end(), here);
        line = next == m_hits.end() ? m_hits.front() : *next;
    } else {
        const auto next = std::lower_bound(m_hits.begin(), m_hits.end(), here);
        line = next == m_hits.begin() ? m_hits.back() : *std::prev(next);
    }
    m_lines->setCurrentLine(line);
    onLine(line);
    updateHits();
}

void BackendLogPage::nextHit()
{
    stepHit(true);
}

void BackendLogPage::previousHit()
{
    stepHit(false);
}

void BackendLogPage::updateHits()
{
    const auto here = std::lower_bound(m_hits.begin(), m_hits.end(), m_lines->currentLine());
    const bool on = here != m_hits.end() && *here == m_lines->currentLine();
    const QLocale locale;
    const QString count =
        locale.toString(qlonglong(m_hits.size())) + (m_searching ? QStringLiteral("…") : QString{});
    m_hitCount->setText(
        m_hitText.isEmpty() ? QString{}
        : on ? QStringLiteral("%1 / %2").arg(locale.toString(qlonglong(here - m_hits.begin() + 1)), count)
             : count);
    m_hitCount->setAccessibleName(m_hitText.isEmpty() ? QString{} : tr("Hits: %1").arg(m_hitCount->text()));
    for (QToolButton *button : {m_previousHit, m_nextHit})
        button->setEnabled(!m_hits.empty());
    for (QAction *action : {m_previousHitAction, m_nextHitAction})
        action->setEnabled(!m_hits.empty());
}

// ---- Then and now

void BackendLogPage::checkNow()
{
    if (!m_chosen || m_checking)
        return;
    const diagnosis::Past past = diagnosis::pastOf(m_events);
    if (past.members.isEmpty()) {
        m_check->showError(tr("These lines name nobody."),
                           tr("Open the part of the log in which the participants stand."));
        return;
    }
    m_checking = true;
    const int round = ++m_round;
    const QString environment = m_backend->environmentName();
    m_check->showBusy(environment);
    updateActions();
    diagnosis::LookupRequest request;
    request.text = diagnosis::textFor(past);
    request.together = true;
    whenReady(m_backend->lookUp(request), this,
              [this, round, past, environment](const Result<diagnosis::LookupResult> *answer) {
                  if (round != m_round)
                      return;
                  m_checking = false;
                  updateActions();
                  if (!answer || !*answer) {
                      m_check->showError(answer ? answer->error().what : tr("The question was dropped."),
                                         answer ? answer->error().advice : tr("Ask again."));
                      return;
                  }
                  m_comparison = diagnosis::thenAndNow(past, (*answer)->facts);
                  m_check->show(*m_comparison, environment);
              });
}

void BackendLogPage::lookUp()
{
    if (m_chosen)
        Q_EMIT lookUpRequested(diagnosis::textFor(diagnosis::pastOf(m_events)));
}

/// Another environment has other people.
void BackendLogPage::dropComparison()
{
    ++m_round;
    m_checking = false;
    m_comparison.reset();
    m_check->clear();
    updateActions();
}

// ---- State

QString BackendLogPage::status() const
{
    return m_state->text();
}

void BackendLogPage::updateFoot()
{
    const QLocale locale;
    QStringList parts;
    if (m_progress.stopped) {
        parts << tr("Stopped after %1 of %2.")
                     .arg(locale.formattedDataSize(m_progress.bytes),
                          locale.formattedDataSize(m_progress.total));
    }
    constexpr qint64 most = std::numeric_limits<int>::max();
    const int lines = static_cast<int>(std::min(m_progress.lines, most));
    const int conversations = static_cast<int>(std::min(m_catalogue.found(), most));
    parts << tr("%Ln line(s)", nullptr, lines);
    parts << tr("%Ln conversation(s)", nullptr, conversations);
    if (m_catalogue.troubled() > 0)
        parts << tr("%1 in trouble").arg(locale.toString(m_catalogue.troubled()));
    if (m_progress.following)
        parts << tr("following");
    m_state->setText(parts.join(QStringLiteral(" · ")));
    const bool reading = m_progress.reading && m_session;
    m_bar->setVisible(reading);
    m_cancel->setVisible(reading);
    m_bar->setValue(m_progress.total > 0 ? int(m_progress.bytes * 1000 / m_progress.total) : 0);
    m_position->setText(
        m_lines->currentLine() > 0 ? tr("Line %1").arg(locale.toString(m_lines->currentLine())) : QString{});
    updateHits();
}

void BackendLogPage::updateActions()
{
    const bool open = m_session != nullptr;
    const bool isFile = open && !m_session->source().path.isEmpty();
    const bool asLines = m_mode->value() == linesMode;
    m_syncing = true;
    m_follow->setChecked(open && m_session->source().follow && (m_progress.following || m_progress.reading));
    m_syncing = false;
    m_follow->setEnabled(isFile);
    m_follow->setToolTip(isFile ? tr("Goes on as the file grows (Ctrl+Shift+F)")
                                : tr("Only a file can be followed: this text was pasted"));
    m_followAction->setEnabled(isFile);
    m_closeAction->setEnabled(open);
    // In the run these keys are its own.
    m_findAction->setEnabled(open && asLines);
    m_nextTroubleAction->setEnabled(open && asLines);
    m_previousTroubleAction->setEnabled(open && asLines);
    const bool canCheck = m_chosen && !m_checking;
    m_checkAction->setEnabled(canCheck);
    m_checkButton->setEnabled(canCheck);
    m_lookUpButton->setEnabled(bool(m_chosen));
    m_runAction->setEnabled(bool(m_chosen));
    m_linesAction->setEnabled(open);
    m_dim->setVisible(asLines);
}

void BackendLogPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void BackendLogPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openFrom(event->mimeData());
}

/// Esc ends the reading before it stops anything else.
bool BackendLogPage::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_progress.reading &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::event(event);
}

void BackendLogPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_progress.reading)
        cancel();
    else
        QWidget::keyPressEvent(event);
}

QByteArray BackendLogPage::saveState() const
{
    QByteArray state;
    QDataStream stream{&state, QIODevice::WriteOnly};
    stream << stateVersion << m_splitter->saveState() << m_rightSplitter->saveState() << m_run->saveState()
           << m_recent << m_dim->isChecked() << m_list->troubledOnly();
    return state;
}

bool BackendLogPage::restoreState(const QByteArray &state)
{
    quint8 version = stateVersion;
    QByteArray splitter, right, run;
    QStringList recent;
    bool dim = true;
    bool troubled = false;
    if (!state.isEmpty()) {
        QDataStream stream{state};
        stream >> version >> splitter >> right >> run >> recent >> dim >> troubled;
        if (version != stateVersion || stream.status() != QDataStream::Ok)
            return false;
    }
    if (splitter.isEmpty() || !m_splitter->restoreState(splitter))
        m_splitter->setSizes(splitSizes);
    if (right.isEmpty() || !m_rightSplitter->restoreState(right))
        m_rightSplitter->setSizes(rightSizes);
    m_run->restoreState(run);
    m_recent = recent.mid(0, mostRecent);
    m_home->setRecent(m_recent);
    m_dim->setChecked(dim);
    m_list->setTroubledOnly(troubled);
    return true;
}

} // namespace chatsync::ui
