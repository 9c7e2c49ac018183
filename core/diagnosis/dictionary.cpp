// SPDX-License-Identifier: MIT
#include "core/diagnosis/dictionary.h"

#include "core/diagnosis/backendcodes.h"
#include "core/diagnosis/errortext.h"
#include "core/diagnosis/recipe.h"
#include "core/diagnosis/rules.h"
#include "core/stream/wording.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace chatsync::diagnosis {

namespace {

using Origin = DictionaryEntry::Origin;

/// stream-api.md 4.2.
struct StreamCode {
    int code;
    int status; ///< 0: none is documented
    const char *name;
    bool retryable;
};

constexpr StreamCode streamCodes[] = {
    {-1, 500, "InternalSystemError", true},
    {2, 401, "AccessKeyError", false},
    {3, 0, "AuthenticationFailedError", true},
    {4, 400, "InputError", false},
    {5, 401, "AuthenticationError", false},
    {6, 400, "DuplicateUsernameError", false},
    {9, 429, "RateLimitError", true},
    {16, 404, "DoesNotExistError", false},
    {17, 403, "NotAllowedError", false},
    {18, 400, "EventNotSupportedError", false},
    {19, 400, "ChannelFeatureNotSupportedError", false},
    {20, 400, "MessageTooLongError", false},
    {21, 400, "MultipleNestingLevelError", false},
    {22, 413, "PayloadTooBigError", false},
    {23, 408, "RequestTimeoutError", true},
    {24, 431, "MaxHeaderSizeExceededError", false},
    {40, 401, "AuthErrorTokenExpired", false},
    {41, 401, "AuthErrorTokenNotValidYet", false},
    {42, 401, "AuthErrorTokenUsedBeforeIssuedAt", false},
    {43, 401, "AuthErrorTokenSignatureInvalid", false},
    {44, 400, "CustomCommandEndpointMissingError", false},
    {45, 400, "CustomCommandEndpointCallError", true},
    {46, 0, "ConnectionIDNotFoundError", false},
    {60, 403, "CoolDownError", true},
    {69, 0, "ErrWrongRegion", false},
    {70, 403, "ErrQueryChannelPermissions", false},
    {71, 0, "ErrTooManyConnections", true},
    {73, 400, "MessageModerationFailedError", false},
    {99, 403, "AppSuspendedError", false},
};

/// Which of our findings an error of StreamChat's leads to.
QStringList findingsFor(stream::Meaning meaning)
{
    using stream::Meaning;
    switch (meaning) {
    case Meaning::MissingUsers:
        return {QStringLiteral("never-synced"), QStringLiteral("user-as-company"),
                QStringLiteral("company-as-user"), QStringLiteral("recipe-retry-words")};
    case Meaning::NoCreator:
        return {QStringLiteral("recipe-no-creator")};
    case Meaning::InvalidUserId:
        return {QStringLiteral("invalid-id")};
    case Meaning::DuplicateName:
        return {QStringLiteral("duplicate-name"), QStringLiteral("recipe-batch-swallowed")};
    case Meaning::UserDataTooBig:
        return {QStringLiteral("oversized-data")};
    case Meaning::UserDeactivated:
        return {QStringLiteral("deactivated"), QStringLiteral("recipe-batch-swallowed")};
    case Meaning::UserDeleted:
        return {QStringLiteral("soft-deleted"), QStringLiteral("recipe-batch-swallowed")};
    case Meaning::ChannelNotFound:
        return {QStringLiteral("channel-missing"), QStringLiteral("channel-deleted")};
    case Meaning::ChannelDeleted:
        return {QStringLiteral("channel-deleted")};
    case Meaning::TooManyItems:
        return {QStringLiteral("recipe-hundred-members")};
    case Meaning::KeyMissing:
    case Meaning::KeyUnknown:
        return {QStringLiteral("wrong-key")};
    case Meaning::SignatureInvalid:
    case Meaning::TokenExpired:
    case Meaning::AuthenticationFailed:
    case Meaning::AuthTypeMissing:
        return {QStringLiteral("wrong-secret")};
    case Meaning::TokenFromTheFuture:
        return {QStringLiteral("clock-skew")};
    case Meaning::ChatNotEnabled:
        return {QStringLiteral("chat-not-enabled")};
    case Meaning::AppSuspended:
        return {QStringLiteral("app-suspended")};
    case Meaning::WrongRegion:
        return {QStringLiteral("wrong-region")};
    case Meaning::TeamMismatch:
        return {QStringLiteral("team-mismatch")};
    case Meaning::RateLimited:
        return {QStringLiteral("rate-limited")};
    case Meaning::TimedOut:
        return {QStringLiteral("streamchat-unreachable"), QStringLiteral("recipe-timeout-is-failure")};
    default:
        return {};
    }
}

QString translated(const char *text, const char *context)
{
    return *text ? QCoreApplication::translate(context, text) : QString{};
}

/// The sentence of a row of the wording table, for nobody in particular.
QString plainExplanation(const stream::Wording &row)
{
    return translated(row.explanation, "chatsync::stream")
        .replace(QLatin1String("%1"),
                 translated(QT_TRANSLATE_NOOP("Dictionary", "the named users"), "Dictionary"));
}

/// The row that tells of a code alone.
const stream::Wording *wordingOf(int code)
{
    const auto all = stream::wordings();
    const auto found = std::find_if(all.begin(), all.end(), [code](const stream::Wording &row) {
        return row.form == stream::ErrorForm::Envelope && row.code == code && *row.pattern == '\0';
    });
    return found == all.end() ? nullptr : &*found;
}

DictionaryEntry streamEntry(const StreamCode &row)
{
    DictionaryEntry entry;
    entry.code = QString::number(row.code);
    entry.origin = Origin::StreamCode;
    entry.name = QLatin1String{row.name};
    entry.status = row.status;
    entry.retryable = row.retryable;
    if (const stream::Wording *wording = wordingOf(row.code)) {
        entry.meaning = plainExplanation(*wording);
        entry.remedies << translated(wording->advice, "chatsync::stream");
        entry.seeAlso = findingsFor(wording->meaning);
    }
    // One code stands for many causes, told apart by the words.
    for (const stream::Wording &wording : stream::wordings()) {
        if (wording.code == row.code && *wording.pattern != '\0') {
            const QString cause = plainExplanation(wording);
            if (!entry.causes.contains(cause))
                entry.causes << cause;
            entry.seeAlso << toString(wording.meaning);
        }
    }
    if (row.code == 4) {
        for (const auto meaning :
             {stream::Meaning::NoCreator, stream::Meaning::BothCreators, stream::Meaning::InvalidUserId,
              stream::Meaning::RoleUndefined, stream::Meaning::TooManyItems})
            entry.seeAlso << toString(meaning);
    }
    entry.seeAlso.removeDuplicates();
    return entry;
}

void addMeanings(std::vector<DictionaryEntry> &entries)
{
    QStringList known;
    for (const stream::Wording &row : stream::wordings()) {
        const QString code = toString(row.meaning);
        if (known.contains(code))
            continue;
        known << code;
        DictionaryEntry entry;
        entry.code = code;
        entry.origin = Origin::Meaning;
        entry.name = QString{code}.replace(u'_', u' ');
        entry.name[0] = entry.name[0].toUpper();
        entry.meaning = plainExplanation(row);
        if (*row.advice)
            entry.remedies << translated(row.advice, "chatsync::stream");
        entry.retryable = row.transient;
        entry.status = row.status.value_or(0) > 0 ? *row.status : 0;
        entry.words = QLatin1String{row.pattern};
        entry.seeAlso = findingsFor(row.meaning);
        if (row.code)
            entry.seeAlso << QString::number(*row.code);
        entries.push_back(entry);
    }
}

QString titleOf(const QString &code)
{
    QString title = QString{code}.replace(u'-', u' ');
    title[0] = title[0].toUpper();
    return title;
}

DictionaryEntry ruleEntry(const Rule &rule)
{
    DictionaryEntry entry;
    entry.code = QLatin1String{rule.code};
    entry.origin = Origin::Finding;
    entry.name = titleOf(entry.code);
    entry.meaning = translated(rule.meaning, "Diagnosis");
    if (*rule.causes)
        entry.causes << translated(rule.causes, "Diagnosis");
    entry.remedies << translated(rule.cure, "Diagnosis");
    entry.retryable = rule.waiting != Waiting::DoesNotHelp;
    return entry;
}

DictionaryEntry recipeEntry(const RecipeDefect &defect)
{
    DictionaryEntry entry;
    entry.code = defect.code;
    entry.origin = Origin::Recipe;
    entry.name = defect.title;
    entry.meaning = defect.effect;
    entry.causes << QCoreApplication::translate("Dictionary", "The recipe says, in line %1: “%2”")
                        .arg(QString::number(defect.line), defect.quote);
    entry.remedies << defect.cure;
    return entry;
}

DictionaryEntry backendEntry(const BackendCode &row)
{
    DictionaryEntry entry;
    entry.code = QLatin1String{row.code};
    entry.origin = Origin::Backend;
    entry.name = QString{entry.code}.replace(u'_', u' ');
    entry.name[0] = entry.name[0].toUpper();
    entry.meaning = translated(row.meaning, "Dictionary");
    entry.remedies << translated(row.cure, "Dictionary");
    entry.retryable = row.retryable;
    return entry;
}

std::vector<DictionaryEntry> makeDictionary()
{
    std::vector<DictionaryEntry> entries;
    for (const StreamCode &row : streamCodes)
        entries.push_back(streamEntry(row));
    addMeanings(entries);
    for (const Rule &rule : rules())
        entries.push_back(ruleEntry(rule));
    for (const RecipeDefect &defect : recipeDefects())
        entries.push_back(recipeEntry(defect));
    for (const BackendCode &row : backendCodes())
        entries.push_back(backendEntry(row));
    return entries;
}

std::optional<DictionaryEntry> byCode(const QString &code)
{
    for (const DictionaryEntry &entry : dictionary()) {
        if (entry.code.compare(code, Qt::CaseInsensitive) == 0 ||
            entry.name.compare(code, Qt::CaseInsensitive) == 0)
            return entry;
    }
    return std::nullopt;
}

QString searched(const DictionaryEntry &entry)
{
    return QStringList{
        entry.code, entry.name, entry.meaning, entry.causes.join(u' '), entry.remedies.join(u' '),
        entry.words}
        .join(u' ');
}

/// Smaller is better.
int rankOf(const DictionaryEntry &entry, const QString &words)
{
    if (entry.code.compare(words, Qt::CaseInsensitive) == 0)
        return 0;
    if (entry.code.contains(words, Qt::CaseInsensitive) || entry.name.contains(words, Qt::CaseInsensitive))
        return 1;
    return entry.meaning.contains(words, Qt::CaseInsensitive) ? 2 : 3;
}

} // namespace

