// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/SubmitMessage.h"

#include "core/engine/ControlSocket.h"
#include "core/engine/RequestJson.h"
#include "core/transfer/RangePlan.h"

#include <sys/stat.h>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maximumSubject = 64LL * 1024 * 1024;

std::unexpected<Error> refused(const QString &object, const QString &why)
{
    return std::unexpected(
        Error{.code = ErrorCode::InvalidArgument, .operation = u"read request"_s, .object = object, .detail = why});
}

} // namespace

Result<SubmitMessage> encodeSubmit(DownloadRequest request)
{
    SubmitMessage message;
    message.params = requestToJson(request);
    message.descriptors.push_back(std::move(request.directory));
    if (hasSubjectBytes(message.params)) {
        auto memory = control::sealedMemory(subjectBytes(request));
        if (!memory)
            return std::unexpected(memory.error());
        message.descriptors.push_back(std::move(*memory));
    }
    message.params.insert(u"descriptors"_s, static_cast<int>(message.descriptors.size()));
    return message;
}

std::size_t announcedDescriptors(const QJsonObject &params)
{
    return static_cast<std::size_t>(std::clamp<qint64>(params.value("descriptors"_L1).toInteger(), 0, 1000));
}

Result<DownloadRequest> decodeSubmit(const QJsonObject &params, std::vector<UniqueFd> descriptors)
{
    struct stat st{};
    if (descriptors.empty() || ::fstat(descriptors.front().get(), &st) != 0 || !S_ISDIR(st.st_mode))
        return refused(u"descriptors"_s, u"the first must be the directory of the destination"_s);
    const bool withData = hasSubjectBytes(params);
    if (descriptors.size() != (withData ? 2 : 1))
        return refused(u"descriptors"_s, u"not the number that this kind of request needs"_s);
    QByteArray data;
    if (withData) {
        auto read = control::readSealed(descriptors.back().get(), maximumSubject);
        if (!read)
            return std::unexpected(read.error());
        data = std::move(*read);
    }
    auto request = requestFromJson(params, data);
    if (!request)
        return request;
    if (const auto sensible = checkRanges(*request); !sensible)
        return std::unexpected(sensible.error());
    request->directory = std::move(descriptors.front());
    return request;
}

} // namespace freshet
