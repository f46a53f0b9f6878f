// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/RateSummary.h"

#include "ui/text/Amounts.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace freshet::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("freshet::ui", text);
}

} // namespace

BytesPerSecond totalOf(const RateSample &sample, RateDirection direction)
{
    return direction == RateDirection::Received ? sample.received() : sample.sent();
}

BytesPerSecond partOf(const RateSample &sample, RateDirection direction, std::size_t index)
{
    return direction == RateDirection::Received ? sample.from[index] : sample.to[index];
}

std::size_t partCount(RateDirection direction)
{
    return direction == RateDirection::Received ? sourceClassCount : peerClassCount;
}

RateSummary RateSummary::of(const RateRing &ring, RateDirection direction, WallTime from, WallTime to)
{
    RateSummary summary;
    summary.step = ring.step;
    std::vector<std::uint64_t> rates;
    double sum = 0;
    WallTime end = ring.end - ring.step * static_cast<std::int64_t>(ring.samples.size());
    for (const RateSample &sample : ring.samples) {
        end += ring.step;
        const WallTime middle = end - std::chrono::duration_cast<std::chrono::milliseconds>(ring.step) / 2;
        if (!sample.measured || middle < from || middle > to)
            continue;
        const BytesPerSecond rate = totalOf(sample, direction);
        if (rates.empty() || rate > summary.peak) {
            summary.peak = rate;
            summary.peakAt = end;
        }
        rates.push_back(rate.value());
        sum += static_cast<double>(rate.value());
    }
    summary.measured = rates.size();
    if (rates.empty())
        return summary;
    summary.mean = BytesPerSecond{static_cast<std::uint64_t>(sum / static_cast<double>(rates.size()))};
    summary.volume = Bytes{static_cast<std::uint64_t>(sum * static_cast<double>(ring.step.count()))};
    const std::size_t place = (rates.size() * 95 + 99) / 100 - 1;
    std::ranges::nth_element(rates, rates.begin() + static_cast<std::ptrdiff_t>(place));
    summary.percentile95 = BytesPerSecond{rates[place]};
    return summary;
}

QString summaryText(const RateSummary &summary)
{
    if (summary.measured == 0)
        return tr("Nothing was recorded in this time.");
    if (summary.peak == BytesPerSecond{})
        return tr("Nothing passed in this time.");
    // Of a day and more, the clock alone would not say when.
    const QString time =
        summary.step < std::chrono::minutes{1} ? text::clockTime(summary.peakAt) : text::dateTime(summary.peakAt);
    return tr("Peak %1 at %2 · mean %3 · 95 % of the time at most %4")
        .arg(text::rate(summary.peak), time, text::rate(summary.mean), text::rate(summary.percentile95));
}

} // namespace freshet::ui
