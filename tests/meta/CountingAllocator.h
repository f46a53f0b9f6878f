// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// The program that links CountingAllocator.cpp counts what its C++ code has allocated. Memory that libraries
/// take from malloc directly (Qt's containers, OpenSSL) is not seen.
/// Invariant: `peak` is the largest number of bytes that were held at once since `restart`, above what was held then.
namespace CountingAllocator {
void restart();
std::size_t peak();
} // namespace CountingAllocator
