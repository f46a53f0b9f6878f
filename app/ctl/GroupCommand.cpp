// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"
#include "app/ctl/Commands.h"
#include "app/ctl/Console.h"
#include "app/ctl/FileOutput.h"
#include "core/base/Clock.h"
#include "core/wire/GroupCredential.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace freshet::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultDays = 730;
constexpr int maximumDays = 36500;
constexpr int maximumName = 40; // of the characters that an X.509 name may have, some are ours

} // namespace

int groupCommand(const QStringList &given)
{
    Arguments arguments(
        u"group"_s,
        tr("Makes the credential of a new group. Machines that have the file are members: with "
           "--group-credential they exchange contents with each other, encrypted, and with nobody else. "
           "Keep it secret; there is no second one with which a member could be added."),
        u"  freshetctl group create office --output office.pem\n"
        "  freshetctl engine run --group-credential office.pem"_s);
    arguments.positional(u"create"_s, tr("Make a credential."));
    arguments.positional(u"NAME"_s, tr("What the group is called, for people."));
    arguments.option(u"output"_s, tr("The file to write (PEM); only its owner may read it."), u"PATH"_s);
    arguments.option(u"days"_s, tr("How long it is valid (default: %1).").arg(defaultDays), u"N"_s);
    arguments.option(u"json"_s, tr("Print JSON."));
    if (const auto exit = arguments.parse(given, 2, 2))
        return *exit;
    if (arguments.positionals().first() != "create"_L1)
        return arguments.usageError(tr("There is only \"group create\"."));
    const QString name = arguments.positionals().at(1).trimmed();
    if (name.isEmpty() || name.size() > maximumName)
        return arguments.usageError(tr("The name of a group has 1 to %1 characters.").arg(maximumName));
    bool isNumber = true;
    const int days = arguments.isSet(u"days"_s) ? arguments.value(u"days"_s).toInt(&isNumber) : defaultDays;
    if (!isNumber || days < 1 || days > maximumDays)
        return arguments.usageError(tr("--days takes a number from 1 to %1.").arg(maximumDays));
    if (!arguments.isSet(u"output"_s))
        return arguments.usageError(tr("Say with --output where to write the credential."));
    const auto place = openOutput(arguments.value(u"output"_s));
    if (!place)
        return report(place.error());
    const auto pem = makeGroupCredential(name, SystemClock().wall(), std::chrono::days{days});
    if (!pem)
        return report(pem.error());
    if (const auto written = writeFileAtomically(*place, *pem, FileReaders::Owner); !written)
        return report(written.error());
    if (arguments.isSet(u"json"_s)) {
        const QJsonObject object{{u"Group"_s, name}, {u"File"_s, place->path}, {u"ValidForDays"_s, days}};
        printOut(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)));
        return Success;
    }
    printOut(tr("%1 makes machines members of the group \"%2\" for %n day(s).", nullptr, days).arg(place->path, name));
    return Success;
}

} // namespace freshet::ctl
