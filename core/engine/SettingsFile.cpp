// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/SettingsFile.h"

#include <QFile>

namespace freshet {

using namespace Qt::StringLiterals;

namespace {

constexpr int keptAside = 3;

QString fileName()
{
    return QString::fromLatin1(settingsFileName);
}

QString asideName(int number)
{
    return u"%1.aside-%2"_s.arg(fileName()).arg(number);
}

/// The name under which the file can be found now; empty when it could not be moved.
QString moveAside(const CacheDirectory &directory)
{
    for (int n = keptAside; n >= 1; --n) {
        const QString from = n == 1 ? fileName() : asideName(n - 1);
        if (directory.exists(from) && !directory.renameFile(from, asideName(n)))
            return {};
    }
    (void)directory.sync(); // should the move be lost in a crash, it is done again
    return asideName(1);
}

void read(SettingsBook &book, const Result<QByteArray> &text, const QString &path, const CacheDirectory *directory)
{
    if (!text && text.error().code == ErrorCode::FileNotFound)
        return;
    const auto outcome = text ? book.readFile(*text, path) : std::unexpected(text.error());
    if (outcome)
        return;
    Error notice = outcome.error();
    const bool understood =
        notice.code != ErrorCode::SettingsCorrupt && notice.code != ErrorCode::SettingsNewer; // but not readable
    if (const QString name = directory && !understood ? moveAside(*directory) : QString(); !name.isEmpty())
        notice.detail += u"; kept as %1"_s.arg(name);
    book.addNotice(std::move(notice));
}

} // namespace

SettingsBook loadSettings(const CacheDirectory &directory)
{
    SettingsBook book;
    read(book, directory.readFile(fileName(), maximumSettingsFile), directory.filePath(fileName()), &directory);
    return book;
}

SettingsBook peekSettings(const QString &cacheDirectory)
{
    SettingsBook book;
    const QString path = cacheDirectory + u'/' + fileName();
    QFile file(path);
    if (!file.exists())
        return book;
    if (file.size() > maximumSettingsFile || !file.open(QIODevice::ReadOnly))
        book.addNotice({.code = ErrorCode::FileUnreadable,
                        .operation = u"read settings"_s,
                        .object = path,
                        .detail = file.errorString(),
                        .kept = Kept::InputUntouched,
                        .next = NextStep::FixPermissions});
    else
        read(book, file.read(maximumSettingsFile), path, nullptr);
    return book;
}

Result<void> saveSettings(const CacheDirectory &directory, const SettingsBook &book)
{
    return directory.writeFile(fileName(), book.file());
}

} // namespace freshet
