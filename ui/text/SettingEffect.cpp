// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/SettingEffect.h"

#include "ui/text/Amounts.h"
#include "ui/text/SettingText.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace freshet::text {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("freshet::text", source);
}

std::optional<std::uint64_t> numberOf(const SettingValue &value)
{
    const auto *number = std::get_if<std::uint64_t>(&value);
    return number ? std::optional(*number) : std::nullopt;
}

bool isOn(const SettingValue &value)
{
    const bool *flag = std::get_if<bool>(&value);
    return flag && *flag;
}

QString quotaEffect(const EngineSnapshot &snapshot)
{
    if (!snapshot.settings || !snapshot.performance)
        return {};
    const CacheLimits &limits = snapshot.settings->values.cache;
    const Bytes disk = snapshot.performance->totalDiskBytes;
    const Bytes quota = limits.maximumSize.value_or(Bytes{disk.value() / 100 * limits.maximumPercent});
    return tr("The cache may take %1 of this disk's %2; it takes %3 now.")
        .arg(bytes(quota), bytes(disk), bytes(snapshot.performance->cacheSizeBytes));
}

QString modeEffect(const QString &name)
{
    const auto mode = modeFromName(name);
    if (!mode)
        return {};
    switch (*mode) {
    case DownloadMode::HttpOnly:
    case DownloadMode::Simple:
    case DownloadMode::Bypass:
        return tr("Everything comes over HTTP; nothing is exchanged with other machines.");
    case DownloadMode::Lan:
        return tr("Contents are exchanged with machines of this network.");
    case DownloadMode::Group:
        return tr("Contents are exchanged with machines of this network and of our group.");
    case DownloadMode::Internet:
        return tr("Contents are exchanged with machines of this network, of our group and of the internet.");
    }
    return {};
}

/// What the engine says of the limit that a key is about; null: it is about none, or nothing is known.
const LimitRow *limitOf(const QString &key, const EngineSnapshot &snapshot)
{
    static constexpr std::array names{std::pair{"limits.download"_L1, Limit::Download},
                                      std::pair{"limits.foreground"_L1, Limit::Foreground},
                                      std::pair{"limits.background"_L1, Limit::Background},
                                      std::pair{"limits.upload-group"_L1, Limit::UploadGroup},
                                      std::pair{"limits.upload-internet"_L1, Limit::UploadInternet},
                                      std::pair{"limits.upload"_L1, Limit::Upload}};
    if (!snapshot.limits)
        return nullptr;
    for (const auto &[name, limit] : names)
        if (key == name || key == name + "-percent"_L1)
            for (const LimitRow &row : snapshot.limits->rows)
                if (row.limit == limit)
                    return &row;
    return nullptr;
}

/// Of absolute limits and of shares, whatever they limit.
QString limitEffect(const SettingRow &row, const EngineSnapshot &snapshot)
{
    const auto number = numberOf(row.value);
    if (!number)
        return tr("No limit.");
    const bool alternative = snapshot.limits && snapshot.limits->alternative;
    if (alternative
        && (row.key.startsWith("limits.download"_L1) || row.key == "limits.upload"_L1
            || row.key == "limits.upload-percent"_L1))
        return tr("Has no effect: the alternative limits are on.");
    QStringList sentences;
    if (*number == 0)
        sentences.append(tr("Paused."));
    else if (row.kind == SettingKind::Rate)
        sentences.append(tr("At most %1.").arg(rate(BytesPerSecond{*number})));
    if (*number > 0 && row.kind == SettingKind::Percent) {
        const auto measured = !snapshot.limits                     ? std::nullopt
                              : row.key.startsWith("limits.up"_L1) ? snapshot.limits->measuredUp
                                                                   : snapshot.limits->measuredDown;
        sentences.append(measured ? tr("At most %1: %2 % of the measured %3.")
                                        .arg(rate(BytesPerSecond{measured->value() / 100 * *number}))
                                        .arg(*number)
                                        .arg(rate(*measured))
                                  : tr("No effect yet: the bandwidth has not been measured."));
    }
    if (const LimitRow *limit = limitOf(row.key, snapshot)) {
        sentences.append(tr("Now: %1.").arg(rate(limit->achieved)));
        if (limit->isLimiting && limit->isShare == (row.kind == SettingKind::Percent))
            sentences.append(tr("It holds transfers back at the moment."));
    }
    return sentences.join(u' ');
}

