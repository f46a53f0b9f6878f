// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/update/DiskModel.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ranges>
#include <set>

namespace freshet::test {

using namespace Qt::StringLiterals;
using Inode = DiskModel::Inode;
using Inodes = DiskModel::Inodes;

namespace {

std::size_t scanOne(const QByteArray &path, Inodes &inodes)
{
    struct stat info{};
    if (::lstat(path.constData(), &info) != 0)
        qFatal("cannot look at %s", path.constData());
    const std::size_t index = inodes.size();
    inodes.push_back({.mode = info.st_mode & 07777, .names = {}, .number = info.st_ino});
    if (S_ISDIR(info.st_mode)) {
        inodes[index].kind = Inode::Kind::Directory;
        const QStringList names = QDir(QFile::decodeName(path))
                                      .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
        for (const QString &name : names) {
            const std::size_t child = scanOne(path + '/' + QFile::encodeName(name), inodes);
            inodes[index].names[QFile::encodeName(name).toStdString()] = child;
        }
    } else if (S_ISLNK(info.st_mode)) {
        inodes[index].kind = Inode::Kind::Link;
        QByteArray target(4096, '\0');
        target.truncate(
            std::max<ssize_t>(::readlink(path.constData(), target.data(), static_cast<std::size_t>(target.size())), 0));
        inodes[index].data = target;
    } else {
        QFile file(QFile::decodeName(path));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", path.constData());
        inodes[index].data = file.readAll();
    }
    return index;
}

void addPrint(const Inodes &inodes, std::size_t index, std::map<std::size_t, std::size_t> &seen,
              QCryptographicHash &hash)
{
    const Inode &inode = inodes[index];
    const auto [it, isNew] = seen.try_emplace(index, seen.size());
    hash.addData(QByteArray::number(static_cast<qulonglong>(it->second)) + ' ');
    if (!isNew)
        return;
    hash.addData(QByteArray::number(static_cast<int>(inode.kind)) + ' ' + QByteArray::number(inode.mode) + ' '
                 + QByteArray::number(inode.data.size()) + ' ' + inode.data);
    for (const auto &[name, child] : inode.names) {
        hash.addData(QByteArray::fromStdString(name) + '\0');
        addPrint(inodes, child, seen, hash);
    }
    hash.addData("/");
}

struct Made {
    QByteArray path;
    std::uint64_t number = 0;
};

void makeOne(const Inodes &inodes, std::size_t index, const QByteArray &path, std::map<std::size_t, Made> &made)
{
    const Inode &inode = inodes[index];
    if (const auto it = made.find(index); it != made.end()) {
        if (inode.kind == Inode::Kind::Directory || ::link(it->second.path.constData(), path.constData()) != 0)
            qFatal("cannot link %s", path.constData());
        return;
    }
    bool isMade = true;
    if (inode.kind == Inode::Kind::Directory) {
        isMade = ::mkdir(path.constData(), 0700) == 0;
    } else if (inode.kind == Inode::Kind::Link) {
        isMade = ::symlink(inode.data.constData(), path.constData()) == 0;
    } else {
        QFile file(QFile::decodeName(path));
        isMade = file.open(QIODevice::WriteOnly) && file.write(inode.data) == inode.data.size();
    }
    struct stat info{};
    if (!isMade || ::lstat(path.constData(), &info) != 0)
        qFatal("cannot make %s", path.constData());
    made[index] = {path, info.st_ino};
    for (const auto &[name, child] : inode.names)
        makeOne(inodes, child, path + '/' + QByteArray::fromStdString(name), made);
    if (inode.kind != Inode::Kind::Link && ::chmod(path.constData(), inode.mode) != 0)
        qFatal("cannot set the mode of %s", path.constData());
}

/// The file's text with the inode number that is true now.
void renumber(const Made &file, const Inodes &inodes, const std::map<std::size_t, Made> &made)
{
    QFile state(QFile::decodeName(file.path));
    if (!state.open(QIODevice::ReadWrite))
        qFatal("cannot read %s", file.path.constData());
    QString text = QString::fromUtf8(state.readAll());
    static const QRegularExpression field(u"\"stagedInode\": \"([1-9]\\d*)\""_s);
    const auto match = field.match(text);
    if (!match.hasMatch())
        return;
    std::uint64_t number = ~std::uint64_t{0}; // of an inode that is no more
    for (const auto &[index, what] : made)
        if (inodes[index].number == match.captured(1).toULongLong())
            number = what.number;
    text.replace(match.capturedStart(1), match.capturedLength(1), QString::number(number));
    state.resize(0);
    state.seek(0);
    state.write(text.toUtf8());
}

} // namespace

DiskModel DiskModel::scan(const QString &directory, const std::vector<std::string> &names)
{
    DiskModel model;
    const QByteArray path = QFile::encodeName(directory);
    model.m_now.push_back({.kind = Inode::Kind::Directory, .mode = 0700, .names = {}});
    for (const std::string &name : names) {
        const QByteArray child = path + '/' + QByteArray::fromStdString(name);
        struct stat info{};
        if (::lstat(child.constData(), &info) != 0)
            continue;
        const std::size_t index = scanOne(child, model.m_now);
        model.m_now[root].names[name] = index;
    }
    model.m_kept = model.m_now;
    return model;
}

std::optional<std::size_t> DiskModel::find(std::size_t directory, const std::string &name) const
{
    const auto it = m_now[directory].names.find(name);
    return it == m_now[directory].names.end() ? std::nullopt : std::optional(it->second);
}

std::size_t DiskModel::create(Inode::Kind kind, std::uint32_t mode, const QByteArray &data)
{
    m_now.push_back({.kind = kind, .mode = mode, .data = data, .names = {}});
    m_kept.push_back(m_now.back());
    return m_now.size() - 1;
}

void DiskModel::setNames(const std::vector<Name> &names)
{
    for (const Name &name : names) {
        if (name.inode)
            m_now[name.directory].names[name.name] = *name.inode;
        else
            m_now[name.directory].names.erase(name.name);
    }
    m_unkept.push_back(names);
}

void DiskModel::write(std::size_t file, qsizetype offset, const QByteArray &data)
{
    QByteArray &bytes = m_now[file].data;
    if (bytes.size() < offset + data.size())
        bytes.resize(offset + data.size(), '\0');
    std::ranges::copy(data, bytes.begin() + offset);
}

void DiskModel::cut(std::size_t file)
{
    m_now[file].isCut = m_now[file].isCut || !m_now[file].data.isEmpty();
    m_now[file].data.clear();
}

void DiskModel::setMode(std::size_t inode, std::uint32_t mode)
{
    m_now[inode].mode = mode;
}

void DiskModel::setNumber(std::size_t inode, std::uint64_t number)
{
    m_now[inode].number = number;
    m_kept[inode].number = number;
}

void DiskModel::sync(std::size_t inode)
{
    Inode &now = m_now[inode];
    now.isCut = false;
    m_kept[inode].mode = now.mode;
    m_kept[inode].data = now.data;
    if (now.kind == Inode::Kind::Directory)
        keepNames(inode);
}

void DiskModel::keepNames(std::size_t directory)
{
    // Backwards: what a rename between directories takes along was changed before it.
    std::set<std::size_t> directories{directory};
    std::vector<bool> isKept(m_unkept.size());
    for (std::size_t i = m_unkept.size(); i-- > 0;) {
        isKept[i] =
            std::ranges::any_of(m_unkept[i], [&](const Name &name) { return directories.contains(name.directory); });
        if (isKept[i])
            for (const Name &name : m_unkept[i])
                directories.insert(name.directory);
    }
    std::vector<std::vector<Name>> left;
    for (std::size_t i = 0; i < m_unkept.size(); ++i) {
        if (!isKept[i]) {
            left.push_back(std::move(m_unkept[i]));
            continue;
        }
        for (const Name &name : m_unkept[i]) {
            if (name.inode)
                m_kept[name.directory].names[name.name] = *name.inode;
            else
                m_kept[name.directory].names.erase(name.name);
        }
    }
    m_unkept = std::move(left);
}

void DiskModel::syncAll()
{
    for (Inode &inode : m_now)
        inode.isCut = false;
    m_kept = m_now;
    m_unkept.clear();
}

Inodes DiskModel::after(Survival survival) const
{
    const bool hasNames = survival != Survival::Nothing && survival != Survival::Bytes;
    Inodes left = hasNames ? m_now : m_kept;
    for (std::size_t i = 0; i < left.size(); ++i) {
        left[i].isCut = false;
        if (left[i].kind != Inode::Kind::File || survival == Survival::Nothing || survival == Survival::All)
            continue;
        const QByteArray &now = m_now[i].data;
        const QByteArray &kept = m_kept[i].data;
        if (survival == Survival::Bytes) {
            left[i].data = now;
        } else if (now != kept) {
            left[i].data = m_now[i].isCut ? QByteArray() : kept;
            if (survival == Survival::Zeros)
                left[i].data.resize(now.size(), '\0');
        }
    }
    return left;
}

QByteArray fingerprint(const Inodes &inodes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    std::map<std::size_t, std::size_t> seen;
    addPrint(inodes, DiskModel::root, seen, hash);
    return hash.result();
}

void materialise(const Inodes &inodes, const QString &directory)
{
    std::map<std::size_t, Made> made;
    makeOne(inodes, DiskModel::root, QFile::encodeName(directory), made);
    for (const auto &[index, what] : made)
        if (what.path.endsWith("/state.json"))
            renumber(what, inodes, made);
}

} // namespace freshet::test
