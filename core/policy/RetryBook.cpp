// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/RetryBook.h"

#include <QCryptographicHash>

#include <algorithm>

namespace freshet {

namespace {

/// Two URLs that differ in the query are two resources; the digest keeps no secret of it.
QString urlKey(const QUrl &url)
{
    const QByteArray digest = QCryptographicHash::hash(url.toEncoded(), QCryptographicHash::Sha256);
    return QString::fromLatin1(digest.toHex());
}

QString hostKey(const QUrl &url)
{
    const int port = url.port(url.scheme() == QStringLiteral("https") ? 443 : 80);
    return url.host() + u':' + QString::number(port);
}

template <typename Entry>
Entry &entryFor(QHash<QString, Entry> &book, const QString &key, const RetrySettings &settings)
{
    auto it = book.find(key);
    if (it == book.end()) {
        if (book.size() >= RetryBook::maximumEntries) {
            book.erase(std::min_element(book.begin(), book.end(), [](const Entry &a, const Entry &b) {
                return a.nextAttempt() < b.nextAttempt();
            }));
        }
        it = book.insert(key, Entry(settings));
    }
    return *it;
}

} // namespace

void RetryBook::onSuccess(const QUrl &url)
{
    m_urls.remove(urlKey(url));
    m_hosts.remove(hostKey(url));
}

void RetryBook::onFailure(const QUrl &url, const Error &error, MonotonicTime now, double random01)
{
    if (blameOf(error.code) == Blame::None)
        return;
    entryFor(m_urls, urlKey(url), m_settings).onFailure(error, now, random01);
    entryFor(m_hosts, hostKey(url), m_settings).onFailure(error, now, random01);
}

MonotonicTime RetryBook::nextAttempt(const QUrl &url) const
{
    MonotonicTime next{};
    if (const auto it = m_urls.find(urlKey(url)); it != m_urls.end())
        next = std::max(next, it->nextAttempt());
    if (const auto it = m_hosts.find(hostKey(url)); it != m_hosts.end())
        next = std::max(next, it->nextAttempt());
    return next;
}

} // namespace freshet
