// SPDX-License-Identifier: MIT
#include "ui/lookup/detailtabs.h"

#include "ui/runs/pieces.h"
#include "ui/runs/requesttext.h"
#include "ui/theme/paint.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

namespace chatsync::ui {

namespace {

constexpr int leastHeight = 24; ///< What is above needs the room more; the splitter gives it back

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

/// The table, or one sentence where it has no rows.
class TablePage final : public QStackedWidget {
public:
    TablePage(QTableView *table, const QString &none, QWidget *parent)
        : QStackedWidget(parent)
        , m_table(table)
    {
        auto *empty = new QLabel(none, this);
        empty->setTextFormat(Qt::PlainText);
        empty->setWordWrap(true);
        empty->setAlignment(Qt::AlignLeading | Qt::AlignTop);
        empty->setContentsMargins(space::page, space::medium, space::page, space::medium);
        setInk(empty, Ink::Secondary);
        table->setMinimumHeight(2 * leastHeight);
        addWidget(table);
        addWidget(empty);
        connect(table->model(), &QAbstractItemModel::modelReset, this, [this] { refresh(); });
        refresh();
    }

private:
    void refresh() { setCurrentIndex(m_table->model()->rowCount() > 0 ? 0 : 1); }

    QTableView *m_table;
};

} // namespace

DetailTabs::DetailTabs(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_pages(new QStackedWidget(this))
{
    setSurface(this, Surface::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new Bar(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::medium, 1, space::medium, 1);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setAccessibleName(tr("Details"));
    row->addWidget(m_tabs);
    row->addStretch();
    followTheme(bar, [bar] { bar->setFixedHeight(theme().height(Height::TabBar) + 2); });
    layout->addWidget(bar);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

int DetailTabs::addTab(const QString &title, QWidget *page)
{
    m_pages->addWidget(page);
    const int tab = m_tabs->addTab(title);
    m_tabs->setTabToolTip(tab, tr("%1 (Alt+%2)").arg(title).arg(tab + 1));
    auto *keys = new QShortcut(QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + tab)), this);
    keys->setContext(Qt::WindowShortcut); // Only that of a card that is shown is enabled.
    connect(keys, &QShortcut::activated, this, [this, tab] { setCurrent(tab); });
    return tab;
}

int DetailTabs::addTable(const QString &title, QTableView *table, const QString &none)
{
    return addTab(title, new TablePage(table, none, m_pages));
}

void DetailTabs::setCount(int tab, int count)
{
    auto *badge = qobject_cast<Badge *>(m_tabs->tabButton(tab, QTabBar::RightSide));
    if (count < 0) {
        m_tabs->setTabButton(tab, QTabBar::RightSide, nullptr);
        return;
    }
    if (!badge) {
        badge = new Badge({}, Badge::Look::Count, m_tabs);
        m_tabs->setTabButton(tab, QTabBar::RightSide, badge);
    }
    badge->setText(QLocale().toString(count));
    badge->resize(badge->sizeHint());
    m_tabs->updateGeometry();
}

void DetailTabs::setCurrent(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

int DetailTabs::current() const
{
    return m_tabs->currentIndex();
}

QWidget *DetailTabs::page(int tab) const
{
    return m_pages->widget(tab);
}

RawPage::RawPage(QWidget *parent)
    : QWidget(parent)
    , m_which(new SegmentedControl(this))
    , m_code(new CodeView(this))
{
    setSurface(this, Surface::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::pane, space::small, space::pane, space::small);
    m_which->addSegment(QStringLiteral("facts"), tr("Facts"), tr("All that is known, as JSON"));
    m_which->addSegment(QStringLiteral("requests"), tr("StreamChat"), tr("Each request and its answer"));
    m_which->addSegment(QStringLiteral("sql"), tr("SQL"), tr("Each statement with what was bound"));
    row->addWidget(m_which);
    row->addStretch();
    layout->addLayout(row);
    layout->addWidget(m_code, 1);
    m_code->setAccessibleName(tr("Raw data"));
    m_code->setMinimumHeight(leastHeight);
    connect(m_which, &SegmentedControl::valueChanged, this, &RawPage::refresh);
}

void RawPage::setSource(const QByteArray &facts, const diagnosis::LookupResult &result)
{
    m_facts = requesttext::prettyJson(QString::fromUtf8(facts));
    m_requests.clear();
    m_sql.clear();
    m_lines.clear();
    const auto append = [](QString &text, const QString &part) {
        if (!text.isEmpty())
            text += QStringLiteral("\n\n");
        text += part;
    };
    for (const Exchange &exchange : result.exchanges) {
        append(m_requests, {});
        m_lines.insert(exchange.endpoint, static_cast<int>(m_requests.count(u'\n')) + 1);
        m_requests += requesttext::request(exchange).text;
        append(m_requests, requesttext::response(exchange).text);
    }
    for (const QueryTrace &query : result.queries)
        append(m_sql, requesttext::statement(toJson(query)).text);
    refresh();
}

void RawPage::refresh()
{
    const QString which = m_which->value();
    const QString text = which == QLatin1String("facts")      ? m_facts
                         : which == QLatin1String("requests") ? m_requests
                                                              : m_sql;
    const QString shown = text.isEmpty() ? tr("Nothing was asked.") : text;
    if (m_code->toPlainText() != shown)
        m_code->setCode(shown, which != QLatin1String("sql"));
    m_code->setMarks({});
}

void RawPage::showRequest(const QString &endpoint)
{
    m_which->setValue(QStringLiteral("requests"));
    refresh();
    if (!m_lines.contains(endpoint))
        return;
    m_code->setMarks({{m_lines.value(endpoint), Status::Info, tr("The evidence was read here."), {}}});
    m_code->showMark(0);
}

bool RawPage::showEvidence(const diagnosis::Evidence &evidence)
{
    using Link = diagnosis::Evidence::Link;
    if (evidence.link == Link::Row)
        showRow(evidence.target);
    else if (evidence.link == Link::Request)
        showRequest(evidence.target);
    return evidence.link == Link::Row || evidence.link == Link::Request;
}

void RawPage::showRow(const QString &row)
{
    m_which->setValue(QStringLiteral("facts"));
    refresh();
    const QString id = row.section(u'/', -1);
    const qsizetype at = m_facts.indexOf(id);
    if (id.isEmpty() || at < 0)
        return;
    const int line = static_cast<int>(QStringView(m_facts).left(at).count(u'\n')) + 1;
    m_code->setMarks({{line, Status::Info, tr("The row the evidence comes from."), {}}});
    m_code->showMark(0);
}

} // namespace chatsync::ui
