// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/ElfImage.h"

namespace freshet::delta {

/// Behind the image of a relocatable Linux kernel lie the places whose contents depend on where it is loaded (arch/x86/tools/relocs.c): four
/// bytes each, three lists with a zero before each one: of eight-byte addresses, of negated and of ordinary four-byte ones. Adds the region
/// of the lists and the words that the last one names. `tail`: where they begin in `file`, if this is a kernel.
void findKernelRelocations(OctetView file, std::uint64_t tail, ElfImage &image);

} // namespace freshet::delta
