// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/peers/PeerModel.h"

#include "ui/text/Amounts.h"
#include "ui/text/PeerText.h"

#include <QCoreApplication>
#include <QFont>
#include <QGuiApplication>
#include <QPalette>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("freshet::ui", text);
}

std::weak_ordering inWords(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) <=> 0;
}

QString amount(Bytes bytes)
{
    return bytes == Bytes{} ? QString() : text::bytes(bytes);
}

QString rateText(BytesPerSecond rate)
{
    return rate == BytesPerSecond{} ? QString() : text::rate(rate);
}

QString addressText(const PeerRow &peer)
{
    if (peer.port == 0)
        return peer.address;
    return (peer.address.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(peer.address).arg(peer.port);
}

/// As it stands alone.
QString kindLabel(PeerType type)
{
    QString label = text::peerTypeLabel(type);
    label.replace(0, 1, label.left(1).toUpper());
    return label;
}

QString kindReason(const PeerRow &row)
{
    return row.typeReason ? text::peerTypeReason(*row.typeReason) : QString();
}

QString kindHelp(const PeerLine &line, MonotonicTime)
{
    const QString label = kindLabel(line.peer.type);
    return line.peer.typeReason ? words(QT_TRANSLATE_NOOP("freshet::ui", "%1: %2"))
                                      .arg(label, text::peerTypeReason(*line.peer.typeReason))
                                : label;
}

QString connectedText(const PeerLine &line, MonotonicTime now)
{
    if (!line.peer.connectedAt || !line.peer.connectionEstablished)
        return {};
    return text::duration(std::chrono::duration_cast<std::chrono::seconds>(now - *line.peer.connectedAt));
}

QString badText(const PeerLine &line, MonotonicTime)
{
    return line.peer.badBlocks == 0 ? QString()
                                    : words(QT_TRANSLATE_NOOP("freshet::ui", "%1 in %2"))
                                          .arg(text::bytes(line.peer.bytesBad), text::count(line.peer.badBlocks));
}

QString encryptedText(const PeerLine &line, MonotonicTime)
{
    if (!line.peer.connectionEstablished)
        return {};
    return line.peer.encrypted ? words(QT_TRANSLATE_NOOP("freshet::ui", "yes"))
                               : words(QT_TRANSLATE_NOOP("freshet::ui", "no"));
}

constexpr Qt::Alignment trailing = Qt::AlignTrailing;

#define TEXT(...) [](const PeerLine &line, MonotonicTime) -> QString { return __VA_ARGS__; }
#define ORDER(...) [](const PeerLine &a, const PeerLine &b) -> std::weak_ordering { return __VA_ARGS__; }

const std::vector<Column<PeerLine>> columns{
    {{.name = "address"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Address"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "IP address and port; of HTTP sources the host"),
      .characters = 24},
     TEXT(addressText(line.peer)),
     ORDER(inWords(addressText(a.peer), addressText(b.peer)))},
    {{.name = "kind"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Kind"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Which of the five source classes it belongs to"),
      .characters = 14},
     TEXT(kindLabel(line.peer.type)),
     ORDER(a.peer.type <=> b.peer.type),
     nullptr,
     kindHelp},
    {{.name = "why"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Why this kind"),
      .help = QT_TRANSLATE_NOOP("freshet::ui",
                                "What says how near it is: the network, a credential, the services, or a table"),
      .characters = 30},
     TEXT(kindReason(line.peer)),
     ORDER(inWords(kindReason(a.peer), kindReason(b.peer)))},
    {{.name = "state"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "State"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "What goes on with it, or why it is not used"),
      .characters = 40},
     [](const PeerLine &line, MonotonicTime now) { return text::peerState(line.peer, now); },
     ORDER(std::pair(a.peer.state, a.peer.unused) <=> std::pair(b.peer.state, b.peer.unused)),
     // Waiting times run down without anything else changing.
     [](const PeerLine &a, const PeerLine &b) {
         return a.peer.state == b.peer.state && a.peer.unused == b.peer.unused && !b.peer.retryAt
                && !b.peer.bannedUntil;
     }},
    {{.name = "down"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Down"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Received from it, mean of the last 20 s"),
      .characters = 12,
      .alignment = trailing},
     TEXT(rateText(line.peer.downloadRateBytes)),
     ORDER(a.peer.downloadRateBytes <=> b.peer.downloadRateBytes)},
    {{.name = "up"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Up"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Sent to it, mean of the last 20 s"),
      .characters = 12,
      .alignment = trailing},
     TEXT(rateText(line.peer.uploadRateBytes)),
     ORDER(a.peer.uploadRateBytes <=> b.peer.uploadRateBytes)},
    {{.name = "received"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Received"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "On this connection"),
      .characters = 11,
      .alignment = trailing},
     TEXT(amount(line.peer.bytesReceived)),
     ORDER(a.peer.bytesReceived <=> b.peer.bytesReceived)},
    {{.name = "sent"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Sent"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "On this connection"),
      .characters = 11,
      .alignment = trailing},
     TEXT(amount(line.peer.bytesSent)),
     ORDER(a.peer.bytesSent <=> b.peer.bytesSent)},
    {{.name = "have"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Has"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "How much of the content it has, as it says"),
      .characters = 9,
      .alignment = trailing},
     TEXT(line.peer.piecesTotal == 0 ? QString()
                                     : text::percent(Bytes{line.peer.piecesHave}, Bytes{line.peer.piecesTotal})),
     ORDER(std::weak_order(a.peer.havePercent(), b.peer.havePercent()))},
    {{.name = "latency"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Latency"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "From a request to its block, with the time that it waits there"),
      .characters = 9,
      .alignment = trailing},
     TEXT(line.peer.latency ? text::latency(*line.peer.latency) : QString()),
     ORDER(a.peer.latency.value_or(std::chrono::hours{1}) <=> b.peer.latency.value_or(std::chrono::hours{1}))},
    {{.name = "connected"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Connected for"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "How long this connection has lasted"),
      .shown = false,
      .characters = 13,
      .alignment = trailing},
     connectedText,
     ORDER(b.peer.connectedAt.value_or(MonotonicTime::max()) <=> a.peer.connectedAt.value_or(MonotonicTime::max())),
     [](const PeerLine &, const PeerLine &b) { return !b.peer.connectionEstablished; }},
    {{.name = "encrypted"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Encrypted"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Whether the connection is TLS"),
      .characters = 10},
     encryptedText,
     ORDER(std::pair(a.peer.connectionEstablished, a.peer.encrypted)
           <=> std::pair(b.peer.connectionEstablished, b.peer.encrypted))},
    {{.name = "foundBy"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Found by"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "Who told of its address"),
      .characters = 14},
     TEXT(text::addressSourceLabel(line.peer.foundBy)),
     ORDER(a.peer.foundBy <=> b.peer.foundBy)},
    {{.name = "bad"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Bad blocks"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "What failed its proof and was thrown away"),
      .characters = 13,
      .alignment = trailing},
     badText,
     ORDER(a.peer.bytesBad <=> b.peer.bytesBad)},
    {{.name = "client"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Program"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "What it calls itself: a claim, no proof"),
      .shown = false,
      .characters = 18},
     TEXT(line.peer.client),
     ORDER(inWords(a.peer.client, b.peer.client))},
    {{.name = "job"_L1,
      .title = QT_TRANSLATE_NOOP("freshet::ui", "Transfer"),
      .help = QT_TRANSLATE_NOOP("freshet::ui", "The content that it is a peer of"),
      .characters = 24},
     TEXT(line.jobName),
     ORDER(inWords(a.jobName, b.jobName))},
};

