// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/update/CallReplay.h"

#include <QFile>

namespace freshet::test {

using namespace Qt::StringLiterals;
using Kind = DiskModel::Inode::Kind;

namespace {

/// A string as strace writes it, every byte as \xNN.
QByteArray text(const QByteArray &argument)
{
    if (argument.endsWith("..."))
        qFatal("strace has shortened a string");
    return QByteArray::fromHex(QByteArray(argument).replace("\"", "").replace("\\x", ""));
}

std::uint32_t octal(const QByteArray &argument)
{
    return argument.toUInt(nullptr, 8);
}

/// What `name=` is followed by in a structure.
QByteArray field(const QByteArray &structure, const QByteArray &name)
{
    const qsizetype start = structure.indexOf(name + '=');
    if (start < 0)
        return {};
    const qsizetype from = start + name.size() + 1;
    qsizetype to = from;
    while (to < structure.size() && structure[to] != ',' && structure[to] != '}')
        ++to;
    return structure.mid(from, to - from);
}

} // namespace

QStringList CallReplay::straceOptions()
{
    return {u"-xx"_s,
            u"-v"_s,
            u"-s"_s,
            u"1048576"_s,
            u"-e"_s,
            u"trace=openat,openat2,close,mkdirat,unlinkat,symlinkat,linkat,renameat,renameat2,fchmod,fchmodat,"
            "fchmodat2,write,ioctl,fsync,fdatasync,syncfs,newfstatat"_s};
}

void CallReplay::run(const QByteArray &log, const std::function<void(const QByteArray &)> &changed)
{
    // Of a call during which another thread was seen, the log has two halves.
    std::map<QByteArray, QByteArray> begun;
    for (const QByteArray &line : log.split('\n')) {
        const qsizetype space = line.indexOf(' ');
        const QByteArray thread = line.left(space);
        QByteArray text = line.mid(space).trimmed();
        if (text.startsWith("<... ")) {
            text = begun[thread] + text.mid(text.indexOf("resumed>") + 8);
        } else if (const qsizetype cut = text.indexOf(" <unfinished ...>"); cut > 0) {
            begun[thread] = text.left(cut);
            continue;
        }
        const auto call = parse(text);
        if (call && call->result >= 0 && replay(*call))
            changed(text.left(200));
    }
}

std::optional<CallReplay::Call> CallReplay::parse(const QByteArray &line)
{
    const qsizetype open = line.indexOf('(');
    const qsizetype end = line.lastIndexOf(" = ");
    if (open < 1 || end < open || line.startsWith("---"))
        return std::nullopt;
    Call call{.name = line.left(open), .arguments = {}, .result = line.mid(end + 3).split(' ').front().toLongLong()};
    int depth = 0;
    qsizetype start = open + 1;
    for (qsizetype i = start; i < end; ++i) {
        const char c = line[i];
        if (depth == 0 && (c == ',' || c == ')')) {
            call.arguments << line.mid(start, i - start).trimmed();
            start = i + 1;
            if (c == ')')
                break;
        }
        depth += c == '(' || c == '{' || c == '[' ? 1 : c == ')' || c == '}' || c == ']' ? -1 : 0;
    }
    return call;
}

std::optional<CallReplay::Place> CallReplay::place(const QByteArray &directory, const QByteArray &path) const
{
    QByteArray rest = path;
    Place place{.inode = DiskModel::root};
    if (path.startsWith('/')) {
        const QByteArray top = QFile::encodeName(m_directory);
        if (path != top && !path.startsWith(top + '/'))
            return std::nullopt;
        rest = path.mid(top.size());
    } else {
        const auto it = m_files.find(directory.toLongLong());
        if (directory == "AT_FDCWD" || it == m_files.end())
            return std::nullopt;
        place.inode = it->second.inode;
    }
    for (const QByteArray &part : rest.split('/')) {
        if (part.isEmpty() || part == ".")
            continue;
        if (!place.inode || m_model.inode(*place.inode).kind != Kind::Directory)
            return std::nullopt;
        place = {.directory = *place.inode, .name = part.toStdString()};
        place.inode = m_model.find(place.directory, place.name);
    }
    return place;
}

CallReplay::OpenFile *CallReplay::openFile(const QByteArray &number)
{
    const auto it = m_files.find(number.toLongLong());
    return it == m_files.end() ? nullptr : &it->second;
}

bool CallReplay::replayOpen(const Call &call)
{
    m_files.erase(call.result);
    const bool isTwo = call.name == "openat2";
    const QByteArray flags = isTwo ? field(call.arguments[2], "flags") : call.arguments[2];
    const auto where = place(call.arguments[0], text(call.arguments[1]));
    if (!where || flags.contains("O_TMPFILE"))
        return false;
    if (where->inode) {
        m_files[call.result] = {.inode = *where->inode};
        if (flags.contains("O_TRUNC"))
            m_model.cut(*where->inode);
        return flags.contains("O_TRUNC");
    }
    if (!flags.contains("O_CREAT"))
        return false; // beside what the model has
    const std::uint32_t mode = octal(isTwo ? field(call.arguments[2], "mode") : call.arguments.value(3));
    const std::size_t made = m_model.create(Kind::File, mode & ~022U);
    m_model.setNames({{where->directory, where->name, made}});
    m_files[call.result] = {.inode = made};
    return true;
}

bool CallReplay::replayRename(const Call &call)
{
    const auto from = place(call.arguments[0], text(call.arguments[1]));
    const auto to = place(call.arguments[2], text(call.arguments[3]));
    if (!from || !to || !from->inode)
        return false;
    const bool isExchange = call.arguments.value(4).contains("RENAME_EXCHANGE");
    m_model.setNames(
        {{from->directory, from->name, isExchange ? to->inode : std::nullopt}, {to->directory, to->name, from->inode}});
    return true;
}

bool CallReplay::replayLink(const Call &call)
{
    const QByteArray source = text(call.arguments[1]);
    const auto to = place(call.arguments[2], text(call.arguments[3]));
    const OpenFile *file = source.startsWith("/proc/self/fd/") ? openFile(source.mid(14)) : nullptr;
    const auto from = file ? std::nullopt : place(call.arguments[0], source);
    if (!to || (!file && (!from || !from->inode)))
        return false;
    m_model.setNames({{to->directory, to->name, file ? file->inode : *from->inode}});
    return true;
}

bool CallReplay::replay(const Call &call)
{
    const QByteArray &name = call.name;
    const auto at = [&](qsizetype first) { return place(call.arguments[first], text(call.arguments[first + 1])); };
    if (name == "openat" || name == "openat2")
        return replayOpen(call);
    if (name == "renameat" || name == "renameat2")
        return replayRename(call);
    if (name == "linkat")
        return replayLink(call);
    if (name == "close") {
        m_files.erase(call.arguments[0].toLongLong());
        return false;
    }
    if (name == "newfstatat") {
        const auto where = at(0);
        if (where && where->inode)
            m_model.setNumber(*where->inode, field(call.arguments[2], "st_ino").toULongLong());
        return false;
    }
    if (name == "mkdirat" || name == "symlinkat") {
        const bool isLink = name == "symlinkat";
        const auto where = at(isLink ? 1 : 0);
        if (!where)
            return false;
        const std::size_t made = isLink ? m_model.create(Kind::Link, 0777, text(call.arguments[0]))
                                        : m_model.create(Kind::Directory, octal(call.arguments[2]) & ~022U);
        m_model.setNames({{where->directory, where->name, made}});
        return true;
    }
    if (name == "unlinkat" || name == "fchmodat" || name == "fchmodat2") {
        const auto where = at(0);
        if (!where || !where->inode)
            return false;
        if (name == "unlinkat")
            m_model.setNames({{where->directory, where->name, std::nullopt}});
        else
            m_model.setMode(*where->inode, octal(call.arguments[2]));
        return true;
    }
    OpenFile *file = openFile(call.arguments[0]);
    if (!file)
        return false;
    if (name == "write") {
        const QByteArray data = text(call.arguments[1]).left(call.result);
        m_model.write(file->inode, file->at, data);
        file->at += data.size();
    } else if (name == "ioctl") {
        const OpenFile *source = openFile(call.arguments.value(2));
        if (!call.arguments[1].contains("FICLONE") || !source)
            return false;
        m_model.write(file->inode, 0, m_model.inode(source->inode).data);
    } else if (name == "fchmod") {
        m_model.setMode(file->inode, octal(call.arguments[1]));
    } else if (name == "fsync" || name == "fdatasync") {
        m_model.sync(file->inode);
    } else if (name == "syncfs") {
        m_model.syncAll();
    } else {
        return false;
    }
    return true;
}

} // namespace freshet::test
