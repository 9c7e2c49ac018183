// SPDX-License-Identifier: MIT
#include "app/gui/findsources.h"

#include "core/domain/identity.h"
#include "core/workbench/whenready.h"
#include "ui/runs/runslist.h"
#include "ui/runs/runtexts.h"

#include <algorithm>

namespace chatsync::ui {

namespace {

constexpr int mostPeople = 6;
constexpr int mostRuns = 5;

PaletteHit hitOf(const Participant &who)
{
    const bool company = who.kind == ParticipantKind::Company;
    const QString kind = company ? PeopleSource::tr("Company") : PeopleSource::tr("User");
    return {.id = who.id,
            .text = identityOf(who).name,
            .aside = QStringList{kind, who.email.value_or(runtexts::personName(who.id))}.join(
                QStringLiteral(" · ")),
            .icon = Icon::Conversation,
            .group = PeopleSource::tr("Participant")};
}

PaletteHit hitOf(const RunSummary &run)
{
    return {.id = run.id.toString(),
            .text = runtexts::subject(run),
            .aside = QStringList{RunsModel::outcomeWord(run),
                                 runtexts::moment(run.startedAt, QDateTime::currentDateTimeUtc())}
                         .join(QStringLiteral(" · ")),
            .icon = Icon::Runs,
            .group = RunsSource::tr("Run")};
}

} // namespace

PeopleSource::PeopleSource(Console *console, std::function<void(const Participant &)> open)
    : m_console(console)
    , m_open(std::move(open))
{}

void PeopleSource::find(const QString &typed)
{
    ParticipantSearch search;
    search.text = participantIdIn(typed).value_or(typed.left(200));
    search.limit = mostPeople;
    whenReady(m_console->search(search), this, [this, typed](const Result<ParticipantPage> *answer) {
        if (!answer || !*answer)
            return; // The connection's own light tells of a database that is down.
        m_last.clear();
        QList<PaletteHit> hits;
        for (const Participant &who : (*answer)->participants) {
            m_last.insert(who.id, who);
            hits.append(hitOf(who));
        }
        Q_EMIT found(typed, hits);
    });
}

void PeopleSource::choose(const PaletteHit &hit)
{
    if (const auto who = m_last.constFind(hit.id); who != m_last.constEnd())
        m_open(*who);
}

RunsSource::RunsSource(Console *console, std::function<void(const QUuid &)> open)
    : m_console(console)
    , m_open(std::move(open))
{}

void RunsSource::find(const QString &typed)
{
    whenReady(m_console->runs({.text = typed.left(200), .limit = mostRuns, .before = std::nullopt}), this,
              [this, typed](const Result<std::vector<RunSummary>> *answer) {
                  if (!answer || !*answer)
                      return;
                  QList<PaletteHit> hits;
                  for (const RunSummary &run : **answer)
                      hits.append(hitOf(run));
                  Q_EMIT found(typed, hits);
              });
}

void RunsSource::choose(const PaletteHit &hit)
{
    m_open(QUuid::fromString(hit.id));
}

} // namespace chatsync::ui
