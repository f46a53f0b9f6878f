// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded, it makes of zlib one of another version: what it compresses is as right as before, but has other bytes.
#include <dlfcn.h>
#include <zlib.h>

extern "C" int deflateInit2_(z_streamp stream, int level, int method, int windowBits, int memLevel, int /*strategy*/,
                             const char *version, int size)
{
    static const auto real = reinterpret_cast<decltype(&deflateInit2_)>(dlsym(RTLD_NEXT, "deflateInit2_"));
    return real(stream, level, method, windowBits, memLevel, Z_HUFFMAN_ONLY, version, size);
}
