// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/EngineSnapshot.h"

#include <QPalette>
#include <QWidget>

#include <array>

namespace freshet::ui {

/// Where the bytes of a whole came from, as far as they are there.
struct SourceShares {
    std::array<Bytes, sourceClassCount> from{};
    Bytes earlier; ///< there, and nobody remembers who brought it
    Bytes whole;   ///< 0: all that there is

    [[nodiscard]] Bytes known() const { return from[0] + from[1] + from[2] + from[3] + from[4]; }
    [[nodiscard]] Bytes there() const { return known() + earlier; }

    /// What a job, or a content, has of what it wants.
    static SourceShares of(const JobRow &row);
    /// Of all that was received, how much came from whom.
    static SourceShares of(const SourceBytes &bytes);
    bool operator==(const SourceShares &) const = default;
};

/// Pixels from the start for each class, then for `earlier`; what is missing is the rest of `width`. A class that brought anything gets at
/// least one pixel as long as there is room.
std::array<int, sourceClassCount + 1> sourceBarParts(const SourceShares &shares, int width);

/// A stacked bar in `rect`: the five classes in their order from the reading side, the track where something is missing. For delegates.
void paintSourceBar(QPainter &painter, const QRect &rect, const SourceShares &shares, const QPalette &palette,
                    Qt::LayoutDirection direction);

/// What the bar shows in words: "LAN peers 52.3 MiB (62 %), HTTP origin 31.9 MiB (38 %)". "nothing yet" without any.
QString sourceBarText(const SourceShares &shares);

/// The bar as a widget. Its words are its accessible description and its tooltip.
class SourceBar final : public QWidget {
    Q_OBJECT

public:
    explicit SourceBar(QWidget *parent = nullptr);

    void setShares(const SourceShares &shares);
    [[nodiscard]] const SourceShares &shares() const { return m_shares; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SourceShares m_shares;
};

} // namespace freshet::ui
