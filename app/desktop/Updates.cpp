// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/Updates.h"

#include "app/ctl/FileInput.h"
#include "app/ctl/FileOutput.h"
#include "core/base/DisplayUrl.h"
#include "core/base/UpdateError.h"
#include "core/policy/UrlPolicy.h"
#include "core/update/BackgroundWork.h"

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

void Updates::Brake::set(bool isOn)
{
    const std::scoped_lock lock(m_mutex);
    m_isOn = isOn;
    m_changed.notify_all();
}

void Updates::Brake::pass(QThreadPool &pool)
{
    std::unique_lock lock(m_mutex);
    if (!m_isOn)
        return;
    pool.releaseThread(); // others go on meanwhile
    m_changed.wait(lock, [this] { return !m_isOn; });
    pool.reserveThread();
}

Updates::Updates(SnapshotSource &engine, QString file)
    : m_engine(engine)
    , m_file(std::move(file))
{
    m_worker.setMaxThreadCount(1);
    connect(&engine, &SnapshotSource::changed, this, &Updates::onEngineChanged);
    load();
}

Updates::~Updates()
{
    for (const auto &[tree, product] : m_products)
        product.brake->set(false);
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
    if (Product *product = find(tree))
        product->brake->set(false);
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
        update::workInBackground();
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
    product.repair.reset();
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
            row.newest = outcome->target.version;
            row.notes = outcome->target.notes;
            row.modified = outcome->modified;
            row.route = tasks::describe(*checked.offer, checked.plan.routes.best);
            row.alternatives.clear();
            for (const delta::Route &route : checked.plan.routes.alternatives)
                row.alternatives.push_back(tasks::describe(*checked.offer, route));
            row.checkedAt = m_engine.clock().wall();
            if (!std::exchange(checked.applies, false) || checked.plan.routes.best.edges.empty())
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

const update::PackFile &Updates::packOf(const Product &product) const
{
    return product.offer->packs[product.plan.routes.best.edges[product.nextEdge]];
}

QString Updates::besideManifest(const Product &product)
{
    return isUrl(product.manifest) ? QString() : QFileInfo(product.manifest).absolutePath();
}

void Updates::applyNext(Product &product)
{
    product.row.job.reset();
    product.files = {};
    product.repair.reset();
    if (product.nextEdge >= product.plan.routes.best.edges.size()) {
        product.row.route = UpdateRoute{};
        product.row.alternatives.clear();
        product.row.modified.clear();
        return end(product);
    }
    if (product.plan.isRepair)
        return startRepair(product);
    const update::PackFile pack = packOf(product);
    product.files.bytes = pack.size;
    const QString file = QDir(product.directory).filePath(pack.name);
    const QString directory = besideManifest(product);
    const QString beside = directory.isEmpty() ? QString() : QDir(directory).filePath(pack.name);
    // It may be there already: from before an interruption, or beside the manifest.
    run<QString>(
        product, Step::Fetching,
        [pack, file, beside] {
            tasks::Outcome<QString> outcome;
            outcome.result = update::isPack(file, pack)                          ? file
                             : !beside.isEmpty() && update::isPack(beside, pack) ? beside
                                                                                 : QString();
            return outcome;
        },
        [this, file](Product &looked, const Result<QString> &there) {
            if (!there || there->isEmpty())
                return fetchPack(looked, file);
            looked.files.pack = *there;
            applyPack(looked);
        });
}

std::optional<DownloadRequest> Updates::requestFor(Product &product, const update::PackFile &pack)
{
    DownloadRequest request;
    request.contentId = pack.contentId;
    request.priority = Priority::Background;
    if (const QString directory = besideManifest(product); !directory.isEmpty()) {
        const QString beside = QDir(directory).filePath(pack.name + u".torrent"_s);
        if (auto metainfo = ctl::readSmallFile(beside, 64_MiB, ErrorCode::MetaTooLarge)) {
            request.subject = LocalMetadata{.file = std::move(*metainfo), .displayPath = pack.name};
            return request;
        }
    }
    const QUrl base(isUrl(product.manifest) ? product.manifest : product.offer->sources.value(0));
    if (!base.isValid() || base.isEmpty()) {
        end(product, Error{.code = ErrorCode::NoSource, .operation = u"update"_s, .object = pack.name});
        return std::nullopt;
    }
    request.subject =
        MetadataUrl{base.resolved(QUrl(QString::fromLatin1(QUrl::toPercentEncoding(pack.name)) + u".torrent"_s))};
    return request;
}

void Updates::fetchPack(Product &product, const QString &file)
{
    const update::PackFile &pack = packOf(product);
    auto request = requestFor(product, pack);
    if (!request)
        return;
    request->wholeDigest = pack.digest;
    QFile::remove(file); // not the pack, or it would have been taken
    fetch(product, std::move(*request), file, [this, file](Product &arrived) {
        arrived.files.pack = file;
        applyPack(arrived);
    });
}

void Updates::startRepair(Product &product)
{
    using Made = std::shared_ptr<update::RepairFetch>;
    run<Made>(
        product, Step::Fetching,
        [tree = product.row.tree, offer = product.offer, pack = packOf(product), beside = besideManifest(product),
         difference = product.plan.difference, before = product.files,
         &clock = m_engine.clock()] { return tasks::repair(tree, *offer, pack, beside, difference, before, clock); },
        [this](Product &looked, const Result<Made> &made) {
            if (!made)
                return end(looked, made.error());
            looked.repair = *made;
            nextRepair(looked, {});
        });
}

void Updates::nextRepair(Product &product, const QString &arrived)
{
    using Next = std::optional<update::RepairFetch::Step>;
    product.before = product.row.sources;
    product.row.job.reset();
    run<Next>(
        product, Step::Fetching,
        [repair = product.repair, arrived] {
            tasks::Outcome<Next> outcome;
            const auto put = arrived.isEmpty() ? Result<void>() : repair->put(arrived);
            if (!arrived.isEmpty())
                QFile::remove(arrived);
            outcome.result = put ? repair->next() : Result<Next>(std::unexpected(put.error()));
            return outcome;
        },
        [this](Product &asked, const Result<Next> &next) {
            if (!next)
                return end(asked, next.error());
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
            fetch(asked, std::move(*request), file, [this, file](Product &there) { nextRepair(there, file); });
        });
}

void Updates::applyPack(Product &product)
{
    product.row.job.reset();
    product.brake->set(false);
    product.row.built = {};
    run<tasks::Applied>(
        product, Step::Applying,
        [this, tree = product.row.tree, offer = product.offer, pack = packOf(product), files = product.files,
         brake = product.brake, &clock = m_engine.clock()] {
            update::Installation::Change how;
            how.progress = [this, tree, brake, shown = std::uint64_t{101}](std::uint64_t done,
                                                                           std::uint64_t all) mutable {
                const std::uint64_t percent = done * 100 / std::max<std::uint64_t>(all, 1);
                if (std::exchange(shown, percent) != percent)
                    QMetaObject::invokeMethod(this, [this, tree, percent] { onBuilt(tree, percent); });
                brake->pass(m_worker);
                return true;
            };
            return tasks::apply(tree, *offer, pack, files, how, clock);
        },
        [this](Product &applied, const Result<tasks::Applied> &outcome) {
            if (!outcome)
                return end(applied, outcome.error());
            applied.before = applied.row.sources;
            if (!outcome->unlike.empty()) {
                applied.files.unlike = outcome->unlike;
                return startRepair(applied);
            }
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

void Updates::onBuilt(const QString &tree, std::uint64_t percent)
{
    Product *product = find(tree);
    if (!product || (product->row.step != Step::Applying && product->row.step != Step::Paused))
        return;
    product->row.built = percent;
    publish();
}

void Updates::pause(const QString &tree)
{
    Product *product = find(tree);
    if (product && product->row.job && product->row.step == Step::Fetching)
        m_engine.commands().pause(*product->row.job, {});
    if (product && product->row.step == Step::Applying) {
        product->brake->set(true);
        product->row.step = Step::Paused;
        publish();
    }
}

void Updates::resume(const QString &tree)
{
    Product *product = find(tree);
    if (!product || product->row.step != Step::Paused)
        return;
    if (product->row.job)
        return m_engine.commands().resume(*product->row.job, {});
    product->row.step = Step::Applying;
    product->brake->set(false);
    publish();
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
