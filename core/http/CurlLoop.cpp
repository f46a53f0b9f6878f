// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/CurlLoop.h"

#include "core/http/SocketWindow.h"

#include <QMetaObject>
#include <QPointer>

#include <sys/socket.h>

#include <utility>
#include <vector>

namespace freshet {

/// The notifiers of one socket. Deleted through the event loop: curl drops sockets while one of them is activated.
struct CurlLoop::Watch {
    Watch(curl_socket_t socket, QObject *parent)
        : read(new QSocketNotifier(socket, QSocketNotifier::Read, parent))
        , write(new QSocketNotifier(socket, QSocketNotifier::Write, parent))
    {
        enable(CURL_POLL_NONE);
    }
    ~Watch()
    {
        readAtLeast(1); // the connection may go on to serve another
        enable(CURL_POLL_NONE);
        read->deleteLater();
        write->deleteLater();
    }
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

    void enable(int what) const
    {
        read->setEnabled(what == CURL_POLL_IN || what == CURL_POLL_INOUT);
        write->setEnabled(what == CURL_POLL_OUT || what == CURL_POLL_INOUT);
    }

    /// How many bytes make it readable (SO_RCVLOWAT).
    void readAtLeast(std::size_t bytes)
    {
        const int wanted = static_cast<int>(bytes);
        if (wanted != low && ::setsockopt(socket(), SOL_SOCKET, SO_RCVLOWAT, &wanted, sizeof wanted) == 0)
            low = wanted;
    }

    void share(const Job &job)
    {
        if (const BytesPerSecond rate = job.rate(); !job.sharesLink())
            window.free(socket());
        else if (rate > BytesPerSecond{})
            window.onRate(socket(), rate);
        else
            window.begin(socket());
    }

    [[nodiscard]] int socket() const { return static_cast<int>(read->socket()); }

    QSocketNotifier *read;
    QSocketNotifier *write;
    SocketWindow window;
    CURL *easy = nullptr; ///< whom it serves at the moment
    int low = 1;
};

CurlLoop::CurlLoop(const HttpOptions &options)
{
    // Counted and thread-safe in libcurl; ends with the process.
    curl_global_init(CURL_GLOBAL_DEFAULT);
    m_multi.reset(curl_multi_init());
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETFUNCTION, &CurlLoop::socketChanged);
    curl_multi_setopt(m_multi.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERFUNCTION, &CurlLoop::timerChanged);
    curl_multi_setopt(m_multi.get(), CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(options.connectionsPerHost));
    curl_multi_setopt(m_multi.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(options.connections));
    curl_multi_setopt(m_multi.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(options.connections));
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { act(CURL_SOCKET_TIMEOUT, 0); });
}

CurlLoop::~CurlLoop()
{
    m_timer.stop();
    // Closing the idle connections calls back.
    m_multi.reset();
    qDeleteAll(m_watches);
}

void CurlLoop::later(std::function<void()> action)
{
    QMetaObject::invokeMethod(this, std::move(action), Qt::QueuedConnection);
}

void CurlLoop::add(CURL *easy, Job &job)
{
    Q_ASSERT(!insideCurl());
    m_jobs.emplace(easy, &job);
    ++m_depth;
    curl_multi_add_handle(m_multi.get(), easy);
    --m_depth;
}

void CurlLoop::remove(CURL *easy)
{
    Q_ASSERT(!insideCurl());
    if (m_jobs.erase(easy) == 0)
        return;
    ++m_depth;
    curl_multi_remove_handle(m_multi.get(), easy);
    --m_depth;
}

void CurlLoop::unpause(CURL *easy)
{
    Q_ASSERT(!insideCurl());
    ++m_depth;
    curl_easy_pause(easy, CURLPAUSE_CONT);
    --m_depth;
    pace();
    reportDone();
}

int CurlLoop::socketChanged(CURL *easy, curl_socket_t socket, int what, void *self, void *)
{
    static_cast<CurlLoop *>(self)->watchSocket(easy, socket, what);
    return 0;
}

int CurlLoop::timerChanged(CURLM *, long milliseconds, void *self)
{
    QTimer &timer = static_cast<CurlLoop *>(self)->m_timer;
    if (milliseconds < 0)
        timer.stop();
    else
        timer.start(std::chrono::milliseconds{milliseconds});
    return 0;
}

void CurlLoop::watchSocket(CURL *easy, curl_socket_t socket, int what)
{
    if (what == CURL_POLL_REMOVE) {
        delete m_watches.take(socket);
        return;
    }
    Watch *&watch = m_watches[socket];
    if (!watch) {
        watch = new Watch(socket, this);
        connect(watch->read, &QSocketNotifier::activated, this, [this, socket] { act(socket, CURL_CSELECT_IN); });
        connect(watch->write, &QSocketNotifier::activated, this, [this, socket] { act(socket, CURL_CSELECT_OUT); });
    }
    if (watch->easy != easy) {
        watch->easy = easy;
        watch->readAtLeast(1);
    }
    watch->enable(what);
}

void CurlLoop::pace()
{
    for (Watch *watch : std::as_const(m_watches)) {
        const auto job = m_jobs.find(watch->easy);
        watch->readAtLeast(job == m_jobs.end() ? 1 : job->second->readAtLeast());
        if (job != m_jobs.end())
            watch->share(*job->second);
    }
}

void CurlLoop::act(curl_socket_t socket, int events)
{
    if (insideCurl()) {
        // A sink runs an event loop of its own; what this event announces is still there afterwards.
        if (socket == CURL_SOCKET_TIMEOUT)
            m_timer.start(0);
        return;
    }
    int running = 0;
    ++m_depth;
    curl_multi_socket_action(m_multi.get(), socket, events, &running);
    --m_depth;
    // curl goes on reading by its timer where much has come at once.
    pace();
    reportDone();
}

void CurlLoop::reportDone()
{
    std::vector<std::pair<CURL *, CURLcode>> done;
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
        if (message->msg == CURLMSG_DONE)
            done.emplace_back(message->easy_handle, message->data.result);
    }
    const QPointer<CurlLoop> alive(this);
    for (const auto &[easy, code] : done) {
        // An earlier report may have ended this job, or the whole loop.
        if (!alive)
            return;
        const auto it = m_jobs.find(easy);
        if (it == m_jobs.end())
            continue;
        Job *job = it->second;
        remove(easy);
        job->onCurlDone(code);
    }
}

} // namespace freshet
