// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/Exchange.h"

#include "core/base/DisplayUrl.h"
#include "core/http/CurlError.h"
#include "core/http/ResponseCheck.h"

#include <algorithm>
#include <utility>

namespace freshet {

namespace {

/// Bodies of redirects and refusals are read up to here, for the sake of the connection; nobody looks at them.
constexpr Bytes maximumDiscard = 64_KiB;

} // namespace

Exchange::Exchange(const HttpRequest &request, HttpSink &sink, Home home)
    : m_request(request)
    , m_options(home.options)
    , m_clock(home.clock)
    , m_sink(&sink)
    , m_loop(&home.loop)
    , m_gate(&home.gate)
    , m_proxies(&home.proxies)
    , m_over(std::move(home.over))
    , m_trust(m_options.caFile, m_clock)
    , m_trail(request.url, {request.followRedirects ? m_options.maximumRedirects : 0, m_options.allowPrivateHops,
                            request.publicOnly})
    , m_parser(m_options)
    , m_watch(m_options)
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { onDeadline(); });
}

Exchange::~Exchange()
{
    Q_ASSERT(!m_loop);
}

void Exchange::begin()
{
    if (!m_sink)
        return;
    if (const auto valid = checkRequest(); !valid)
        return finish(std::unexpected(valid.error()));
    if (!setUp())
        return finish(std::unexpected(errorFromCurl({.code = CURLE_FAILED_INIT}, m_request.url)));
    startHop();
}

void Exchange::startHop()
{
    m_parser = HeadParser(m_options);
    m_head.reset();
    m_body = Body::Discard;
    m_discarded = Bytes{};
    m_addressRefusal.reset();
    m_curlText.front() = '\0';
    const QUrl &url = m_trail.current();
    const bool http2 = m_options.http2 && url.scheme() == QStringLiteral("https");
    curl_easy_setopt(m_easy.get(), CURLOPT_HTTP_VERSION,
                     static_cast<long>(http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(m_easy.get(), CURLOPT_URL, url.toEncoded(QUrl::RemoveFragment).constData());
    if (m_options.proxy)
        return onProxyKnown(m_options.proxy);
    m_proxies->ask(url, [weak = weak_from_this()](const std::optional<QString> &proxy) {
        if (const auto self = weak.lock(); self && self->m_sink)
            self->onProxyKnown(proxy);
    });
}

void Exchange::onProxyKnown(const std::optional<QString> &proxy)
{
    setUpProxy(proxy);
    m_gate->enter(m_trail.current(), *this);
}

void Exchange::onAdmitted()
{
    m_loop->add(m_easy.get(), *this);
}

void Exchange::abandon()
{
    m_sink = nullptr;
    m_timer.stop();
    if (!m_loop)
        return;
    if (m_loop->insideCurl())
        m_loop->later([self = shared_from_this()] { self->leaveLoop(); });
    else
        leaveLoop();
}

void Exchange::resume()
{
    if (!m_loop)
        return;
    m_loop->later([weak = weak_from_this()] {
        const auto self = weak.lock();
        if (!self || !self->m_sink || !std::exchange(self->m_paused, false))
            return;
        self->m_watch.onResume(self->m_clock.monotonic());
        self->armDeadline();
        self->m_loop->unpause(self->m_easy.get());
    });
}

bool Exchange::usesProxy() const
{
    long used = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_USED_PROXY, &used);
    return used != 0;
}

bool Exchange::onSocketWanted(std::span<const std::byte> address)
{
    if (usesProxy())
        return true;
    if (const auto allowed = m_trail.checkAddress(addressScope(address)); !allowed) {
        m_addressRefusal = allowed.error();
        return false;
    }
    return true;
}

bool Exchange::onSending(const QString &remoteAddress)
{
    m_remoteAddress = remoteAddress;
    const AddressScope scope =
        usesProxy() ? m_trail.hostScope() : literalScope(remoteAddress).value_or(AddressScope::Unusable);
    if (const auto allowed = m_trail.onAddress(scope); !allowed) {
        m_verdict = allowed.error();
        return false;
    }
    m_watch.onRequestSent(m_clock.monotonic());
    armDeadline();
    return true;
}

bool Exchange::onHeaderLine(std::string_view line)
{
    if (!m_sink)
        return false;
    const auto progress = m_parser.onLine(line);
    if (!progress) {
        m_verdict = progress.error();
        m_verdict->object = displayUrl(m_trail.current());
        return false;
    }
    if (*progress != HeadParser::Progress::Complete)
        return true;
    if (m_body == Body::Deliver) {
        m_verdict = curlError(CURLE_WEIRD_SERVER_REPLY);
        return false; // a second head after the body began
    }
    return onHeadComplete();
}

bool Exchange::onHeadComplete()
{
    m_watch.onHead(m_clock.monotonic());
    armDeadline();
    m_head = describeHead(m_request, m_trail.current(), m_parser);
    m_head->remoteAddress = m_remoteAddress;
    m_head->farthest = m_trail.farthest();
    if (!isUsable(m_head->status))
        return true; // judged when its body is over; behind a proxy another head may follow a 407
    m_body = Body::Deliver;
    m_limit = bodyLimit(m_request, *m_head);
    if (const auto accepted = checkHead(m_request, *m_head, m_parser); !accepted) {
        m_verdict = accepted.error();
        return false;
    }
    if (const auto wanted = m_sink->onHead(*m_head); !wanted) {
        m_verdict = wanted.error();
        return false;
    }
    return m_sink != nullptr;
}

std::size_t Exchange::onBody(std::span<const std::byte> data)
{
    if (!m_sink)
        return CURL_WRITEFUNC_ERROR;
    if (m_body == Body::Discard) {
        m_discarded += Bytes{data.size()};
        m_watch.onBytes(Bytes{data.size()}, m_clock.monotonic());
        return m_discarded > maximumDiscard ? CURL_WRITEFUNC_ERROR : data.size();
    }
    const std::size_t skipped = std::min(m_alreadyTaken, data.size());
    const std::span<const std::byte> fresh = data.subspan(skipped);
    if (fresh.empty()) {
        m_alreadyTaken -= skipped;
        return data.size();
    }
    if (m_received + Bytes{fresh.size()} > m_limit) {
        m_verdict = Error{.code = ErrorCode::ResponseTooLarge,
                          .operation = QStringLiteral("receive"),
                          .object = displayUrl(m_trail.current()),
                          .detail = QStringLiteral("more than %1 bytes").arg(m_limit.value()),
                          .kept = Kept::VerifiedPieces,
                          .next = NextStep::NextSource};
        return CURL_WRITEFUNC_ERROR;
    }
    const std::size_t taken = std::min(m_sink->onData(fresh), fresh.size());
    m_received += Bytes{taken};
    if (!m_sink)
        return CURL_WRITEFUNC_ERROR;
    m_watch.onBytes(Bytes{taken}, m_clock.monotonic());
    m_pace.onBytes(Bytes{taken}, m_clock.monotonic());
    if (taken < fresh.size()) {
        m_alreadyTaken = skipped + taken;
        m_paused = true;
        m_watch.onPause();
        return CURL_WRITEFUNC_PAUSE;
    }
    m_alreadyTaken = 0;
    return data.size();
}

void Exchange::onCurlDone(CURLcode code)
{
    m_watch.onEnd();
    m_timer.stop();
    m_gate->leave(*this);
    if (!m_verdict && m_head && isRedirect(m_head->status)) {
        const QByteArray location = m_parser.isAmbiguous() ? QByteArray() : m_parser.value("location");
        if (const auto target = m_trail.onRedirect(location); !target)
            return finish(std::unexpected(target.error()));
        return startHop();
    }
    finish(outcome(code));
}

std::size_t Exchange::readAtLeast() const
{
    if (m_body != Body::Deliver || m_paused || !m_head || !m_head->bodyLength || m_options.http2)
        return 1;
    // Of a TLS connection up to two records and what is read ahead of them may be in memory already.
    const Bytes inMemory = m_trail.current().scheme() == QStringLiteral("https") || usesProxy() ? 256_KiB : Bytes{};
    const Bytes left = *m_head->bodyLength - std::min(m_received, *m_head->bodyLength);
    return m_pace.atLeast(left - std::min(left, inMemory));
}

Result<void> Exchange::outcome(CURLcode code) const
{
    if (m_verdict)
        return std::unexpected(*m_verdict);
    // A refusal stands whatever happened to its body.
    if (m_head && !isUsable(m_head->status))
        return std::unexpected(refusal(*m_head, m_parser, m_clock.wall()));
    if (code != CURLE_OK)
        return std::unexpected(m_addressRefusal && !m_head ? *m_addressRefusal : curlError(code));
    if (!m_head || (m_head->bodyLength && m_received != *m_head->bodyLength))
        return std::unexpected(curlError(CURLE_PARTIAL_FILE));
    return {};
}

Error Exchange::curlError(CURLcode code) const
{
    CurlFailure failure{.code = code, .text = QString::fromUtf8(m_curlText.data()), .usedProxy = usesProxy()};
    curl_easy_getinfo(m_easy.get(), CURLINFO_HTTP_CONNECTCODE, &failure.proxyStatus);
    if (!m_trust.refusal().isEmpty())
        failure.text = m_trust.refusal();
    return errorFromCurl(failure, m_trail.current());
}

void Exchange::armDeadline()
{
    const auto deadline = m_watch.deadline();
    // Most deadlines only move away: the timer finds out when it fires, and is not set anew for every byte.
    if (deadline && (!m_timer.isActive() || *deadline < m_armedFor)) {
        m_armedFor = *deadline;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - m_clock.monotonic());
        m_timer.start(std::max(left, std::chrono::milliseconds{0}));
    }
}

