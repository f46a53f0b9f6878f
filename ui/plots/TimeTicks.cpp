// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/TimeTicks.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace freshet::ui {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::chrono::seconds, 20> steps{1s,    2s,    5s, 10s, 15s, 30s, 1min, 2min, 5min, 10min,
                                                     15min, 30min, 1h, 2h,  3h,  6h,  12h,  24h,  48h,  168h};
constexpr std::chrono::seconds day = 24h;
constexpr std::size_t mostTicks = 200;

} // namespace

std::chrono::seconds timeStep(std::chrono::duration<double> span, int wanted)
{
    const double ideal = span.count() / std::max(wanted, 1);
    const auto step = std::ranges::find_if(
        steps, [ideal](std::chrono::seconds one) { return static_cast<double>(one.count()) >= ideal; });
    return step == steps.end() ? steps.back() : *step;
}

std::vector<double> timeTicks(double from, double to, std::chrono::seconds step, const QTimeZone &zone)
{
    std::vector<double> ticks;
    if (!(to > from) || step <= 0s)
        return ticks;
    const QDateTime start = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(std::floor(from)), zone);
    const auto add = [&](const QDateTime &time) {
        const auto seconds = static_cast<double>(time.toSecsSinceEpoch());
        if (seconds >= from && seconds <= to && (ticks.empty() || seconds > ticks.back()))
            ticks.push_back(seconds);
        return seconds <= to && ticks.size() < mostTicks;
    };
    const auto days = step / day;
    if (days >= 1) {
        // From a fixed day, so that panning does not move the lines.
        QDate date = start.date();
        date = date.addDays(-(date.toJulianDay() % days));
        while (add(QDateTime(date, QTime(0, 0), zone)))
            date = date.addDays(days);
        return ticks;
    }
    // On the local day: its hours are what people read.
    QDate date = start.date();
    for (bool more = true; more; date = date.addDays(1)) {
        const int first = date == start.date() ? QTime(0, 0).secsTo(start.time()) : 0;
        for (auto second = static_cast<int>(first / step.count() * step.count()); more && second < day.count();
             second += static_cast<int>(step.count()))
            more = add(QDateTime(date, QTime(0, 0).addSecs(second), zone));
    }
    return ticks;
}

QString timeLabel(double time, std::chrono::seconds step, const QTimeZone &zone)
{
    const QDateTime local = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(std::llround(time)), zone);
    if (step >= day || (local.time() == QTime(0, 0) && step >= 1h))
        return QLocale().toString(local.date(), u"d MMM"_s);
    return local.time().toString(step < 1min ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

double rateStep(double maximum, int wanted, double unit)
{
    const double ideal = std::max(maximum / unit / std::max(wanted, 1), 1e-9);
    const double power = std::pow(10.0, std::floor(std::log10(ideal)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= ideal * 0.999)
            return factor * power * unit;
    return 10 * power * unit;
}

} // namespace freshet::ui
