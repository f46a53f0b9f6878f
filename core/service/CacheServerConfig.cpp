// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/CacheServerConfig.h"

#include "core/policy/CacheServers.h"

#include <QRegularExpression>
#include <QSet>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maximumOrigins = 256;

std::unexpected<Error> refused(const QString &what, const QString &value)
{
    return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                 .operation = u"write the configuration of a cache server"_s,
                                 .object = what,
                                 .detail = u"\"%1\""_s.arg(value.left(200)),
                                 .kept = Kept::InputUntouched,
                                 .next = NextStep::CorrectInput});
}

/// What can stand between two quotes of nginx's language and mean itself.
bool isPlainPath(const QString &path)
{
    static const QRegularExpression plain(u"\\A/[A-Za-z0-9/._~+@ -]{1,1000}\\z"_s);
    return plain.match(path).hasMatch();
}

bool isListen(const QString &text)
{
    static const QRegularExpression plain(u"\\A([0-9.]{1,15}:|\\[[0-9A-Fa-f:]{2,39}\\]:)?[0-9]{1,5}\\z"_s);
    const int port = text.section(u':', -1).toInt();
    return plain.match(text).hasMatch() && port > 0 && port < 65536;
}

/// As the query names it: nginx compares it as it came.
QString nameInQuery(const CacheHost &origin)
{
    return origin.port < 0 ? origin.host : origin.host + u':' + QString::number(origin.port);
}

constexpr auto skeleton =
    R"nginx(# A cache server for Freshet: fetches slices from the allowed origins below and keeps them. Made by a program.
daemon off;
@USER@worker_processes auto;
pid "@DIR@/nginx.pid";
error_log "@DIR@/error.log" warn;
events { worker_connections 4096; }

http {
    log_format cache '$time_iso8601 $remote_addr $status $body_bytes_sent $upstream_cache_status $arg_cacheHostOrigin $uri';
    access_log "@DIR@/access.log" cache;
    client_body_temp_path "@DIR@/body";
    proxy_temp_path "@DIR@/proxy";
    fastcgi_temp_path "@DIR@/fastcgi";
    uwsgi_temp_path "@DIR@/uwsgi";
    scgi_temp_path "@DIR@/scgi";
    default_type application/octet-stream;
    server_tokens off;
    sendfile on;
    tcp_nopush on;
    keepalive_timeout 60s;
    keepalive_requests 100000;
    client_header_timeout 10s;
    client_body_timeout 10s;
    send_timeout 30s;
    client_max_body_size 1k;
    large_client_header_buffers 4 16k;
    map_hash_bucket_size 512;

    # The only places that anything comes from.
@UPSTREAMS@
    map $arg_cacheHostOrigin $cached_origin {
        default "";
@PLACES@    }
    # How such an origin calls itself.
    map $cached_origin $cached_host {
        default "";
@HOSTS@    }
    # Whose certificate it shows.
    map $cached_origin $cached_name {
        default "";
@NAMES@    }
    # What the client asked for, as it wrote it, without our word at the end of the query.
    map $request_uri $asked_path {
        default "";
        "~^(?<path_as_sent>/[^?]*)" $path_as_sent;
    }
    map $args $asked_query {
        default "";
        "~^(?<query_as_sent>.+)&cacheHostOrigin=[^&]*$" "?$query_as_sent";
    }

    proxy_cache_path "@DIR@/cache" levels=1:2 keys_zone=contents:64m max_size=@SIZE@ min_free=@FREE@ inactive=@AGE@s use_temp_path=off;

    server {
        listen @LISTEN@;
        if ($request_method !~ "^(GET|HEAD)$") { return 405; }
        if ($cached_origin = "") { return 403; }
        if ($asked_path = "") { return 400; }

        location / {
            slice @SLICE@;
            proxy_cache contents;
            proxy_cache_key "$cached_origin$asked_path$asked_query $slice_range";
            proxy_cache_valid 200 206 @AGE@s;
            proxy_cache_lock on;
            proxy_cache_lock_age 30s;
            proxy_cache_lock_timeout 30s;
            proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;
            # Contents do not change, and clients prove every piece: how long they stay is said here.
            proxy_ignore_headers Cache-Control Expires Set-Cookie Vary X-Accel-Expires X-Accel-Redirect X-Accel-Limit-Rate X-Accel-Buffering;
            proxy_hide_header Set-Cookie;
            proxy_http_version 1.1;
            proxy_connect_timeout 10s;
            proxy_read_timeout 30s;
            proxy_set_header Connection "";
            proxy_set_header Host $cached_host;
            proxy_set_header Range $slice_range;
            proxy_set_header Accept-Encoding identity;
            proxy_set_header Cookie "";
            proxy_set_header Authorization "";
            proxy_set_header Referer "";
            proxy_ssl_server_name on;
            proxy_ssl_name $cached_name;
            proxy_ssl_verify on;
            proxy_ssl_verify_depth 4;
            proxy_ssl_trusted_certificate "@AUTHORITIES@";
            proxy_pass $cached_origin$asked_path$asked_query;
            add_header X-Cache-Status $upstream_cache_status always;
        }
    }
}
)nginx"_L1;

} // namespace

