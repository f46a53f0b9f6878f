// SPDX-License-Identifier: GPL-3.0-or-later
// The codec alone on two trees, for bench_delta.py: prints one line of JSON.
//   deltatool make OLD NEW PACK     OLD may be "-": a full pack
//   deltatool apply OLD PACK OUT [REVERSE]    OUT: a directory that does not exist yet; REVERSE: the way back, as a client makes it
#include "core/delta/MemberEncoder.h"
#include "core/update/ScratchDirectory.h"
#include "core/update/StagedTree.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cstdio>
#include <ctime>

using namespace freshet;
using namespace freshet::delta;
using namespace freshet::update;

namespace {

[[noreturn]] void fail(const Error &error)
{
    std::fprintf(stderr, "%s %s %s\n", qPrintable(errorName(error.code)), qPrintable(error.object),
                 qPrintable(error.detail));
    std::exit(1);
}

template <typename T>
T must(Result<T> result)
{
    if (!result)
        fail(result.error());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

double cpuSeconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Largest resident memory so far, pages of mapped files included.
long peakKiB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

struct OpenTree {
    explicit OpenTree(const char *path)
        : isEmpty(std::string_view(path) == "-")
        , fd(must(openDirectory(QFile::decodeName(isEmpty ? "/" : path))))
        , listing(isEmpty ? TreeListing() : must(readTree(fd.get())))
    {
    }
    bool isEmpty;
    UniqueFd fd;
    TreeListing listing;
};

FileBytes mapped(const char *path)
{
    const QFileInfo info(QFile::decodeName(path));
    const UniqueFd directory = must(openDirectory(info.absolutePath()));
    return must(mapFile(directory.get(), info.fileName().toStdString()));
}

FileSink created(const char *path)
{
    return FileSink(UniqueFd(::open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)), QFile::decodeName(path));
}

void print(const DeltaReport &report, const TreeListing &to, double cpu)
{
    std::printf(
        "{\"size\":%llu,\"cpu\":%.3f,\"rssKiB\":%ld,\"treeBytes\":%llu,\"copies\":%zu,\"dictionary\":%zu,\"full\":%zu,"
        "\"opened\":%zu,\"overBound\":%zu,\"largestOld\":%llu,\"streams\":[",
        static_cast<unsigned long long>(report.packSize), cpu, peakKiB(),
        static_cast<unsigned long long>(to.fileBytes()), report.files[2], report.files[3], report.files[4],
        report.opened, report.overBound, static_cast<unsigned long long>(report.largestOld));
    for (std::size_t s = 0; s < streamCount; ++s)
        std::printf("%s%llu", s ? "," : "", static_cast<unsigned long long>(report.bytes[s]));
    std::printf("]}");
}

class Forgetting final : public OctetSink {
public:
    Result<void> append(OctetView) override { return {}; }
};

/// CPU seconds that encoders take to close again what was opened: part of what building took.
double closingSeconds(PackReader &reader, const DirectoryTree &files, const TreeListing &to, const Scratch &scratch)
{
    double seconds = 0;
    for (const PackEntry &entry : reader.index().entries) {
        if (!entry.opened)
            continue;
        const Octets facts = must(reader.part(entry, Stream::Recipes));
        OctetReader recipe(facts);
        must(readBaseRecipe(recipe));
        const FileBytes fresh = must(files.open(to.entries()[*to.find(entry.target.path)]));
        const OpenedFile opened = must(openClosed(recipe, fresh.view(), &scratch));
        std::uint64_t closedAt = 0;
        std::uint64_t openedAt = 0;
        for (const Member &member : opened.members) {
            openedAt += member.offset - closedAt;
            const double start = cpuSeconds();
            Forgetting sink;
            const auto encoder = MemberEncoder::make(member.closer, member.parameter);
            must(encoder->add(opened.bytes.view().subspan(openedAt, member.size), sink));
            must(encoder->finish(sink));
            seconds += cpuSeconds() - start;
            openedAt += member.size;
            closedAt = member.offset + member.packedSize;
        }
    }
    return seconds;
}

} // namespace

int main(int argc, char **argv)
{
    const UniqueFd temporary = must(openDirectory(QStringLiteral("/tmp")));
    const ScratchDirectory scratch(temporary.get());
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "make" && argc == 5) {
        const OpenTree from(argv[2]);
        const OpenTree to(argv[3]);
        const double start = cpuSeconds();
        FileSink sink = created(argv[4]);
        const auto report = must(makeDelta(from.listing, DirectoryTree(from.fd.get()), to.listing,
                                           DirectoryTree(to.fd.get()), sink, {.scratch = &scratch}));
        print(report, to.listing, cpuSeconds() - start);
        std::printf("\n");
        return 0;
    }
    if (what == "apply" && (argc == 5 || argc == 6)) {
        const OpenTree from(argv[2]);
        const auto pack = mapped(argv[3]);
        auto reader = must(PackReader::open(pack.view(), from.listing, &scratch));
        ::mkdir(argv[4], 0755);
        const UniqueFd out = must(openDirectory(QFile::decodeName(argv[4])));
        std::uint64_t bytes = 0;
        for (const PackEntry &entry : reader.index().entries)
            bytes += entry.carriesBytes() ? entry.target.size : 0;
        const double start = cpuSeconds();
        const TreeListing to = must(StagedTree(out.get(), from.fd.get()).build(reader, from.listing));
        const double built = cpuSeconds();
        std::printf("{\"bytes\":%llu,\"cpu\":%.3f,\"rssKiB\":%ld", static_cast<unsigned long long>(bytes),
                    built - start, peakKiB());
        if (argc == 6) {
            FileSink sink = created(argv[5]);
            const auto report =
                must(makeReverse(reader, from.listing, from.listing, DirectoryTree(from.fd.get()), to,
                                 DirectoryTree(out.get()), sink, {.effort = Effort::Quick, .scratch = &scratch}));
            std::printf(",\"reverse\":");
            print(report, from.listing, cpuSeconds() - built);
        }
        std::printf(",\"closing\":%.3f", closingSeconds(reader, DirectoryTree(out.get()), to, scratch));
        std::printf("}\n");
        return 0;
    }
    std::fprintf(stderr, "see the comment at the top of deltatool.cpp\n");
    return 2;
}
