// SPDX-License-Identifier: MIT
#pragma once

#include "core/sync/preset.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;
class QVBoxLayout;

namespace chatsync::ui {

class Badge;
class CollapsibleSection;
class SegmentedControl;

/// Which flow is performed, how it differs from the documented one, and what can be turned at it. Each preset
/// keeps its own values while another one is looked at.
class FlowPanel final : public QWidget {
    Q_OBJECT
public:
    explicit FlowPanel(QWidget *parent = nullptr);

    FlowSettings settings() const;
    void setSettings(const FlowSettings &settings);
    void setLocked(bool locked);

Q_SIGNALS:
    void changed();

private:
    QWidget *buildDeviations();
    QWidget *buildValues();
    void showPreset(const QString &value);
    void refresh();

    SegmentedControl *m_presets;
    QLabel *m_description;
    CollapsibleSection *m_deviations;
    Badge *m_count;
    QVBoxLayout *m_sentences;
    QLabel *m_warning;
    QDoubleSpinBox *m_wait;
    QDoubleSpinBox *m_retryWait;
    QSpinBox *m_attempts;
    QCheckBox *m_creator;
    QHash<int, FlowSettings> m_values; ///< By preset
    bool m_locked = false;
    bool m_showing = false;
};

} // namespace chatsync::ui
