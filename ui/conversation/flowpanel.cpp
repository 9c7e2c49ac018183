// SPDX-License-Identifier: MIT
#include "ui/conversation/flowpanel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

namespace chatsync::ui {
namespace {

constexpr double longestWait = 600;
constexpr int mostAttempts = 10;

QLabel *sentence(FontRole role, Ink ink)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setFontRole(label, role);
    setInk(label, ink);
    return label;
}

double secondsOf(std::chrono::milliseconds duration)
{
    return static_cast<double>(duration.count()) / 1000.0;
}

std::chrono::milliseconds millisecondsOf(double seconds)
{
    return std::chrono::milliseconds{qRound64(seconds * 1000.0)};
}

QString descriptionOf(Preset preset)
{
    switch (preset) {
    case Preset::Hardened:
        return FlowPanel::tr(
            "Upsert, wait, create. On missing members, ask who is missing, wait, upsert again and retry.");
    case Preset::Documented:
        return FlowPanel::tr(
            "Upsert, wait, create. On failure, wait, upsert everyone again, create once more.");
    case Preset::Unsynced:
        return FlowPanel::tr("Upsert the initiator alone and create at once. Reproduces the bug.");
    }
    Q_UNREACHABLE();
}

QDoubleSpinBox *secondsBox()
{
    auto *box = new QDoubleSpinBox;
    box->setRange(0, longestWait);
    box->setDecimals(1);
    box->setSingleStep(0.5);
    box->setSuffix(FlowPanel::tr(" s"));
    setFontRole(box, FontRole::Mono);
    return box;
}

} // namespace

FlowPanel::FlowPanel(QWidget *parent)
    : QWidget(parent)
    , m_presets(new SegmentedControl)
    , m_description(sentence(FontRole::Caption, Ink::Secondary))
    , m_deviations(new CollapsibleSection(tr("Differs from the documented flow")))
    , m_count(new Badge(QStringLiteral("0"), Badge::Look::Count))
    , m_sentences(new QVBoxLayout)
    , m_warning(sentence(FontRole::Caption, Ink::Warn))
    , m_wait(secondsBox())
    , m_retryWait(secondsBox())
    , m_attempts(new QSpinBox)
    , m_creator(new QCheckBox(tr("Send created_by_id")))
{
    m_presets->addSegment(toString(Preset::Hardened), tr("Hardened"),
                          tr("The eight steps, made safe and sure"));
    m_presets->addSegment(toString(Preset::Documented), tr("As documented"),
                          tr("The eight steps to the letter"));
    m_presets->addSegment(toString(Preset::Unsynced), tr("Before the fix"),
                          tr("The backend as it was when conversations failed"));
    for (const Preset preset : {Preset::Hardened, Preset::Documented, Preset::Unsynced})
        m_values.insert(static_cast<int>(preset), settingsOf(preset));
    m_creator->setToolTip(
        tr("StreamChat requires it of a creation by a server; the documented flow leaves it out."));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new FormField(tr("Flow"), m_presets));
    layout->addSpacing(space::small);
    layout->addWidget(m_description);
    layout->addSpacing(space::base);
    layout->addWidget(buildDeviations());
    layout->addSpacing(space::base);
    layout->addWidget(buildValues());
    layout->addWidget(m_warning);
    layout->addWidget(m_creator);

    connect(m_presets, &SegmentedControl::valueChanged, this, &FlowPanel::showPreset);
    const auto turned = [this] {
        if (m_showing)
            return;
        m_values.insert(static_cast<int>(settings().preset), settings());
        refresh();
        Q_EMIT changed();
    };
    connect(m_wait, &QDoubleSpinBox::valueChanged, this, turned);
    connect(m_retryWait, &QDoubleSpinBox::valueChanged, this, turned);
    connect(m_attempts, &QSpinBox::valueChanged, this, turned);
    connect(m_creator, &QCheckBox::toggled, this, turned);
    showPreset(m_presets->value());
}

QWidget *FlowPanel::buildDeviations()
{
    auto *content = new QWidget;
    m_sentences->setContentsMargins(0, space::hair, 0, 0);
    m_sentences->setSpacing(space::tiny);
    content->setLayout(m_sentences);
    m_deviations->setContent(content);
    m_deviations->setTrailing(m_count);
    return m_deviations;
}

QWidget *FlowPanel::buildValues()
{
    m_attempts->setRange(1, mostAttempts);
    setFontRole(m_attempts, FontRole::Mono);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::base + space::hair);
    layout->addWidget(new FormField(tr("After upsert"), m_wait), 1);
    layout->addWidget(new FormField(tr("Before retry"), m_retryWait), 1);
    layout->addWidget(new FormField(tr("Attempts"), m_attempts), 1);
    return row;
}

FlowSettings FlowPanel::settings() const
{
    FlowSettings settings = settingsOf(presetFrom(m_presets->value()).value_or(Preset::Hardened));
    if (settings.preset == Preset::Unsynced)
        return settings;
    settings.wait = millisecondsOf(m_wait->value());
    settings.retryWait = millisecondsOf(m_retryWait->value());
    settings.attempts = m_attempts->value();
    if (settings.preset == Preset::Documented)
        settings.sendCreator = m_creator->isChecked();
    return settings;
}

void FlowPanel::setSettings(const FlowSettings &settings)
{
    m_values.insert(static_cast<int>(settings.preset), settings);
    m_presets->setValue(toString(settings.preset));
    showPreset(toString(settings.preset));
}

void FlowPanel::setLocked(bool locked)
{
    m_locked = locked;
    m_presets->setEnabled(!locked);
    m_creator->setEnabled(!locked);
    refresh();
}

void FlowPanel::showPreset(const QString &value)
{
    const Preset preset = presetFrom(value).value_or(Preset::Hardened);
    const FlowSettings settings = m_values.value(static_cast<int>(preset));
    m_showing = true;
    m_wait->setValue(secondsOf(settings.wait));
    m_retryWait->setValue(secondsOf(settings.retryWait));
    m_attempts->setValue(settings.attempts);
    m_creator->setChecked(settings.sendCreator);
    m_showing = false;
    refresh();
    Q_EMIT changed();
}

void FlowPanel::refresh()
{
    const FlowSettings now = settings();
    m_description->setText(descriptionOf(now.preset));
    const QStringList deviations = deviationsOf(now);
    m_deviations->setVisible(!deviations.isEmpty());
    m_count->setText(QLocale().toString(deviations.size()));
    while (m_sentences->count() < deviations.size())
        m_sentences->addWidget(sentence(FontRole::Caption, Ink::Primary));
    for (int i = 0; i < m_sentences->count(); ++i) {
        auto *label = static_cast<QLabel *>(m_sentences->itemAt(i)->widget());
        label->setVisible(i < deviations.size());
        label->setText(deviations.value(i).isEmpty() ? QString()
                                                     : QStringLiteral("• ") + deviations.value(i));
    }
    const QStringList warnings = warningsOf(now);
    m_warning->setText(warnings.join(u'\n'));
    m_warning->setVisible(!warnings.isEmpty());
    m_warning->setContentsMargins(0, space::small, 0, 0);
    m_creator->setVisible(now.preset == Preset::Documented);

    const bool turnable = !m_locked && now.preset != Preset::Unsynced;
    for (QAbstractSpinBox *box :
         {static_cast<QAbstractSpinBox *>(m_wait), static_cast<QAbstractSpinBox *>(m_retryWait),
          static_cast<QAbstractSpinBox *>(m_attempts)})
        box->setEnabled(turnable);
}

} // namespace chatsync::ui
