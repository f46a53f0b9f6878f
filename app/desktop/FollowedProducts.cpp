// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/FollowedProducts.h"

#include "app/ctl/FileOutput.h"
#include "core/update/BackgroundWork.h"

namespace freshet::desktop {

using namespace Qt::StringLiterals;
using Step = UpdateProduct::Step;

namespace {

SourceBytes sourcesOf(const JobRow &row)
{
    return {
        .from = {row.fromLanPeers, row.fromGroupPeers, row.fromInternetPeers, row.fromCacheServer, row.fromHttpOrigin},
        .to = {},
        .wasted = row.wasted};
}

void remember(FollowedProduct &product, const tasks::Remembered &remembered)
{
    if (!remembered.product.isEmpty())
        product.row.product = remembered.product;
    product.row.installed = remembered.installed;
    product.row.rollbackTo = remembered.rollbackTo;
    product.row.rollbackBytes = remembered.rollbackBytes;
    product.row.history = remembered.history;
    product.directory = remembered.directory;
}

} // namespace

FollowedProducts::FollowedProducts(SnapshotSource &engine)
    : m_engine(engine)
{
    m_worker.setMaxThreadCount(1);
    connect(&engine, &SnapshotSource::changed, this, &FollowedProducts::onEngineChanged);
}

FollowedProducts::~FollowedProducts()
{
    for (const auto &[tree, product] : m_all)
        product.brake->set(false);
    m_worker.clear();
    m_worker.waitForDone();
}

FollowedProduct *FollowedProducts::find(const QString &tree)
{
    const auto it = m_all.find(tree);
    return it == m_all.end() ? nullptr : &it->second;
}

FollowedProduct *FollowedProducts::idle(const QString &tree)
{
    FollowedProduct *product = find(tree);
    return product && product->row.step == Step::Idle ? product : nullptr;
}

bool FollowedProducts::remove(const QString &tree)
{
    if (const FollowedProduct *product = find(tree))
        product->brake->set(false);
    return m_all.erase(tree) > 0;
}

void FollowedProducts::start(FollowedProduct &product, Step step, std::function<Done()> work)
{
    product.row.step = step;
    Q_EMIT changed();
    m_worker.start([this, tree = product.row.tree, work = std::move(work)] {
        update::workInBackground();
        QMetaObject::invokeMethod(
            this,
            [this, tree, done = work()] {
                FollowedProduct *after = find(tree);
                if (!after)
                    return;
                if (done.remembered)
                    remember(*after, *done.remembered);
                done.then(*after);
            },
            Qt::QueuedConnection);
    });
}

void FollowedProducts::end(FollowedProduct &product, std::optional<Error> error)
{
    product.repair.reset();
    product.row.step = Step::Idle;
    product.row.job.reset();
    product.row.received = {};
    product.row.error = std::move(error);
    product.applies = false;
    product.arrived = {};
    Q_EMIT changed();
}

void FollowedProducts::fetch(FollowedProduct &product, DownloadRequest request, const QString &file,
                             std::function<void(FollowedProduct &)> then)
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
    Q_EMIT changed();
    m_engine.commands().submit(std::move(request), [this, tree = product.row.tree](const Result<JobId> &job) {
        FollowedProduct *asked = find(tree);
        if (!asked)
            return;
        if (!job)
            return end(*asked, job.error());
        asked->row.job = *job;
        Q_EMIT changed();
        onEngineChanged();
    });
}

void FollowedProducts::onEngineChanged()
{
    const auto snapshot = m_engine.snapshot();
    bool any = false;
    std::vector<std::function<void()>> next; // what follows changes the products
    for (auto &[tree, product] : m_all) {
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
            // What is proven counts before the disk has it for good.
            const Bytes proven = std::min(sourcesOf(*row).received(), row->goal());
            product.row.received = product.there + std::max(row->received(), proven);
        }
        if (row->state == JobState::Failed)
            next.emplace_back([this, &failed = product, isPack, error = row->reason.error.value_or(Error{})] {
                if (!isPack && failed.row.job) // nobody wants to see a manifest among the transfers
                    m_engine.commands().forget(*failed.row.job, {});
                end(failed, error);
            });
        else if (row->state == JobState::Complete || row->state == JobState::Caching)
            next.emplace_back([&done = product, obtained = row->received()] {
                done.there += obtained;
                std::exchange(done.arrived, {})(done);
            });
    }
    for (const auto &step : next)
        step();
    if (any)
        Q_EMIT changed();
}

std::function<bool(std::uint64_t, std::uint64_t)> FollowedProducts::progress(const FollowedProduct &product)
{
    return [this, tree = product.row.tree, brake = product.brake,
            shown = std::uint64_t{101}](std::uint64_t done, std::uint64_t all) mutable {
        const std::uint64_t percent = done * 100 / std::max<std::uint64_t>(all, 1);
        if (std::exchange(shown, percent) != percent)
            QMetaObject::invokeMethod(this, [this, tree, percent] { onBuilt(tree, percent); });
        brake->pass(m_worker);
        return true;
    };
}

void FollowedProducts::onBuilt(const QString &tree, std::uint64_t percent)
{
    FollowedProduct *product = find(tree);
    if (!product || (product->row.step != Step::Applying && product->row.step != Step::Paused))
        return;
    product->row.built = percent;
    Q_EMIT changed();
}

void FollowedProducts::pause(const QString &tree)
{
    FollowedProduct *product = find(tree);
    if (product && product->row.job && product->row.step == Step::Fetching)
        m_engine.commands().pause(*product->row.job, {});
    if (product && product->row.step == Step::Applying) {
        product->brake->set(true);
        product->row.step = Step::Paused;
        Q_EMIT changed();
    }
}

void FollowedProducts::resume(const QString &tree)
{
    FollowedProduct *product = find(tree);
    if (!product || product->row.step != Step::Paused)
        return;
    if (product->row.job)
        return m_engine.commands().resume(*product->row.job, {});
    product->row.step = Step::Applying;
    product->brake->set(false);
    Q_EMIT changed();
}

void FollowedProducts::cancel(const QString &tree)
{
    FollowedProduct *product = find(tree);
    if (!product || !product->row.job || !product->arrived)
        return;
    m_engine.commands().cancel(*product->row.job, {});
    end(*product);
}

} // namespace freshet::desktop
