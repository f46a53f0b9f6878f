// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: ExtensionHandshake::decode and ClaimMessage::decode, which read what strangers say in BEP 10 messages.
// Oracles: what was read survives being written and read again; equal claims have one encoding; remote text is plain and short.
#include "core/wire/ClaimMessage.h"
#include "core/wire/ExtensionHandshake.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace freshet;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto bytes = std::as_bytes(std::span(data, size));
    if (const auto handshake = ExtensionHandshake::decode(bytes)) {
        for (const QChar c : handshake->clientName)
            require(c.isPrint() || c.isSurrogate() || c.isMark());
        const std::string text = handshake->encode();
        const auto again = ExtensionHandshake::decode(std::as_bytes(std::span(text)));
        require(again && *again == *handshake);
    }
    if (const auto claims = ClaimMessage::decode(bytes, 100)) {
        require(claims->claims.size() <= ClaimMessage::maximumClaims);
        for (const SiteClaim &claim : claims->claims)
            for (const std::vector<PieceRun> *runs : {&claim.runs, &claim.waiting, &claim.fetched})
                require(runs->size() <= ClaimBook::maximumRuns);
        require(std::ranges::equal(claims->encode(), bytes));
    }
    return 0;
}
