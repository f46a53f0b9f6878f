// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/FileInput.h"
#include "app/ctl/FileOutput.h"
#include "app/ctl/Table.h"
#include "app/ctl/UpdateParts.h"
#include "core/meta/Metainfo.h"
#include "core/meta/NameRules.h"
#include "core/meta/SourceUrl.h"
#include "core/store/FileHasher.h"
#include "ui/text/Amounts.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <map>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultDays = 90;

/// The key in `path`; a new one, with its public half beside it, where there is none.
Result<update::SigningKey> signingKey(const QString &path)
{
    if (QFileInfo::exists(path)) {
        const auto pem = readSmallFile(path, 64_KiB, ErrorCode::InvalidArgument);
        return pem ? update::SigningKey::fromPem(*pem) : Result<update::SigningKey>(std::unexpected(pem.error()));
    }
    auto key = update::SigningKey::generate();
    if (!key)
        return key;
    const auto secret = openOutput(path);
    const auto open = openOutput(path + u".pub"_s);
    if (!secret || !open)
        return std::unexpected(!secret ? secret.error() : open.error());
    if (auto written = writeFileAtomically(*secret, key->toPem(), FileReaders::Owner); !written)
        return std::unexpected(written.error());
    if (auto written = writeFileAtomically(*open, update::publicKeyToPem(key->publicKey())); !written)
        return std::unexpected(written.error());
    return key;
}

Result<void> describePack(const QString &path, const QStringList &sources, update::PackFile &pack)
{
    auto hashes = hashFileForPublishing(path);
    if (!hashes)
        return std::unexpected(hashes.error());
    std::vector<std::string> urls;
    for (const QString &source : sources)
        urls.push_back(resolveSourceUrl(source.toStdString(), pack.name.toStdString()));
    const auto metainfo = buildMetainfo(pack.name.toStdString(), std::move(*hashes), std::move(urls));
    if (!metainfo)
        return std::unexpected(metainfo.error());
    pack.contentId = metainfo->contentId;
    const auto place = openOutput(path + u".torrent"_s);
    if (!place)
        return std::unexpected(place.error());
    return writeFileAtomically(*place, QByteArray::fromStdString(encodeMetainfo(*metainfo)));
}

} // namespace

