// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/DeflateBlock.h"

#include "core/delta/PrefixCode.h"

#include <algorithm>

namespace freshet::delta {

namespace {

constexpr unsigned endOfBlock = 256;
constexpr std::array<std::uint8_t, 29> lengthExtra{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                   2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<std::uint8_t, 30> distanceExtra{0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,  4,  5,  5,  6,
                                                     6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};
constexpr std::array<std::uint8_t, 19> lengthOrder{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

template <std::size_t N>
constexpr std::array<std::uint16_t, N> bases(const std::array<std::uint8_t, N> &extra)
{
    std::array<std::uint16_t, N> base{};
    for (std::size_t i = 1; i < N; ++i)
        base[i] = static_cast<std::uint16_t>(base[i - 1] + (1U << extra[i - 1]));
    return base;
}
constexpr auto lengthBase = [] {
    auto base = bases(lengthExtra);
    base.back() = 255; // length 258 has a code of its own
    return base;
}();
constexpr auto distanceBase = bases(distanceExtra);

/// The last code whose base is not beyond `value`.
template <std::size_t N>
constexpr std::uint8_t codeOf(const std::array<std::uint16_t, N> &base, unsigned value)
{
    return static_cast<std::uint8_t>(std::ranges::upper_bound(base, value) - base.begin() - 1);
}

/// By the length less 3.
constexpr auto lengthCodes = [] {
    std::array<std::uint8_t, 256> codes{};
    for (unsigned i = 0; i < codes.size(); ++i)
        codes[i] = codeOf(lengthBase, i);
    return codes;
}();
/// By the distance less 1, in steps of 128 from 256 on: codes of long ones begin at multiples of it.
constexpr auto shortDistanceCodes = [] {
    std::array<std::uint8_t, 256> codes{};
    for (unsigned i = 0; i < codes.size(); ++i)
        codes[i] = codeOf(distanceBase, i);
    return codes;
}();
constexpr auto longDistanceCodes = [] {
    std::array<std::uint8_t, 256> codes{};
    for (unsigned i = 0; i < codes.size(); ++i)
        codes[i] = codeOf(distanceBase, i << 7);
    return codes;
}();
unsigned distanceCode(unsigned distance)
{
    const unsigned value = distance - 1;
    return value < 256 ? shortDistanceCodes[value] : longDistanceCodes[value >> 7];
}

std::vector<std::uint8_t> extraOfLiterals()
{
    std::vector<std::uint8_t> extra(286, 0);
    std::ranges::copy(lengthExtra, extra.begin() + 257);
    return extra;
}

/// The code of a block that carries none (RFC 1951, 3.2.6).
const PrefixCode &fixedLiterals()
{
    static const PrefixCode code = [] {
        std::vector<std::uint8_t> lengths(288, 8);
        std::fill(lengths.begin() + 144, lengths.begin() + 256, std::uint8_t{9});
        std::fill(lengths.begin() + 256, lengths.begin() + 280, std::uint8_t{7});
        return PrefixCode::ofLengths(std::move(lengths));
    }();
    return code;
}
const PrefixCode &fixedDistances()
{
    static const PrefixCode code = PrefixCode::ofLengths(std::vector<std::uint8_t>(30, 5));
    return code;
}

/// One step of the run-length form of code lengths (RFC 1951, 3.2.7).
struct LengthStep {
    std::uint8_t symbol;
    std::uint8_t extraBits;
    std::uint8_t extra;
};

void appendSteps(const std::vector<std::uint8_t> &lengths, std::vector<LengthStep> &steps)
{
    int previous = -1;
    for (std::size_t i = 0; i < lengths.size();) {
        const int current = lengths[i];
        const std::size_t longest = current == 0 ? 138 : current == previous ? 6 : 7;
        const std::size_t shortest = current == 0 || current == previous ? 3 : 4;
        std::size_t count = 1;
        while (i + count < lengths.size() && count < longest && lengths[i + count] == current)
            ++count;
        i += count;
        if (count < shortest) {
            steps.insert(steps.end(), count, {static_cast<std::uint8_t>(current), 0, 0});
        } else if (current != 0) {
            if (current != previous) {
                steps.push_back({static_cast<std::uint8_t>(current), 0, 0});
                --count;
            }
            steps.push_back({16, 2, static_cast<std::uint8_t>(count - 3)});
        } else if (count <= 10) {
            steps.push_back({17, 3, static_cast<std::uint8_t>(count - 3)});
        } else {
            steps.push_back({18, 7, static_cast<std::uint8_t>(count - 11)});
        }
        previous = current;
    }
}

} // namespace

void DeflateBlock::clear()
{
    m_symbols.clear();
    m_matches = 0;
    m_literalCounts.fill(0);
    m_distanceCounts.fill(0);
    m_literalCounts[endOfBlock] = 1;
}

void DeflateBlock::literal(std::uint8_t byte)
{
    m_symbols.push_back({0, byte});
    ++m_literalCounts[byte];
}

void DeflateBlock::match(unsigned length, unsigned distance)
{
    m_symbols.push_back({static_cast<std::uint16_t>(distance), static_cast<std::uint8_t>(length - 3)});
    ++m_matches;
    ++m_literalCounts[257 + lengthCodes[length - 3]];
    ++m_distanceCounts[distanceCode(distance)];
}

std::uint64_t DeflateBlock::roughDistanceBits() const
{
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < m_distanceCounts.size(); ++i)
        bits += std::uint64_t{m_distanceCounts[i]} * (5U + distanceExtra[i]);
    return bits;
}

template <typename Literals, typename Distances>
void DeflateBlock::write(const Literals &literals, const Distances &distances, BitWriter &out) const
{
    for (const Symbol &symbol : m_symbols) {
        if (symbol.distance == 0) {
            literals.put(symbol.value, out);
            continue;
        }
        const unsigned length = lengthCodes[symbol.value];
        literals.put(257 + length, symbol.value - lengthBase[length], lengthExtra[length], out);
        const unsigned distance = distanceCode(symbol.distance);
        distances.put(distance, symbol.distance - 1U - distanceBase[distance], distanceExtra[distance], out);
    }
    literals.put(endOfBlock, out);
}

void DeflateBlock::flush(OctetView stored, std::size_t storedSize, bool isLast, BitWriter &out)
{
    const auto literals = PrefixCode::ofCounts(m_literalCounts, 15);
    const auto distances = PrefixCode::ofCounts(m_distanceCounts, 15);
    std::vector<LengthStep> steps;
    appendSteps(literals.usedLengths(), steps);
    appendSteps(distances.usedLengths(), steps);
    std::array<std::uint32_t, 19> stepCounts{};
    std::uint64_t stepExtra = 0;
    for (const LengthStep &step : steps) {
        ++stepCounts[step.symbol];
        stepExtra += step.extraBits;
    }
    const auto lengths = PrefixCode::ofCounts(stepCounts, 7);
    std::size_t sent = lengthOrder.size();
    while (sent > 4 && lengths.length(lengthOrder[sent - 1]) == 0)
        --sent;

    static const std::vector<std::uint8_t> literalExtra = extraOfLiterals();
    std::uint64_t extra = 0;
    for (std::size_t i = 0; i < m_literalCounts.size(); ++i)
        extra += std::uint64_t{m_literalCounts[i]} * literalExtra[i];
    for (std::size_t i = 0; i < m_distanceCounts.size(); ++i)
        extra += std::uint64_t{m_distanceCounts[i]} * distanceExtra[i];
    const std::uint64_t dynamicBits = literals.cost(m_literalCounts) + distances.cost(m_distanceCounts) + extra
                                      + lengths.cost(stepCounts) + stepExtra + 3 * sent + 14;
    const std::uint64_t fixedBits =
        fixedLiterals().cost(m_literalCounts) + fixedDistances().cost(m_distanceCounts) + extra;
    const std::uint64_t dynamicBytes = (dynamicBits + 3 + 7) / 8;
    const std::uint64_t fixedBytes = (fixedBits + 3 + 7) / 8;
    const std::uint64_t best = std::min(dynamicBytes, fixedBytes);

    const unsigned last = isLast ? 1 : 0;
    if (storedSize + 4 <= best && stored.size() == storedSize) {
        out.put(last, 3);
        out.align();
        out.put(static_cast<std::uint32_t>(storedSize), 16);
        out.put(static_cast<std::uint32_t>(~storedSize & 0xffff), 16);
        for (const std::uint8_t byte : stored)
            out.put(byte, 8);
    } else if (fixedBytes == best) {
        out.put(1 << 1 | last, 3);
        write(fixedLiterals(), fixedDistances(), out);
    } else {
        out.put(2 << 1 | last, 3);
        out.put(static_cast<std::uint32_t>(literals.usedLengths().size() - 257), 5);
        out.put(static_cast<std::uint32_t>(distances.usedLengths().size() - 1), 5);
        out.put(static_cast<std::uint32_t>(sent - 4), 4);
        for (std::size_t i = 0; i < sent; ++i)
            out.put(lengths.length(lengthOrder[i]), 3);
        for (const LengthStep &step : steps) {
            lengths.put(step.symbol, out);
            out.put(step.extra, step.extraBits);
        }
        write(literals, distances, out);
    }
    if (isLast)
        out.align();
    clear();
}

} // namespace freshet::delta
