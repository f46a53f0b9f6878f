// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/SettingsSchema.h"

#include "core/api/SettingJson.h"
#include "core/policy/CacheServers.h"

#include <arpa/inet.h>

#include <array>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t MiB = 1ULL << 20;
constexpr std::uint64_t TiB = 1ULL << 40;
constexpr std::uint64_t largestSize = 8192 * TiB;
constexpr std::uint64_t largestRate = TiB; // per second
constexpr std::uint64_t longestDelay = 2'592'000;
constexpr std::uint64_t longestAge = UINT32_MAX;
constexpr std::uint64_t maximumAddresses = 16;
constexpr std::uint64_t maximumHosts = 16;

// How each C++ type of a Settings member looks as a value.
SettingValue valueOf(bool flag)
{
    return flag;
}
template <std::unsigned_integral T>
    requires(!std::same_as<T, bool>)
SettingValue valueOf(T number)
{
    return static_cast<std::uint64_t>(number);
}
template <typename Tag, typename Rep>
SettingValue valueOf(Strong<Tag, Rep> amount)
{
    return static_cast<std::uint64_t>(amount.value());
}
SettingValue valueOf(std::chrono::seconds time)
{
    return static_cast<std::uint64_t>(time.count());
}
SettingValue valueOf(DownloadMode mode)
{
    return modeName(mode);
}
SettingValue valueOf(const QStringList &list)
{
    return list;
}
template <typename T>
SettingValue valueOf(const std::optional<T> &value)
{
    return value ? valueOf(*value) : SettingValue{};
}

void assign(bool &member, const SettingValue &value)
{
    member = std::get<bool>(value);
}
template <std::unsigned_integral T>
    requires(!std::same_as<T, bool>)
void assign(T &member, const SettingValue &value)
{
    member = static_cast<T>(std::get<std::uint64_t>(value));
}
template <typename Tag, typename Rep>
void assign(Strong<Tag, Rep> &member, const SettingValue &value)
{
    member = Strong<Tag, Rep>{std::get<std::uint64_t>(value)};
}
void assign(std::chrono::seconds &member, const SettingValue &value)
{
    member = std::chrono::seconds{std::get<std::uint64_t>(value)};
}
void assign(DownloadMode &member, const SettingValue &value)
{
    member = modeFromName(std::get<QString>(value)).value_or(DownloadMode::HttpOnly);
}
void assign(QStringList &member, const SettingValue &value)
{
    member = std::get<QStringList>(value);
}
template <typename T>
void assign(std::optional<T> &member, const SettingValue &value)
{
    if (std::holds_alternative<std::monostate>(value))
        member.reset();
    else
        assign(member.emplace(), value);
}

template <auto Member>
constexpr auto reader = [](const Settings &settings) { return valueOf(Member(settings)); };
template <auto Member>
constexpr auto writer = [](Settings &settings, const SettingValue &value) { assign(Member(settings), value); };

/// What the member is, whether the settings are constant or not.
#define FRESHET_MEMBER(path) [](auto &settings) -> auto & { return settings.path; }

template <auto Member>
constexpr SettingSpec spec(QLatin1StringView key, QLatin1StringView policy, SettingKind kind, std::uint64_t minimum,
                           std::uint64_t maximum, bool inEffect)
{
    constexpr bool optional = requires(Settings &settings) { Member(settings).reset(); };
    return {key, policy, kind, minimum, maximum, optional, inEffect, reader<Member>, writer<Member>};
}

using enum SettingKind;

