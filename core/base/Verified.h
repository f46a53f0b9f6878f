// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

namespace freshet {

/// Bytes (or anything made of bytes) as they came from the world. There is deliberately no way from
/// Unverified<T> to Verified<T> but a verifier.
template <typename T>
class Unverified {
public:
    explicit Unverified(T value)
        : m_value(std::move(value))
    {
    }

    [[nodiscard]] const T &get() const & { return m_value; }
    [[nodiscard]] T &get() & { return m_value; }
    /// Gives the value up, e.g. to discard it or to reuse its buffer.
    [[nodiscard]] T take() && { return std::move(m_value); }

private:
    T m_value;
};

class PieceVerifier;

/// A value whose bytes were proven against authorised digests. Only PieceVerifier (core/meta) makes one,
/// so a function that takes Verified<T> cannot be reached by bytes that nobody checked.
template <typename T>
class Verified {
public:
    [[nodiscard]] const T &get() const & { return m_value; }
    [[nodiscard]] T take() && { return std::move(m_value); }

private:
    friend class PieceVerifier;
    explicit Verified(T value)
        : m_value(std::move(value))
    {
    }

    T m_value;
};

} // namespace freshet
