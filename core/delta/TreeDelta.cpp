// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/TreeDelta.h"

#include "core/delta/AddressPredictor.h"
#include "core/delta/ClosingSink.h"
#include "core/delta/Pairing.h"

#include <algorithm>
#include <set>

namespace freshet::delta {

namespace {

/// More copies make a control stream that is larger than what it saves, and more than a client reads.
constexpr std::size_t sensibleCopies = std::size_t{1} << 19;
/// A guess of how much smaller streams get in a pack than each by itself, in percent.
constexpr std::uint64_t sharedGain = 94;

std::uint64_t sizeOf(const FileStreams &streams)
{
    std::uint64_t size = 0;
    for (const Octets &stream : streams)
        size += estimatedSize(stream);
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
    FileDelta(const FileBytes &old, const FileBytes &fresh, const DeltaOptions &options)
        : m_oldBytes(old)
        , m_newBytes(fresh)
        , m_old(old.view())
        , m_new(fresh.view())
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
        if (maskedOld) {
            m_oldBytes.rest();
            m_newBytes.rest();
        }
        auto copies = match(maskedOld ? OctetView(*maskedOld) : m_old, maskedNew ? OctetView(*maskedNew) : m_new);
        maskedOld.reset();
        maskedNew.reset();
        if (!copies)
            return std::nullopt;
        offer(best, recipe, *copies, nullptr);
        if (auto predictor = m_options.addresses ? makeAddressPredictor(m_old, m_new, *copies) : nullptr) {
            offer(best, recipe, *copies, predictor.get());
            // What the first pass tells of where things went makes more of the old file look like the new one.
            const Octets predicted = predictedImage(m_old, *copies, *predictor);
            predictor.reset();
            copies.reset();
            m_oldBytes.rest();
            m_newBytes.rest();
            if (const auto better = match(predicted, m_new))
                offer(best, recipe, *better, makeAddressPredictor(m_old, m_new, *better).get());
        }
        return best;
    }

private:
    std::optional<std::vector<Copy>> match(OctetView old, OctetView fresh)
    {
        const auto index = SuffixIndex::make(old);
        // Where code was compiled anew there are very many short ones: then only those count that explain much, in a second pass, too.
        for (; index && m_gain <= largestGain; m_gain *= 4) {
            index->expect(m_gain);
            if (auto copies = findCopies(old, fresh, *index, m_gain, sensibleCopies, [this] { m_newBytes.rest(); }))
                return copies;
        }
        return std::nullopt;
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
        std::ranges::for_each(next.streams, [](Octets &stream) { stream.shrink_to_fit(); });
        next.size = sizeOf(next.streams) * sharedGain / 100;
        if (!best || next.size < best->size)
            best = std::move(next);
    }

    static constexpr std::size_t largestGain = 4 * usualGain;

