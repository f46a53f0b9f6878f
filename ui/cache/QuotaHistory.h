// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/RateHistory.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace freshet::ui {

/// How full the cache was: what it held as an area, what it might hold as a line, over the time that a ring has. Time that nobody watched is a gap. The same
/// in words is its accessible description.
class QuotaHistory final : public QWidget {
    Q_OBJECT

public:
    explicit QuotaHistory(QWidget *parent = nullptr);

    /// Null: nothing has been recorded. The same ring again costs nothing.
    void setRing(const std::shared_ptr<const RateRing> &ring, std::chrono::seconds window, WallTime now);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Step {
        double from = 0; ///< 0 to 1 of the window
        double to = 0;
        WallTime end{};
        Bytes held{};
        Bytes quota{};
    };

    void describe();
    [[nodiscard]] QRectF area() const;
    [[nodiscard]] Bytes top() const;
    [[nodiscard]] const Step *stepAt(double x) const;

    std::vector<Step> m_steps; ///< oldest first; only what was measured
    std::shared_ptr<const RateRing> m_ring;
    std::chrono::seconds m_window{};
    WallTime m_now{};
};

} // namespace freshet::ui