namespace {

QString withPeriod(const QString &sentence)
{
    return sentence.endsWith(u'.') || sentence.endsWith(u'”') ? sentence : sentence + u'.';
}

/// Angle brackets would be taken for HTML, and an address for a link out of the guide.
QString inMarkdown(QString text)
{
    static const QRegularExpression address{QStringLiteral("(https?://[^\\s,`]+[^\\s,.`])")};
    return text.replace(u'<', QLatin1String("&lt;")).replace(address, QStringLiteral("`\\1`"));
}

QString paragraphOf(const DictionaryEntry &entry)
{
    const bool number = entry.origin == Origin::StreamCode;
    QString text = number ? QStringLiteral("**`%1` %2**").arg(entry.code, entry.name)
                          : QStringLiteral("**`%1`**").arg(entry.code);
    if (entry.status > 0)
        text += QStringLiteral(" (HTTP %1)").arg(entry.status);
    text += u' ' + withPeriod(entry.meaning);
    for (const QString &cause : entry.causes)
        text += u' ' + withPeriod(cause);
    for (const QString &remedy : entry.remedies)
        text += u' ' + QCoreApplication::translate("Dictionary", "What to do: %1").arg(withPeriod(remedy));
    if (entry.retryable)
        text += u' ' + QCoreApplication::translate("Dictionary", "Trying again later may help.");
    return inMarkdown(text) + QLatin1String("\n\n");
}

QString sectionOf(Origin origin, const QString &heading, const QString &introduction)
{
    QString text = QStringLiteral("## %1\n\n%2\n\n").arg(heading, introduction);
    for (const DictionaryEntry &entry : dictionary()) {
        if (entry.origin == origin)
            text += paragraphOf(entry);
    }
    return text;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("Dictionary", text);
}

} // namespace

