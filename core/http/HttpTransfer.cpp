// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/HttpTransfer.h"

#include "core/http/Exchange.h"

#include <utility>

namespace freshet {

HttpTransfer::HttpTransfer(std::shared_ptr<Exchange> exchange)
    : m_exchange(std::move(exchange))
{
}

HttpTransfer::~HttpTransfer()
{
    m_exchange->abandon();
}

void HttpTransfer::resume()
{
    m_exchange->resume();
}

Bytes HttpTransfer::received() const
{
    return m_exchange->received();
}

} // namespace freshet
