// SPDX-License-Identifier: GPL-3.0-or-later
// How fast content metadata is made, beside what OpenSSL says of the same machine in the same minute.
//   bench_hash [--mib N] [--rounds N] [--read-kib N] [--file PATH]
// Makes a file, brings it into the page cache, and in every round runs each measurement once, so that a busy
// minute hurts all of them alike; medians are printed. One-core rates are per second of CPU time (as `openssl speed`
// counts, but with system time added), the all-cores rates per second of wall time.
#include "core/base/UniqueFd.h"
#include "core/meta/ContentHashes.h"
#include "core/meta/PieceHasher.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

using namespace freshet;

namespace {

/// What one pread brings: a piece, as the store reads it.
std::size_t readSize = 1024 * 1024;
constexpr std::size_t mebibyte = 1024 * 1024;

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "bench_hash: %s\n", what);
    std::exit(1);
}

/// CPU seconds of the calling thread, user and system.
double threadSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    const auto seconds = [](const timeval &t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double wallSeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Bytes per second that `openssl speed` reports for 16 KiB messages.
double opensslSpeed(const QString &algorithm)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("openssl"),
                  {QStringLiteral("speed"), QStringLiteral("-seconds"), QStringLiteral("2"), QStringLiteral("-bytes"),
                   QStringLiteral("16384"), QStringLiteral("-evp"), algorithm});
    if (!process.waitForFinished(60000) || process.exitCode() != 0)
        giveUp("`openssl speed` does not run");
    static const QRegularExpression line(QStringLiteral("^sha\\w+\\s+([0-9.]+)k$"),
                                         QRegularExpression::MultilineOption);
    const QRegularExpressionMatch match = line.match(QString::fromLatin1(process.readAll()));
    if (!match.hasMatch())
        giveUp("`openssl speed` prints something new");
    return match.captured(1).toDouble() * 1000;
}

struct File {
    UniqueFd fd;
    Geometry geometry;

    /// Reads a piece in portions and gives each to `add`.
    template <typename Add>
    void read(PieceIndex piece, std::vector<std::byte> &buffer, Add add) const
    {
        const std::uint64_t size = geometry.pieceSize(piece).value();
        for (std::uint64_t done = 0; done < size;) {
            const std::size_t n = std::min<std::uint64_t>(buffer.size(), size - done);
            const auto offset = static_cast<off_t>(geometry.pieceOffset(piece).value() + done);
            if (::pread(fd.get(), buffer.data(), n, offset) != static_cast<ssize_t>(n))
                giveUp("short read");
            add(std::span<const std::byte>(buffer).first(n));
            done += n;
        }
    }
};

File makeFile(const QString &path, std::uint64_t mib)
{
    File file{UniqueFd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)),
              {Bytes{mib * mebibyte}, 1_MiB}};
    if (!file.fd || ::unlink(QFile::encodeName(path).constData()) != 0)
        giveUp("cannot make the file");
    std::vector<std::uint64_t> words(mebibyte / sizeof(std::uint64_t));
    std::mt19937_64 random(1);
    std::vector<std::byte> buffer(mebibyte);
    for (std::uint64_t i = 0; i < mib; ++i) {
        std::generate(words.begin(), words.end(), std::ref(random));
        if (::write(file.fd.get(), words.data(), mebibyte) != static_cast<ssize_t>(mebibyte))
            giveUp("cannot write the file");
    }
    return file;
}

void hashPiece(const File &file, PieceIndex piece, std::vector<std::byte> &buffer, PieceHasher &hasher,
               ContentHashes &hashes)
{
    file.read(piece, buffer, [&hasher](std::span<const std::byte> bytes) { hasher.add(bytes); });
    hashes.set(piece, hasher.finish());
}

/// Reads and hashes the whole file on this thread. Rates of all of it, and of the hashing without the reading.
void oneCore(const File &file, PieceHashKinds kinds, double &withRead, double &hashOnly)
{
    std::vector<std::byte> buffer(readSize);
    PieceHasher hasher(file.geometry, kinds);
    ContentHashes hashes = ContentHashes::sized(file.geometry, kinds);
    const double begin = threadSeconds();
    for (PieceIndex piece; piece.value() < file.geometry.pieceCount(); ++piece)
        hashPiece(file, piece, buffer, hasher, hashes);
    const double all = threadSeconds() - begin;

    // The reading alone, by the same loop without the hash: timing each piece would cost more than it tells.
    const double readBegin = threadSeconds();
    for (PieceIndex piece; piece.value() < file.geometry.pieceCount(); ++piece)
        file.read(piece, buffer, [](std::span<const std::byte>) {});
    const double reading = threadSeconds() - readBegin;
    const auto bytes = static_cast<double>(file.geometry.contentLength().value());
    withRead = bytes / all;
    hashOnly = bytes / (all - reading);
}

