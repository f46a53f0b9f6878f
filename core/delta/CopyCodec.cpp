// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/CopyCodec.h"

#include <algorithm>
#include <bit>

namespace freshet::delta {

namespace {

constexpr std::size_t drainedSize = std::size_t{1} << 20; ///< of a stream that is worth draining

/// Calls `work` with each copy cut into pieces. Stops at, and returns, the first failure.
template <typename Work>
Result<void> forPieces(const Copy &copy, const Work &work)
{
    for (std::uint64_t done = 0; done < copy.length; done += pieceLength) {
        const Copy piece{copy.from + done, copy.to + done, std::min(pieceLength, copy.length - done)};
        if (Result<void> result = work(piece); !result)
            return result;
    }
    return {};
}

/// How many bytes are equal from the beginning on.
std::size_t equalBytes(OctetView predicted, OctetView actual)
{
    std::size_t i = 0;
    for (; i + 8 <= actual.size(); i += 8)
        if (const std::uint64_t differs = get64(predicted.data() + i) ^ get64(actual.data() + i))
            return i + static_cast<std::size_t>(std::countr_zero(differs)) / 8;
    while (i < actual.size() && predicted[i] == actual[i])
        ++i;
    return i;
}

/// Finds what is to be corrected. A run goes on over two right bytes: its end and a new gap would cost as much.
class CorrectionWriter {
public:
    explicit CorrectionWriter(FileStreams &streams)
        : m_gaps(of(streams, Stream::Gaps))
        , m_corrections(of(streams, Stream::Corrections))
    {
    }
    void add(OctetView predicted, OctetView actual)
    {
        for (std::size_t i = 0;;) {
            const std::size_t equal = equalBytes(predicted.subspan(i), actual.subspan(i));
            m_equal += equal;
            i += equal;
            if (i == actual.size())
                return;
            if (m_run == 0 || m_equal > 2) {
                flush();
                m_gap = m_equal;
            } else {
                m_corrections.insert(m_corrections.end(), m_equal, std::uint8_t{0});
                m_run += m_equal;
            }
            m_equal = 0;
            std::size_t end = i;
            while (end < actual.size() && predicted[end] != actual[end])
                ++end;
            const std::size_t at = m_corrections.size();
            m_corrections.resize(at + end - i);
            for (std::uint8_t *out = m_corrections.data() + at; i < end; ++i, ++out, ++m_run)
                *out = static_cast<std::uint8_t>(actual[i] - predicted[i]);
        }
    }
    void flush()
    {
        if (m_run == 0)
            return;
        putVarint(m_gaps, m_gap);
        putVarint(m_gaps, m_run - 1);
        m_run = 0;
    }

private:
    Octets &m_gaps;
    Octets &m_corrections;
    std::uint64_t m_gap = 0;
    std::uint64_t m_equal = 0;
    std::uint64_t m_run = 0; ///< length of the one that m_corrections ends with
};

/// Puts corrections onto predictions, in the same order.
class CorrectionReader {
public:
    CorrectionReader(OctetView gaps, StreamSource &corrections)
        : m_gaps(gaps)
        , m_corrections(corrections)
    {
        readGap();
    }
    Result<void> correct(std::span<std::uint8_t> bytes)
    {
        while (!bytes.empty()) {
            if (m_gap >= bytes.size()) {
                m_gap -= bytes.size();
                return {};
            }
            bytes = bytes.subspan(m_gap);
            m_gap = 0;
            const auto part = m_corrections.next(std::min<std::uint64_t>(m_run, bytes.size()));
            if (!part)
                return std::unexpected(part.error());
            for (std::size_t i = 0; i < part->size(); ++i)
                bytes[i] = static_cast<std::uint8_t>(bytes[i] + (*part)[i]);
            bytes = bytes.subspan(part->size());
            m_run -= part->size();
            if (m_run == 0)
                readGap();
        }
        return {};
    }
    /// Passes over `count` bytes in which there is nothing to correct; false: there is.
    bool skip(std::uint64_t count)
    {
        if (m_gap < count)
            return false;
        m_gap -= m_ended ? 0 : count;
        return true;
    }
    /// Whether all is read and nothing was wrong.
    [[nodiscard]] bool atEnd() const { return m_gaps.ok() && m_ended; }

private:
    void readGap()
    {
        m_ended = m_gaps.remaining() == 0 || !m_gaps.ok();
        m_gap = m_ended ? ~std::uint64_t{0} : m_gaps.varint();
        m_run = m_ended ? 0 : m_gaps.varint() + 1;
        if (!m_gaps.ok() || (!m_ended && m_run == 0)) {
            m_gaps.fail();
            m_ended = true;
            m_gap = ~std::uint64_t{0};
        }
    }

