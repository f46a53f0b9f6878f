// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/TransferModel.h"

#include "ui/text/Amounts.h"
#include "ui/text/StateText.h"

#include <QCoreApplication>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("freshet::ui", text);
}

std::weak_ordering inWords(const QString &a, const QString &b)
{
    const int order = a.compare(b, Qt::CaseInsensitive);
    return order < 0   ? std::weak_ordering::less
           : order > 0 ? std::weak_ordering::greater
                       : std::weak_ordering::equivalent;
}

/// `none` comes after every value.
template <typename T>
std::weak_ordering noneLast(const std::optional<T> &a, const std::optional<T> &b)
{
    if (a && b)
        return *a <=> *b;
    return b.has_value() <=> a.has_value();
}

/// In thousandths: what is shown of a share.
std::uint64_t share(Bytes part, Bytes whole)
{
    return whole == Bytes{} ? 0 : part.value() * 1000 / whole.value();
}
QString shareText(Bytes part, Bytes whole)
{
    return whole == Bytes{} ? QString() : text::percent(part, whole);
}

Bytes left(const JobRow &row)
{
    return row.goal() > row.received() ? row.goal() - row.received() : Bytes{};
}

/// Before a job has found out what its content is called, it is known by where it goes.
QString nameText(const JobRow &row)
{
    return row.name.isEmpty() ? row.destination.section(u'/', -1) : row.name;
}

std::uint32_t connections(const JobRow &row)
{
    return row.lanConnections + row.groupConnections + row.internetConnections;
}

std::optional<WallTime> finishedAt(const JobRow &row)
{
    return row.deliveredAfter ? std::optional(row.createdAt + *row.deliveredAfter) : std::nullopt;
}

QString timeText(const std::optional<WallTime> &time)
{
    return time ? text::dateTime(*time) : QString();
}

QString rateText(BytesPerSecond rate)
{
    return rate == BytesPerSecond{} ? QString() : text::rate(rate); // a column of "0 B/s" hides what moves
}

QString stateText(const JobRow &row, MonotonicTime now)
{
    const QString reason = text::reason(row, now);
    return reason.isEmpty() ? text::stateLabel(row.state) : text::stateLabel(row.state) + u" · "_s + reason;
}

QString stateToolTip(const JobRow &row, MonotonicTime now)
{
    QString tip = stateText(row, now);
    if (const QString mode = text::modeReason(row.modeReason); !mode.isEmpty())
        tip += u'\n' + mode;
    return tip;
}

bool sameState(const JobRow &a, const JobRow &b)
{
    const bool countsDown = b.reason.retryAt.has_value();
    return a.state == b.state && a.reason.code == b.reason.code && a.modeReason == b.modeReason
           && a.reason.error.has_value() == b.reason.error.has_value()
           && (!a.reason.error || a.reason.error->code == b.reason.error->code) && !countsDown
           && a.reason.retryAt == b.reason.retryAt;
}

QString progressText(const JobRow &row, MonotonicTime)
{
    return row.fileSizeKnown ? text::percent(row.received(), row.goal()) : QString();
}

QString sourcesToolTip(const JobRow &row, MonotonicTime now)
{
    QStringList lines{progressText(row, now)};
    const auto add = [&lines](const char *what, Bytes bytes) {
        if (bytes != Bytes{})
            lines.append(tr(what).arg(text::bytes(bytes)));
    };
    add(QT_TRANSLATE_NOOP("freshet::ui", "%1 from LAN peers"), row.fromLanPeers);
    add(QT_TRANSLATE_NOOP("freshet::ui", "%1 from group peers"), row.fromGroupPeers);
    add(QT_TRANSLATE_NOOP("freshet::ui", "%1 from internet peers"), row.fromInternetPeers);
    add(QT_TRANSLATE_NOOP("freshet::ui", "%1 from the cache server"), row.fromCacheServer);
    add(QT_TRANSLATE_NOOP("freshet::ui", "%1 from the HTTP origin"), row.fromHttpOrigin);
    add(QT_TRANSLATE_NOOP("freshet::ui", "%1 wasted"), row.wasted);
    return lines.join(u'\n');
}

bool sameSources(const JobRow &a, const JobRow &b)
{
    return a.received() == b.received() && a.goal() == b.goal() && a.fromLanPeers == b.fromLanPeers
           && a.fromGroupPeers == b.fromGroupPeers && a.fromInternetPeers == b.fromInternetPeers
           && a.fromCacheServer == b.fromCacheServer && a.fromHttpOrigin == b.fromHttpOrigin && a.state == b.state;
}

