// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/service/HttpFront.h"
#include "core/service/LeaseBook.h"
#include "core/service/PeerBook.h"
#include "core/service/PolicyStore.h"
#include "core/service/ServiceDirectory.h"
#include "core/service/ServiceFields.h"

#include <QJsonObject>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <QUrl>

#include <array>
#include <functional>
#include <memory>
#include <random>

namespace freshet {

struct ServiceOptions {
    /// "geo", "keyvalue", "contentpolicy", "discovery", "array", "metadata", "content"; empty: all of them.
    QSet<QString> roles{};
    PeerAddress tls{{}, 7681};   ///< HTTPS: everything
    PeerAddress plain{{}, 7682}; ///< HTTP: metadata, contents, the tracker, health
    QString country = QStringLiteral("ZZ");
    QString cacheHost{};
    std::vector<QUrl> arrays{};          ///< instances on other hosts, besides this one if it has that role
    std::chrono::seconds arrayLease{60}; ///< an array that says nothing for so long is dead, in discovery's eyes
    std::chrono::seconds announceInterval{15 * 60};
    std::chrono::seconds answersLast{60 * 60}; ///< how long clients may keep an answer
    QString name{}; ///< under which clients reach this instance, one of the certificate's; empty: the first of them
    PeerBookSettings peers{};
    FrontSettings front{};
    /// Takes the log, one object per event: "time", "event" and what belongs to it. What strangers can cause is summed up, at most once a second.
    std::function<void(const QJsonObject &)> log{};
};

/// The services behind the front: routes a request, checks its fields, asks the brains, words the answer. Invariants: what changes anything needs the
/// admin token and TLS; the five services answer over TLS alone; an array names addresses only as PeerBook allows.
class Services final : public QObject {
    Q_OBJECT

public:
    /// Opens the database and listens. `directory` was opened; `clock` outlives it.
    static Result<std::unique_ptr<Services>> start(ServiceDirectory directory, ServiceOptions options,
                                                   const Clock &clock);

    [[nodiscard]] QUrl tlsUrl() const { return m_tlsUrl; }
    [[nodiscard]] QUrl plainUrl() const { return m_plainUrl; }
    [[nodiscard]] const PeerBook &peers() const { return m_peers; }
    [[nodiscard]] HttpFront &front() { return *m_front; }

private:
    using Handler = ServedAnswer (Services::*)(const ServedRequest &, const QJsonObject &);

    Services(ServiceDirectory directory, ServiceOptions options, const Clock &clock,
             std::unique_ptr<PolicyStore> policies);
    Result<void> listen();
    void log(const QString &event, QJsonObject fields) const;
    void logLimits();
    [[nodiscard]] bool has(const QString &role) const
    {
        return m_options.roles.isEmpty() || m_options.roles.contains(role);
    }

    [[nodiscard]] std::uint64_t maximumBody(const ServedRequest &head) const;
    [[nodiscard]] bool isAdmin(const ServedRequest &request) const;
    ServedAnswer answer(const ServedRequest &request);
    ServedAnswer answerPost(const ServedRequest &request);
    ServedAnswer answerGet(const ServedRequest &request);
    ServedAnswer answerAdmin(const ServedRequest &request);

    ServedAnswer geo(const ServedRequest &request, const QJsonObject &json);
    ServedAnswer keyvalue(const ServedRequest &request, const QJsonObject &json);
    ServedAnswer contentPolicy(const ServedRequest &request, const QJsonObject &json);
    ServedAnswer discovery(const ServedRequest &request, const QJsonObject &json);
    ServedAnswer array(const ServedRequest &request, const QJsonObject &json);

    ServedAnswer announce(const ServedRequest &request);
    ServedAnswer scrape(const ServedRequest &request);
    ServedAnswer putPolicy(const ContentId &content, const ServedRequest &request);
    ServedAnswer putMetadata(const ContentId &content, const ServedRequest &request);
    [[nodiscard]] ServedAnswer listContents() const;
    [[nodiscard]] ServedAnswer listPeers(const ServedRequest &request) const;
    [[nodiscard]] ServedAnswer stats() const;
    [[nodiscard]] ServedAnswer metrics() const;
    /// What sets are named by: clients of a hybrid content meet under either of its names.
    [[nodiscard]] std::array<std::byte, 20> setName(const std::array<std::byte, 20> &infoHash) const;
    [[nodiscard]] PeerSetKey trackerSet(const std::array<std::byte, 20> &name) const;
    [[nodiscard]] QUrl metadataUrl(const ContentId &content) const;

    ServiceDirectory m_directory;
    ServiceOptions m_options;
    const Clock &m_clock;
    std::unique_ptr<PolicyStore> m_policies;
    PeerBook m_peers;
    LeaseBook m_arrays;
    std::mt19937 m_random; ///< for fairness, not for secrets
    PeerBook::Chance m_chance;
    QByteArray m_openApi;
    QUrl m_tlsUrl;
    QUrl m_plainUrl;
    std::array<std::uint64_t, 7> m_asked{}; ///< the five services, announces, scrapes
    std::uint64_t m_unauthorized = 0;
    std::array<std::uint64_t, 6> m_logged{}; ///< counts of limits that the log has told
    QTimer m_sweep;
    std::unique_ptr<HttpFront> m_front; ///< last: it calls the rest
};

} // namespace freshet
