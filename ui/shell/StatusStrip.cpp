// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/StatusStrip.h"

#include "ui/text/Amounts.h"

#include <QCoreApplication>
#include <QHBoxLayout>

#include <algorithm>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("freshet::ui", text);
}

bool isReceiving(const JobRow &row)
{
    return row.state == JobState::Downloading;
}

BytesPerSecond received(const EngineSnapshot &snapshot)
{
    BytesPerSecond sum;
    for (const JobRow &row : snapshot.jobs)
        sum += row.rate;
    return sum;
}

BytesPerSecond sent(const EngineSnapshot &snapshot)
{
    BytesPerSecond sum;
    for (const JobRow &row : snapshot.jobs)
        if (row.peers)
            for (const PeerRow &peer : *row.peers)
                sum += peer.uploadRateBytes;
    return sum;
}

/// The limit holds back when at least nine tenths of it are used.
bool isAtLimit(const EngineSnapshot &snapshot, Priority priority, const RateLimit &limit)
{
    if (!limit.absolute)
        return false;
    BytesPerSecond used;
    bool any = false;
    for (const JobRow &row : snapshot.jobs)
        if (row.priority == priority && isReceiving(row)) {
            used += row.rate;
            any = true;
        }
    return any && used.value() * 10 >= limit.absolute->value() * 9;
}

void set(QLabel *label, const QString &text)
{
    if (label->text() != text) // setting it anew would lay out the line each time
        label->setText(text);
}

} // namespace

QString limitedBy(const EngineSnapshot &snapshot)
{
    const auto any = [&](auto fits) { return std::ranges::any_of(snapshot.jobs, fits); };
    if (any([](const JobRow &row) { return row.reason.code == ReasonCode::PausedForDisk; }))
        return tr("a disk problem");
    if (any([](const JobRow &row) { return row.reason.code == ReasonCode::PausedByLimit; }))
        return tr("a limit of 0");
    if (snapshot.settings) {
        const Settings &values = snapshot.settings->values;
        if (isAtLimit(snapshot, Priority::Foreground, values.foreground))
            return tr("the limit of foreground downloads (%1)").arg(text::rate(*values.foreground.absolute));
        if (isAtLimit(snapshot, Priority::Background, values.background))
            return tr("the limit of background downloads (%1)").arg(text::rate(*values.background.absolute));
    }
    if (any([](const JobRow &row) { return row.reason.code == ReasonCode::WaitingForDisk; }))
        return tr("the disk");
    if (any([](const JobRow &row) { return row.reason.code == ReasonCode::WaitingForPeers; }))
        return tr("peers, which do not have it yet");
    return {};
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
    line->addStretch(1);
    m_controls = new QWidget;
    auto *controls = new QHBoxLayout(m_controls);
    controls->setContentsMargins({});
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
    set(m_down, tr("↓ %1").arg(text::rate(received(snapshot))));
    set(m_up, tr("↑ %1").arg(text::rate(sent(snapshot))));
    const QString limit = limitedBy(snapshot);
    set(m_limited, limit.isEmpty() ? tr("Not limited") : tr("Limited by %1").arg(limit));
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
