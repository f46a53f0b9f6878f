// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"
#include "core/delta/Scratch.h"

namespace freshet::update {

/// Scratch files without a name in a directory: gone when the process is, however it ends.
class ScratchDirectory final : public delta::Scratch {
public:
    /// `directory` outlives it.
    explicit ScratchDirectory(int directory)
        : m_directory(directory)
    {
    }
    Result<std::unique_ptr<delta::ScratchFile>> create() const override;

private:
    int m_directory;
};

} // namespace freshet::update
