// SPDX-License-Identifier: MIT
#include "ui/runs/detailpane.h"

#include "ui/runs/explanationpane.h"
#include "ui/runs/pieces.h"
#include "ui/runs/requesttext.h"
#include "ui/runs/runtexts.h"
#include "ui/runs/summarypage.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace chatsync::ui {
namespace {

class Bar final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), theme().tokens().base);
        drawEdge(painter, rect(), Qt::BottomEdge, theme().tokens().line);
    }
};

} // namespace

DetailPane::DetailPane(const RunModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    setSurface(this, Surface::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar());

    m_pages = new QStackedWidget(this);
    m_summary = new SummaryPage(model, m_pages);
    m_request = new CodeView(m_pages);
    m_request->setAccessibleName(tr("Request"));
    m_responsePage = new QWidget(m_pages);
    auto *sides = new QHBoxLayout(m_responsePage);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->setSpacing(0);
    m_response = new CodeView(m_responsePage);
    m_response->setAccessibleName(tr("Response"));
    m_side = new ExplanationPane(model, m_responsePage);
    m_sideLine = pieces::verticalLine(m_responsePage);
    sides->addWidget(m_response, 1);
    sides->addWidget(m_sideLine);
    sides->addWidget(m_side);
    m_sql = new CodeView(m_pages);
    m_sql->setAccessibleName(tr("SQL"));
    m_log = new CodeView(m_pages);
    m_log->setAccessibleName(tr("Backend log"));
    m_explanation = new ExplanationPane(model, m_pages);
    for (QWidget *page :
         std::initializer_list<QWidget *>{m_summary, m_request, m_responsePage, m_sql, m_log, m_explanation})
        m_pages->addWidget(page);
    layout->addWidget(m_pages, 1);

    followTheme(this, [this] { m_side->setFixedWidth(theme().scaled(ExplanationPane::preferredWidth)); });
    connect(m_summary, &SummaryPage::rowRequested, this, &DetailPane::rowRequested);
    connect(m_summary, &SummaryPage::defectRequested, this, &DetailPane::defectRequested);
    for (ExplanationPane *pane : {m_side, m_explanation})
        connect(pane, &ExplanationPane::lookUpRequested, this, &DetailPane::lookUpRequested);
    showRow(nullptr);
}

QWidget *DetailPane::buildBar()
{
    auto *bar = new Bar(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::small, 0, space::medium, 1);
    row->setSpacing(space::base);
    m_tabs = new QTabBar(bar);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setAccessibleName(tr("Details"));
    const QStringList names{tr("Summary"), tr("Request"),     tr("Response"),
                            tr("SQL"),     tr("Backend log"), tr("Explanation")};
    for (int i = 0; i < names.size(); ++i) {
        m_tabs->addTab(names[i]);
        m_tabs->setTabToolTip(i, tr("%1 (Alt+%2)").arg(names[i]).arg(i + 1));
    }
    m_tabs->setTabVisible(Explanation, false);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        if (!m_switching && tab >= 0)
            chooseTab(static_cast<Tab>(tab));
    });
    row->addWidget(m_tabs);
    row->addStretch();
    m_glyph = new StatusGlyph(Status::NotStarted, 14, bar);
    m_title = new ElidedLabel({}, ElidedLabel::Kind::Sentence, bar);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    setFontRole(m_title, FontRole::CaptionStrong);
    m_subtitle = new ElidedLabel({}, ElidedLabel::Kind::Id, bar);
    setFontRole(m_subtitle, FontRole::Mono);
    setInk(m_subtitle, Ink::Secondary);
    m_subtitle->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_copy = new QToolButton(bar);
    m_copy->setIcon(icon(Icon::Copy));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("Copy what this row is about"));
    m_copy->setAccessibleName(m_copy->toolTip());
    connect(m_copy, &QToolButton::clicked, this, &DetailPane::copyRequested);
    row->addWidget(m_glyph);
    row->addWidget(m_title);
    row->addWidget(m_subtitle, 1);
    row->addWidget(m_copy);
    followTheme(bar, [bar] { bar->setFixedHeight(theme().height(Height::TabBar) + 1); });
    return bar;
}