    const FileBytes &m_oldBytes;
    const FileBytes &m_newBytes;
    OctetView m_old;
    OctetView m_new;
    const DeltaOptions &m_options;
    std::size_t m_gain = usualGain;
};

std::optional<Candidate> closedDelta(const FileBytes &old, const FileBytes &fresh, const DeltaOptions &options)
{
    return FileDelta(old, fresh, options).run({});
}

std::optional<Candidate> openedDelta(const FileBytes &old, const FileBytes &fresh, const DeltaOptions &options,
                                     DeltaReport &report)
{
    MemberPair members = differingMembers(old.view(), fresh.view());
    auto openedNew = openMembers(fresh.view(), std::move(members.fresh), true, options.scratch);
    if (!openedNew)
        return std::nullopt;
    // Small members look the same from several encoders: the way back is proven by those of the way forth.
    auto openedOld =
        openMembers(old.view(), std::move(members.old), false, options.scratch, openedNew->members.front());
    if (!openedOld)
        return std::nullopt;
    old.rest();
    fresh.rest();
    report.largestOld = std::max<std::uint64_t>(report.largestOld, openedOld->bytes.view().size());
    Octets recipe;
    putBaseRecipe(openedOld->members, recipe);
    putClosingRecipe(openedNew->members, openedNew->bytes.view().size(), recipe);
    auto candidate = FileDelta(openedOld->bytes, openedNew->bytes, options).run(recipe);
    if (candidate)
        candidate->entry.opened = true;
    return candidate;
}

void offer(std::optional<Candidate> &best, std::optional<Candidate> other)
{
    if (other && (!best || other->size < best->size))
        best = std::move(other);
}

Candidate bestOf(const FileBytes &oldBytes, const FileBytes &newBytes, const DeltaOptions &options, DeltaReport &report)
{
    const OctetView old = oldBytes.view();
    const OctetView fresh = newBytes.view();
    const std::uint64_t fullSize = estimatedSize(fresh) * sharedGain / 100;
    std::optional<Candidate> best;
    report.largestOld = std::max<std::uint64_t>(report.largestOld, old.size());
    if (!old.empty()) {
        if (options.open)
            offer(best, openedDelta(oldBytes, newBytes, options, report));
        if (!best || best->size * 4 > fullSize) {
            auto closed = closedDelta(oldBytes, newBytes, options);
            report.overBound += closed ? 0 : 1;
            offer(best, std::move(closed));
        }
        // Worth the time only where copies explain little, and a quick look at it promises something.
        const auto isPromising = [&] {
            const auto quick = packWithDictionary(old, fresh, Effort::Quick);
            return quick && (!best || quick->size() < best->size + best->size / 2 + 256);
        };
        if ((!best || best->size * 8 > fullSize) && fresh.size() > 256 && isPromising())
            if (auto frame = packWithDictionary(old, fresh, options.effort)) {
                Candidate dictionary;
                dictionary.entry.method = PackEntry::Method::Dictionary;
                dictionary.size = frame->size() + 8;
                of(dictionary.streams, Stream::Frames) = std::move(*frame);
                offer(best, std::move(dictionary));
            }
    }
    if (best && best->size < fullSize)
        return std::move(*best);
    Candidate full;
    full.entry = fullEntry(fresh, full.streams);
    return full;
}

void count(DeltaReport &report, const Candidate &candidate)
{
    report.opened += candidate.entry.opened ? 1 : 0;
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
        Result<Candidate> candidate = choose(index, *fresh, report);
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
    report.bytes = writer.bytes();
    return report;
}

} // namespace

Result<DeltaReport> makeDelta(const TreeListing &from, const TreeFiles &fromFiles, const TreeListing &to,
                              const TreeFiles &toFiles, OctetSink &sink, const DeltaOptions &options)
{
    PackWriter writer(from, to, sink, options.effort, options.cut);
    const auto pairs = pairFiles(from, to);
    return writePack(writer, to, toFiles, options,
                     [&](std::size_t index, const FileBytes &fresh, DeltaReport &report) -> Result<Candidate> {
                         FileBytes old;
                         if (pairs[index]) {
                             auto opened = fromFiles.open(from.entries()[*pairs[index]]);
                             if (!opened)
                                 return std::unexpected(opened.error());
                             old = std::move(*opened);
                         }
                         Candidate candidate = bestOf(old, fresh, options, report);
                         if (candidate.entry.method != PackEntry::Method::Full)
                             candidate.entry.base = pairs[index];
                         return candidate;
                     });
}

