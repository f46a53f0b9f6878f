// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/update/InstallState.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace freshet::update {

using namespace Qt::StringLiterals;

namespace {

constexpr int format = 1;

qint64 toNumber(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

std::uint64_t numberIn(const QJsonObject &object, QLatin1StringView key)
{
    return static_cast<std::uint64_t>(std::max<qint64>(object.value(key).toInteger(), 0));
}

QJsonObject toJson(const InstalledRelease &release)
{
    return {{u"number"_s, toNumber(release.number)},
            {u"version"_s, release.version},
            {u"tree"_s, QString::fromLatin1(release.tree.hex())}};
}

InstalledRelease releaseIn(const QJsonObject &object, QLatin1StringView key)
{
    const QJsonObject json = object.value(key).toObject();
    return {.number = numberIn(json, "number"_L1),
            .version = json.value("version"_L1).toString(),
            .tree = Sha256Digest::fromHex(json.value("tree"_L1).toString().toStdString()).value_or(Sha256Digest{})};
}

QJsonValue toJson(const std::optional<ReversePack> &pack)
{
    if (!pack)
        return QJsonValue::Null;
    return QJsonObject{{u"to"_s, toJson(pack->to)}, {u"name"_s, pack->name}, {u"size"_s, toNumber(pack->size)}};
}

std::optional<ReversePack> reverseIn(const QJsonObject &object)
{
    const QJsonObject json = object.value("reverse"_L1).toObject();
    if (json.isEmpty())
        return std::nullopt;
    return ReversePack{
        .to = releaseIn(json, "to"_L1), .name = json.value("name"_L1).toString(), .size = numberIn(json, "size"_L1)};
}

QJsonObject toJson(const HistoryEntry &entry)
{
    return {{u"when"_s, static_cast<qint64>(entry.when)},
            {u"action"_s, entry.action},
            {u"from"_s, toJson(entry.from)},
            {u"to"_s, toJson(entry.to)},
            {u"bytes"_s, toNumber(entry.bytes)}};
}

HistoryEntry historyOf(const QJsonObject &json)
{
    return {.when = json.value("when"_L1).toInteger(),
            .action = json.value("action"_L1).toString(),
            .from = releaseIn(json, "from"_L1),
            .to = releaseIn(json, "to"_L1),
            .bytes = numberIn(json, "bytes"_L1)};
}

} // namespace

QByteArray InstallState::encode() const
{
    QJsonArray vetoes;
    for (const std::uint64_t number : vetoed)
        vetoes << toNumber(number);
    QJsonArray entries;
    for (const HistoryEntry &entry : history)
        entries << toJson(entry);
    QJsonObject json{{u"format"_s, format},
                     {u"product"_s, product},
                     {u"publicKey"_s, publicKey},
                     {u"installed"_s, toJson(installed)},
                     {u"manifestFloor"_s, toNumber(manifestFloor)},
                     {u"releaseFloor"_s, toNumber(releaseFloor)},
                     {u"vetoed"_s, vetoes},
                     {u"reverse"_s, toJson(reverse)},
                     {u"history"_s, entries}};
    if (pending)
        json[u"pending"_s] =
            QJsonObject{{u"step"_s, pending->step == PendingChange::Step::Stage ? u"stage"_s : u"switch"_s},
                        {u"to"_s, toJson(pending->to)},
                        {u"stagedInode"_s, QString::number(pending->stagedInode)},
                        {u"hasCheck"_s, pending->hasCheck},
                        {u"reverse"_s, toJson(pending->reverse)},
                        {u"history"_s, toJson(pending->history)}};
    return QJsonDocument(json).toJson();
}

std::optional<InstallState> InstallState::decode(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    if (json.value("format"_L1).toInt() != format)
        return std::nullopt;
    InstallState state{.product = json.value("product"_L1).toString(),
                       .publicKey = json.value("publicKey"_L1).toString(),
                       .installed = releaseIn(json, "installed"_L1),
                       .manifestFloor = numberIn(json, "manifestFloor"_L1),
                       .releaseFloor = numberIn(json, "releaseFloor"_L1),
                       .vetoed = {},
                       .reverse = reverseIn(json),
                       .history = {},
                       .pending = {}};
    const QJsonArray vetoes = json.value("vetoed"_L1).toArray();
    for (const QJsonValue value : vetoes)
        state.vetoed.push_back(static_cast<std::uint64_t>(value.toInteger()));
    const QJsonArray entries = json.value("history"_L1).toArray();
    for (const QJsonValue value : entries)
        state.history.push_back(historyOf(value.toObject()));
    if (const QJsonObject change = json.value("pending"_L1).toObject(); !change.isEmpty())
        state.pending =
            PendingChange{.step = change.value("step"_L1).toString() == "stage"_L1 ? PendingChange::Step::Stage
                                                                                   : PendingChange::Step::Switch,
                          .to = releaseIn(change, "to"_L1),
                          .stagedInode = change.value("stagedInode"_L1).toString().toULongLong(),
                          .hasCheck = change.value("hasCheck"_L1).toBool(),
                          .reverse = reverseIn(change),
                          .history = historyOf(change.value("history"_L1).toObject())};
    return state;
}

} // namespace freshet::update