void DetailPane::setNarrow(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    refresh();
}

void DetailPane::showMark()
{
    for (CodeView *view : {m_request, m_response, m_log}) {
        if (view->isVisible())
            view->showMark(0);
    }
}

bool DetailPane::hasContent(Tab tab) const
{
    switch (tab) {
    case Summary:
        return true;
    case Request:
    case Response:
        return m_model->exchangeOf(m_row) != nullptr;
    case Sql:
        return m_model->hasQuery(m_row);
    case BackendLog:
        return m_model->facts().printed;
    case Explanation:
        return m_narrow && ExplanationPane::explains(*m_model, m_row);
    case TabCount:
        break;
    }
    return false;
}

void DetailPane::showRow(const RunRow *row)
{
    m_row = row;
    refresh();
}

bool DetailPane::isBehind() const
{
    return m_row && m_row->endMs != m_shownEnd;
}

void DetailPane::refresh()
{
    m_shownEnd = m_row ? m_row->endMs : -1;
    m_switching = true;
    for (int tab = 0; tab < TabCount; ++tab) {
        const bool enabled = hasContent(static_cast<Tab>(tab));
        if (m_tabs->isTabEnabled(tab) != enabled)
            m_tabs->setTabEnabled(tab, enabled);
        if (tab == Explanation && m_tabs->isTabVisible(tab) != enabled)
            m_tabs->setTabVisible(tab, enabled);
    }
    m_tabs->updateGeometry(); // It does not by itself.
    m_switching = false;
    Tab shown = m_wanted;
    if (!hasContent(shown))
        shown = m_row && m_row->kind == RunRow::Kind::Query ? Sql : Summary;
    refreshBar();
    showTab(shown);
}

void DetailPane::chooseTab(Tab tab)
{
    if (!hasContent(tab))
        return;
    m_wanted = tab;
    showTab(tab);
}

void DetailPane::showTab(Tab tab)
{
    m_tab = tab;
    m_switching = true;
    m_tabs->setCurrentIndex(tab);
    m_switching = false;
    fill(tab);
    m_pages->setCurrentIndex(tab);
}

void DetailPane::fill(Tab tab)
{
    const RunEvent *event = m_model->exchangeOf(m_row);
    switch (tab) {
    case Summary:
        m_summary->showRow(m_row);
        break;
    case Request:
    case Response: {
        const Exchange exchange = event ? exchangeFromJson(event->data) : Exchange{};
        const auto marked = tab == Request ? requesttext::request(exchange) : requesttext::response(exchange);
        CodeView *view = tab == Request ? m_request : m_response;
        if (view->toPlainText() != marked.text || view->marks().size() != marked.marks.size()) {
            view->setCode(marked.text);
            view->setMarks(marked.marks);
            if (!marked.marks.isEmpty())
                view->showMark(0);
        }
        const bool explained = !m_narrow && ExplanationPane::explains(*m_model, m_row);
        m_side->setVisible(explained);
        m_sideLine->setVisible(explained);
        if (tab == Response && explained)
            m_side->showRow(m_row);
        break;
    }
    case Sql: {
        QString text;
        QList<CodeView::Mark> marks;
        const auto add = [&](const RunEvent &query) {
            if (query.kind != EventKind::Query)
                return;
            if (!text.isEmpty())
                text += QStringLiteral("\n\n");
            const int lines = static_cast<int>(text.count(u'\n'));
            const auto marked = requesttext::statement(query.data);
            text += marked.text;
            for (CodeView::Mark mark : marked.marks) {
                mark.line += lines;
                marks.append(mark);
            }
        };
        if (m_row) {
            for (const RunEvent *query : m_model->eventsBelow(m_row))
                add(*query);
        } else {
            for (const RunEvent &query : m_model->events())
                add(query);
        }
        m_sql->setCode(text, false);
        m_sql->setMarks(marks);
        break;
    }
    case BackendLog:
        fillLog();
        break;
    case Explanation:
        m_explanation->showRow(m_row);
        break;
    case TabCount:
        break;
    }
}

