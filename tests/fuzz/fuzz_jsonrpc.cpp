// SPDX-License-Identifier: GPL-3.0-or-later
// Under attack: what reads the control socket, on both sides: LineBuffer, parseRequest, decodeSubmit, findJob, parseReply and the rows in
// answers. Any program of the user may write to it.
// Oracles: lines are the same however the bytes are cut; what was read survives being written and read again; no request passes without
// a directory.
#include "core/api/StatusJson.h"
#include "core/api/StatusParse.h"
#include "core/engine/JobLookup.h"
#include "core/engine/JsonRpc.h"
#include "core/engine/LineBuffer.h"
#include "core/engine/SubmitMessage.h"

#include <cstdint>
#include <cstdlib>

using namespace freshet;

namespace {

constexpr qsizetype maximumLine = 4096;

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void readRequest(const QByteArray &line)
{
    const auto request = jsonrpc::parseRequest(line);
    if (!request) {
        const auto reply = jsonrpc::parseReply(jsonrpc::encodeFault(request.error().id, request.error().fault));
        require(reply.has_value() || request.error().id.isString());
        return;
    }
    const auto again = jsonrpc::parseRequest(jsonrpc::encodeRequest(1, request->method, request->params));
    require(again && again->method == request->method && again->params == request->params);
    require(!decodeSubmit(request->params, {}));
    (void)announcedDescriptors(request->params);
    EngineSnapshot snapshot;
    JobRow row;
    row.job = JobId{1};
    row.fileId = QString(64, u'0');
    snapshot.jobs.push_back(row);
    (void)findJob(snapshot, request->method, request->params.value(QLatin1StringView("job")));
}

void readReply(const QByteArray &line)
{
    const auto reply = jsonrpc::parseReply(line);
    if (!reply || !reply->outcome)
        return;
    const MonotonicTime now{};
    const EngineSnapshot snapshot = snapshotFromJson(*reply->outcome, now);
    require(toJson(snapshotFromJson(toJson(snapshot), now)) == toJson(snapshot));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    LineBuffer whole(maximumLine);
    LineBuffer cut(maximumLine);
    const bool fits = whole.append(bytes);
    const qsizetype middle = bytes.size() / 2;
    require((cut.append(bytes.first(middle)) && cut.append(bytes.sliced(middle))) == fits);
    if (!fits)
        return 0;
    while (const auto line = whole.next()) {
        require(line->size() <= maximumLine && cut.next() == line);
        readRequest(*line);
        readReply(*line);
    }
    require(!cut.next() && whole.size() == cut.size());
    return 0;
}
