// SPDX-License-Identifier: MIT
#pragma once

// Internal to core/diagnosis.

#include "core/diagnosis/recognition.h"

#include <QSet>

namespace chatsync::diagnosis {

/// Collects what a text names, each once, in order. Whoever is named under both prefixes, or with and without
/// one, is one person: the first spelling counts, with the first prefix that was given.
class SubjectCollector {
public:
    void add(Subject subject);
    void markMissing(const QStringList &streamIds);

    const std::vector<Subject> &subjects() const { return m_subjects; }
    std::vector<Subject> take() { return std::move(m_subjects); }
    qsizetype leftOut() const { return m_leftOut; }

private:
    std::vector<Subject> m_subjects;
    QHash<QString, qsizetype> m_known; ///< Kind and value → index
    qsizetype m_leftOut = 0;
};

/// Adds every id, cid and e-mail in @p text. Linear. Gives how many were met, repeated ones included.
qsizetype scanForIds(QStringView text, SubjectCollector &found);

} // namespace chatsync::diagnosis
