// SPDX-License-Identifier: MIT
#include "ui/settings/appearancepage.h"

#include "ui/theme/consolestyle.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMetaEnum>
#include <QPushButton>

namespace chatsync::ui {

namespace {

constexpr int columnWidth = 424;
constexpr int sizeWidth = 64;
constexpr double leastSize = 0.8;
constexpr double mostSize = 2.0;

QString valueOf(Theme::Scheme scheme)
{
    return QString::fromLatin1(QMetaEnum::fromType<Theme::Scheme>().valueToKey(static_cast<int>(scheme)));
}

} // namespace

AppearancePage::AppearancePage(QWidget *parent)
    : QWidget(parent)
    , m_scheme(new SegmentedControl)
    , m_size(new QLabel)
    , m_smaller(new QPushButton(tr("Smaller")))
    , m_larger(new QPushButton(tr("Larger")))
{
    setSurface(this, Surface::Base);
    m_scheme->addSegment(valueOf(Theme::Scheme::System), tr("As the system"),
                         tr("Light or dark as the desktop wants it"));
    m_scheme->addSegment(valueOf(Theme::Scheme::Light), tr("Light"), tr("Dark text on a light ground"));
    m_scheme->addSegment(valueOf(Theme::Scheme::Dark), tr("Dark"), tr("Light text on a dark ground"));
    m_smaller->setToolTip(tr("Makes all text a step smaller"));
    m_larger->setToolTip(tr("Makes all text a step larger"));
    setFontRole(m_size, FontRole::Mono);
    m_size->setAlignment(Qt::AlignCenter);
    auto *size = new QWidget;
    auto *row = new QHBoxLayout(size);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::base);
    row->addWidget(m_smaller);
    row->addWidget(m_size);
    row->addWidget(m_larger);
    row->addStretch();
    auto *defaults = new QPushButton(tr("Restore the default layout"));
    defaults->setToolTip(tr("Window, panes, columns and text size as they were at first"));
    auto *foot = new QHBoxLayout;
    foot->addWidget(defaults);
    foot->addStretch();

    auto *column = new QWidget(this);
    auto *fields = new QVBoxLayout(column);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(space::page);
    fields->addWidget(new FormField(tr("Colours"), m_scheme));
    fields->addWidget(new FormField(tr("Text size"), size));
    fields->addLayout(foot);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::page, space::page, space::page);
    layout->addWidget(column, 0, Qt::AlignLeading);
    layout->addStretch();
    followTheme(this, [this, column] {
        column->setFixedWidth(theme().scaled(columnWidth));
        m_size->setFixedWidth(theme().scaled(sizeWidth));
        refresh();
    });

    connect(m_scheme, &SegmentedControl::valueChanged, this, [this](const QString &value) {
        if (!m_refreshing)
            Q_EMIT schemeChosen(static_cast<Theme::Scheme>(
                QMetaEnum::fromType<Theme::Scheme>().keyToValue(value.toLatin1().constData())));
    });
    connect(m_smaller, &QPushButton::clicked, this, &AppearancePage::smallerRequested);
    connect(m_larger, &QPushButton::clicked, this, &AppearancePage::largerRequested);
    connect(defaults, &QPushButton::clicked, this, &AppearancePage::defaultsRequested);
}

void AppearancePage::refresh()
{
    m_refreshing = true;
    m_scheme->setValue(valueOf(theme().scheme()));
    m_refreshing = false;
    const double size = theme().textSize();
    m_size->setText(tr("%1 %").arg(QLocale().toString(qRound(size * 100))));
    m_size->setAccessibleName(tr("Text size: %1").arg(m_size->text()));
    m_smaller->setEnabled(size > leastSize + 0.01);
    m_larger->setEnabled(size < mostSize - 0.01);
}

} // namespace chatsync::ui
