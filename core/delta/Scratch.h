// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Octets.h"

#include <memory>

namespace freshet::delta {

/// The bytes of one file, for as long as it lives.
class FileBytes {
public:
    FileBytes() = default;
    FileBytes(OctetView bytes, std::shared_ptr<const void> owner)
        : m_bytes(bytes)
        , m_owner(std::move(owner))
    {
    }
    [[nodiscard]] OctetView view() const { return m_bytes; }

private:
    OctetView m_bytes;
    std::shared_ptr<const void> m_owner;
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

/// Collects bytes, at most `limit` of them: in memory, and in a scratch file once there are more than heldInMemory.
class Collector final : public OctetSink {
public:
    /// `scratch` outlives it; nullptr: everything is held in memory.
    Collector(const Scratch *scratch, std::uint64_t limit)
        : m_scratch(scratch)
        , m_limit(limit)
    {
    }
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
