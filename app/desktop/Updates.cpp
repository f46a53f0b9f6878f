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
    : m_file(std::move(file))
    , m_products(engine)
    , m_steps(m_products)
{
    connect(&m_products, &FollowedProducts::changed, this, &Updates::publish);
    load();
}

void Updates::load()
{
    const auto text = ctl::readSmallFile(m_file, 1_MiB, ErrorCode::InvalidArgument);
    if (!text)
        return; // the first start
    for (const QJsonValue &value : QJsonDocument::fromJson(*text).array()) {
        const QJsonObject json = value.toObject();
        FollowedProduct product;
        product.row.tree = json.value("tree"_L1).toString();
        product.manifest = json.value("manifest"_L1).toString();
        product.row.manifest = product.hasUrl() ? displayUrl(QUrl(product.manifest)) : product.manifest;
        product.keyFile = json.value("key"_L1).toString();
        if (!product.row.tree.isEmpty())
            m_products.all().emplace(product.row.tree, std::move(product));
    }
    for (auto &[tree, product] : m_products.all())
        look(product, false);
    publish();
}

void Updates::look(FollowedProduct &product, bool checks)
{
    m_products.run<void>(
        product, Step::Checking,
        [tree = product.row.tree, &clock = m_products.engine().clock()] { return tasks::look(tree, clock); },
        [this, checks](FollowedProduct &looked, const Result<void> &outcome) {
            m_products.end(looked, outcome ? std::nullopt : std::optional(outcome.error()));
            if (outcome && checks)
                check(looked.row.tree);
        });
}

void Updates::save() const
{
    QJsonArray all;
    for (const auto &[tree, product] : m_products.all())
        all.append(QJsonObject{{u"tree"_s, tree}, {u"manifest"_s, product.manifest}, {u"key"_s, product.keyFile}});
    if (const auto place = ctl::openOutput(m_file))
        // A failure costs the list at the next start, and nothing of what is installed.
        (void)ctl::writeFileAtomically(*place, QJsonDocument(all).toJson(), ctl::FileReaders::Owner);
}

void Updates::publish()
{
    auto table = std::make_shared<UpdateTable>();
    for (const auto &[tree, product] : m_products.all())
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
    if (m_products.find(tree))
        return invalid(tree, u"it is looked after already"_s);
    if (const auto key = readKey(keyFile.trimmed()); !key)
        return std::unexpected(key.error());
    FollowedProduct product;
    product.row.tree = tree;
    product.manifest = manifest.trimmed();
    if (product.hasUrl()) {
        if (const auto allowed = checkUrl(QUrl(product.manifest, QUrl::StrictMode)); !allowed)
            return std::unexpected(allowed.error());
        product.row.manifest = displayUrl(QUrl(product.manifest));
    } else if (const auto file = readManifest(product.manifest); !file) {
        return std::unexpected(file.error());
    } else {
        product.manifest = product.row.manifest = QDir::current().absoluteFilePath(product.manifest);
    }
    product.keyFile = QDir::current().absoluteFilePath(keyFile.trimmed());
    FollowedProduct &added = m_products.all().emplace(tree, std::move(product)).first->second;
    save();
    look(added, true);
    return {};
}

void Updates::remove(const QString &tree)
{
    if (!m_products.remove(tree))
        return;
    save();
    publish();
}

void Updates::check(const QString &tree)
{
    FollowedProduct *product = m_products.idle(tree);
    if (!product)
        return;
    product->row.error.reset();
    if (!product->hasUrl())
        return checkFile(*product, product->manifest);
    const QString file =
        QFileInfo(m_file).absoluteDir().filePath(u"manifest-%1"_s.arg(QString::number(qHash(product->row.tree), 16)));
    QFile::remove(file); // of an earlier check that was cut off
    DownloadRequest request;
    request.subject = ContentUrl{.url = QUrl(product->manifest, QUrl::StrictMode), .pieceHashFile = {}};
    request.priority = Priority::Foreground; // it is small, and somebody waits
    product->row.step = Step::Checking;
    m_products.fetch(*product, std::move(request), file, [this, file](FollowedProduct &arrived) {
        if (arrived.row.job) // nobody wants to see it among the transfers
            m_products.engine().commands().forget(*arrived.row.job, {});
        arrived.row.job.reset();
        checkFile(arrived, file);
    });
}

void Updates::checkFile(FollowedProduct &product, const QString &file)
{
    const auto manifest = readManifest(file);
    if (file != product.manifest)
        QFile::remove(file);
    if (!manifest)
        return m_products.end(product, manifest.error());
    plan(product, *manifest, true);
}

void Updates::plan(FollowedProduct &product, const QByteArray &manifest, bool isFresh)
{
    const auto key = readKey(product.keyFile);
    if (!key)
        return m_products.end(product, key.error());
    m_products.run<tasks::Checked>(
        product, Step::Checking,
        [tree = product.row.tree, manifest, key = *key, &clock = m_products.engine().clock()] {
            return tasks::check(tree, manifest, key, clock);
        },
        [this, manifest, isFresh](FollowedProduct &checked, Result<tasks::Checked> outcome) {
            if (!outcome)
                return m_products.end(checked, outcome.error());
            checked.manifestRead = manifest;
            if (isFresh)
                checked.row.checkedAt = m_products.engine().clock().wall();
            onChecked(checked, *outcome);
        });
}

void Updates::rollBack(const QString &tree)
{
    m_steps.rollBack(tree, [this](FollowedProduct &back) {
        if (back.manifestRead.isEmpty())
            m_products.end(back);
        else
            plan(back, back.manifestRead, false);
    });
}

void Updates::onChecked(FollowedProduct &product, const tasks::Checked &checked)
{
    UpdateProduct &row = product.row;
    product.offer = checked.manifest;
    product.plan = checked.plan;
    row.product = product.offer->product;
    row.newest = checked.target.version;
    row.notes = checked.target.notes;
    row.modified = checked.modified;
    row.unlike.clear();
    if (!product.plan.routes.best.edges.empty())
        row.sources = {}; // of the way before
    row.route = tasks::describe(*product.offer, product.plan.routes.best);
    row.alternatives.clear();
    for (const delta::Route &route : product.plan.routes.alternatives)
        row.alternatives.push_back(tasks::describe(*product.offer, route));
    if (!std::exchange(product.applies, false) || product.plan.routes.best.edges.empty())
        return m_products.end(product);
    m_steps.begin(product);
}

void Updates::apply(const QString &tree)
{
    FollowedProduct *product = m_products.idle(tree);
    if (!product)
        return;
    product->applies = true; // what is there is looked at first: it may have changed since
    check(tree);
}

void Updates::verify(const QString &tree)
{
    FollowedProduct *product = m_products.idle(tree);
    if (!product)
        return;
    product->row.error.reset();
    m_products.run<QStringList>(
        *product, Step::Verifying, [tree, &clock = m_products.engine().clock()] { return tasks::verify(tree, clock); },
        [this](FollowedProduct &verified, const Result<QStringList> &modified) {
            if (modified) {
                verified.row.modified = *modified;
                verified.row.verifiedAt = m_products.engine().clock().wall();
            }
            m_products.end(verified, modified ? std::nullopt : std::optional(modified.error()));
        });
}

} // namespace freshet::desktop
