// SPDX-License-Identifier: GPL-3.0-or-later
// One change of an installed tree in a process of its own, so that it can be killed at any system call.
//   updateprobe apply TREE PACK NUMBER TREEHASH [check|veto|die]
//   updateprobe rollback TREE     updateprobe open TREE     updateprobe accept TREE NUMBER
// The health check says yes (check) or no (veto), or ends the process (die).
#include "core/update/Installation.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <csignal>
#include <cstdio>

using namespace freshet;
using namespace freshet::update;

namespace {

Result<void> apply(Installation &installation, const QStringList &arguments)
{
    const auto pack = mapPath(arguments.value(3));
    if (!pack)
        return std::unexpected(pack.error());
    Installation::Change change{.to = {.number = arguments.value(4).toULongLong(), .version = arguments.value(4)}};
    change.to.tree = Sha256Digest::fromHex(arguments.value(5).toStdString()).value_or(Sha256Digest{});
    change.full = installation.state().installed.number == 0;
    if (const QString check = arguments.value(6); !check.isEmpty())
        change.check = [check] {
            if (check == QLatin1StringView("die"))
                std::raise(SIGKILL);
            return check == QLatin1StringView("check");
        };
    return installation.apply(pack->view(), change);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString action = arguments.value(1);
    const SystemClock clock;
    auto installation = Installation::open(arguments.value(2), clock);
    Result<void> result = installation ? Result<void>() : Result<void>(std::unexpected(installation.error()));
    if (result && action == QLatin1StringView("rollback"))
        result = installation->rollback();
    else if (result && action == QLatin1StringView("accept"))
        result = installation->accept({.product = QStringLiteral("app"),
                                       .number = arguments.value(3).toULongLong(),
                                       .releases = {{.number = 1, .version = QStringLiteral("1")}}},
                                      {});
    else if (result && action == QLatin1StringView("apply"))
        result = apply(*installation, arguments);
    std::puts(result ? "DONE" : qPrintable(errorName(result.error().code)));
    return result ? 0 : 1;
}
