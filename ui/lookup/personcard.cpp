// SPDX-License-Identifier: MIT
#include "ui/lookup/personcard.h"

#include "ui/lookup/cardheader.h"
#include "ui/lookup/detailtabs.h"
#include "ui/lookup/facttables.h"
#include "ui/lookup/findingspane.h"
#include "ui/lookup/lookuptexts.h"
#include "ui/lookup/otheridentityrow.h"
#include "ui/lookup/verdicttexts.h"
#include "ui/runs/pieces.h"
#include "ui/theme/paint.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"

#include <QGraphicsOpacityEffect>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace chatsync::ui {

namespace {

/// The frame round the comparison, drawn over its edges.
class TableFrame final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawFrame(painter, rect(), radius::frame, theme().tokens().base, theme().tokens().line);
    }
};

constexpr int topHeight = 520;

} // namespace

PersonCard::PersonCard(QWidget *parent)
    : QWidget(parent)
    , m_header(new CardHeader)
    , m_banner(new VerdictBanner)
    , m_top(new QScrollArea)
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_compared(new ElidedLabel)
    , m_comparisonModel(new CellModel(facttables::comparisonTitles(), this))
    , m_other(new OtherIdentityRow)
    , m_tabs(new DetailTabs)
    , m_channels(new CellModel(facttables::channelTitles(&m_person), this))
    , m_runs(new CellModel(facttables::runTitles(), this))
    , m_details(new CellModel(facttables::detailTitles(), this))
    , m_findings(new FindingsPane)
    , m_raw(new RawPage)
{
    auto *page = new QWidget;
    setSurface(page, Surface::Base);
    QSizePolicy asTall(QSizePolicy::Expanding, QSizePolicy::Preferred);
    asTall.setHeightForWidth(true);
    m_banner->setSizePolicy(asTall);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(space::page, space::pane, space::page, space::medium);
    column->setSpacing(space::medium);
    column->addWidget(m_header);
    column->addWidget(m_banner);
    auto *heading = new QHBoxLayout;
    heading->addWidget(pieces::heading(tr("Database and StreamChat"), page));
    heading->addStretch();
    m_compared->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setFontRole(m_compared, FontRole::Caption);
    setInk(m_compared, Ink::Secondary);
    heading->addWidget(m_compared);
    column->addSpacing(space::hair);
    column->addLayout(heading);
    auto *frame = new TableFrame(page);
    auto *framed = new QVBoxLayout(frame);
    framed->setContentsMargins(1, 1, 1, 1);
    framed->setSpacing(0);
    m_comparison =
        makeCellTable(m_comparisonModel, {104, 388, 260, 136}, tr("Database and StreamChat"), frame);
    framed->addWidget(m_comparison);
    framed->addWidget(m_other);
    column->addWidget(frame);
    column->addStretch();
    m_top->setFrameShape(QFrame::NoFrame);
    m_top->setWidgetResizable(true);
    m_top->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_top->viewport(), Surface::Base);
    m_top->setWidget(page);
    m_top->setFocusPolicy(Qt::NoFocus);

    QTableView *channels = makeCellTable(m_channels, {212, 292, 110, 190, 120}, tr("Channels"), this);
    QTableView *runs = makeCellTable(m_runs, {90, 420, 200, 160}, tr("Runs"), this);
    QTableView *details = makeCellTable(m_details, {150, 330, 330}, tr("More fields"), this);
    m_channelsTab =
        m_tabs->addTable(tr("Channels"), channels, tr("No channel of this participant is known."));
    m_runsTab = m_tabs->addTable(tr("Runs"), runs, tr("No run of the journal names this participant."));
    m_findingsTab = m_tabs->addTab(tr("Findings"), m_findings);
    m_tabs->addTable(tr("More fields"), details, tr("Nothing more is known."));
    m_rawTab = m_tabs->addTab(tr("Raw"), m_raw);

    m_splitter->addWidget(m_top);
    m_splitter->addWidget(m_tabs);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({topHeight, 260});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);

    connect(m_header, &CardHeader::conversationRequested, this, &PersonCard::conversationRequested);
    connect(m_header, &CardHeader::checkRequested, this, &PersonCard::checkRequested);
    connect(m_header, &CardHeader::menuRequested, this, &PersonCard::menuRequested);
    connect(m_other, &OtherIdentityRow::openRequested, this, &PersonCard::otherRequested);
    connect(m_findings, &FindingsPane::codeFollowed, this, &PersonCard::codeFollowed);
    connect(m_findings, &FindingsPane::evidenceFollowed, this, &PersonCard::followEvidence);
    connect(runs, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT runRequested(QUuid::fromString(index.data(CellModel::KeyRole).toString()));
    });
}

