// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: BencodeTape::parse, the first code that sees bytes from strangers (attack A10).
// Oracle: what is accepted, written again item by item with BencodeWriter, is the input byte for byte. So the
// tape understood every byte, and there is one encoding of one value.
#include "core/meta/BencodeItem.h"
#include "core/meta/BencodeTape.h"
#include "core/meta/BencodeWriter.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace freshet;

namespace {

constexpr int depthLimit = 32;

void rewrite(const BencodeItem &item, BencodeWriter &out)
{
    if (item.isInteger()) {
        out.integer(item.integer());
    } else if (item.isString()) {
        out.string(item.string());
    } else if (item.isList()) {
        out.beginList();
        for (std::optional<BencodeItem> child = item.firstChild(); child; child = child->nextIn(item))
            rewrite(*child, out);
        out.end();
    } else {
        out.beginDictionary();
        for (std::optional<BencodeItem> key = item.firstChild(); key;) {
            const BencodeItem value = *key->nextIn(item);
            const std::optional<BencodeItem> found = item.find(key->string());
            if (!found || found->encoded().data() != value.encoded().data())
                std::abort();
            out.key(key->string());
            rewrite(value, out);
            key = value.nextIn(item);
        }
        out.end();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = std::as_bytes(std::span(data, size));
    const BencodeLimits limits{.maximumTokens = 10000, .maximumDepth = depthLimit};
    const Result<BencodeTape> tape = BencodeTape::parse(input, limits);
    if (!tape)
        return 0;
    if (tape->tokenCount() > limits.maximumTokens)
        std::abort();
    BencodeWriter out;
    rewrite(tape->root(), out);
    if (out.take() != std::string_view(reinterpret_cast<const char *>(data), size))
        std::abort();
    return 0;
}
