// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/JobState.h"
#include "core/base/PeerAddress.h"
#include "core/cloud/ServiceHttp.h"
#include "core/cloud/ServiceState.h"
#include "core/policy/ContentPolicy.h"

#include <QObject>

#include <array>
#include <map>

namespace freshet {

/// What an array is told (the original's fields).
struct ArrayAnnounce {
    ContentId content{};
    std::array<std::byte, 20> peerId{};
    std::optional<IpAddress> reported{};
    std::uint16_t port = 0;
    DownloadMode scope = DownloadMode::Lan;
    bool isBackground = false;
    bool stopped = false;
    Bytes uploaded{};
    Bytes downloaded{};
    Bytes downloadedCdn{};
    Bytes left{};
    int wanted = 50;
};

struct ArrayAnswer {
    std::vector<PeerAddress> peers{};
    std::chrono::seconds interval{900};
    std::optional<IpAddress> teller{}; ///< where we came from, in the array's eyes
};

/// One line for people.
struct ServiceRow {
    QString name{};
    QUrl url{};
    std::optional<std::chrono::seconds> age{}; ///< since the last good answer
    std::optional<Error> error{};
    int failures = 0;
};

/// The five services, seen from a machine. It learns their addresses (geo, then keyvalue), keeps what they said until it is out of date, and asks again
/// with back-off. Invariants: one question of a kind to geo and keyvalue at a time; a policy that breaks the manifest rules is not a policy; no field is
/// sent that `core/service` does not list. Not its duty: dialling, metadata, what a job does without services.
class CloudClient final : public QObject {
    Q_OBJECT

public:
    CloudClient(CloudOptions options, const Clock &clock);
    ~CloudClient() override;

    using PolicyDone = std::function<void(const Result<ContentPolicy> &)>;
    using ArrayDone = std::function<void(const Result<ArrayAnswer> &)>;
    using Done = std::function<void(const Result<void> &)>;

    /// By id, or by the URL that the content has at its origin. `done` is called once, later. Errors: UnknownContent, those of ManifestRules, those of ServiceHttp.
    void lookUp(const std::optional<ContentId> &content, const QUrl &url, PolicyDone done);
    void announce(const ArrayAnnounce &announce, ArrayDone done);
    /// Asks geo and keyvalue if what they said is out of date.
    void bootstrap(Done done);

    [[nodiscard]] std::vector<ServiceRow> rows() const;
    [[nodiscard]] const CloudOptions &options() const { return m_options; }

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
    struct KeptPolicy {
        ContentPolicy policy;
        MonotonicTime until;
    };
    struct KeptArray {
        QUrl url;
        MonotonicTime until;
    };

    void ask(Service service, const QUrl &url, const QJsonObject &body, Json done);
    void askGeo();
    void askKeyValue(const QUrl &url);
    void bootstrapped(const Result<void> &outcome);
    void askPolicy(const std::optional<ContentId> &content, const QUrl &url, const PolicyDone &done);
    void findArray(const ContentId &content, const std::function<void(const Result<QUrl> &)> &done);
    void announceAt(const QUrl &array, const ArrayAnnounce &announce, const ArrayDone &done);
    void keepFloors();
    [[nodiscard]] QJsonObject common() const;

    CloudOptions m_options;
    const Clock &m_clock;
    ServiceHttp m_http;
    std::array<ServiceState, serviceCount> m_states;
    std::array<QUrl, serviceCount> m_urls;
    QString m_country;
    ManifestRules m_rules;
    std::map<QString, KeptPolicy> m_policies; ///< by id or URL; at most maximumKept
    std::map<ContentId, KeptArray> m_arrays;
    std::vector<Done> m_bootstrapping;
};

} // namespace freshet
