// SPDX-License-Identifier: GPL-3.0-or-later
// One change of an installed tree in a process of its own, so that it can be killed at any system call.
//   updateprobe apply TREE PACK NUMBER TREEHASH [check]     updateprobe rollback TREE
#include "core/update/Installation.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>

using namespace freshet;
using namespace freshet::update;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const SystemClock clock;
    auto installation = Installation::open(arguments.value(2), clock);
    Result<void> result = installation ? Result<void>() : Result<void>(std::unexpected(installation.error()));
    if (result && arguments.value(1) == QLatin1StringView("rollback")) {
        result = installation->rollback();
    } else if (result) {
        const QFileInfo file(arguments.value(3));
        const auto directory = openDirectory(file.absolutePath());
        const auto pack = mapFile(directory->get(), file.fileName().toStdString());
        Installation::Change change{.to = {.number = arguments.value(4).toULongLong(), .version = arguments.value(4)}};
        change.to.tree = Sha256Digest::fromHex(arguments.value(5).toStdString()).value_or(Sha256Digest{});
        if (arguments.size() > 6)
            change.check = [] { return true; };
        result = installation->apply(pack->view(), change);
    }
    std::puts(result ? "DONE" : qPrintable(errorName(result.error().code)));
    return result ? 0 : 1;
}
