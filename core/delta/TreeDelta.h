// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/PackReader.h"
#include "core/delta/PackWriter.h"
#include "core/delta/Scratch.h"

#include <functional>

namespace freshet::delta {

/// Where the files of a tree are.
class TreeFiles {
public:
    virtual ~TreeFiles() = default;
    virtual Result<FileBytes> open(const TreeEntry &entry) const = 0;
};

struct DeltaOptions {
    Effort effort = Effort::Smallest;
    bool open = true;      ///< containers
    bool addresses = true; ///< of linked code
    std::vector<std::string>
        unlike{}; ///< of makeReverse: new files that were not made of the pack; those that were not made right by it
    const Scratch *scratch = nullptr; ///< for large opened files; nullptr: they are held in memory
    std::uint64_t cut = blockSize;    ///< see PackWriter
    /// After every file: how many of how many unpacked bytes are done. False: stop, with Cancelled.
    std::function<bool(std::uint64_t done, std::uint64_t all)> progress{};
};

struct DeltaReport {
    std::uint64_t packSize = 0;
    std::array<std::size_t, 5> files{};             ///< by PackEntry::Method
    std::array<std::uint64_t, streamCount> bytes{}; ///< unpacked, by stream
    std::size_t opened = 0;
    std::size_t overBound = 0;    ///< files whose matching would have taken too much work
    std::uint64_t largestOld = 0; ///< bytes of the largest old file as it was compared: opened, if it was
};

/// Makes the pack that turns the tree `from` into `to`. Each file by what takes the fewest bytes: nothing, copies, the old file as
/// dictionary, or its own bytes, so that none costs more than those. Old files are paired by content, path, path with its numbers
/// left out, then name and size.
Result<DeltaReport> makeDelta(const TreeListing &from, const TreeFiles &fromFiles, const TreeListing &to,
                              const TreeFiles &toFiles, OctetSink &sink, const DeltaOptions &options);

/// Makes the pack that turns the tree `to` back into `from`, without a search: it inverts the copies of `forward`, which is of the tree
/// `base`: the same as `from`, but for files that `forward` was not used for. `to` is whole, with all digests.
Result<DeltaReport> makeReverse(PackReader &forward, const TreeListing &base, const TreeListing &from,
                                const TreeFiles &fromFiles, const TreeListing &to, const TreeFiles &toFiles,
                                OctetSink &sink, const DeltaOptions &options);

} // namespace freshet::delta
