// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/UpdateText.h"

#include "ui/text/Amounts.h"
#include "ui/text/ErrorText.h"
#include "ui/text/SourceText.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace freshet::text {

using namespace Qt::StringLiterals;
using Kind = UpdateRoute::Kind;
using Step = UpdateProduct::Step;

namespace {

QString tr(const char *source, const char *comment = nullptr, int count = -1)
{
    return QCoreApplication::translate("freshet::text", source, comment, count);
}

Bytes largest(const UpdateProduct &product)
{
    Bytes all = product.route ? product.route->bytes : Bytes{};
    for (const UpdateRoute &route : product.alternatives)
        all = std::max(all, route.bytes);
    return all;
}

/// By the route; more where more was needed than planned.
Bytes toFetch(const UpdateProduct &product)
{
    return std::max(product.route ? product.route->bytes : Bytes{}, product.received);
}

/// Without a way to it: after a step back, none is planned yet.
bool isKnownNewer(const UpdateProduct &product)
{
    return !product.installed.isEmpty() && !product.newest.isEmpty() && product.newest != product.installed;
}

} // namespace

QString routeLabel(const UpdateRoute &route)
{
    switch (route.kind) {
    case Kind::Nothing:
        return tr("Nothing to do");
    case Kind::Full:
        return tr("Full");
    case Kind::Forward:
        return tr("Forward from %1").arg(isolated(route.from));
    case Kind::Direct:
        return tr("Direct from %1").arg(isolated(route.from));
    case Kind::Chain:
        return tr("%n pack(s), one after the other", nullptr, static_cast<int>(route.packs));
    }
    return {};
}

QString routeReason(const UpdateProduct &product)
{
    if (!product.modified.isEmpty() && (!product.route || product.route->kind == Kind::Nothing))
        return tr("%n installed file(s) are not what was installed; the next update replaces them.", nullptr,
                  static_cast<int>(product.modified.size()));
    if (!product.route)
        return {};
    if (product.route->kind == Kind::Nothing)
        return product.checkedAt ? tr("The publisher was asked at %1.").arg(clockTime(*product.checkedAt)) : QString();
    if (!product.unlike.isEmpty())
        return tr("%n new file(s) come out otherwise on this machine than at the publisher's: they are fetched whole, "
                  "and nothing else.",
                  nullptr, static_cast<int>(product.unlike.size()));
    if (!product.modified.isEmpty() && product.route->kind != Kind::Full)
        return tr("%n installed file(s) are not what was installed: what they are needed for is fetched whole, and "
                  "nothing else.",
                  nullptr, static_cast<int>(product.modified.size()));
    if (!product.modified.isEmpty())
        return tr("%n installed file(s) are not what was installed, so only the full pack helps.", nullptr,
                  static_cast<int>(product.modified.size()));
    if (product.installed.isEmpty())
        return tr("Nothing is installed that it could be made of, so everything is fetched.");
    if (product.alternatives.empty())
        return tr("It is the only way.");
    const Bytes most = largest(product);
    return most > product.route->bytes
               ? tr("It takes the fewest bytes: %1 instead of %2.").arg(bytes(product.route->bytes), bytes(most))
               : tr("It takes the fewest bytes.");
}

QString updateLabel(const UpdateProduct &product)
{
    switch (product.step) {
    case Step::Idle:
        break;
    case Step::Checking:
        return tr("Looking");
    case Step::Fetching:
        return tr("Fetching");
    case Step::Paused:
        return tr("Paused");
    case Step::Applying:
        return tr("Building");
    case Step::RollingBack:
        return tr("Rolling back");
    case Step::Verifying:
        return tr("Verifying");
    }
    if (product.error)
        return tr("Failed");
    if (product.route)
        return product.route->kind == Kind::Nothing ? tr("Up to date")
               : product.installed.isEmpty()        ? tr("Can be installed")
                                                    : tr("Update available");
    return isKnownNewer(product) ? tr("Update available") : tr("Not looked at yet");
}

