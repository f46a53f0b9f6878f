// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/BodyFetch.h"

#include <utility>

namespace freshet {

BodyFetch::BodyFetch(HttpClient &client, const HttpRequest &request, Callback callback)
    : m_callback(std::move(callback))
    , m_transfer(client.start(request, *this))
{
}

BodyFetch::~BodyFetch() = default;

Result<void> BodyFetch::onHead(const HttpHead &head)
{
    m_fetched.head = head;
    return {};
}

std::size_t BodyFetch::onData(std::span<const std::byte> data)
{
    m_fetched.body.append(reinterpret_cast<const char *>(data.data()), static_cast<qsizetype>(data.size()));
    return data.size();
}

void BodyFetch::onDone(const Result<void> &outcome)
{
    // The callback may destroy this.
    const Callback callback = std::move(m_callback);
    if (outcome)
        callback(std::move(m_fetched));
    else
        callback(std::unexpected(outcome.error()));
}

} // namespace freshet
