// SPDX-License-Identifier: MIT
#include "ui/conversation/participantchips.h"

#include "core/domain/identity.h"
#include "ui/conversation/conversationbackend.h"
#include "ui/conversation/participantlist.h"
#include "ui/conversation/participantsearcher.h"
#include "ui/conversation/participantstates.h"
#include "ui/theme/accessiblerole.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFocusEvent>
#include <QLineEdit>
#include <QRegularExpression>

namespace chatsync::ui {
namespace {

/// Beyond these, the field is laid out once for all instead of once for each.
constexpr int fewChips = 8;

} // namespace

ParticipantChips::ParticipantChips(ConversationBackend *backend, ParticipantStates *states, ChipEdit *edit)
    : QObject(edit)
    , m_backend(backend)
    , m_states(states)
    , m_edit(edit)
    , m_searcher(new ParticipantSearcher(backend, edit->lineEdit(), edit))
{
    edit->lineEdit()->installEventFilter(this);
    connect(m_searcher, &ParticipantSearcher::chosen, this, [this](const Participant &participant) {
        m_edit->clearText();
        addParticipant(participant);
    });
    connect(edit, &ChipEdit::textSubmitted, this, &ParticipantChips::takeTyped);
    connect(edit->lineEdit(), &QLineEdit::returnPressed, this, [this] {
        if (!m_searcher->hasMarked())
            takeTyped();
    });
    connect(edit, &ChipEdit::textEdited, this, [this](const QString &text) {
        // With the list open, keys go past the field's own handling of separators.
        static const QRegularExpression separator(QStringLiteral("[,;\\n]"));
        if (text.contains(separator))
            takeTyped();
    });
    edit->setListOffered(true);
    setAccessiblePopup(edit, m_searcher->popup());
    connect(edit, &ChipEdit::listRequested, this, [this] { m_searcher->open(m_edit->text()); });
    connect(edit, &ChipEdit::idsDropped, this, &ParticipantChips::addTexts);
    connect(edit, &ChipEdit::chipsChanged, this, [this] {
        forgetRemoved();
        Q_EMIT changed();
    });
    connect(states, &ParticipantStates::changed, this, &ParticipantChips::showStates);
}

QStringList ParticipantChips::requestTexts() const
{
    QStringList texts;
    for (const ChipData &chip : m_edit->chips())
        texts << chip.id;
    return texts;
}

void ParticipantChips::setTexts(const QStringList &texts, const QHash<QString, Participant> &known)
{
    m_edit->clearText();
    m_searcher->cancel();
    m_edit->setChips({});
    m_known = known;
    addTexts(texts);
}

void ParticipantChips::addTexts(const QStringList &texts)
{
    QList<ChipData> chips = m_edit->chips();
    QSet<QString> present;
    for (const ChipData &chip : chips)
        present.insert(chip.id);
    QStringList ids;
    QStringList open;
    for (const QString &raw : texts) {
        const QString typed = raw.trimmed();
        const std::optional<QString> id = participantIdIn(typed);
        const QString key = id.value_or(typed);
        if (key.isEmpty() || present.contains(key))
            continue;
        present.insert(key);
        if (id) {
            ids << key;
            chips << m_states->chipOf(key, m_known.value(key).name);
        } else {
            open << key;
            chips << ChipData{key, key, Status::NotStarted, tr("Looking up")};
        }
    }
    if (ids.isEmpty() && open.isEmpty())
        return;
    m_typed << open;
    m_edit->setChips(chips);
    m_states->ask(ids);
    for (const QString &text : open)
        settle(text);
}

void ParticipantChips::takeTyped()
{
    static const QRegularExpression separators(QStringLiteral("[,;\\n]+"));
    const QStringList texts = m_edit->text().split(separators, Qt::SkipEmptyParts);
    m_searcher->cancel();
    m_edit->clearText();
    addTexts(texts);
}

void ParticipantChips::addParticipant(const Participant &participant)
{
    m_known.insert(participant.id, participant);
    if (m_edit->addChip(m_states->chipOf(participant.id, shownName(participant))))
        m_states->ask({participant.id});
}

void ParticipantChips::settle(const QString &text)
{
    identify(m_backend, text, this, [this, text](const Identified &who) { settled(text, who); });
}

void ParticipantChips::settled(const QString &text, const Identified &who)
{
    if (!m_typed.contains(text))
        return; // Its chip is gone.
    if (who.kind == Identified::Kind::Found) {
        const Participant &person = who.participant;
        m_known.insert(person.id, person);
        QList<ChipData> chips = m_edit->chips();
        const auto hasId = [](const QString &id) {
            return [id](const ChipData &chip) { return chip.id == id; };
        };
        const auto own = std::find_if(chips.begin(), chips.end(), hasId(text));
        if (std::any_of(chips.cbegin(), chips.cend(), hasId(person.id)))
            chips.erase(own);
        else
            *own = m_states->chipOf(person.id, shownName(person));
        m_typed.removeAll(text);
        m_edit->setChips(chips);
        m_states->ask({person.id});
        return;
    }
    if (who.kind == Identified::Kind::Unknown) {
        m_edit->updateChip({text, text, Status::NotStarted, tr("The database could not be asked")});
        return;
    }
    m_problems.insert(text, who.sentence);
    m_edit->updateChip({text, text, Status::Fail, who.sentence});
    Q_EMIT problemChanged(problem());
}

QString ParticipantChips::problem() const
{
    for (const ChipData &chip : m_edit->chips()) {
        if (const auto found = m_problems.constFind(chip.id); found != m_problems.constEnd())
            return *found;
    }
    return {};
}

void ParticipantChips::setLocked(bool locked)
{
    m_searcher->cancel();
    m_edit->setLocked(locked);
}

void ParticipantChips::showStates()
{
    QList<ChipData> chips = m_edit->chips();
    QList<ChipData> altered;
    for (ChipData &chip : chips) {
        if (m_typed.contains(chip.id))
            continue;
        const ChipData now = m_states->chipOf(chip.id, chip.name);
        if (now == chip)
            continue;
        chip = now;
        altered << now;
        if (const ParticipantState *state = m_states->of(chip.id); state && state->resolution.found())
            m_known.insert(chip.id, *state->resolution.found());
    }
    if (altered.size() <= fewChips) {
        for (const ChipData &chip : altered)
            m_edit->updateChip(chip);
        return;
    }
    const bool focused = m_edit->isAncestorOf(QApplication::focusWidget()) && !m_edit->lineEdit()->hasFocus();
    m_edit->setChips(chips);
    if (focused)
        m_edit->setFocus(Qt::OtherFocusReason);
}

void ParticipantChips::forgetRemoved()
{
    const QStringList present = requestTexts();
    m_typed.removeIf([&](const QString &text) { return !present.contains(text); });
    const auto gone = m_problems.removeIf([&](auto it) { return !present.contains(it.key()); });
    if (gone > 0)
        Q_EMIT problemChanged(problem());
}

bool ParticipantChips::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason && !m_edit->isLocked())
            takeTyped();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace chatsync::ui
