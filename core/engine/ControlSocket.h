// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/UniqueFd.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <span>
#include <vector>

/// The local socket of a cache directory: addresses, credentials, bytes with descriptors. Non-duty: what the bytes say.
namespace freshet::control {

inline constexpr const char *socketName = "control.sock";
/// Most descriptors that travel with one message.
inline constexpr std::size_t maximumDescriptors = 4;

struct Listener {
    UniqueFd directory; ///< the cache directory, to remove the socket from
    UniqueFd socket;    ///< non-blocking
};

/// Binds and listens; only for the owner of the directory's lock, because a socket left by a dead owner is replaced. The
/// socket is 0600 before anybody can connect. Paths longer than an address (108 bytes) are reached through /proc/self/fd.
Result<Listener> listenIn(const QString &cacheDirectory);

/// A non-blocking connection whose other end belongs to our user. Errors: EngineNotRunning (nobody listens), EngineLost
/// (queue full, or somebody else listens), FileUnreadable.
Result<UniqueFd> connectTo(const QString &cacheDirectory);

/// Whether the process that connected, or that listens, is of our (effective) user: SO_PEERCRED.
bool isOurUser(int socket);

enum class Outcome { Done, WouldBlock, Ended, Failed };

struct Received {
    Outcome outcome = Outcome::Failed;
    QByteArray bytes{};
    std::vector<UniqueFd> descriptors{};
};
/// At most 64 KiB. More descriptors than a message may carry are a failure (the surplus never reaches this process).
Received receive(int socket);

struct Sent {
    Outcome outcome = Outcome::Failed;
    qsizetype bytes = 0;
};
/// As much as fits; `descriptors` go with the first byte. Never raises SIGPIPE.
Sent send(int socket, QByteArrayView bytes, std::span<const UniqueFd> descriptors = {});

/// A copy of `bytes` in memory that nobody can change any more: how data larger than a message travels.
Result<UniqueFd> sealedMemory(const QByteArray &bytes);
/// What sealedMemory made. Anything else, which might change or block while it is read, is InvalidArgument.
Result<QByteArray> readSealed(int fd, qint64 maximumSize);

} // namespace freshet::control
