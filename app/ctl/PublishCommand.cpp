// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/FileOutput.h"
#include "app/ctl/MetainfoJson.h"
#include "app/ctl/ServicePublish.h"
#include "core/base/Clock.h"
#include "core/base/DisplayUrl.h"
#include "core/meta/Metainfo.h"
#include "core/meta/SourceUrl.h"
#include "core/store/FileHasher.h"
#include "ui/text/Amounts.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

int publishCommand(const QStringList &given)
{
    Arguments arguments(
        u"publish"_s, tr("Reads FILE once, prints its ContentId on standard output, and writes its content metadata."),
        u"  freshetctl publish app-2.1.pkg --source https://updates.example/app-2.1.pkg --metadata "
        u"app-2.1.pkg.torrent\n"
        "  freshetctl publish app-2.1.pkg --source https://updates.example/app-2.1.pkg --service "
        "https://updates.example:7681 "
        "--trust sha256:9f86d0… --token-file admin-token --sign-with publisher.key --product app"_s);
    arguments.positional(u"FILE"_s, tr("The file to publish; it must not change afterwards."));
    arguments.option(u"source"_s, tr("HTTP(S) URL that serves the file; may be given several times, best first."),
                     u"URL"_s);
    arguments.option(u"metadata"_s, tr("Write the content metadata to this file."), u"OUT.torrent"_s);
    arguments.option(u"name"_s, tr("Name of the content (default: the base name of FILE). Part of its identity."),
                     u"NAME"_s);
    arguments.option(u"v2-only"_s, tr("Leave out the version 1 piece hashes: older BitTorrent clients cannot join."));
    describeServicePublishing(arguments);
    arguments.option(u"json"_s, tr("Print the content metadata as JSON instead of the ContentId alone."));
    if (const auto exit = arguments.parse(given, 1, 1))
        return *exit;

    const QString path = arguments.positionals().first();
    std::vector<std::string> sources;
    for (const QString &source : arguments.values(u"source"_s)) {
        if (!isSourceUrl(source.toStdString()))
            return arguments.usageError(
                tr("\"%1\" is not an absolute http or https URL without user and password.").arg(source));
        sources.push_back(source.toStdString());
    }
    if (sources.empty())
        return arguments.usageError(tr("Give at least one --source: the URL that serves the file."));

    const auto service = readServicePublishing(arguments, SystemClock().wall());
    if (!service)
        return report(service.error());

    std::optional<OutputPlace> output;
    if (arguments.isSet(u"metadata"_s)) {
        // Before the long work, so that a wrong path is told at once.
        auto place = openOutput(arguments.value(u"metadata"_s));
        if (!place)
            return report(place.error());
        if (QFileInfo(place->path) == QFileInfo(path))
            return arguments.usageError(tr("--metadata would overwrite the file that is published."));
        output = std::move(*place);
    }

    StatusLine line;
    FileHashOptions options;
    options.hybrid = !arguments.isSet(u"v2-only"_s);
    options.progress = [&line](Bytes hashed, Bytes total) {
        line.show(tr("Hashing %1 of %2").arg(text::bytes(hashed), text::bytes(total)));
    };
    auto hashes = hashFileForPublishing(path, options);
    line.clear();
    if (!hashes)
        return report(hashes.error());

    const QString name = arguments.isSet(u"name"_s) ? arguments.value(u"name"_s) : QFileInfo(path).fileName();
    const auto metainfo = buildMetainfo(name.toStdString(), std::move(*hashes), std::move(sources));
    if (!metainfo)
        return report(metainfo.error());
    const QByteArray encoded = QByteArray::fromStdString(encodeMetainfo(*metainfo));
    if (output) {
        if (const auto written = writeFileAtomically(*output, encoded); !written)
            return report(written.error());
    }
    if (*service) {
        const auto published = publishAtService(**service, *metainfo, encoded);
        if (!published)
            return report(published.error());
        printError(tr("Registered at %1, with its metadata at %2.")
                       .arg(displayUrl((*service)->services.url), displayUrl(published->metadataUrl)));
    }
    if (arguments.isSet(u"json"_s))
        printOut(QString::fromUtf8(QJsonDocument(metainfoJson(*metainfo)).toJson(QJsonDocument::Indented)));
    else
        printOut(QString::fromLatin1(metainfo->contentId.hex()));
    return Success;
}

} // namespace freshet::ctl
