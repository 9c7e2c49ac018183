// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>
#include <vector>

namespace chatsync::bench {

/// Runs something and gives how long it took, in milliseconds.
template<typename Work>
double millisecondsOf(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values);

/// A row of the table: what was measured, and what the same run measured without our work in it.
struct Figure {
    QByteArray what;
    double ours = 0;
    double baseline = 0;
    QByteArray unit;
    QByteArray against; ///< What the baseline is
    QByteArray target;
};

/// The row as one line with tabs, which `run` lays out.
void print(const Figure &figure);

/// Resident memory of this process, in MiB.
double residentMebibytes();

} // namespace chatsync::bench
