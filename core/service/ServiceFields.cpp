// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/ServiceFields.h"

#include "core/base/Digest.h"
#include "core/base/IpAddress.h"

#include <array>
#include <cmath>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 2048;
constexpr double largestNumber = 9007199254740992.0;

using enum FieldType;

constexpr std::array geo{
    ServiceField{"profile"_L1, Text, true, "what kind of device asks"_L1},
    ServiceField{"doClientVersion"_L1, Text, true, "which version asks"_L1},
    ServiceField{"groupId"_L1, Text, false, "the group whose services are wanted"_L1},
};
constexpr std::array keyvalue{
    ServiceField{"countryCode"_L1, Text, false, "where the device is, as geo said"_L1},
    ServiceField{"doClientVersion"_L1, Text, true, "which version asks"_L1},
    ServiceField{"profile"_L1, Text, true, "what kind of device asks"_L1},
    ServiceField{"eId"_L1, Text, false, "grouping id"_L1},
    ServiceField{"cacheHost"_L1, Text, false, "the cache server that is set"_L1},
};
constexpr std::array contentpolicy{
    ServiceField{"profile"_L1, Text, true, "what kind of device asks"_L1},
    ServiceField{"contentId"_L1, ContentId, false, "the content that is wanted"_L1},
    ServiceField{"doClientVersion"_L1, Text, true, "which version asks"_L1},
    ServiceField{"countryCode"_L1, Text, false, "where the device is"_L1},
    ServiceField{"altCatalogId"_L1, Text, false, "the URL of the content, when its id is not known"_L1},
    ServiceField{"eId"_L1, Text, false, "grouping id"_L1},
    ServiceField{"cacheHost"_L1, Text, false, "the cache server that is set"_L1},
    ServiceField{"nonce"_L1, Text, false, "chance, which the answer repeats: an old answer cannot be played again"_L1},
};
constexpr std::array discovery{
    ServiceField{"profile"_L1, Text, true, "what kind of device asks"_L1},
    ServiceField{"contentId"_L1, ContentId, true, "the content that is wanted"_L1},
    ServiceField{"doClientVersion"_L1, Text, true, "which version asks"_L1},
    ServiceField{"partitionId"_L1, Text, false, "the part of the fleet"_L1},
    ServiceField{"altCatalogId"_L1, Text, false, "the URL of the content"_L1},
    ServiceField{"eId"_L1, Text, false, "grouping id"_L1},
};
constexpr std::array array{
    ServiceField{"profile"_L1, Text, true, "what kind of device asks"_L1},
    ServiceField{"contentId"_L1, ContentId, true, "the content for which peers are wanted"_L1},
    ServiceField{"doClientVersion"_L1, Text, true, "which version asks"_L1},
    ServiceField{"altCatalogId"_L1, Text, false, "the URL of the content"_L1},
    ServiceField{"peerId"_L1, PeerId, true, "chance, new with every start: to leave out the asker"_L1},
    ServiceField{"reportedIp"_L1, Address, false, "the private address, told to peers behind the same public one"_L1},
    ServiceField{"port"_L1, Number, true, "where peers can connect"_L1},
    ServiceField{"isBackground"_L1, Flag, false, "whether nobody waits for it"_L1},
    ServiceField{"uploaded"_L1, Number, false, "bytes to peers"_L1},
    ServiceField{"downloaded"_L1, Number, false, "bytes from peers"_L1},
    ServiceField{"downloadedCdn"_L1, Number, false, "bytes over HTTP"_L1},
    ServiceField{"left"_L1, Number, true, "bytes that are missing: 0 offers all"_L1},
    ServiceField{"peersWanted"_L1, Number, false, "how many addresses are wanted"_L1},
    ServiceField{"groupId"_L1, Text, false, "the group to meet, in group scope"_L1},
    ServiceField{"groupKey"_L1, Text, false, "fingerprint of the group's credential, if it has one"_L1},
    ServiceField{"scope"_L1, Number, true, "the download mode: 1 LAN, 2 group, 3 internet"_L1},
    ServiceField{"uploadedBps"_L1, Number, false, "bytes per second to peers"_L1},
    ServiceField{"downloadBps"_L1, Number, false, "bytes per second from all"_L1},
    ServiceField{"eId"_L1, Text, false, "grouping id"_L1},
    ServiceField{"event"_L1, Text, false, "\"stopped\" when it leaves"_L1},
};

const std::array services{
    ServiceInfo{"geo"_L1, "Which services are near."_L1, geo},
    ServiceInfo{"keyvalue"_L1, "Where the other services are, and settings of the fleet."_L1, keyvalue},
    ServiceInfo{"contentpolicy"_L1, "What a content is, whether peers may be used, and where its metadata is."_L1,
                contentpolicy},
    ServiceInfo{"discovery"_L1, "Which array instance is responsible for a content."_L1, discovery},
    ServiceInfo{"array"_L1, "Who else has a content."_L1, array},
};

bool fits(FieldType type, const QJsonValue &value)
{
    const std::string text = value.toString().toStdString();
    std::array<std::byte, 20> twenty{};
    switch (type) {
    case Text:
        return value.isString() && value.toString().size() <= longestText;
    case Number:
        return value.isDouble() && value.toDouble() >= 0 && value.toDouble() <= largestNumber
               && value.toDouble() == std::floor(value.toDouble());
    case Flag:
        return value.isBool();
    case FieldType::ContentId:
        return freshet::ContentId::fromHex(text).has_value();
    case PeerId:
        return fromHex(text, twenty);
    case Address:
        return IpAddress::fromText(text).has_value();
    }
    return false;
}

} // namespace

std::span<const ServiceInfo> serviceInfos()
{
    return services;
}

Result<void> checkFields(const ServiceInfo &service, const QJsonObject &json)
{
    for (const ServiceField &field : service.fields) {
        const QJsonValue value = json[field.name];
        const bool isAbsent = value.isUndefined() || value.isNull();
        if (isAbsent ? field.required : !fits(field.type, value))
            return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                         .operation = u"read a request"_s,
                                         .object = field.name,
                                         .detail = isAbsent ? u"it is missing"_s : u"it has the wrong form"_s});
    }
    return {};
}

} // namespace freshet
