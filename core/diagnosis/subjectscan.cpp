// SPDX-License-Identifier: MIT
#include "core/diagnosis/subjectscan.h"

#include "core/domain/identity.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace chatsync::diagnosis {

namespace {

constexpr qsizetype longestId = 255;
constexpr QLatin1String ours{"onecrew_"};
constexpr QLatin1String userPrefix{"onecrew_user_"};
constexpr QLatin1String companyPrefix{"onecrew_company_"};

// Asked of every character of a text that may be 10 MB long: a table, not a chain of comparisons.
constexpr quint8 letterOrDigit = 1;
constexpr quint8 ofId = 2;  ///< Of a StreamChat user id
constexpr quint8 ofRun = 4; ///< What ids, cids and e-mails are made of, so that none of them is cut in two

constexpr auto makeClasses()
{
    std::array<quint8, 128> classes{};
    for (char16_t c = 0; c < 128; ++c) {
        const bool letter = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
        const bool id = letter || c == u'_' || c == u'-' || c == u'@';
        const bool run = id || c == u'.' || c == u'+' || c == u':' || c == u'!' || c == u'%';
        classes[c] = static_cast<quint8>((letter ? letterOrDigit : 0) | (id ? ofId : 0) | (run ? ofRun : 0));
    }
    return classes;
}

constexpr std::array<quint8, 128> characterClasses = makeClasses();

bool is(char16_t c, quint8 wanted)
{
    return c < 128 && (characterClasses[c] & wanted) != 0;
}

bool isAsciiLetterOrDigit(QChar c)
{
    return is(c.unicode(), letterOrDigit);
}

bool isHex(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool isUuid(QStringView text)
{
    if (text.size() != 36)
        return false;
    for (qsizetype i = 0; i < 36; ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != u'-' : !isHex(text[i]))
            return false;
    }
    return true;
}

/// A database id as the tables have it.
QString participantId(QStringView text)
{
    return isUuid(text) ? text.toString().toLower() : text.toString();
}

QStringView idAt(QStringView text)
{
    qsizetype end = 0;
    const char16_t *characters = text.utf16();
    const qsizetype most = std::min(text.size(), longestId);
    while (end < most && is(characters[end], ofId))
        ++end;
    QStringView id = text.first(end);
    while (!id.isEmpty() && (id.back() == u'-' || id.back() == u'@'))
        id.chop(1);
    return id;
}

std::optional<Subject> streamUserAt(QStringView text)
{
    for (const auto &[prefix, kind] :
         {std::pair{userPrefix, ParticipantKind::User}, std::pair{companyPrefix, ParticipantKind::Company}}) {
        if (!text.startsWith(prefix))
            continue;
        const QStringView id = idAt(text);
        if (id.size() <= prefix.size())
            return std::nullopt;
        return Subject{.kind = Subject::Kind::StreamUser,
                       .value = participantId(id.sliced(prefix.size())),
                       .text = id.toString(),
                       .prefix = kind};
    }
    return std::nullopt;
}

bool isChannelType(QStringView type)
{
    for (const char16_t *known : {u"messaging", u"team", u"livestream", u"commerce", u"gaming"}) {
        if (type == known)
            return true;
    }
    return false;
}

/// `type:id`; any type will do where the id is plainly one of ours.
std::optional<Subject> channelIn(QStringView run)
{
    const qsizetype colon = run.indexOf(u':');
    if (colon < 1)
        return std::nullopt;
    const QStringView type = run.first(colon);
    QStringView id = run.sliced(colon + 1);
    qsizetype end = 0;
    while (end < id.size() && (isAsciiLetterOrDigit(id[end]) || id[end] == u'_' || id[end] == u'-' ||
                               (id[end] == u'!' && end == 0)))
        ++end;
    id = id.first(end);
    const bool known = isChannelType(type) && !id.isEmpty();
    if (!known && !(id.startsWith(ours) && !id.startsWith(userPrefix) && !id.startsWith(companyPrefix)))
        return std::nullopt;
    if (streamUserAt(id))
        return std::nullopt;
    const QString cid = type.toString() + u':' + id.toString();
    return Subject{.kind = Subject::Kind::Channel, .value = cid, .text = cid};
}

std::optional<Subject> emailIn(QStringView part)
{
    const qsizetype at = part.indexOf(u'@');
    if (at < 1 || part.indexOf(u'@', at + 1) >= 0)
        return std::nullopt;
    const QStringView domain = part.sliced(at + 1);
    const qsizetype dot = domain.lastIndexOf(u'.');
    const bool fits = dot > 0 && dot + 2 < domain.size() && !domain.startsWith(u'-') &&
                      !part.contains(u'%') && !domain.contains(u'_') && !domain.contains(u'+') &&
                      !domain.contains(u"..") && part.size() <= 320;
    if (!fits)
        return std::nullopt;
    return Subject{.kind = Subject::Kind::Email, .value = part.toString().toLower(), .text = part.toString()};
}

QStringView withoutPunctuation(QStringView run)
{
    const QStringView loose = u".:+!%@-";
    while (!run.isEmpty() && loose.contains(run.back()))
        run.chop(1);
    while (!run.isEmpty() && loose.contains(run.front()) && !run.startsWith(u'!'))
        run = run.sliced(1);
    return run;
}

class RunScanner {
public:
    explicit RunScanner(SubjectCollector &found)
        : m_found(found)
    {}

    qsizetype count() const { return m_count; }

