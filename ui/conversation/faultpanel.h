// SPDX-License-Identifier: MIT
#pragma once

#include "core/sandbox/fault.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace chatsync::ui {

class Badge;
class CollapsibleSection;

/// What the sandbox is told to do wrong: the whole catalogue, each with its effect; chosen ones take their
/// value.
class FaultPanel final : public QWidget {
    Q_OBJECT
public:
    explicit FaultPanel(QWidget *parent = nullptr);

    /// `NAME[=VALUE]` each, in the order of the catalogue.
    QStringList faults() const;
    /// Unknown ones are left out.
    void setFaults(const QStringList &faults);
    /// What stands in a new fault that wants somebody: a Stream user id of the form's participants.
    void setSuggestedId(const QString &streamUserId) { m_suggestedId = streamUserId; }
    void setLocked(bool locked);
    /// The field whose value cannot be used, made visible; null when all can.
    QWidget *showFirstProblem();
    bool isOpen() const;
    void setOpen(bool open);

Q_SIGNALS:
    void changed();

private:
    struct Row {
        sandbox::FaultKind kind;
        QWidget *widget = nullptr;
        QCheckBox *check = nullptr;
        QLineEdit *value = nullptr; ///< Null when it takes none
        QLabel *error = nullptr;
    };

    Row buildRow(const sandbox::FaultKind &kind);
    QString textOf(const Row &row) const;
    bool checkRow(const Row &row);
    void showRow(const Row &row);
    void filter(const QString &text);
    void refresh();

    CollapsibleSection *m_section;
    QLineEdit *m_filter;
    QLabel *m_none;
    QList<Row> m_rows;
    QString m_suggestedId;
};

} // namespace chatsync::ui
