// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StatusStrip.h"

#include "ui/text/Amounts.h"
#include "ui/text/LimitText.h"

#include <QCoreApplication>
#include <QHBoxLayout>

#include <algorithm>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text, const char *comment = nullptr, int count = -1)
{
    return QCoreApplication::translate("freshet::ui", text, comment, count);
}

void set(QLabel *label, const QString &text)
{
    if (label->text() != text) // setting it anew would lay out the line each time
        label->setText(text);
}

} // namespace

BytesPerSecond receivedNow(const EngineSnapshot &snapshot)
{
    BytesPerSecond sum;
    for (const JobRow &row : snapshot.jobs)
        sum += row.rate;
    return sum;
}

BytesPerSecond sentNow(const EngineSnapshot &snapshot)
{
    BytesPerSecond sum;
    for (const JobRow &row : snapshot.jobs)
        if (row.peers)
            for (const PeerRow &peer : *row.peers)
                sum += peer.uploadRateBytes;
    return sum;
}

QString overallState(const EngineSnapshot &snapshot)
{
    const auto failed = std::ranges::count(snapshot.jobs, JobState::Failed, &JobRow::state);
    const QString limited = limitSentence(snapshot);
    return failed == 0
               ? limited
               : tr("%n transfer(s) failed.", nullptr, static_cast<int>(std::min<std::ptrdiff_t>(failed, 1'000'000)))
                     + u' ' + limited;
}

QString limitSentence(const EngineSnapshot &snapshot)
{
    const auto any = [&](ReasonCode code) {
        return std::ranges::any_of(snapshot.jobs, [code](const JobRow &row) { return row.reason.code == code; });
    };
    if (any(ReasonCode::PausedForDisk))
        return tr("Held back by a disk problem.");
    if (any(ReasonCode::PausedByLimit))
        return tr("Held back by a limit of 0.");
    if (snapshot.limits) {
        if (const QString down = text::limitedBy(snapshot.limits->downLimitedBy); !down.isEmpty())
            return down;
        if (const QString up = text::limitedBy(snapshot.limits->upLimitedBy); !up.isEmpty())
            return up;
    }
    if (any(ReasonCode::WaitingForDisk))
        return tr("Held back by the disk.");
    if (any(ReasonCode::WaitingForPeers))
        return tr("Held back by peers, which do not have it yet.");
    return tr("Not limited.");
}

QString limitsInForce(const EngineSnapshot &snapshot)
{
    QStringList lines;
    if (snapshot.limits)
        for (const LimitRow &row : snapshot.limits->rows)
            if (row.rate)
                lines.append(tr("%1: %2, used: %3")
                                 .arg(text::limitLabel(row.limit), text::rate(*row.rate), text::rate(row.achieved)));
    return lines.isEmpty() ? tr("No limit is set.") : lines.join(u'\n');
}

StatusStrip::StatusStrip()
{
    auto *line = new QHBoxLayout(this);
    const int gap = fontMetrics().averageCharWidth();
    line->setContentsMargins(2 * gap, gap / 2, 2 * gap, gap / 2);
    line->setSpacing(3 * gap);
    m_down = add(u"downloadRate"_s);
    m_up = add(u"uploadRate"_s);
    m_limited = add(u"limitedBy"_s);
    m_limited->setMinimumWidth(1); // what does not fit is cut off rather than making the window wider
    line->setStretch(line->indexOf(m_limited), 1);
    m_controls = new QWidget;
    auto *controls = new QHBoxLayout(m_controls);
    controls->setContentsMargins({});
    controls->setSpacing(0);
    line->addWidget(m_controls);
    m_disk = add(u"freeDisk"_s);
    m_cache = add(u"cacheUse"_s);
    retranslate();
}

QLabel *StatusStrip::add(const QString &objectName)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    layout()->addWidget(label);
    return label;
}

void StatusStrip::addControl(QWidget *control)
{
    m_controls->layout()->addWidget(control);
}

void StatusStrip::retranslate()
{
    m_down->setAccessibleName(tr("Download rate"));
    m_up->setAccessibleName(tr("Upload rate"));
    m_limited->setAccessibleName(tr("What limits the rates"));
    m_disk->setAccessibleName(tr("Free disk space"));
    m_cache->setAccessibleName(tr("Cache in use"));
    m_down->setToolTip(tr("Received by all jobs, mean over the last seconds"));
    m_up->setToolTip(tr("Sent to all peers, mean over the last 20 seconds"));
}

void StatusStrip::show(const EngineSnapshot &snapshot)
{
    set(m_down, tr("↓ %1").arg(text::rate(receivedNow(snapshot))));
    set(m_up, tr("↑ %1").arg(text::rate(sentNow(snapshot))));
    set(m_limited, overallState(snapshot));
    if (const QString limits = limitsInForce(snapshot); m_limited->toolTip() != limits)
        m_limited->setToolTip(limits);
    if (!snapshot.performance)
        return;
    set(m_disk, tr("%1 free on disk").arg(text::bytes(snapshot.performance->availableDiskBytes)));
    set(m_cache, tr("Cache: %1").arg(text::bytes(snapshot.performance->cacheSizeBytes)));
}

void StatusStrip::clear()
{
    for (QLabel *label : {m_down, m_up, m_limited, m_disk, m_cache})
        label->clear();
}

} // namespace freshet::ui
