// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/Pairing.h"

#include <algorithm>
#include <map>

namespace freshet::delta {

namespace {

/// Every run of digits becomes one '0'.
std::string withoutNumbers(std::string_view path)
{
    std::string folded;
    for (const char c : path) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit)
            folded += c;
        else if (folded.empty() || folded.back() != '0')
            folded += '0';
    }
    return folded;
}

std::string_view nameOf(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

std::uint64_t distance(std::uint64_t a, std::uint64_t b)
{
    return a > b ? a - b : b - a;
}

} // namespace

std::vector<std::optional<std::size_t>> pairFiles(const TreeListing &from, const TreeListing &to)
{
    std::multimap<std::string, std::size_t> paths;
    std::multimap<std::string, std::size_t> names;
    for (std::size_t i = 0; i < from.entries().size(); ++i) {
        const TreeEntry &entry = from.entries()[i];
        if (entry.kind != TreeEntry::Kind::File || entry.size == 0)
            continue;
        paths.emplace(withoutNumbers(entry.path), i);
        names.emplace(withoutNumbers(nameOf(entry.path)), i);
    }
    std::vector<std::optional<std::size_t>> pairs;
    for (const TreeEntry &entry : to.entries()) {
        std::optional<std::size_t> best;
        const auto offer = [&](const std::multimap<std::string, std::size_t> &among, const std::string &key) {
            for (auto [it, end] = among.equal_range(key); it != end && !best; ++it)
                best = it->second;
            for (auto [it, end] = among.equal_range(key); it != end; ++it)
                if (distance(from.entries()[it->second].size, entry.size)
                    < distance(from.entries()[*best].size, entry.size))
                    best = it->second;
        };
        if (entry.kind == TreeEntry::Kind::File) {
            const auto own = from.find(entry.path);
            if (own && from.entries()[*own].kind == TreeEntry::Kind::File && from.entries()[*own].size > 0)
                best = own;
            if (!best)
                offer(paths, withoutNumbers(entry.path));
            if (!best)
                offer(names, withoutNumbers(nameOf(entry.path)));
        }
        pairs.push_back(best);
    }
    return pairs;
}

} // namespace freshet::delta
