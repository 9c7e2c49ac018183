// SPDX-License-Identifier: MIT
#pragma once

#include "core/checklist/order.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace chatsync::ui {

class ChecklistBackend;
class FormField;
class SegmentedControl;

/// How a checklist is performed: who does the work, what is under test, who tests, which log is read.
class OrderPanel final : public QWidget {
    Q_OBJECT
public:
    /// The backend is borrowed.
    explicit OrderPanel(ChecklistBackend *backend, QWidget *parent = nullptr);

    /// Target, settings, build and tester of @p order.
    void apply(checklist::Order &order) const;
    QString logFile() const;
    QString tester() const;
    void setLocked(bool locked);
    /// Another environment is in use.
    void showEnvironment();

    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

    SegmentedControl *target() const { return m_target; }
    QComboBox *preset() const { return m_preset; }

Q_SIGNALS:
    void changed();

private:
    void refresh();
    void chooseLog();

    ChecklistBackend *m_backend;
    SegmentedControl *m_target;
    QComboBox *m_preset;
    QLineEdit *m_build;
    QLineEdit *m_tester;
    QLineEdit *m_log;
    FormField *m_presetField;
    FormField *m_logField;
    QWidget *m_logRow;
};

} // namespace chatsync::ui
