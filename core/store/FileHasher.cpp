// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/FileHasher.h"

#include "core/base/UniqueFd.h"
#include "core/store/ContentFile.h"
#include "core/store/FileStamp.h"

#include <QFile>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <thread>
#include <vector>

namespace freshet {

namespace {

const QString operation = QStringLiteral("hash file");
/// Bytes are read in portions of this, so that large pieces of others cost no more memory.
constexpr std::size_t portion = 1024 * 1024;
constexpr std::chrono::milliseconds progressPeriod{50};

Error inputError(ErrorCode code, const QString &path)
{
    return {code, operation, path, {}, Kept::InputUntouched, NextStep::CorrectInput};
}

struct Input {
    UniqueFd fd;
    QString path;
    FileStamp stamp;
};

Result<Input> openInput(const QString &path)
{
    Input input{UniqueFd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)), path, {}};
    struct stat st{};
    if (!input.fd || ::fstat(input.fd.get(), &st) != 0)
        return std::unexpected(errorFromErrno(errno, operation, path, Kept::InputUntouched, false));
    if (!S_ISREG(st.st_mode))
        return std::unexpected(inputError(ErrorCode::NotARegularFile, path));
    input.stamp = FileStamp::of(st);
    return input;
}

Result<void> checkUnchanged(const Input &input)
{
    struct stat st{};
    if (::fstat(input.fd.get(), &st) != 0)
        return std::unexpected(errorFromErrno(errno, operation, input.path, Kept::InputUntouched, false));
    const FileStamp now = FileStamp::of(st);
    if (now.size != input.stamp.size || now.mtimeNs != input.stamp.mtimeNs)
        return std::unexpected(inputError(ErrorCode::FileChanged, input.path));
    return {};
}

/// Shared by the threads of one call: the next piece to take, the first error, the progress.
class Share {
public:
    Share(Bytes total, const FileHashOptions &options)
        : m_total(total)
        , m_options(options)
    {
    }

    std::uint32_t take() { return m_next.fetch_add(1); }
    [[nodiscard]] bool stopped() const { return m_stopped; }

    void fail(Error error)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopped)
            m_error = std::move(error);
        m_stopped = true;
    }
    void add(Bytes hashed)
    {
        const std::uint64_t sum = m_hashed.fetch_add(hashed.value()) + hashed.value();
        if (m_options.cancelled && m_options.cancelled())
            fail({ErrorCode::Cancelled, operation, {}, {}, Kept::InputUntouched, NextStep::RunAgain});
        if (!m_options.progress)
            return;
        const auto now = std::chrono::steady_clock::now();
        const std::lock_guard lock(m_mutex);
        if (sum < m_total.value() && now - m_lastProgress < progressPeriod)
            return;
        m_lastProgress = now;
        m_options.progress(Bytes{sum}, m_total);
    }
    [[nodiscard]] Result<void> result() const
    {
        if (m_error)
            return std::unexpected(*m_error);
        return {};
    }

private:
    const Bytes m_total;
    const FileHashOptions &m_options;
    std::atomic<std::uint32_t> m_next = 0;
    std::atomic<std::uint64_t> m_hashed = 0;
    std::atomic<bool> m_stopped = false;
    std::mutex m_mutex;
    std::chrono::steady_clock::time_point m_lastProgress;
    std::optional<Error> m_error;
};

/// Runs `makeWorker()(piece, fd)` for every piece on several threads; a worker belongs to one thread.
template <typename MakeWorker>
Result<void> forEachPiece(const Input &input, const Geometry &geometry, const FileHashOptions &options,
                          MakeWorker makeWorker)
{
    Share share(geometry.contentLength(), options);
    const auto run = [&] {
        auto worker = makeWorker();
        for (std::uint32_t n = share.take(); n < geometry.pieceCount() && !share.stopped(); n = share.take()) {
            const PieceIndex piece{n};
            if (auto done = worker(piece); !done)
                share.fail(done.error());
            share.add(geometry.pieceSize(piece));
        }
    };
    unsigned count = options.threads > 0 ? static_cast<unsigned>(options.threads)
                                         : std::max(1U, std::thread::hardware_concurrency());
    count = std::min(count, geometry.pieceCount());
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < count; ++i)
            helpers.emplace_back(run);
        run();
    }
    if (auto result = share.result(); !result)
        return result;
    return checkUnchanged(input);
}

