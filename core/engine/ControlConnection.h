// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/ControlOptions.h"
#include "core/engine/ControlSocket.h"
#include "core/engine/JsonRpc.h"
#include "core/engine/LineBuffer.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <deque>

namespace freshet {

/// One client of the control socket: bytes in, requests out, answers back. Invariants: one request at a time, in order, so at most
/// one answer is kept in memory; descriptors that came with a request are owned, and closed unless taken; whoever neither
/// asks nor takes its answer within the idle time is closed. Non-duty: what a request means.
class ControlConnection final : public QObject {
    Q_OBJECT

public:
    /// `socket` is connected, non-blocking and of a user that may ask.
    ControlConnection(UniqueFd socket, const ControlOptions &options);

    /// Answers the request that requestArrived told of. Results longer than the limit become a fault.
    void reply(const std::expected<QJsonObject, jsonrpc::Fault> &outcome);

    /// The next descriptors in the order in which they were sent. Fewer than `count`: InvalidArgument.
    Result<std::vector<UniqueFd>> takeDescriptors(std::size_t count);

    /// A request is being worked on.
    [[nodiscard]] bool isBusy() const { return m_current.has_value(); }

Q_SIGNALS:
    /// reply() is owed, now or later.
    void requestArrived(const freshet::jsonrpc::Request &request);
    /// Nothing comes after this; delete it later.
    void closed();

private:
    void onReadable();
    void proceed();
    void answer(const QByteArray &line);
    void flush();
    void close();
    [[nodiscard]] bool isGone() const;

    ControlOptions m_options;
    UniqueFd m_socket;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QTimer m_deadline;
    LineBuffer m_input;
    std::deque<UniqueFd> m_descriptors;
    std::optional<QJsonValue> m_current; ///< id of the request that is being worked on
    QByteArray m_output;
    bool m_inputEnded = false; ///< no more requests, but answers still go out
    bool m_lost = false;       ///< what comes in cannot be understood any more
    bool m_closed = false;
    bool m_proceeding = false;
};

} // namespace freshet
