// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/TreeDelta.h"
#include "core/meta/Sha256.h"

#include <QTest>

#include <map>
#include <random>

namespace freshet::delta {

/// A tree in memory: paths and contents; directories are made as needed.
class MemoryTree final : public TreeFiles {
public:
    explicit MemoryTree(std::map<std::string, Octets> files)
        : m_files(std::move(files))
    {
        std::vector<TreeEntry> entries;
        std::map<std::string, bool> directories;
        for (const auto &[path, bytes] : m_files) {
            for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
                directories[path.substr(0, slash)] = true;
            entries.push_back({.path = path,
                               .mode = 0644,
                               .size = bytes.size(),
                               .digest = Sha256::of(std::as_bytes(std::span(bytes)))});
        }
        for (const auto &[path, unused] : directories)
            entries.push_back({.path = path, .kind = TreeEntry::Kind::Directory, .mode = 0755});
        auto made = TreeListing::make(std::move(entries));
        if (!made)
            qFatal("%s", qPrintable(made.error().object));
        listing = std::move(*made);
    }
    Result<FileBytes> open(const TreeEntry &entry) const override
    {
        const auto it = m_files.find(entry.path);
        if (it == m_files.end())
            return std::unexpected(Error{.code = ErrorCode::FileNotFound});
        return FileBytes(it->second, nullptr);
    }
    [[nodiscard]] const std::map<std::string, Octets> &files() const { return m_files; }

    TreeListing listing;

private:
    std::map<std::string, Octets> m_files;
};

inline Octets randomBytes(std::size_t size, std::uint32_t seed)
{
    std::mt19937 random(seed);
    Octets bytes(size);
    for (auto &byte : bytes)
        byte = static_cast<std::uint8_t>(random());
    return bytes;
}

inline Octets octets(std::string_view text)
{
    return {text.begin(), text.end()};
}

/// All files that a pack makes of `from`.
inline Result<std::map<std::string, Octets>> applied(OctetView pack, const MemoryTree &from)
{
    auto reader = PackReader::open(pack, from.listing);
    if (!reader)
        return std::unexpected(reader.error());
    const auto target = reader->index().targetListing(from.listing);
    if (!target)
        return std::unexpected(target.error());
    std::map<std::string, Octets> files;
    for (const TreeEntry &entry : target->entries())
        if (entry.kind == TreeEntry::Kind::File)
            if (const auto it = from.files().find(entry.path); it != from.files().end())
                files[entry.path] = it->second;
    for (const PackEntry &entry : reader->index().entries) {
        if (entry.target.kind != TreeEntry::Kind::File)
            continue;
        const Octets *base = entry.base ? &from.files().at(from.listing.entries()[*entry.base].path) : nullptr;
        if (!entry.carriesBytes()) {
            files[entry.target.path] = *base;
            continue;
        }
        OctetBuffer buffer(std::uint64_t{1} << 30);
        if (const auto rebuilt = reader->rebuild(entry, base ? OctetView(*base) : OctetView(), buffer); !rebuilt)
            return std::unexpected(rebuilt.error());
        files[entry.target.path] = std::move(buffer.octets);
    }
    return files;
}

inline Octets packOf(const MemoryTree &from, const MemoryTree &to, DeltaReport *report = nullptr,
                     Effort effort = Effort::Smallest)
{
    OctetBuffer pack(std::uint64_t{1} << 30);
    const auto made = makeDelta(from.listing, from, to.listing, to, pack, {.effort = effort});
    if (!made)
        qFatal("%s", qPrintable(errorName(made.error().code)));
    if (report)
        *report = *made;
    return std::move(pack.octets);
}

} // namespace freshet::delta