QString dictionaryPage()
{
    const QString page =
        QStringLiteral("# %1\n\n%2\n\n")
            .arg(tr("The error dictionary"),
                 tr("What each code and each finding means, and what to do. On the command line: "
                    "`chat-sync explain CODE` or `chat-sync explain TEXT`.")) +
        sectionOf(Origin::Finding, tr("Findings"),
                  tr("What [a look-up](lookup.md) may find, the causes of others first.")) +
        sectionOf(Origin::Recipe, tr("Defects of the recipe"),
                  tr("What the documented flow does wrong; `chat-sync doctor` shows each on the sandbox.")) +
        sectionOf(Origin::Backend, tr("What came of asking the backend"),
                  tr("Findings of runs [through OneCrew's backend](backend.md).")) +
        sectionOf(Origin::StreamCode, tr("StreamChat's codes"), tr("The numbers in StreamChat's errors.")) +
        sectionOf(Origin::Meaning, tr("What StreamChat's words mean"),
                  tr("One code stands for many causes; the words tell them apart."));
    return page.trimmed() + u'\n';
}

QString toString(DictionaryEntry::Origin origin)
{
    switch (origin) {
    case Origin::StreamCode:
        return QStringLiteral("stream_code");
    case Origin::Meaning:
        return QStringLiteral("meaning");
    case Origin::Finding:
        return QStringLiteral("finding");
    case Origin::Recipe:
        return QStringLiteral("recipe");
    case Origin::Backend:
        return QStringLiteral("backend");
    }
    Q_UNREACHABLE();
}

