// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Picture.h"

#include <cmath>

namespace freshet::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

JobRow job(int number, const QString &name, Bytes size, JobState state, ReasonCode reason)
{
    JobRow row;
    row.job = JobId{number};
    row.fileId = QString::number(number, 16).rightJustified(12, u'a') + QString(52, u'0');
    row.name = name;
    row.sourceUrl = u"https://updates.example/"_s + name;
    row.destination = u"/home/user/Downloads/"_s + name;
    row.state = state;
    row.reason.code = reason;
    row.mode = DownloadMode::Group;
    row.proof = u"metadata"_s;
    row.fileSize = size;
    return row;
}

PeerRow peer(std::uint64_t id, const QString &address, PeerType type, PeerState state, MonotonicTime now)
{
    PeerRow row;
    row.id = PeerRowId{id};
    row.address = address;
    row.port = type == PeerType::Cdn ? 443 : 7680;
    row.type = type;
    row.state = state;
    row.connectionEstablished = state != PeerState::Candidate && state != PeerState::Banned && state != PeerState::Gone;
    row.unused = row.connectionEstablished ? PeerUnused::None : PeerUnused::NotTriedYet;
    if (row.connectionEstablished) {
        row.connectedAt = now - 83s;
        row.latency = 4ms * static_cast<std::int64_t>(id);
        row.piecesTotal = 240;
        row.piecesHave = static_cast<std::uint32_t>(240 - id * 17 % 240);
        row.client = u"Freshet 0.1.0"_s;
    }
    return row;
}

std::shared_ptr<const RateRing> ring(const RateRingShape &shape, WallTime now)
{
    auto ring = std::make_shared<RateRing>();
    ring->step = shape.step;
    ring->end = WallTime{now.time_since_epoch() / shape.step * shape.step};
    for (std::size_t i = 0; i < shape.length; ++i) {
        const double x = static_cast<double>(i) / static_cast<double>(shape.length);
        RateSample sample;
        sample.measured = x < 0.30 || x > 0.36;
        if (sample.measured) {
            const double wave = 0.5 + 0.5 * std::sin(x * 37) * std::sin(x * 11 + 1);
            const auto rate = [&](double megabytes) {
                return BytesPerSecond{static_cast<std::uint64_t>(std::max(0.0, megabytes) * 1e6)};
            };
            const double busy = x > 0.62 && x < 0.7 ? 0 : 1;
            sample.from = {rate(busy * 9 * wave), rate(busy * 2.5 * (1 - wave)), rate(busy * 1.2 * wave * x),
                           rate(busy * (x > 0.5 ? 3 * wave : 0)), rate(busy * (1.5 + 4 * (1 - x) * wave))};
            sample.written = rate(busy * (6 + 4 * wave));
            sample.quota = 2_GiB;
            sample.held = Bytes{static_cast<std::uint64_t>((x < 0.5 ? 0.3 + x : 0.45 + x / 2) * 2.1e9)};
            sample.to = {rate(4 * wave * x), rate(0.6 * wave), rate(x > 0.4 ? 0.4 : 0)};
        }
        ring->samples.push_back(sample);
    }
    return ring;
}

SettingRow setting(const QString &key, SettingKind kind, const SettingValue &value, std::uint64_t minimum,
                   std::uint64_t maximum, bool optional = false)
{
    return {.key = key,
            .policy = {},
            .kind = kind,
            .value = value,
            .defaultValue = value,
            .minimum = minimum,
            .maximum = maximum,
            .optional = optional,
            .provider = SettingProvider::Default,
            .overridden = {}};
}

