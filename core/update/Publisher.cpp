// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/update/Publisher.h"

#include "core/meta/Sha256.h"
#include "core/update/Package.h"
#include "core/update/ScratchDirectory.h"
#include "core/update/StagedTree.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace freshet::update {

using namespace Qt::StringLiterals;
using delta::OctetView;

namespace {

constexpr std::uint64_t maximumUnpacked = std::uint64_t{64} << 30;
/// Single files are taken out of a full pack where others were changed. Smaller blocks than the pieces in which they are fetched help nobody.
constexpr std::uint64_t fullCut = std::uint64_t{1} << 20;

std::unexpected<Error> failed(const QString &operation, const QString &path)
{
    return std::unexpected(errorFromErrno(errno, operation, path, Kept::InputUntouched));
}

/// Compares what is rebuilt with what it should be.
class ProofSink final : public delta::OctetSink {
public:
    explicit ProofSink(OctetView expected)
        : m_expected(expected)
    {
    }
    Result<void> append(OctetView bytes) override
    {
        if (bytes.size() > m_expected.size() || !std::ranges::equal(bytes, m_expected.first(bytes.size())))
            return std::unexpected(
                Error{.code = ErrorCode::Internal, .operation = u"prove pack"_s, .next = NextStep::ReportBug});
        m_expected = m_expected.subspan(bytes.size());
        return {};
    }

private:
    OctetView m_expected;
};

Result<void> provePack(const ReleaseTree *from, const ReleaseTree &to, const QString &path,
                       const delta::Scratch &scratch)
{
    const auto pack = mapPath(path);
    if (!pack)
        return std::unexpected(pack.error());
    const delta::TreeListing nothing;
    const delta::TreeListing &base = from ? from->listing() : nothing;
    auto reader = delta::PackReader::open(pack->view(), base, &scratch);
    if (!reader)
        return std::unexpected(reader.error());
    for (const delta::PackEntry &entry : reader->index().entries) {
        if (!entry.carriesBytes())
            continue;
        delta::FileBytes old;
        if (entry.base) {
            auto opened = from->files().open(base.entries()[*entry.base]);
            if (!opened)
                return std::unexpected(opened.error());
            old = std::move(*opened);
        }
        const auto fresh = to.files().open(to.listing().entries()[*to.listing().find(entry.target.path)]);
        if (!fresh)
            return std::unexpected(fresh.error());
        ProofSink sink(fresh->view());
        if (auto rebuilt = reader->rebuild(entry, old.view(), sink); !rebuilt)
            return rebuilt;
    }
    return {};
}

Result<void> writeWhole(const QString &path, const QByteArray &data)
{
    const QByteArray temporary = QFile::encodeName(path + u".new"_s);
    UniqueFd fd(::open(temporary.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!fd)
        return failed(u"write file"_s, path);
    FileSink sink(std::move(fd), path);
    if (auto written = sink.append(
            {reinterpret_cast<const std::uint8_t *>(data.constData()), static_cast<std::size_t>(data.size())});
        !written)
        return written;
    if (::fsync(sink.fd()) != 0 || ::rename(temporary.constData(), QFile::encodeName(path).constData()) != 0)
        return failed(u"write file"_s, path);
    return {};
}

/// The manifest of before, brought up to the series: numbers of known releases stay.
Result<Manifest> continued(const PublishRequest &request, const std::vector<ReleaseTree> &series, const SigningKey &key,
                           const QString &path)
{
    Manifest manifest;
    if (QFile file(path); file.open(QIODevice::ReadOnly)) {
        auto before = parseManifest(file.read(maximumManifest + 1), key.publicKey());
        if (!before)
            return before;
        manifest = std::move(*before);
    }
    manifest.product = request.product;
    ++manifest.number;
    manifest.expires = std::chrono::floor<std::chrono::seconds>(request.expires).time_since_epoch().count();
    manifest.sources = request.sources;
    for (const ReleaseTree &tree : series) {
        const Sha256Digest hash = tree.listing().hash();
        const auto known = std::ranges::find_if(manifest.releases, [&](const Release &release) {
            return release.tree == hash && release.version == tree.version();
        });
        if (known == manifest.releases.end())
            manifest.releases.push_back(
                {.number = manifest.releases.empty() ? 1 : manifest.releases.back().number + 1,
                 .version = tree.version(),
                 .tree = hash,
                 .files = static_cast<std::uint64_t>(std::ranges::count(
                     tree.listing().entries(), delta::TreeEntry::Kind::File, &delta::TreeEntry::kind)),
                 .bytes = tree.listing().fileBytes(),
                 .notes = &tree == &series.back() ? request.notes : QString()});
    }
    return manifest;
}

std::uint64_t numberOf(const Manifest &manifest, const ReleaseTree &tree)
{
    const Sha256Digest hash = tree.listing().hash();
    for (const Release &release : manifest.releases)
        if (release.tree == hash && release.version == tree.version())
            return release.number;
    return 0;
}

} // namespace

ReleaseTree::~ReleaseTree()
{
    if (!m_unpacked.empty() && m_work)
        (void)removeTree(m_work.get(), m_unpacked);
}

Result<ReleaseTree> ReleaseTree::open(const QString &version, const QString &path, const QString &work)
{
    ReleaseTree tree;
    tree.m_version = version;
    if (QFileInfo(path).isDir()) {
        auto directory = openDirectory(path);
        if (!directory)
            return std::unexpected(directory.error());
        tree.m_directory = std::move(*directory);
    } else {
        auto place = openDirectory(work);
        if (!place)
            return std::unexpected(place.error());
        tree.m_work = std::move(*place);
        QByteArray name = ".unpacked-XXXXXX";
        QByteArray full = QFile::encodeName(work) + '/' + name;
        if (!::mkdtemp(full.data()))
            return failed(u"create directory"_s, work);
        tree.m_unpacked = full.mid(full.lastIndexOf('/') + 1).toStdString();
        tree.m_directory = UniqueFd(openBeneath(tree.m_work.get(), tree.m_unpacked, O_RDONLY | O_DIRECTORY));
        if (!tree.m_directory)
            return failed(u"open directory"_s, work);
        if (auto unpacked = unpackPackage(path, tree.m_directory.get(), maximumUnpacked); !unpacked)
            return std::unexpected(unpacked.error());
    }
    auto listing = readTree(tree.m_directory.get());
    if (!listing)
        return std::unexpected(listing.error());
    tree.m_listing = std::move(*listing);
    return tree;
}

Result<delta::DeltaReport> writePack(const ReleaseTree *from, const ReleaseTree &to, const QString &path,
                                     const delta::DeltaOptions &options)
{
    UniqueFd fd(::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!fd)
        return failed(u"write pack"_s, path);
    FileSink sink(std::move(fd), path);
    const auto directory = openDirectory(QFileInfo(path).absolutePath());
    if (!directory)
        return std::unexpected(directory.error());
    const ScratchDirectory scratch(directory->get());
    delta::DeltaOptions bounded = options;
    bounded.scratch = &scratch;
    const delta::TreeListing nothing;
    const auto report = from ? delta::makeDelta(from->listing(), from->files(), to.listing(), to.files(), sink, bounded)
                             : delta::makeDelta(nothing, DirectoryTree(-1), to.listing(), to.files(), sink, bounded);
    if (!report)
        return report;
    if (::fsync(sink.fd()) != 0)
        return failed(u"sync pack"_s, path);
    if (auto proven = provePack(from, to, path, scratch); !proven)
        return std::unexpected(proven.error());
    return report;
}

Result<std::uint64_t> reverseSize(const ReleaseTree &from, const ReleaseTree &to, const QString &pack)
{
    class Nowhere final : public delta::OctetSink {
        Result<void> append(OctetView) override { return {}; }
    } nowhere;
    const auto directory = openDirectory(QFileInfo(pack).absolutePath());
    const auto bytes = mapPath(pack);
    if (!directory || !bytes)
        return std::unexpected(!directory ? directory.error() : bytes.error());
    const ScratchDirectory scratch(directory->get());
    auto reader = delta::PackReader::open(bytes->view(), from.listing(), &scratch);
    if (!reader)
        return std::unexpected(reader.error());
    return delta::makeReverse(*reader, from.listing(), from.listing(), from.files(), to.listing(), to.files(), nowhere,
                              {.effort = delta::Effort::Quick, .scratch = &scratch})
        .transform([](const delta::DeltaReport &made) { return made.packSize; });
}

Result<Manifest> publish(const PublishRequest &request, const std::vector<ReleaseTree> &series, const SigningKey &key)
{
    for (const QString &version : request.checkpoints)
        if (!std::ranges::contains(series, version, &ReleaseTree::version))
            return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                         .operation = u"publish"_s,
                                         .object = version,
                                         .detail = u"a checkpoint that is not in the series"_s});
    const QDir directory(request.directory);
    const QString path = directory.filePath(request.product + u".manifest"_s);
    auto manifest = continued(request, series, key, path);
    if (!manifest)
        return manifest;
    std::vector<std::pair<const ReleaseTree *, const ReleaseTree *>> wanted{{nullptr, &series.back()}};
    for (std::size_t i = 1; i < series.size(); ++i)
        wanted.emplace_back(&series[i - 1], &series[i]);
    for (std::size_t i = 2; i < series.size(); ++i) {
        const ReleaseTree &before = series[series.size() - 1 - i];
        if (i < 2 + request.direct || request.checkpoints.contains(before.version()))
            wanted.emplace_back(&before, &series.back());
    }
    manifest->orders.clear();
    for (const auto &[fromVersion, toVersion] : request.orders) {
        const auto from = std::ranges::find(series, fromVersion, &ReleaseTree::version);
        const auto to = std::ranges::find(series, toVersion, &ReleaseTree::version);
        if (from == series.end() || to == series.end() || to >= from)
            return std::unexpected(Error{.code = ErrorCode::InvalidArgument,
                                         .operation = u"publish"_s,
                                         .object = fromVersion + u'=' + toVersion,
                                         .detail = u"an order leads back in the series"_s});
        manifest->orders.push_back({numberOf(*manifest, *from), numberOf(*manifest, *to)});
        wanted.emplace_back(&*from, &*to);
        wanted.emplace_back(nullptr, &*to);
    }
    // With orders, who has nothing yet does not get the newest.
    const std::uint64_t first = manifest->target(0, 0).number;
    for (const ReleaseTree &tree : series)
        if (numberOf(*manifest, tree) == first)
            wanted.emplace_back(nullptr, &tree);
    std::ranges::sort(wanted);
    const auto again = std::ranges::unique(wanted);
    wanted.erase(again.begin(), again.end());
    std::vector<PackFile> packs;
    for (const auto &[from, to] : wanted) {
        PackFile pack{.from = from ? numberOf(*manifest, *from) : 0, .to = numberOf(*manifest, *to)};
        pack.name = pack.from == 0 ? u"%1-%2.full.pack"_s.arg(request.product).arg(pack.to)
                                   : u"%1-%2-%3.pack"_s.arg(request.product).arg(pack.from).arg(pack.to);
        const auto known = std::ranges::find_if(manifest->packs, [&pack](const PackFile &other) {
            return other.from == pack.from && other.to == pack.to && other.name == pack.name;
        });
        const QString file = directory.filePath(pack.name);
        if (known != manifest->packs.end() && QFileInfo(file).size() == static_cast<qint64>(known->size)) {
            packs.push_back(*known);
            continue;
        }
        delta::DeltaOptions options = request.options;
        options.cut = request.express ? 1 : from ? delta::blockSize : fullCut;
        const auto report = writePack(from, *to, file, options);
        if (!report)
            return std::unexpected(report.error());
        pack.size = report->packSize;
        const auto bytes = mapPath(file);
        if (!bytes)
            return std::unexpected(bytes.error());
        pack.digest = Sha256::of(std::as_bytes(bytes->view()));
        if (auto described = request.describe(file, pack); !described)
            return std::unexpected(described.error());
        if (request.made)
            request.made(pack, *report);
        packs.push_back(std::move(pack));
    }
    manifest->packs = std::move(packs);
    if (auto written = writeWhole(path, encodeManifest(*manifest, key)); !written)
        return std::unexpected(written.error());
    return manifest;
}

} // namespace freshet::update
