// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/meta/Signature.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QUrl>

#include <optional>
#include <vector>

namespace freshet {

/// Which services, and what makes them trustworthy. There is no way to have none of `fingerprint` and `authority` checked: without both the
/// system's authorities count.
struct CloudOptions {
    QUrl url{};                                ///< https, of the first service (geo); empty: there are no services
    std::optional<Sha256Digest> fingerprint{}; ///< SHA-256 of the authority's certificate
    QByteArray authority{};                    ///< PEM, instead of a fingerprint
    std::vector<PublisherKey> publishers{};    ///< not empty: contents need a manifest that one of them signed
    std::optional<PublisherKey> freshness{};   ///< set: what is said of contents has to be signed as fresh by this key
    QString stateFile{};                       ///< keeps the versions that were seen; empty: for this process alone
    QString groupId{};

    [[nodiscard]] bool isSet() const { return !url.isEmpty(); }
};

/// Fields url, trust ("sha256:HEX"), authority (PEM), groupId, publishers, freshness; without a URL there are no services. `place` is named in errors: InvalidArgument.
Result<CloudOptions> cloudOptionsFromJson(const QJsonObject &json, const QString &place);
QJsonObject toJson(const CloudOptions &options);

/// "services.json" of a cache directory. Not there: no services. Errors: InvalidArgument for what is malformed, disk errors.
Result<CloudOptions> loadCloudOptions(const QString &cacheDirectory);
/// Written by "freshetctl services use". An empty `options` removes the file.
Result<void> saveCloudOptions(const QString &cacheDirectory, const CloudOptions &options);

/// Where CloudMemory is kept for that cache directory.
QString cloudStateFile(const QString &cacheDirectory);

/// "sha256:HEX", also with colons between the digits. Error: InvalidArgument.
Result<Sha256Digest> parseFingerprint(const QString &text);

} // namespace freshet
