// SPDX-License-Identifier: MIT
#include "ui/lookup/resultsmodel.h"

#include "core/diagnosis/comparison.h"
#include "ui/lookup/lookuptexts.h"

#include <algorithm>

Q_DECLARE_METATYPE(const chatsync::ui::ResultItem *)

namespace chatsync::ui {

namespace {

using diagnosis::LookupResult;
using diagnosis::Match;
using Kind = ResultItem::Kind;

ResultItem heading(const QString &title)
{
    return {.kind = Kind::Group, .title = title, .line = {}};
}

RecentLookUp::Person shownPerson(const diagnosis::PersonFacts &person)
{
    return {person.id, person.expected.streamId, person.displayName(), person.expected.kind};
}

ResultItem personItem(const LookupResult &result, const Match &match)
{
    const diagnosis::PersonFacts &person = result.facts.people[match.person];
    ResultItem item{.kind = Kind::Person,
                    .title = person.displayName(),
                    .line = lookuptexts::shortId(match.streamId),
                    .mono = true,
                    .people = {shownPerson(person)},
                    .person = match.person,
                    .copy = match.streamId};
    if (match.group == Match::Group::SameId) {
        item.kind = Kind::Other;
        item.status = Status::Twin;
        item.people.first().kind =
            person.expected.kind == ParticipantKind::Company ? ParticipantKind::User : ParticipantKind::Company;
        if (person.other.user && !person.other.user->name.isEmpty())
            item.title = person.other.user->name;
    } else if (match.person < result.verdicts.size()) {
        item.status = lookuptexts::statusOf(person, result.verdicts[match.person]);
    }
    return item;
}

void addMatches(QList<ResultItem> &items, const LookupResult &result)
{
    std::optional<Match::Group> group;
    for (const Match &match : result.matches) {
        if (match.person >= result.facts.people.size())
            continue;
        if (group != match.group)
            items << heading(lookuptexts::groupTitle(match.group));
        group = match.group;
        items << personItem(result, match);
    }
    if (!result.next.isEmpty())
        items << ResultItem{.kind = Kind::More,
                            .title = ResultsModel::tr("More"),
                            .line = ResultsModel::tr("Goes on with the search")};
}

void addNotFound(QList<ResultItem> &items, const LookupResult &result)
{
    if (result.notFound.empty() && result.ambiguous.empty())
        return;
    items << heading(ResultsModel::tr("Not found"));
    constexpr size_t most = 200; // The table has all of them.
    const auto add = [&items](const diagnosis::Subject &subject, const QString &line) {
        items << ResultItem{.kind = Kind::NotFound,
                            .title = lookuptexts::shortName(subject.text.isEmpty() ? subject.value : subject.text),
                            .line = line,
                            .status = Status::NotCompared,
                            .copy = subject.value};
    };
    for (size_t i = 0; i < result.notFound.size() && i < most; ++i)
        add(result.notFound[i], ResultsModel::tr("In neither database nor StreamChat"));
    for (size_t i = 0; i < result.ambiguous.size() && i < most; ++i)
        add(result.ambiguous[i], ResultsModel::tr("Several people bear this name"));
}

void addResult(QList<ResultItem> &items, const LookupResult &result)
{
    const bool bulk = result.facts.people.size() >= bulkFrom && result.next.isEmpty();
    if (result.together) {
        const bool two = result.facts.people.size() == 2;
        items << heading(two ? ResultsModel::tr("Can these two chat?") : ResultsModel::tr("Can they chat?"));
        QList<RecentLookUp::Person> people;
        for (const diagnosis::PersonFacts &person : result.facts.people)
            people << shownPerson(person);
        items << ResultItem{.kind = Kind::Together,
                            .title = lookuptexts::names(result.facts.people),
                            .line = lookuptexts::answerLine(*result.together),
                            .status = lookuptexts::statusOf(*result.together),
                            .people = people};
    } else if (bulk) {
        items << heading(ResultsModel::tr("All of them"));
        items << ResultItem{.kind = Kind::Table,
                            .title = ResultsModel::tr("%n participant(s)", nullptr,
                                                      static_cast<int>(result.facts.people.size())),
                            .line = ResultsModel::tr("As a table, to be exported"),
                            .status = Status::Info};
    }
    addMatches(items, result);
    addNotFound(items, result);
}

} // namespace

bool ResultItem::sameAs(const ResultItem &other) const
{
    return kind == other.kind && copy == other.copy && run == other.run && lookup == other.lookup &&
           (kind != Kind::Group || title == other.title);
}

QList<ResultItem> resultItems(const LookupResult *result, const std::vector<RunSummary> &runs,
                              const RecentLookUps &recent, const QDateTime &now)
{
    QList<ResultItem> items;
    if (result)
        addResult(items, *result);
    if (result && !runs.empty()) {
        items << heading(result->recognition.error ? ResultsModel::tr("Runs with this error")
                                                   : ResultsModel::tr("Runs"));
        for (const RunSummary &run : runs)
            items << ResultItem{.kind = Kind::Run,
                                .title = lookuptexts::runTitle(run),
                                .line = lookuptexts::runLine(run, now),
                                .status = lookuptexts::statusOf(run),
                                .copy = run.id.toString(QUuid::WithoutBraces),
                                .run = run.id};
    }
    QStringList shown;
    for (const ResultItem &item : std::as_const(items)) {
        if (!item.people.isEmpty())
            shown << RecentLookUp{item.people, {}, {}}.key();
    }
    bool first = true;
    for (const RecentLookUp &seen : recent.all()) {
        if (shown.contains(seen.key()))
            continue;
        if (std::exchange(first, false))
            items << heading(ResultsModel::tr("Recent"));
        QStringList names;
        for (const RecentLookUp::Person &person : seen.people)
            names << person.name;
        items << ResultItem{.kind = Kind::Recent,
                            .title = names.join(QStringLiteral(", ")),
                            .line = seen.line,
                            .status = seen.status,
                            .people = seen.people,
                            .copy = seen.lookup(),
                            .lookup = seen.lookup()};
    }
    return items;
}

void ResultsModel::setItems(QList<ResultItem> items)
{
    const auto same = [](const ResultItem &a, const ResultItem &b) { return a.sameAs(b); };
    if (std::equal(items.begin(), items.end(), m_items.begin(), m_items.end(), same)) {
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (items[i] == m_items[i])
                continue;
            m_items[i] = items[i];
            const QModelIndex changed = index(static_cast<int>(i));
            Q_EMIT dataChanged(changed, changed);
        }
        return;
    }
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

const ResultItem *ResultsModel::at(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index) || m_items[index.row()].kind == Kind::Group)
        return nullptr;
    return &m_items[index.row()];
}

