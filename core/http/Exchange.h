// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/http/CurlHandle.h"
#include "core/http/CurlLoop.h"
#include "core/http/HeadParser.h"
#include "core/http/HostGate.h"
#include "core/http/HttpOptions.h"
#include "core/http/HttpSink.h"
#include "core/http/ProgressWatch.h"
#include "core/http/ProxyBook.h"
#include "core/http/ReadPace.h"
#include "core/http/TlsTrust.h"
#include "core/policy/RedirectTrail.h"

#include <QTimer>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace freshet {

/// One request through all its hops: joins curl's callbacks, the response checks, the deadlines and the sink.
/// Invariants: the sink is called only while m_sink is set, which finish() and abandon() clear before anything else;
/// m_verdict, once set, is the outcome whatever curl says afterwards; curl is left only from outside its callbacks.
/// Decides nothing about URLs, heads and deadlines itself: RedirectTrail, ResponseCheck and ProgressWatch do.
class Exchange final : public std::enable_shared_from_this<Exchange>, private CurlLoop::Job, private HostGate::Entrant {
public:
    /// What an exchange works with; all of it outlives the exchange's stay in the loop.
    struct Home {
        CurlLoop &loop;
        HostGate &gate;
        ProxyBook &proxies;
        const HttpOptions &options;
        const Clock &clock;
        std::function<void(Exchange &)> over; ///< called once when the exchange has left the loop
    };

    Exchange(const HttpRequest &request, HttpSink &sink, Home home);
    ~Exchange() override;
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;

    /// Outside of curl, once.
    void begin();
    /// No call of the sink follows. At any time.
    void abandon();
    void resume();
    [[nodiscard]] Bytes received() const { return m_received; }
    [[nodiscard]] const CurlLoop *loop() const { return m_loop; }

private:
    enum class Body { Deliver, Discard };

    // ExchangeSetup.cpp
    [[nodiscard]] Result<void> checkRequest() const;
    [[nodiscard]] bool setUp();
    void setUpProxy(const std::optional<QString> &proxy);
    static std::size_t headerCallback(char *data, std::size_t size, std::size_t count, void *self);
    static std::size_t bodyCallback(char *data, std::size_t size, std::size_t count, void *self);
    static int sendingCallback(void *self, char *remote, char *local, int remotePort, int localPort);
    static curl_socket_t socketCallback(void *self, curlsocktype purpose, curl_sockaddr *address);

    void startHop();
    void onProxyKnown(const std::optional<QString> &proxy);
    void onAdmitted() override;
    bool onSocketWanted(std::span<const std::byte> address);
    bool onSending(const QString &remoteAddress);
    bool onHeaderLine(std::string_view line);
    bool onHeadComplete();
    std::size_t onBody(std::span<const std::byte> data);
    void onCurlDone(CURLcode code) override;
    [[nodiscard]] std::size_t readAtLeast() const override;
    [[nodiscard]] bool sharesLink() const override { return m_request.sharesLink; }
    [[nodiscard]] BytesPerSecond rate() const override { return m_pace.rate(); }
    void onDeadline();
    void armDeadline();
    [[nodiscard]] Error curlError(CURLcode code) const;
    [[nodiscard]] Result<void> outcome(CURLcode code) const;
    [[nodiscard]] bool usesProxy() const;

    void fail(const Error &error);
    void finish(const Result<void> &outcome);
    void leaveLoop();

    const HttpRequest m_request;
    const HttpOptions &m_options;
    const Clock &m_clock;
    HttpSink *m_sink;
    CurlLoop *m_loop;
    HostGate *m_gate;
    ProxyBook *m_proxies;
    std::function<void(Exchange &)> m_over;

    std::array<char, CURL_ERROR_SIZE> m_curlText{};
    TlsTrust m_trust;
    CurlEasy m_easy;
    CurlList m_requestHeaders;
    QTimer m_timer;
    MonotonicTime m_armedFor{};

    RedirectTrail m_trail;
    HeadParser m_parser;
    ProgressWatch m_watch;
    ReadPace m_pace;
    QString m_remoteAddress;
    std::optional<HttpHead> m_head; ///< the final one of this hop
    Body m_body = Body::Discard;
    Bytes m_discarded{};
    Bytes m_limit{};
    Bytes m_received{};
    std::size_t m_alreadyTaken = 0; ///< of the data that curl will offer again after the pause
    bool m_paused = false;
    std::optional<Error> m_addressRefusal; ///< counts when no other address could be connected to
    std::optional<Error> m_verdict;
};

} // namespace freshet