/// Of keys with more to say than their value; empty for the others.
QString special(const SettingRow &row, const EngineSnapshot &snapshot)
{
    const QString &key = row.key;
    const auto number = numberOf(row.value);
    if (key == "jobs.running"_L1 && number) {
        const auto running = std::ranges::count_if(snapshot.jobs, [](const JobRow &job) {
            return job.state == JobState::Resolving || job.state == JobState::Downloading
                   || job.state == JobState::Verifying;
        });
        const auto waiting = std::ranges::count(snapshot.jobs, JobState::Queued, &JobRow::state);
        return tr("At most %1 at a time; %2 run and %3 wait now.").arg(count(*number)).arg(running).arg(waiting);
    }
    if (key == "cache.maximum-percent"_L1) {
        if (snapshot.settings && snapshot.settings->values.cache.maximumSize)
            return tr("Has no effect: a size is set, and it counts.");
        return quotaEffect(snapshot);
    }
    if (key == "cache.maximum-size"_L1)
        return number ? quotaEffect(snapshot) : tr("No size is set: the share of the disk counts.");
    if (key == "cache.maximum-age"_L1)
        return number ? tr("What is not used for %1 goes.").arg(duration(std::chrono::seconds{*number}))
                      : tr("Contents stay until their space is needed.");
    if (key == "cache.free-disk-reserve"_L1 && number && snapshot.performance)
        return tr("%1 are free on this disk; the cache gives way below %2.")
            .arg(bytes(snapshot.performance->availableDiskBytes), bytes(Bytes{*number}));
    if (key == "peers.mode"_L1)
        if (const auto *mode = std::get_if<QString>(&row.value))
            return modeEffect(*mode);
    if (key == "limits.lan-exempt"_L1)
        return isOn(row.value) ? tr("What stays on the LAN is as fast as it can be.")
                               : tr("Limits apply to what stays on the LAN, too.");
    if (key == "limits.alternative"_L1)
        return isOn(row.value) ? tr("The alternative limits are in force.")
                               : tr("The alternative limits wait to be switched on.");
    if (key.startsWith("limits."_L1) && (row.kind == SettingKind::Rate || row.kind == SettingKind::Percent))
        return limitEffect(row, snapshot);
    if (key == "peers.lan-discovery"_L1)
        return isOn(row.value) ? tr("The LAN is told what is here, and listened to.")
                               : tr("Nothing is said on the LAN: its machines do not find this one by themselves.");
    if (key == "peers.listen-addresses"_L1)
        if (const auto *list = std::get_if<QStringList>(&row.value); !list || list->isEmpty())
            return tr("Peers can connect to every address of this machine.");
    return {};
}

} // namespace

QString settingValue(SettingKind kind, const SettingValue &value)
{
    if (std::holds_alternative<std::monostate>(value))
        return tr("none");
    if (const bool *flag = std::get_if<bool>(&value))
        return *flag ? tr("on") : tr("off");
    if (const auto *list = std::get_if<QStringList>(&value))
        return !list->isEmpty() ? list->join(u", "_s) : kind == SettingKind::Hosts ? tr("none") : tr("all");
    if (const auto *name = std::get_if<QString>(&value))
        return *name;
    const std::uint64_t number = std::get<std::uint64_t>(value);
    switch (kind) {
    case SettingKind::Percent:
        return tr("%1 %").arg(number);
    case SettingKind::Size:
        return bytes(Bytes{number});
    case SettingKind::Duration:
        return duration(std::chrono::seconds{number});
    case SettingKind::Rate:
        return rate(BytesPerSecond{number});
    case SettingKind::Switch:
    case SettingKind::Count:
    case SettingKind::Mode:
    case SettingKind::Addresses:
    case SettingKind::Hosts:
        break;
    }
    return count(number);
}

QString settingEffect(const SettingRow &row, const EngineSnapshot &snapshot)
{
    const QString words = special(row, snapshot);
    QString effect = words.isEmpty() ? tr("In force: %1.").arg(settingValue(row.kind, row.value)) : words;
    if (row.overridden)
        effect += u' '
                  + tr("The settings file says %1, but %2 is stronger.")
                        .arg(settingValue(row.kind, *row.overridden), providerLabel(row.provider));
    return effect;
}

QString settingRange(const SettingRow &row)
{
    switch (row.kind) {
    case SettingKind::Switch:
    case SettingKind::Mode:
    case SettingKind::Addresses:
    case SettingKind::Hosts:
        return {};
    case SettingKind::Count:
    case SettingKind::Percent:
    case SettingKind::Size:
    case SettingKind::Duration:
    case SettingKind::Rate:
        break;
    }
    return tr("%1 to %2").arg(settingValue(row.kind, row.minimum), settingValue(row.kind, row.maximum));
}

} // namespace freshet::text
