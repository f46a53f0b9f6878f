// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/TreeDelta.h"

#include "core/delta/AddressPredictor.h"
#include "core/delta/Opened.h"
#include "core/delta/Pairing.h"

#include <algorithm>

namespace freshet::delta {

namespace {

/// More copies make a control stream that is larger than what it saves, and more than a client reads.
constexpr std::size_t sensibleCopies = std::size_t{1} << 19;
/// A guess of how much smaller streams get in a pack than each by itself, in percent.
constexpr std::uint64_t sharedGain = 94;

std::uint64_t quickSize(OctetView bytes)
{
    std::uint64_t size = 0;
    for (; !bytes.empty(); bytes = bytes.subspan(std::min<std::size_t>(bytes.size(), blockSize)))
        size += pack(bytes.first(std::min<std::size_t>(bytes.size(), blockSize)), Effort::Quick).octets.size();
    return size;
}

std::uint64_t quickSize(const FileStreams &streams)
{
    std::uint64_t size = 0;
    for (const Octets &stream : streams)
        size += quickSize(stream);
    return size;
}

struct Candidate {
    PackEntry entry;
    FileStreams streams;
    std::uint64_t size = 0; ///< an estimate, comparable among candidates
};

/// One pair of files, both as they are or both opened.
class FileDelta {
public:
    FileDelta(OctetView old, OctetView fresh, const DeltaOptions &options)
        : m_old(old)
        , m_new(fresh)
        , m_options(options)
    {
    }

    /// The best copies that are found; nullopt when that takes too much.
    std::optional<Candidate> run(const Octets &recipe)
    {
        std::optional<Candidate> best;
        std::optional<Octets> maskedOld;
        std::optional<Octets> maskedNew;
        if (m_options.addresses && (maskedOld = withoutOperands(m_old)) && !(maskedNew = withoutOperands(m_new)))
            maskedOld.reset();
        auto copies = match(maskedOld ? OctetView(*maskedOld) : m_old, maskedNew ? OctetView(*maskedNew) : m_new);
        maskedOld.reset();
        maskedNew.reset();
        if (!copies)
            return std::nullopt;
        offer(best, recipe, *copies, nullptr);
        if (const auto predictor = m_options.addresses ? makeAddressPredictor(m_old, m_new, *copies) : nullptr) {
            offer(best, recipe, *copies, predictor.get());
            // What the first pass tells of where things went makes more of the old file look like the new one.
            const Octets predicted = predictedImage(m_old, *copies, *predictor);
            if (const auto better = match(predicted, m_new))
                offer(best, recipe, *better, makeAddressPredictor(m_old, m_new, *better).get());
        }
        return best;
    }

private:
    static std::optional<std::vector<Copy>> match(OctetView old, OctetView fresh)
    {
        const auto index = SuffixIndex::make(old);
        auto copies = index ? findCopies(old, fresh, *index) : std::nullopt;
        if (copies && copies->size() > sensibleCopies)
            copies.reset();
        return copies;
    }

    void offer(std::optional<Candidate> &best, const Octets &recipe, const std::vector<Copy> &copies,
               const Predictor *predictor) const
    {
        Candidate next;
        next.entry.method = PackEntry::Method::Copies;
        next.entry.addresses = predictor != nullptr;
        Octets &facts = of(next.streams, Stream::Recipes);
        facts = recipe;
        if (predictor)
            putAddressFacts(m_new, facts);
        encodeCopies(m_old, m_new, copies, predictor, next.streams);
        next.size = quickSize(next.streams) * sharedGain / 100;
        if (!best || next.size < best->size)
            best = std::move(next);
    }

