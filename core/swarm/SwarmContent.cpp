// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/swarm/SwarmContent.h"

namespace freshet {

SwarmContent SwarmContent::of(std::shared_ptr<const Metainfo> metainfo)
{
    SwarmContent content;
    content.wire = {.id = metainfo->contentId,
                    .v1InfoHash = metainfo->v1InfoHash,
                    .geometry = metainfo->geometry,
                    .piecesRoot = metainfo->piecesRoot};
    if (metainfo->v1InfoHash)
        content.names.push_back(*SwarmHash::fromBytes(metainfo->v1InfoHash->bytes()));
    content.names.push_back(truncated(metainfo->contentId));
    content.metainfo = std::move(metainfo);
    return content;
}

} // namespace freshet
