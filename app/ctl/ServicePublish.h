// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Arguments.h"
#include "core/cloud/CloudOptions.h"
#include "core/meta/Metainfo.h"
#include "core/policy/ContentPolicy.h"

namespace freshet::ctl {

/// What "freshetctl publish --service …" registers, besides what the metadata says.
struct ServicePublishing {
    CloudOptions services{};
    QByteArray token{};
    std::optional<SigningKey> key{};
    QString product{}; ///< empty: the name of the content
    std::uint64_t version = 0;
    WallTime expires{};
    std::vector<int> peerModes{};
    QUrl metadataUrl{}; ///< empty: the service hosts it
};

void describeServicePublishing(Arguments &arguments);
/// nullopt: no service is wanted. Errors: InvalidArgument, file codes.
Result<std::optional<ServicePublishing>> readServicePublishing(const Arguments &arguments, WallTime now);

/// Hands over metadata and policy. Errors: those of ServiceHttp, HttpStatus with the service's words.
Result<ContentPolicy> publishAtService(const ServicePublishing &publishing, const Metainfo &metainfo,
                                       const QByteArray &encoded);

} // namespace freshet::ctl
