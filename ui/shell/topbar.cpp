// SPDX-License-Identifier: MIT
#include "ui/shell/topbar.h"

#include "ui/theme/accessiblerole.h"
#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/theme.h"
#include "ui/widgets/healthindicator.h"
#include "ui/widgets/lookupfield.h"

#include <QBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>

namespace chatsync::ui {

namespace {

constexpr int markSize = 28;
constexpr int widestLookUp = 560;

class Mark final : public QWidget {
public:
    explicit Mark(QWidget *parent)
        : QWidget(parent)
    {
        setFixedWidth(railWidth);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        icon(Icon::ProductMark)
            .paint(&painter,
                   QRect((width() - markSize) / 2 + 2, (height() - markSize) / 2, markSize, markSize));
    }
};

void tell(HealthIndicator *indicator, const ServiceHealth &health)
{
    switch (health.state) {
    case ServiceHealth::State::NotSetUp:
    case ServiceHealth::State::Checking:
        indicator->setNotSetUp();
        indicator->setToolTip(TopBar::tr("Being asked"));
        break;
    case ServiceHealth::State::Up:
    case ServiceHealth::State::Slow:
        indicator->setLatency(static_cast<int>(health.latency.count()));
        indicator->setToolTip(health.detail);
        break;
    case ServiceHealth::State::Down:
        indicator->setDown();
        indicator->setToolTip(health.error.what + u'\n' + health.error.advice);
        break;
    }
}

} // namespace

EnvironmentKind kindOf(const RunEnvironment &environment)
{
    if (environment.kind == QLatin1String("sandbox"))
        return EnvironmentKind::Sandbox;
    const QString host = QUrl(environment.streamUrl).host();
    const bool here = host == QLatin1String("localhost") || host == QLatin1String("127.0.0.1") ||
                      host == QLatin1String("::1");
    return here || environment.kind == QLatin1String("staging") ? EnvironmentKind::Staging
                                                                : EnvironmentKind::Production;
}

TopBar::TopBar(QWidget *parent)
    : QWidget(parent)
    , m_strip(new EnvironmentStrip(stripHeight, this))
    , m_lookUp(new LookUpField(this))
    , m_database(new HealthIndicator(tr("Database"), this))
    , m_streamChat(new HealthIndicator(tr("StreamChat"), this))
    , m_backend(new HealthIndicator(tr("Backend"), this))
    , m_pill(new EnvironmentPill(this))
    , m_menu(new QToolButton(this))
{
    setAccessibleRole(this, QAccessible::ToolBar);
    setSurface(this, Surface::Window);
    followTheme(this, [this] { setFixedHeight(theme().height(Height::TopBar)); });
    m_lookUp->setPlaceholderText(tr("Paste an error, an id or a name, or find an action"));
    m_lookUp->setToolTip(m_lookUp->placeholderText());
    m_lookUp->setAccessibleName(tr("Find a person, a run or an action"));
    m_lookUp->setMaximumWidth(widestLookUp);
    m_backend->setNotSetUp();
    m_backend->setToolTip(tr("The console talks to StreamChat itself; no backend is asked."));
    for (HealthIndicator *indicator : {m_database, m_streamChat})
        connect(indicator, &QPushButton::clicked, this, &TopBar::healthClicked);
    m_strip->setFixedHeight(stripHeight);
    m_menu->setIcon(icon(
        Icon::Menu, +[] { return theme().tokens().text2; }));
    m_menu->setAutoRaise(true);
    m_menu->setFixedSize(30, 30);
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setToolTip(tr("Every action of the window (F10)"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 1);
    column->setSpacing(0);
    column->addWidget(m_strip);
    auto *below = new QWidget(this); // A bare row would leave room above the strip.
    auto *row = new QHBoxLayout(below);
    row->setContentsMargins(0, 0, space::base, 0);
    row->setSpacing(0);
    row->addWidget(new Mark(this));
    row->addSpacing(space::medium);
    row->addWidget(m_lookUp, 1);
    row->addStretch();
    row->addSpacing(space::medium);
    row->addWidget(m_database);
    row->addSpacing(space::small);
    row->addWidget(m_streamChat);
    row->addSpacing(space::small);
    row->addWidget(m_backend);
    row->addSpacing(space::base);
    row->addWidget(m_pill);
    row->addSpacing(space::small);
    row->addWidget(m_menu);
    column->addWidget(below, 1);
}

void TopBar::setEnvironment(const RunEnvironment &environment)
{
    const EnvironmentKind kind = kindOf(environment);
    m_strip->setKind(kind);
    m_pill->setEnvironment(kind, environment.name);
    m_pill->setToolTip(tr("StreamChat: %1\nDatabase: %2").arg(environment.streamUrl, environment.database));
}

void TopBar::setHealth(const ServiceHealth &database, const ServiceHealth &streamChat)
{
    tell(m_database, database);
    tell(m_streamChat, streamChat);
}

void TopBar::setMenu(QMenu *menu)
{
    setAccessiblePopup(this, menu);
    connect(m_menu, &QToolButton::clicked, menu, [this, menu] {
        // Not exec(): nothing waits for a menu.
        const QPoint corner = m_menu->mapToGlobal(QPoint(m_menu->width(), m_menu->height()));
        menu->popup(corner - QPoint(menu->sizeHint().width(), 0));
    });
}

void TopBar::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    drawEdge(painter, rect(), Qt::BottomEdge, theme().tokens().line);
}

} // namespace chatsync::ui
