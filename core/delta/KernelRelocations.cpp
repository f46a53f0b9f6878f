// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/KernelRelocations.h"

#include <algorithm>

namespace freshet::delta {

namespace {

constexpr std::uint64_t kernelBase = 0xffff'ffff'8000'0000;
constexpr std::uint64_t maximumWords = std::uint64_t{1} << 20;

} // namespace

void findKernelRelocations(OctetView file, std::uint64_t tail, ElfImage &image)
{
    const auto isKernel = [](const ElfImage::Segment &segment) { return segment.address >= kernelBase; };
    if (tail + 4 > file.size() || get32(file.data() + tail) != 0 || std::ranges::none_of(image.segments, isKernel))
        return;
    int list = 0;
    std::uint64_t at = tail;
    for (; at + 4 <= file.size(); at += 4) {
        const std::uint64_t low = get32(file.data() + at);
        const std::uint64_t address = kernelBase | low;
        if (low == 0 && list < 3) {
            ++list;
            continue;
        }
        const ElfImage::Segment *segment = image.segmentOf(address);
        if (!segment || low < (kernelBase & 0xffff'ffff))
            break;
        const std::uint64_t inside = address - segment->address;
        if (list == 3 && inside < segment->fileSize && segment->fileSize - inside >= 4
            && image.words.size() < maximumWords)
            image.words.push_back(segment->offset + inside);
    }
    if (at > tail + 4)
        image.regions.push_back({tail, at, ElfImage::Kind::AbsoluteWords});
    std::ranges::sort(image.words);
    image.words.erase(std::ranges::unique(image.words).begin(), image.words.end());
}

} // namespace freshet::delta