    OctetReader m_gaps;
    StreamSource &m_corrections;
    std::uint64_t m_gap = 0;
    std::uint64_t m_run = 0;
    bool m_ended = false;
};

Result<void> passOn(StreamSource &literals, std::uint64_t count, OctetSink &sink)
{
    while (count > 0) {
        const auto part = literals.next(count);
        if (!part)
            return std::unexpected(part.error());
        count -= part->size();
        if (auto result = sink.append(*part); !result)
            return result;
    }
    return {};
}

} // namespace

void encodeCopies(OctetView old, OctetView fresh, const std::vector<Copy> &copies, const Predictor *predictor,
                  FileStreams &streams)
{
    (void)encodeCopies(old, fresh, copies, predictor, streams, {}); // cannot fail
}

Result<void> encodeCopies(OctetView old, OctetView fresh, const std::vector<Copy> &copies, const Predictor *predictor,
                          FileStreams &streams, const StreamDrain &drain)
{
    Octets &control = of(streams, Stream::Control);
    Octets &literals = of(streams, Stream::Literals);
    CorrectionWriter corrections(streams);
    const auto makeRoom = [&]() -> Result<void> {
        const auto isLarge = [](const Octets &stream) { return stream.size() >= drainedSize; };
        return drain && std::ranges::any_of(streams, isLarge) ? drain(streams) : Result<void>();
    };
    const auto passLiteral = [&](OctetView bytes) -> Result<void> {
        Result<void> passed;
        for (; passed && !bytes.empty(); passed = makeRoom()) {
            const OctetView part = bytes.first(std::min<std::size_t>(bytes.size(), drainedSize));
            literals.insert(literals.end(), part.begin(), part.end());
            bytes = bytes.subspan(part.size());
        }
        return passed;
    };
    Octets buffer;
    std::uint64_t at = 0;
    std::uint64_t expected = 0;
    putVarint(control, copies.size());
    for (const Copy &copy : copies) {
        putVarint(control, copy.to - at);
        putSigned(control, static_cast<std::int64_t>(copy.from - expected));
        putVarint(control, copy.length - 1);
        if (auto passed = passLiteral(fresh.subspan(at, copy.to - at)); !passed)
            return passed;
        const auto copied = forPieces(copy, [&](const Copy &piece) -> Result<void> {
            OctetView predicted = old.subspan(piece.from, piece.length);
            if (predictor) {
                buffer.resize(piece.length);
                predictor->predict(piece, buffer);
                predicted = buffer;
            }
            corrections.add(predicted, fresh.subspan(piece.to, piece.length));
            return makeRoom();
        });
        if (!copied)
            return copied;
        at = copy.to + copy.length;
        expected = copy.from + copy.length;
    }
    corrections.flush();
    return passLiteral(fresh.subspan(at));
}

Result<std::vector<Copy>> decodeControl(OctetView control, std::uint64_t oldSize, std::uint64_t newSize)
{
    OctetReader reader(control);
    const std::uint64_t count = reader.varint();
    // A copy takes at least three bytes, so a count cannot ask for more memory than a multiple of what is there.
    if (!reader.ok() || count > maximumCopies || count > reader.remaining() / 3)
        return refuseDelta(UpdateError::DeltaFormat, QStringLiteral("number of copies"));
    std::vector<Copy> copies;
    copies.reserve(count);
    std::uint64_t at = 0;
    std::uint64_t expected = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t literal = reader.varint();
        const std::uint64_t from = expected + static_cast<std::uint64_t>(reader.signedVarint());
        const std::uint64_t length = reader.varint();
        if (!reader.ok() || literal > newSize - at || length >= newSize - at - literal || from > oldSize
            || length >= oldSize - from)
            return refuseDelta(UpdateError::DeltaFormat, QStringLiteral("copy"));
        copies.push_back({from, at + literal, length + 1});
        at += literal + length + 1;
        expected = from + length + 1;
    }
    if (reader.remaining() > 0)
        return refuseDelta(UpdateError::DeltaFormat, QStringLiteral("end of copies"));
    return copies;
}

Result<void> applyCopies(OctetView old, std::uint64_t newSize, const std::vector<Copy> &copies,
                         const Predictor *predictor, OctetView gaps, StreamSource &corrections, StreamSource &literals,
                         OctetSink &sink)
{
    CorrectionReader reader(gaps, corrections);
    Octets buffer;
    std::uint64_t at = 0;
    for (const Copy &copy : copies) {
        if (auto result = passOn(literals, copy.to - at, sink); !result)
            return result;
        const auto copied = forPieces(copy, [&](const Copy &piece) -> Result<void> {
            const OctetView source = old.subspan(piece.from, piece.length);
            if (!predictor && reader.skip(piece.length))
                return sink.append(source);
            buffer.resize(std::max<std::size_t>(buffer.size(), piece.length));
            const auto part = std::span(buffer).first(piece.length);
            if (predictor)
                predictor->predict(piece, part);
            else
                std::ranges::copy(source, part.begin());
            if (auto result = reader.correct(part); !result)
                return result;
            return sink.append(part);
        });
        if (!copied)
            return copied;
        at = copy.to + copy.length;
    }
    if (!reader.atEnd())
        return refuseDelta(UpdateError::DeltaFormat, QStringLiteral("corrections"));
    return passOn(literals, newSize - at, sink);
}

} // namespace freshet::delta
