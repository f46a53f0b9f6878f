// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QUrl>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace freshet {

/// Which proxy leads to which server: asks a lookup that may take its time on a thread of its own, and remembers the answers for a while. One
/// question at a time, one for all who wait for the same server. Answers come on the thread of the book.
class ProxyBook : public QObject {
    Q_OBJECT
public:
    using Proxy = std::optional<QString>; ///< as HttpOptions::proxy
    using Lookup = std::function<Proxy(const QUrl &)>;
    using Answer = std::function<void(const Proxy &)>;

    /// `lookup` is called on another thread; without one every answer is "the environment's", at once.
    ProxyBook(Lookup lookup, const Clock &clock);
    /// Nobody is answered any more. A lookup that hangs is left behind.
    ~ProxyBook() override;

    /// Answers at once for loopback and for what is known, else later.
    void ask(const QUrl &url, Answer answer);
    /// After a change of network.
    void forget();

private:
    struct Page {
        MonotonicTime since{};
        bool known = false;
        Proxy proxy{};
        std::vector<Answer> waiting{};
    };

    void onAnswer(const QString &server, const Proxy &proxy);
    void makeRoom();

    const Lookup m_lookup;
    const Clock &m_clock;
    std::map<QString, Page> m_pages; ///< by scheme, host and port
    std::unique_ptr<QThreadPool> m_thread;
};

} // namespace freshet
