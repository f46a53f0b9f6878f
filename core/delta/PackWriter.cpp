// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/PackWriter.h"

#include "core/meta/Sha256.h"

#include <algorithm>
#include <map>
#include <utility>

namespace freshet::delta {

PackWriter::PackWriter(const TreeListing &from, const TreeListing &to, OctetSink &sink, Effort effort,
                       std::uint64_t cut)
    : m_from(from)
    , m_to(to)
    , m_sink(sink)
    , m_effort(effort)
    , m_cut(cut)
{
    std::map<Sha256Digest, std::size_t> contents;
    for (std::size_t i = 0; i < from.entries().size(); ++i)
        if (from.entries()[i].kind == TreeEntry::Kind::File)
            contents.try_emplace(from.entries()[i].digest, i);
    for (const TreeEntry &entry : to.entries()) {
        const auto own = from.find(entry.path);
        if (own && from.entries()[*own] == entry)
            continue;
        PackEntry next{.target = entry};
        if (entry.kind != TreeEntry::Kind::File) {
            next.method = PackEntry::Method::Attributes;
        } else if (own && from.entries()[*own].kind == TreeEntry::Kind::File
                   && from.entries()[*own].digest == entry.digest) {
            next.method = PackEntry::Method::Attributes;
            next.base = own;
        } else if (const auto it = contents.find(entry.digest); it != contents.end()) {
            next.method = PackEntry::Method::Moved;
            next.base = it->second;
        }
        m_index.entries.push_back(std::move(next));
    }
    for (std::size_t i = 0; i < from.entries().size(); ++i)
        if (!to.find(from.entries()[i].path))
            m_index.removed.push_back(i);
}

std::vector<std::size_t> PackWriter::wanted() const
{
    std::vector<std::size_t> indices;
    for (const PackEntry &entry : m_index.entries)
        if (entry.carriesBytes())
            indices.push_back(*m_to.find(entry.target.path));
    return indices;
}

Result<void> PackWriter::emit(OctetView bytes)
{
    if (m_written == 0) {
        m_written = packMagic.size();
        if (auto result = m_sink.append(packMagic); !result)
            return result;
    }
    m_written += bytes.size();
    return m_sink.append(bytes);
}

Result<void> PackWriter::flush(Stream stream, std::uint64_t size)
{
    Octets &pending = of(m_pending, stream);
    const OctetView bytes = OctetView(pending).first(size);
    const Packed packed =
        stream == Stream::Frames ? Packed{Codec::Stored, Octets(bytes.begin(), bytes.end())} : pack(bytes, m_effort);
    PackBlock block{.stream = stream, .codec = packed.codec, .packedSize = packed.octets.size(), .size = size};
    const Sha256Digest digest = Sha256::of(std::as_bytes(std::span(packed.octets)));
    for (std::size_t i = 0; i < block.hashPrefix.size(); ++i)
        block.hashPrefix[i] = static_cast<std::uint8_t>(digest.bytes()[i]);
    m_index.blocks.push_back(block);
    pending.erase(pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(size));
    return emit(packed.octets);
}

Result<void> PackWriter::put(FileStreams &streams)
{
    for (std::size_t s = 0; s < streamCount; ++s) {
        m_bytes[s] += streams[s].size();
        if (m_pending[s].empty())
            m_pending[s].swap(streams[s]);
        m_pending[s].insert(m_pending[s].end(), streams[s].begin(), streams[s].end());
        streams[s].clear();
        while (m_pending[s].size() >= blockSize)
            if (auto result = flush(static_cast<Stream>(s), blockSize); !result)
                return result;
    }
    return {};
}

Result<void> PackWriter::add(PackEntry entry, std::size_t index, FileStreams streams)
{
    const auto it = std::ranges::lower_bound(m_index.entries, m_to.entries()[index].path, {},
                                             [](const PackEntry &e) -> const std::string & { return e.target.path; });
    entry.target = m_to.entries()[index];
    for (const std::byte byte : entry.target.digest.bytes().first<8>())
        entry.digestPrefix = entry.digestPrefix << 8 | static_cast<std::uint8_t>(byte);
    if (auto taken = put(streams); !taken)
        return taken;
    for (std::size_t s = 0; s < streamCount; ++s) {
        entry.lengths[s] = m_bytes[s] - std::exchange(m_before[s], m_bytes[s]);
        if (!m_pending[s].empty() && m_pending[s].size() >= m_cut)
            if (auto result = flush(static_cast<Stream>(s), m_pending[s].size()); !result)
                return result;
    }
    *it = std::move(entry);
    return {};
}

Result<std::uint64_t> PackWriter::finish()
{
    for (std::size_t s = 0; s < streamCount; ++s)
        if (!m_pending[s].empty())
            if (auto result = flush(static_cast<Stream>(s), m_pending[s].size()); !result)
                return std::unexpected(result.error());
    m_index.fromTree = m_from.entries().empty() ? Sha256Digest{} : m_from.hash();
    m_index.toTree = m_to.hash();
    const Octets index = m_index.encode(m_from);
    if (index.size() > maximumIndex)
        return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("index"));
    const Packed packed = pack(index, m_effort);
    Octets end = packed.octets;
    put32(end, static_cast<std::uint32_t>(packed.octets.size()));
    put32(end, static_cast<std::uint32_t>(index.size()));
    put64(end, static_cast<std::uint64_t>(packed.codec));
    const Sha256Digest digest = Sha256::of(std::as_bytes(std::span(packed.octets)));
    for (const std::byte byte : digest.bytes())
        end.push_back(static_cast<std::uint8_t>(byte));
    put64(end, std::max<std::uint64_t>(m_written, headerSize) + packed.octets.size() + trailerSize);
    end.insert(end.end(), packEnd.begin(), packEnd.end());
    if (auto result = emit(end); !result)
        return std::unexpected(result.error());
    return m_written;
}

PackEntry fullEntry(OctetView fresh, FileStreams &streams)
{
    of(streams, Stream::Literals).assign(fresh.begin(), fresh.end());
    return {.method = PackEntry::Method::Full};
}

} // namespace freshet::delta
