// SPDX-License-Identifier: MIT
#include "ui/lookup/paircard.h"

#include "ui/lookup/cardheader.h"
#include "ui/lookup/detailtabs.h"
#include "ui/lookup/facttables.h"
#include "ui/lookup/findingspane.h"
#include "ui/lookup/lookuptexts.h"
#include "ui/lookup/remedypane.h"
#include "ui/lookup/verdicttexts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/messagebar.h"

#include <QJsonDocument>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace chatsync::ui {

namespace {

const QList<int> acrossSizes{636, RemedyPane::preferredWidth};
const QList<int> downSizes{470, 150};

/// Two panes side by side under a line.
class Middle final : public QSplitter {
public:
    using QSplitter::QSplitter;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawEdge(painter, rect(), Qt::TopEdge, theme().tokens().line);
    }
};

} // namespace

PairCard::PairCard(QWidget *parent)
    : QWidget(parent)
    , m_header(new CardHeader)
    , m_banner(new VerdictBanner)
    , m_findings(new FindingsPane)
    , m_remedies(new RemedyPane)
    , m_tabs(new DetailTabs)
    , m_participants(new CellModel(facttables::participantTitles(), this))
    , m_channels(new CellModel(facttables::channelTitles(nullptr), this))
    , m_runs(new CellModel(facttables::runTitles(), this))
    , m_raw(new RawPage)
    , m_across(new Middle(Qt::Horizontal))
    , m_down(new QSplitter(Qt::Vertical, this))
{
    build();
    connect(m_header, &CardHeader::conversationRequested, this, &PairCard::conversationRequested);
    connect(m_header, &CardHeader::checkRequested, this, &PairCard::checkRequested);
    connect(m_header, &CardHeader::menuRequested, this, &PairCard::menuRequested);
    connect(m_remedies, &RemedyPane::conversationRequested, this, &PairCard::conversationRequested);
    connect(m_remedies, &RemedyPane::repairRequested, this, &PairCard::repairRequested);
    connect(m_remedies, &RemedyPane::copyRequested, this, &PairCard::copyRequested);
    connect(m_findings, &FindingsPane::codeFollowed, this, &PairCard::codeFollowed);
    connect(m_findings, &FindingsPane::evidenceFollowed, this, &PairCard::followEvidence);
}

void PairCard::build()
{
    auto *top = new QWidget;
    setSurface(top, Surface::Base);
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(space::page, space::pane, space::page, space::medium + space::hair);
    column->setSpacing(space::medium);
    column->addWidget(m_header);
    column->addWidget(m_banner);

    m_across->setContentsMargins(0, 1, 0, 0);
    m_across->addWidget(m_findings);
    m_across->addWidget(m_remedies);
    m_across->setChildrenCollapsible(false);
    m_across->setStretchFactor(0, 1);
    m_across->setSizes(acrossSizes);

    QTableView *people = makeCellTable(m_participants, {202, 394, 88, 96, 90, 80}, tr("Participants"), this);
    QTableView *channels = makeCellTable(m_channels, {212, 340, 130, 120}, tr("Channels"), this);
    QTableView *runs = makeCellTable(m_runs, {90, 420, 200, 160}, tr("Runs"), this);
    m_tabs->addTable(tr("Participants"), people, tr("Nobody."));
    m_channelsTab = m_tabs->addTable(tr("Channels"), channels, tr("They have no channel together."));
    m_runsTab = m_tabs->addTable(tr("Runs"), runs, tr("No run of the journal names them together."));
    m_rawTab = m_tabs->addTab(tr("Raw"), m_raw);
    connect(people, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT personRequested(index.data(CellModel::KeyRole).toString());
    });
    connect(runs, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT runRequested(QUuid::fromString(index.data(CellModel::KeyRole).toString()));
    });

    m_down->addWidget(m_across);
    m_down->addWidget(m_tabs);
    m_down->setChildrenCollapsible(false);
    m_down->setStretchFactor(0, 1);
    m_down->setSizes(downSizes);
    m_across->setMinimumHeight(64);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(top);
    layout->addWidget(m_down, 1);
}

