// SPDX-License-Identifier: MIT
#include "ui/conversation/participantsearcher.h"

#include "core/domain/identity.h"
#include "core/workbench/whenready.h"
#include "ui/conversation/conversationbackend.h"
#include "ui/conversation/participantlist.h"
#include "ui/theme/metrics.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTimer>

namespace chatsync::ui {
namespace {

constexpr int typingPauseMs = 120;
constexpr int slowFromMs = 400;
constexpr int mostOffered = 50;
constexpr int mostCandidates = 10;

QString thereIsMore()
{
    return ParticipantSearcher::tr("There are more. Scroll on, or go on typing.");
}

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("ParticipantSearcher", text, nullptr, n);
}

/// For the choice of words alone: what was typed was meant to be an id.
bool looksLikeId(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral("\\A\\{?[0-9a-fA-F-]{6,}\\}?\\z|\\Aonecrew_"));
    return shape.match(text).hasMatch();
}

Identified nobody(const QString &text)
{
    const QString shown = text.left(200);
    if (looksLikeId(text)) {
        return {
            Identified::Kind::Nobody, {}, tr("“%1” is not a well-formed id. Give the whole id.").arg(shown)};
    }
    return {Identified::Kind::Nobody,
            {},
            tr("Nobody in the database is called “%1”. Check the spelling, or give the id.").arg(shown)};
}

Identified ambiguous(const QString &text, const ParticipantPage &page)
{
    const QString shown = text.left(200);
    const int count = static_cast<int>(page.participants.size());
    const QString sentence =
        page.next.isEmpty()
            ? tr("“%1” is ambiguous: %n match. Choose one in the list, or give the id.", count).arg(shown)
            : tr("“%1” is ambiguous: more than %n match. Choose one in the list, or give the id.", count)
                  .arg(shown);
    return {Identified::Kind::Ambiguous, {}, sentence};
}

void searchRound(ConversationBackend *backend, const QString &text, bool exact, QObject *context,
                 const std::function<void(const Identified &)> &done)
{
    ParticipantSearch search;
    search.text = text;
    search.limit = mostCandidates;
    search.exactNameOnly = exact;
    const QPointer<ConversationBackend> port{backend};
    whenReady(backend->search(search), context, [=](const Result<ParticipantPage> *answer) {
        if (!answer || !*answer)
            return done({Identified::Kind::Unknown, {}, {}});
        const std::vector<Participant> &found = (*answer)->participants;
        if (found.size() == 1)
            return done({Identified::Kind::Found, found.front(), {}});
        if (found.size() > 1)
            return done(ambiguous(text, **answer));
        if (exact && port)
            return searchRound(port, text, false, context, done);
        done(nobody(text));
    });
}

} // namespace

void identify(ConversationBackend *backend, const QString &text, QObject *context,
              std::function<void(const Identified &)> done)
{
    if (const std::optional<QString> id = participantIdIn(text)) {
        Identified known{Identified::Kind::Id, {}, {}};
        known.participant.id = *id;
        return done(known);
    }
    searchRound(backend, text.trimmed(), true, context, done);
}

ParticipantSearcher::ParticipantSearcher(ConversationBackend *backend, QLineEdit *edit, QWidget *field)
    : QObject(field)
    , m_backend(backend)
    , m_edit(edit)
    , m_field(field)
    , m_completer(new QCompleter(this))
    , m_list(new ParticipantList(this))
    , m_pause(new QTimer(this))
    , m_slow(new QTimer(this))
{
    // The editor does not get the completer for itself: it would show old rows at each key, and write what is
    // marked.
    m_completer->setWidget(edit);
    m_completer->setModel(m_list);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(8);
    m_completer->popup()->setItemDelegate(new ParticipantDelegate(m_completer->popup()));
    m_completer->popup()->setAccessibleName(tr("Participants found"));
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) {
                const QVariant value = index.data(ParticipantList::ParticipantRole);
                cancel();
                if (value.isValid())
                    Q_EMIT chosen(value.value<Participant>());
            });
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPauseMs);
    m_slow->setSingleShot(true);
    m_slow->setInterval(slowFromMs);
    const QScrollBar *bar = m_completer->popup()->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) {
        if (value == bar->maximum() && popup()->isVisible())
            goOn();
    });
    connect(m_pause, &QTimer::timeout, this, &ParticipantSearcher::start);
    connect(m_slow, &QTimer::timeout, this, [this] {
        m_list->setNews(tr("Searching …"));
        popUp();
    });
    connect(edit, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_text = text.trimmed();
        if (m_text.isEmpty())
            cancel();
        else
            m_pause->start();
    });
}