int updatePublish(const QStringList &given)
{
    Arguments arguments(
        u"update publish"_s,
        tr("Makes the packs of a series of releases, oldest first, and the signed manifest PRODUCT.manifest in "
           "--output: the full pack of the "
           "newest, a pack from each to the next, direct ones to the newest from the last few and from checkpoints. "
           "Packs that are there already are kept. A "
           "release is a directory, "
           "or a package (.deb, .tar, .tar.gz, .tar.xz, .tar.zst, .zip, .7z). Each pack is proven by rebuilding every "
           "file."),
        u"  freshetctl update publish --product app --output site --key app.key --source https://updates.example/ "
        u"1.0=app-1.0/ "
        "1.1=app-1.1/"_s);
    arguments.positional(u"VERSION=PATH"_s, tr("A release; several, oldest first."), u"VERSION=PATH..."_s);
    arguments.option(u"product"_s, tr("The product's name."), u"NAME"_s);
    arguments.option(u"output"_s, tr("Where manifest, packs and their metadata go."), u"DIR"_s);
    arguments.option(u"key"_s,
                     tr("Ed25519 key (PEM) to sign with; made when it is not there, and its public half as FILE.pub."),
                     u"FILE"_s);
    arguments.option(u"source"_s,
                     tr("URL of a directory that will serve --output; may be given several times. Ends with a slash."),
                     u"URL"_s);
    arguments.option(u"direct"_s, tr("Direct packs from so many releases before the previous one (default: 3)."),
                     u"N"_s);
    arguments.option(u"checkpoint"_s,
                     tr("A direct pack from this release, too, however old it is; may be given several times."),
                     u"VERSION"_s);
    arguments.option(u"order"_s,
                     tr("Machines with release FROM go back to release TO, which they would refuse otherwise; may be "
                        "given several times, for as long as it holds."),
                     u"FROM=TO"_s);
    arguments.option(u"days"_s, tr("How long the manifest is valid (default: %1).").arg(defaultDays), u"N"_s);
    arguments.option(u"notes"_s, tr("What is new in the newest release."), u"TEXT"_s);
    arguments.option(
        u"express"_s,
        tr("Each file of a pack can be fetched by itself: larger packs, of which a machine with changed files "
           "fetches less."));
    arguments.option(u"zstd"_s, tr("Compress with zstd alone: about 5 % larger, quicker to apply."));
    if (const auto exit = arguments.parse(given, 1, 1000))
        return *exit;
    for (const QString &needed : {u"product"_s, u"output"_s, u"key"_s, u"source"_s})
        if (!arguments.isSet(needed))
            return arguments.usageError(tr("--%1 is missing.").arg(needed));
    update::PublishRequest request{.product = arguments.value(u"product"_s), .directory = arguments.value(u"output"_s)};
    if (brokenNameRule(request.product.toStdString()))
        return arguments.usageError(tr("The product's name is to be usable as a file name."));
    request.sources = arguments.values(u"source"_s);
    for (const QString &source : request.sources)
        if (!isSourceUrl(source.toStdString()) || !source.endsWith(u'/'))
            return arguments.usageError(
                tr("\"%1\" is not the http or https URL of a directory, ending with a slash.").arg(source));
    bool isNumber = true;
    const int days = arguments.isSet(u"days"_s) ? arguments.value(u"days"_s).toInt(&isNumber) : defaultDays;
    if (!isNumber || days < 1 || days > 36'500)
        return arguments.usageError(tr("--days takes a number from 1 to %1.").arg(36'500));
    if (arguments.isSet(u"direct"_s)) {
        request.direct = arguments.value(u"direct"_s).toUInt(&isNumber);
        if (!isNumber || request.direct > 100)
            return arguments.usageError(tr("--direct takes a number from 0 to 100."));
    }
    request.checkpoints = arguments.values(u"checkpoint"_s);
    for (const QString &order : arguments.values(u"order"_s))
        request.orders.emplace_back(order.section(u'=', 0, 0), order.section(u'=', 1));
    request.expires = SystemClock().wall() + std::chrono::days{days};
    request.notes = arguments.value(u"notes"_s);
    request.express = arguments.isSet(u"express"_s);
    request.options.effort = arguments.isSet(u"zstd"_s) ? delta::Effort::Zstd : delta::Effort::Smallest;
    const auto key = signingKey(arguments.value(u"key"_s));
    if (!key)
        return report(key.error());
    const auto series = openSeries(arguments.positionals(), request.directory);
    if (!series)
        return report(series.error());
    StatusLine line;
    request.options.progress = [&line](std::uint64_t done, std::uint64_t all) {
        line.show(tr("Comparing %1 of %2").arg(text::bytes(Bytes{done}), text::bytes(Bytes{all})));
        return true;
    };
    request.describe = [&request](const QString &path, update::PackFile &pack) {
        return describePack(path, request.sources, pack);
    };
    request.made = [&line](const update::PackFile &pack, const delta::DeltaReport &made) {
        line.clear();
        printOut(tr("%1  %2  (%3 by copies, %4 by dictionary, %5 whole, %6 opened)")
                     .arg(pack.name, text::bytes(Bytes{pack.size}))
                     .arg(made.files[2])
                     .arg(made.files[3])
                     .arg(made.files[4])
                     .arg(made.opened));
    };
    const auto manifest = update::publish(request, *series, *key);
    line.clear();
    if (!manifest)
        return report(manifest.error());
    printOut(tr("%1 %2 is published: manifest %3 with %4 packs.")
                 .arg(manifest->product, manifest->releases.back().version)
                 .arg(manifest->number)
                 .arg(manifest->packs.size()));
    return Success;
}

int updateCompare(const QStringList &given)
{
    Arguments arguments(
        u"update compare"_s,
        tr("Prints what updates of a series of releases, oldest first, cost by four schemes, from each to the "
           "next and from each to the newest: bytes to download, bytes on the server for that release, bytes "
           "on the client's disk. Full: everything. Express: packs of which each file can be fetched by "
           "itself, one per release it may come from. Paired: from each release back to the first and forward "
           "from it. Forward-only: forward alone, the way back is made by the client."),
        u"  freshetctl update compare 1.0=app-1.0/ 1.1=app-1.1/ 1.2=app-1.2/"_s);
    arguments.positional(u"VERSION=PATH"_s, tr("A release; at least two, oldest first."), u"VERSION=PATH..."_s);
    if (const auto exit = arguments.parse(given, 2, 20))
        return *exit;
    const QTemporaryDir work;
    const auto series = openSeries(arguments.positionals(), work.path());
    if (!series)
        return report(series.error());
    const QString path = work.filePath(u"pack"_s);
    struct Sizes {
        std::uint64_t pack = 0;
        std::uint64_t back = 0;
    };
    std::map<std::tuple<int, int, bool>, Sizes> known;
    std::optional<Error> wrong;
    // -1: the empty tree.
    const auto measure = [&](int from, int to, bool express) -> Sizes {
        const auto [it, isNew] = known.try_emplace({from, to, express});
        if (!isNew || wrong)
            return it->second;
        const update::ReleaseTree *old = from < 0 ? nullptr : &(*series)[static_cast<std::size_t>(from)];
        const update::ReleaseTree &fresh = (*series)[static_cast<std::size_t>(to)];
        const auto made = update::writePack(old, fresh, path, {.cut = express ? std::uint64_t{1} : delta::blockSize});
        const auto back =
            made && old && from < to && !express ? update::reverseSize(*old, fresh, path) : Result<std::uint64_t>(0);
        if (!made || !back)
            wrong = !made ? made.error() : back.error();
        else
            it->second = {made->packSize, *back};
        return it->second;
    };
    const auto size = [&measure](int from, int to, bool express = false) { return measure(from, to, express).pack; };
    const int last = static_cast<int>(series->size()) - 1;
    const auto name = [&](int i) { return (*series)[static_cast<std::size_t>(i)].version(); };
    const auto cell = [](std::uint64_t bytes) { return QString::number(bytes); };
    QList<QStringList> table{{tr("Update"), tr("Scheme"), tr("Download"), tr("On the server"), tr("On the client")}};
    // What a client keeps for the way back after its update from `from`, and what a server keeps for those who may come from any release
    // before `to`.
    const auto row = [&](int from, int to) {
        const QString step = name(from) + u" -> "_s + name(to);
        std::uint64_t express = 0;
        std::uint64_t direct = 0;
        for (int other = 0; other < to; ++other) {
            express += size(other, to, true);
            direct += size(other, to);
        }
        table << QStringList{step, tr("full"), cell(size(-1, to)), cell(size(-1, to)), cell(0)};
        table << QStringList{step, tr("express"), cell(size(from, to, true)), cell(express), cell(0)};
        // The way back to the first release came with the last update: it lies on the client's disk.
        table << QStringList{step, tr("paired"), cell(size(0, to) + size(to, 0)), cell(size(0, to) + size(to, 0)),
                             cell(size(to, 0))};
        table << QStringList{step, tr("forward-only"), cell(size(from, to)), cell(direct),
                             cell(measure(from, to, false).back)};
    };
    for (int from = 0; from < last && !wrong; ++from)
        row(from, from + 1);
    for (int from = 0; from + 1 < last && !wrong; ++from)
        row(from, last);
    if (wrong)
        return report(*wrong);
    printOut(aligned(table, {2, 3, 4}));
    return Success;
}

} // namespace freshet::ctl
