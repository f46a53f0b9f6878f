// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/PeerJson.h"
#include "core/api/PerfJson.h"
#include "core/api/SettingJson.h"
#include "core/api/StatusJson.h"
#include "core/api/StatusParse.h"
#include "core/base/PlainText.h"

#include <QJsonArray>
#include <QTest>

#include <cstring>

using namespace freshet;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr MonotonicTime now{100s};

PeerRow examplePeer()
{
    PeerRow row;
    row.id = PeerRowId{7};
    row.address = u"2001:db8::1"_s;
    row.port = 7680;
    row.type = PeerType::Group;
    row.typeReason = PeerClassReason::GroupCredential;
    row.state = PeerState::Exchanging;
    row.unused = PeerUnused::None;
    row.foundBy = AddressSource::Tracker;
    row.connectionEstablished = true;
    row.incoming = true;
    row.encrypted = true;
    row.client = u"Freshet 0.1"_s;
    row.bytesSent = 1_B;
    row.bytesReceived = 5_GiB;
    row.uploadRateBytes = BytesPerSecond{3};
    row.downloadRateBytes = BytesPerSecond{4};
    row.bytesBad = 16_KiB;
    row.badBlocks = 1;
    row.piecesHave = 3;
    row.piecesTotal = 4;
    row.latency = 12ms;
    row.connectedAt = now - 20s;
    row.retryAt = now + 3s;
    row.bannedUntil = now + 1h;
    row.error = ErrorCode::PieceMismatch;
    return row;
}

SourceBytes exampleBytes(std::uint64_t unit)
{
    SourceBytes sum;
    for (std::size_t i = 0; i < sum.from.size(); ++i)
        sum.from[i] = Bytes{unit * (i + 1)};
    for (std::size_t i = 0; i < sum.to.size(); ++i)
        sum.to[i] = Bytes{unit * 10 * (i + 1)};
    sum.wasted = Bytes{unit};
    return sum;
}

/// Names of the fields that the original has and `json` lacks.
QStringList missing(const QJsonObject &json, const char *names)
{
    QStringList absent;
    for (const QString &name : QString::fromLatin1(names).simplified().split(u' '))
        if (!json.contains(name))
            absent << name;
    return absent;
}

} // namespace

class TestApiJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void peersComeBackAsTheyWere()
    {
        PeerRow other;
        other.id = PeerRowId{3};
        other.address = u"192.0.2.9"_s;
        other.unused = PeerUnused::OtherGroup;
        const PeerTable peers{other, examplePeer()};
        const QJsonArray json = toJson(peers, now);
        QCOMPARE(json.first().toObject().value("IP"_L1).toString(), u"2001:db8::1"_s); // the most useful first
        QVERIFY(peersFromJson(json, now) == peers);
    }

    void peersHaveTheOriginalsFields()
    {
        const QJsonObject json = toJson(examplePeer(), now);
        QCOMPARE(missing(json, "IP PeerType ConnectionEstablished BytesSent BytesReceived UploadRateBytes "
                               "DownloadRateBytes"),
                 QStringList());
        QCOMPARE(json.value("HavePercent"_L1).toDouble(), 75.0);
    }

    void oddPeersBecomeTheDefaults()
    {
        const PeerTable peers = peersFromJson(
            {QJsonObject{{u"PeerType"_s, u"Martian"_s}, {u"Port"_s, 70'000}, {u"BytesSent"_s, -5}, {u"State"_s, 17}},
             QJsonValue(3)},
            now);
        QCOMPARE(peers.size(), std::size_t{2});
        QCOMPARE(peers[0].type, PeerType::None);
        QCOMPARE(peers[0].port, std::uint16_t{65'535});
        QCOMPARE(peers[0].bytesSent, 0_B);
        QCOMPARE(peers[0].state, PeerState::Candidate);
    }

    void rowsCarryTheirPeersOnlyWhenAsked()
    {
        EngineSnapshot snapshot;
        snapshot.takenAtMonotonic = now;
        snapshot.jobs.resize(2);
        snapshot.jobs[0].peers = std::make_shared<const PeerTable>(PeerTable{examplePeer()});
        const QJsonArray plain = toJson(snapshot).value("Files"_L1).toArray();
        QVERIFY(!plain.first().toObject().contains("Peers"_L1));
        const EngineSnapshot back = snapshotFromJson(toJson(snapshot, RowDetail::WithPeers), now);
        QVERIFY(back.jobs.at(0).peers && *back.jobs.at(0).peers == *snapshot.jobs.at(0).peers);
        QVERIFY(back.jobs.at(1).peers && back.jobs.at(1).peers->empty());
        QVERIFY(!snapshotFromJson(toJson(snapshot), now).jobs.at(0).peers);
    }

    void rowsHaveTheOriginalsFields()
    {
        QCOMPARE(
            missing(
                toJson(JobRow{}, now),
                "FileId FileSize FileSizeInCache TotalBytesDownloaded PercentPeerCaching BytesFromPeers BytesFromHttp "
                "Status Priority BytesFromCacheServer BytesFromLanPeers BytesFromLinkLocalPeers BytesFromGroupPeers "
                "BytesFromInternetPeers BytesToLanPeers BytesToLinkLocalPeers BytesToGroupPeers "
                "BytesToInternetPeers DownloadDuration HttpConnectionCount CacheServerConnectionCount "
                "LanConnectionCount LinkLocalConnectionCount GroupConnectionCount InternetConnectionCount "
                "DownloadMode SourceURL CacheHost NumPeers PredefinedCallerApplication ExpireOn IsPinned"),
            QStringList());
    }

    void perfSnapHasTheOriginalsFieldsAndComesBack()
    {
        PerfSnap snap;
        snap.files = 4;
        snap.filesDownloaded = 3;
        snap.filesUploaded = 1;
        snap.totals = exampleBytes(100);
        snap.totalBytesDownloaded = snap.totals.received();
        snap.totalBytesUploaded = snap.totals.sent();
        snap.averageDownloadSize = 500_B;
        snap.downloadMode = DownloadMode::Group;
        snap.cacheSizeBytes = 7_MiB;
        snap.totalDiskBytes = 9_GiB;
        snap.availableDiskBytes = 1_GiB;
        snap.cpuUsagePct = 1.5;
        snap.memUsageKB = 20'000;
        snap.cdnConnections = 2;
        snap.downlinkBps = BytesPerSecond{1000};
        snap.downlinkUsageBps = BytesPerSecond{900};
        snap.foregroundDownloadRatePct = 90;
        snap.backgroundDownloadsPending = 5;
        const QJsonObject json = toJson(snap);
        QCOMPARE(missing(json,
                         "FilesDownloaded FilesUploaded Files TotalBytesDownloaded TotalBytesUploaded "
                         "AverageDownloadSize AverageUploadSize DownloadMode CacheSizeBytes TotalDiskBytes "
                         "AvailableDiskBytes CpuUsagePct MemUsageKB NumberOfPeers CacheHostConnections CdnConnections "
                         "LanConnections LinkLocalConnections GroupConnections InternetConnections DownlinkBps "
                         "DownlinkUsageBps UplinkBps UplinkUsageBps ForegroundDownloadRatePct "
                         "BackgroundDownloadRatePct UploadRatePct UploadCount ForegroundDownloadCount "
                         "BackgroundDownloadCount ForegroundDownloadsPending BackgroundDownloadsPending"),
                 QStringList());
        QVERIFY(json.value("UplinkBps"_L1).isNull()); // not measured is not zero
        QVERIFY(perfSnapFromJson(json) == snap);
    }

    void perfSnapThisMonthHasTheOriginalsFieldsAndComesBack()
    {
        PerfSnapThisMonth month;
        month.monthStartDate = WallTime{std::chrono::sys_days{2026y / 11 / 1}};
        month.month = exampleBytes(1);
        month.last30Days = exampleBytes(2);
        month.allTime = exampleBytes(3);
        month.downloadFgRateKbps = 800;
        const QJsonObject json = toJson(month);
        QCOMPARE(missing(json, "UploadLanBytes UploadInternetBytes DownloadHttpBytes DownloadCacheHostBytes "
                               "DownloadLanBytes DownloadInternetBytes DownloadFgRateKbps DownloadBgRateKbps "
                               "UploadLimitReached MonthStartDate"),
                 QStringList());
        QCOMPARE(json.value("DownloadHttpBytes"_L1).toInteger(), 9);
        QCOMPARE(json.value("UploadInternetBytes"_L1).toInteger(), 30);
        QVERIFY(perfMonthFromJson(json) == month);
    }

    void settingsComeBackAsTheyWere()
    {
        SettingsPicture picture;
        picture.rows.push_back({.key = u"cache.maximum-size"_s,
                                .policy = u"DOAbsoluteMaxCacheSize"_s,
                                .kind = SettingKind::Size,
                                .value = std::uint64_t{5} << 30,
                                .maximum = 1ULL << 50,
                                .optional = true,
                                .provider = SettingProvider::CommandLine,
                                .overridden = SettingValue{}});
        picture.rows.push_back({.key = u"a"_s, .kind = SettingKind::Switch, .value = true, .defaultValue = false});
        picture.rows.push_back(
            {.key = u"b"_s, .kind = SettingKind::Addresses, .value = QStringList{u"::1"_s}, .defaultValue = {}});
        picture.notices.push_back({.code = ErrorCode::SettingsCorrupt, .object = u"/x"_s});
        const SettingsPicture back = settingsFromJson(toJson(picture));
        QVERIFY(back.rows == picture.rows);
        QCOMPARE(back.notices.at(0).code, ErrorCode::SettingsCorrupt);
    }

    void settingsAreSpelledInTheLargestUnit()
    {
        const auto spelled = [](SettingKind kind, std::uint64_t value) { return settingText(kind, value); };
        QCOMPARE(spelled(SettingKind::Size, 10ULL << 30), u"10 GiB"_s);
        QCOMPARE(spelled(SettingKind::Size, (1ULL << 20) + 1), u"1048577 B"_s);
        QCOMPARE(spelled(SettingKind::Size, 0), u"0 B"_s);
        QCOMPARE(spelled(SettingKind::Rate, 2500ULL << 10), u"2500 KiB/s"_s);
        QCOMPARE(spelled(SettingKind::Duration, 3 * 86400), u"3 d"_s);
        QCOMPARE(spelled(SettingKind::Duration, 90), u"90 s"_s);
        QCOMPARE(spelled(SettingKind::Percent, 20), u"20 %"_s);
        QCOMPARE(settingText(SettingKind::Rate, SettingValue{}), u"none"_s);
    }

    void strangersWordsAreOnePlainLine()
    {
        QCOMPARE(plainText(u"a\nb\x1b[31m\u202e\u200b c"_s), u"a b[31m c"_s);
        QCOMPARE(plainText(u"  a \t\n b  "_s), u"a b"_s);
        QCOMPARE(plainText(u"abcdef"_s, 3), u"abc"_s);
        QCOMPARE(plainText(QString()), QString());
        const auto utf8 = [](const char *text) { return std::as_bytes(std::span(text, std::strlen(text))); };
        QCOMPARE(plainText(utf8("a\xff\xe2\x80\xae"
                                "b"),
                           64),
                 u"a\ufffdb"_s);
        QCOMPARE(plainText(utf8("\xf0\x9f\x9a\x80\xf0\x9f\x9a\x80\xf0\x9f\x9a\x80"), 2).toUcs4().size(), qsizetype{2});
        QCOMPARE(plainText(QString(10'000, u'x')).size(), qsizetype{64});
    }
};

QTEST_APPLESS_MAIN(TestApiJson)
#include "tst_api_json.moc"