const std::array schema{
    spec<FRESHET_MEMBER(maximumRunningJobs)>("jobs.running"_L1, ""_L1, Count, 1, 64, true),
    spec<FRESHET_MEMBER(connectionsPerSource)>("http.connections"_L1, ""_L1, Count, 1, 8, true),

    spec<FRESHET_MEMBER(cache.maximumPercent)>("cache.maximum-percent"_L1, "DOMaxCacheSize"_L1, Percent, 1, 100, true),
    spec<FRESHET_MEMBER(cache.maximumSize)>("cache.maximum-size"_L1, "DOAbsoluteMaxCacheSize"_L1, Size, 0, largestSize,
                                            true),
    spec<FRESHET_MEMBER(cache.maximumAge)>("cache.maximum-age"_L1, "DOMaxCacheAge"_L1, Duration, 60, longestAge, true),
    spec<FRESHET_MEMBER(cache.minimumFileSize)>("cache.minimum-file-size"_L1, ""_L1, Size, 0, TiB, true),
    spec<FRESHET_MEMBER(cache.freeDiskReserve)>("cache.free-disk-reserve"_L1, ""_L1, Size, 0, largestSize, true),

    spec<FRESHET_MEMBER(mode)>("peers.mode"_L1, "DODownloadMode"_L1, Mode, 0, 0, true),
    spec<FRESHET_MEMBER(lanDiscovery)>("peers.lan-discovery"_L1, ""_L1, Switch, 0, 1, true),
    spec<FRESHET_MEMBER(listenPort)>("peers.listen-port"_L1, ""_L1, Count, 1, 65'535, true),
    spec<FRESHET_MEMBER(maximumPeers)>("peers.connections"_L1, ""_L1, Count, 1, 500, true),
    spec<FRESHET_MEMBER(uploadSlots)>("peers.upload-slots"_L1, ""_L1, Count, 1, 64, true),
    spec<FRESHET_MEMBER(listenAddresses)>("peers.listen-addresses"_L1, ""_L1, Addresses, 0, maximumAddresses, false),
    spec<FRESHET_MEMBER(minimumPeeredSize)>("peers.minimum-file-size"_L1, "DOMinFileSizeToCache"_L1, Size, 0, TiB,
                                            false),
    spec<FRESHET_MEMBER(delayHttpForeground)>("peers.delay-http-foreground"_L1, "DODelayForegroundDownloadFromHttp"_L1,
                                              Duration, 0, longestDelay, true),
    spec<FRESHET_MEMBER(delayHttpBackground)>("peers.delay-http-background"_L1, "DODelayBackgroundDownloadFromHttp"_L1,
                                              Duration, 0, longestDelay, true),
    spec<FRESHET_MEMBER(minimumBackgroundRate)>("peers.minimum-background-rate"_L1, "DOMinBackgroundQoS"_L1, Rate, 0,
                                                largestRate, true),

    spec<FRESHET_MEMBER(cacheServers)>("cache-server.hosts"_L1, "DOCacheHost"_L1, Hosts, 0, maximumHosts, true),
    spec<FRESHET_MEMBER(cacheFallbackForeground)>(
        "cache-server.delay-foreground"_L1, "DODelayCacheServerFallbackForeground"_L1, Duration, 0, longestDelay, true),
    spec<FRESHET_MEMBER(cacheFallbackBackground)>(
        "cache-server.delay-background"_L1, "DODelayCacheServerFallbackBackground"_L1, Duration, 0, longestDelay, true),

    spec<FRESHET_MEMBER(download.absolute)>("limits.download"_L1, "DOMaxDownloadBandwidth"_L1, Rate, 0, largestRate,
                                            true),
    spec<FRESHET_MEMBER(download.percent)>("limits.download-percent"_L1, "DOPercentageMaxDownloadBandwidth"_L1, Percent,
                                           0, 100, true),
    spec<FRESHET_MEMBER(foreground.absolute)>("limits.foreground"_L1, "DOMaxForegroundDownloadBandwidth"_L1, Rate, 0,
                                              largestRate, true),
    spec<FRESHET_MEMBER(foreground.percent)>("limits.foreground-percent"_L1, "DOPercentageMaxForegroundBandwidth"_L1,
                                             Percent, 0, 100, true),
    spec<FRESHET_MEMBER(background.absolute)>("limits.background"_L1, "DOMaxBackgroundDownloadBandwidth"_L1, Rate, 0,
                                              largestRate, true),
    spec<FRESHET_MEMBER(background.percent)>("limits.background-percent"_L1, "DOPercentageMaxBackgroundBandwidth"_L1,
                                             Percent, 0, 100, true),
    spec<FRESHET_MEMBER(upload.absolute)>("limits.upload"_L1, "DOMaxUploadBandwidth"_L1, Rate, 0, largestRate, true),
    spec<FRESHET_MEMBER(upload.percent)>("limits.upload-percent"_L1, ""_L1, Percent, 0, 100, true),
    spec<FRESHET_MEMBER(uploadGroup)>("limits.upload-group"_L1, ""_L1, Rate, 0, largestRate, true),
    spec<FRESHET_MEMBER(uploadInternet)>("limits.upload-internet"_L1, ""_L1, Rate, 0, largestRate, true),
    spec<FRESHET_MEMBER(lanExempt)>("limits.lan-exempt"_L1, ""_L1, Switch, 0, 1, true),
    spec<FRESHET_MEMBER(alternativeLimits)>("limits.alternative"_L1, ""_L1, Switch, 0, 1, true),
    spec<FRESHET_MEMBER(alternativeDownload)>("limits.alternative-download"_L1, ""_L1, Rate, 0, largestRate, true),
    spec<FRESHET_MEMBER(alternativeUpload)>("limits.alternative-upload"_L1, ""_L1, Rate, 0, largestRate, true),
};

#undef FRESHET_MEMBER

std::unexpected<Error> refused(const SettingSpec &spec, const QString &why)
{
    return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                 .operation = u"set"_s,
                                 .object = spec.key,
                                 .detail = why,
                                 .kept = Kept::InputUntouched,
                                 .next = NextStep::CorrectInput});
}

