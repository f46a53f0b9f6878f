// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/ProxyBook.h"

#include <QHostAddress>
#include <QPointer>

namespace freshet {

namespace {

constexpr std::chrono::minutes remembered{5};
constexpr std::size_t maximumPages = 256;
constexpr std::chrono::seconds patienceAtTheEnd{2};

bool isLoopback(const QString &host)
{
    const QHostAddress address(host);
    return address.isNull() ? host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 : address.isLoopback();
}

} // namespace

ProxyBook::ProxyBook(Lookup lookup, const Clock &clock)
    : m_lookup(std::move(lookup))
    , m_clock(clock)
{
}

ProxyBook::~ProxyBook()
{
    if (!m_thread)
        return;
    m_thread->clear();
    if (!m_thread->waitForDone(patienceAtTheEnd))
        static_cast<void>(m_thread.release());
}

void ProxyBook::ask(const QUrl &url, Answer answer)
{
    if (!m_lookup || isLoopback(url.host()))
        return answer(std::nullopt);
    const QString server =
        url.scheme() + QStringLiteral("://") + url.host() + QLatin1Char(':') + QString::number(url.port());
    if (const auto it = m_pages.find(server); it != m_pages.end()) {
        Page &page = it->second;
        if (!page.known)
            return page.waiting.push_back(std::move(answer));
        if (m_clock.monotonic() - page.since < remembered)
            return answer(Proxy(page.proxy));
        m_pages.erase(it);
    }
    makeRoom();
    m_pages[server].waiting.push_back(std::move(answer));
    if (!m_thread) {
        m_thread = std::make_unique<QThreadPool>();
        m_thread->setMaxThreadCount(1);
    }
    m_thread->start([self = QPointer(this), lookup = m_lookup, url, server] {
        const Proxy proxy = lookup(url);
        // The destructor waits for this thread; where it gave up, `self` is null.
        if (self)
            QMetaObject::invokeMethod(self.data(), [self, server, proxy] { self->onAnswer(server, proxy); });
    });
}

void ProxyBook::forget()
{
    std::erase_if(m_pages, [](const auto &page) { return page.second.known; });
}

void ProxyBook::onAnswer(const QString &server, const Proxy &proxy)
{
    Page &page = m_pages[server];
    page.known = true;
    page.since = m_clock.monotonic();
    page.proxy = proxy;
    for (const Answer &answer : std::exchange(page.waiting, {}))
        answer(proxy);
}

void ProxyBook::makeRoom()
{
    while (m_pages.size() >= maximumPages) {
        const auto it =
            std::find_if(m_pages.begin(), m_pages.end(), [](const auto &page) { return page.second.known; });
        if (it == m_pages.end())
            return; // all are being asked for by requests that the client admitted
        m_pages.erase(it);
    }
}

} // namespace freshet
