// SPDX-License-Identifier: MIT
#include "core/diagnosis/recognition.h"

#include "core/diagnosis/errortext.h"
#include "core/diagnosis/rules.h"
#include "core/diagnosis/subjectscan.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace chatsync::diagnosis {

namespace {

constexpr qsizetype longestName = 100;
constexpr qsizetype mostNames = 50;       // Each is a search of its own.
constexpr qsizetype longestProse = 4'000; // Longer texts are not taken apart into names.

QString tr(const char *text)
{
    return QCoreApplication::translate("Recognition", text);
}

QString counted(const char *text, qsizetype count)
{
    return QCoreApplication::translate("Recognition", text, nullptr, static_cast<int>(count));
}

bool isHeader(QStringView cell)
{
    static const QSet<QString> words{
        QStringLiteral("id"),          QStringLiteral("ids"),          QStringLiteral("uuid"),
        QStringLiteral("user"),        QStringLiteral("users"),        QStringLiteral("user_id"),
        QStringLiteral("userid"),      QStringLiteral("stream_id"),    QStringLiteral("company"),
        QStringLiteral("name"),        QStringLiteral("company_name"), QStringLiteral("display_name"),
        QStringLiteral("email"),       QStringLiteral("e-mail"),       QStringLiteral("mail"),
        QStringLiteral("role"),        QStringLiteral("company_id"),   QStringLiteral("participant"),
        QStringLiteral("participants")};
    return words.contains(cell.toString().toLower());
}

/// Something a person, a company or the beginning of an id may be called.
bool mayBeName(QStringView text)
{
    if (text.isEmpty() || text.size() > longestName)
        return false;
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.isLetterOrNumber() || c.isSurrogate() || c.category() == QChar::Symbol_Other;
    });
}

QStringView cleaned(QStringView cell)
{
    cell = cell.trimmed();
    while (cell.size() >= 2 && cell.front() == cell.back() && QStringView{u"\"'`"}.contains(cell.front()))
        cell = cell.sliced(1, cell.size() - 2).trimmed();
    return cell;
}

class Recogniser {
public:
    explicit Recogniser(const QString &text)
        : m_text(text.size() > longestText ? text.left(longestText) : text)
        , m_trimmed(QStringView{m_text}.trimmed())
    {
        m_result.examined = m_text.size();
        m_result.leftOut = text.size() - m_text.size();
    }

    Recognition run()
    {
        findError();
        m_met = scanForIds(m_text, m_found);
        if (m_result.error)
            m_found.markMissing(missingIds());
        findCode();
        if (readsAsList())
            findNames();
        m_result.subjectsLeftOut = m_found.leftOut() + m_namesLeftOut;
        m_result.subjects = m_found.take();
        m_result.forms = forms();
        m_result.headline = headline();
        m_result.detail = detail();
        return std::move(m_result);
    }

private:
    void findError()
    {
        const std::optional<PastedError> pasted = errorIn(m_text);
        if (!pasted)
            return;
        m_result.error = pasted->error;
        m_sentence = pasted->sentence;
    }

    /// The ids an error names; of the backend's sentence all behind its "Missing:".
    QStringList missingIds() const
    {
        if (m_result.error->meaning != stream::Meaning::MissingUsers)
            return {};
        if (!m_sentence)
            return m_result.error->missingIds;
        QStringList ids;
        SubjectCollector behind;
        const qsizetype from = std::max<qsizetype>(0, m_text.indexOf(QLatin1String("Missing")));
        scanForIds(QStringView{m_text}.mid(from, errorsWithin), behind);
        for (const Subject &subject : behind.subjects())
            ids << subject.value;
        return ids;
    }

    void findCode()
    {
        const QString text = m_trimmed.toString();
        if (m_trimmed.size() <= longestName && ruleBy(text.toLower()))
            m_found.add({.kind = Subject::Kind::Code, .value = text.toLower(), .text = text});
    }

    /// Braces stand around a UUID as well.
    bool isJson() const
    {
        const bool opens = m_trimmed.startsWith(u'{') || m_trimmed.startsWith(u'[');
        return opens && (m_trimmed.contains(u'"') || m_trimmed.contains(u'\''));
    }
    bool isLog() const { return m_trimmed.contains(QLatin1String("[createConversation]")); }
    bool isUrl() const { return m_trimmed.contains(QLatin1String("://")); }

    bool readsAsList() const
    {
        const bool other = m_result.error || isJson() || isLog() || isUrl();
        const bool coded =
            !m_found.subjects().empty() && m_found.subjects().front().kind == Subject::Kind::Code;
        return !other && !coded && !m_trimmed.isEmpty();
    }

