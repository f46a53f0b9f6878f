// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Octets.h"

#include <algorithm>
#include <functional>
#include <memory>

namespace freshet::delta {

/// The bytes of one file, for as long as it lives.
class FileBytes {
public:
    FileBytes() = default;
    /// `rest` lets go of the memory that the bytes take, which come back by themselves when they are read.
    FileBytes(OctetView bytes, std::shared_ptr<const void> owner, std::function<void()> rest = {})
        : m_bytes(bytes)
        , m_owner(std::move(owner))
        , m_rest(std::move(rest))
    {
    }
    [[nodiscard]] OctetView view() const { return m_bytes; }
    /// Some of them, which live as long.
    [[nodiscard]] FileBytes part(std::uint64_t begin, std::uint64_t size) const
    {
        return {m_bytes.subspan(begin, size), m_owner};
    }
    /// They are not needed for a while.
    void rest() const
    {
        if (m_rest)
            m_rest();
    }

private:
    OctetView m_bytes;
    std::shared_ptr<const void> m_owner;
    std::function<void()> m_rest;
};

/// Bytes that are written once and then read, kept outside of memory and gone with whoever holds them.
class ScratchFile : public OctetSink {
public:
    /// Forgets what lies behind the first `size` bytes.
    virtual Result<void> truncate(std::uint64_t size) = 0;
    /// All of it; nothing is written any more. Valid without the ScratchFile.
    virtual Result<FileBytes> map() = 0;
};

/// Where scratch files come from.
class Scratch {
public:
    virtual ~Scratch() = default;
    virtual Result<std::unique_ptr<ScratchFile>> create() const = 0;
};

/// What is larger than this goes to a scratch file.
inline constexpr std::uint64_t heldInMemory = std::uint64_t{16} << 20;
/// Opened old files that are smaller are kept in a scratch file up to this many bytes, so that the way back opens them not once more.
inline constexpr std::uint64_t keptOpened = std::uint64_t{64} << 20;

/// Collects bytes, at most `limit` of them: in memory, and in a scratch file once there are more than heldInMemory.
class Collector final : public OctetSink {
public:
    /// `scratch` outlives it; nullptr: everything is held in memory.
    Collector(const Scratch *scratch, std::uint64_t limit)
        : m_scratch(scratch)
        , m_limit(limit)
    {
    }
    /// About so many bytes will come: growing step by step costs as much as filling.
    void expect(std::uint64_t size) { m_octets.reserve(std::min({size, m_limit, heldInMemory})); }
    /// Errors: DeltaTooLarge, what the scratch file says.
    Result<void> append(OctetView bytes) override;
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    Result<void> truncate(std::uint64_t size);
    /// What was collected; the collector is empty then.
    Result<FileBytes> finish();

private:
    const Scratch *m_scratch;
    std::uint64_t m_limit;
    std::uint64_t m_size = 0;
    Octets m_octets;
    std::unique_ptr<ScratchFile> m_file;
};

} // namespace freshet::delta
