// SPDX-License-Identifier: MIT
#include "core/domain/visibility.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace chatsync {

namespace {

using std::chrono::milliseconds;

constexpr std::array bars{0, 50, 100, 250, 500, 1000, 1500, 2000, 4000, 8000};
constexpr std::array waits{1000, 1250, 1500, 1750, 2000};
constexpr std::array pauses{2000, 4000}; // before the second attempt, and the third
constexpr int fewMeasurements = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("Visibility", text);
}

int membersBy(std::span<const Visibility> measured, milliseconds time)
{
    return static_cast<int>(std::count_if(measured.begin(), measured.end(), [time](const Visibility &one) {
        return one.by && *one.by <= time;
    }));
}

QString seconds(milliseconds time)
{
    return QLocale::c().toString(double(time.count()) / 1000.0, 'g', 4);
}

QString percent(double rate)
{
    const bool whole = rate == 0.0 || rate == 1.0;
    // 99.96 % is not all of them.
    const double shown = whole ? rate * 100.0 : std::clamp(rate * 100.0, 0.1, 99.9);
    return QLocale::c().toString(shown, 'f', whole ? 0 : 1);
}

QStringList sentencesOf(const VisibilityAdvice &advice, std::span<const Visibility> measured)
{
    const int count = advice.measurements;
    QStringList sentences{
        QCoreApplication::translate("Visibility", "%n measurement(s) here.", nullptr, count)};
    if (count < fewMeasurements)
        sentences << tr("That is few: measure more before you rely on it.");
    sentences << tr("A wait of %1 s makes the first attempt work in %2 % of them.")
                     .arg(seconds(advice.wait), percent(advice.firstRate));
    if (!advice.secondNeeded) {
        milliseconds slowest{0};
        for (const Visibility &one : measured)
            slowest = std::max(slowest, one.by.value_or(milliseconds{0}));
        sentences << tr("The second attempt was never needed; the slowest was a member after at most %1 s.")
                         .arg(seconds(slowest));
    } else if (advice.attempts > 1) {
        sentences << tr("%1 attempts make it %2 %.").arg(advice.attempts).arg(percent(advice.rate));
    } else {
        sentences << tr("More attempts would not have helped the others.");
    }
    return sentences;
}

} // namespace

std::vector<VisibilityBar> distributionOf(std::span<const Visibility> measured)
{
    std::vector<VisibilityBar> distribution;
    int before = 0;
    for (const int upTo : bars) {
        const int count = membersBy(measured, milliseconds{upTo});
        distribution.push_back({milliseconds{upTo}, count - before});
        before = count;
    }
    distribution.push_back({std::nullopt, static_cast<int>(measured.size()) - before});
    return distribution;
}

VisibilityAdvice adviceFor(std::span<const Visibility> measured)
{
    VisibilityAdvice advice;
    advice.measurements = static_cast<int>(measured.size());
    if (measured.empty()) {
        advice.sentences = {tr("Nothing has been measured here yet: the wait stays at the documented 1 s."),
                            tr("Measure it with “chat-sync probe”.")};
        return advice;
    }
    const double all = double(measured.size());
    int best = -1;
    for (const int wait : waits) {
        const int count = membersBy(measured, milliseconds{wait});
        if (count > best) {
            best = count;
            advice.wait = milliseconds{wait};
        }
    }
    advice.firstRate = best / all;
    advice.secondNeeded = best < advice.measurements;
    advice.rate = advice.firstRate;
    milliseconds passed = advice.wait;
    for (size_t i = 0; i < pauses.size(); ++i) {
        // Each attempt waits again after its upsert; counting the pause alone is the cautious side.
        passed += milliseconds{pauses[i]};
        const int count = membersBy(measured, passed);
        if (count > best) {
            best = count;
            advice.attempts = static_cast<int>(i) + 2;
            advice.rate = best / all;
        }
    }
    advice.sentences = sentencesOf(advice, measured);
    return advice;
}

} // namespace chatsync
