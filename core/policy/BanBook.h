// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/policy/BanList.h"

#include <map>
#include <memory>
#include <optional>

namespace freshet {

/// Who is banned for which content, and for all. Invariants: a ban for all holds for every content; bans of a content outlive its swarm until they
/// expire; at most `maximumContents` lists without anybody using them are kept.
class BanBook {
public:
    static constexpr std::size_t maximumContents = 256;

    struct Entry {
        std::optional<ContentId> content{}; ///< none: for all
        BanList::Entry ban{};
    };

    [[nodiscard]] BanList &everywhere() { return m_everywhere; }
    [[nodiscard]] const BanList &everywhere() const { return m_everywhere; }
    /// Bans for the content; what holds for all holds in it too. Outlives the book's other users as long as somebody has it, but not the book.
    [[nodiscard]] std::shared_ptr<BanList> of(const ContentId &content, MonotonicTime now);
    /// Bans in force, those for all first.
    [[nodiscard]] std::vector<Entry> entries(MonotonicTime now) const;
    /// Of the content, or of all and of every content. False if there was none.
    bool unban(const PeerAddress &peer, const LocalNetwork &network, const std::optional<ContentId> &content);

private:
    BanList m_everywhere;
    std::map<ContentId, std::shared_ptr<BanList>> m_contents;
};

} // namespace freshet