QAbstractItemView *ParticipantSearcher::popup() const
{
    return m_completer->popup();
}

bool ParticipantSearcher::hasMarked() const
{
    return popup()->isVisible() && popup()->currentIndex().isValid();
}

void ParticipantSearcher::open(const QString &text)
{
    m_text = text.trimmed();
    m_pause->stop();
    start();
}

void ParticipantSearcher::cancel()
{
    ++m_round;
    m_pause->stop();
    m_slow->stop();
    m_next.clear();
    if (m_cancelFuture)
        std::exchange(m_cancelFuture, nullptr)();
    m_list->setParticipants({});
    m_completer->popup()->hide();
}

void ParticipantSearcher::start()
{
    const int round = ++m_round;
    m_next.clear();
    if (m_cancelFuture)
        std::exchange(m_cancelFuture, nullptr)();
    m_slow->start();
    ParticipantSearch search;
    search.text = m_text;
    search.limit = mostOffered;
    QFuture<Result<ParticipantPage>> future = m_backend->search(search);
    m_cancelFuture = [future]() mutable { future.cancel(); };
    whenReady(future, this, [this, round](const Result<ParticipantPage> *answer) {
        if (round == m_round)
            showAnswer(answer);
    });
}

void ParticipantSearcher::showAnswer(const Result<ParticipantPage> *answer)
{
    m_slow->stop();
    m_cancelFuture = nullptr;
    if (!answer)
        return;
    if (!*answer) {
        m_list->setParticipants({}, answer->error().what);
    } else {
        const ParticipantPage &page = **answer;
        m_next = page.next;
        QString news;
        if (page.participants.empty())
            news = participantIdIn(m_text) ? tr("Not in the database. Enter takes the id as it is.")
                                           : tr("Nobody found.");
        else if (!page.next.isEmpty())
            news = thereIsMore();
        m_list->setParticipants(page.participants, news);
    }
    popUp();
}

void ParticipantSearcher::goOn()
{
    if (m_next.isEmpty())
        return;
    ParticipantSearch search;
    search.text = m_text;
    search.limit = mostOffered;
    search.after = std::exchange(m_next, {});
    QFuture<Result<ParticipantPage>> future = m_backend->search(search);
    m_cancelFuture = [future]() mutable { future.cancel(); };
    whenReady(future, this, [this, round = m_round](const Result<ParticipantPage> *answer) {
        if (round == m_round)
            showMore(answer);
    });
}

void ParticipantSearcher::showMore(const Result<ParticipantPage> *answer)
{
    m_cancelFuture = nullptr;
    if (!answer)
        return;
    if (!*answer) {
        m_list->setNews(answer->error().what);
        return;
    }
    // The completer lays its list out anew; whoever scrolled stays where they are.
    QScrollBar *bar = popup()->verticalScrollBar();
    const int place = bar->value();
    const QModelIndex marked = popup()->currentIndex();
    m_list->append((*answer)->participants);
    m_next = (*answer)->next;
    m_list->setNews(m_next.isEmpty() ? QString() : thereIsMore());
    if (marked.isValid())
        popup()->setCurrentIndex(popup()->model()->index(marked.row(), 0));
    bar->setValue(place);
}

/// Only where the person still is.
void ParticipantSearcher::popUp()
{
    if (!m_edit->hasFocus() || m_edit->isReadOnly() || !m_edit->isEnabled())
        return;
    const int left = m_edit->mapFromGlobal(m_field->mapToGlobal(QPoint(0, 0))).x();
    m_completer->complete(QRect(left, 0, m_field->width(), m_edit->height() + space::tiny));
}

} // namespace chatsync::ui
