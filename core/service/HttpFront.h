// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/PeerAddress.h"
#include "core/service/AddressBudget.h"
#include "core/service/HttpConnection.h"
#include "core/service/ServerTls.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace freshet {

struct FrontSettings {
    std::size_t connections =
        16'384; ///< in all; when there is no room, the one that has been waiting longest for a head goes
    BudgetSettings budget{};
};

struct FrontCounts {
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0; ///< connections that their address may not have
    std::uint64_t evicted = 0;
    std::uint64_t timedOut = 0;
    std::uint64_t throttled = 0;
    std::uint64_t tooLarge = 0;
    std::uint64_t requests = 0;
};

/// The only door of the services: an epoll loop below the Qt event loop, with caps on connections, time, heads and bodies before anything is looked
/// at. The program that hosts it ignores SIGPIPE. It is its own parser, because whoever caps a body has to find its end, and two parsers in a row that disagree about that are a hole.
class HttpFront final : public QObject, private HttpHandler {
    Q_OBJECT

public:
    struct Site {
        std::function<std::uint64_t(const ServedRequest &)> maximumBody;
        std::function<ServedAnswer(const ServedRequest &)> answer;
    };

    HttpFront(Site site, const Clock &clock, const FrontSettings &settings);
    ~HttpFront() override;

    /// `tls` none: plain HTTP. "::" means every address of both families. Errors: ConnectFailed with the system's words. Returns where it listens.
    Result<PeerAddress> listen(const PeerAddress &at, const std::optional<ServerTls> &tls);

    /// Takes no more connections and requests; `drained` when the last answer is out, at most `patience` later.
    void drain(std::chrono::milliseconds patience);

    [[nodiscard]] std::size_t connections() const { return m_connections.size(); }
    [[nodiscard]] const FrontCounts &counts() const { return m_counts; }

Q_SIGNALS:
    void drained();

private:
    struct Listener {
        UniqueFd fd;
        std::optional<ServerTls> tls;
    };

    std::uint64_t maximumBody(const ServedRequest &head) override;
    ServedAnswer answer(const ServedRequest &request) override;
    bool mayAsk(const IpAddress &from) override;

    void onReady();
    void accept(const Listener &listener, MonotonicTime now);
    void serve(HttpConnection &connection, MonotonicTime now);
    void close(HttpConnection &connection);
    void closeOldest();
    void sweep();
    void finishIfEmpty();

    Site m_site;
    const Clock &m_clock;
    FrontSettings m_settings;
    AddressBudget m_budget;
    FrontCounts m_counts;
    UniqueFd m_epoll;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_sweep;
    QTimer m_patience;
    std::vector<std::unique_ptr<Listener>> m_listeners;
    std::unordered_map<int, std::unique_ptr<HttpConnection>> m_connections; ///< by descriptor
    bool m_draining = false;
};

} // namespace freshet
