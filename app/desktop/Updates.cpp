// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Updates.h"

#include "app/ctl/FileInput.h"
#include "app/ctl/FileOutput.h"
#include "core/base/DisplayUrl.h"
#include "core/base/UpdateError.h"
#include "core/policy/UrlPolicy.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace freshet::desktop {

using namespace Qt::StringLiterals;
using Step = UpdateProduct::Step;

namespace {

bool isUrl(const QString &manifest)
{
    return manifest.contains(u"://"_s);
}

SourceBytes sourcesOf(const JobRow &row)
{
    return {
        .from = {row.fromLanPeers, row.fromGroupPeers, row.fromInternetPeers, row.fromCacheServer, row.fromHttpOrigin},
        .to = {},
        .wasted = row.wasted};
}

Result<update::PublicKey> readKey(const QString &file)
{
    const auto pem = ctl::readSmallFile(file, 64_KiB, ErrorCode::InvalidArgument);
    if (!pem)
        return std::unexpected(pem.error());
    return update::publicKeyFromPem(*pem);
}

Result<QByteArray> readManifest(const QString &file)
{
    return ctl::readSmallFile(file, Bytes{static_cast<std::uint64_t>(update::maximumManifest)},
                              UpdateError::ManifestSyntax);
}

} // namespace

Updates::Updates(SnapshotSource &engine, QString file)
    : m_engine(engine)
    , m_file(std::move(file))
{
    m_worker.setMaxThreadCount(1);
    m_worker.setThreadPriority(QThread::LowestPriority);
    connect(&engine, &SnapshotSource::changed, this, &Updates::onEngineChanged);
    load();
}

Updates::~Updates()
{
    m_worker.clear();
    m_worker.waitForDone();
}

Updates::Product *Updates::find(const QString &tree)
{
    const auto it = m_products.find(tree);
    return it == m_products.end() ? nullptr : &it->second;
}

Updates::Product *Updates::idle(const QString &tree)
{
    Product *product = find(tree);
    return product && product->row.step == Step::Idle ? product : nullptr;
}

void Updates::load()
{
    const auto text = ctl::readSmallFile(m_file, 1_MiB, ErrorCode::InvalidArgument);
    if (!text)
        return; // the first start
    for (const QJsonValue &value : QJsonDocument::fromJson(*text).array()) {
        const QJsonObject json = value.toObject();
        Product product;
        product.row.tree = json.value("tree"_L1).toString();
        product.manifest = json.value("manifest"_L1).toString();
        product.row.manifest = isUrl(product.manifest) ? displayUrl(QUrl(product.manifest)) : product.manifest;
        product.keyFile = json.value("key"_L1).toString();
        if (!product.row.tree.isEmpty())
            m_products.emplace(product.row.tree, std::move(product));
    }
    for (auto &[tree, product] : m_products)
        run<void>(
            product, Step::Checking, [tree = tree, &clock = m_engine.clock()] { return tasks::look(tree, clock); },
            [this](Product &looked, Result<void> outcome) {
                end(looked, outcome ? std::nullopt : std::optional(outcome.error()));
            });
    publish();
}

void Updates::save() const
{
    QJsonArray all;
    for (const auto &[tree, product] : m_products)
        all.append(QJsonObject{{u"tree"_s, tree}, {u"manifest"_s, product.manifest}, {u"key"_s, product.keyFile}});
    if (const auto place = ctl::openOutput(m_file))
        // A failure costs the list at the next start, and nothing of what is installed.
        (void)ctl::writeFileAtomically(*place, QJsonDocument(all).toJson(), ctl::FileReaders::Owner);
}

void Updates::publish()
{
    auto table = std::make_shared<UpdateTable>();
    for (const auto &[tree, product] : m_products)
        table->push_back(product.row);
    m_table = std::move(table);
    Q_EMIT changed();
}