namespace {

/// One old file as it is.
Result<Candidate> whole(OctetView old, PackWriter &writer)
{
    Candidate candidate;
    candidate.entry.method = PackEntry::Method::Full;
    while (!old.empty()) {
        const OctetView part = old.first(std::min<std::size_t>(old.size(), blockSize));
        of(candidate.streams, Stream::Literals).assign(part.begin(), part.end());
        if (auto taken = writer.put(candidate.streams); !taken)
            return std::unexpected(taken.error());
        old = old.subspan(part.size());
    }
    return candidate;
}

/// One old file, whatever was made of it, with the new one as dictionary.
Result<Candidate> withDictionary(OctetView old, OctetView fresh, PackWriter &writer)
{
    auto frame = packWithDictionary(fresh, old, Effort::Quick);
    if (!frame)
        return whole(old, writer);
    Candidate candidate;
    candidate.entry.method = PackEntry::Method::Dictionary;
    of(candidate.streams, Stream::Frames) = std::move(*frame);
    return candidate;
}

/// Encoders that are known to make here what they make at the publisher's.
using ProvenEncoders = std::set<std::pair<Closer, std::uint8_t>>;

/// The old file's members can be closed: by encoders that have made the new files, or so it shows. Where one of them has not made what
/// it should, each member has to show it.
bool canBeClosed(const std::vector<Member> &members, const std::vector<Member> &made, OctetView old,
                 ProvenEncoders &proven, bool trusted)
{
    if (!trusted)
        return std::ranges::all_of(members, [&](const Member &member) {
            return closesAgain(member, old.subspan(member.offset, member.packedSize));
        });
    for (const Member &member : made)
        proven.emplace(member.closer, member.parameter);
    return std::ranges::all_of(members, [&](const Member &member) {
        if (member.closer == Closer::Raw)
            return false;
        const std::pair encoder(member.closer, member.parameter);
        if (!proven.contains(encoder) && closesAgain(member, old.subspan(member.offset, member.packedSize)))
            proven.insert(encoder);
        return proven.contains(encoder);
    });
}

/// One old file out of the new one that was made of it. Addresses are not predicted: that would take as long as the way forth, and save
/// bytes that are never sent.
Result<Candidate> reverseOf(PackReader &forward, const PackEntry &made, OctetView old, OctetView fresh,
                            ProvenEncoders &proven, const DeltaOptions &options, PackWriter &writer)
{
    Candidate candidate;
    candidate.entry.method = PackEntry::Method::Copies;
    FileBytes openedOld;
    FileBytes openedNew;
    if (made.opened) {
        const auto facts = forward.part(made, Stream::Recipes);
        if (!facts)
            return std::unexpected(facts.error());
        OctetReader recipe(*facts);
        const auto members = readBaseRecipe(recipe);
        if (!members)
            return std::unexpected(members.error());
        auto closed = openClosed(recipe, fresh, options.scratch);
        auto opened = forward.openedBase(made, *members, old);
        if (!closed || !opened || !canBeClosed(*members, closed->members, old, proven, options.unlike.empty()))
            return withDictionary(old, fresh, writer);
        openedNew = std::move(closed->bytes);
        openedOld = std::move(*opened);
        old = openedOld.view();
        fresh = openedNew.view();
        putBaseRecipe(closed->members, of(candidate.streams, Stream::Recipes));
        putClosingRecipe(*members, old.size(), of(candidate.streams, Stream::Recipes));
        candidate.entry.opened = true;
    }
    auto copies = forward.copies(made, old.size(), fresh.size());
    if (!copies)
        return std::unexpected(copies.error());
    if (auto encoded = encodeCopies(fresh, old, inverted(std::move(*copies)), nullptr, candidate.streams,
                                    [&writer](FileStreams &streams) { return writer.put(streams); });
        !encoded)
        return std::unexpected(encoded.error());
    return candidate;
}

} // namespace

Result<DeltaReport> makeReverse(PackReader &forward, const TreeListing &base, const TreeListing &from,
                                const TreeFiles &fromFiles, const TreeListing &to, const TreeFiles &toFiles,
                                OctetSink &sink, const DeltaOptions &options)
{
    // Which new file was made of an old one; the one of the same path, where there are several.
    std::vector<const PackEntry *> made(from.entries().size());
    for (const PackEntry &entry : forward.index().entries) {
        if (!entry.base || !entry.carriesBytes() || std::ranges::contains(options.unlike, entry.target.path))
            continue;
        const TreeEntry &used = base.entries()[*entry.base];
        const auto own = from.find(used.path);
        if (own && from.entries()[*own].digest == used.digest && (!made[*own] || used.path == entry.target.path))
            made[*own] = &entry;
    }
    forward.rest(); // of most streams nothing is needed any more
    PackWriter writer(to, from, sink, options.effort);
    ProvenEncoders proven;
    return writePack(writer, from, fromFiles, options,
                     [&](std::size_t index, const FileBytes &bytes, DeltaReport &) -> Result<Candidate> {
                         const OctetView old = bytes.view();
                         const PackEntry *entry = made[index];
                         if (!entry || entry->method == PackEntry::Method::Full)
                             return whole(old, writer);
                         const std::size_t source = *to.find(entry->target.path);
                         auto opened = toFiles.open(to.entries()[source]);
                         if (!opened)
                             return std::unexpected(opened.error());
                         const OctetView fresh = opened->view();
                         Result<Candidate> candidate =
                             entry->method == PackEntry::Method::Dictionary
                                 ? withDictionary(old, fresh, writer)
                                 : reverseOf(forward, *entry, old, fresh, proven, options, writer);
                         if (candidate && candidate->entry.method != PackEntry::Method::Full)
                             candidate->entry.base = source;
                         return candidate;
                     });
}

} // namespace freshet::delta
