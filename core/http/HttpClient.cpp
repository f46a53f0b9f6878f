// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/HttpClient.h"

#include "core/http/CurlLoop.h"
#include "core/http/Exchange.h"
#include "core/http/ProxyBook.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace freshet {

/// The last loop takes new requests; the others end with the exchanges they still carry.
class HttpClient::Private {
public:
    Private(HttpOptions o, const Clock &c)
        : options(std::move(o))
        , clock(c)
        , gate(options.connectionsPerHost, options.connections)
        , proxies(options.proxyLookup, c)
    {
        loops.push_back(std::make_unique<CurlLoop>(options));
    }

    void forget(Exchange &exchange)
    {
        std::erase_if(exchanges, [&exchange](const auto &held) { return held.get() == &exchange; });
        // The loop may be the one that is reporting this end.
        if (loops.size() > 1)
            loops.back()->later([this] { dropIdleLoops(); });
    }

    void dropIdleLoops()
    {
        const auto isUnused = [this](const std::unique_ptr<CurlLoop> &loop) {
            return std::none_of(exchanges.begin(), exchanges.end(),
                                [&](const auto &held) { return held->loop() == loop.get(); });
        };
        loops.erase(std::remove_if(loops.begin(), loops.end() - 1, isUnused), loops.end() - 1);
    }

    const HttpOptions options;
    const Clock &clock;
    HostGate gate;
    ProxyBook proxies;
    std::vector<std::unique_ptr<CurlLoop>> loops;
    std::vector<std::shared_ptr<Exchange>> exchanges;
};

HttpClient::HttpClient(HttpOptions options, const Clock &clock)
    : d(std::make_unique<Private>(std::move(options), clock))
{
}

HttpClient::~HttpClient()
{
    Q_ASSERT(std::none_of(d->loops.begin(), d->loops.end(), [](const auto &loop) { return loop->insideCurl(); }));
    while (!d->exchanges.empty())
        d->exchanges.back()->abandon();
}

std::unique_ptr<HttpTransfer> HttpClient::start(const HttpRequest &request, HttpSink &sink)
{
    CurlLoop &loop = *d->loops.back();
    auto exchange = std::make_shared<Exchange>(
        request, sink,
        Exchange::Home{loop, d->gate, d->proxies, d->options, d->clock, [this](Exchange &over) { d->forget(over); }});
    d->exchanges.push_back(exchange);
    loop.later([weak = std::weak_ptr(exchange)] {
        if (const auto begun = weak.lock())
            begun->begin();
    });
    return std::make_unique<HttpTransfer>(std::move(exchange));
}

void HttpClient::forgetConnections()
{
    d->proxies.forget();
    d->loops.push_back(std::make_unique<CurlLoop>(d->options));
    d->loops.back()->later([this] { d->dropIdleLoops(); });
}

const HttpOptions &HttpClient::options() const
{
    return d->options;
}

} // namespace freshet
