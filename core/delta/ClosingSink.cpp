// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/ClosingSink.h"

#include "core/delta/MemberEncoder.h"

#include <algorithm>

namespace freshet::delta {

namespace {

std::unexpected<Error> bad(const char *what)
{
    return refuseDelta(UpdateError::DeltaFormat, QString::fromLatin1(what));
}

} // namespace

ClosingSink::ClosingSink(ClosingRecipe recipe, OctetSink &sink)
    : m_sink(sink)
    , m_segments(std::move(recipe.members))
{
    m_segments.push_back({.rawSize = recipe.rest});
    m_left = m_segments.front().rawSize;
}

ClosingSink::~ClosingSink() = default;

void putClosingRecipe(const std::vector<Member> &members, std::uint64_t openedSize, Octets &out)
{
    putVarint(out, openedSize);
    putVarint(out, members.size());
    std::uint64_t at = 0;
    for (const Member &member : members) {
        putVarint(out, member.offset - at);
        putVarint(out, member.size);
        out.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(member.closer) << 4 | member.parameter));
        at = member.offset + member.packedSize;
    }
}

Result<ClosingRecipe> readClosingRecipe(OctetReader &recipe)
{
    ClosingRecipe closing{.openedSize = recipe.varint(), .members = {}};
    const std::uint64_t count = recipe.varint();
    if (!recipe.ok() || count > maximumMembers || count > recipe.remaining() / 3)
        return bad("members of the new file");
    if (closing.openedSize > maximumOpened)
        return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("opened file"));
    std::uint64_t left = closing.openedSize;
    for (std::uint64_t i = 0; i < count; ++i) {
        ClosingSegment segment{.rawSize = recipe.varint(), .size = recipe.varint()};
        const std::uint8_t how = recipe.byte();
        segment.closer = static_cast<Closer>(how >> 4);
        segment.parameter = how & 15;
        if (!recipe.ok() || segment.rawSize > left || segment.size > left - segment.rawSize
            || !MemberEncoder::exists(segment.closer, segment.parameter))
            return bad("member of the new file");
        left -= segment.rawSize + segment.size;
        closing.members.push_back(segment);
    }
    closing.rest = left;
    return closing;
}

Result<void> ClosingSink::startMember()
{
    const ClosingSegment &segment = m_segments[m_segment];
    m_left = segment.size;
    m_encoder = MemberEncoder::make(segment.closer, segment.parameter);
    return {};
}

Result<void> ClosingSink::append(OctetView bytes)
{
    while (true) {
        const OctetView part = bytes.first(std::min<std::uint64_t>(bytes.size(), m_left));
        bytes = bytes.subspan(part.size());
        m_left -= part.size();
        if (!part.empty())
            if (auto result = m_encoder ? m_encoder->add(part, m_sink) : m_sink.append(part); !result)
                return result;
        if (m_left > 0)
            return {};
        if (m_encoder) {
            if (auto result = m_encoder->finish(m_sink); !result)
                return result;
            m_encoder.reset();
            m_left = m_segments[++m_segment].rawSize;
        } else if (m_segment + 1 < m_segments.size()) {
            if (auto result = startMember(); !result)
                return result;
        } else {
            return bytes.empty() ? Result<void>() : Result<void>(bad("opened file"));
        }
    }
}

Result<void> ClosingSink::finish()
{
    // What is left may be members of nothing.
    if (auto result = append({}); !result)
        return result;
    return m_left == 0 && !m_encoder && m_segment + 1 == m_segments.size() ? Result<void>()
                                                                           : Result<void>(bad("opened file"));
}

} // namespace freshet::delta
