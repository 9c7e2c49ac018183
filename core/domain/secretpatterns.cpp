// SPDX-License-Identifier: MIT
#include "core/domain/secretpatterns.h"

#include "core/domain/secretspellings.h"
#include "core/domain/secretsyntax.h"

#include <algorithm>
#include <cstring>

namespace chatsync {

namespace {

/// Source: the schema GetApplicationResponse of GetStream/protocol, and stream-api.md 2.14.
/// Containers of push settings go as a whole.
constexpr std::array keysWithSecrets{
    "access_secret",
    "api_secret",
    "apn_auth_key",
    "apn_config",
    "apn_p12_cert",
    "auth_key",
    "client_secret",
    "credentials_json",
    "datadog_info",
    "firebase_config",
    "huawei_app_secret",
    "huawei_config",
    "p12_cert",
    "private_key",
    "push_notifications",
    "push_providers",
    "secret",
    "secret_key",
    "server_key",
    "sns_key",
    "sns_role_arn",
    "sns_secret",
    "sns_topic_arn",
    "sqs_key",
    "sqs_queue_url",
    "sqs_role_arn",
    "sqs_secret",
    "sqs_url",
    "webhook_url",
    "xiaomi_app_secret",
    "xiaomi_config",
    "before_message_send_hook_url",
    "custom_action_handler_url",
};

/// `://:p@`, which is less than a token needs.
constexpr qsizetype shortestUrlPassword = 6;

QByteArray placeholderFor(const QByteArray &name)
{
    QByteArray clean;
    for (const char c : name) {
        // A bracket would end the placeholder early, a quote the JSON string around it.
        if (c != '"' && c != '\\' && c != '[' && c != ']' && static_cast<unsigned char>(c) >= 0x20)
            clean.append(c);
    }
    return "[secret: " + clean + ']';
}

uint16_t blockAt(const char *text)
{
    return static_cast<uint16_t>(static_cast<unsigned char>(text[0]) << 8 |
                                 static_cast<unsigned char>(text[1]));
}

/// Where the next `eyJ` is, or -1. The J is what is rare: the C library looks for one letter far faster than
/// for three.
qsizetype nextToken(QByteArrayView text, qsizetype from)
{
    const char *const begin = text.data();
    const char *const end = begin + text.size();
    for (const char *at = begin + from + 2; at < end; ++at) {
        at = static_cast<const char *>(std::memchr(at, 'J', static_cast<size_t>(end - at)));
        if (!at)
            return -1;
        if (at[-1] == 'y' && at[-2] == 'e')
            return at - 2 - begin;
    }
    return -1;
}

/// Joins what overlaps; the wider stretch gives its name.
std::vector<SecretMatch> merged(std::vector<SecretMatch> found)
{
    std::stable_sort(found.begin(), found.end(),
                     [](const SecretMatch &a, const SecretMatch &b) { return a.begin < b.begin; });
    std::vector<SecretMatch> result;
    for (SecretMatch &match : found) {
        if (result.empty() || match.begin >= result.back().end) {
            result.push_back(std::move(match));
            continue;
        }
        SecretMatch &last = result.back();
        if (match.end - match.begin > last.end - last.begin)
            last.replacement = match.replacement;
        last.end = std::max(last.end, match.end);
    }
    return result;
}

} // namespace

SecretPatterns::SecretPatterns()
{
    for (const char *key : keysWithSecrets) {
        addNeedle(NeedleKind::Key, key, placeholderFor(key));
        m_keys.insert(QString::fromLatin1(key), placeholderFor(key));
        m_keySizes.set(std::strlen(key));
        m_keyStarts.set(static_cast<unsigned char>(key[0]));
    }
    for (const char *word : {"assword", "ASSWORD"})
        addNeedle(NeedleKind::Password, word, placeholderFor("password"));
    m_placeholders.insert(placeholderFor("token"));
    prepare();
}

void SecretPatterns::addSecret(const QByteArray &name, const QByteArray &value)
{
    for (const QByteArray &spelling : secretSpellings(value))
        addNeedle(NeedleKind::Secret, spelling, placeholderFor(name));
    prepare();
}

void SecretPatterns::addNeedle(NeedleKind kind, const QByteArray &word, const QByteArray &replacement)
{
    m_needles.push_back({kind, word, replacement});
    m_placeholders.insert(replacement);
    m_longestPlaceholder = std::max(m_longestPlaceholder, replacement.size());
}

void SecretPatterns::prepare()
{
    m_shortestNeedle =
        std::min_element(m_needles.begin(), m_needles.end(), [](const Needle &a, const Needle &b) {
            return a.word.size() < b.word.size();
        })->word.size();
    m_shortestFind = shortestUrlPassword;
    for (const Needle &needle : m_needles)
        m_shortestFind = std::min(m_shortestFind, QString::fromUtf8(needle.word).size());
    const auto window = std::min<qsizetype>(m_shortestNeedle, 255);
    m_shortestNeedle = window;
    m_shift.assign(0x10000, static_cast<uint8_t>(window - 1));
    m_candidates.clear();
    for (size_t n = 0; n < m_needles.size(); ++n) {
        const char *word = m_needles[n].word.constData();
        for (qsizetype at = 0; at + 2 <= window; ++at) {
            uint8_t &shift = m_shift[blockAt(word + at)];
            shift = std::min(shift, static_cast<uint8_t>(window - 2 - at));
        }
        m_candidates.emplace_back(blockAt(word + window - 2), static_cast<uint32_t>(n));
    }
    std::sort(m_candidates.begin(), m_candidates.end());
}

QByteArray SecretPatterns::replacementForKey(const QString &key) const
{
    // Nearly every key differs from all of these in its length or its first letter already.
    const qsizetype size = key.size();
    if (size == 0 || size >= qsizetype(m_keySizes.size()) || !m_keySizes[size_t(size)] ||
        key[0] > QChar{0x7f} || !m_keyStarts[key[0].unicode()])
        return {};
    return m_keys.value(key);
}

bool SecretPatterns::isPlaceholder(QByteArrayView text) const
{
    return text.size() <= m_longestPlaceholder && text.startsWith("[secret: ") &&
           m_placeholders.contains(QByteArray::fromRawData(text.data(), text.size()));
}

/// A secret may be spelt like a word of a placeholder ("token", "secret"). Only placeholders of our own are
/// spared: a peer that writes `[secret: <the secret>]` is not.
bool SecretPatterns::insidePlaceholder(QByteArrayView text, qsizetype begin, qsizetype end) const
{
    const qsizetype earliest = std::max<qsizetype>(0, end - m_longestPlaceholder);
    for (qsizetype at = begin; at >= earliest; --at) {
        if (text[at] != '[')
            continue;
        const QByteArrayView head = text.sliced(at, std::min(m_longestPlaceholder, text.size() - at));
        const qsizetype close = at + head.indexOf(']');
        if (close >= end - 1 && isPlaceholder(text.sliced(at, close + 1 - at)))
            return true;
    }
    return false;
}

std::vector<SecretMatch> SecretPatterns::matchesIn(QByteArrayView text) const
{
    std::vector<SecretMatch> found;
    findTokens(text, found);
    findUrlPasswords(text, found);
    findWords(text, found);
    if (found.size() > 1)
        return merged(std::move(found));
    return found;
}

void SecretPatterns::findWords(QByteArrayView text, std::vector<SecretMatch> &found) const
{
    const qsizetype window = m_shortestNeedle;
    const char *data = text.data();
    const uint8_t *shifts = m_shift.data();
    qsizetype covered =
        0; // a stretch found by its syntax is not searched for more of them: keeps the time linear
    for (qsizetype end = window; end <= text.size();) {
        const uint16_t block = blockAt(data + end - 2);
        if (const uint8_t shift = shifts[block]; shift > 0) {
            end += shift;
            continue;
        }
        const qsizetype at = end - window;
        auto candidate = std::lower_bound(m_candidates.begin(), m_candidates.end(),
                                          std::pair<uint16_t, uint32_t>{block, 0});
        for (; candidate != m_candidates.end() && candidate->first == block; ++candidate) {
            const Needle &needle = m_needles[candidate->second];
            if (needle.kind != NeedleKind::Secret && at < covered)
                continue;
            if (text.size() - at >= needle.word.size() &&
                std::memcmp(data + at, needle.word.constData(), size_t(needle.word.size())) == 0)
                covered = std::max(covered, matchNeedle(needle, text, at, found));
        }
        ++end;
    }
}

/// Gives the end of a stretch found by its syntax, else 0.
qsizetype SecretPatterns::matchNeedle(const Needle &needle, QByteArrayView text, qsizetype at,
                                      std::vector<SecretMatch> &found) const
{
    if (needle.kind == NeedleKind::Secret) {
        const qsizetype end = at + needle.word.size();
        if (!found.empty() && found.back().replacement == needle.replacement && at < found.back().end &&
            at >= found.back().begin)
            found.back().end = std::max(found.back().end, end);
        else if (!insidePlaceholder(text, at, end))
            found.push_back({at, end, needle.replacement});
        return 0;
    }
    const std::optional<SecretSpan> span = needle.kind == NeedleKind::Key
                                               ? valueOfSecretKey(text, at, needle.word.size())
                                               : valueOfPassword(text, at + needle.word.size());
    if (!span)
        return 0;
    if (!isPlaceholder(text.sliced(span->begin, span->end - span->begin)) &&
        !startsWithPlaceholder(text, *span)) {
        found.push_back({span->begin, span->end,
                         span->needsQuotes ? '"' + needle.replacement + '"' : needle.replacement});
    }
    return span->end;
}

bool SecretPatterns::startsWithPlaceholder(QByteArrayView text, const SecretSpan &span) const
{
    const qsizetype close =
        text.sliced(span.begin, std::min(m_longestPlaceholder, text.size() - span.begin)).indexOf(']');
    return close > 0 && isPlaceholder(text.sliced(span.begin, close + 1));
}

void SecretPatterns::findTokens(QByteArrayView text, std::vector<SecretMatch> &found) const
{
    for (qsizetype at = nextToken(text, 0); at >= 0;) {
        const qsizetype end = endOfToken(text, at);
        if (end > at)
            found.push_back({at, end, QByteArrayLiteral("[secret: token]")});
        at = nextToken(text, std::max(end, at + 3));
    }
}

void SecretPatterns::findUrlPasswords(QByteArrayView text, std::vector<SecretMatch> &found) const
{
    if (text.isEmpty() || !std::memchr(text.data(), '@', static_cast<size_t>(text.size())))
        return; // what a password in a URL ends with; spares most texts the two searches
    for (const char *slashes : {"://", ":\\/\\/"}) {
        const auto length = qsizetype(std::strlen(slashes));
        for (qsizetype at = indexOf(text, slashes, 0); at >= 0; at = indexOf(text, slashes, at + length)) {
            if (const std::optional<SecretSpan> span = passwordOfUrl(text, at + length))
                found.push_back({span->begin, span->end, QByteArrayLiteral("[secret: password]")});
        }
    }
}

} // namespace chatsync