QString peersText(const JobRow &row, MonotonicTime)
{
    if (connections(row) == 0 && row.peersKnown == 0)
        return {};
    return tr("%1 of %2").arg(connections(row)).arg(std::max(row.peersKnown, connections(row)));
}
QString peersToolTip(const JobRow &row, MonotonicTime)
{
    return tr("Connected: %1 on the LAN, %2 of the group, %3 on the internet; %4 known")
        .arg(row.lanConnections)
        .arg(row.groupConnections)
        .arg(row.internetConnections)
        .arg(row.peersKnown);
}

QString priorityText(const JobRow &row, MonotonicTime)
{
    return row.priority == Priority::Foreground ? tr("Foreground") : tr("Background");
}

QString proofText(const JobRow &row, MonotonicTime)
{
    if (row.proof == "metadata"_L1)
        return tr("every piece, by metadata");
    if (row.proof == "piece-hashes"_L1)
        return tr("every piece, by piece hashes");
    if (row.proof == "sha256"_L1)
        return tr("the whole, by SHA-256");
    return row.proof == "none"_L1 ? tr("not proven") : QString();
}

QString rowSentence(const JobRow &row, MonotonicTime now)
{
    QString text = tr("%1: %2").arg(nameText(row), stateText(row, now));
    if (row.fileSizeKnown)
        text += u' ' + tr("%1 of %2.").arg(text::percent(row.received(), row.goal()), text::bytes(row.goal()));
    if (row.rate != BytesPerSecond{})
        text += u' ' + tr("Receiving %1.").arg(text::rate(row.rate));
    if (row.eta)
        text += u' ' + tr("%1 left.").arg(text::duration(*row.eta));
    return text;
}

constexpr auto trailing = Qt::AlignTrailing;

#define TEXT(expression)                                                                                               \
    [](const JobRow &row, MonotonicTime now) -> QString {                                                              \
        (void)row, (void)now;                                                                                          \
        return expression;                                                                                             \
    }
#define SAME(field) [](const JobRow &a, const JobRow &b) { return a.field == b.field; }
#define ORDER(expression) [](const JobRow &a, const JobRow &b) -> std::weak_ordering { return expression; }