#undef TEXT
#undef ORDER

} // namespace

QString groupLabel(PeerGroup group)
{
    switch (group) {
    case PeerGroup::All:
        break;
    case PeerGroup::Lan:
        return words(QT_TRANSLATE_NOOP("freshet::ui", "LAN"));
    case PeerGroup::Group:
        return words(QT_TRANSLATE_NOOP("freshet::ui", "Group"));
    case PeerGroup::Internet:
        return words(QT_TRANSLATE_NOOP("freshet::ui", "Internet"));
    case PeerGroup::Http:
        return words(QT_TRANSLATE_NOOP("freshet::ui", "HTTP"));
    }
    return words(QT_TRANSLATE_NOOP("freshet::ui", "Not known yet"));
}

PeerGroup groupOf(PeerType type)
{
    switch (type) {
    case PeerType::Lan:
    case PeerType::LinkLocal:
    case PeerType::LocalCache:
        return PeerGroup::Lan;
    case PeerType::Group:
        return PeerGroup::Group;
    case PeerType::Internet:
        return PeerGroup::Internet;
    case PeerType::Cdn:
    case PeerType::CacheServer:
        return PeerGroup::Http;
    case PeerType::None:
        break;
    }
    return PeerGroup::All;
}

namespace {

void append(std::vector<PeerLine> &lines, const JobRow &job)
{
    if (!job.peers || !job.job)
        return;
    for (const PeerRow &peer : *job.peers)
        lines.push_back({.job = *job.job, .jobName = job.name, .content = job.contentId, .peer = peer});
}

} // namespace

std::shared_ptr<const std::vector<PeerLine>> peerLines(const JobRow &job)
{
    auto lines = std::make_shared<std::vector<PeerLine>>();
    append(*lines, job);
    return lines;
}

std::shared_ptr<const std::vector<PeerLine>> peerLines(const EngineSnapshot &snapshot)
{
    auto lines = std::make_shared<std::vector<PeerLine>>();
    for (const JobRow &job : snapshot.jobs)
        append(*lines, job);
    return lines;
}

PeerModel::PeerModel(QObject *parent)
    : RowTable(columns, parent)
{
}

std::uint64_t PeerModel::idOf(JobId job, PeerRowId peer)
{
    return static_cast<std::uint64_t>(job.value()) << 32 | (peer.value() & 0xffffffff);
}

