// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/BufferPool.h"
#include "core/base/PieceSet.h"
#include "core/base/UniqueFd.h"
#include "core/base/Verified.h"
#include "core/meta/PieceVerifier.h"
#include "core/store/TemporaryFile.h"

#include <atomic>
#include <memory>
#include <vector>

namespace freshet {

/// The copy for a destination, made piece by piece while the content is still coming, so that little is left to do at its end. A file
/// without a name until then. Invariant: `copied` pieces were proven in the buffer that was written. It is a favour: where it cannot be had (the
/// filesystem clones, names every file, or has hardly any space), nothing happens, and hand-over does the whole. Blocking; for one thread.
class EarlyCopy {
public:
    /// `directory`: of the destination, duplicated.
    EarlyCopy(UniqueFd directory, const QString &target, const QByteArray &mark,
              std::shared_ptr<const PieceVerifier> verifier);

    /// Copies those of `pieces` that are as they should be from the file `source`.
    void add(int source, const std::vector<PieceIndex> &pieces, const std::atomic<bool> &cancel);
    /// The same for one piece that is still in memory: it is neither read nor proven a second time. Only after the other.
    void add(PieceIndex piece, const Verified<PieceBuffer> &bytes);
    /// Everything else, if most is there already and the destination is still the same directory; false, and of no use any more, if that is
    /// not so or did not work.
    [[nodiscard]] bool finish(int source, int directory, const std::atomic<bool> &cancel);
    [[nodiscard]] TemporaryFile &file() { return m_file; }

private:
    void begin(int source);
    [[nodiscard]] bool copy(int source, PieceIndex piece);
    [[nodiscard]] bool write(PieceIndex piece, std::span<const std::byte> bytes);

    UniqueFd m_directory;
    TemporaryFile m_file;
    std::shared_ptr<const PieceVerifier> m_verifier;
    PieceSet m_copied;
    std::vector<std::byte> m_buffer;
    bool m_begun = false;
    bool m_works = false;
};

} // namespace freshet
