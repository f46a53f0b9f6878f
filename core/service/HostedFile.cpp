// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/HostedFile.h"

#include <QFile>

#include <algorithm>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>

namespace freshet {

namespace {

struct Span {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

std::optional<std::uint64_t> number(const QByteArray &text)
{
    bool good = false;
    const qulonglong value = text.toULongLong(&good);
    return good && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }) ? std::optional(value)
                                                                                          : std::nullopt;
}

/// No value: not one range, so it is as if none was asked for. An empty span (first > last): none that the file has.
std::optional<Span> rangeOf(const QByteArray &header, std::uint64_t size)
{
    if (!header.startsWith("bytes=") || header.contains(','))
        return std::nullopt;
    const QByteArray spec = header.mid(6).trimmed();
    const qsizetype dash = spec.indexOf('-');
    if (dash < 0)
        return std::nullopt;
    const auto first = number(spec.left(dash));
    const auto last = number(spec.mid(dash + 1));
    constexpr Span none{1, 0};
    if (dash == 0) {
        if (!last)
            return std::nullopt;
        return *last == 0 || size == 0 ? none : Span{size - std::min(*last, size), size - 1};
    }
    if (!first || (dash + 1 < spec.size() && !last) || (last && *last < *first))
        return std::nullopt;
    if (*first >= size)
        return none;
    return Span{*first, std::min(last.value_or(size - 1), size - 1)};
}

ServedAnswer notFound()
{
    return {.status = 404, .body = QByteArrayLiteral("{\"error\":\"There is no such file.\"}\n")};
}

} // namespace

ServedAnswer hostedFile(const QString &directory, const QByteArray &name, const ServedRequest &request,
                        const QByteArray &type)
{
    const QByteArray plain = QByteArray::fromPercentEncoding(name);
    if (plain.isEmpty() || plain.startsWith('.') || plain.contains('/') || plain.contains('\0') || plain.size() > 255)
        return notFound();
    auto file = std::make_shared<UniqueFd>(::open((QFile::encodeName(directory) + '/' + plain).constData(),
                                                  O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat facts{};
    if (!*file || ::fstat(file->get(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return notFound();
    const auto size = static_cast<std::uint64_t>(facts.st_size);
    const QByteArray tag = "ETag: \"" + QByteArray::number(static_cast<qulonglong>(facts.st_ino), 16) + '-'
                           + QByteArray::number(static_cast<qulonglong>(size), 16) + '-'
                           + QByteArray::number(static_cast<qlonglong>(facts.st_mtim.tv_sec), 16) + '-'
                           + QByteArray::number(static_cast<qlonglong>(facts.st_mtim.tv_nsec), 16) + "\"\r\n";
    ServedAnswer answer{
        .type = type, .headers = "Accept-Ranges: bytes\r\n" + tag, .file = std::move(file), .length = size};
    if (const auto range = request.range.isEmpty() ? std::nullopt : rangeOf(request.range, size)) {
        if (range->first > range->last)
            return {.status = 416,
                    .body = QByteArrayLiteral("{\"error\":\"The file does not have that range.\"}\n"),
                    .headers = "Content-Range: bytes */" + QByteArray::number(static_cast<qulonglong>(size)) + "\r\n"};
        answer.status = 206;
        answer.offset = range->first;
        answer.length = range->last - range->first + 1;
        answer.headers += "Content-Range: bytes " + QByteArray::number(static_cast<qulonglong>(range->first)) + '-'
                          + QByteArray::number(static_cast<qulonglong>(range->last)) + '/'
                          + QByteArray::number(static_cast<qulonglong>(size)) + "\r\n";
    }
    return answer;
}

} // namespace freshet
