// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/delta/Octets.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <random>

namespace freshet::delta {

/// What a program writes to its standard output about a file with these bytes.
inline Octets compressed(const Octets &bytes, const QString &program, const QStringList &options)
{
    const QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("f")));
    if (!file.open(QIODevice::WriteOnly)
        || file.write(reinterpret_cast<const char *>(bytes.data()), static_cast<qint64>(bytes.size())) < 0)
        qFatal("cannot write");
    file.close();
    QProcess process;
    process.start(program, options + QStringList{file.fileName()});
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("%s does not run", qPrintable(program));
    const QByteArray out = process.readAllStandardOutput();
    return {out.begin(), out.end()};
}

/// Text whose statistics change along the way, so that blocks end early.
inline Octets text(std::size_t size, std::uint32_t seed)
{
    std::mt19937 random(seed);
    Octets bytes;
    while (bytes.size() < size) {
        const std::uint32_t kind = random() % 4;
        for (std::uint32_t i = 0; i < 3000; ++i) {
            const std::uint32_t value = kind == 0   ? random() % 256
                                        : kind == 1 ? 'a' + random() % 4
                                                    : random() % 16 + (kind == 2 ? 'A' : '0');
            bytes.push_back(static_cast<std::uint8_t>(value));
            if (random() % 20 == 0 && bytes.size() > 500) {
                const std::size_t from = random() % (bytes.size() - 300);
                const std::size_t length = 3 + random() % 290;
                for (std::size_t k = 0; k < length; ++k)
                    bytes.push_back(bytes[from + k]);
            }
        }
    }
    bytes.resize(size);
    return bytes;
}

} // namespace freshet::delta