const Column<JobRow> columns[] = {
    {{.name = "name"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Name"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "What is obtained"),
      .characters = 28},
     TEXT(nameText(row)),
     ORDER(inWords(nameText(a), nameText(b))),
     SAME(name),
     TEXT(row.sourceUrl.isEmpty() ? nameText(row) : nameText(row) + u'\n' + row.sourceUrl)},
    {{.name = "state"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "State"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "What the job does, and why"),
      .characters = 36},
     stateText,
     ORDER(a.state != b.state ? a.state <=> b.state : a.reason.code <=> b.reason.code),
     sameState,
     stateToolTip},
    {{.name = "progress"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Progress and sources"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "How much is there, and where it came from"),
      .characters = 26},
     progressText,
     ORDER(share(a.received(), a.goal()) <=> share(b.received(), b.goal())),
     sameSources,
     sourcesToolTip},
    {{.name = "size"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Size"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Size of the content, or of the parts that are wanted"),
      .alignment = trailing},
     TEXT(row.fileSizeKnown ? text::bytes(row.goal()) : QString()),
     ORDER(a.goal() <=> b.goal())},
    {{.name = "done"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Done"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Received and proven, or in proof"),
      .shown = false,
      .alignment = trailing},
     TEXT(text::bytes(row.received())),
     ORDER(a.received() <=> b.received())},
    {{.name = "left"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Left"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "What is still to be received"),
      .shown = false,
      .alignment = trailing},
     TEXT(row.fileSizeKnown ? text::bytes(left(row)) : QString()),
     ORDER(left(a) <=> left(b))},
    {{.name = "down"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Down"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Download rate, mean over the last seconds"),
      .characters = 11,
      .alignment = trailing},
     TEXT(rateText(row.rate)),
     ORDER(a.rate <=> b.rate)},
    {{.name = "up"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Up"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Upload rate to peers, mean over the last 20 seconds"),
      .characters = 11,
      .alignment = trailing},
     TEXT(rateText(uploadRate(row))),
     ORDER(uploadRate(a) <=> uploadRate(b))},
    {{.name = "eta"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Time left"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Until everything is received, at the present rate"),
      .characters = 11,
      .alignment = trailing},
     TEXT(row.eta ? text::duration(*row.eta) : QString()),
     ORDER(noneLast(a.eta, b.eta))},
    {{.name = "peers"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Peers"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Connected peers, of those that are known"),
      .alignment = trailing},
     peersText,
     ORDER(connections(a) != connections(b) ? connections(a) <=> connections(b) : a.peersKnown <=> b.peersKnown),
     nullptr,
     peersToolTip},
    {{.name = "fromPeers"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "From peers"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Share of the received bytes that came from peers"),
      .shown = false,
      .alignment = trailing},
     TEXT(shareText(row.fromPeers(), row.totalDownloaded())),
     ORDER(share(a.fromPeers(), a.totalDownloaded()) <=> share(b.fromPeers(), b.totalDownloaded()))},
    {{.name = "fromCache"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "From cache server"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Share of the received bytes that came from the cache server"),
      .shown = false,
      .alignment = trailing},
     TEXT(shareText(row.fromCacheServer, row.totalDownloaded())),
     ORDER(share(a.fromCacheServer, a.totalDownloaded()) <=> share(b.fromCacheServer, b.totalDownloaded()))},
    {{.name = "fromHttp"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "From origin"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Share of the received bytes that came from the HTTP origin"),
      .shown = false,
      .alignment = trailing},
     TEXT(shareText(row.fromHttpOrigin, row.totalDownloaded())),
     ORDER(share(a.fromHttpOrigin, a.totalDownloaded()) <=> share(b.fromHttpOrigin, b.totalDownloaded()))},
    {{.name = "wasted"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Wasted"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Arrived and was of no use: failed its proof, or came twice"),
      .shown = false,
      .alignment = trailing},
     TEXT(row.wasted == Bytes{} ? QString() : text::bytes(row.wasted)),
     ORDER(a.wasted <=> b.wasted)},
    {{.name = "priority"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Priority"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Foreground jobs go before background jobs"),
      .shown = false},
     priorityText,
     ORDER(b.priority <=> a.priority)},
    {{.name = "added"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Added"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "When the job was given"),
      .characters = 16},
     TEXT(timeText(row.createdAt)),
     ORDER(a.createdAt <=> b.createdAt)},
    {{.name = "finished"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Finished"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "When the content was at its destination"),
      .shown = false,
      .characters = 16},
     TEXT(timeText(finishedAt(row))),
     ORDER(noneLast(finishedAt(a), finishedAt(b)))},
    {{.name = "proof"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Proof"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "What the bytes are proven with"),
      .shown = false,
      .characters = 18},
     proofText,
     ORDER(inWords(a.proof, b.proof)),
     SAME(proof)},
    {{.name = "destination"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Destination"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "Where the content goes"),
      .shown = false,
      .characters = 30},
     TEXT(row.destination),
     ORDER(inWords(a.destination, b.destination)),
     SAME(destination)},
    {{.name = "id"_L1,
      .title = QT_TRANSLATE_NOOP("TransferModel", "Identity"),
      .help = QT_TRANSLATE_NOOP("TransferModel", "ContentId, or the key in the cache of a content without metadata"),
      .shown = false,
      .characters = 18},
     TEXT(row.fileId),
     ORDER(inWords(a.fileId, b.fileId)),
     SAME(fileId)},
};

} // namespace

StateGroup groupOf(JobState state)
{
    switch (state) {
    case JobState::Resolving:
    case JobState::Downloading:
    case JobState::Verifying:
        return StateGroup::Active;
    case JobState::Queued:
        return StateGroup::Waiting;
    case JobState::Paused:
        return StateGroup::Paused;
    case JobState::Failed:
        return StateGroup::Failed;
    case JobState::Complete:
    case JobState::Caching:
        return StateGroup::Finished;
    }
    return StateGroup::All;
}

BytesPerSecond uploadRate(const JobRow &row)
{
    BytesPerSecond sum;
    if (row.peers)
        for (const PeerRow &peer : *row.peers)
            sum += peer.uploadRateBytes;
    return sum;
}

TransferModel::TransferModel(QObject *parent)
    : RowTable(columns, parent)
{
}

std::array<int, stateGroupCount> TransferModel::counts() const
{
    std::array<int, stateGroupCount> counts{};
    if (!rows())
        return counts;
    for (const JobRow &row : *rows()) {
        if (m_hidden.contains(idOf(row)))
            continue;
        ++counts[static_cast<std::size_t>(StateGroup::All)];
        ++counts[static_cast<std::size_t>(groupOf(row.state))];
    }
    return counts;
}

bool TransferModel::accepts(const JobRow &row) const
{
    if (!row.job || (!m_hidden.empty() && m_hidden.contains(*row.job)))
        return false;
    if (m_group != StateGroup::All && groupOf(row.state) != m_group)
        return false;
    return m_filter.isEmpty() || row.name.contains(m_filter, Qt::CaseInsensitive)
           || row.sourceUrl.contains(m_filter, Qt::CaseInsensitive)
           || row.fileId.startsWith(m_filter, Qt::CaseInsensitive);
}

QString TransferModel::sentence(const JobRow &row) const
{
    return rowSentence(row, now());
}

} // namespace freshet::ui
