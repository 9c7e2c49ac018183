// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QListView;

namespace chatsync::ui {

class EnvironmentListModel;
class VerdictBanner;

/// The environments, and what is done with the whole of one: use, add, duplicate, remove, import, export.
class EnvironmentList final : public QWidget {
    Q_OBJECT
public:
    /// The model is borrowed.
    explicit EnvironmentList(EnvironmentListModel *model, QWidget *parent = nullptr);

    QListView *view() const { return m_view; }
    /// Empty: none.
    QString current() const;
    void setCurrent(const QString &key);
    /// What may be done with the chosen one, and why not.
    void allow(bool use, const QString &useReason, bool remove, const QString &removeReason);
    /// Below the heading: the file cannot be read, an import's outcome. With @p action its text is offered.
    VerdictBanner *banner() const { return m_banner; }

Q_SIGNALS:
    void chosen(const QString &key);
    void useRequested();
    void addRequested();
    void duplicateRequested();
    void removeRequested();
    void importRequested();
    void exportRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildFoot();

    EnvironmentListModel *m_model;
    QListView *m_view;
    VerdictBanner *m_banner;
    QAction *m_use;
    QAction *m_duplicate;
    QAction *m_remove;
};

} // namespace chatsync::ui