/// Reads the piece in portions into `buffer` and gives each to `add`.
template <typename Add>
Result<void> readPiece(const Input &input, const Geometry &geometry, PieceIndex piece, std::vector<std::byte> &buffer,
                       Add add)
{
    const Bytes size = geometry.pieceSize(piece);
    for (Bytes done; done < size;) {
        const auto bytes =
            std::span(buffer).first(static_cast<std::size_t>(std::min(Bytes{buffer.size()}, size - done).value()));
        if (auto read = readFully(input.fd.get(), geometry.pieceOffset(piece) + done, bytes, input.path); !read) {
            Error e = read.error();
            e.kept = Kept::InputUntouched;
            if (e.code == ErrorCode::DiskIo)
                e.code = ErrorCode::FileUnreadable;
            return std::unexpected(e);
        }
        add(bytes);
        done += Bytes{bytes.size()};
    }
    return {};
}

std::vector<std::byte> portionBuffer(const Geometry &geometry)
{
    return std::vector<std::byte>(std::min<std::size_t>(portion, geometry.pieceLength().value()));
}

Result<ContentHashes> hashAll(const Input &input, const Geometry &geometry, PieceHashKinds kinds,
                              const FileHashOptions &options)
{
    ContentHashes hashes = ContentHashes::sized(geometry, kinds);
    auto done = forEachPiece(input, geometry, options, [&] {
        return [&, buffer = portionBuffer(geometry),
                hasher = PieceHasher(geometry, kinds)](PieceIndex piece) mutable -> Result<void> {
            auto read =
                readPiece(input, geometry, piece, buffer, [&](std::span<const std::byte> bytes) { hasher.add(bytes); });
            if (read)
                hashes.set(piece, hasher.finish());
            return read;
        };
    });
    if (!done)
        return std::unexpected(done.error());
    return hashes;
}

} // namespace

Result<ContentHashes> hashFileForPublishing(const QString &path, const FileHashOptions &options)
{
    auto input = openInput(path);
    if (!input)
        return std::unexpected(input.error());
    if (input->stamp.size == 0)
        return std::unexpected(inputError(ErrorCode::EmptyContent, path));
    const auto geometry = Geometry::forPublishing(Bytes{static_cast<std::uint64_t>(input->stamp.size)});
    return hashAll(*input, geometry, {.merkle = true, .sha1 = options.hybrid, .flat = false}, options);
}

Result<std::vector<PieceIndex>> verifyFile(const QString &path, const PieceVerifier &verifier,
                                           const FileHashOptions &options)
{
    auto input = openInput(path);
    if (!input)
        return std::unexpected(input.error());
    const Geometry &geometry = verifier.geometry();
    const auto size = static_cast<std::uint64_t>(input->stamp.size);
    std::mutex mutex;
    std::vector<PieceIndex> wrong;
    auto done = forEachPiece(*input, geometry, options, [&] {
        return [&, buffer = std::vector<std::byte>()](PieceIndex piece) mutable -> Result<void> {
            const Bytes offset = geometry.pieceOffset(piece);
            // A file that goes on after its last piece is another file; that piece stands for the difference.
            const bool last = piece.value() + 1 == geometry.pieceCount();
            bool right = offset.value() + geometry.pieceSize(piece).value() <= size
                         && !(last && size > geometry.contentLength().value());
            if (right) {
                buffer.resize(static_cast<std::size_t>(geometry.pieceSize(piece).value()));
                if (auto read = readPiece(*input, geometry, piece, buffer, [](std::span<const std::byte>) {}); !read)
                    return read;
                right = verifier.matches(piece, buffer);
            }
            if (!right) {
                const std::lock_guard lock(mutex);
                wrong.push_back(piece);
            }
            return {};
        };
    });
    if (!done)
        return std::unexpected(done.error());
    std::ranges::sort(wrong);
    return wrong;
}

Result<std::vector<Sha256Digest>> hashFilePiecesFlat(const QString &path, const Geometry &geometry,
                                                     const FileHashOptions &options)
{
    auto input = openInput(path);
    if (!input)
        return std::unexpected(input.error());
    if (static_cast<std::uint64_t>(input->stamp.size) != geometry.contentLength().value())
        return std::unexpected(inputError(ErrorCode::SizeMismatch, path));
    auto hashes = hashAll(*input, geometry, {.merkle = false, .sha1 = false, .flat = true}, options);
    if (!hashes)
        return std::unexpected(hashes.error());
    return std::move(hashes->flatPieces);
}

} // namespace freshet
