// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ProgressView.h"

#include "ui/text/Amounts.h"
#include "ui/text/StateText.h"

#include <QStringList>

#include <algorithm>
#include <cstdio>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

QString ProgressView::describe(const JobRow &row, MonotonicTime now)
{
    QStringList parts{text::stateLabel(row.state)};
    if (row.fileSizeKnown && row.goal() > Bytes{}) {
        parts << text::percent(row.received(), row.goal())
              << tr("%1 of %2").arg(text::bytes(row.received()), text::bytes(row.goal()));
    } else if (row.received() > Bytes{}) {
        parts << text::bytes(row.received());
    }
    if (row.state == JobState::Downloading) {
        parts << text::rate(row.rate);
        if (row.eta)
            parts << tr("%1 left").arg(text::duration(*row.eta));
    }
    parts << text::reason(row, now);
    return parts.join(u"  "_s);
}

void ProgressView::show(const JobRow &row, MonotonicTime now)
{
    if (m_line.isTerminal()) {
        m_line.show(describe(row, now));
        return;
    }
    const std::uint64_t tenth = row.fileSizeKnown && row.goal() > Bytes{}
                                    ? row.received().value() / std::max<std::uint64_t>(row.goal().value() / 10, 1)
                                    : 0;
    // Short waits between two bytes are no news in a log.
    const ReasonCode reason =
        row.reason.code == ReasonCode::WaitingForDisk ? ReasonCode::ReceivingFromHttp : row.reason.code;
    if (m_lastReason == reason && tenth <= m_lastTenth)
        return;
    m_lastReason = reason;
    m_lastTenth = std::max(tenth, m_lastTenth);
    std::fprintf(stderr, "%s\n", qPrintable(describe(row, now)));
}

} // namespace freshet::ctl
