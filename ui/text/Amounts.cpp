// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/Amounts.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace freshet::text {

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("freshet::text", source);
}

} // namespace

QString bytes(Bytes amount)
{
    static constexpr const char *units[] = {
        QT_TRANSLATE_NOOP("freshet::text", "%1 B"),   QT_TRANSLATE_NOOP("freshet::text", "%1 KiB"),
        QT_TRANSLATE_NOOP("freshet::text", "%1 MiB"), QT_TRANSLATE_NOOP("freshet::text", "%1 GiB"),
        QT_TRANSLATE_NOOP("freshet::text", "%1 TiB"), QT_TRANSLATE_NOOP("freshet::text", "%1 PiB"),
    };
    if (amount.value() < 1024)
        return tr(units[0]).arg(QLocale().toString(static_cast<qulonglong>(amount.value())));
    double value = static_cast<double>(amount.value());
    std::size_t unit = 0;
    // 1023.95 would be shown as "1024.0": the next unit is taken from there on.
    while (value >= 1023.95 && unit + 1 < std::size(units)) {
        value /= 1024;
        ++unit;
    }
    return tr(units[unit]).arg(QLocale().toString(value, 'f', 1));
}

QString rate(BytesPerSecond rate)
{
    return tr("%1/s").arg(bytes(Bytes{rate.value()}));
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

QString percent(Bytes part, Bytes whole)
{
    double value =
        whole == Bytes{} ? 100.0 : 100.0 * static_cast<double>(part.value()) / static_cast<double>(whole.value());
    if (part < whole)
        value = std::min(value, 99.9);
    return tr("%1 %").arg(QLocale().toString(std::floor(value * 10) / 10, 'f', 1));
}

} // namespace freshet::text
