// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/Amounts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <atomic>
#include <cmath>

namespace freshet::text {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("freshet::text", source);
}

QString tr(const char *source, const char *meaning)
{
    return QCoreApplication::translate("freshet::text", source, meaning);
}

/// Which unit people read is a matter of the whole process, as its locale is.
std::atomic<RateUnit> processUnit = RateUnit::Fitting;
std::atomic<bool> isolates = false;

double bytesPerUnit(RateUnit unit)
{
    switch (unit) {
    case RateUnit::Fitting:
        break;
    case RateUnit::MegabytesPerSecond:
        return 1e6;
    case RateUnit::MebibytesPerSecond:
        return 1024.0 * 1024.0;
    case RateUnit::MegabitsPerSecond:
        return 1e6 / 8;
    }
    return 1;
}

} // namespace

void setRightToLeft(bool rightToLeft)
{
    isolates = rightToLeft;
}

QString isolated(const QString &text)
{
    return isolates && !text.isEmpty() ? QChar(0x2068) + text + QChar(0x2069) : text;
}

QString withoutMarks(QString text)
{
    return text.remove(QChar(0x2068)).remove(QChar(0x2069));
}

QString bytes(Bytes amount)
{
    static constexpr const char *units[] = {
        QT_TRANSLATE_NOOP("freshet::text", "%1 B"),   QT_TRANSLATE_NOOP("freshet::text", "%1 KiB"),
        QT_TRANSLATE_NOOP("freshet::text", "%1 MiB"), QT_TRANSLATE_NOOP("freshet::text", "%1 GiB"),
        QT_TRANSLATE_NOOP("freshet::text", "%1 TiB"), QT_TRANSLATE_NOOP("freshet::text", "%1 PiB"),
    };
    if (amount.value() < 1024)
        return isolated(tr(units[0]).arg(QLocale().toString(static_cast<qulonglong>(amount.value()))));
    double value = static_cast<double>(amount.value());
    std::size_t unit = 0;
    // 1023.95 would be shown as "1024.0": the next unit is taken from there on.
    while (value >= 1023.95 && unit + 1 < std::size(units)) {
        value /= 1024;
        ++unit;
    }
    return isolated(tr(units[unit]).arg(QLocale().toString(value, 'f', 1)));
}

void setRateUnit(RateUnit unit)
{
    processUnit = unit;
}

RateUnit rateUnit()
{
    return processUnit;
}

QString rateUnitLabel(RateUnit unit)
{
    switch (unit) {
    case RateUnit::Fitting:
        break;
    case RateUnit::MegabytesPerSecond:
        return tr("MB/s");
    case RateUnit::MebibytesPerSecond:
        return tr("MiB/s");
    case RateUnit::MegabitsPerSecond:
        return tr("Mbit/s");
    }
    return {};
}

QString rateUnitName(RateUnit unit)
{
    switch (unit) {
    case RateUnit::Fitting:
        break;
    case RateUnit::MegabytesPerSecond:
        return u"MB/s"_s;
    case RateUnit::MebibytesPerSecond:
        return u"MiB/s"_s;
    case RateUnit::MegabitsPerSecond:
        return u"Mbit/s"_s;
    }
    return u"fitting"_s;
}

RateUnit rateUnitFromName(const QString &name)
{
    for (const RateUnit unit : allRateUnits)
        if (rateUnitName(unit) == name)
            return unit;
    return RateUnit::Fitting;
}

QString rate(BytesPerSecond rate)
{
    return text::rate(rate, processUnit);
}

QString rate(BytesPerSecond rate, RateUnit unit)
{
    if (unit == RateUnit::Fitting)
        return isolated(tr("%1/s").arg(withoutMarks(bytes(Bytes{rate.value()}))));
    const double value = static_cast<double>(rate.value()) / bytesPerUnit(unit);
    const QString number =
        rate == BytesPerSecond{} ? QLocale().toString(0) : QLocale().toString(value, 'f', value < 99.995 ? 2 : 1);
    return isolated(tr("%1 %2", "a number and its unit").arg(number, rateUnitLabel(unit)));
}

QString duration(std::chrono::seconds time)
{
    const auto s = time.count();
    const auto two = [](std::int64_t n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    if (s < 60)
        return tr("%1 s").arg(s);
    if (s < 3600)
        return tr("%1 min %2 s").arg(s / 60).arg(two(s % 60));
    if (s < 24 * 3600)
        return tr("%1 h %2 min").arg(s / 3600).arg(two(s % 3600 / 60));
    return tr("%1 d %2 h").arg(s / (24 * 3600)).arg(two(s % (24 * 3600) / 3600));
}

QString coarseDuration(std::chrono::seconds time)
{
    const auto s = time.count();
    constexpr std::int64_t minute = 60;
    constexpr std::int64_t hour = 60 * minute;
    constexpr std::int64_t day = 24 * hour;
    const auto rounded = [s](std::int64_t step) { return (s + step / 2) / step * step; };
    if (s < 10)
        return tr("a few seconds");
    if (s < minute)
        return tr("less than a minute");
    if (s < 10 * minute)
        return tr("about %1 min").arg(std::max<std::int64_t>(rounded(minute), minute) / minute);
    if (rounded(5 * minute) < hour)
        return tr("about %1 min").arg(rounded(5 * minute) / minute);
    if (const auto halves = rounded(hour / 2); halves < 10 * hour)
        return halves % hour == 0 ? tr("about %1 h").arg(halves / hour) : tr("about %1 h 30 min").arg(halves / hour);
    if (rounded(hour) < 2 * day)
        return tr("about %1 h").arg(rounded(hour) / hour);
    return tr("about %1 d").arg(rounded(day) / day);
}

QString ago(std::chrono::seconds time)
{
    const auto s = time.count();
    if (s < 60)
        return tr("just now");
    if (s < 3600)
        return tr("%1 min ago").arg(s / 60);
    if (s < 2 * 24 * 3600)
        return tr("%1 h ago").arg(s / 3600);
    return tr("%1 d ago").arg(s / (24 * 3600));
}

QString wholePercent(Bytes part, Bytes whole)
{
    if (part == Bytes{} && whole != Bytes{})
        return tr("%1 %").arg(QLocale().toString(0));
    if (part >= whole)
        return tr("%1 %").arg(QLocale().toString(100));
    const double value = 100.0 * static_cast<double>(part.value()) / static_cast<double>(whole.value());
    if (value < 1)
        return tr("< %1 %").arg(QLocale().toString(1));
    if (value > 99)
        return tr("> %1 %").arg(QLocale().toString(99));
    return tr("%1 %").arg(QLocale().toString(std::lround(value)));
}

QString count(std::uint64_t number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString latency(std::chrono::milliseconds time)
{
    if (time < std::chrono::seconds{1})
        return tr("%1 ms").arg(time.count());
    return tr("%1 s").arg(QLocale().toString(static_cast<double>(time.count()) / 1000, 'f', 1));
}

QString dateTime(WallTime time)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()), QLocale::ShortFormat);
}

QString clockTime(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).toString(u"HH:mm:ss"_s);
}

QString percent(Bytes part, Bytes whole)
{
    double value =
        whole == Bytes{} ? 100.0 : 100.0 * static_cast<double>(part.value()) / static_cast<double>(whole.value());
    if (part < whole)
        value = std::min(value, 99.9);
    return isolated(tr("%1 %").arg(QLocale().toString(std::floor(value * 10) / 10, 'f', 1)));
}

} // namespace freshet::text
