// SPDX-License-Identifier: MIT
#pragma once

#include <QStackedWidget>

class QLabel;
class QPushButton;

namespace chatsync::ui {

class EmptyState;

/// What stands where a card would be: examples before the first look-up, what was looked for when nothing was
/// recognised, a ring while nothing is there yet, an error.
class LookUpHome final : public QStackedWidget {
    Q_OBJECT
public:
    explicit LookUpHome(QWidget *parent = nullptr);

    void showExamples();
    void showSearching();
    /// @p heading and @p text as the recognition says.
    void showNothing(const QString &heading, const QString &text);
    void showError(const QString &heading, const QString &text);
    QString heading() const { return m_heading; }

Q_SIGNALS:
    void exampleChosen(const QString &text);
    void cancelRequested();
    void retryRequested();
    void typingRequested();

private:
    QWidget *makeExamples();

    QWidget *m_examples;
    EmptyState *m_searching;
    EmptyState *m_nothing;
    EmptyState *m_error;
    QString m_heading;
};

} // namespace chatsync::ui
