// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/update/Installation.h"

#include "core/update/ScratchDirectory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

namespace freshet::update {

using namespace Qt::StringLiterals;
using delta::OctetView;
using delta::PackReader;
using delta::TreeListing;

namespace {

constexpr auto stateName = "state.json";
constexpr auto stagedName = "staged";
constexpr std::size_t keptHistory = 200;

std::unexpected<Error> failed(const QString &operation, const QString &object)
{
    return std::unexpected(errorFromErrno(errno, operation, object, Kept::InputUntouched));
}

std::unexpected<Error> refused(ErrorCode code, const QString &object, const QString &detail = {},
                               NextStep next = NextStep::CorrectInput)
{
    return std::unexpected(Error{code, u"update"_s, object, detail, Kept::InputUntouched, next});
}

QString listingName(const Sha256Digest &tree)
{
    return u"listing-"_s + QString::fromLatin1(tree.hex()).left(32);
}

std::uint64_t inodeOf(int directory, const char *name)
{
    struct stat info{};
    return ::fstatat(directory, name, &info, AT_SYMLINK_NOFOLLOW) == 0 ? info.st_ino : 0;
}

Result<QByteArray> readFile(int directory, const QString &name)
{
    const auto mapped = mapFile(directory, name.toStdString());
    if (!mapped)
        return std::unexpected(mapped.error());
    return QByteArray(reinterpret_cast<const char *>(mapped->view().data()),
                      static_cast<qsizetype>(mapped->view().size()));
}

/// Of the files that a pack makes.
std::uint64_t bytesOf(const delta::PackIndex &index)
{
    std::uint64_t bytes = 0;
    for (const delta::PackEntry &entry : index.entries)
        bytes += entry.carriesBytes() ? entry.target.size : 0;
    return bytes;
}

/// What is written here, and goes when nothing refers to it. Packs that arrive have other names.
bool isOwnName(const std::string &name)
{
    static const QRegularExpression own(
        u"^(staged|state\\.json\\.new|listing-[0-9a-f]{32}(\\.new)?|(redo-)?reverse-\\d+-to-\\d+\\.pack)$"_s);
    return own.match(QString::fromStdString(name)).hasMatch();
}

QString sample(const TreeDifference &difference)
{
    QStringList names;
    for (const auto *list : {&difference.changed, &difference.missing, &difference.extra})
        for (const std::string &path : *list)
            if (names.size() < 5)
                names << QString::fromStdString(path);
    const auto count = difference.changed.size() + difference.missing.size() + difference.extra.size();
    return u"%1: %2"_s.arg(count).arg(names.join(u", "_s));
}

} // namespace

Installation::Installation(QString tree, const Clock &clock)
    : m_tree(std::move(tree))
    , m_place(m_tree + u".freshet"_s)
    , m_clock(&clock)
    , m_name(QFile::encodeName(QFileInfo(m_tree).fileName()).toStdString())
{
}

Result<Installation> Installation::open(const QString &tree, const Clock &clock)
{
    Installation installation(QDir::cleanPath(QFileInfo(tree).absoluteFilePath()), clock);
    auto parent = openDirectory(QFileInfo(installation.m_tree).absolutePath());
    if (!parent)
        return std::unexpected(parent.error());
    installation.m_parent = std::move(*parent);
    const QByteArray place = QFile::encodeName(QFileInfo(installation.m_place).fileName());
    // Its name is synced before anything in it is relied on.
    const bool isNew = ::mkdirat(installation.m_parent.get(), place.constData(), 0700) == 0;
    if (isNew ? ::fsync(installation.m_parent.get()) != 0 : errno != EEXIST)
        return failed(u"create directory"_s, installation.m_place);
    installation.m_directory =
        UniqueFd(openBeneath(installation.m_parent.get(), place.toStdString(), O_RDONLY | O_DIRECTORY));
    struct stat info{};
    if (!installation.m_directory || ::fstat(installation.m_directory.get(), &info) != 0)
        return failed(u"open directory"_s, installation.m_place);
    if (info.st_uid != ::geteuid() || (info.st_mode & 022) != 0)
        return refused(ErrorCode::CacheForeign, installation.m_place, {}, NextStep::FixPermissions);
    // The lock is of the open file, so it ends with the process however that ends.
    if (::flock(installation.m_directory.get(), LOCK_EX | LOCK_NB) != 0)
        return refused(UpdateError::UpdateUnfinished, installation.m_tree, {}, NextStep::CloseOther);
    if (const auto json = readFile(installation.m_directory.get(), QString::fromLatin1(stateName))) {
        auto state = InstallState::decode(*json);
        if (!state)
            return refused(UpdateError::TreeUnknown, installation.m_place, u"state.json"_s);
        installation.m_state = std::move(*state);
    } else if (json.error().code != ErrorCode::FileNotFound) {
        return std::unexpected(json.error());
    }
    if (auto recovered = installation.recover(); !recovered)
        return std::unexpected(recovered.error());
    return installation;
}

Result<void> Installation::save(const QString &name, const QByteArray &data, bool *isNamed)
{
    const std::string final = name.toStdString();
    const std::string temporary = final + ".new";
    UniqueFd fd(openBeneath(m_directory.get(), temporary, O_WRONLY | O_CREAT | O_TRUNC, 0600));
    if (!fd)
        return failed(u"write file"_s, name);
    FileSink sink(std::move(fd), name);
    if (auto written = sink.append(
            OctetView(reinterpret_cast<const std::uint8_t *>(data.constData()), static_cast<std::size_t>(data.size())));
        !written)
        return written;
    if (::fsync(sink.fd()) != 0
        || ::renameat(m_directory.get(), temporary.c_str(), m_directory.get(), final.c_str()) != 0)
        return failed(u"write file"_s, name);
    if (isNamed)
        *isNamed = true;
    return ::fsync(m_directory.get()) == 0 ? Result<void>() : Result<void>(failed(u"write file"_s, name));
}

Result<void> Installation::save()
{
    return save(QString::fromLatin1(stateName), m_state.encode());
}

Result<TreeListing> Installation::listing() const
{
    if (m_state.installed.number == 0)
        return TreeListing();
    const auto text = readFile(m_directory.get(), listingName(m_state.installed.tree));
    auto listing = text
                       ? TreeListing::parse(std::string_view(text->constData(), static_cast<std::size_t>(text->size())))
                       : Result<TreeListing>(std::unexpected(text.error()));
    if (listing && listing->hash() != m_state.installed.tree)
        return refused(UpdateError::TreeUnknown, m_place, u"listing"_s);
    return listing;
}

Result<TreeDifference> Installation::verify() const
{
    const auto expected = listing();
    if (!expected)
        return std::unexpected(expected.error());
    const UniqueFd tree(openBeneath(m_parent.get(), m_name, O_RDONLY | O_DIRECTORY));
    if (!tree && errno == ENOENT)
        return compareTrees(*expected, {});
    if (!tree)
        return failed(u"open directory"_s, m_tree);
    const auto found = readTree(tree.get());
    if (!found)
        return std::unexpected(found.error());
    return compareTrees(*expected, *found);
}

Result<void> Installation::accept(const Manifest &manifest, const PublicKey &key)
{
    const QString hex = QString::fromStdString(toHex(key));
    if (!m_state.publicKey.isEmpty() && (m_state.publicKey != hex || m_state.product != manifest.product))
        return refused(UpdateError::ManifestSignature, manifest.product,
                       u"another key or product than was installed"_s);
    if (manifest.number < m_state.manifestFloor)
        return refused(UpdateError::ManifestOlder, manifest.product,
                       u"%1 < %2"_s.arg(manifest.number).arg(m_state.manifestFloor), NextStep::AskPublisher);
    m_state.publicKey = hex;
    m_state.product = manifest.product;
    m_state.manifestFloor = manifest.number;
    if (m_state.installed.number == 0) {
        // What somebody else unpacked there may be one of the releases.
        const UniqueFd tree(openBeneath(m_parent.get(), m_name, O_RDONLY | O_DIRECTORY));
        const auto found = tree ? readTree(tree.get()) : Result<TreeListing>(TreeListing());
        if (!found)
            return std::unexpected(found.error());
        for (const Release &release : manifest.releases) {
            if (!tree || release.tree != found->hash())
                continue;
            m_state.installed = {release.number, release.version, release.tree};
            if (auto saved = save(listingName(release.tree), QByteArray::fromStdString(found->text())); !saved)
                return saved;
        }
    }
    return save();
}

Result<void> Installation::checkSpace(const PackReader &pack, std::uint64_t extra) const
{
    std::uint64_t needed = extra + (std::uint64_t{1} << 20);
    for (const delta::PackEntry &entry : pack.index().entries)
        if (entry.carriesBytes())
            needed += entry.target.size + 4096;
    struct statvfs space{};
    if (::fstatvfs(m_directory.get(), &space) != 0)
        return failed(u"ask for free space"_s, m_place);
    if (std::uint64_t{space.f_bavail} * space.f_frsize >= needed)
        return {};
    Error error{.code = ErrorCode::DiskFull,
                .operation = u"update"_s,
                .object = m_place,
                .kept = Kept::InputUntouched,
                .next = NextStep::FreeSpace};
    error.bytesNeeded = needed;
    return std::unexpected(error);
}

Result<void> Installation::makeReversePack(PackReader &reader, const TreeListing &base, const TreeListing &from,
                                           int oldFd, const TreeListing &to, int stagedFd, const Change &change,
                                           ReversePack &reverse)
{
    UniqueFd fd(openBeneath(m_directory.get(), reverse.name.toStdString(), O_WRONLY | O_CREAT | O_TRUNC, 0600));
    if (!fd)
        return failed(u"write file"_s, reverse.name);
    FileSink sink(std::move(fd), reverse.name);
    const ScratchDirectory scratch(m_directory.get());
    delta::DeltaOptions options{
        .effort = delta::Effort::Quick, .unlike = change.unlike, .scratch = &scratch, .progress = {}};
    if (change.progress)
        options.progress = [&change, half = bytesOf(reader.index())](std::uint64_t done, std::uint64_t all) {
            const double part = static_cast<double>(done) / static_cast<double>(std::max<std::uint64_t>(all, 1));
            return change.progress(half + static_cast<std::uint64_t>(static_cast<double>(half) * part), 2 * half);
        };
    const auto made =
        delta::makeReverse(reader, base, from, DirectoryTree(oldFd), to, DirectoryTree(stagedFd), sink, options);
    if (!made)
        return std::unexpected(made.error());
    reverse.size = made->packSize;
    return ::fsync(sink.fd()) == 0 ? Result<void>() : Result<void>(failed(u"sync file"_s, reverse.name));
}

Result<void> Installation::stage(OctetView pack, const Change &change, bool isRollback)
{
    const bool isBelow =
        change.to.number < m_state.releaseFloor
        && !std::ranges::contains(change.orders, RollbackOrder{m_state.releaseFloor, change.to.number});
    if (!isRollback && (isBelow || std::ranges::contains(m_state.vetoed, change.to.number)))
        return refused(UpdateError::ManifestOlder, change.to.version,
                       isBelow ? u"below the version floor"_s : u"failed its health check here"_s,
                       NextStep::AskPublisher);
    const UniqueFd old(openBeneath(m_parent.get(), m_name, O_RDONLY | O_DIRECTORY));
    if (!old && errno != ENOENT)
        return failed(u"open directory"_s, m_tree);
    const auto actual = old ? readTree(old.get()) : Result<TreeListing>(TreeListing());
    const auto expected = change.full ? Result<TreeListing>(TreeListing()) : listing();
    if (!actual || !expected)
        return std::unexpected(!actual ? actual.error() : expected.error());
    const TreeDifference difference = change.full ? TreeDifference() : compareTrees(*expected, *actual);
    if (difference.any() && change.repair.empty())
        return refused(UpdateError::TreeModified, m_tree, sample(difference));
    const ScratchDirectory scratch(m_directory.get());
    auto reader = PackReader::open(pack, *expected, &scratch);
    if (!reader)
        return std::unexpected(reader.error());
    if (reader->index().toTree != change.to.tree)
        return refused(ErrorCode::DigestMismatch, change.to.version, u"pack of another release"_s,
                       NextStep::AskPublisher);
    const auto room = reader->scratchSize();
    if (!room)
        return std::unexpected(room.error());
    std::uint64_t extra = pack.size() + *room;
    std::optional<PackReader> full;
    std::optional<Repair> repair;
    if (!change.repair.empty()) {
        auto opened = PackReader::open(change.repair, {}, &scratch);
        if (!opened)
            return std::unexpected(opened.error());
        if (opened->index().toTree != change.to.tree)
            return refused(ErrorCode::DigestMismatch, change.to.version, u"pack of another release"_s,
                           NextStep::AskPublisher);
        full.emplace(std::move(*opened));
        repair.emplace(*full, repairsOf(reader->index(), *expected, full->index(), difference, change.unlike));
        for (const delta::PackEntry *file : repair->files)
            extra += file->target.size + 4096;
    }
    if (auto space = checkSpace(*reader, extra); !space)
        return space;

    PendingChange pending{
        .step = PendingChange::Step::Stage, .to = change.to, .hasCheck = static_cast<bool>(change.check)};
    pending.history = {.when = std::chrono::floor<std::chrono::seconds>(m_clock->wall()).time_since_epoch().count(),
                       .action = change.action,
                       .from = m_state.installed,
                       .to = change.to,
                       .bytes = change.bytes};
    m_state.pending = pending;
    if (auto saved = save(); !saved)
        return saved;
    if (auto removed = removeTree(m_directory.get(), stagedName); !removed)
        return removed;
    if (::mkdirat(m_directory.get(), stagedName, 0700) != 0)
        return failed(u"create directory"_s, m_place);
    const UniqueFd staged(openBeneath(m_directory.get(), stagedName, O_RDONLY | O_DIRECTORY));
    if (!staged)
        return failed(u"open directory"_s, m_place);
    std::function<bool(std::uint64_t)> written;
    if (change.progress)
        written = [&change, done = std::uint64_t{0}, all = 2 * bytesOf(reader->index())](std::uint64_t bytes) mutable {
            done = std::min(done + bytes, all / 2);
            return change.progress(done, all);
        };
    StagedTree building(staged.get(), old.get(), std::move(written));
    const auto listing = building.build(*reader, *expected, repair ? &*repair : nullptr);
    m_unlike = building.unlike();
    if (!listing)
        return std::unexpected(listing.error());
    if (old) {
        ReversePack reverse{.to = m_state.installed};
        reverse.to.tree = actual->hash();
        reverse.name = u"reverse-%1-to-%2.pack"_s.arg(change.to.number).arg(reverse.to.number);
        if (isRollback)
            reverse.name.prepend(u"redo-"_s);
        if (auto made =
                makeReversePack(*reader, *expected, *actual, old.get(), *listing, staged.get(), change, reverse);
            !made)
            return made;
        m_state.pending->reverse = reverse;
    }
    struct stat root{};
    if (::fchmod(staged.get(), old && ::fstat(old.get(), &root) == 0 ? root.st_mode & 07777 : 0755) != 0
        || ::syncfs(staged.get()) != 0)
        return failed(u"sync tree"_s, m_place);
    if (auto saved = save(listingName(change.to.tree), QByteArray::fromStdString(listing->text())); !saved)
        return saved;
    m_state.pending->step = PendingChange::Step::Switch;
    m_state.pending->stagedInode = inodeOf(m_directory.get(), stagedName);
    return save();
}

/// One rename: the trees change places, or the first one gets its place. Doing it twice undoes it.
Result<void> Installation::switchTrees(bool &exchanged)
{
    const bool isNew = inodeOf(m_parent.get(), m_name.c_str()) == m_state.pending->stagedInode;
    const bool hasOther = inodeOf(isNew ? m_directory.get() : m_parent.get(), isNew ? stagedName : m_name.c_str()) != 0;
    const int from = isNew ? m_parent.get() : m_directory.get();
    const int to = isNew ? m_directory.get() : m_parent.get();
    const char *fromName = isNew ? m_name.c_str() : stagedName;
    const char *toName = isNew ? stagedName : m_name.c_str();
    if (::renameat2(from, fromName, to, toName, hasOther ? RENAME_EXCHANGE : RENAME_NOREPLACE) != 0)
        return failed(u"exchange trees"_s, m_tree);
    exchanged = true;
    if (::fsync(m_parent.get()) != 0 || ::fsync(m_directory.get()) != 0)
        return failed(u"sync directory"_s, m_tree);
    return {};
}

Result<void> Installation::commit()
{
    const InstallState before = m_state;
    const PendingChange done = *m_state.pending;
    m_state.installed = done.to;
    m_state.releaseFloor = std::max(m_state.releaseFloor, done.to.number);
    m_state.reverse = done.reverse;
    m_state.history.push_back(done.history);
    if (m_state.history.size() > keptHistory)
        m_state.history.erase(m_state.history.begin());
    m_state.pending.reset();
    bool isNamed = false;
    if (auto saved = save(QString::fromLatin1(stateName), m_state.encode(), &isNamed); !saved && !isNamed) {
        m_state = before;
        return saved;
    }
    // It is done. What cannot be removed now goes when the tree is opened next; so does the change if a power cut forgets the name.
    (void)removeLeftOvers();
    return {};
}

Result<void> Installation::undo(const Error &error, const QString &record)
{
    bool back = false;
    if (auto returned = switchTrees(back); !back)
        return returned;
    // Where that fails the next one to open the tree does it: it sees what lies where.
    (void)dropPending(record);
    return std::unexpected(error);
}

Result<void> Installation::dropPending(const QString &record)
{
    if (!record.isEmpty()) {
        m_state.vetoed.push_back(m_state.pending->to.number);
        m_state.history.push_back(m_state.pending->history);
        m_state.history.back().action = record;
    }
    m_state.pending.reset();
    // First: on a full disk there is no room for the state before the half of a new tree is gone.
    if (auto removed = removeLeftOvers(); !removed)
        return removed;
    return save();
}

/// What the state does not refer to goes, now or when the tree is opened next.
Result<void> Installation::removeLeftOvers()
{
    std::vector<std::string> kept;
    if (m_state.installed.number != 0)
        kept.push_back(listingName(m_state.installed.tree).toStdString());
    if (m_state.reverse)
        kept.push_back(m_state.reverse->name.toStdString());
    const auto names = namesIn(m_directory.get(), {});
    if (!names)
        return std::unexpected(names.error());
    for (const std::string &name : *names)
        if (isOwnName(name) && !std::ranges::contains(kept, name))
            if (auto removed = removeTree(m_directory.get(), name); !removed)
                return removed;
    return {};
}

Result<void> Installation::recover()
{
    if (!m_state.pending)
        return removeLeftOvers();
    const bool exchanged = m_state.pending->step == PendingChange::Step::Switch
                           && inodeOf(m_parent.get(), m_name.c_str()) == m_state.pending->stagedInode;
    if (exchanged && !m_state.pending->hasCheck) {
        // The old tree first: on a full disk that makes room for the state.
        if (auto removed = removeTree(m_directory.get(), stagedName); !removed)
            return removed;
        return commit();
    }
    if (exchanged) {
        bool back = false;
        if (auto result = switchTrees(back); !result)
            return result;
    }
    return dropPending({});
}

Result<void> Installation::apply(OctetView pack, const Change &change)
{
    const bool isRollback = change.action == "rollback"_L1;
    m_unlike.clear();
    if (auto staged = stage(pack, change, isRollback); !staged) {
        if (m_state.pending)
            (void)dropPending({});
        return staged;
    }
    bool exchanged = false;
    if (auto switched = switchTrees(exchanged); !switched) {
        if (exchanged)
            return undo(switched.error());
        (void)dropPending({});
        return switched;
    }
    if (change.check && !change.check())
        return undo(refused(UpdateError::HealthCheck, change.to.version, {}, NextStep::AskPublisher).error(),
                    u"veto"_s);
    auto done = commit();
    return done ? done : undo(done.error());
}

Result<void> Installation::rollback(std::function<bool()> check)
{
    if (!m_state.reverse)
        return refused(UpdateError::NoRoute, m_tree, u"no earlier state is kept"_s);
    const ReversePack reverse = *m_state.reverse;
    const auto pack = mapFile(m_directory.get(), reverse.name.toStdString());
    if (!pack)
        return std::unexpected(pack.error());
    return apply(pack->view(), {.to = reverse.to, .bytes = 0, .action = u"rollback"_s, .check = std::move(check)});
}

} // namespace freshet::update
