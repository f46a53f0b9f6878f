// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/AddressScope.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace freshet {

namespace {

using Address6 = std::array<std::uint8_t, 16>;

AddressScope scopeOf4(std::uint32_t a)
{
    const auto in = [a](std::uint32_t net, int prefix) { return (a ^ net) >> (32 - prefix) == 0; };
    if (in(0x7f000000, 8) || in(0x00000000, 8))
        return AddressScope::Loopback;
    if (in(0xa9fe0000, 16))
        return AddressScope::LinkLocal;
    if (in(0x0a000000, 8) || in(0xac100000, 12) || in(0xc0a80000, 16) || in(0x64400000, 10) || in(0xc6120000, 15))
        return AddressScope::Private;
    if (in(0xe0000000, 3) || in(0xc0000000, 24))
        return AddressScope::Unusable; // multicast, reserved, broadcast; protocol assignments
    return AddressScope::Public;
}

AddressScope scopeOf6(const Address6 &a)
{
    const auto startsWith = [&a](std::initializer_list<std::uint8_t> prefix) {
        return std::equal(prefix.begin(), prefix.end(), a.begin());
    };
    const auto carried4 = [&a](std::size_t at) {
        return scopeOf4(std::uint32_t{a[at]} << 24 | std::uint32_t{a[at + 1]} << 16 | std::uint32_t{a[at + 2]} << 8
                        | a[at + 3]);
    };
    const bool first10Zero = std::all_of(a.begin(), a.begin() + 10, [](std::uint8_t b) { return b == 0; });
    if (first10Zero && a[10] == 0xff && a[11] == 0xff)
        return carried4(12);
    if (first10Zero && a[10] == 0 && a[11] == 0) {
        const bool unspecifiedOrLoopback = a[12] == 0 && a[13] == 0 && a[14] == 0 && a[15] <= 1;
        return unspecifiedOrLoopback ? AddressScope::Loopback : carried4(12);
    }
    if (startsWith({0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}))
        return carried4(12);
    if (startsWith({0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}))
        return AddressScope::Private; // RFC 8215: local translation prefix
    if (startsWith({0x20, 0x02}))
        return carried4(2);
    if (a[0] == 0xfe && (a[1] & 0xc0) == 0x80)
        return AddressScope::LinkLocal;
    if ((a[0] & 0xfe) == 0xfc || (a[0] == 0xfe && (a[1] & 0xc0) == 0xc0))
        return AddressScope::Private;
    if ((a[0] & 0xe0) == 0x20)
        return AddressScope::Public; // 2000::/3 is all that is allocated for the public
    return AddressScope::Unusable;
}

} // namespace

AddressScope addressScope(std::span<const std::byte> address)
{
    const auto octet = [address](std::size_t i) { return std::to_integer<std::uint8_t>(address[i]); };
    if (address.size() == 4)
        return scopeOf4(std::uint32_t{octet(0)} << 24 | std::uint32_t{octet(1)} << 16 | std::uint32_t{octet(2)} << 8
                        | octet(3));
    if (address.size() == 16) {
        Address6 a{};
        for (std::size_t i = 0; i < a.size(); ++i)
            a[i] = octet(i);
        return scopeOf6(a);
    }
    return AddressScope::Unusable;
}

std::optional<AddressScope> literalScope(const QString &host)
{
    QString name = host.toLower();
    while (name.endsWith(u'.'))
        name.chop(1);
    if (name == QStringLiteral("localhost") || name.endsWith(QStringLiteral(".localhost")))
        return AddressScope::Loopback;
    if (name.startsWith(u'[') && name.endsWith(u']'))
        name = name.mid(1, name.size() - 2);
    const QByteArray text = name.section(u'%', 0, 0).toUtf8();
    std::array<std::byte, 16> binary{};
    if (inet_pton(AF_INET6, text.constData(), binary.data()) == 1)
        return addressScope(binary);
    // inet_aton also reads the forms "127.1" and "0x7f000001" that resolvers accept.
    in_addr v4{};
    if (inet_aton(text.constData(), &v4) == 1)
        return addressScope(std::as_bytes(std::span(&v4.s_addr, 1)));
    return std::nullopt;
}

} // namespace freshet
