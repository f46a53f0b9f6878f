// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/HttpClient.h"
#include "core/store/Store.h"
#include "core/swarm/SwarmHub.h"
#include "core/transfer/PeerSide.h"
#include "tests/support/WireContent.h"

#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace freshet::test {

/// One machine: cache directory, hub and, while it fetches, its side of the swarm, wired as a job does it. Fetches from peers alone.
class SwarmMachine final : public QObject {
    Q_OBJECT

public:
    explicit SwarmMachine(SwarmOptions options = defaults(), StoreOptions store = {});
    ~SwarmMachine() override;

    /// Listens on a free port of 127.0.0.1, peers of the LAN class only, no LAN discovery.
    static SwarmOptions defaults();

    [[nodiscard]] SwarmHub &hub() { return *m_hub; }
    [[nodiscard]] Store &store() { return *m_store; }
    [[nodiscard]] HttpClient &http() { return *m_http; }
    [[nodiscard]] EventSink &events() { return m_events; }
    [[nodiscard]] PeerAddress address() const { return m_hub->listening().front(); }
    [[nodiscard]] QString file(const WireContent &content) const;

    /// Has all of it and offers it.
    void seed(const WireContent &content);
    /// Begins to fetch it. Call once.
    void fetch(const WireContent &content);
    void meet(const PeerAddress &peer);
    void meet(const PeerEndpoint &peer);
    [[nodiscard]] PeerSide &side() { return *m_side; }
    [[nodiscard]] Swarm &swarm(const WireContent &content) { return *m_hub->find(content.metainfo().contentId); }
    [[nodiscard]] bool isComplete() const { return m_complete; }
    /// What is in the cache is the content, and every byte that came is accounted for.
    [[nodiscard]] QString mistakes(const WireContent &content) const;
    [[nodiscard]] bool isBanned(const PeerAddress &peer, const WireContent &content) const;
    [[nodiscard]] bool isBannedFromAll(const PeerAddress &peer) const;

    Bytes received;
    Bytes wasted;
    Bytes useful;
    Bytes uploaded;
    struct Banned {
        PeerAddress peer;
        PieceIndex piece;
        Bytes bad;
    };
    std::vector<Banned> banned;
    SystemClock clock;

private:
    [[nodiscard]] bool hasBan(const PeerAddress &peer, const QString &fileId) const;
    ContentHandle openContent(const WireContent &content);

    QTemporaryDir m_directory;
    /// Nobody reads the trace here.
    struct NoEvents final : EventSink {
        void record(TraceEvent) override {}
    } m_events;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<SwarmHub> m_hub;
    std::unique_ptr<PeerSide> m_side;
    ContentHandle m_handle;
    bool m_complete = false;
};

} // namespace freshet::test
