// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/http/HttpOptions.h"

#include <QByteArray>

#include <map>
#include <optional>
#include <string_view>

namespace freshet {

/// The lines of the response heads of one hop: interim (1xx), proxy and final ones, one after the other.
/// Invariant: keeps only the few fields that are asked for, and refuses before it has seen more than the caps allow.
/// Does not judge the response: that is ResponseCheck.
class HeadParser {
public:
    explicit HeadParser(const HttpOptions &options);

    enum class Progress { More, Interim, Complete, Trailer };
    /// One line with its line end. Errors: ResponseTooLarge (caps), ConnectionLost (malformed).
    /// The Error has no object yet.
    Result<Progress> onLine(std::string_view line);

    [[nodiscard]] int status() const { return m_status; }
    [[nodiscard]] const QByteArray &version() const { return m_version; }
    /// Value of a field by its lower-case name; empty when absent.
    [[nodiscard]] QByteArray value(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return m_fields.contains(name); }
    /// A field that may occur once came with different values.
    [[nodiscard]] bool isAmbiguous() const { return m_ambiguous; }

private:
    std::size_t m_bytesLeft;
    int m_linesLeft;
    int m_status = 0;
    QByteArray m_version;
    bool m_complete = false;
    bool m_ambiguous = false;
    std::map<std::string, QByteArray, std::less<>> m_fields;
};

} // namespace freshet
