// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/Rendezvous.h"

#include "core/meta/Sha256.h"

namespace freshet {

std::optional<std::string> rendezvous(std::string_view key, const std::vector<std::string> &instances)
{
    std::optional<std::string> best;
    Sha256Digest highest;
    for (const std::string &instance : instances) {
        std::string text(instance);
        text += '\0';
        text += key;
        const Sha256Digest weight = Sha256::of(std::as_bytes(std::span(text)));
        if (!best || weight > highest) {
            best = instance;
            highest = weight;
        }
    }
    return best;
}

} // namespace freshet
