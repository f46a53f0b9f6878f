// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/UpdateSteps.h"

#include "app/ctl/FileInput.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

namespace freshet::desktop {

using namespace Qt::StringLiterals;
using Step = UpdateProduct::Step;

namespace {

/// That is next.
const update::PackFile &packOf(const FollowedProduct &product)
{
    return product.offer->packs[product.plan.routes.best.edges[product.nextEdge]];
}

} // namespace

UpdateSteps::UpdateSteps(FollowedProducts &products)
    : m_products(products)
    , m_clock(products.engine().clock())
{
}

void UpdateSteps::begin(FollowedProduct &product)
{
    product.nextEdge = 0;
    product.before = {};
    product.there = {};
    product.row.sources = {};
    product.row.received = {};
    applyNext(product);
}

void UpdateSteps::applyNext(FollowedProduct &product)
{
    product.row.job.reset();
    product.files = {};
    product.repair.reset();
    product.row.unlike.clear();
    if (product.nextEdge >= product.plan.routes.best.edges.size()) {
        product.row.route = UpdateRoute{};
        product.row.alternatives.clear();
        product.row.modified.clear();
        return m_products.end(product);
    }
    if (product.plan.isRepair)
        return startRepair(product);
    const update::PackFile pack = packOf(product);
    product.files.bytes = pack.size;
    const QString file = QDir(product.directory).filePath(pack.name);
    const QString directory = product.besideManifest();
    const QString beside = directory.isEmpty() ? QString() : QDir(directory).filePath(pack.name);
    // It may be there already: from before an interruption, or beside the manifest.
    m_products.run<QString>(
        product, Step::Fetching,
        [pack, file, beside] {
            tasks::Outcome<QString> outcome;
            outcome.result = update::isPack(file, pack)                          ? file
                             : !beside.isEmpty() && update::isPack(beside, pack) ? beside
                                                                                 : QString();
            return outcome;
        },
        [this, file](FollowedProduct &looked, const Result<QString> &there) {
            if (!there || there->isEmpty())
                return fetchPack(looked, file);
            looked.files.pack = *there;
            looked.row.received = looked.there += Bytes{looked.files.bytes};
            applyPack(looked);
        });
}

std::optional<DownloadRequest> UpdateSteps::requestFor(FollowedProduct &product, const update::PackFile &pack)
{
    DownloadRequest request;
    request.contentId = pack.contentId;
    request.priority = Priority::Background;
    if (const QString directory = product.besideManifest(); !directory.isEmpty()) {
        const QString beside = QDir(directory).filePath(pack.name + u".torrent"_s);
        if (auto metainfo = ctl::readSmallFile(beside, 64_MiB, ErrorCode::MetaTooLarge)) {
            request.subject = LocalMetadata{.file = std::move(*metainfo), .displayPath = pack.name};
            return request;
        }
    }
    const QUrl base(product.hasUrl() ? product.manifest : product.offer->sources.value(0));
    if (!base.isValid() || base.isEmpty()) {
        m_products.end(product, Error{.code = ErrorCode::NoSource, .operation = u"update"_s, .object = pack.name});
        return std::nullopt;
    }
    request.subject =
        MetadataUrl{base.resolved(QUrl(QString::fromLatin1(QUrl::toPercentEncoding(pack.name)) + u".torrent"_s))};
    return request;
}

void UpdateSteps::fetchPack(FollowedProduct &product, const QString &file)
{
    const update::PackFile &pack = packOf(product);
    auto request = requestFor(product, pack);
    if (!request)
        return;
    request->wholeDigest = pack.digest;
    QFile::remove(file); // not the pack, or it would have been taken
    m_products.fetch(product, std::move(*request), file, [this, file](FollowedProduct &arrived) {
        arrived.files.pack = file;
        applyPack(arrived);
    });
}

void UpdateSteps::startRepair(FollowedProduct &product)
{
    using Made = std::shared_ptr<update::RepairFetch>;
    m_products.run<Made>(
        product, Step::Fetching,
        [tree = product.row.tree, offer = product.offer, pack = packOf(product), beside = product.besideManifest(),
         difference = product.plan.difference, before = product.files,
         &clock = m_clock] { return tasks::repair(tree, *offer, pack, beside, difference, before, clock); },
        [this](FollowedProduct &looked, const Result<Made> &made) {
            if (!made)
                return m_products.end(looked, made.error());
            looked.repair = *made;
            nextRepair(looked, {});
        });
}

void UpdateSteps::nextRepair(FollowedProduct &product, const QString &arrived)
{
    using Next = std::optional<update::RepairFetch::Step>;
    product.before = product.row.sources;
    product.row.job.reset();
    m_products.run<Next>(
        product, Step::Fetching,
        [repair = product.repair, arrived] {
            tasks::Outcome<Next> outcome;
            const auto put = arrived.isEmpty() ? Result<void>() : repair->put(arrived);
            if (!arrived.isEmpty())
                QFile::remove(arrived);
            outcome.result = put ? repair->next() : Result<Next>(std::unexpected(put.error()));
            return outcome;
        },
        [this](FollowedProduct &asked, const Result<Next> &next) {
            if (!next)
                return m_products.end(asked, next.error());
            if (!*next) {
                asked.files.bytes = asked.repair->fullBytes()
                                    + (asked.files.bytes > 0 ? asked.files.bytes : asked.repair->forwardBytes());
                asked.files.pack = asked.repair->forwardFile();
                asked.files.full = asked.repair->fullFile();
                return applyPack(asked);
            }
            auto request = requestFor(asked, (*next)->pack);
            if (!request)
                return;
            for (const delta::PackRange &range : (*next)->ranges)
                request->ranges.push_back({.first = Bytes{range.begin}, .last = Bytes{range.end - 1}});
            const QString file = QDir(asked.directory).filePath(u"pack.ranges"_s);
            QFile::remove(file);
            m_products.fetch(asked, std::move(*request), file,
                             [this, file](FollowedProduct &there) { nextRepair(there, file); });
        });
}

void UpdateSteps::applyPack(FollowedProduct &product)
{
    product.row.job.reset();
    product.brake->set(false);
    product.row.built = {};
    m_products.run<tasks::Applied>(
        product, Step::Applying,
        [tree = product.row.tree, offer = product.offer, pack = packOf(product), files = product.files,
         progress = m_products.progress(product), &clock = m_clock] {
            update::Installation::Change how;
            how.progress = progress;
            return tasks::apply(tree, *offer, pack, files, how, clock);
        },
        [this](FollowedProduct &applied, const Result<tasks::Applied> &outcome) {
            if (!outcome)
                return m_products.end(applied, outcome.error());
            applied.before = applied.row.sources;
            if (!outcome->unlike.empty()) {
                applied.files.unlike = outcome->unlike;
                for (const std::string &path : outcome->unlike)
                    applied.row.unlike.append(QString::fromStdString(path));
                return startRepair(applied);
            }
            ++applied.nextEdge;
            applyNext(applied);
        });
}

void UpdateSteps::rollBack(const QString &tree, std::function<void(FollowedProduct &)> then)
{
    FollowedProduct *product = m_products.idle(tree);
    if (!product)
        return;
    product->row.error.reset();
    m_products.run<void>(
        *product, Step::RollingBack, [tree, &clock = m_clock] { return tasks::rollBack(tree, clock); },
        [this, then = std::move(then)](FollowedProduct &back, const Result<void> &outcome) {
            if (!outcome)
                return m_products.end(back, outcome.error());
            back.row.route.reset(); // planned for what was installed before
            back.row.alternatives.clear();
            back.row.sources = {};
            then(back);
        });
}

} // namespace freshet::desktop
