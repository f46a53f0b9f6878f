// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/HttpOptions.h"

#include <QHash>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <curl/curl.h>

#include <functional>
#include <memory>
#include <unordered_map>

namespace freshet {

/// One curl multi handle, driven by the event loop of its thread.
/// Invariant: curl is never entered from one of its own callbacks; insideCurl() tells them apart, and whoever needs
/// curl while inside uses later(). Owns no easy handle and knows nothing of HTTP.
class CurlLoop : public QObject {
    Q_OBJECT
public:
    /// What a finished easy handle is reported to, outside of curl and after the handle was removed.
    class Job {
    public:
        virtual ~Job() = default;
        virtual void onCurlDone(CURLcode code) = 0;
        /// Its socket is not worth reading before so many bytes are there, or the end. Asked when everything that came has been delivered.
        [[nodiscard]] virtual std::size_t readAtLeast() const { return 1; }
        /// Whether its link is in use by others of the same site, and at which rate it reads itself (0: not known), see ShareWindow.h.
        [[nodiscard]] virtual bool sharesLink() const { return false; }
        [[nodiscard]] virtual BytesPerSecond rate() const { return {}; }
    };

    explicit CurlLoop(const HttpOptions &options);
    /// All handles must have been removed.
    ~CurlLoop() override;

    [[nodiscard]] bool insideCurl() const { return m_depth > 0; }
    /// Runs `action` from the event loop, outside of curl, unless the loop is destroyed before.
    void later(std::function<void()> action);

    // Only outside of curl:
    void add(CURL *easy, Job &job);
    void remove(CURL *easy);
    /// Continues a paused handle; its callbacks may be called from inside.
    void unpause(CURL *easy);

private:
    struct Watch;
    struct MultiDeleter {
        void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
    };

    static int socketChanged(CURL *easy, curl_socket_t socket, int what, void *self, void *watch);
    static int timerChanged(CURLM *multi, long milliseconds, void *self);
    void watchSocket(CURL *easy, curl_socket_t socket, int what);
    void pace();
    void act(curl_socket_t socket, int events);
    void reportDone();

    std::unordered_map<CURL *, Job *> m_jobs;
    QHash<curl_socket_t, Watch *> m_watches;
    QTimer m_timer;
    int m_depth = 0;
    std::unique_ptr<CURLM, MultiDeleter> m_multi;
};

} // namespace freshet