Result<void> Updates::add(const QString &given, const QString &manifest, const QString &keyFile)
{
    const auto invalid = [](const QString &object, const QString &detail) {
        return std::unexpected(Error{
            .code = ErrorCode::InvalidArgument, .operation = u"add product"_s, .object = object, .detail = detail});
    };
    if (given.trimmed().isEmpty() || !QDir::isAbsolutePath(given.trimmed()))
        return invalid(given, u"the tree's absolute path is expected"_s);
    const QString tree = QDir::cleanPath(given.trimmed());
    if (find(tree))
        return invalid(tree, u"it is looked after already"_s);
    if (const auto key = readKey(keyFile.trimmed()); !key)
        return std::unexpected(key.error());
    if (isUrl(manifest)) {
        if (const auto allowed = checkUrl(QUrl(manifest.trimmed(), QUrl::StrictMode)); !allowed)
            return std::unexpected(allowed.error());
    } else if (const auto file = readManifest(manifest.trimmed()); !file) {
        return std::unexpected(file.error());
    }
    Product product;
    product.row.tree = tree;
    product.manifest = isUrl(manifest) ? manifest.trimmed() : QDir::current().absoluteFilePath(manifest.trimmed());
    product.row.manifest = isUrl(manifest) ? displayUrl(QUrl(product.manifest)) : product.manifest;
    product.keyFile = QDir::current().absoluteFilePath(keyFile.trimmed());
    m_products.emplace(tree, std::move(product));
    save();
    check(tree);
    return {};
}

void Updates::remove(const QString &tree)
{
    if (m_products.erase(tree) == 0)
        return;
    save();
    publish();
}

template <typename T>
void Updates::run(Product &product, Step step, std::function<tasks::Outcome<T>()> work,
                  std::function<void(Product &, Result<T>)> then)
{
    product.row.step = step;
    publish();
    m_worker.start([this, tree = product.row.tree, work = std::move(work), then = std::move(then)] {
        auto outcome = std::make_shared<tasks::Outcome<T>>(work());
        QMetaObject::invokeMethod(
            this,
            [this, tree, outcome, then] {
                Product *after = find(tree);
                if (!after)
                    return;
                if (outcome->remembered)
                    remember(*after, *outcome->remembered);
                then(*after, std::move(outcome->result));
            },
            Qt::QueuedConnection);
    });
}

void Updates::remember(Product &product, const tasks::Remembered &remembered)
{
    if (!remembered.product.isEmpty())
        product.row.product = remembered.product;
    product.row.installed = remembered.installed;
    product.row.rollbackTo = remembered.rollbackTo;
    product.row.rollbackBytes = remembered.rollbackBytes;
    product.row.history = remembered.history;
    product.directory = remembered.directory;
}

void Updates::end(Product &product, std::optional<Error> error)
{
    product.row.step = Step::Idle;
    product.row.job.reset();
    product.row.error = std::move(error);
    product.applies = false;
    product.arrived = {};
    publish();
}

void Updates::check(const QString &tree)
{
    Product *product = idle(tree);
    if (!product)
        return;
    product->row.error.reset();
    if (!isUrl(product->manifest))
        return checkFile(*product, product->manifest);
    const QString file =
        QFileInfo(m_file).absoluteDir().filePath(u"manifest-%1"_s.arg(QString::number(qHash(product->row.tree), 16)));
    QFile::remove(file); // of an earlier check that was cut off
    DownloadRequest request;
    request.subject = ContentUrl{.url = QUrl(product->manifest, QUrl::StrictMode), .pieceHashFile = {}};
    request.priority = Priority::Foreground; // it is small, and somebody waits
    product->row.step = Step::Checking;
    fetch(*product, std::move(request), file, [this, file](Product &arrived) {
        if (arrived.row.job) // nobody wants to see it among the transfers
            m_engine.commands().forget(*arrived.row.job, {});
        arrived.row.job.reset();
        checkFile(arrived, file);
    });
}

