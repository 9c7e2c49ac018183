// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/secretsyntax.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <array>
#include <bitset>
#include <cstdint>
#include <vector>

namespace chatsync {

/// A stretch of text that must not be recorded.
struct SecretMatch {
    qsizetype begin = 0;
    qsizetype end = 0;
    QByteArray replacement;
};

/// What Redactor looks for, prepared for one pass over the text (Wu and Manber's search for many words at
/// once: most bytes are never looked at).
struct SecretPatterns {
    SecretPatterns();

    void addSecret(const QByteArray &name, const QByteArray &value);

    /// In the order of their beginnings, not overlapping. Empty for nearly every text there is.
    std::vector<SecretMatch> matchesIn(QByteArrayView text) const;

    /// `[secret: sqs_key]` for `sqs_key`, nothing for a harmless key.
    QByteArray replacementForKey(const QString &key) const;

    /// Whether text of so many UTF-16 units can hold nothing that is looked for, so that nobody needs to
    /// look.
    bool isTooShort(qsizetype size) const { return size < m_shortestFind; }

    bool isPlaceholder(QByteArrayView text) const;

private:
    enum class NeedleKind { Secret, Key, Password };
    struct Needle {
        NeedleKind kind = NeedleKind::Secret;
        QByteArray word;
        QByteArray replacement;
    };

    void addNeedle(NeedleKind kind, const QByteArray &word, const QByteArray &replacement);
    void prepare();
    bool startsWithPlaceholder(QByteArrayView text, const SecretSpan &span) const;
    bool insidePlaceholder(QByteArrayView text, qsizetype begin, qsizetype end) const;
    void findWords(QByteArrayView text, std::vector<SecretMatch> &found) const;
    void findTokens(QByteArrayView text, std::vector<SecretMatch> &found) const;
    void findUrlPasswords(QByteArrayView text, std::vector<SecretMatch> &found) const;
    qsizetype matchNeedle(const Needle &needle, QByteArrayView text, qsizetype at,
                          std::vector<SecretMatch> &found) const;

    std::vector<Needle> m_needles;
    QSet<QByteArray> m_placeholders;
    qsizetype m_longestPlaceholder = 0;
    qsizetype m_shortestNeedle = 0;
    qsizetype m_shortestFind = 0;
    std::bitset<64> m_keySizes;
    std::bitset<128> m_keyStarts;
    QHash<QString, QByteArray> m_keys; ///< Those with secrets, and what stands for their values
    std::vector<uint8_t> m_shift;      ///< By the two bytes at the end of the window
    std::vector<std::pair<uint16_t, uint32_t>> m_candidates; ///< (two bytes, needle), sorted
};

} // namespace chatsync