    void findNames()
    {
        const bool oneLine = !m_trimmed.contains(u'\n');
        if (oneLine && m_met == 0 && !m_trimmed.contains(u',') && !m_trimmed.contains(u';')) {
            addName(m_trimmed);
            return;
        }
        if (m_trimmed.size() > longestProse && m_met == 0)
            return;
        bool first = true;
        for (const QStringView line : m_trimmed.tokenize(u'\n')) {
            findNamesIn(line, oneLine, std::exchange(first, false));
        }
    }

    /// In one line, names stand beside ids; in several, a row with an id is known by it.
    void findNamesIn(QStringView line, bool oneLine, bool first)
    {
        SubjectCollector ids;
        const bool hasIds = scanForIds(line, ids) > 0;
        if (hasIds && !oneLine)
            return;
        const QChar separator = line.contains(u'\t') ? u'\t' : line.contains(u';') ? u';' : u',';
        for (const QStringView part : line.tokenize(separator)) {
            const QStringView cell = cleaned(part);
            SubjectCollector inCell;
            if (first && isHeader(cell) && !oneLine)
                return;
            if (hasIds && scanForIds(cell, inCell) > 0)
                continue;
            addName(cell);
            if (!oneLine)
                return; // Of a row, the first cell that has something.
        }
    }

    void addName(QStringView text)
    {
        const QStringView name = cleaned(text);
        if (!mayBeName(name))
            return;
        if (m_names >= mostNames) {
            ++m_namesLeftOut;
            return;
        }
        ++m_names;
        m_found.add(
            {.kind = Subject::Kind::Name, .value = name.toString().simplified(), .text = name.toString()});
    }

    bool isTable() const
    {
        const qsizetype end = m_trimmed.indexOf(u'\n');
        const QStringView line = end < 0 ? m_trimmed : m_trimmed.first(end);
        return end > 0 && (line.contains(u',') || line.contains(u';') || line.contains(u'\t'));
    }

    QList<TextForm> forms() const
    {
        QList<TextForm> forms;
        const bool any = !m_result.subjects.empty();
        if (m_result.error)
            forms << (m_sentence ? TextForm::ErrorSentence : TextForm::StreamError);
        if (isLog())
            forms << TextForm::LogLine;
        if (any && isUrl())
            forms << TextForm::Url;
        if (any && isJson() && !m_result.error)
            forms << TextForm::Json;
        if (any && m_result.subjects.front().kind == Subject::Kind::Code)
            return forms << TextForm::Code;
        if (any && forms.isEmpty()) {
            if (isTable())
                forms << TextForm::Table;
            else if (m_result.subjects.size() > 1)
                forms << TextForm::List;
            else
                forms << (m_met > 0 ? TextForm::Ids : TextForm::Name);
        }
        if (forms.isEmpty())
            forms << TextForm::Nothing;
        return forms;
    }

    qsizetype count(std::initializer_list<Subject::Kind> kinds) const
    {
        return std::count_if(m_result.subjects.begin(), m_result.subjects.end(), [&](const Subject &subject) {
            return std::find(kinds.begin(), kinds.end(), subject.kind) != kinds.end();
        });
    }

    QString errorHeadline() const
    {
        const qsizetype missing = std::count_if(m_result.subjects.begin(), m_result.subjects.end(),
                                                [](const Subject &subject) { return subject.missing; });
        if (m_result.error->meaning == stream::Meaning::MissingUsers) {
            if (missing == 0)
                return tr("Error message recognised: participants are missing, but it does not name them");
            return counted(
                QT_TRANSLATE_N_NOOP("Recognition", "Error message recognised: %n participant(s) are missing"),
                missing);
        }
        return tr("Error message recognised: %1").arg(m_result.error->explanation);
    }

    QString headline() const
    {
        if (m_result.error)
            return errorHeadline();
        if (m_result.subjects.empty())
            return isLog() ? tr("Backend log recognised, but nobody is named in it")
                           : tr("Nothing recognised in this text");
        const auto size = static_cast<qsizetype>(m_result.subjects.size());
        if (m_result.forms.contains(TextForm::LogLine))
            return counted(QT_TRANSLATE_N_NOOP("Recognition", "Backend log recognised: %n id(s) in it"),
                           size);
        if (m_result.forms.contains(TextForm::Url))
            return counted(QT_TRANSLATE_N_NOOP("Recognition", "Address recognised: %n id(s) in it"), size);
        if (m_result.forms.contains(TextForm::Json))
            return counted(QT_TRANSLATE_N_NOOP("Recognition", "JSON recognised: %n id(s) in it"), size);
        if (m_result.forms.contains(TextForm::Code))
            return tr("Code recognised: %1").arg(m_result.subjects.front().value);
        if (m_result.forms.contains(TextForm::Table))
            return counted(QT_TRANSLATE_N_NOOP("Recognition", "Table recognised: %n entry(s)"), size);
        if (size > 1)
            return counted(QT_TRANSLATE_N_NOOP("Recognition", "%n participant(s) recognised"), size);
        return singleHeadline(m_result.subjects.front());
    }

