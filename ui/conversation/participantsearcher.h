// SPDX-License-Identifier: MIT
#pragma once

#include "core/directory/directory.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QAbstractItemView;
class QCompleter;
class QLineEdit;
class QTimer;

namespace chatsync::ui {

class ConversationBackend;
class ParticipantList;

/// Who was meant by a text.
struct Identified {
    enum class Kind {
        Found,
        Id, ///< A well-formed id; whether anybody has it is another question
        Nobody,
        Ambiguous, ///< Several have the name
        Unknown,   ///< The database could not be asked: the text stands as typed, and the engine asks again
    };
    Kind kind = Kind::Unknown;
    Participant participant; ///< Found; for Id its id alone
    QString sentence;        ///< Nobody, Ambiguous: for the person who typed it
};

/// Finds out who a text means, by the engine's own rule: an id in any spelling, else the exact name or
/// e-mail, else the only one who has it as a part. @p done is not called when @p context goes first.
void identify(ConversationBackend *backend, const QString &text, QObject *context,
              std::function<void(const Identified &)> done);

/// Completion from the directory for one line of input. A search starts when typing pauses, the one before is
/// cancelled, and typing never waits for either. From 400 ms on the list says that it is searching. Scrolled
/// to its end, it goes on.
class ParticipantSearcher final : public QObject {
    Q_OBJECT
public:
    /// The backend is borrowed. The list opens under @p edit, as wide as @p field around it.
    ParticipantSearcher(ConversationBackend *backend, QLineEdit *edit, QWidget *field);

    ParticipantList *list() const { return m_list; }
    QAbstractItemView *popup() const;
    /// A row of the list is marked: Enter means that one, not what was typed.
    bool hasMarked() const;

    /// Shows what there is for @p text now; an empty one finds the first of all.
    void open(const QString &text);
    void cancel();

Q_SIGNALS:
    void chosen(const chatsync::Participant &participant);

private:
    void start();
    void showAnswer(const Result<ParticipantPage> *answer);
    void goOn();
    void showMore(const Result<ParticipantPage> *answer);
    void popUp();

    ConversationBackend *m_backend;
    QLineEdit *m_edit;
    QWidget *m_field;
    QCompleter *m_completer;
    ParticipantList *m_list;
    QTimer *m_pause;
    QTimer *m_slow;
    QString m_text;
    QString m_next;  ///< Where the list goes on; empty at its end, and while that is being asked
    int m_round = 0; ///< Answers of earlier ones are dropped
    std::function<void()> m_cancelFuture;
};

} // namespace chatsync::ui
