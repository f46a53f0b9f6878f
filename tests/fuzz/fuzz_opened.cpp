// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: what opens and closes compressed files, told how by a recipe that came from anywhere; and what looks for members in a file.
// Oracles: nothing is larger than what was said of it, and members that are found lie in the file, one behind the other.
//
// An input is two bytes of length, a recipe of that length, and the file.
#include "core/delta/ClosingSink.h"
#include "core/delta/ElfImage.h"
#include "core/delta/MemberFinder.h"

#include <algorithm>
#include <cstdlib>

using namespace freshet::delta;

namespace {

constexpr std::uint64_t sensible = std::uint64_t{1} << 22; ///< more is right, too, but takes time

void open(OctetView recipe, OctetView file)
{
    OctetReader reader(recipe);
    const auto members = readBaseRecipe(reader);
    if (!members)
        return;
    std::uint64_t size = file.size();
    for (const Member &member : *members)
        size += member.size;
    if (size > sensible)
        return;
    const auto opened = openBase(*members, file, nullptr);
    if (opened && opened->view().size() > size)
        std::abort();
    OctetReader again = reader;
    (void)openClosed(again, file, nullptr);
    auto closing = readClosingRecipe(reader);
    if (!closing || closing->openedSize > sensible)
        return;
    OctetBuffer out(2 * sensible);
    const std::uint64_t openedSize = closing->openedSize;
    ClosingSink sink(std::move(*closing), out);
    const OctetView bytes = opened ? opened->view() : file;
    if (sink.append(bytes.first(std::min<std::uint64_t>(bytes.size(), openedSize))) && sink.finish()
        && bytes.size() < openedSize)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::size_t recipe = std::min<std::size_t>(static_cast<std::size_t>(data[0] | data[1] << 8), size - 2);
    const OctetView file(data + 2 + recipe, size - 2 - recipe);
    open(OctetView(data + 2, recipe), file);
    std::uint64_t at = 0;
    for (const Member &member : findMembers(file)) {
        if (member.offset < at || member.offset > file.size() || member.packedSize > file.size() - member.offset)
            std::abort();
        at = member.offset + member.packedSize;
    }
    if (const auto image = ElfImage::parse(file)) {
        for (const ElfImage::Region &region : image->regions)
            if (region.begin > region.end || region.end > file.size())
                std::abort();
        for (const std::uint64_t word : image->words)
            if (word > file.size() || file.size() - word < 4)
                std::abort();
    }
    return 0;
}
