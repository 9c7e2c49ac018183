// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"
#include "core/domain/visibility.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <optional>
#include <span>
#include <vector>

namespace chatsync {

/// Which StreamChat app and which database: what is in a ledger of one place says nothing of another.
struct LedgerPlace {
    QString stream;   ///< Its address; of an embedded sandbox, one that no other sandbox ever has
    QString app;      ///< appFingerprint() of the key
    QString database; ///< Never with a password

    bool operator==(const LedgerPlace &) const = default;
};

/// 16 hexadecimal digits that tell apps apart. The key itself is no secret; it is not needed either.
QString appFingerprint(const QString &apiKey);

/// One object that the console was about to create, written down before it was sent.
struct LedgerEntry {
    enum class Kind {
        ConversationRow, ///< Of the database
        Channel,         ///< At StreamChat; `id` is its cid
        User,            ///< At StreamChat; `id` is the Stream user id
    };
    enum class State {
        Planned, ///< About to be sent; whether it arrived is not known
        Created, ///< Known to have been created
        Removed, ///< Read back and not there any more, or never come to be
        Left,    ///< Not proven to be ours, so it stays
        Foreign, ///< By now, or since ever, somebody else's
    };
    /// What proves that the object is the console's and nobody else's.
    enum class Proof {
        None,         ///< Nothing: it may have been there before. Never deleted
        FreshId,      ///< Its id was made up for it a moment before, and nobody else can know it
        AbsentBefore, ///< It was read a moment before, and was not there
        Answered, ///< The backend, or the database that numbers its rows, gave this id to what was asked for
    };

    qint64 number = 0; ///< The order in which the ledger got it; 0 before
    LedgerPlace place;
    QUuid run;
    Kind kind = Kind::Channel;
    QString id;   ///< Empty while somebody else is to give it
    QDateTime at; ///< UTC, by the clock of this machine
    Proof proof = Proof::None;
    bool tagged = false; ///< Its custom data names the run, under ledgerTag()
    QString creator;     ///< Stream user id of a channel's, participant id of a row's; empty: nobody's
    QStringList people;  ///< Members of a channel, participants of a row, as they were to be
    QString name;        ///< Of a row
    QStringList before;  ///< Rows without an id: those of the initiator that were there before
    State state = State::Planned;
    QString reason;      ///< A sentence: why it was left, or what was found
    QDateTime settledAt; ///< When the state was last told; invalid before

    bool operator==(const LedgerEntry &) const = default;

    bool isOpen() const { return state == State::Planned || state == State::Created; }
};

/// The custom field of a test channel which names its run.
QString ledgerTag();

QString toString(LedgerEntry::Kind kind);   ///< `row`, `channel`, `user`
QString toString(LedgerEntry::State state); ///< `planned`, `created`, `removed`, `left`, `foreign`
QString toString(LedgerEntry::Proof proof); ///< `none`, `fresh_id`, `absent_before`, `answered`
std::optional<LedgerEntry::Kind> ledgerKindFrom(const QString &name);
std::optional<LedgerEntry::State> ledgerStateFrom(const QString &name);
std::optional<LedgerEntry::Proof> ledgerProofFrom(const QString &name);

/// `run`, `kind`, `id`, `at`, `proof`, `tagged`, `state`, `reason`; for the command line and for events.
QJsonObject toJson(const LedgerEntry &entry);

/// What became of one entry.
struct LedgerMark {
    QUuid run;
    LedgerEntry::Kind kind = LedgerEntry::Kind::Channel;
    QString id; ///< As in the entry
    LedgerEntry::State state = LedgerEntry::State::Created;
    QString reason{};
    std::optional<QString> newId{}; ///< The id it got
    std::optional<LedgerEntry::Proof> proof{};
};

struct LedgerQuery {
    LedgerPlace place;
    QList<QUuid> runs{};  ///< Empty: of all runs
    bool openOnly = true; ///< Those Planned or Created
};

/// What the console created, or was about to, and what it measured while doing so. A port: the journal on
/// disk, a list in tests.
///
/// Used in the thread of the run. An entry is kept when the call returns, also if the process dies then.
/// Errors are of kind Storage.
class Ledger {
public:
    virtual ~Ledger() = default;

    /// Before anything of it is sent. All of them, or none. What the same run has entered before (by kind and
    /// id) stays as it was.
    virtual Result<void> enter(std::span<const LedgerEntry> entries) = 0;

    /// All of them, or none. Marks of what was never entered are ignored.
    virtual Result<void> mark(std::span<const LedgerMark> marks, QDateTime at) = 0;

    /// In the order in which they were entered. Those of a run that is still under way, here or in another
    /// program, are left out.
    virtual Result<std::vector<LedgerEntry>> entries(LedgerQuery query) const = 0;

    /// How long after an upsert a user could be a member, in the app of this place (whatever the database).
    virtual Result<void> keep(LedgerPlace place, Visibility measured) = 0;

    /// The newest @p limit, oldest first.
    virtual Result<std::vector<Visibility>> measurements(LedgerPlace place, int limit) const = 0;
};

} // namespace chatsync
