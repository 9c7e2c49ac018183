// SPDX-License-Identifier: MIT
#include "ui/settings/settingspage.h"

#include "ui/theme/theme.h"
#include "ui/widgets/panebar.h"

#include <QBoxLayout>
#include <QStackedWidget>
#include <QTabBar>

namespace chatsync::ui {

SettingsPage::SettingsPage(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget(this))
{
    setSurface(this, Surface::Base);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Settings"));
    auto *bar = new PaneBar(Qt::BottomEdge, this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::base, 0, space::base, 1);
    row->addWidget(m_tabs, 0, Qt::AlignBottom);
    row->addStretch();
    followTheme(bar, [bar] { bar->setFixedHeight(theme().height(Height::TabBar)); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

void SettingsPage::addPage(const QString &title, QWidget *page)
{
    m_pages->addWidget(page);
    page->setAccessibleName(title);
    m_tabs->addTab(title);
}

int SettingsPage::current() const
{
    return m_tabs->currentIndex();
}

void SettingsPage::setCurrent(int index)
{
    m_tabs->setCurrentIndex(index);
}

} // namespace chatsync::ui
