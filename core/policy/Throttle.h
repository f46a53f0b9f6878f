// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/LimitsPicture.h"
#include "core/api/Settings.h"
#include "core/policy/BandwidthEstimate.h"
#include "core/policy/PeerFacts.h"
#include "core/policy/TokenBucket.h"
#include "core/stats/RateMeter.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace freshet {

/// The limits of Settings as they are in force.
struct ThrottleLimits {
    RateLimit download;
    RateLimit foreground;
    RateLimit background;
    RateLimit upload;
    RateLimit uploadGroup;
    RateLimit uploadInternet;
    bool lanExempt = true;
    bool alternative = false;

    static ThrottleLimits of(const Settings &settings);
    bool operator==(const ThrottleLimits &) const = default;
};

/// Who may receive and send how much now. Whoever transfers asks before (take); who gets too little waits and is called when there is more. Downloads
/// pass the limit of their job, of their class and of all; uploads that of their class and of all. While foreground jobs use up the limit of
/// all downloads, background jobs have a tenth of it; all that is left, as soon as there is something left. Among jobs of a class, who was given least goes first.
///
/// Invariants: what was granted is counted in every limit on its way, or in none; no time passes but by `now`; without a limit in its way
/// take() grants at once and keeps nothing. Non-duty: timers (the owner arms one for nextWake), sockets, what is fetched. Pure.
class Throttle {
public:
    /// Somebody who transfers. May be destroyed in its call.
    class Waiter {
    public:
        virtual ~Waiter() = default;
        /// There may be more now: take() again.
        virtual void onThrottleOpen() = 0;
    };
    /// What is to be received.
    struct Download {
        JobId job;
        Priority priority = Priority::Foreground;
        bool isLan = false; ///< from a peer of the LAN
    };

    /// `onWait` is called when nextWake() may have become earlier.
    explicit Throttle(std::function<void()> onWait = {})
        : m_onWait(std::move(onWait))
    {
    }

    void setLimits(const ThrottleLimits &limits, MonotonicTime now);
    /// none: no limit. Kept until forgetJob.
    void setJobLimit(JobId job, std::optional<BytesPerSecond> limit, MonotonicTime now);
    [[nodiscard]] std::optional<BytesPerSecond> jobLimit(JobId job) const;
    void forgetJob(JobId job);

    /// False while a limit of 0 is in the way.
    [[nodiscard]] bool mayDownload(Priority priority) const;
    [[nodiscard]] bool mayUpload(PeerClass to) const;

    /// Grants up to `wanted`, but at least `least`, or nothing. Granted less than wanted, the waiter is called later, once.
    [[nodiscard]] Bytes take(const Download &what, Bytes wanted, Bytes least, Waiter &waiter, MonotonicTime now);
    /// Granted, but it will not come.
    void giveBack(const Download &what, Bytes amount, MonotonicTime now);
    /// Has come, limited or not.
    void onReceived(const Download &what, Bytes amount, MonotonicTime now);
    /// As take: all of `amount` or nothing.
    [[nodiscard]] bool takeUpload(PeerClass to, Bytes amount, Waiter &waiter, MonotonicTime now);
    void onSent(PeerClass to, Bytes amount, MonotonicTime now);

    /// It is not called any more.
    void forget(Waiter &waiter);
    /// When wake() is to be called; none: nobody waits.
    [[nodiscard]] std::optional<MonotonicTime> nextWake() const;
    /// Calls whose turn has come.
    void wake(MonotonicTime now);

    /// What held the job back within the last second.
    [[nodiscard]] Limit limitOf(JobId job, MonotonicTime now) const;
    [[nodiscard]] LimitsPicture picture(MonotonicTime now) const;

private:
    struct Node {
        Limit limit = Limit::None;
        RateLimit set{};
        TokenBucket bucket{};
        bool isShare = false;
        RecentRateMeter achieved{};
        std::optional<MonotonicTime> heldAt{};
    };
    struct Job {
        TokenBucket bucket;
        Priority priority = Priority::Foreground;
        double served = 0; ///< bytes; what others had while it did not want any counts as its own
        Limit heldBy = Limit::None;
        std::optional<MonotonicTime> heldAt;
        std::optional<MonotonicTime> competedAt; ///< held back by a limit that it shares
    };
    struct Waiting {
        Waiter *waiter = nullptr;
        MonotonicTime readyAt{};
        bool foreground = false;
        std::optional<JobId> job{}; ///< none: an upload
    };
    /// A bucket on the way, and whose it is; `node` null: the job's own, or the share that is left to background jobs.
    struct Gate {
        TokenBucket *bucket = nullptr;
        Node *node = nullptr;
        Limit limit = Limit::None;
    };

    Node &classOf(Priority priority) { return priority == Priority::Foreground ? m_foreground : m_background; }
    Node *classOf(PeerClass to);
    Job &jobOf(JobId job);
    void applyRates(MonotonicTime now);
    void applyRate(Node &node, const BandwidthEstimate &line, MonotonicTime now);
    void refresh(MonotonicTime now);
    void hold(const Gate &gate, BandwidthEstimate &line, const Waiting &waiting, MonotonicTime now);
    void wait(const Waiting &waiting);
    [[nodiscard]] bool mayGoAhead(Job &job, Bytes lead, MonotonicTime now);
    [[nodiscard]] bool foregroundIsHungry(MonotonicTime now) const;
    /// Asks all gates; takes from all of them or from none.
    [[nodiscard]] Bytes pass(std::span<const Gate> gates, Bytes wanted, Bytes least, BandwidthEstimate &line,
                             Waiting &waiting, MonotonicTime now);

    std::function<void()> m_onWait;
    ThrottleLimits m_limits;
    bool m_limitsDownload = false; ///< any limit does
    bool m_limitsUpload = false;
    bool m_hasShares = false;
    MonotonicTime m_refreshAt{};
    Node m_download{.limit = Limit::Download};
    Node m_foreground{.limit = Limit::Foreground};
    Node m_background{.limit = Limit::Background};
    Node m_upload{.limit = Limit::Upload};
    Node m_uploadGroup{.limit = Limit::UploadGroup};
    Node m_uploadInternet{.limit = Limit::UploadInternet};
    TokenBucket m_backgroundShare; ///< of the limit of all downloads, while foreground jobs use it up
    std::optional<MonotonicTime> m_hungryAt;
    std::map<JobId, Job> m_jobs;
    std::size_t m_jobLimits = 0;
    BandwidthEstimate m_down;
    BandwidthEstimate m_up;
    std::vector<Waiting> m_waiting;
    std::vector<Waiting> m_calling; ///< by wake()
};

} // namespace freshet