void DetailPane::fillLog()
{
    QString text;
    QList<CodeView::Mark> marks;
    int line = 0;
    for (qsizetype i = 0; i < static_cast<qsizetype>(m_model->events().size()); ++i) {
        const QString said =
            m_model->events()[static_cast<size_t>(i)].data[QLatin1String("backend_log")].toString();
        if (said.isEmpty())
            continue;
        const RunRow *owner = m_model->rowOfEvent(i);
        bool ofRow = false;
        for (const RunRow *at = owner; at && m_row; at = at->parent)
            ofRow = ofRow || at == m_row;
        const int lines = static_cast<int>(said.count(u'\n')) + 1;
        const bool bad = said.contains(QStringLiteral("❌"));
        for (int k = 0; k < lines && ofRow; ++k)
            marks.append({line + k + 1, bad ? Status::Fail : Status::Info, tr("Printed by this step."), {}});
        line += lines;
        text += text.isEmpty() ? said : u'\n' + said;
    }
    m_log->setCode(text, false);
    m_log->setMarks(marks);
    if (!marks.isEmpty())
        m_log->showMark(0);
}

void DetailPane::refreshBar()
{
    const RunFacts &facts = m_model->facts();
    const bool empty = m_model->events().empty();
    m_glyph->setVisible(!empty);
    m_copy->setVisible(!empty);
    if (!m_row) {
        m_title->setText(empty ? QString{} : tr("Whole run"));
        m_subtitle->setText(facts.cid.isEmpty() ? facts.id.toString(QUuid::WithoutBraces) : facts.cid);
        if (empty)
            m_subtitle->clear();
        makeRoomForTabs();
        m_glyph->setStatus(facts.outcome       ? statusOf(*facts.outcome)
                           : facts.interrupted ? Status::Blocked
                                               : Status::Running,
                           facts.outcome ? word(*facts.outcome) : QString{});
        return;
    }
    m_glyph->setStatus(m_row->status, RunModel::statusWord(m_row));
    const int number = RunModel::stepNumber(m_row);
    const RunEvent *exchange = m_model->exchangeOf(m_row);
    const bool step = m_row->kind == RunRow::Kind::Step;
    const bool request = m_row->kind == RunRow::Kind::Exchange;
    const QString name =
        step || !m_row->step ? m_row->name : runtexts::stepName(*m_row->step, m_row->attempt);
    m_title->setText(number > 0
                         ? tr("Step %1: %2").arg(number).arg(request && !m_row->step ? tr("Request") : name)
                     : request ? tr("Request")
                               : m_row->name.left(60));
    m_subtitle->setText(exchange ? runtexts::requestLine(exchange->data[QLatin1String("method")].toString(),
                                                         exchange->data[QLatin1String("url")].toString())
                                 : QString{});
    makeRoomForTabs();
}

/// What the row is called stands in the steps as well: the tabs come first.
void DetailPane::makeRoomForTabs()
{
    const int others = space::small + space::medium + 4 * space::base + m_glyph->sizeHint().width() +
                       m_copy->sizeHint().width();
    const int room = width() - others - m_tabs->sizeHint().width();
    const int title = m_title->sizeHint().width();
    m_title->setVisible(room >= title);
    // Empty, it would still be a stop for Tab.
    m_subtitle->setVisible(!m_subtitle->text().isEmpty() &&
                           room >= title + m_subtitle->minimumSizeHint().width());
}

void DetailPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoomForTabs();
}

void DetailPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        makeRoomForTabs();
}

} // namespace chatsync::ui
