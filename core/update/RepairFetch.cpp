// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/update/RepairFetch.h"

#include "core/update/StagedTree.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace freshet::update {

using delta::PackRange;

namespace {

/// Most indices are shorter than this; then the first step is enough to know all others.
constexpr std::uint64_t likelyIndex = std::uint64_t{64} << 10;
constexpr std::uint64_t portion = std::uint64_t{1} << 20;

std::uint64_t lengthOf(const std::vector<PackRange> &ranges)
{
    std::uint64_t length = 0;
    for (const PackRange &range : ranges)
        length += range.end - range.begin;
    return length;
}

/// Where there are more ranges than one step takes, the smallest gaps are fetched, too.
void joinNearest(std::vector<PackRange> &ranges, std::size_t most)
{
    while (ranges.size() > most) {
        std::size_t nearest = 1;
        for (std::size_t i = 2; i < ranges.size(); ++i)
            if (ranges[i].begin - ranges[i - 1].end < ranges[nearest].begin - ranges[nearest - 1].end)
                nearest = i;
        ranges[nearest - 1].end = ranges[nearest].end;
        ranges.erase(ranges.begin() + static_cast<std::ptrdiff_t>(nearest));
    }
}

} // namespace

RepairFetch::RepairFetch(Request request)
    : m_request(std::move(request))
{
    m_parts[0].source = m_request.forward;
    m_parts[1].source = m_request.full;
    for (Part &part : m_parts) {
        part.file = part.source.whole;
        if (!part.file.isEmpty()) {
            part.stage = Stage::Files;
        } else {
            part.file = QDir(m_request.directory).filePath(part.source.pack.name + QStringLiteral(".part"));
            QFile::remove(part.file);
        }
    }
}

Result<std::vector<PackRange>> RepairFetch::indexRanges(const Part &part) const
{
    const std::uint64_t size = part.source.pack.size;
    const std::uint64_t known = size - std::min(size, likelyIndex);
    const auto end = mapPath(part.file);
    if (!end)
        return std::unexpected(end.error());
    const auto index = delta::PackReader::indexRange(end->view(), size);
    if (!index)
        return std::unexpected(index.error());
    std::vector<PackRange> ranges;
    if (index->begin < known)
        ranges.push_back({index->begin, known});
    return ranges;
}

Result<std::vector<PackRange>> RepairFetch::fileRanges(Part &part)
{
    const bool isForward = &part == m_parts.data();
    const delta::TreeListing nothing;
    const delta::TreeListing &base = isForward ? m_request.base : nothing;
    const auto bytes = mapPath(part.file);
    if (!bytes)
        return std::unexpected(bytes.error());
    auto reader = delta::PackReader::open(bytes->view(), base);
    if (!reader)
        return std::unexpected(reader.error());
    part.index = reader->index();
    std::vector<const delta::PackEntry *> wanted;
    if (isForward) {
        for (const delta::PackEntry &entry : part.index.entries)
            if (entry.carriesBytes() && !std::ranges::contains(m_request.unlike, entry.target.path)
                && (!entry.base || !m_request.difference.isBroken(base.entries()[*entry.base].path)))
                wanted.push_back(&entry);
    } else {
        wanted = repairsOf(m_parts[0].index, m_request.base, part.index, m_request.difference, m_request.unlike);
    }
    auto ranges = part.index.rangesOf(wanted);
    std::erase_if(ranges, [](const PackRange &range) { return range.end <= delta::headerSize; });
    joinNearest(ranges, m_request.mostRanges);
    return ranges;
}

Result<std::optional<RepairFetch::Step>> RepairFetch::next()
{
    for (; m_part < m_parts.size(); ++m_part) {
        Part &part = m_parts[m_part];
        const std::uint64_t size = part.source.pack.size;
        while (part.stage != Stage::Complete) {
            Result<std::vector<PackRange>> ranges;
            if (part.stage == Stage::End)
                ranges = std::vector<PackRange>{{size - std::min(size, likelyIndex), size}};
            else
                ranges = part.stage == Stage::Index ? indexRanges(part) : fileRanges(part);
            if (!ranges)
                return std::unexpected(ranges.error());
            part.stage = static_cast<Stage>(static_cast<int>(part.stage) + 1);
            m_bytes[m_part] += lengthOf(*ranges);
            if (!ranges->empty() && part.source.whole.isEmpty()) {
                m_asked = *ranges;
                return Step{part.source.pack, std::move(*ranges)};
            }
        }
    }
    return std::optional<Step>();
}

Result<void> RepairFetch::put(const QString &file)
{
    const Part &part = m_parts[m_part];
    const auto size = static_cast<qint64>(part.source.pack.size);
    QFile from(file);
    QFile to(part.file);
    bool isWhole = from.open(QIODevice::ReadOnly) && to.open(QIODevice::ReadWrite);
    // The header is known: fetched, it would cost a whole piece of the content.
    if (isWhole && to.size() != size)
        isWhole =
            to.write(reinterpret_cast<const char *>(delta::packMagic.data()), delta::headerSize) == delta::headerSize
            && to.resize(size);
    for (const PackRange &range : m_asked) {
        isWhole = isWhole && to.seek(static_cast<qint64>(range.begin));
        for (std::uint64_t left = range.end - range.begin; isWhole && left > 0;) {
            const QByteArray bytes = from.read(static_cast<qint64>(std::min(left, portion)));
            isWhole = !bytes.isEmpty() && to.write(bytes) == bytes.size();
            left -= static_cast<std::uint64_t>(bytes.size());
        }
    }
    if (isWhole && to.flush())
        return {};
    return std::unexpected(Error{.code = ErrorCode::OutputUnwritable,
                                 .operation = QStringLiteral("update"),
                                 .object = part.file,
                                 .detail = to.errorString(),
                                 .kept = Kept::InputUntouched});
}

} // namespace freshet::update