    void scan(QStringView run)
    {
        run = withoutPunctuation(run);
        if (run.size() < 3)
            return;
        if (const std::optional<Subject> channel = channelIn(run))
            return add(*channel);
        if (scanOurs(run))
            return;
        qsizetype start = 0;
        for (qsizetype i = 0; i <= run.size(); ++i) {
            if (i < run.size() && run[i] != u':' && run[i] != u'%')
                continue;
            scanPart(withoutPunctuation(run.sliced(start, i - start)));
            start = i + 1;
        }
    }

private:
    void add(const Subject &subject)
    {
        ++m_count;
        m_found.add(subject);
    }

    /// `onecrew_…` anywhere in the run.
    bool scanOurs(QStringView run)
    {
        bool any = false;
        for (qsizetype at = run.indexOf(ours); at >= 0;) {
            const QStringView rest = run.sliced(at);
            qsizetype length = ours.size();
            if (const std::optional<Subject> user = streamUserAt(rest)) {
                add(*user);
                any = true;
                length = user->text.size();
            } else if (rest.size() >= ours.size() + 36 && isUuid(rest.sliced(ours.size(), 36))) {
                const QString cid = QLatin1String("messaging:") + rest.first(ours.size() + 36).toString();
                add({.kind = Subject::Kind::Channel, .value = cid, .text = cid});
                any = true;
                length += 36;
            }
            at = run.indexOf(ours, at + length);
        }
        return any;
    }

    void scanPart(QStringView part)
    {
        if (isUuid(part)) {
            add({.kind = Subject::Kind::Participant,
                 .value = part.toString().toLower(),
                 .text = part.toString()});
        } else if (const std::optional<Subject> email = emailIn(part)) {
            add(*email);
        } else if (part.size() > 36) {
            scanDots(part);
        }
    }

    /// A UUID with a file's ending, or between dots and underscores.
    void scanDots(QStringView part)
    {
        qsizetype start = 0;
        for (qsizetype i = 0; i <= part.size(); ++i) {
            if (i < part.size() && part[i] != u'.' && part[i] != u'_' && part[i] != u'+' && part[i] != u'@')
                continue;
            if (const QStringView piece = part.sliced(start, i - start); isUuid(piece))
                add({.kind = Subject::Kind::Participant,
                     .value = piece.toString().toLower(),
                     .text = piece.toString()});
            start = i + 1;
        }
    }

    SubjectCollector &m_found;
    qsizetype m_count = 0;
};

/// `%3A` and its like; an address may hold a whole JSON document in that spelling.
bool isEncoded(QStringView run)
{
    const qsizetype percent = run.indexOf(u'%');
    return percent >= 0 && percent + 2 < run.size() && isHex(run[percent + 1]) && isHex(run[percent + 2]);
}

qsizetype scan(QStringView text, SubjectCollector &found, bool decode)
{
    RunScanner scanner{found};
    qsizetype inside = 0;
    const char16_t *characters = text.utf16();
    const qsizetype size = text.size();
    for (qsizetype i = 0; i < size;) {
        if (!is(characters[i], ofRun)) {
            ++i;
            continue;
        }
        qsizetype start = i;
        while (i < size && is(characters[i], ofRun))
            ++i;
        // The letter of an escaped line end in JSON or JavaScript is no part of what follows.
        if (start > 0 && text[start - 1] == u'\\' && QStringView{u"nrt"}.contains(text[start]))
            ++start;
        const QStringView run = text.sliced(start, i - start);
        if (decode && isEncoded(run))
            inside += scan(QUrl::fromPercentEncoding(run.toUtf8()), found, false);
        else
            scanner.scan(run);
    }
    return inside + scanner.count();
}

QString keyOf(const Subject &subject)
{
    switch (subject.kind) {
    case Subject::Kind::Participant:
    case Subject::Kind::StreamUser:
        return u'p' + subject.value;
    case Subject::Kind::Channel:
        return u'c' + subject.value;
    case Subject::Kind::Email:
        return u'e' + subject.value;
    case Subject::Kind::Name:
        return u'n' + subject.value.toCaseFolded();
    case Subject::Kind::Code:
        return u'o' + subject.value;
    }
    Q_UNREACHABLE();
}

} // namespace

void SubjectCollector::add(Subject subject)
{
    const QString key = keyOf(subject);
    if (const auto known = m_known.constFind(key); known != m_known.cend()) {
        Subject &first = m_subjects[static_cast<std::size_t>(*known)];
        if (!first.prefix && subject.prefix) {
            first.kind = subject.kind;
            first.prefix = subject.prefix;
        }
        return;
    }
    if (m_subjects.size() >= static_cast<std::size_t>(mostSubjects)) {
        ++m_leftOut;
        return;
    }
    m_known.insert(key, static_cast<qsizetype>(m_subjects.size()));
    m_subjects.push_back(std::move(subject));
}

void SubjectCollector::markMissing(const QStringList &streamIds)
{
    for (const QString &streamId : streamIds) {
        const std::optional<StreamUserId> parsed = parseStreamUserId(streamId);
        const QString id = participantId(parsed ? QStringView{parsed->id} : QStringView{streamId});
        if (const auto known = m_known.constFind(u'p' + id); known != m_known.cend())
            m_subjects[static_cast<std::size_t>(*known)].missing = true;
    }
}

qsizetype scanForIds(QStringView text, SubjectCollector &found)
{
    return scan(text, found, true);
}

} // namespace chatsync::diagnosis
