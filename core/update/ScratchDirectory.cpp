// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/update/ScratchDirectory.h"

#include "core/update/StagedTree.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace freshet::update {

namespace {

std::unexpected<Error> failed()
{
    return std::unexpected(errorFromErrno(errno, QStringLiteral("write scratch file"), {}, Kept::InputUntouched));
}

class UnnamedFile final : public delta::ScratchFile {
public:
    explicit UnnamedFile(UniqueFd fd)
        : m_sink(std::move(fd), QStringLiteral("scratch file"))
    {
    }
    Result<void> append(delta::OctetView bytes) override { return m_sink.append(bytes); }
    Result<void> truncate(std::uint64_t size) override
    {
        const auto end = static_cast<off_t>(size);
        return ::ftruncate(m_sink.fd(), end) == 0 && ::lseek(m_sink.fd(), end, SEEK_SET) == end
                   ? Result<void>()
                   : Result<void>(failed());
    }
    Result<delta::FileBytes> map() override { return mapOpenFile(m_sink.fd()); }

private:
    FileSink m_sink;
};

} // namespace

Result<std::unique_ptr<delta::ScratchFile>> ScratchDirectory::create() const
{
    UniqueFd fd(::openat(m_directory, ".", O_RDWR | O_TMPFILE | O_CLOEXEC, 0600));
    if (!fd && (errno == EOPNOTSUPP || errno == EISDIR)) {
        // A filesystem that cannot: the name goes at once.
        constexpr auto name = ".scratch";
        ::unlinkat(m_directory, name, 0);
        fd = UniqueFd(openBeneath(m_directory, name, O_RDWR | O_CREAT | O_EXCL, 0600));
        if (fd)
            ::unlinkat(m_directory, name, 0);
    }
    if (!fd)
        return failed();
    return std::make_unique<UnnamedFile>(std::move(fd));
}

} // namespace freshet::update
