// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/result.h"
#include "ui/shell/view.h"

#include <QWidget>

class QSplitter;

namespace chatsync::ui {

class RunsList;
class RunView;

/// Every run that was kept, and the one that is looked at. Runs under way show up and move on by themselves.
class RunsPage final : public QWidget, public RemembersState {
    Q_OBJECT
public:
    explicit RunsPage(Console *console, QWidget *parent = nullptr);

    void open(const QUuid &run);
    RunsList *list() const { return m_list; }
    RunView *runView() const { return m_run; }

    QByteArray saveState() const override;
    bool restoreState(const QByteArray &state) override;

Q_SIGNALS:
    void newConversationRequested();
    void failed(const chatsync::Error &error);

private:
    void refresh();

    Console *m_console;
    QSplitter *m_splitter;
    RunsList *m_list;
    RunView *m_run;
    QUuid m_open;
};

} // namespace chatsync::ui
