// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/HeadParser.h"

#include <algorithm>
#include <array>
#include <string>

namespace freshet {

namespace {

/// All that ResponseCheck reads.
constexpr std::array<std::string_view, 10> keptFields{
    "accept-ranges", "content-encoding", "content-length", "content-range", "content-type",
    "etag",          "last-modified",    "location",       "retry-after",   "proxy-authenticate"};

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

std::unexpected<Error> malformed(const QString &detail)
{
    return std::unexpected(Error{.code = ErrorCode::ConnectionLost,
                                 .operation = QStringLiteral("read response head"),
                                 .object = {},
                                 .detail = detail,
                                 .kept = Kept::VerifiedPieces,
                                 .next = NextStep::RetryLater});
}

} // namespace

HeadParser::HeadParser(const HttpOptions &options)
    : m_bytesLeft(static_cast<std::size_t>(options.maximumHeadBytes.value()))
    , m_linesLeft(options.maximumHeadLines)
{
}

Result<HeadParser::Progress> HeadParser::onLine(std::string_view line)
{
    if (line.size() > m_bytesLeft || m_linesLeft <= 0) {
        return std::unexpected(Error{.code = ErrorCode::ResponseTooLarge,
                                     .operation = QStringLiteral("read response head"),
                                     .object = {},
                                     .detail = QStringLiteral("too many header lines or bytes"),
                                     .kept = Kept::VerifiedPieces,
                                     .next = NextStep::NextSource});
    }
    m_bytesLeft -= line.size();
    --m_linesLeft;
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
        line.remove_suffix(1);

    if (line.starts_with("HTTP/")) {
        m_fields.clear();
        m_ambiguous = false;
        m_complete = false;
        const auto space = line.find(' ');
        m_version = bytesOf(line.substr(0, space));
        const std::string_view code = space == std::string_view::npos ? std::string_view{} : line.substr(space + 1, 3);
        if (code.size() != 3 || !std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; }))
            return malformed(QStringLiteral("status line without a status"));
        m_status = (code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0');
        return Progress::More;
    }
    if (m_complete)
        return Progress::Trailer;
    if (line.empty()) {
        if (m_status >= 100 && m_status < 200)
            return Progress::Interim;
        m_complete = true;
        return Progress::Complete;
    }
    if (line.front() == ' ' || line.front() == '\t')
        return malformed(QStringLiteral("folded header line"));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos)
        return malformed(QStringLiteral("header line without a colon"));
    const std::string name = lowered(line.substr(0, colon));
    if (std::find(keptFields.begin(), keptFields.end(), name) == keptFields.end())
        return Progress::More;
    const QByteArray fieldValue = bytesOf(trimmed(line.substr(colon + 1)));
    const auto [it, inserted] = m_fields.try_emplace(name, fieldValue);
    if (!inserted && it->second != fieldValue && name != "accept-ranges" && name != "proxy-authenticate")
        m_ambiguous = true;
    return Progress::More;
}

QByteArray HeadParser::value(std::string_view name) const
{
    const auto it = m_fields.find(name);
    return it == m_fields.end() ? QByteArray() : it->second;
}

} // namespace freshet
