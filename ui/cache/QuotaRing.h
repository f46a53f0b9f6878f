// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"

#include <QWidget>

namespace freshet::ui {

/// How full the cache is, as a ring: what counts towards the limit, and outside of it what is pinned. In words it is the accessible description.
class QuotaRing final : public QWidget {
    Q_OBJECT

public:
    explicit QuotaRing(QWidget *parent = nullptr);

    /// `counted`: held and not pinned.
    void setAmounts(Bytes counted, Bytes pinned, Bytes limit);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Bytes m_counted;
    Bytes m_pinned;
    Bytes m_limit;
};

} // namespace freshet::ui
