// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace freshet {

/// Writes bencoding (BEP 3) front to back. Keys must come in ascending order, each followed by one
/// value: that is the caller's promise, checked by assertions only. Everything opened is closed.
class BencodeWriter {
public:
    BencodeWriter &beginDictionary();
    BencodeWriter &beginList();
    BencodeWriter &end();
    BencodeWriter &key(std::string_view name);
    BencodeWriter &string(std::string_view bytes);
    BencodeWriter &integer(std::int64_t value);
    /// An item that is encoded already.
    BencodeWriter &encoded(std::string_view item);

    /// The finished bytes; the writer is empty afterwards.
    [[nodiscard]] std::string take();

private:
    struct Level {
        bool isDictionary = false;
        bool expectsValue = false;
        std::string lastKey{};
        bool hasKey = false;
    };
    void beforeValue();

    std::string m_out;
    std::vector<Level> m_open;
};

} // namespace freshet