void Exchange::onDeadline()
{
    const auto code = m_watch.verdict(m_clock.monotonic());
    if (!code)
        return armDeadline();
    fail(Error{.code = *code,
               .operation = m_head ? QStringLiteral("receive") : QStringLiteral("wait for response"),
               .object = displayUrl(m_trail.current()),
               .detail = {},
               .kept = Kept::VerifiedPieces,
               .next = NextStep::RetryLater});
}

void Exchange::fail(const Error &error)
{
    if (m_loop->insideCurl()) {
        // A sink of another request runs an event loop of its own.
        m_loop->later([weak = weak_from_this(), error] {
            if (const auto self = weak.lock(); self && self->m_sink)
                self->fail(error);
        });
        return;
    }
    m_loop->remove(m_easy.get());
    if (!m_head || isUsable(m_head->status))
        m_verdict = error;
    onCurlDone(CURLE_OPERATION_TIMEDOUT);
}

void Exchange::finish(const Result<void> &outcome)
{
    const auto self = shared_from_this();
    if (m_sink && !outcome && m_head && !isUsable(m_head->status) && !isRedirect(m_head->status))
        m_sink->onRefused(*m_head);
    HttpSink *sink = std::exchange(m_sink, nullptr);
    leaveLoop();
    if (sink)
        sink->onDone(outcome);
}

void Exchange::leaveLoop()
{
    if (!m_loop)
        return;
    const auto self = shared_from_this();
    m_timer.stop();
    if (m_easy)
        m_loop->remove(m_easy.get());
    m_easy.reset();
    m_gate->leave(*this);
    m_loop = nullptr;
    m_over(*this);
}

} // namespace freshet
