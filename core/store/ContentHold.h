// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/Store.h"

#include <QPointer>

namespace freshet {

/// While it lives, its content is neither evicted nor deleted, open or not: a job that has not ended wants it.
class ContentHold {
public:
    ContentHold(Store &store, const StorageKey &key)
        : m_store(&store)
        , m_key(key)
    {
        store.hold(key);
    }
    ~ContentHold()
    {
        if (m_store)
            m_store->release(m_key);
    }
    ContentHold(const ContentHold &) = delete;
    ContentHold &operator=(const ContentHold &) = delete;

    [[nodiscard]] const StorageKey &key() const { return m_key; }

private:
    QPointer<Store> m_store;
    StorageKey m_key;
};

} // namespace freshet
