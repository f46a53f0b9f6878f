// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/Throttle.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace freshet {

namespace {

/// What is granted at a time, unless less is wanted: pauses are short, and yet not so many that they cost.
constexpr std::chrono::milliseconds grainTime{25};
/// So long after foreground jobs had to wait for the limit of all downloads, what is free is kept for them.
constexpr std::chrono::milliseconds hunger{300};
/// A job that had to wait at a limit within this time wants more than it gets.
constexpr std::chrono::milliseconds competition{100};
constexpr std::chrono::milliseconds turnTime{5}; ///< after which it is looked whose turn it is
constexpr std::uint64_t backgroundPart = 10;     ///< one in so many bytes is left to background jobs meanwhile
constexpr std::chrono::seconds shown{1};         ///< what held something back is told for so long
constexpr std::chrono::milliseconds refreshInterval{100};

/// Shares of the line are set anew when they moved by more than this part: not for nothing, several times a second.
constexpr std::uint64_t shareStep = 100;

bool isRecent(const std::optional<MonotonicTime> &at, std::chrono::milliseconds span, MonotonicTime now)
{
    return at && now - *at < span;
}

/// What foreground jobs leave of a bucket that is at least half full would be lost.
Bytes halfBurst(const TokenBucket &bucket)
{
    return Bytes{bucket.rate()->value() * static_cast<std::uint64_t>(TokenBucket::burst.count()) / 2000};
}

/// What a gate must have before anything passes.
Bytes grainOf(const TokenBucket &bucket, Bytes wanted, Bytes least)
{
    const std::uint64_t grain = bucket.rate()->value() * static_cast<std::uint64_t>(grainTime.count()) / 1000;
    return std::min(wanted, std::max({least, Bytes{grain}, Bytes{1}}));
}

} // namespace

ThrottleLimits ThrottleLimits::of(const Settings &settings)
{
    ThrottleLimits limits{.download = settings.download,
                          .foreground = settings.foreground,
                          .background = settings.background,
                          .upload = settings.upload,
                          .uploadGroup = {.absolute = settings.uploadGroup, .percent = {}},
                          .uploadInternet = {.absolute = settings.uploadInternet, .percent = {}},
                          .lanExempt = settings.lanExempt,
                          .alternative = settings.alternativeLimits};
    if (settings.alternativeLimits) {
        limits.download = {.absolute = settings.alternativeDownload, .percent = {}};
        limits.upload = {.absolute = settings.alternativeUpload, .percent = {}};
    }
    return limits;
}

void Throttle::setLimits(const ThrottleLimits &limits, MonotonicTime now)
{
    if (limits == m_limits)
        return;
    m_limits = limits;
    m_download.set = limits.download;
    m_foreground.set = limits.foreground;
    m_background.set = limits.background;
    m_upload.set = limits.upload;
    m_uploadGroup.set = limits.uploadGroup;
    m_uploadInternet.set = limits.uploadInternet;
    applyRates(now);
    for (Waiting &waiting : m_waiting)
        waiting.readyAt = now;
    if (!m_waiting.empty() && m_onWait)
        m_onWait();
}

void Throttle::applyRate(Node &node, const BandwidthEstimate &line, MonotonicTime now)
{
    std::optional<BytesPerSecond> rate = node.set.absolute;
    node.isShare = false;
    if (node.set.percent && *node.set.percent == 0) {
        rate = BytesPerSecond{0};
    } else if (node.set.percent && line.value() && !line.isProbing(now)) {
        const BytesPerSecond share{std::max<std::uint64_t>(line.value()->value() / 100 * *node.set.percent, 1)};
        if (!rate || share < *rate) {
            const auto before = node.bucket.rate();
            const std::uint64_t gap =
                before ? std::max(*before, share).value() - std::min(*before, share).value() : share.value();
            rate = gap <= share.value() / shareStep ? *before : share;
            node.isShare = true;
        }
    }
    node.bucket.setRate(rate, now);
}

