// SPDX-License-Identifier: MIT
#pragma once

#include <QStackedWidget>

class QPushButton;
class QVBoxLayout;

namespace chatsync::ui {

class EmptyState;

/// What stands there before a log is open: how to bring one, examples, the logs of last time; or why one
/// cannot be read.
class LogHome final : public QStackedWidget {
    Q_OBJECT
public:
    explicit LogHome(QWidget *parent = nullptr);

    void showExamples();
    void showError(const QString &heading, const QString &text);
    void setRecent(const QStringList &paths);
    QString heading() const { return m_heading; }

Q_SIGNALS:
    void openRequested();
    void pasteRequested();
    void exampleChosen(const QString &name, const QString &text);
    void recentChosen(const QString &path);

private:
    QWidget *makeExamples();

    QVBoxLayout *m_recent = nullptr;
    QWidget *m_recentArea = nullptr;
    QWidget *m_examples;
    EmptyState *m_error;
    QString m_heading;
};

/// A log in which a participant is missing, as OneCrew's backend prints it; people of the demo.
QString exampleOfFailure();
/// The same, by a backend that prints StreamChat's error whole: with a token in it (of nobody).
QString exampleOfLeak();

} // namespace chatsync::ui