QString updateStateLabel(const UpdateProduct &product)
{
    const QString label = updateLabel(product);
    const bool isFetched = product.step == Step::Fetching || (product.step == Step::Paused && product.job);
    if (!isFetched && product.step != Step::Applying && product.step != Step::Paused)
        return label;
    const std::uint64_t whole = std::max<std::uint64_t>(toFetch(product).value(), 1);
    return tr("%1, %2 %", "what goes on, and how much of it is done")
        .arg(label)
        .arg(isFetched ? static_cast<std::uint64_t>(static_cast<double>(product.received.value()) * 100
                                                    / static_cast<double>(whole))
                       : product.built);
}

QString updateState(const UpdateProduct &product)
{
    switch (product.step) {
    case Step::Idle:
        break;
    case Step::Checking:
        return tr("Reading what the publisher offers, and looking at every installed file.");
    case Step::Fetching:
        return product.route ? tr("Fetching %1: %2 of %3.")
                                   .arg(isolated(product.newest), bytes(product.received), bytes(toFetch(product)))
                             : tr("Fetching.");
    case Step::Paused:
        return product.job ? tr("Paused at %1 of %2. What was received is kept.")
                                 .arg(bytes(product.received), bytes(toFetch(product)))
                           : tr("Paused at %1 %. What is installed is as before.").arg(product.built);
    case Step::Applying:
        return tr("Building %1 beside what is installed, %2 %; then both change places in one step.")
            .arg(isolated(product.newest))
            .arg(product.built);
    case Step::RollingBack:
        return tr("Bringing back %1, exactly as it was.").arg(isolated(product.rollbackTo));
    case Step::Verifying:
        return tr("Comparing every installed file with what was installed.");
    }
    if (product.error) {
        QString text = sentence(product.error->code);
        // The tree is named already.
        if (const QString &object = product.error->object; !object.isEmpty() && object != product.tree)
            text = isolated(object) + u": "_s + text;
        text += u' '
                + (product.installed.isEmpty() ? tr("Nothing is installed.")
                                               : tr("%1 is installed as before.").arg(isolated(product.installed)));
        // That what was given is unchanged is said by then.
        if (const QString what = kept(product.error->kept);
            !what.isEmpty() && product.error->kept != Kept::InputUntouched)
            text += u' ' + what;
        if (const QString what = next(*product.error); !what.isEmpty())
            text += u' ' + what;
        return text;
    }
    if (!product.route && isKnownNewer(product))
        return tr("%1 is installed, %2 is there.").arg(isolated(product.installed), isolated(product.newest));
    if (!product.route)
        return product.installed.isEmpty() ? tr("Nothing is installed yet. “Check” asks the publisher.")
                                           : tr("“Check” asks the publisher for something newer.");
    if (product.route->kind == Kind::Nothing)
        return tr("%1 is installed, and there is nothing newer.").arg(isolated(product.installed));
    return product.installed.isEmpty()
               ? tr("%1 can be installed.").arg(isolated(product.newest))
               : tr("%1 is installed, %2 is there.").arg(isolated(product.installed), isolated(product.newest));
}

QString updateSources(const UpdateProduct &product)
{
    Bytes sum;
    for (const Bytes amount : product.sources.from)
        sum += amount;
    if (sum == Bytes{})
        return {};
    QStringList parts;
    for (std::size_t i = 0; i < sourceClassCount; ++i)
        if (product.sources.from[i] > Bytes{})
            parts.append(tr("%1 from %2", "an amount and a kind of source")
                             .arg(bytes(product.sources.from[i]), sourceLabel(static_cast<SourceClass>(i))));
    return tr("%1 received and proven: %2.").arg(bytes(sum), parts.join(u", "_s));
}

QString updateAction(const QString &action)
{
    if (action == "install"_L1)
        return tr("Installed");
    if (action == "update"_L1)
        return tr("Updated");
    if (action == "rollback"_L1)
        return tr("Rolled back");
    if (action == "veto"_L1)
        return tr("Refused by its health check");
    return action;
}

} // namespace freshet::text