void Throttle::applyRates(MonotonicTime now)
{
    for (Node *node : {&m_download, &m_foreground, &m_background})
        applyRate(*node, m_down, now);
    for (Node *node : {&m_upload, &m_uploadGroup, &m_uploadInternet})
        applyRate(*node, m_up, now);
    const auto all = m_download.bucket.rate();
    m_backgroundShare.setRate(all ? std::optional(BytesPerSecond{all->value() / backgroundPart}) : std::nullopt, now);
    const auto isSet = [](const Node &node) { return node.set != RateLimit{}; };
    m_limitsDownload = isSet(m_download) || isSet(m_foreground) || isSet(m_background) || m_jobLimits > 0;
    m_limitsUpload = isSet(m_upload) || isSet(m_uploadGroup) || isSet(m_uploadInternet);
    m_hasShares = m_limits.download.percent || m_limits.foreground.percent || m_limits.background.percent
                  || m_limits.upload.percent;
}

void Throttle::refresh(MonotonicTime now)
{
    if (!m_hasShares || now < m_refreshAt)
        return;
    m_refreshAt = now + refreshInterval;
    applyRates(now);
}

void Throttle::setJobLimit(JobId job, std::optional<BytesPerSecond> limit, MonotonicTime now)
{
    Job &known = jobOf(job);
    m_jobLimits += limit ? 1 : 0;
    m_jobLimits -= known.bucket.isLimited() ? 1 : 0;
    known.bucket.setRate(limit, now);
    applyRates(now);
    for (Waiting &waiting : m_waiting)
        if (waiting.job == job)
            waiting.readyAt = now;
    if (!m_waiting.empty() && m_onWait)
        m_onWait();
}

std::optional<BytesPerSecond> Throttle::jobLimit(JobId job) const
{
    const auto it = m_jobs.find(job);
    return it == m_jobs.end() ? std::nullopt : it->second.bucket.rate();
}

void Throttle::forgetJob(JobId job)
{
    const auto it = m_jobs.find(job);
    if (it == m_jobs.end())
        return;
    m_jobLimits -= it->second.bucket.isLimited() ? 1 : 0;
    m_jobs.erase(it);
}

Throttle::Job &Throttle::jobOf(JobId job)
{
    const auto it = m_jobs.find(job);
    if (it != m_jobs.end())
        return it->second;
    // Whoever comes later is not owed what others had before.
    double served = 0;
    for (const auto &[id, other] : m_jobs)
        served = std::max(served, other.served);
    Job &added = m_jobs[job];
    added.served = served;
    return added;
}

Throttle::Node *Throttle::classOf(PeerClass to)
{
    switch (to) {
    case PeerClass::Lan:
        return nullptr;
    case PeerClass::Group:
        return &m_uploadGroup;
    case PeerClass::Internet:
        return &m_uploadInternet;
    }
    return nullptr;
}

bool Throttle::mayDownload(Priority priority) const
{
    const auto isClosed = [](const RateLimit &limit) {
        return limit.absolute == BytesPerSecond{0} || limit.percent == std::uint32_t{0};
    };
    return !isClosed(m_limits.download)
           && !isClosed(priority == Priority::Foreground ? m_limits.foreground : m_limits.background);
}

bool Throttle::mayUpload(PeerClass to) const
{
    if (to == PeerClass::Lan && m_limits.lanExempt)
        return true;
    const RateLimit &all = m_limits.upload;
    const RateLimit none;
    const RateLimit &own = to == PeerClass::Group      ? m_limits.uploadGroup
                           : to == PeerClass::Internet ? m_limits.uploadInternet
                                                       : none;
    return all.absolute != BytesPerSecond{0} && all.percent != std::uint32_t{0} && own.absolute != BytesPerSecond{0};
}

bool Throttle::foregroundIsHungry(MonotonicTime now) const
{
    return isRecent(m_hungryAt, hunger, now);
}

void Throttle::hold(const Gate &gate, BandwidthEstimate &line, const Waiting &waiting, MonotonicTime now)
{
    if (gate.node)
        gate.node->heldAt = now;
    if (gate.node && gate.node->isShare)
        line.onHeldByShare(*gate.node->set.percent, now);
    else
        line.onHeldBack(now);
    if (waiting.job) {
        Job &job = jobOf(*waiting.job);
        job.heldBy = gate.limit;
        job.heldAt = now;
        if (gate.limit != Limit::Job)
            job.competedAt = now;
        if (gate.limit == Limit::Download && waiting.foreground)
            m_hungryAt = now;
    }
    wait(waiting);
}

