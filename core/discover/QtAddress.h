// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/IpAddress.h"

#include <QHostAddress>

namespace freshet {

/// `scope` is the interface's index where the address is link-local and does not say so itself. A null address is the
/// unspecified one.
IpAddress ipAddressOf(const QHostAddress &address, std::uint32_t scope = 0);

/// A scope becomes the interface's name, as in addresses that Qt hands out, else the index in decimal.
QHostAddress qHostAddressOf(const IpAddress &address);

} // namespace freshet
