// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/PeerFacts.h"
#include "core/store/StoreTypes.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace freshet {

/// Gathers what is given to peers, so that the ledger hears of it once a second rather than block by block. Invariant: nothing that was added
/// is lost before `due`, but by the end of the process.
class UploadCounts final : public QObject {
    Q_OBJECT

public:
    UploadCounts();
    ~UploadCounts() override;

    void add(const StorageKey &content, PeerClass to, Bytes amount);

Q_SIGNALS:
    void due(const freshet::StorageKey &content, const freshet::ByteCounters &delta);

private:
    void tell();

    std::map<StorageKey, ByteCounters> m_pending;
    QTimer m_timer;
};

} // namespace freshet