/// Not while another job of its class wants as much and has had less, by more than `lead`.
bool Throttle::mayGoAhead(Job &job, Bytes lead, MonotonicTime now)
{
    std::optional<double> least;
    for (const auto &[id, other] : m_jobs)
        if (&other != &job && other.priority == job.priority && isRecent(other.competedAt, competition, now))
            least = std::min(least.value_or(other.served), other.served);
    if (!least)
        return true;
    if (!isRecent(job.competedAt, competition, now))
        job.served = std::max(job.served, *least);
    return job.served <= *least + static_cast<double>(lead.value());
}

Bytes Throttle::pass(std::span<const Gate> gates, Bytes wanted, Bytes least, BandwidthEstimate &line, Waiting &waiting,
                     MonotonicTime now)
{
    Bytes granted = wanted;
    const Gate *narrowest = nullptr;
    MonotonicTime ready = now;
    for (const Gate &gate : gates) {
        const Bytes grain = grainOf(*gate.bucket, wanted, least);
        const Bytes here = gate.bucket->has(grain, now) ? std::max(gate.bucket->available(now), least) : Bytes{};
        if (here < granted || (here == Bytes{} && gate.bucket->readyAt(grain, now) > ready)) {
            granted = std::min(granted, here);
            narrowest = &gate;
        }
        if (here == Bytes{})
            ready = std::max(ready, gate.bucket->readyAt(grain, now));
    }
    if (narrowest) {
        waiting.readyAt = ready > now ? ready : now + grainTime;
        hold(*narrowest, line, waiting, now);
    }
    if (granted > Bytes{})
        for (const Gate &gate : gates)
            gate.bucket->take(granted, now);
    return granted;
}

Bytes Throttle::take(const Download &what, Bytes wanted, Bytes least, Waiter &waiter, MonotonicTime now)
{
    if (!m_limitsDownload || (what.isLan && m_limits.lanExempt))
        return wanted;
    refresh(now);
    const bool foreground = what.priority == Priority::Foreground;
    Job &job = jobOf(what.job);
    Node &own = classOf(what.priority);
    std::array<Gate, 3> gates;
    std::size_t count = 0;
    if (job.bucket.isLimited())
        gates[count++] = {.bucket = &job.bucket, .limit = Limit::Job};
    if (own.bucket.isLimited())
        gates[count++] = {.bucket = &own.bucket, .node = &own, .limit = own.limit};
    const bool yields = !foreground && m_download.bucket.isLimited() && foregroundIsHungry(now)
                        && !m_download.bucket.has(halfBurst(m_download.bucket), now);
    if (yields)
        gates[count++] = {.bucket = &m_backgroundShare, .limit = Limit::ForegroundFirst};
    else if (m_download.bucket.isLimited())
        gates[count++] = {.bucket = &m_download.bucket, .node = &m_download, .limit = Limit::Download};
    Waiting waiting{.waiter = &waiter, .foreground = foreground, .job = what.job};
    job.priority = what.priority;
    if (const Gate *shared = count > 0 ? &gates[count - 1] : nullptr; shared && shared->limit != Limit::Job) {
        const Bytes lead = std::max(grainOf(*shared->bucket, Bytes{UINT64_MAX}, least), least);
        if (!mayGoAhead(job, lead, now)) {
            waiting.readyAt = now + turnTime;
            hold(*shared, m_down, waiting, now);
            return {};
        }
    }
    const Bytes granted = pass({gates.data(), count}, wanted, least, m_down, waiting, now);
    if (yields)
        m_download.bucket.take(granted, now);
    job.served += static_cast<double>(granted.value());
    return granted;
}

void Throttle::giveBack(const Download &what, Bytes amount, MonotonicTime now)
{
    if (!m_limitsDownload || (what.isLan && m_limits.lanExempt))
        return;
    Job &job = jobOf(what.job);
    job.bucket.giveBack(amount, now);
    job.served -= std::min(job.served, static_cast<double>(amount.value()));
    classOf(what.priority).bucket.giveBack(amount, now);
    m_download.bucket.giveBack(amount, now);
}

void Throttle::onReceived(const Download &what, Bytes amount, MonotonicTime now)
{
    if (!what.isLan)
        m_down.onBytes(amount, now);
    else if (m_limits.lanExempt)
        return; // it is none of what the limits are about
    m_download.achieved.onBytes(amount, now);
    classOf(what.priority).achieved.onBytes(amount, now);
}