bool PeerModel::isOfJob(const PeerLine &line) const
{
    if (m_job && line.job != *m_job)
        return false;
    return m_candidates || line.peer.connectionEstablished || line.peer.state == PeerState::Banned
           || line.peer.state == PeerState::Connecting || line.peer.state == PeerState::Handshaking;
}

std::weak_ordering PeerModel::sectionOrder(const PeerLine &a, const PeerLine &b) const
{
    // Who has no kind comes last: All is the first of the enumeration.
    const auto place = [](const PeerLine &line) {
        const PeerGroup group = groupOf(line.peer.type);
        return std::pair(group == PeerGroup::All ? peerGroupCount : static_cast<std::size_t>(group), !line.isHeading);
    };
    return place(a) <=> place(b);
}

void PeerModel::showLines(const std::shared_ptr<const std::vector<PeerLine>> &lines, MonotonicTime now)
{
    if (!isGrouped())
        return update(lines, now);
    std::array<std::optional<PeerLine>, peerGroupCount> headings;
    std::array<int, peerGroupCount> members{};
    for (const PeerLine &line : *lines) {
        if (!accepts(line))
            continue;
        const auto group = static_cast<std::size_t>(groupOf(line.peer.type));
        if (!headings[group]) {
            headings[group].emplace();
            headings[group]->isHeading = true;
            headings[group]->peer.type = line.peer.type;
        }
        PeerRow &sum = headings[group]->peer;
        sum.address = QString::number(++members[group]);
        sum.downloadRateBytes += line.peer.downloadRateBytes;
        sum.uploadRateBytes += line.peer.uploadRateBytes;
        sum.bytesReceived += line.peer.bytesReceived;
        sum.bytesSent += line.peer.bytesSent;
        sum.bytesBad += line.peer.bytesBad;
        sum.badBlocks += line.peer.badBlocks;
    }
    auto all = std::make_shared<std::vector<PeerLine>>(*lines);
    for (auto &heading : headings)
        if (heading)
            all->push_back(std::move(*heading));
    update(std::move(all), now);
}

QVariant PeerModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !rowAt(index.row()).isHeading)
        return RowTable::data(index, role);
    const PeerLine &heading = rowAt(index.row());
    const QLatin1StringView name = column(index.column()).name;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        if (name == "address"_L1)
            return text::isolated(words(QT_TRANSLATE_NOOP("freshet::ui", "%1 (%2)"))
                                      .arg(groupLabel(groupOf(heading.peer.type)), heading.peer.address));
        if (name == "down"_L1 || name == "up"_L1 || name == "received"_L1 || name == "sent"_L1 || name == "bad"_L1)
            return RowTable::data(index, role);
        return {};
    case Qt::AccessibleTextRole:
        return index.column() == 0 ? words(QT_TRANSLATE_NOOP("freshet::ui", "Section %1, lines: %2"))
                                         .arg(groupLabel(groupOf(heading.peer.type)), heading.peer.address)
                                   : RowTable::data(index, role);
    case Qt::FontRole: {
        QFont font;
        font.setBold(true);
        return font;
    }
    case Qt::BackgroundRole:
        return QGuiApplication::palette().alternateBase();
    default:
        return RowTable::data(index, role);
    }
}

bool PeerModel::accepts(const PeerLine &line) const
{
    if (line.isHeading)
        return true;
    if (!isOfJob(line) || (m_group != PeerGroup::All && groupOf(line.peer.type) != m_group))
        return false;
    return m_filter.isEmpty() || addressText(line.peer).contains(m_filter, Qt::CaseInsensitive)
           || line.jobName.contains(m_filter, Qt::CaseInsensitive)
           || line.peer.client.contains(m_filter, Qt::CaseInsensitive)
           || text::peerState(line.peer, now()).contains(m_filter, Qt::CaseInsensitive);
}

std::array<int, peerGroupCount> PeerModel::counts() const
{
    std::array<int, peerGroupCount> counts{};
    if (!rows())
        return counts;
    for (const PeerLine &line : *rows()) {
        if (line.isHeading || !isOfJob(line))
            continue;
        ++counts[static_cast<std::size_t>(PeerGroup::All)];
        if (const PeerGroup group = groupOf(line.peer.type); group != PeerGroup::All)
            ++counts[static_cast<std::size_t>(group)];
    }
    return counts;
}

QString PeerModel::sentence(const PeerLine &line) const
{
    QString text = words(QT_TRANSLATE_NOOP("freshet::ui", "%1, %2, of %3: %4"))
                       .arg(addressText(line.peer), text::peerTypeLabel(line.peer.type), line.jobName,
                            text::peerState(line.peer, now()));
    if (line.peer.downloadRateBytes != BytesPerSecond{})
        text += u' '
                + words(QT_TRANSLATE_NOOP("freshet::ui", "Receiving %1.")).arg(text::rate(line.peer.downloadRateBytes));
    if (line.peer.uploadRateBytes != BytesPerSecond{})
        text +=
            u' ' + words(QT_TRANSLATE_NOOP("freshet::ui", "Sending %1.")).arg(text::rate(line.peer.uploadRateBytes));
    return text;
}

} // namespace freshet::ui