QString rangeOf(const SettingSpec &spec)
{
    const QString range = u"%1 to %2"_s.arg(settingText(spec.kind, SettingValue{spec.minimum}),
                                            settingText(spec.kind, SettingValue{spec.maximum}));
    return spec.optional ? range + u", or none"_s : range;
}

/// In number form; of IPv6, a zone ("%eth0") may follow.
bool isAddress(const QString &text)
{
    std::array<unsigned char, 16> binary{};
    if (::inet_pton(AF_INET, text.toLatin1().constData(), binary.data()) == 1)
        return true;
    return ::inet_pton(AF_INET6, text.section(u'%', 0, 0).toLatin1().constData(), binary.data()) == 1;
}

struct Unit {
    QLatin1StringView name;
    std::uint64_t size;
};

std::span<const Unit> unitsOf(SettingKind kind)
{
    static constexpr std::array<Unit, 9> sizes{{{"B"_L1, 1},
                                                {"KiB"_L1, 1024},
                                                {"MiB"_L1, MiB},
                                                {"GiB"_L1, 1ULL << 30},
                                                {"TiB"_L1, TiB},
                                                {"kB"_L1, 1'000},
                                                {"MB"_L1, 1'000'000},
                                                {"GB"_L1, 1'000'000'000},
                                                {"TB"_L1, 1'000'000'000'000}}};
    static constexpr std::array<Unit, 4> times{{{"s"_L1, 1}, {"min"_L1, 60}, {"h"_L1, 3600}, {"d"_L1, 86'400}}};
    static constexpr std::array<Unit, 1> shares{{{"%"_L1, 1}}};
    switch (kind) {
    case Size:
    case Rate:
        return sizes;
    case Duration:
        return times;
    case Percent:
        return shares;
    case Switch:
    case Count:
    case Mode:
    case Addresses:
    case Hosts:
        break;
    }
    return {};
}

std::optional<std::uint64_t> parseNumber(SettingKind kind, const QString &text)
{
    qsizetype digits = 0;
    while (digits < text.size() && text[digits] >= u'0' && text[digits] <= u'9')
        ++digits;
    bool isNumber = false;
    const std::uint64_t number = text.left(digits).toULongLong(&isNumber);
    if (!isNumber)
        return std::nullopt;
    QString unit = text.mid(digits).trimmed();
    if (kind == Rate && unit.endsWith("/s"_L1))
        unit.chop(2);
    if (unit.isEmpty())
        return digits == text.size() || kind != Rate ? std::optional(number) : std::nullopt;
    for (const auto &[name, size] : unitsOf(kind)) {
        if (unit.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (number > UINT64_MAX / size)
            return std::nullopt;
        return number * size;
    }
    return std::nullopt;
}

Result<SettingValue> checked(const SettingSpec &spec, SettingValue value)
{
    if (const auto legal = checkSetting(spec, value); !legal)
        return std::unexpected(legal.error());
    return value;
}

} // namespace

std::span<const SettingSpec> settingsSchema()
{
    return schema;
}

Result<const SettingSpec *> findSetting(const QString &key)
{
    for (const SettingSpec &spec : schema)
        if (spec.inEffect && spec.key == key)
            return &spec;
    return std::unexpected(Error{.code = ErrorCode::UnknownSetting,
                                 .operation = u"look up"_s,
                                 .object = key.left(100),
                                 .kept = Kept::InputUntouched,
                                 .next = NextStep::CorrectInput});
}

Result<void> checkSetting(const SettingSpec &spec, const SettingValue &value)
{
    if (std::holds_alternative<std::monostate>(value)) {
        if (spec.optional)
            return {};
        return refused(spec, u"it must have a value"_s);
    }
    switch (spec.kind) {
    case Switch:
        if (!std::holds_alternative<bool>(value))
            return refused(spec, u"on or off is expected"_s);
        return {};
    case Mode: {
        const auto *name = std::get_if<QString>(&value);
        if (!name || !modeFromName(*name))
            return refused(spec, u"CdnOnly, Lan, Group, Internet, Simple or Bypass is expected"_s);
        return {};
    }
    case Addresses: {
        const auto *list = std::get_if<QStringList>(&value);
        if (!list || static_cast<std::uint64_t>(list->size()) > spec.maximum)
            return refused(spec, u"at most %1 addresses are expected"_s.arg(spec.maximum));
        for (const QString &address : *list)
            if (!isAddress(address))
                return refused(spec, u"\"%1\" is no IP address"_s.arg(address.left(64)));
        return {};
    }
    case Hosts: {
        const auto *list = std::get_if<QStringList>(&value);
        if (!list || static_cast<std::uint64_t>(list->size()) > spec.maximum)
            return refused(spec, u"at most %1 hosts are expected"_s.arg(spec.maximum));
        for (const QString &host : *list)
            if (!CacheHost::fromText(host))
                return refused(spec, u"\"%1\" is no host"_s.arg(host.left(64)));
        return {};
    }
    case Count:
    case Percent:
    case Size:
    case Duration:
    case Rate:
        break;
    }
    const auto *number = std::get_if<std::uint64_t>(&value);
    if (!number || *number < spec.minimum || *number > spec.maximum)
        return refused(spec, u"%1 is expected"_s.arg(rangeOf(spec)));
    return {};
}

Result<SettingValue> parseSetting(const SettingSpec &spec, const QString &given)
{
    const QString text = given.trimmed();
    const QString word = text.toLower();
    if (word == "none"_L1)
        return spec.kind == Hosts ? SettingValue{QStringList()} : checked(spec, SettingValue{});
    switch (spec.kind) {
    case Switch:
        for (const auto yes : {"on"_L1, "yes"_L1, "true"_L1, "1"_L1})
            if (word == yes)
                return SettingValue{true};
        for (const auto no : {"off"_L1, "no"_L1, "false"_L1, "0"_L1})
            if (word == no)
                return SettingValue{false};
        return refused(spec, u"on or off is expected"_s);
    case Mode:
        for (const SettingValue &mode : {SettingValue{text}, SettingValue{word.left(1).toUpper() + word.mid(1)}})
            if (checkSetting(spec, mode))
                return mode;
        return checked(spec, SettingValue{text});
    case Addresses:
    case Hosts: {
        if (word.isEmpty() || (spec.kind == Addresses && word == "all"_L1))
            return SettingValue{QStringList()};
        QStringList list;
        for (const QString &address : text.split(u','))
            list << address.trimmed();
        return checked(spec, SettingValue{list});
    }
    case Count:
    case Percent:
    case Size:
    case Duration:
    case Rate:
        break;
    }
    const auto number = parseNumber(spec.kind, text);
    if (!number)
        return refused(spec, u"%1 is expected"_s.arg(rangeOf(spec)));
    return checked(spec, SettingValue{*number});
}

Result<SettingValue> settingFromJson(const SettingSpec &spec, const QJsonValue &json)
{
    if (json.isString())
        return parseSetting(spec, json.toString());
    const auto value = settingValueFromJson(json);
    if (!value)
        return refused(spec, u"%1 is expected"_s.arg(rangeOf(spec)));
    return checked(spec, *value);
}

} // namespace freshet
