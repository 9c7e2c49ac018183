// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace chatsync::ui {

/// A label above its field and, when something is wrong, a sentence below it.
class FormField final : public QWidget {
    Q_OBJECT
public:
    /// Takes @p field over and gives it the label as its accessible name.
    FormField(const QString &label, QWidget *field, QWidget *parent = nullptr);

    /// Stands behind the label, e.g. a count.
    void setTrailing(QWidget *widget);
    /// Empty: nothing is wrong.
    void setError(const QString &sentence);
    QString error() const;
    QWidget *field() const { return m_field; }

private:
    QWidget *m_field;
    QHBoxLayout *m_head;
    QLabel *m_error;
    QString m_sentence; ///< What is wrong, as it was given
};

} // namespace chatsync::ui
