// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloud/CloudClient.h"
#include "core/service/HttpMessage.h"
#include "core/service/PrivateAuthority.h"
#include "core/service/ServiceDirectory.h"

#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>

namespace freshet {

class HttpFront;
class Services;

} // namespace freshet

namespace freshet::test {

/// The machine's clocks, moved by hand besides: what a client believes, not what sockets and certificates go by.
class ShiftedClock final : public Clock {
public:
    [[nodiscard]] MonotonicTime monotonic() const override { return m_system.monotonic() + m_later; }
    [[nodiscard]] WallTime wall() const override
    {
        return m_system.wall() + std::chrono::duration_cast<std::chrono::milliseconds>(m_later) + m_wrong;
    }
    void reset()
    {
        m_later = {};
        m_wrong = {};
    }
    void pass(std::chrono::nanoseconds time) { m_later += time; }
    /// Only the calendar.
    void setWrong(std::chrono::milliseconds by) { m_wrong = by; }

private:
    SystemClock m_system;
    std::chrono::nanoseconds m_later{};
    std::chrono::milliseconds m_wrong{};
};

/// freshet-service in this process: everything real, on loopback.
class RealServices {
public:
    RealServices();
    ~RealServices();

    [[nodiscard]] CloudOptions options() const;
    /// Registrations with the array.
    [[nodiscard]] std::size_t peers() const;
    [[nodiscard]] const SigningKey &publisher() const { return *m_publisher; }
    [[nodiscard]] const PublisherKey &freshness() const { return m_identity.freshness; }
    [[nodiscard]] QUrl url() const { return m_url; }
    /// As a publisher does, with the admin token; `metadata` empty: `policy` says where it is. False: refused.
    bool publish(const ContentPolicy &policy, const QByteArray &metadata = {});
    void stop();

private:
    bool put(const QString &path, const QByteArray &body);

    QTemporaryDir m_dir;
    SystemClock m_clock;
    ServiceDirectory::Identity m_identity;
    std::unique_ptr<SigningKey> m_publisher;
    std::unique_ptr<Services> m_services;
    QUrl m_url;
};

/// A server with a certificate of its own authority that answers what it is told: services that lie, or break.
class FakeServices {
public:
    using Handler = std::function<ServedAnswer(const QJsonObject &)>;

    /// `madeAt`: when authority and certificate were made; `name`: whom the certificate is of.
    explicit FakeServices(const QString &name = QStringLiteral("127.0.0.1"), WallTime madeAt = SystemClock().wall());
    ~FakeServices();

    [[nodiscard]] QUrl url() const { return m_url; }
    [[nodiscard]] QUrl at(const QString &path) const { return m_url.resolved(QUrl(path)); }
    [[nodiscard]] CloudOptions options() const;
    [[nodiscard]] const AuthorityFiles &files() const { return m_files; }
    /// What "/v1/NAME" answers; all five do as they should until told otherwise, but know no content and no peer.
    void answer(const QString &name, Handler handler) { m_handlers[name] = std::move(handler); }
    void fail(const QString &name);
    [[nodiscard]] int asked(const QString &name) const;
    /// Of the last request.
    [[nodiscard]] QJsonObject sent(const QString &name) const { return m_sent.value(name); }

private:
    QTemporaryDir m_dir;
    SystemClock m_clock;
    AuthorityFiles m_files;
    QMap<QString, Handler> m_handlers;
    QMap<QString, int> m_asked;
    QMap<QString, QJsonObject> m_sent;
    std::unique_ptr<HttpFront> m_front;
    QUrl m_url;
};

ServedAnswer jsonAnswer(const QJsonObject &json, int status = 200);

/// A policy of a content that nobody has, valid for a day.
ContentPolicy samplePolicy(const QString &name = QStringLiteral("app"), unsigned seed = 1);
/// Signs what the policy says.
SignedManifest manifestOf(const ContentPolicy &policy, const SigningKey &key, std::uint64_t version = 1);

Result<ContentPolicy> lookUp(CloudClient &client, const std::optional<ContentId> &content, const QUrl &url = {});
Result<ArrayAnswer> announce(CloudClient &client, const ArrayAnnounce &announce);
Result<void> bootstrap(CloudClient &client);

} // namespace freshet::test
