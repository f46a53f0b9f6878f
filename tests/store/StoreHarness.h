// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Mailbox.h"
#include "core/store/Store.h"
#include "tests/store/TestContent.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <atomic>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace freshet::test {

/// A clock that a test moves by hand; also read by the store's threads.
class ManualClock final : public Clock {
public:
    [[nodiscard]] MonotonicTime monotonic() const override
    {
        return MonotonicTime{std::chrono::milliseconds{m_now.fetch_add(m_step)}};
    }
    [[nodiscard]] WallTime wall() const override { return WallTime{std::chrono::milliseconds{m_now + m_wallAhead}}; }
    void advance(std::chrono::milliseconds by) { m_now += by.count(); } // both clocks, in one step
    void jumpWall(std::chrono::milliseconds by) { m_wallAhead += by.count(); }
    /// From now on every look at it takes so long.
    void step(std::chrono::milliseconds by) { m_step = by.count(); }

private:
    mutable std::atomic<std::int64_t> m_now = 1'000'000;
    std::atomic<std::int64_t> m_step = 0;
    std::atomic<std::int64_t> m_wallAhead = 1'699'999'000'000;
};

/// Runs the event loop until `ready` or the limit; the value of `ready`.
bool waitUntil(const std::function<bool()> &ready, std::chrono::milliseconds limit = std::chrono::seconds(20));

/// A store in a temporary directory, with everything it says written down.
class StoreHarness {
public:
    struct Heard {
        std::vector<std::uint32_t> verified;
        std::vector<std::uint32_t> rejected;
        std::vector<std::uint32_t> ignored;
        std::vector<std::uint32_t> dropped;
        std::vector<std::uint32_t> durable;
        int complete = 0;
        std::optional<Error> failed;
    };

    explicit StoreHarness(StoreOptions options = defaults());
    ~StoreHarness();

    static StoreOptions defaults();

    /// Opens (again); the error of Store::open otherwise.
    Result<void> open();
    void close();
    [[nodiscard]] bool isOpen() const { return m_store != nullptr; }
    [[nodiscard]] Store &store() { return *m_store; }
    [[nodiscard]] QString directory() const { return m_options.cacheDirectory; }
    [[nodiscard]] QString pathOf(const TestContent &content) const
    {
        return directory() + QLatin1Char('/') + content.key().fileName();
    }
    StoreOptions &options() { return m_options; }

    Result<OpenedContent> openContent(const OpenRequest &request);
    /// Takes a buffer from the pool (waiting for one) and submits it.
    void submit(ContentHandle content, std::uint32_t piece, const QByteArray &bytes);
    void submitAll(ContentHandle content, const TestContent &from);
    /// Open, submit all that is missing, wait for complete.
    bool download(const TestContent &content, ContentHandle *handle = nullptr);
    Result<HandOverResult> handOver(ContentHandle content, const QString &path, bool overwrite = true);
    Result<void> reset(ContentHandle content);
    Result<std::vector<ContentRecord>> list();
    [[nodiscard]] std::optional<ContentRecord> record(const StorageKey &key);

    Heard &heard(ContentHandle content) { return m_heard[content.value()]; }

    /// Calls `start` with a callback and waits for it.
    template <typename T>
    Result<T> await(const std::function<void(Store::Callback<T>)> &start)
    {
        std::optional<Result<T>> result;
        start([&result](Result<T> r) { result = std::move(r); });
        if (!waitUntil([&] { return result.has_value(); }))
            return std::unexpected(Error{ErrorCode::Timeout, QStringLiteral("await"), {}, {}, {}, {}});
        return std::move(*result);
    }

    ManualClock clock;

private:
    std::optional<QTemporaryDir> m_temporary;
    StoreOptions m_options;
    Mailbox m_wake; // from the pool, on whatever thread gave a buffer back
    std::unique_ptr<Store> m_store;
    std::map<std::uint32_t, Heard> m_heard;
};

QByteArray readAll(const QString &path);
/// Changes bytes of an existing file in place, without changing its length.
void overwrite(const QString &path, qint64 offset, const QByteArray &bytes);
UniqueFd openDirectory(const QString &path);

} // namespace freshet::test