void Updates::checkFile(Product &product, const QString &file)
{
    const auto key = readKey(product.keyFile);
    if (!key)
        return end(product, key.error());
    const auto manifest = readManifest(file);
    if (file != product.manifest)
        QFile::remove(file);
    if (!manifest)
        return end(product, manifest.error());
    run<tasks::Checked>(
        product, Step::Checking,
        [tree = product.row.tree, manifest = *manifest, key = *key, &clock = m_engine.clock()] {
            return tasks::check(tree, manifest, key, clock);
        },
        [this](Product &checked, Result<tasks::Checked> outcome) {
            if (!outcome)
                return end(checked, outcome.error());
            UpdateProduct &row = checked.row;
            checked.offer = outcome->manifest;
            checked.plan = outcome->plan;
            row.product = checked.offer->product;
            row.newest = checked.offer->releases.back().version;
            row.notes = checked.offer->releases.back().notes;
            row.modified = outcome->modified;
            row.route = tasks::describe(*checked.offer, checked.plan.best);
            row.alternatives.clear();
            for (const delta::Route &route : checked.plan.alternatives)
                row.alternatives.push_back(tasks::describe(*checked.offer, route));
            row.checkedAt = m_engine.clock().wall();
            if (!std::exchange(checked.applies, false) || checked.plan.best.edges.empty())
                return end(checked);
            checked.nextEdge = 0;
            checked.before = {};
            row.sources = {};
            applyNext(checked);
        });
}

void Updates::apply(const QString &tree)
{
    Product *product = idle(tree);
    if (!product)
        return;
    product->applies = true; // what is there is looked at first: it may have changed since
    check(tree);
}

void Updates::applyNext(Product &product)
{
    product.row.job.reset();
    if (product.nextEdge >= product.plan.best.edges.size()) {
        product.row.route = UpdateRoute{};
        product.row.alternatives.clear();
        product.row.modified.clear();
        return end(product);
    }
    const update::PackFile pack = product.offer->packs[product.plan.best.edges[product.nextEdge]];
    const QString file = QDir(product.directory).filePath(pack.name);
    const QString beside =
        isUrl(product.manifest) ? QString() : QFileInfo(product.manifest).absoluteDir().filePath(pack.name);
    // It may be there already: from before an interruption, or beside the manifest.
    run<QString>(
        product, Step::Fetching,
        [pack, file, beside] {
            tasks::Outcome<QString> outcome;
            outcome.result = tasks::isPack(file, pack)                          ? file
                             : !beside.isEmpty() && tasks::isPack(beside, pack) ? beside
                                                                                : QString();
            return outcome;
        },
        [this, file](Product &looked, const Result<QString> &there) {
            if (there && !there->isEmpty())
                return applyPack(looked, *there);
            fetchPack(looked, file);
        });
}

void Updates::fetchPack(Product &product, const QString &file)
{
    const update::PackFile &pack = product.offer->packs[product.plan.best.edges[product.nextEdge]];
    DownloadRequest request;
    request.contentId = pack.contentId;
    request.wholeDigest = pack.digest;
    request.priority = Priority::Background;
    if (!isUrl(product.manifest)) {
        const QString beside = QFileInfo(product.manifest).absoluteDir().filePath(pack.name + u".torrent"_s);
        if (auto metainfo = ctl::readSmallFile(beside, 64_MiB, ErrorCode::MetaTooLarge))
            request.subject = LocalMetadata{.file = std::move(*metainfo), .displayPath = pack.name};
    }
    if (!std::holds_alternative<LocalMetadata>(request.subject)) {
        const QUrl base(isUrl(product.manifest) ? product.manifest : product.offer->sources.value(0));
        if (!base.isValid() || base.isEmpty())
            return end(product, Error{.code = ErrorCode::NoSource, .operation = u"update"_s, .object = pack.name});
        request.subject =
            MetadataUrl{base.resolved(QUrl(QString::fromLatin1(QUrl::toPercentEncoding(pack.name)) + u".torrent"_s))};
    }
    QFile::remove(file); // not the pack, or it would have been taken
    fetch(product, std::move(request), file, [this, file](Product &arrived) { applyPack(arrived, file); });
}

void Updates::applyPack(Product &product, const QString &file)
{
    const update::PackFile pack = product.offer->packs[product.plan.best.edges[product.nextEdge]];
    product.row.job.reset();
    run<void>(
        product, Step::Applying,
        [tree = product.row.tree, offer = product.offer, pack, file, &clock = m_engine.clock()] {
            return tasks::apply(tree, *offer, pack, file, clock);
        },
        [this](Product &applied, const Result<void> &outcome) {
            if (!outcome)
                return end(applied, outcome.error());
            applied.before = applied.row.sources;
            ++applied.nextEdge;
            applyNext(applied);
        });
}

