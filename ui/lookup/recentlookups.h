// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/lookup.h"
#include "ui/theme/statusglyph.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace chatsync::ui {

/// Somebody, or some two, that was looked at: by id, never by the text that was pasted, for it may hold what
/// must not be kept.
struct RecentLookUp {
    struct Person {
        QString id;
        QString streamId;
        QString name;
        ParticipantKind kind = ParticipantKind::User;

        bool operator==(const Person &) const = default;
    };
    QList<Person> people;
    QString line; ///< "Matches the database"
    Status status = Status::Ok;

    QString key() const;    ///< The ids, sorted
    QString lookup() const; ///< The text that leads there again
    bool operator==(const RecentLookUp &) const = default;
};

/// Newest first, each once, at most a dozen.
class RecentLookUps {
public:
    static constexpr qsizetype most = 12;

    const QList<RecentLookUp> &all() const { return m_all; }
    void add(const RecentLookUp &seen);
    void clear() { m_all.clear(); }

    QByteArray save() const;
    /// False when @p state is not understood; then nothing has changed.
    bool restore(const QByteArray &state);

private:
    QList<RecentLookUp> m_all;
};

/// What is remembered of a person, or of all who were judged together.
RecentLookUp recentOf(const diagnosis::PersonFacts &person, const diagnosis::Verdict &verdict);
RecentLookUp recentOf(const diagnosis::LookupResult &together);

} // namespace chatsync::ui
