// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>
#include <QStringList>

#include <functional>
#include <vector>

namespace chatsync::bench {

/// A window with a long run in it, ours or the plain one, as a person uses it. Times are in milliseconds and
/// end when the new picture is on the screen.
class Scene {
public:
    virtual ~Scene() = default;

    /// Shows the window, without the run.
    virtual void show() = 0;
    /// From the choice of the run until its rows can be seen.
    virtual void open() = 0;
    virtual bool isOpen() const = 0;
    /// All rows, one below the other.
    virtual void unfold() = 0;
    virtual void filter(const QString &text) = 0;
    virtual QAbstractScrollArea *view() const = 0;
    /// The texts of filters, the same in meaning for both.
    virtual QStringList filters() const = 0;
    /// Leaves the run and shows the beginning of one that goes on.
    virtual void beginStream() = 0;
    /// The next @p count events of it; false when there are no more.
    virtual bool stream(int count) = 0;
};

/// Handles events until @p done, and until the view has been painted after it; gives the milliseconds.
double untilPainted(const Scene &scene, const std::function<void()> &work,
                    const std::function<bool()> &done = {});

/// Handles events until @p done; false when that takes longer than a minute.
bool pumpUntil(const std::function<bool()> &done);

/// Prints "NAME VALUE" for each measurement.
void measure(Scene &scene, const std::function<double()> &longestBlock);

} // namespace chatsync::bench
