// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/participant.h"
#include "core/workbench/console.h"
#include "ui/shell/commandpalette.h"

#include <QHash>

#include <functional>

namespace chatsync::ui {

/// People of the database by name, e-mail or the beginning of an id.
class PeopleSource final : public PaletteSource {
    Q_OBJECT
public:
    /// The console is borrowed.
    PeopleSource(Console *console, std::function<void(const Participant &)> open);

    void find(const QString &typed) override;
    void choose(const PaletteHit &hit) override;

private:
    Console *m_console;
    std::function<void(const Participant &)> m_open;
    QHash<QString, Participant> m_last; ///< By id, of the last answer
};

/// Runs of the journal by whatever its search knows: people, outcome, error, id.
class RunsSource final : public PaletteSource {
    Q_OBJECT
public:
    /// The console is borrowed.
    RunsSource(Console *console, std::function<void(const QUuid &)> open);

    void find(const QString &typed) override;
    void choose(const PaletteHit &hit) override;

private:
    Console *m_console;
    std::function<void(const QUuid &)> m_open;
};

} // namespace chatsync::ui
