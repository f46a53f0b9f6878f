// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/TrackerList.h"

#include "core/meta/BencodeItem.h"
#include "core/meta/BencodeTape.h"
#include "core/meta/MetaError.h"
#include "core/meta/SourceUrl.h"

#include <algorithm>
#include <string_view>

namespace freshet {

namespace {

constexpr std::size_t maximumTrackers = 16;
constexpr std::size_t maximumUrl = 2048;

void addTracker(const BencodeItem &item, std::vector<std::string> &trackers)
{
    if (!item.isString() || trackers.size() == maximumTrackers || item.string().size() > maximumUrl
        || !isSourceUrl(item.string()) || std::ranges::find(trackers, item.string()) != trackers.end())
        return;
    trackers.emplace_back(item.string());
}

} // namespace

Result<std::vector<std::string>> trackersOf(std::span<const std::byte> metainfoFile)
{
    const Result<BencodeTape> tape = BencodeTape::parse(metainfoFile);
    if (!tape)
        return std::unexpected(tape.error());
    const BencodeItem root = tape->root();
    if (!root.isDictionary())
        return refuseMetadata(ErrorCode::MetaWrongType, QStringLiteral("metainfo"));

    std::vector<std::string> trackers;
    if (const auto tiers = root.find("announce-list"); tiers && tiers->isList()) {
        for (auto tier = tiers->firstChild(); tier; tier = tier->nextIn(*tiers)) {
            if (!tier->isList())
                continue;
            for (auto url = tier->firstChild(); url; url = url->nextIn(*tier))
                addTracker(*url, trackers);
        }
    }
    if (const auto announce = root.find("announce"); announce && trackers.empty())
        addTracker(*announce, trackers);
    return trackers;
}

} // namespace freshet