void PairCard::show(const diagnosis::LookupResult &result, const std::vector<RunSummary> &runs,
                    const WriteLeave &leave, const QString &environment)
{
    m_result = result;
    m_runSummaries = runs;
    const diagnosis::Verdict &verdict = *m_result.together;
    QStringList ids;
    QStringList streamIds;
    QStringList kinds;
    for (const diagnosis::PersonFacts &person : m_result.facts.people) {
        ids << person.id;
        streamIds << person.expected.streamId;
        kinds << lookuptexts::kindWord(person.expected.kind);
    }
    std::erase_if(m_result.facts.channels,
                  [&](const diagnosis::ChannelFacts &channel) { return !channel.isOf(streamIds, ids); });
    const int channels = static_cast<int>(m_result.facts.channels.size());
    const int people = static_cast<int>(ids.size());
    m_header->setPeople(m_result.facts.people,
                        QStringList{people == 2 ? tr("%1 and %2").arg(kinds[0], kinds[1].toLower())
                                                : tr("%n participant(s)", nullptr, people),
                                    tr("%n channel(s) together", nullptr, channels), environment}
                            .join(QStringLiteral(" · ")));
    showBanner(verdict, leave);
    m_findings->setVerdict(verdict, m_result.took, m_result.facts.now);
    m_remedies->setVerdict(verdict, leave);
    m_raw->setSource(QJsonDocument(diagnosis::toJson(m_result)).toJson(QJsonDocument::Compact), m_result);
    m_tabs->setCount(0, people);
    m_tabs->setCount(m_channelsTab, channels);
    m_tabs->setCount(m_runsTab, static_cast<int>(runs.size()));
    setNow(m_result.facts.now);
}

void PairCard::showBanner(const diagnosis::Verdict &verdict, const WriteLeave &leave)
{
    m_banner->clearActions();
    verdicttexts::fill(m_banner, verdict, leave);
    const std::vector<diagnosis::Remedy> repairs = verdicttexts::repairsIn(verdict);
    if (repairs.empty() || leave.granted) {
        QPushButton *explain = m_banner->addAction(tr("Explain"));
        explain->setToolTip(tr("Goes to the findings"));
        connect(explain, &QPushButton::clicked, this, &PairCard::explain);
    }
    if (repairs.empty())
        return;
    QPushButton *repair = verdicttexts::addRepairAction(m_banner, repairs, leave);
    if (leave.granted) {
        connect(repair, &QPushButton::clicked, this, [this, repairs] { Q_EMIT repairRequested(repairs); });
    } else {
        connect(verdicttexts::addCopyAction(m_banner), &QPushButton::clicked, this,
                [this, repairs] { Q_EMIT copyRequested(repairs); });
    }
}

void PairCard::setNow(const QDateTime &now)
{
    if (!m_result.together)
        return;
    m_participants->setRows(facttables::participantRows(m_result, now));
    m_channels->setRows(facttables::channelRows(m_result.facts.channels, nullptr, now));
    m_runs->setRows(facttables::runRows(m_runSummaries, now));
    m_findings->setNow(now);
}

void PairCard::setChecking(bool checking)
{
    m_header->setChecking(checking);
}

void PairCard::explain()
{
    m_findings->focusFirst();
}

void PairCard::followEvidence(const diagnosis::Evidence &evidence)
{
    using Link = diagnosis::Evidence::Link;
    if (m_raw->showEvidence(evidence))
        m_tabs->setCurrent(m_rawTab);
    else if (evidence.link == Link::Run)
        Q_EMIT runRequested(QUuid::fromString(evidence.target));
    else if (evidence.link == Link::Recipe)
        Q_EMIT codeFollowed(evidence.target);
}

QByteArray PairCard::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_across->saveState() << m_down->saveState();
    return state;
}

bool PairCard::restoreState(const QByteArray &state)
{
    QByteArray across, down;
    QDataStream stream(state);
    stream >> across >> down;
    const bool restored = !state.isEmpty() && m_across->restoreState(across) && m_down->restoreState(down);
    if (!restored) {
        m_across->setSizes(acrossSizes);
        m_down->setSizes(downSizes);
    }
    return restored || state.isEmpty();
}

} // namespace chatsync::ui