const std::vector<DictionaryEntry> &dictionary()
{
    static const std::vector<DictionaryEntry> entries = makeDictionary();
    return entries;
}

std::optional<DictionaryEntry> explain(const QString &codeOrText)
{
    const QString text = codeOrText.left(errorsWithin).trimmed();
    static const QRegularExpression numbered{QStringLiteral("\\A(?:(?:error )?code )?(-?\\d{1,3})\\z"),
                                             QRegularExpression::CaseInsensitiveOption};
    if (const QRegularExpressionMatch match = numbered.match(text); match.hasMatch())
        return byCode(match.captured(1));
    if (const std::optional<DictionaryEntry> entry = byCode(text))
        return entry;
    const std::optional<PastedError> pasted = errorIn(text);
    if (!pasted)
        return std::nullopt;
    std::optional<DictionaryEntry> entry = byCode(toString(pasted->error.meaning));
    if (entry) {
        // The text at hand says more than the entry, which names nobody.
        entry->meaning = pasted->error.explanation;
        if (!pasted->error.advice.isEmpty())
            entry->remedies = QStringList{pasted->error.advice};
    }
    return entry;
}

std::vector<DictionaryEntry> searchDictionary(const QString &words)
{
    const QString wanted = words.simplified().left(200);
    const QStringList parts = wanted.split(u' ', Qt::SkipEmptyParts);
    std::vector<DictionaryEntry> found;
    for (const DictionaryEntry &entry : dictionary()) {
        const QString text = searched(entry);
        const bool all = std::all_of(parts.begin(), parts.end(), [&](const QString &part) {
            return text.contains(part, Qt::CaseInsensitive);
        });
        if (all)
            found.push_back(entry);
    }
    std::stable_sort(found.begin(), found.end(), [&](const DictionaryEntry &a, const DictionaryEntry &b) {
        return rankOf(a, wanted) < rankOf(b, wanted);
    });
    return found;
}

QJsonObject toJson(const DictionaryEntry &entry)
{
    QJsonObject json{{QStringLiteral("code"), entry.code},
                     {QStringLiteral("origin"), toString(entry.origin)},
                     {QStringLiteral("name"), entry.name},
                     {QStringLiteral("meaning"), entry.meaning},
                     {QStringLiteral("causes"), QJsonArray::fromStringList(entry.causes)},
                     {QStringLiteral("remedies"), QJsonArray::fromStringList(entry.remedies)},
                     {QStringLiteral("retryable"), entry.retryable},
                     {QStringLiteral("see_also"), QJsonArray::fromStringList(entry.seeAlso)}};
    if (entry.status > 0)
        json.insert(QStringLiteral("status"), entry.status);
    if (!entry.words.isEmpty())
        json.insert(QStringLiteral("words"), entry.words);
    return json;
}

} // namespace chatsync::diagnosis
