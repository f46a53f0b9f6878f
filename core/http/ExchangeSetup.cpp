// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/Exchange.h"

#include "core/base/DisplayUrl.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <limits>

namespace freshet {

namespace {

/// Reached directly whatever the proxy settings say.
constexpr char loopbackHosts[] = "localhost,127.0.0.0/8,::1";

bool isPlainText(const QByteArray &value)
{
    return std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::span<const std::byte> addressBytes(const curl_sockaddr &address)
{
    const void *raw = &address.addr;
    if (address.family == AF_INET)
        return std::as_bytes(std::span(&static_cast<const sockaddr_in *>(raw)->sin_addr, 1));
    if (address.family == AF_INET6)
        return std::as_bytes(std::span(&static_cast<const sockaddr_in6 *>(raw)->sin6_addr, 1));
    return {};
}

} // namespace

Result<void> Exchange::checkRequest() const
{
    const auto invalid = [this](const QString &detail) {
        return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                     .operation = QStringLiteral("request"),
                                     .object = displayUrl(m_request.url),
                                     .detail = detail,
                                     .kept = Kept::VerifiedPieces,
                                     .next = NextStep::ReportBug});
    };
    if (auto checked = checkUrl(m_request.url); !checked)
        return checked;
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    if (const auto &range = m_request.range) {
        if (range->length == Bytes{} || range->offset.value() > most
            || range->length.value() > most - range->offset.value())
            return invalid(QStringLiteral("empty or overflowing range"));
    }
    if (!m_request.ifRange.isEmpty()) {
        if (!m_request.range)
            return invalid(QStringLiteral("If-Range without a range"));
        if (!isPlainText(m_request.ifRange) || m_request.ifRange.startsWith("W/"))
            return invalid(QStringLiteral("not a strong validator"));
    }
    return {};
}

bool Exchange::setUp()
{
    m_easy.reset(curl_easy_init());
    CURL *easy = m_easy.get();
    if (!easy)
        return false;

    const auto addHeader = [this](const QByteArray &line) {
        if (curl_slist *longer = curl_slist_append(m_requestHeaders.get(), line.constData())) {
            static_cast<void>(m_requestHeaders.release());
            m_requestHeaders.reset(longer);
        }
    };
    addHeader("Accept-Encoding: identity");
    if (const auto &range = m_request.range) {
        const quint64 last = range->offset.value() + range->length.value() - 1;
        addHeader("Range: bytes=" + QByteArray::number(static_cast<quint64>(range->offset.value())) + '-'
                  + QByteArray::number(last));
    }
    if (!m_request.ifRange.isEmpty())
        addHeader("If-Range: " + m_request.ifRange);
    if (m_request.bypassCaches)
        addHeader("Cache-Control: no-cache");

    curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, m_requestHeaders.get());
    curl_easy_setopt(easy, CURLOPT_USERAGENT, m_options.userAgent.toUtf8().constData());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // A cancelled request does not wait for the resolver's thread.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, static_cast<long>(m_options.receiveBuffer.value()));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(m_request.connectTimeout.value_or(m_options.connectTimeout).count()));
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, m_curlText.data());
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Exchange::headerCallback);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Exchange::bodyCallback);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &Exchange::sendingCallback);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &Exchange::socketCallback);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    m_trust.install(easy);
    return true;
}

void Exchange::setUpProxy(const std::optional<QString> &proxy)
{
    CURL *easy = m_easy.get();
    QByteArray direct = loopbackHosts;
    if (proxy) {
        curl_easy_setopt(easy, CURLOPT_PROXY, proxy->toUtf8().constData());
    } else {
        curl_easy_setopt(easy, CURLOPT_PROXY, nullptr); // curl reads the environment
        QByteArray listed = qgetenv("no_proxy");
        if (listed.isEmpty())
            listed = qgetenv("NO_PROXY");
        if (listed == "*")
            direct = listed;
        else if (!listed.isEmpty())
            direct += ',' + listed;
    }
    curl_easy_setopt(easy, CURLOPT_NOPROXY, direct.constData());
    // Credentials come with the proxy's URL and are sent to it alone.
    curl_easy_setopt(easy, CURLOPT_PROXYAUTH, static_cast<long>(CURLAUTH_ANY));
}

std::size_t Exchange::headerCallback(char *data, std::size_t size, std::size_t count, void *self)
{
    const std::size_t bytes = size * count;
    return static_cast<Exchange *>(self)->onHeaderLine({data, bytes}) ? bytes : CURL_WRITEFUNC_ERROR;
}

std::size_t Exchange::bodyCallback(char *data, std::size_t size, std::size_t count, void *self)
{
    return static_cast<Exchange *>(self)->onBody(std::as_bytes(std::span(data, size * count)));
}

int Exchange::sendingCallback(void *self, char *remote, char *, int, int)
{
    const bool allowed = static_cast<Exchange *>(self)->onSending(QString::fromLatin1(remote));
    return allowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

curl_socket_t Exchange::socketCallback(void *self, curlsocktype, curl_sockaddr *address)
{
    if (!static_cast<Exchange *>(self)->onSocketWanted(addressBytes(*address)))
        return CURL_SOCKET_BAD;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

} // namespace freshet
