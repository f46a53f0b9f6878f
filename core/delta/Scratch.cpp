// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/delta/Scratch.h"

namespace freshet::delta {

Result<void> Collector::append(OctetView bytes)
{
    if (bytes.size() > m_limit - m_size)
        return refuseDelta(UpdateError::DeltaTooLarge, QStringLiteral("opened file"));
    if (!m_file && m_scratch && m_size + bytes.size() > heldInMemory) {
        auto file = m_scratch->create();
        if (!file)
            return std::unexpected(file.error());
        m_file = std::move(*file);
        if (auto moved = m_file->append(m_octets); !moved)
            return moved;
        m_octets = {};
    }
    m_size += bytes.size();
    if (m_file)
        return m_file->append(bytes);
    m_octets.insert(m_octets.end(), bytes.begin(), bytes.end());
    return {};
}

Result<void> Collector::truncate(std::uint64_t size)
{
    m_size = size;
    if (m_file)
        return m_file->truncate(size);
    m_octets.resize(size);
    return {};
}

Result<FileBytes> Collector::finish()
{
    m_size = 0;
    if (m_file)
        return std::exchange(m_file, nullptr)->map();
    const auto held = std::make_shared<const Octets>(std::exchange(m_octets, {}));
    return FileBytes(*held, held);
}

} // namespace freshet::delta