int ResultsModel::firstRow() const
{
    const auto found = std::find_if(m_items.begin(), m_items.end(),
                                    [](const ResultItem &item) { return item.kind != Kind::Group; });
    return found == m_items.end() ? -1 : static_cast<int>(found - m_items.begin());
}

int ResultsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant ResultsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ResultItem &item = m_items[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return item.title;
    case Qt::ToolTipRole: {
        const QString whole = item.mono ? item.copy : item.line;
        const QString text = (item.title + u'\n' + whole).left(4'000).toHtmlEscaped();
        return QStringLiteral("<span>%1</span>").arg(QString{text}.replace(u'\n', QLatin1String("<br>")));
    }
    case Qt::AccessibleTextRole: {
        QStringList words{item.title};
        if (item.people.size() == 1)
            words << lookuptexts::kindWord(item.people.first().kind);
        if (item.status)
            words << word(*item.status);
        words << (item.mono ? item.copy : item.line);
        words.removeAll(QString{});
        return words.join(QStringLiteral(", "));
    }
    case ItemRole:
        return QVariant::fromValue(&item);
    default:
        return {};
    }
}

Qt::ItemFlags ResultsModel::flags(const QModelIndex &index) const
{
    return at(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                     : Qt::ItemNeverHasChildren | Qt::ItemFlags{};
}

} // namespace chatsync::ui
