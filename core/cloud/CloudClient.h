// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/JobState.h"
#include "core/api/ServiceRow.h"
#include "core/base/PeerAddress.h"
#include "core/cloud/CloudMemory.h"
#include "core/cloud/ServiceHttp.h"
#include "core/cloud/ServiceState.h"
#include "core/policy/ContentPolicy.h"

#include <QObject>

#include <array>
#include <functional>
#include <map>
#include <memory>

namespace freshet {

/// What an array is told (the original's fields).
struct ArrayAnnounce {
    ContentId content{};
    std::array<std::byte, 20> peerId{};
    std::optional<IpAddress> reported{};
    std::uint16_t port = 0;
    DownloadMode scope = DownloadMode::Lan;
    bool stopped = false;
    Bytes uploaded{};
    Bytes downloaded{};     ///< from peers
    Bytes downloadedHttp{}; ///< from origin and cache server
    Bytes left{};
    BytesPerSecond uploadRate{};   ///< since the announce before
    BytesPerSecond downloadRate{}; ///< likewise, from all sources
    bool isBackground = false;     ///< nobody waits for it
    int wanted = 50;
};

struct ArrayAnswer {
    std::vector<PeerAddress> peers{};
    std::chrono::seconds interval{900};
    std::optional<IpAddress> observed{}; ///< where we came from, in the array's eyes
};

/// The five services, seen from a machine. It learns where they are (geo, then keyvalue), keeps what they said until it is out of date, and asks again
/// with back-off; what was said before counts while nobody answers. Invariants: at most one bootstrap at a time; a policy that breaks the manifest rules
/// is not a policy, and an answer to another question is none; no field leaves that SentFields does not list.
/// Not its duty: dialling, metadata, what a job does without services.
class CloudClient final : public QObject {
    Q_OBJECT

public:
    /// Runs a piece of work somewhere that may wait for a disk.
    using Elsewhere = std::function<void(std::function<void()>)>;

    /// `clock` outlives it. Without `elsewhere` files are written at once.
    CloudClient(CloudOptions options, const Clock &clock, Elsewhere elsewhere = {});
    ~CloudClient() override;

    using PolicyDone = std::function<void(const Result<ContentPolicy> &)>;
    using ArrayDone = std::function<void(const Result<ArrayAnswer> &)>;
    using Done = std::function<void(const Result<void> &)>;

    /// Other services, or none, from now on. What was asked of the earlier ones is not answered any more, but as Cancelled.
    void use(CloudOptions options);
    /// There are services to ask.
    [[nodiscard]] bool isSet() const { return m_options.isSet(); }

    /// By id, or by the URL that the content has at its origin. `done` is called once, later. Errors: UnknownContent (the services answered), PolicyRefused (what they
    /// say must not be believed), those of ServiceHttp.
    void lookUp(const std::optional<ContentId> &content, const QUrl &url, PolicyDone done);
    /// `done` is called once, later. Errors: those of ServiceHttp.
    void announce(const ArrayAnnounce &announce, ArrayDone done);
    /// Asks geo and keyvalue if what they said is out of date. `done` is called once, perhaps at once.
    void bootstrap(Done done);
    /// Asks geo and keyvalue now, whatever was said before and however often it failed. `done` is called once, later.
    void askAnew(Done done);

    /// The metadata that the policy of this content promises is not what it should be. It is not to be fetched for a while: 15 min, doubled with each time.
    void onMetadataRefused(const ContentId &content);
    [[nodiscard]] bool isMetadataRefused(const ContentId &content) const;
    /// The machine woke up, or its network is another: what failed is worth trying again.
    void onNetworkChanged();

    /// Null when no services are set; the same object until something changes.
    [[nodiscard]] std::shared_ptr<const ServicesPicture> picture() const { return m_picture; }
    [[nodiscard]] const CloudOptions &options() const { return m_options; }

    /// Arrays are being told that we leave.
    [[nodiscard]] bool isLeaving() const { return m_leaving > 0; }

Q_SIGNALS:
    /// picture() is another one.
    void changed();
    /// Every array that was to be told that we leave was told, or did not listen.
    void left();

private:
    enum Service {
        Geo,
        KeyValue,
        Policy,
        Discovery,
        Array,
        serviceCount,
    };
    using Json = std::function<void(const Result<QJsonObject> &)>;
    /// Says what is wrong with an answer; empty: nothing.
    using Check = std::function<QString(const QJsonObject &)>;
    struct KeptPolicy {
        ContentPolicy policy;
        MonotonicTime until; ///< used without asking again
    };
    struct KeptArray {
        QUrl url;
        MonotonicTime until;
    };
    struct Refused {
        MonotonicTime until;
        int times = 0;
    };

    void ask(Service service, const QUrl &url, const QJsonObject &body, const Check &check, Json done);
    void askGeo();
    void askKeyValue(const QUrl &url);
    void bootstrapped(const Result<void> &outcome);
    void askPolicy(const std::optional<ContentId> &content, const QUrl &url, const PolicyDone &done);
    Result<ContentPolicy> judged(const QJsonObject &answer, const std::optional<ContentId> &content, const QUrl &url);
    [[nodiscard]] std::optional<ContentPolicy> remembered(const QString &key);
    void findArray(const ContentId &content, const std::function<void(const Result<QUrl> &)> &done);
    void announceAt(const QUrl &array, const ArrayAnnounce &announce, const ArrayDone &done);
    void recall();
    void remember();
    void onChanged();
    [[nodiscard]] ServiceRow rowOf(std::size_t service) const;
    [[nodiscard]] QJsonObject common() const;

    CloudOptions m_options;
    const Clock &m_clock;
    Elsewhere m_elsewhere;
    std::unique_ptr<ServiceHttp> m_http;
    std::uint64_t m_epoch = 0; ///< counts calls of use()
    std::array<ServiceState, serviceCount> m_states;
    std::array<std::optional<std::chrono::milliseconds>, serviceCount> m_latencies;
    std::array<std::optional<ServiceExchange>, serviceCount> m_exchanges;
    std::array<QUrl, serviceCount> m_urls;
    std::map<QString, ServiceCertificate> m_certificates; ///< by host and port
    QString m_country;
    CloudMemory m_memory;
    ManifestRules m_rules;
    std::map<QString, KeptPolicy> m_policies;   ///< by id or URL; at most maximumKept, as all that follow
    std::map<QString, MonotonicTime> m_unknown; ///< that the services do not know, until then
    std::map<ContentId, KeptArray> m_arrays;
    std::map<ContentId, Refused> m_refused;
    std::vector<Done> m_bootstrapping;
    int m_leaving = 0;
    std::shared_ptr<const ServicesPicture> m_picture;
};

} // namespace freshet