std::shared_ptr<const SettingsPicture> settings()
{
    auto picture = std::make_shared<SettingsPicture>();
    constexpr std::uint64_t GiB = 1ULL << 30;
    auto &rows = picture->rows;
    rows = {setting(u"jobs.running"_s, SettingKind::Count, std::uint64_t{3}, 1, 64),
            setting(u"http.connections"_s, SettingKind::Count, std::uint64_t{2}, 1, 16),
            setting(u"cache.maximum-percent"_s, SettingKind::Percent, std::uint64_t{20}, 1, 100),
            setting(u"cache.maximum-size"_s, SettingKind::Size, {}, 1, 8192 * 1024 * GiB, true),
            setting(u"cache.maximum-age"_s, SettingKind::Duration, std::uint64_t{259'200}, 1, UINT32_MAX, true),
            setting(u"cache.free-disk-reserve"_s, SettingKind::Size, GiB, 0, 1024 * GiB),
            setting(u"peers.mode"_s, SettingKind::Mode, u"Group"_s, 0, 0),
            setting(u"peers.lan-discovery"_s, SettingKind::Switch, true, 0, 0),
            setting(u"peers.listen-addresses"_s, SettingKind::Addresses, QStringList{}, 0, 0),
            setting(u"limits.foreground"_s, SettingKind::Rate, {}, 0, 1024 * GiB, true),
            setting(u"limits.background"_s, SettingKind::Rate, std::uint64_t{8'000'000}, 0, 1024 * GiB, true),
            setting(u"limits.alternative"_s, SettingKind::Switch, false, 0, 0),
            setting(u"limits.upload-percent"_s, SettingKind::Percent, {}, 0, 100, true),
            setting(u"limits.of-tomorrow"_s, SettingKind::Count, std::uint64_t{7}, 0, 9)};
    rows[10].provider = SettingProvider::File;
    rows[10].defaultValue = {};
    rows[6].provider = SettingProvider::CommandLine;
    rows[6].overridden = u"Lan"_s;
    picture->values.background.absolute = BytesPerSecond{8'000'000};
    picture->values.mode = DownloadMode::Group;
    return picture;
}

std::shared_ptr<const ServicesPicture> services(WallTime now, MonotonicTime monotonic)
{
    const QString url = u"https://services.example:7681/v1/"_s;
    const ServiceCertificate certificate{.subject = u"services.example"_s,
                                         .issuer = u"Freshet private authority"_s,
                                         .fingerprint = u"sha256:"_s + QString(64, u'a'),
                                         .validFrom = now - 24h * 30,
                                         .expires = now + 24h * 335};
    auto picture = std::make_shared<ServicesPicture>(ServicesPicture{.url = u"https://services.example:7681/"_s,
                                                                     .trust = u"sha256:"_s + QString(64, u'9'),
                                                                     .groupId = u"lab"_s,
                                                                     .publishers = {QString(64, u'c')}});
    const auto answered = [&](const QString &name, std::chrono::seconds ago, std::chrono::milliseconds took,
                              ServiceExchange exchange) {
        exchange.at = monotonic - ago;
        exchange.status = 200;
        picture->rows.push_back({.name = name,
                                 .url = url + name,
                                 .answeredAt = monotonic - ago,
                                 .latency = took,
                                 .freshUntil = monotonic - ago + 1h,
                                 .exchange = exchange,
                                 .certificate = certificate});
    };
    answered(u"geo"_s, 4min, 12ms,
             {.sent = {{u"doClientVersion"_s, u"0.1.0"_s}, {u"groupId"_s, u"lab"_s}, {u"profile"_s, u"PC"_s}},
              .received = {{u"countryCode"_s, u"DE"_s},
                           {u"expiresIn"_s, u"3600"_s},
                           {u"keyValue"_s, url + u"keyvalue"_s},
                           {u"observedIp"_s, u"198.51.100.7"_s}}});
    answered(u"keyvalue"_s, 4min, 8ms, {.sent = {{u"countryCode"_s, u"DE"_s}}, .received = {}});
    answered(u"contentpolicy"_s, 65s, 9ms, {.sent = {{u"nonce"_s, u"91c2"_s}}, .received = {}});
    answered(u"discovery"_s, 64s, 7ms, {.sent = {{u"profile"_s, u"PC"_s}}, .received = {}});
    picture->rows.back().error = Error{.code = ErrorCode::Timeout,
                                       .operation = u"ask a service"_s,
                                       .object = url + u"discovery"_s,
                                       .next = NextStep::RetryLater};
    picture->rows.back().failures = 2;
    picture->rows.back().retryAt = monotonic + 6s;
    picture->rows.push_back({.name = u"array"_s,
                             .url = url + u"array"_s,
                             .error = Error{.code = ErrorCode::TlsCertificate,
                                            .operation = u"ask a service"_s,
                                            .object = url + u"array"_s,
                                            .detail = u"The certificate has expired"_s,
                                            .next = NextStep::FixClockOrTrust},
                             .failures = 1,
                             .retryAt = monotonic + 2s,
                             .exchange = ServiceExchange{.at = monotonic - 3s,
                                                         .status = 0,
                                                         .sent = {{u"left"_s, u"164626432"_s}, {u"port"_s, u"7680"_s}},
                                                         .received = {}},
                             .certificate = certificate});
    picture->rows.back().certificate->expires = now - 24h;
    return picture;
}

} // namespace

std::shared_ptr<const RateHistory> busyHistory(WallTime now)
{
    auto history = std::make_shared<RateHistory>();
    for (std::size_t i = 0; i < rateRingShapes.size(); ++i)
        history->rings[i] = ring(rateRingShapes[i], now);
    return history;
}

EngineSnapshot busySite(WallTime now, MonotonicTime monotonic)
{
    EngineSnapshot snapshot;
    snapshot.takenAt = now;
    snapshot.takenAtMonotonic = monotonic;
    snapshot.cacheDirectory = u"/var/cache/freshet"_s;

    JobRow first =
        job(1, u"office-suite_24.8.4_amd64.deb"_s, 412_MiB, JobState::Downloading, ReasonCode::ReceivingFromBoth);
    first.fileSizeInCache = 251_MiB;
    first.inFlight = 3_MiB;
    first.fromLanPeers = 140_MiB;
    first.fromGroupPeers = 42_MiB;
    first.fromInternetPeers = 18_MiB;
    first.fromCacheServer = 23_MiB;
    first.fromHttpOrigin = 28_MiB;
    first.rate = BytesPerSecond{14'200'000};
    first.eta = 12s;
    auto peers = std::make_shared<PeerTable>();
    peers->push_back(peer(1, u"192.168.7.21"_s, PeerType::Lan, PeerState::Exchanging, monotonic));
    peers->push_back(peer(2, u"192.168.7.34"_s, PeerType::Lan, PeerState::Receiving, monotonic));
    peers->push_back(peer(3, u"10.20.4.8"_s, PeerType::Group, PeerState::Receiving, monotonic));
    peers->push_back(peer(4, u"2001:db8:40:2::17"_s, PeerType::Internet, PeerState::WaitingForSlot, monotonic));
    peers->push_back(peer(5, u"updates.example"_s, PeerType::Cdn, PeerState::Receiving, monotonic));
    peers->push_back(peer(6, u"cache.site.example"_s, PeerType::CacheServer, PeerState::Idle, monotonic));
    peers->push_back(peer(7, u"192.168.7.66"_s, PeerType::Lan, PeerState::Banned, monotonic));
    peers->push_back(peer(8, u"203.0.113.9"_s, PeerType::Internet, PeerState::Candidate, monotonic));
    peers->push_back(peer(9, u"203.0.113.77"_s, PeerType::Internet, PeerState::Candidate, monotonic));
    for (std::size_t i = 0; i < 5; ++i) {
        (*peers)[i].bytesReceived = Bytes{(9 - i) * 7'300'000};
        (*peers)[i].downloadRateBytes = BytesPerSecond{i == 3 ? 0 : (9 - i) * 610'000};
        (*peers)[i].foundBy = i < 2 ? AddressSource::Lsd : i < 4 ? AddressSource::Tracker : AddressSource::Metadata;
    }
    (*peers)[0].bytesSent = 11_MiB;
    (*peers)[0].uploadRateBytes = BytesPerSecond{820'000};
    (*peers)[2].encrypted = (*peers)[4].encrypted = true;
    (*peers)[6].bytesBad = 32_KiB;
    (*peers)[6].badBlocks = 2;
    (*peers)[6].bannedUntil = monotonic + 47min;
    (*peers)[6].unused = PeerUnused::Banned;
    (*peers)[8].unused = PeerUnused::EnoughPeers;
    first.peers = peers;

    JobRow second =
        job(2, u"firmware-bundle_2026.11.bin"_s, 96_MiB, JobState::Downloading, ReasonCode::ReceivingFromHttp);
    second.priority = Priority::Background;
    second.mode = DownloadMode::Simple;
    second.modeReason = ModeReason::UnknownToServices;
    second.fileSizeInCache = 12_MiB;
    second.fromHttpOrigin = 12_MiB;
    second.rate = BytesPerSecond{1'100'000};
    second.eta = 80s;
    JobRow third = job(3, u"browser_133.0_amd64.deb"_s, 76_MiB, JobState::Caching, ReasonCode::ServingPeers);
    third.fileSizeInCache = 76_MiB;
    third.fromLanPeers = 70_MiB;
    third.fromHttpOrigin = 6_MiB;
    third.toLanPeers = 152_MiB;
    first.createdAt = now - 25s;
    first.peersKnown = 8;
    first.lanConnections = 2;
    first.groupConnections = first.internetConnections = first.httpConnections = first.cacheServerConnections = 1;
    second.createdAt = now - 12s;
    second.httpConnections = 1;
    third.createdAt = now - 20min;
    third.peersKnown = 3;
    third.lanConnections = 1;
    snapshot.jobs = {first, second, third};

    auto pieces = std::make_shared<PiecePicture>(PiecePicture{
        .job = JobId{1}, .pieceSize = 1_MiB, .contentSize = 412_MiB, .cells = {}, .sources = {u"192.168.7.21:7680"_s}});
    for (std::uint32_t i = 0; i < 412; ++i) {
        const auto state = i * 7 % 41 == 3 ? PieceState::InFlight
                           : i % 97 == 12  ? PieceState::Bad
                           : i % 31 == 7   ? PieceState::ClaimedElsewhere
                           : i < 251       ? PieceState::Have
                                           : PieceState::Missing;
        pieces->cells.push_back({.state = state, .sourceClass = i < 20 ? PieceCell::noClass : std::uint8_t(i / 9 % 5)});
    }
    snapshot.pieces = pieces;

    PerfSnap performance;
    performance.cacheSizeBytes = 4_GiB;
    performance.totalDiskBytes = 465_GiB;
    performance.availableDiskBytes = 210_GiB;
    snapshot.performance = std::make_shared<const PerfSnap>(performance);
    PerfSnapThisMonth month;
    month.month = {.from = {9_GiB, 2_GiB, 700_MiB, 3_GiB, 1_GiB}, .to = {6_GiB, 800_MiB, 90_MiB}, .wasted = 3_MiB};
    month.last30Days = month.month;
    month.last30Days += month.month;
    month.allTime = month.last30Days;
    month.allTime += month.last30Days;
    snapshot.month = std::make_shared<const PerfSnapThisMonth>(month);
    snapshot.history = busyHistory(now);
    snapshot.services = services(now, monotonic);
    snapshot.settings = settings();
    LimitsPicture limits;
    limits.measuredDown = BytesPerSecond{12'500'000};
    limits.rows = {
        {.limit = Limit::Background, .rate = BytesPerSecond{8'000'000}, .achieved = BytesPerSecond{1'048'576}}};
    snapshot.limits = std::make_shared<const LimitsPicture>(limits);
    snapshot.bans = std::make_shared<const BanTable>(BanTable{
        {.address = u"192.168.7.66"_s, .port = 0, .fileId = first.fileId, .byUser = false, .until = monotonic + 47min},
        {.address = u"198.51.100.4"_s, .port = 0, .fileId = {}, .byUser = true, .until = monotonic + 12min}});
    return snapshot;
}

CachePicture fullCache(WallTime now)
{
    CachePicture picture;
    const QStringList names{u"browser_133.0_amd64.deb"_s,       u"office-suite_24.8.4_amd64.deb"_s,
                            u"kernel-image_6.12.9_amd64.deb"_s, u"firmware-bundle_2026.11.bin"_s,
                            u"fonts-noto_20260901_all.deb"_s,   u"container-base_13.2.tar.zst"_s};
    for (int i = 0; i < names.size(); ++i) {
        JobRow row = job(i + 3, names.at(i), Bytes{(static_cast<std::uint64_t>(i) * 97 + 76) << 20}, JobState::Caching,
                         ReasonCode::NotRunning);
        row.job.reset();
        row.fileSizeInCache = i == 3 ? Bytes{row.fileSize.value() / 8} : row.fileSize;
        row.fromLanPeers = Bytes{row.fileSizeInCache.value() / 10 * static_cast<std::uint64_t>(9 - i)};
        row.fromHttpOrigin = row.fileSizeInCache - row.fromLanPeers;
        row.toLanPeers = Bytes{static_cast<std::uint64_t>(i % 3) * 90 << 20};
        row.createdAt = now - 7h * (i + 1);
        row.expireOn = now + 72h - 7h * (i + 1);
        row.pinned = i == 2;
        if (row.pinned)
            row.expireOn.reset();
        picture.held += row.fileSizeInCache;
        if (row.pinned)
            picture.pinned += row.fileSizeInCache;
        picture.contents.push_back(row);
    }
    picture.limit = 2_GiB;
    picture.diskCapacity = 465_GiB;
    picture.diskAvailable = 210_GiB;
    return picture;
}

std::vector<TraceEvent> someEvents(WallTime now)
{
    std::vector<TraceEvent> events;
    const auto add = [&](TraceEvent event) {
        event.number = events.size() + 1;
        event.wall = now - 60s + static_cast<std::int64_t>(events.size()) * 1s;
        events.push_back(event);
    };
    add({.kind = EventKind::EngineStarted, .text = u"run"_s});
    add({.kind = EventKind::JobAdded,
         .job = JobId{1},
         .state = JobState::Queued,
         .reason = ReasonCode::None,
         .text = u"office-suite_24.8.4_amd64.deb"_s,
         .changes = {{u"Destination"_s, u"/home/user/Downloads/office-suite_24.8.4_amd64.deb"_s}}});
    add({.kind = EventKind::JobChanged,
         .job = JobId{1},
         .state = JobState::Downloading,
         .reason = ReasonCode::ContactingSource});
    add({.kind = EventKind::PeerConnected,
         .job = JobId{1},
         .sourceClass = SourceClass::LanPeers,
         .source = u"192.168.7.21:7680"_s,
         .text = u"OUTGOING"_s});
    for (int i = 0; i < 57; ++i)
        add({.kind = EventKind::SourceFailed,
             .job = JobId{1},
             .sourceClass = SourceClass::HttpOrigin,
             .source = u"https://updates.example/"_s,
             .error = ErrorCode::ConnectionLost,
             .retryIn = 4000ms});
    add({.kind = EventKind::PeerBanned,
         .job = JobId{1},
         .sourceClass = SourceClass::LanPeers,
         .source = u"192.168.7.66:7680"_s,
         .piece = PieceIndex{12},
         .retryIn = 3600s,
         .text = u"BAD_BYTES"_s});
    add({.kind = EventKind::PieceVerified,
         .job = JobId{1},
         .sourceClass = SourceClass::LanPeers,
         .source = u"192.168.7.21:7680"_s,
         .piece = PieceIndex{13}});
    add({.kind = EventKind::HandedOver, .job = JobId{3}, .bytes = 76_MiB, .text = u"reflink"_s});
    return events;
}

UpdateTable someUpdates(WallTime now)
{
    UpdateProduct office{
        .tree = u"/opt/office-suite"_s,
        .manifest = u"https://updates.example/office-suite.manifest"_s,
        .product = u"office-suite"_s,
        .installed = u"24.8.3"_s,
        .newest = u"24.8.4"_s,
        .notes = u"Mends the opening of large tables."_s,
        .rollbackTo = u"24.8.2"_s,
        .rollbackBytes = 3_MiB,
        .route = UpdateRoute{.kind = UpdateRoute::Kind::Forward, .from = u"24.8.3"_s, .bytes = 12_MiB, .packs = 1},
        .alternatives = {{.kind = UpdateRoute::Kind::Full, .from = {}, .bytes = 96_MiB, .packs = 1}},
        .modified = {},
        .step = UpdateProduct::Step::Fetching,
        .received = 9_MiB,
        .sources = {.from = {6_MiB, 1_MiB, Bytes{}, Bytes{}, 2_MiB}, .to = {}, .wasted = {}},
        .job = JobId{1},
        .error = {},
        .checkedAt = now - 60s,
        .verifiedAt = {},
        .history = {
            {.when = now - 700h, .action = u"install"_s, .from = {}, .to = u"24.8.2"_s, .bytes = 94_MiB},
            {.when = now - 90h, .action = u"update"_s, .from = u"24.8.2"_s, .to = u"24.8.3"_s, .bytes = 9_MiB}}};
    UpdateProduct browser = office;
    browser.tree = u"/opt/browser"_s;
    browser.product = u"browser"_s;
    browser.installed = u"133.0"_s;
    browser.newest = u"133.1"_s;
    browser.step = UpdateProduct::Step::Idle;
    browser.job.reset();
    browser.sources = {};
    browser.error = Error{.code = ErrorCode::DiskFull,
                          .operation = u"apply update"_s,
                          .object = u"/opt/browser"_s,
                          .kept = Kept::VerifiedPieces,
                          .next = NextStep::FreeSpace};
    UpdateProduct fonts = office;
    fonts.tree = u"/usr/local/share/fonts-noto"_s;
    fonts.product = u"fonts-noto"_s;
    fonts.installed = fonts.newest = u"20260901"_s;
    fonts.step = UpdateProduct::Step::Idle;
    fonts.job.reset();
    fonts.route = UpdateRoute{};
    fonts.alternatives.clear();
    return {office, browser, fonts};
}

void play(PictureSource &source, const EngineSnapshot &snapshot, int seconds)
{
    const auto less = [](Bytes &amount, std::uint64_t by) {
        amount = amount.value() > by ? Bytes{amount.value() - by} : Bytes{};
    };
    for (int ago = seconds; ago >= 0; --ago) {
        EngineSnapshot then = snapshot;
        then.takenAt -= std::chrono::seconds{ago};
        then.takenAtMonotonic -= std::chrono::seconds{ago};
        const auto past = static_cast<std::uint64_t>(ago);
        less(then.jobs[0].fromLanPeers, past * (1'000'000 + past % 60 * 20'000));
        less(then.jobs[0].fromGroupPeers, past * 300'000);
        less(then.jobs[0].fromHttpOrigin, past * 200'000);
        then.jobs[0].toLanPeers += Bytes{400'000 * static_cast<std::uint64_t>(seconds - ago)};
        source.setSnapshot(std::move(then));
    }
}

} // namespace freshet::test