void PersonCard::show(const diagnosis::LookupResult &result, size_t person,
                      const std::vector<RunSummary> &runs, const WriteLeave &leave, bool stale)
{
    m_person = result.facts.people[person];
    m_runSummaries = runs;
    m_stale = stale;
    m_channelFacts = diagnosis::factsOf(result.facts, {m_person.id}).channels;
    const diagnosis::Verdict none;
    const diagnosis::Verdict &verdict = person < result.verdicts.size() ? result.verdicts[person] : none;
    m_header->setPerson(m_person);
    showBanner(verdict, leave);
    m_other->setPerson(m_person, result.facts.now);
    m_findings->setVerdict(verdict, result.took, result.facts.now);
    m_raw->setSource(
        QJsonDocument(diagnosis::toJson(m_person, result.facts.now)).toJson(QJsonDocument::Compact), result);
    fill(result.facts.now);
    m_tabs->setCount(m_channelsTab, static_cast<int>(m_channelFacts.size()));
    m_tabs->setCount(m_runsTab, static_cast<int>(runs.size()));
    m_tabs->setCount(m_findingsTab,
                     static_cast<int>(verdict.findings.size()) - verdict.count(diagnosis::Severity::Healthy));
    // What StreamChat had before it went away is dimmed; the words say how old it is.
    m_comparison->setGraphicsEffect(nullptr);
    if (stale) {
        auto *dim = new QGraphicsOpacityEffect(m_comparison);
        dim->setOpacity(0.6);
        m_comparison->setGraphicsEffect(dim);
    }
    if (std::exchange(m_shownId, m_person.expected.streamId) != m_person.expected.streamId)
        m_top->ensureVisible(0, 0);
}

void PersonCard::showBanner(const diagnosis::Verdict &verdict, const WriteLeave &leave)
{
    const bool hadFocus = m_banner->isAncestorOf(focusWidget());
    m_banner->clearActions();
    verdicttexts::fill(m_banner, verdict, leave);
    const std::vector<diagnosis::Remedy> repairs = verdicttexts::repairsIn(verdict);
    m_repair = nullptr;
    if (repairs.empty() || leave.granted) {
        QPushButton *explain = m_banner->addAction(tr("Explain"));
        explain->setToolTip(tr("Shows the findings with their evidence"));
        connect(explain, &QPushButton::clicked, this, &PersonCard::explain);
    }
    if (!repairs.empty()) {
        m_repair = verdicttexts::addRepairAction(m_banner, repairs, leave);
        if (leave.granted) {
            connect(m_repair, &QPushButton::clicked, this,
                    [this, repairs] { Q_EMIT repairRequested(repairs); });
        } else {
            connect(verdicttexts::addCopyAction(m_banner), &QPushButton::clicked, this,
                    [this, repairs] { Q_EMIT copyRequested(repairs); });
        }
    }
    if (hadFocus) {
        if (auto *first = m_banner->findChild<QPushButton *>())
            first->setFocus(Qt::OtherFocusReason);
    }
}

void PersonCard::fill(const QDateTime &now)
{
    m_comparisonModel->setRows(facttables::comparisonRows(m_person));
    fitToRows(m_comparison);
    m_channels->setRows(facttables::channelRows(m_channelFacts, &m_person, now));
    m_runs->setRows(facttables::runRows(m_runSummaries, now));
    m_details->setRows(facttables::detailRows(m_person, now));
    const int differences = facttables::differences(m_person);
    const QString what = m_person.stream.existence == diagnosis::Existence::Unknown
                             ? tr("StreamChat could not be asked")
                         : !m_person.stream.isThere() ? tr("Nothing to compare in StreamChat")
                         : differences == 0           ? tr("No difference")
                                                      : tr("%n difference(s)", nullptr, differences);
    const QString age =
        lookuptexts::age(m_person.streamChat.done() ? m_person.streamChat : m_person.database, now);
    m_compared->setText(m_stale ? tr("StreamChat does not answer; this is what it had %1").arg(age)
                                : tr("%1 · read %2").arg(what, age));
}

void PersonCard::setNow(const QDateTime &now)
{
    if (m_shownId.isEmpty())
        return;
    fill(now);
    m_findings->setNow(now);
    m_other->setNow(now);
}

void PersonCard::setChecking(bool checking)
{
    m_header->setChecking(checking);
}

void PersonCard::explain()
{
    m_tabs->setCurrent(m_findingsTab);
    m_findings->focusFirst();
}

void PersonCard::followEvidence(const diagnosis::Evidence &evidence)
{
    using Link = diagnosis::Evidence::Link;
    if (m_raw->showEvidence(evidence))
        m_tabs->setCurrent(m_rawTab);
    else if (evidence.link == Link::Run)
        Q_EMIT runRequested(QUuid::fromString(evidence.target));
    else if (evidence.link == Link::Recipe)
        Q_EMIT codeFollowed(evidence.target);
}

QByteArray PersonCard::saveState() const
{
    return m_splitter->saveState();
}

bool PersonCard::restoreState(const QByteArray &state)
{
    if (!state.isEmpty() && m_splitter->restoreState(state))
        return true;
    m_splitter->setSizes({topHeight, 260});
    return state.isEmpty();
}

} // namespace chatsync::ui
