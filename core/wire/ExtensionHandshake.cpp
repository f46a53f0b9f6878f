// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/ExtensionHandshake.h"

#include "core/base/PlainText.h"
#include "core/meta/BencodeItem.h"
#include "core/meta/BencodeTape.h"
#include "core/meta/BencodeWriter.h"

#include <algorithm>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr BencodeLimits limits{.maximumBytes = 64 * 1024, .maximumTokens = 256, .maximumDepth = 4};

std::unexpected<Error> refused(const QString &detail)
{
    return std::unexpected(Error{.code = ErrorCode::PeerProtocol,
                                 .operation = u"read extension handshake"_s,
                                 .detail = detail,
                                 .next = NextStep::NextSource});
}

/// The integer `key` of `dictionary`: nothing when it is not there, an error unless it lies within the range.
Result<std::optional<std::int64_t>> integerIn(const BencodeItem &dictionary, std::string_view key, std::int64_t least,
                                              std::int64_t most)
{
    const auto item = dictionary.find(key);
    if (!item)
        return std::nullopt;
    if (!item->isInteger() || item->integer() < least || item->integer() > most)
        return refused(u"\"%1\" has a wrong value"_s.arg(QString::fromLatin1(key)));
    return item->integer();
}

} // namespace

std::string ExtensionHandshake::encode() const
{
    BencodeWriter writer;
    writer.beginDictionary();
    writer.key("m").beginDictionary();
    if (claims != 0)
        writer.key(claimsName).integer(claims);
    writer.end();
    if (listenPort)
        writer.key("p").integer(*listenPort);
    if (requestQueue)
        writer.key("reqq").integer(*requestQueue);
    if (uploadOnly)
        writer.key("upload_only").integer(1);
    if (!clientName.isEmpty())
        writer.key("v").string(clientName.toStdString());
    if (!yourAddress.empty())
        writer.key("yourip").string(yourAddress);
    writer.end();
    return writer.take();
}

Result<ExtensionHandshake> ExtensionHandshake::decode(std::span<const std::byte> dictionary)
{
    const auto tape = BencodeTape::parse(dictionary, limits);
    if (!tape)
        return refused(errorName(tape.error().code));
    const BencodeItem root = tape->root();
    if (!root.isDictionary())
        return refused(u"it is no dictionary"_s);

    ExtensionHandshake handshake;
    if (const auto m = root.find("m")) {
        if (!m->isDictionary())
            return refused(u"\"m\" is no dictionary"_s);
        const auto id = integerIn(*m, claimsName, 0, 255);
        if (!id)
            return std::unexpected(id.error());
        handshake.claims = static_cast<std::uint8_t>(id->value_or(0));
    }
    const auto port = integerIn(root, "p", 0, 65535);
    if (!port)
        return std::unexpected(port.error());
    if (port->value_or(0) != 0)
        handshake.listenPort = static_cast<std::uint16_t>(**port);
    const auto queue = integerIn(root, "reqq", 0, 0x7fff'ffff);
    if (!queue)
        return std::unexpected(queue.error());
    if (*queue)
        handshake.requestQueue = static_cast<std::uint32_t>(**queue);
    const auto uploadOnly = integerIn(root, "upload_only", 0, 255);
    if (!uploadOnly)
        return std::unexpected(uploadOnly.error());
    handshake.uploadOnly = uploadOnly->value_or(0) != 0;
    if (const auto client = root.find("v")) {
        if (!client->isString())
            return refused(u"\"v\" is no string"_s);
        handshake.clientName = plainText(std::as_bytes(std::span(client->string())), maximumClientName);
    }
    if (const auto address = root.find("yourip")) {
        if (!address->isString())
            return refused(u"\"yourip\" is no string"_s);
        if (address->string().size() == 4 || address->string().size() == 16)
            handshake.yourAddress = address->string();
    }
    return handshake;
}

} // namespace freshet