/// Bytes per wall second of making all hashes with every core.
double allCores(const File &file, PieceHashKinds kinds, unsigned threads)
{
    ContentHashes hashes = ContentHashes::sized(file.geometry, kinds);
    std::atomic<std::uint32_t> next{0};
    const double begin = wallSeconds();
    {
        std::vector<std::jthread> workers;
        for (unsigned i = 0; i < threads; ++i) {
            workers.emplace_back([&] {
                std::vector<std::byte> buffer(readSize);
                PieceHasher hasher(file.geometry, kinds);
                for (std::uint32_t piece; (piece = next++) < file.geometry.pieceCount();)
                    hashPiece(file, PieceIndex{piece}, buffer, hasher, hashes);
            });
        }
    }
    return static_cast<double>(file.geometry.contentLength().value()) / (wallSeconds() - begin);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    std::uint64_t mib = 1024;
    int rounds = 5;
    QString path = QDir::tempPath() + QStringLiteral("/bench_hash.%1").arg(::getpid());
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string option = argv[i];
        if (option == "--mib")
            mib = std::strtoull(argv[i + 1], nullptr, 10);
        else if (option == "--rounds")
            rounds = std::atoi(argv[i + 1]);
        else if (option == "--read-kib")
            readSize = std::strtoull(argv[i + 1], nullptr, 10) * 1024;
        else if (option == "--file")
            path = QFile::decodeName(argv[i + 1]);
        else
            giveUp("usage: bench_hash [--mib N] [--rounds N] [--read-kib N] [--file PATH]");
    }
    if (mib < 16 || rounds < 1 || readSize < 4096)
        giveUp("at least 16 MiB, one round, and reads of 4 KiB");
    const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    const File file = makeFile(path, mib);

    std::map<std::string, std::vector<double>> rates;
    const auto measureOneCore = [&](const char *name, PieceHashKinds kinds) {
        double withRead = 0;
        double hashOnly = 0;
        oneCore(file, kinds, withRead, hashOnly);
        rates[name].push_back(hashOnly);
        rates[std::string(name) + " + pread"].push_back(withRead);
    };
    for (int round = 0; round < rounds; ++round) {
        rates["openssl sha256"].push_back(opensslSpeed(QStringLiteral("sha256")));
        measureOneCore("merkle", {});
        rates["openssl sha1"].push_back(opensslSpeed(QStringLiteral("sha1")));
        measureOneCore("sha1", {.merkle = false, .sha1 = true});
        measureOneCore("merkle + sha1 (hybrid)", {.sha1 = true});
        measureOneCore("flat", {.merkle = false, .flat = true});
        rates["all v2"].push_back(allCores(file, {}, threads));
        rates["all hybrid"].push_back(allCores(file, {.sha1 = true}, threads));
    }

    std::printf("%llu MiB in the page cache, pread of %zu KiB, %d rounds interleaved, medians; MB = 10^6 bytes\n\n",
                static_cast<unsigned long long>(mib), readSize / 1024, rounds);
    const auto line = [&](const char *label, const std::string &name, const std::string &against) {
        const std::vector<double> &all = rates[name];
        std::printf("%-40s %8.0f MB/s  [%.0f … %.0f]", label, median(all) / 1e6,
                    *std::min_element(all.begin(), all.end()) / 1e6, *std::max_element(all.begin(), all.end()) / 1e6);
        if (!against.empty()) {
            std::vector<double> ratios;
            for (std::size_t i = 0; i < all.size(); ++i)
                ratios.push_back(all[i] / rates[against][i]);
            std::printf("  %.2f of openssl", median(ratios));
        }
        std::printf("\n");
    };
    std::printf("One core, per CPU second\n");
    line("openssl speed sha256, 16 KiB", "openssl sha256", "");
    line("merkle, from buffers", "merkle", "openssl sha256");
    line("merkle, its pread counted too", "merkle + pread", "openssl sha256");
    line("flat sha256, from buffers", "flat", "openssl sha256");
    line("openssl speed sha1, 16 KiB", "openssl sha1", "");
    line("sha1 of hybrid alone, from buffers", "sha1", "openssl sha1");
    line("merkle + sha1 (hybrid), from buffers", "merkle + sha1 (hybrid)", "openssl sha256");
    std::printf("\nCreating with all %u cores, per wall second, pread counted\n", threads);
    line("v2 only", "all v2", "");
    line("hybrid", "all hybrid", "");
    std::vector<double> ratios;
    for (std::size_t i = 0; i < rates["merkle"].size(); ++i)
        ratios.push_back(rates["merkle"][i] / rates["openssl sha256"][i]);
    std::printf("\nmerkle / openssl = %.2f, target 0.90: %s\n", median(ratios),
                median(ratios) >= 0.9 ? "met" : "missed");
    return 0;
}