bool Throttle::takeUpload(PeerClass to, Bytes amount, Waiter &waiter, MonotonicTime now)
{
    if (!m_limitsUpload || (to == PeerClass::Lan && m_limits.lanExempt))
        return true;
    refresh(now);
    std::array<Gate, 2> gates;
    std::size_t count = 0;
    if (Node *own = classOf(to); own && own->bucket.isLimited())
        gates[count++] = {.bucket = &own->bucket, .node = own, .limit = own->limit};
    if (m_upload.bucket.isLimited())
        gates[count++] = {.bucket = &m_upload.bucket, .node = &m_upload, .limit = Limit::Upload};
    Waiting waiting{.waiter = &waiter};
    return pass({gates.data(), count}, amount, amount, m_up, waiting, now) > Bytes{};
}

void Throttle::onSent(PeerClass to, Bytes amount, MonotonicTime now)
{
    if (to != PeerClass::Lan)
        m_up.onBytes(amount, now);
    else if (m_limits.lanExempt)
        return;
    m_upload.achieved.onBytes(amount, now);
    if (Node *own = classOf(to))
        own->achieved.onBytes(amount, now);
}

void Throttle::wait(const Waiting &waiting)
{
    const auto it = std::ranges::find(m_waiting, waiting.waiter, &Waiting::waiter);
    if (it == m_waiting.end())
        m_waiting.push_back(waiting);
    else if (waiting.readyAt < it->readyAt)
        *it = waiting;
    else
        return;
    if (m_onWait)
        m_onWait();
}

void Throttle::forget(Waiter &waiter)
{
    std::erase_if(m_waiting, [&waiter](const Waiting &waiting) { return waiting.waiter == &waiter; });
    for (Waiting &waiting : m_calling)
        if (waiting.waiter == &waiter)
            waiting.waiter = nullptr;
}

std::optional<MonotonicTime> Throttle::nextWake() const
{
    if (m_waiting.empty())
        return std::nullopt;
    return std::ranges::min(m_waiting, {}, &Waiting::readyAt).readyAt;
}

void Throttle::wake(MonotonicTime now)
{
    if (!m_calling.empty())
        return; // somebody who is being called runs an event loop of its own
    const auto due = std::stable_partition(m_waiting.begin(), m_waiting.end(),
                                           [now](const Waiting &waiting) { return waiting.readyAt > now; });
    m_calling.assign(due, m_waiting.end());
    m_waiting.erase(due, m_waiting.end());
    std::ranges::stable_sort(m_calling, {}, [this](const Waiting &waiting) {
        const auto job = waiting.job ? m_jobs.find(*waiting.job) : m_jobs.end();
        return std::tuple(!waiting.foreground, job == m_jobs.end() ? 0 : job->second.served);
    });
    for (std::size_t i = 0; i < m_calling.size(); ++i)
        if (Waiter *waiter = std::exchange(m_calling[i].waiter, nullptr))
            waiter->onThrottleOpen();
    m_calling.clear();
}

Limit Throttle::limitOf(JobId job, MonotonicTime now) const
{
    const auto it = m_jobs.find(job);
    return it != m_jobs.end() && isRecent(it->second.heldAt, shown, now) ? it->second.heldBy : Limit::None;
}

LimitsPicture Throttle::picture(MonotonicTime now) const
{
    LimitsPicture picture{
        .measuredDown = m_down.value(), .measuredUp = m_up.value(), .alternative = m_limits.alternative, .rows = {}};
    const auto add = [&](const Node &node) {
        picture.rows.push_back({.limit = node.limit,
                                .rate = node.bucket.rate(),
                                .isShare = node.isShare,
                                .achieved = node.achieved.rate(now),
                                .isLimiting = isRecent(node.heldAt, shown, now)});
        return picture.rows.back().isLimiting ? node.limit : Limit::None;
    };
    for (const Node *node : {&m_download, &m_foreground, &m_background})
        if (const Limit limit = add(*node); picture.downLimitedBy == Limit::None)
            picture.downLimitedBy = limit;
    for (const auto &[id, job] : m_jobs)
        if (picture.downLimitedBy == Limit::None && isRecent(job.heldAt, shown, now))
            picture.downLimitedBy = job.heldBy;
    for (const Node *node : {&m_upload, &m_uploadGroup, &m_uploadInternet})
        if (const Limit limit = add(*node); picture.upLimitedBy == Limit::None)
            picture.upLimitedBy = limit;
    return picture;
}

} // namespace freshet