Result<QString> cacheServerConfiguration(const CacheServerConfig &config)
{
    if (!isListen(config.listen))
        return refused(u"listen"_s, config.listen);
    static const QRegularExpression account(u"\\A([a-z_][a-z0-9_-]{0,31})?\\z"_s);
    if (!account.match(config.user).hasMatch())
        return refused(u"user"_s, config.user);
    if (!isPlainPath(config.directory) || config.directory.contains("/../"_L1))
        return refused(u"directory"_s, config.directory);
    if (!isPlainPath(config.authorities))
        return refused(u"authorities"_s, config.authorities);
    if (config.maximumAge < std::chrono::minutes{1})
        return refused(u"maximum age"_s, QString::number(config.maximumAge.count()));
    if (config.slice < 64_KiB || config.slice > 64_MiB)
        return refused(u"slice"_s, QString::number(config.slice.value()));
    if (config.maximumSize < config.slice)
        return refused(u"maximum size"_s, QString::number(config.maximumSize.value()));
    if (config.origins.isEmpty() || config.origins.size() > maximumOrigins)
        return refused(u"number of origins"_s, QString::number(config.origins.size()));

    QString upstreams;
    QString places;
    QString hosts;
    QString certificates;
    QSet<QString> names;
    for (const QString &text : config.origins) {
        const auto origin = CacheHost::fromText(text);
        static const QRegularExpression plain(u"\\A[a-z0-9][a-z0-9.-]{0,252}\\z"_s); // a name, or an IPv4 address
        if (!origin || !plain.match(origin->host).hasMatch())
            return refused(u"origin"_s, text);
        const QString name = nameInQuery(*origin);
        if (names.contains(name))
            return refused(u"origin, twice"_s, text);
        const QString upstream = u"origin_%1"_s.arg(names.size());
        names.insert(name);
        const int port = origin->port > 0 ? origin->port : origin->tls ? 443 : 80;
        upstreams += u"    upstream %1 { server %2:%3; keepalive 32; }\n"_s.arg(upstream, origin->host).arg(port);
        const QString place = (origin->tls ? u"https://"_s : u"http://"_s) + upstream;
        places += u"        \"%1\" \"%2\";\n"_s.arg(name, place);
        hosts += u"        \"%1\" \"%2\";\n"_s.arg(place, name);
        certificates += u"        \"%1\" \"%2\";\n"_s.arg(place, origin->host);
    }

    QString text = skeleton;
    text.replace("@UPSTREAMS@"_L1, upstreams);
    text.replace("@PLACES@"_L1, places);
    text.replace("@HOSTS@"_L1, hosts);
    text.replace("@NAMES@"_L1, certificates);
    text.replace("@USER@"_L1, config.user.isEmpty() ? QString() : u"user %1;\n"_s.arg(config.user));
    text.replace("@LISTEN@"_L1, config.listen);
    text.replace("@SIZE@"_L1, QString::number(config.maximumSize.value()));
    text.replace("@FREE@"_L1, QString::number(config.minimumFree.value()));
    text.replace("@AGE@"_L1, QString::number(config.maximumAge.count()));
    text.replace("@SLICE@"_L1, QString::number(config.slice.value()));
    text.replace("@AUTHORITIES@"_L1, config.authorities);
    text.replace("@DIR@"_L1, config.directory);
    return text;
}

} // namespace freshet
