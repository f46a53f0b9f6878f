// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/HttpClient.h"

#include <QEventLoop>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace freshet::test {

/// Keeps all that one request told, and can wait for its end in the test's event loop.
class RecordingSink : public HttpSink {
public:
    Result<void> onHead(const HttpHead &h) override
    {
        ++heads;
        head = h;
        return headHook ? headHook(h) : Result<void>{};
    }
    std::size_t onData(std::span<const std::byte> data) override
    {
        ++datas;
        const std::size_t taken = dataHook ? dataHook(data) : data.size();
        if (keepBody)
            body.append(reinterpret_cast<const char *>(data.data()), static_cast<qsizetype>(taken));
        return taken;
    }
    void onRefused(const HttpHead &h) override { refused = h; }
    void onDone(const Result<void> &result) override
    {
        ++dones;
        outcome = result;
        if (doneHook)
            doneHook();
        m_loop.quit();
    }

    /// Starts the request and waits for its end; false when it takes longer than any test may.
    bool run(HttpClient &client, const HttpRequest &request)
    {
        transfer = client.start(request, *this);
        return waitDone();
    }
    bool waitDone()
    {
        if (dones == 0) {
            QTimer::singleShot(std::chrono::seconds{20}, &m_loop, [this] { m_loop.quit(); });
            m_loop.exec();
        }
        return dones == 1;
    }
    [[nodiscard]] bool succeeded() const { return outcome && outcome->has_value(); }
    [[nodiscard]] Error error() const { return outcome && !outcome->has_value() ? outcome->error() : Error{}; }
    /// The error's stable name, "OK" for success: reads well when a comparison fails.
    [[nodiscard]] QString verdict() const
    {
        if (!outcome)
            return QStringLiteral("not done");
        return outcome->has_value() ? QStringLiteral("OK") : errorName(outcome->error().code);
    }

    bool keepBody = true;
    std::function<Result<void>(const HttpHead &)> headHook;
    std::function<std::size_t(std::span<const std::byte>)> dataHook;
    std::function<void()> doneHook;

    int heads = 0;
    int datas = 0;
    int dones = 0;
    std::optional<HttpHead> head;
    std::optional<HttpHead> refused;
    QByteArray body;
    std::optional<Result<void>> outcome;
    std::unique_ptr<HttpTransfer> transfer;

private:
    QEventLoop m_loop;
};

/// What a sink returns from onHead to end its request.
inline Result<void> failWith(ErrorCode code)
{
    Error error;
    error.code = code;
    return std::unexpected(error);
}

/// `size` bytes in which every position is told from its neighbours.
inline QByteArray patternBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 0x2545f491;
    for (char &c : bytes) {
        state = state * 1664525 + 1013904223;
        c = static_cast<char>(state >> 24);
    }
    return bytes;
}

} // namespace freshet::test