    static QString singleHeadline(const Subject &subject)
    {
        switch (subject.kind) {
        case Subject::Kind::Participant:
            return tr("Id recognised");
        case Subject::Kind::StreamUser:
            return subject.prefix == ParticipantKind::Company ? tr("StreamChat id of a company recognised")
                                                              : tr("StreamChat id of a user recognised");
        case Subject::Kind::Channel:
            return tr("Channel recognised");
        case Subject::Kind::Email:
            return tr("E-mail address recognised");
        case Subject::Kind::Name:
            return tr("Searched as part of a name");
        case Subject::Kind::Code:
            break;
        }
        return tr("Code recognised: %1").arg(subject.value);
    }

    QString detail() const
    {
        if (m_result.isNothing())
            return tr("Looked for ids, StreamChat ids, channels, e-mail addresses, names, error messages, "
                      "log lines and addresses.");
        using Kind = Subject::Kind;
        if (m_result.forms.contains(TextForm::Code))
            return tr("The error dictionary has an entry for it.");
        QStringList parts;
        if (const qsizetype n = count({Kind::Participant, Kind::StreamUser}))
            parts << counted(QT_TRANSLATE_N_NOOP("Recognition", "%n id(s)"), n);
        if (const qsizetype n = count({Kind::Email}))
            parts << counted(QT_TRANSLATE_N_NOOP("Recognition", "%n e-mail address(es)"), n);
        if (const qsizetype n = count({Kind::Channel}))
            parts << counted(QT_TRANSLATE_N_NOOP("Recognition", "%n channel(s)"), n);
        if (const qsizetype n = count({Kind::Name}))
            parts << counted(QT_TRANSLATE_N_NOOP("Recognition", "%n name(s)"), n);
        QStringList sentences;
        if (m_result.error)
            sentences << m_result.error->explanation;
        if (!parts.isEmpty())
            sentences << tr("In the text: %1.").arg(QLocale{}.createSeparatedList(parts));
        if (m_result.subjectsLeftOut > 0)
            sentences << counted(
                QT_TRANSLATE_N_NOOP("Recognition", "%n more were left out: look them up in a second go."),
                m_result.subjectsLeftOut);
        if (m_result.leftOut > 0)
            sentences << tr("The text is very long: its last %1 characters were not looked at.")
                             .arg(QLocale{}.toString(m_result.leftOut));
        return sentences.join(u' ');
    }

    QString m_text;
    QStringView m_trimmed;
    SubjectCollector m_found;
    Recognition m_result;
    bool m_sentence = false;
    qsizetype m_met = 0;
    qsizetype m_names = 0;
    qsizetype m_namesLeftOut = 0;
};

} // namespace

QString toString(TextForm form)
{
    switch (form) {
    case TextForm::Nothing:
        return QStringLiteral("nothing");
    case TextForm::Ids:
        return QStringLiteral("ids");
    case TextForm::Name:
        return QStringLiteral("name");
    case TextForm::List:
        return QStringLiteral("list");
    case TextForm::Table:
        return QStringLiteral("table");
    case TextForm::Json:
        return QStringLiteral("json");
    case TextForm::Url:
        return QStringLiteral("url");
    case TextForm::ErrorSentence:
        return QStringLiteral("error_sentence");
    case TextForm::StreamError:
        return QStringLiteral("stream_error");
    case TextForm::LogLine:
        return QStringLiteral("log_line");
    case TextForm::Code:
        return QStringLiteral("code");
    }
    Q_UNREACHABLE();
}

Recognition recognise(const QString &text)
{
    return Recogniser{text}.run();
}

std::vector<Subject> peopleIn(const Recognition &recognition)
{
    std::vector<Subject> people;
    for (const Subject &subject : recognition.subjects) {
        if (subject.kind != Subject::Kind::Channel && subject.kind != Subject::Kind::Code)
            people.push_back(subject);
    }
    return people;
}

} // namespace chatsync::diagnosis
