// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/RateSummary.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QCPGraph;
class QCPItemLine;
class QCPItemStraightLine;
class QCPItemText;
class QCPLayer;
class QCustomPlot;

namespace freshet::ui {

/// A line that rates are not to cross.
struct RateLimitLine {
    BytesPerSecond rate;
    QString label; ///< "Background limit"
    bool operator==(const RateLimitLine &) const = default;
};

/// Something that happened at a time.
struct RateMark {
    WallTime time;
    QString text;
    bool problem = false;
    bool operator==(const RateMark &) const = default;
};

/// A graph of one direction, stacked by source class, with a line for what of it was written to the disk, in a window of time that ends now. See the room's README for its manners.
class RatePlot final : public QWidget {
    Q_OBJECT

public:
    explicit RatePlot(RateDirection direction, QWidget *parent = nullptr);
    ~RatePlot() override;

    /// Of `ring` (null: nothing recorded) the last `window` before `now`. A ring that did not change costs the moving of the axis.
    void setRing(const std::shared_ptr<const RateRing> &ring, std::chrono::seconds window, WallTime now);
    void setLimits(const std::vector<RateLimitLine> &limits);
    void setMarks(const std::vector<RateMark> &marks);

    /// Of what is visible.
    [[nodiscard]] RateSummary summary() const;
    /// False once the user has zoomed or panned.
    [[nodiscard]] bool isFollowing() const { return m_following; }
    /// Follows and scales again.
    void resetView();
    void setCrosshairShown(bool shown);
    [[nodiscard]] bool isCrosshairShown() const { return m_crosshairShown; }
    /// Seconds since 1970, and bytes per second.
    [[nodiscard]] std::pair<double, double> timeRange() const;
    [[nodiscard]] std::pair<double, double> rateRange() const;

    /// By the ending of the name: .svg, else PNG at twice the size. False: it could not be written.
    bool saveImage(const QString &file);
    /// How often it was painted anew, for tests of its restraint.
    [[nodiscard]] int replots() const { return m_replots; }
    /// Nothing waits to be painted.
    [[nodiscard]] bool isUpToDate() const { return !m_dirty; }

    [[nodiscard]] QSize sizeHint() const override;

    static constexpr std::chrono::milliseconds replotInterval{250};

Q_SIGNALS:
    /// `g` or a double click: show what happened at that time.
    void timePicked(freshet::WallTime time);
    /// Of what is visible; also its accessible description.
    void summaryChanged(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makePlot();
    void applyColours();
    void fillGraphs();
    void fillGaps();
    void placeLimits();
    void placeMarks();
    void fitAxes();
    void scheduleReplot();
    void replotNow();
    void moveCrosshair(const QPoint &at);
    void updateSummary();
    void zoom(Qt::Orientations directions, double factor);
    void pan(double x, double y);
    void leaveFollowing() { m_following = false; }
    [[nodiscard]] double unit() const;

    RateDirection m_direction;
    QCustomPlot *m_plot = nullptr;    ///< a child
    std::vector<QCPGraph *> m_graphs; ///< sums of the first classes: the last class's is at the back
    QCPGraph *m_diskHalo = nullptr;   ///< below that one, so that it can be seen on every colour
    QCPGraph *m_diskGraph = nullptr;  ///< what is written to the disk; null: not of this direction
    QCPItemText *m_diskText = nullptr;
    QCPGraph *m_markGraph = nullptr;
    std::vector<QCPItemStraightLine *> m_limitLines;
    std::vector<QCPItemText *> m_limitLabels;
    QCPItemLine *m_crossX = nullptr;
    QCPItemLine *m_crossY = nullptr;
    QCPItemText *m_crossText = nullptr;
    QCPItemText *m_emptyText = nullptr;
    std::shared_ptr<const RateRing> m_ring;
    std::chrono::seconds m_window{300};
    WallTime m_now{};
    std::vector<RateLimitLine> m_limits;
    std::vector<RateMark> m_marks;
    bool m_following = true;
    bool m_fitting = false; ///< the axes move by themselves
    bool m_crosshairShown = false;
    bool m_dirty = true;
    QString m_summaryText;
    QTimer m_timer;
    QElapsedTimer m_sinceReplot;
    int m_replots = 0;
    QPoint m_mouse;
};

} // namespace freshet::ui