    OctetView m_old;
    OctetView m_new;
    const DeltaOptions &m_options;
};

std::optional<Candidate> closedDelta(OctetView old, OctetView fresh, const DeltaOptions &options)
{
    return FileDelta(old, fresh, options).run({});
}

std::optional<Candidate> openedDelta(OctetView old, OctetView fresh, const DeltaOptions &options)
{
    auto openedNew = openFile(fresh, true);
    if (!openedNew)
        return std::nullopt;
    auto openedOld = openFile(old, false);
    if (!openedOld)
        return std::nullopt;
    Octets recipe;
    putBaseRecipe(*openedOld, recipe);
    putClosingRecipe(*openedNew, recipe);
    auto candidate = FileDelta(openedOld->octets, openedNew->octets, options).run(recipe);
    if (candidate)
        candidate->entry.opened = true;
    return candidate;
}

void offer(std::optional<Candidate> &best, std::optional<Candidate> other)
{
    if (other && (!best || other->size < best->size))
        best = std::move(other);
}

Candidate bestOf(OctetView old, OctetView fresh, const DeltaOptions &options, DeltaReport &report)
{
    Candidate full;
    full.entry = fullEntry(fresh, full.streams);
    full.size = quickSize(fresh) * sharedGain / 100;
    std::optional<Candidate> best;
    if (!old.empty()) {
        if (options.open)
            offer(best, openedDelta(old, fresh, options));
        if (!best || best->size * 4 > full.size) {
            auto closed = closedDelta(old, fresh, options);
            report.overBound += closed ? 0 : 1;
            offer(best, std::move(closed));
        }
        // Worth the time only where copies explain little.
        if ((!best || best->size * 8 > full.size) && fresh.size() > 256)
            if (auto frame = packWithDictionary(old, fresh, options.effort)) {
                Candidate dictionary;
                dictionary.entry.method = PackEntry::Method::Dictionary;
                dictionary.size = frame->size() + 8;
                of(dictionary.streams, Stream::Frames) = std::move(*frame);
                offer(best, std::move(dictionary));
            }
    }
    return best && best->size < full.size ? std::move(*best) : std::move(full);
}

void count(DeltaReport &report, const Candidate &candidate)
{
    report.opened += candidate.entry.opened ? 1 : 0;
    for (std::size_t s = 0; s < streamCount; ++s)
        report.bytes[s] += candidate.streams[s].size();
    ++report.files[static_cast<std::size_t>(candidate.entry.method)];
}

std::unexpected<Error> cancelled()
{
    return std::unexpected(
        Error{.code = ErrorCode::Cancelled, .operation = QStringLiteral("make update"), .kept = Kept::InputUntouched});
}

/// Writes every wanted file; `choose` makes its candidate.
template <typename Choose>
Result<DeltaReport> writePack(PackWriter &writer, const TreeListing &to, const TreeFiles &toFiles,
                              const DeltaOptions &options, const Choose &choose)
{
    DeltaReport report;
    std::uint64_t all = 0;
    std::uint64_t done = 0;
    const std::vector<std::size_t> wanted = writer.wanted();
    for (const std::size_t index : wanted)
        all += to.entries()[index].size;
    for (const std::size_t index : wanted) {
        const auto fresh = toFiles.open(to.entries()[index]);
        if (!fresh)
            return std::unexpected(fresh.error());
        Result<Candidate> candidate = choose(index, fresh->view(), report);
        if (!candidate)
            return std::unexpected(candidate.error());
        count(report, *candidate);
        if (auto added = writer.add(std::move(candidate->entry), index, std::move(candidate->streams)); !added)
            return std::unexpected(added.error());
        done += to.entries()[index].size;
        if (options.progress && !options.progress(done, all))
            return cancelled();
    }
    const auto size = writer.finish();
    if (!size)
        return std::unexpected(size.error());
    report.packSize = *size;
    return report;
}

} // namespace

Result<DeltaReport> makeDelta(const TreeListing &from, const TreeFiles &fromFiles, const TreeListing &to,
                              const TreeFiles &toFiles, OctetSink &sink, const DeltaOptions &options)
{
    PackWriter writer(from, to, sink, options.effort);
    const auto pairs = pairFiles(from, to);
    return writePack(writer, to, toFiles, options,
                     [&](std::size_t index, OctetView fresh, DeltaReport &report) -> Result<Candidate> {
                         FileBytes old;
                         if (pairs[index]) {
                             auto opened = fromFiles.open(from.entries()[*pairs[index]]);
                             if (!opened)
                                 return std::unexpected(opened.error());
                             old = std::move(*opened);
                         }
                         Candidate candidate = bestOf(old.view(), fresh, options, report);
                         if (candidate.entry.method != PackEntry::Method::Full)
                             candidate.entry.base = pairs[index];
                         return candidate;
                     });
}

namespace {

/// One old file out of the new one that was made of it.
Result<Candidate> reverseOf(PackReader &forward, const PackEntry &made, OctetView old, OctetView fresh)
{
    Candidate candidate;
    candidate.entry.method = PackEntry::Method::Copies;
    Octets &recipe = of(candidate.streams, Stream::Recipes);
    const auto facts = forward.part(made, Stream::Recipes);
    if (!facts)
        return std::unexpected(facts.error());
    std::optional<OpenedFile> openedOld;
    std::optional<OpenedFile> openedNew;
    if (made.opened) {
        // The new file's recipe tells how its members were made; the old one's most likely were made alike.
        openedNew = openFile(fresh, false);
        openedOld = openFile(old, true);
        if (!openedNew || !openedOld) {
            auto frame = packWithDictionary(fresh, old, Effort::Quick);
            candidate.entry.method = frame ? PackEntry::Method::Dictionary : PackEntry::Method::Full;
            of(candidate.streams, frame ? Stream::Frames : Stream::Literals) =
                frame ? std::move(*frame) : Octets(old.begin(), old.end());
            return candidate;
        }
        putBaseRecipe(*openedNew, recipe);
        putClosingRecipe(*openedOld, recipe);
        candidate.entry.opened = true;
        old = openedOld->octets;
        fresh = openedNew->octets;
    }
    auto copies = forward.copies(made, old.size(), fresh.size());
    if (!copies)
        copies = std::vector<Copy>{}; // the old file opens otherwise now: what it needs is written out
    const std::vector<Copy> back = inverted(std::move(*copies));
    std::unique_ptr<Predictor> predictor;
    if (made.addresses)
        predictor = makeAddressPredictor(fresh, old, back);
    if (predictor)
        putAddressFacts(old, recipe);
    candidate.entry.addresses = predictor != nullptr;
    encodeCopies(fresh, old, back, predictor.get(), candidate.streams);
    return candidate;
}

} // namespace

Result<DeltaReport> makeReverse(PackReader &forward, const TreeListing &from, const TreeFiles &fromFiles,
                                const TreeListing &to, const TreeFiles &toFiles, OctetSink &sink,
                                const DeltaOptions &options)
{
    // Which new file was made of an old one; the one of the same path, where there are several.
    std::vector<const PackEntry *> made(from.entries().size());
    for (const PackEntry &entry : forward.index().entries)
        if (entry.base && entry.carriesBytes()
            && (!made[*entry.base] || from.entries()[*entry.base].path == entry.target.path))
            made[*entry.base] = &entry;
    PackWriter writer(to, from, sink, options.effort);
    return writePack(writer, from, fromFiles, options,
                     [&](std::size_t index, OctetView old, DeltaReport &) -> Result<Candidate> {
                         const PackEntry *entry = made[index];
                         if (!entry || entry->method == PackEntry::Method::Full) {
                             Candidate full;
                             full.entry = fullEntry(old, full.streams);
                             return full;
                         }
                         const std::size_t base = *to.find(entry->target.path);
                         auto opened = toFiles.open(to.entries()[base]);
                         if (!opened)
                             return std::unexpected(opened.error());
                         const OctetView fresh = opened->view();
                         Result<Candidate> candidate;
                         if (entry->method == PackEntry::Method::Dictionary) {
                             Candidate other;
                             auto frame = packWithDictionary(fresh, old, Effort::Quick);
                             other.entry.method = frame ? PackEntry::Method::Dictionary : PackEntry::Method::Full;
                             of(other.streams, frame ? Stream::Frames : Stream::Literals) =
                                 frame ? std::move(*frame) : Octets(old.begin(), old.end());
                             candidate = std::move(other);
                         } else {
                             candidate = reverseOf(forward, *entry, old, fresh);
                         }
                         if (candidate && candidate->entry.method != PackEntry::Method::Full)
                             candidate->entry.base = base;
                         return candidate;
                     });
}

} // namespace freshet::delta
