// SPDX-License-Identifier: MIT
#include "ui/lookup/lookuppage.h"

#include "core/workbench/whenready.h"
#include "ui/lookup/bulkpage.h"
#include "ui/lookup/lookuphome.h"
#include "ui/lookup/lookuptexts.h"
#include "ui/lookup/paircard.h"
#include "ui/lookup/personcard.h"
#include "ui/lookup/repairsheet.h"
#include "ui/lookup/resultspane.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QApplication>
#include <QDataStream>
#include <QIODevice>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {

namespace {

using diagnosis::LookupResult;
using diagnosis::PersonFacts;
using diagnosis::Reading;
using Kind = ResultItem::Kind;

constexpr int busyAfterMs = 400;
constexpr int tickMs = 1'000;
constexpr int keepMessageMs = 10 * 60 * 1'000;
constexpr int mostRuns = 20;
constexpr int mostKnown = 200;
constexpr qsizetype mostWords = 4;
const QList<int> splitSizes{ResultsPane::preferredWidth, 956};

QString keyOf(const QStringList &words)
{
    return words.join(u' ');
}

} // namespace

LookUpPage::LookUpPage(LookUpBackend *backend, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_results(new ResultsPane)
    , m_stack(new QStackedWidget)
    , m_messages(new MessageBar)
    , m_home(new LookUpHome)
    , m_person(new PersonCard)
    , m_pair(new PairCard)
    , m_bulk(new BulkPage)
    , m_busy(new QTimer(this))
    , m_tick(new QTimer(this))
{
    m_elapsed = [this] { return std::chrono::milliseconds{m_since.isValid() ? m_since.elapsed() : 0}; };
    build();
    buildActions();
    connectCard();
    connect(m_results, &ResultsPane::chosen, this, &LookUpPage::showChosen);
    connect(m_results, &ResultsPane::opened, this, &LookUpPage::openChosen);
    connect(m_results, &ResultsPane::copyRequested, this, &LookUpPage::copyId);
    connect(m_results, &ResultsPane::menuRequested, this, &LookUpPage::showMenu);
    connect(m_home, &LookUpHome::exampleChosen, this, &LookUpPage::lookUp);
    connect(m_home, &LookUpHome::cancelRequested, this, &LookUpPage::cancel);
    connect(m_home, &LookUpHome::retryRequested, this, &LookUpPage::checkAgain);
    connect(m_home, &LookUpHome::typingRequested, this, &LookUpPage::typingRequested);
    connect(m_backend, &LookUpBackend::leaveChanged, this, [this] { showResult(Ask::Again); });
    connect(m_backend, &LookUpBackend::environmentChanged, this, &LookUpPage::beginAnew);
    m_busy->setSingleShot(true);
    m_busy->setInterval(busyAfterMs);
    connect(m_busy, &QTimer::timeout, this, [this] {
        m_results->setSearching(true);
        if (!m_result)
            m_home->showSearching();
    });
    m_tick->setInterval(tickMs);
    connect(m_tick, &QTimer::timeout, this, &LookUpPage::updateAges);
    refreshResults();
    updateActions();
}

LookUpPage::~LookUpPage() = default;

void LookUpPage::build()
{
    setSurface(this, Surface::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    auto *right = new QWidget;
    setSurface(right, Surface::Base);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *margin = new QVBoxLayout;
    margin->setContentsMargins(space::page, space::medium, space::page, 0);
    margin->addWidget(m_messages);
    auto *messageArea = new QWidget;
    messageArea->setLayout(margin);
    messageArea->hide();
    connect(m_messages, &MessageBar::dismissed, messageArea, &QWidget::hide);
    column->addWidget(messageArea);
    m_messages->setAutoHideDelay(keepMessageMs);
    for (QWidget *page : std::initializer_list<QWidget *>{m_home, m_person, m_pair, m_bulk})
        m_stack->addWidget(page);
    column->addWidget(m_stack, 1);
    m_splitter->addWidget(m_results);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes(splitSizes);
    followTheme(m_results, [this] { m_results->setMinimumWidth(theme().scaled(240)); });
}

void LookUpPage::connectCard()
{
    const auto common = [this](auto *card) {
        using Card = std::remove_pointer_t<decltype(card)>;
        connect(card, &Card::repairRequested, this, &LookUpPage::repair);
        connect(card, &Card::copyRequested, this, &LookUpPage::copyRequests);
        connect(card, &Card::conversationRequested, this, &LookUpPage::converse);
        connect(card, &Card::checkRequested, this, &LookUpPage::checkAgain);
        connect(card, &Card::menuRequested, this, &LookUpPage::showMenu);
        connect(card, &Card::codeFollowed, this, &LookUpPage::explanationRequested);
        connect(card, &Card::runRequested, this, &LookUpPage::runRequested);
    };
    common(m_person);
    common(m_pair);
    connect(m_person, &PersonCard::otherRequested, this, [this] {
        if (m_shown)
            lookUp(m_result->facts.people[*m_shown].other.streamId);
    });
    connect(m_pair, &PairCard::personRequested, this, &LookUpPage::lookUp);
    connect(m_bulk, &BulkPage::personRequested, this, &LookUpPage::lookUp);
    connect(m_bulk, &BulkPage::exportRequested, this, &LookUpPage::exportTable);
    connect(m_bulk, &BulkPage::checkRequested, this, &LookUpPage::checkAgain);
}

RepairSheet *LookUpPage::repairSheet() const
{
    return m_sheet;
}

QWidget *LookUpPage::detail() const
{
    return m_stack->currentWidget();
}

void LookUpPage::setElapsedSource(std::function<std::chrono::milliseconds()> source,
                                  std::optional<std::chrono::milliseconds> took)
{
    m_elapsed = std::move(source);
    m_took = took;
    updateAges();
}

/// The engine's time, going on from when it answered.
QDateTime LookUpPage::now() const
{
    return m_result ? m_result->facts.now.addMSecs(m_elapsed().count()) : QDateTime::currentDateTimeUtc();
}

// ---- Asking

void LookUpPage::lookUp(const QString &text)
{
    if (text.trimmed().isEmpty())
        return;
    m_request = {};
    m_request.text = text;
    Q_EMIT lookedUp(text);
    ask(Ask::Anew);
}

void LookUpPage::checkAgain()
{
    if (!m_request.text.isEmpty() && !m_searching)
        ask(Ask::Again);
}

void LookUpPage::ask(Ask how)
{
    if (m_searching)
        m_backend->cancelLookUps();
    const int round = ++m_round;
    setSearching(true);
    diagnosis::LookupRequest request = m_request;
    if (how == Ask::More)
        request.after = m_result->next;
    whenReady(m_backend->lookUp(request), this, [this, round, how](const Result<LookupResult> *answer) {
        if (round != m_round)
            return; // A later one was asked for.
        setSearching(false);
        if (answer)
            take(*answer, how);
    });
}

void LookUpPage::cancel()
{
    if (!m_searching)
        return;
    ++m_round;
    m_backend->cancelLookUps();
    setSearching(false);
    if (!m_result)
        m_home->showNothing(tr("Cancelled"), tr("Nothing was changed. Look up again, or something else."));
}

void LookUpPage::setSearching(bool searching)
{
    m_searching = searching;
    if (searching) {
        m_busy->start();
    } else {
        m_busy->stop();
        m_results->setSearching(false);
    }
    m_person->setChecking(searching);
    m_pair->setChecking(searching);
    updateActions();
    Q_EMIT searchingChanged(searching);
}

void LookUpPage::take(const Result<LookupResult> &answer, Ask how)
{
    if (!answer) {
        if (answer.error().kind != Error::Kind::Cancelled)
            showError(answer.error());
        return;
    }
    if (how == Ask::More && m_result)
        append(*answer);
    else
        m_result = *answer;
    m_since.start();
    if (m_took)
        m_result->took = *m_took;
    if (how != Ask::More)
        m_runs.clear();
    recallStreamChat();
    showResult(how);
}

void LookUpPage::append(const LookupResult &page)
{
    const size_t before = m_result->facts.people.size();
    const auto add = [](auto &all, const auto &more) { all.insert(all.end(), more.begin(), more.end()); };
    add(m_result->facts.people, page.facts.people);
    add(m_result->facts.channels, page.facts.channels);
    add(m_result->verdicts, page.verdicts);
    for (diagnosis::Match match : page.matches) {
        match.person += before;
        m_result->matches.push_back(match);
    }
    // Headings stand once.
    std::stable_sort(m_result->matches.begin(), m_result->matches.end(),
                     [](const diagnosis::Match &a, const diagnosis::Match &b) { return a.group < b.group; });
    add(m_result->queries, page.queries);
    add(m_result->exchanges, page.exchanges);
    m_result->next = page.next;
    m_result->facts.now = page.facts.now;
}

/// Where StreamChat did not answer, what it had last is shown, with its age.
void LookUpPage::recallStreamChat()
{
    m_stale.clear();
    for (PersonFacts &person : m_result->facts.people) {
        if (person.streamChat.done()) {
            if (m_known.size() >= mostKnown)
                m_known.clear();
            m_known.insert(person.id, person);
        } else if (person.streamChat.state == Reading::State::Failed && m_known.contains(person.id)) {
            const PersonFacts &last = m_known[person.id];
            person.stream = last.stream;
            person.other = last.other;
            person.streamChat.at = last.streamChat.at;
            m_stale << person.id;
        }
    }
}

QStringList LookUpPage::wordsOf(std::optional<size_t> person) const
{
    if (!m_result)
        return {};
    const std::vector<PersonFacts> &people = m_result->facts.people;
    QStringList words;
    if (person)
        words << people[*person].id;
    else if (people.size() <= static_cast<size_t>(mostWords))
        std::transform(people.begin(), people.end(), std::back_inserter(words),
                       [](const PersonFacts &one) { return one.id; });
    words.removeAll(QString{});
    return words;
}

const std::vector<RunSummary> &LookUpPage::runsOf(const QStringList &words) const
{
    static const std::vector<RunSummary> none;
    const auto found = m_runs.constFind(keyOf(words));
    return found == m_runs.constEnd() ? none : *found;
}

void LookUpPage::askRuns(const QStringList &words)
{
    if (words.isEmpty() || m_runs.contains(keyOf(words)))
        return;
    m_runs.insert(keyOf(words), {});
    const int round = m_round;
    whenReady(m_backend->runs({.text = words.join(u' '), .limit = mostRuns, .before = std::nullopt}), this,
              [this, round, words](const Result<std::vector<RunSummary>> *answer) {
                  if (round != m_round || !answer || !*answer)
                      return; // A journal that cannot be read is told elsewhere; the facts stand without it.
                  if ((**answer).empty())
                      return;
                  m_runs.insert(keyOf(words), **answer);
                  refreshResults();
                  if (m_shown && m_stack->currentWidget() == m_person)
                      showPerson(*m_shown);
                  else if (m_stack->currentWidget() == m_pair)
                      m_pair->show(*m_result, runsOf(wordsOf({})), m_backend->writeLeave(),
                                   m_backend->environment() ? m_backend->environment()->name : QString{});
              });
}

/// In another environment the same ids are other people.
void LookUpPage::beginAnew()
{
    ++m_round;
    setSearching(false);
    if (m_sheet)
        m_sheet->cancel();
    m_request = {};
    m_result.reset();
    m_shown.reset();
    m_undo.reset();
    m_runs.clear();
    m_known.clear();
    m_stale.clear();
    m_home->showExamples();
    m_stack->setCurrentWidget(m_home);
    refreshResults();
    updateActions();
}

// ---- Showing

void LookUpPage::refreshResults()
{
    const std::optional<ResultItem> before =
        m_results->current() ? std::optional(*m_results->current()) : std::nullopt;
    // One is named, or all together: of whom a name merely found, runs would be of anybody.
    const bool named = m_result && (m_result->together || m_result->facts.people.size() == 1);
    const QStringList words = named ? wordsOf({}) : QStringList{};
    m_results->setItems(
        resultItems(result(), named ? runsOf(words) : std::vector<RunSummary>{}, m_recent, now()));
    if (before)
        m_results->select(*before);
    if (!m_result) {
        m_results->setHeading(tr("Look up"), tr("Paste an error, an id, an e-mail or a name."), {});
        return;
    }
    const int matches = static_cast<int>(m_result->matches.size());
    m_results->setHeading(m_result->recognition.headline, m_result->recognition.detail,
                          matches > 0 ? tr("%n match(es)", nullptr, matches) : QString{});
}

void LookUpPage::showResult(Ask how)
{
    if (!m_result)
        return;
    if (m_result->facts.people.empty()) {
        m_shown.reset();
        refreshResults();
        showNothing();
        updateActions();
        return;
    }
    if (m_result->together)
        m_recent.add(recentOf(*m_result));
    else if (m_result->facts.people.size() == 1 && !m_result->verdicts.empty())
        m_recent.add(recentOf(m_result->facts.people.front(), m_result->verdicts.front()));
    const std::optional<ResultItem> before =
        m_results->current() ? std::optional(*m_results->current()) : std::nullopt;
    refreshResults();
    const bool keep = how != Ask::Anew && before && m_results->select(*before);
    if (!keep)
        m_results->selectRow(m_results->model()->firstRow());
    else
        showChosen();
    askRuns(m_result->together || m_result->facts.people.size() == 1 ? wordsOf({}) : QStringList{});
    if (how == Ask::Anew && isVisible() && !m_results->isAncestorOf(QApplication::focusWidget()))
        m_results->list()->setFocus(Qt::OtherFocusReason);
}

void LookUpPage::showNothing()
{
    QStringList lines{m_result->recognition.detail};
    QStringList unknown;
    for (const diagnosis::Subject &subject : m_result->notFound)
        unknown << lookuptexts::shortName(subject.text.isEmpty() ? subject.value : subject.text);
    if (!unknown.isEmpty())
        lines = {tr("Neither the database nor StreamChat knows %1.")
                     .arg(unknown.mid(0, 3).join(QStringLiteral(", ")))};
    if (m_result->facts.database.error)
        lines << m_result->facts.database.error->what << m_result->facts.database.error->advice;
    lines.removeAll(QString{});
    const QString heading = m_result->recognition.isNothing() || unknown.isEmpty()
                                ? m_result->recognition.headline
                                : tr("Nobody was found");
    m_home->showNothing(heading, lines.join(u' '));
    m_stack->setCurrentWidget(m_home);
}

void LookUpPage::showChosen()
{
    const ResultItem *item = m_results->current();
    if (!item || !m_result)
        return;
    switch (item->kind) {
    case Kind::Together: {
        const Result<RunEnvironment> here = m_backend->environment();
        m_shown.reset();
        m_pair->show(*m_result, runsOf(wordsOf({})), m_backend->writeLeave(), here ? here->name : QString{});
        m_stack->setCurrentWidget(m_pair);
        updateAges();
        break;
    }
    case Kind::Table:
        m_shown.reset();
        m_bulk->show(*m_result);
        m_stack->setCurrentWidget(m_bulk);
        break;
    case Kind::Person:
    case Kind::Other:
        showPerson(item->person);
        askRuns(wordsOf(item->person));
        break;
    case Kind::Group:
    case Kind::NotFound:
    case Kind::Run:
    case Kind::More:
    case Kind::Recent:
        break;
    }
    updateActions();
}

void LookUpPage::showPerson(size_t person)
{
    m_shown = person;
    const PersonFacts &shown = m_result->facts.people[person];
    m_person->show(*m_result, person, runsOf(wordsOf(person)), m_backend->writeLeave(),
                   m_stale.contains(shown.id));
    m_stack->setCurrentWidget(m_person);
    updateAges();
}

void LookUpPage::openChosen()
{
    const ResultItem *item = m_results->current();
    if (!item)
        return;
    switch (item->kind) {
    case Kind::Recent:
        lookUp(QString{item->lookup});
        break;
    case Kind::Run:
        Q_EMIT runRequested(item->run);
        break;
    case Kind::More:
        if (!m_searching)
            ask(Ask::More);
        break;
    case Kind::Other:
        lookUp(QString{item->copy});
        break;
    case Kind::Person:
        // Of several: this one alone. Of one: into the card.
        if (m_result->facts.people.size() > 1)
            lookUp(QString{item->copy});
        else
            m_person->setFocus(Qt::TabFocusReason);
        break;
    case Kind::Together:
        m_pair->explain();
        break;
    case Kind::Table:
    case Kind::NotFound:
    case Kind::Group:
        break;
    }
}

void LookUpPage::showError(const Error &error)
{
    if (m_result) {
        m_messages->parentWidget()->show();
        m_messages->clearActions();
        m_messages->showMessage(Status::Fail, error.what, error.advice);
        return;
    }
    m_home->showError(error.what, error.advice);
    m_stack->setCurrentWidget(m_home);
}

void LookUpPage::updateAges()
{
    if (!m_result)
        return;
    if (m_stack->currentWidget() == m_person)
        m_person->setNow(now());
    else if (m_stack->currentWidget() == m_pair)
        m_pair->setNow(now());
}

void LookUpPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick->start();
    updateAges();
}

void LookUpPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick->stop();
}

/// Esc ends a search before it stops anything else.
bool LookUpPage::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_searching &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::event(event);
}

void LookUpPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_searching)
        cancel();
    else
        QWidget::keyPressEvent(event);
}

// ---- State

QByteArray LookUpPage::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_splitter->saveState() << m_person->saveState() << m_pair->saveState() << m_recent.save();
    return state;
}

bool LookUpPage::restoreState(const QByteArray &state)
{
    QByteArray split, person, pair, recent;
    if (!state.isEmpty()) {
        QDataStream stream(state);
        stream >> split >> person >> pair >> recent;
        if (stream.status() != QDataStream::Ok)
            return false;
    }
    if (split.isEmpty() || !m_splitter->restoreState(split))
        m_splitter->setSizes(splitSizes);
    m_person->restoreState(person);
    m_pair->restoreState(pair);
    if (!recent.isEmpty())
        m_recent.restore(recent);
    refreshResults();
    updateActions();
    return true;
}

} // namespace chatsync::ui