void Updates::fetch(Product &product, DownloadRequest request, const QString &file, std::function<void(Product &)> then)
{
    auto place = ctl::openOutput(file);
    if (!place)
        return end(product, place.error());
    request.directory = std::move(place->directory);
    request.fileName = place->fileName;
    request.displayPath = place->path;
    request.caller = u"freshet update"_s;
    product.arrived = std::move(then);
    product.seen = false;
    publish();
    m_engine.commands().submit(std::move(request), [this, tree = product.row.tree](const Result<JobId> &job) {
        Product *asked = find(tree);
        if (!asked)
            return;
        if (!job)
            return end(*asked, job.error());
        asked->row.job = *job;
        publish();
        onEngineChanged();
    });
}

void Updates::onEngineChanged()
{
    const auto snapshot = m_engine.snapshot();
    bool any = false;
    std::vector<std::function<void()>> next; // what follows changes the products
    for (auto &[tree, product] : m_products) {
        if (!product.row.job || !product.arrived)
            continue;
        const JobRow *row = snapshot->find(*product.row.job);
        if (!row) {
            // Not in a picture yet, or somebody took it away.
            if (product.seen)
                next.emplace_back([this, &gone = product] { end(gone); });
            continue;
        }
        any = true;
        product.seen = true;
        const bool isPack = product.row.step != Step::Checking;
        if (isPack) {
            product.row.step = row->state == JobState::Paused ? Step::Paused : Step::Fetching;
            product.row.sources = product.before;
            product.row.sources += sourcesOf(*row);
            product.row.received = row->received();
        }
        if (row->state == JobState::Failed)
            next.emplace_back([this, &failed = product, error = row->reason.error.value_or(Error{})] {
                failed.row.received = {};
                end(failed, error);
            });
        else if (row->state == JobState::Complete || row->state == JobState::Caching)
            next.emplace_back([&done = product] {
                done.row.received = {};
                std::exchange(done.arrived, {})(done);
            });
    }
    for (const auto &step : next)
        step();
    if (any)
        publish();
}

void Updates::pause(const QString &tree)
{
    if (const Product *product = find(tree); product && product->row.job && product->row.step == Step::Fetching)
        m_engine.commands().pause(*product->row.job, {});
}

void Updates::resume(const QString &tree)
{
    if (const Product *product = find(tree); product && product->row.job && product->row.step == Step::Paused)
        m_engine.commands().resume(*product->row.job, {});
}

void Updates::cancel(const QString &tree)
{
    Product *product = find(tree);
    if (!product || !product->row.job || !product->arrived)
        return;
    m_engine.commands().cancel(*product->row.job, {});
    product->row.received = {};
    end(*product);
}

void Updates::rollBack(const QString &tree)
{
    Product *product = idle(tree);
    if (!product)
        return;
    product->row.error.reset();
    run<void>(
        *product, Step::RollingBack, [tree, &clock = m_engine.clock()] { return tasks::rollBack(tree, clock); },
        [this](Product &back, const Result<void> &outcome) {
            if (outcome) {
                back.row.route.reset(); // planned for what was installed before
                back.row.alternatives.clear();
                back.row.sources = {};
            }
            end(back, outcome ? std::nullopt : std::optional(outcome.error()));
        });
}

void Updates::verify(const QString &tree)
{
    Product *product = idle(tree);
    if (!product)
        return;
    product->row.error.reset();
    run<QStringList>(
        *product, Step::Verifying, [tree, &clock = m_engine.clock()] { return tasks::verify(tree, clock); },
        [this](Product &verified, const Result<QStringList> &modified) {
            if (modified) {
                verified.row.modified = *modified;
                verified.row.verifiedAt = m_engine.clock().wall();
            }
            end(verified, modified ? std::nullopt : std::optional(modified.error()));
        });
}

} // namespace freshet::desktop
