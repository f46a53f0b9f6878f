// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/TreeListing.h"

#include "core/meta/NameRules.h"
#include "core/meta/Sha256.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <numeric>

namespace freshet::delta {

namespace {

constexpr std::size_t maximumPath = 4000; ///< PATH_MAX, less what a root may take
constexpr std::size_t maximumTarget = 4000;

bool soundTarget(std::string_view target)
{
    return !target.empty() && target.size() <= maximumTarget
           && std::ranges::none_of(target, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::unexpected<Error> refusePath(const std::string &path, const QString &why)
{
    return refuseDelta(UpdateError::TreePath, path, why);
}

/// Words of one line, separated by one space.
class Words {
public:
    explicit Words(std::string_view line)
        : m_rest(line)
    {
    }
    std::string_view word()
    {
        const std::size_t end = m_rest.find(' ');
        m_ok = m_ok && end != std::string_view::npos;
        const std::string_view taken = m_rest.substr(0, end);
        m_rest.remove_prefix(m_ok ? end + 1 : m_rest.size());
        return taken;
    }
    std::uint64_t number(int base)
    {
        const std::string_view text = word();
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
        m_ok = m_ok && error == std::errc{} && end == text.data() + text.size();
        return value;
    }
    std::string_view exactly(std::size_t count)
    {
        m_ok = m_ok && m_rest.size() > count && m_rest[count] == ' ';
        const std::string_view taken = m_rest.substr(0, m_ok ? count : 0);
        m_rest.remove_prefix(m_ok ? count + 1 : 0);
        return taken;
    }
    [[nodiscard]] std::string_view rest() const { return m_rest; }
    [[nodiscard]] bool ok() const { return m_ok; }

private:
    std::string_view m_rest;
    bool m_ok = true;
};

void write(std::string &out, const TreeEntry &entry)
{
    switch (entry.kind) {
    case TreeEntry::Kind::Directory:
        std::format_to(std::back_inserter(out), "d {:o} {}\n", entry.mode, entry.path);
        break;
    case TreeEntry::Kind::File:
        std::format_to(std::back_inserter(out), "f {:o} {} {} {}\n", entry.mode, entry.size, entry.digest.hex(),
                       entry.path);
        break;
    case TreeEntry::Kind::Link:
        std::format_to(std::back_inserter(out), "l {} {} {}\n", entry.target.size(), entry.target, entry.path);
        break;
    }
}

std::optional<TreeEntry> read(std::string_view line)
{
    Words words(line);
    TreeEntry entry;
    const std::string_view kind = words.word();
    if (kind == "l") {
        entry.kind = TreeEntry::Kind::Link;
        entry.mode = 0777;
        entry.target = words.exactly(words.number(10));
    } else {
        entry.mode = static_cast<std::uint32_t>(std::min<std::uint64_t>(words.number(8), 010000));
        entry.kind = kind == "d" ? TreeEntry::Kind::Directory : TreeEntry::Kind::File;
        if (kind == "f") {
            entry.size = words.number(10);
            const auto digest = Sha256Digest::fromHex(words.word());
            if (!digest)
                return std::nullopt;
            entry.digest = *digest;
        } else if (kind != "d") {
            return std::nullopt;
        }
    }
    entry.path = words.rest();
    return words.ok() ? std::optional(std::move(entry)) : std::nullopt;
}

} // namespace

std::optional<ErrorCode> brokenPathRule(std::string_view path)
{
    if (path.size() > maximumPath)
        return ErrorCode::MetaNameTooLong;
    while (true) {
        const std::size_t end = path.find('/');
        if (const auto broken = brokenNameRule(path.substr(0, end)))
            return broken;
        if (end == std::string_view::npos)
            return std::nullopt;
        path.remove_prefix(end + 1);
    }
}

Result<TreeListing> TreeListing::make(std::vector<TreeEntry> entries)
{
    if (entries.size() > maximumEntries)
        return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("number of files"));
    std::ranges::sort(entries, {}, &TreeEntry::path);
    TreeListing listing;
    listing.m_entries = std::move(entries);
    const TreeEntry *previous = nullptr;
    for (TreeEntry &entry : listing.m_entries) {
        if (const auto broken = brokenPathRule(entry.path))
            return refusePath(entry.path, errorName(*broken));
        if (previous && previous->path == entry.path)
            return refusePath(entry.path, QStringLiteral("twice"));
        if (entry.mode > 07777)
            return refusePath(entry.path, QStringLiteral("mode"));
        if (entry.kind == TreeEntry::Kind::Link && !soundTarget(entry.target))
            return refusePath(entry.path, QStringLiteral("link target"));
        if (const std::size_t slash = entry.path.rfind('/'); slash != std::string::npos) {
            const auto parent = listing.find(std::string_view(entry.path).substr(0, slash));
            if (!parent || listing.m_entries[*parent].kind != TreeEntry::Kind::Directory)
                return refusePath(entry.path, QStringLiteral("its parent is no directory of the tree"));
        }
        previous = &entry;
    }
    return listing;
}

Result<TreeListing> TreeListing::parse(std::string_view text)
{
    std::vector<TreeEntry> entries;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        auto entry = end == std::string_view::npos ? std::nullopt : read(rest.substr(0, end));
        if (!entry || entries.size() >= maximumEntries)
            return refuseDelta(UpdateError::DeltaFormat, QStringLiteral("tree listing"));
        entries.push_back(std::move(*entry));
        rest.remove_prefix(end + 1);
    }
    auto listing = make(std::move(entries));
    if (listing && listing->text() != text)
        return refuseDelta(UpdateError::DeltaFormat, QStringLiteral("tree listing"));
    return listing;
}

std::optional<std::size_t> TreeListing::find(std::string_view path) const
{
    const auto it =
        std::ranges::lower_bound(m_entries, path, {}, [](const TreeEntry &e) { return std::string_view(e.path); });
    return it != m_entries.end() && it->path == path ? std::optional(static_cast<std::size_t>(it - m_entries.begin()))
                                                     : std::nullopt;
}

std::string TreeListing::text() const
{
    std::string out;
    for (const TreeEntry &entry : m_entries)
        write(out, entry);
    return out;
}

Sha256Digest TreeListing::hash() const
{
    const std::string all = text();
    return Sha256::of(std::as_bytes(std::span(all)));
}

std::uint64_t TreeListing::fileBytes() const
{
    return std::accumulate(m_entries.begin(), m_entries.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const TreeEntry &entry) { return sum + entry.size; });
}

} // namespace freshet::delta
