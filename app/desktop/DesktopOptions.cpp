// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/DesktopOptions.h"

#include "app/ctl/Arguments.h"
#include "app/ctl/Console.h"
#include "app/ctl/PeerArguments.h"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

#include <limits>
#include <string_view>

namespace freshet::desktop {

using namespace Qt::StringLiterals;
using ctl::Arguments;
using ctl::tr;

void prepareEnvironment(int argc, char **argv)
{
    bool screenshot = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument.starts_with("--screenshot"))
            screenshot = true;
        if (argument == "--scale" && i + 1 < argc)
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
        if (argument.starts_with("--scale="))
            qputenv("QT_SCALE_FACTOR", argument.substr(8).data());
    }
    if (screenshot && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

std::expected<DesktopOptions, int> readOptions(const QStringList &given)
{
    Arguments arguments(u""_s, tr("Watch, understand and throttle downloads."),
                        u"  freshet\n  freshet --page transfers\n"
                        u"  freshet --screenshot transfers.png --page transfers --size 1400x900 --dark"_s);
    arguments.positional(u"WHAT"_s, tr("Addresses or content metadata files to add."), u"[WHAT…]"_s);
    arguments.option(u"page"_s, tr("Open this page; \"transfers:12\" opens it on job 12."), u"ID"_s);
    arguments.option(u"ca-file"_s, tr("Trust these certificate authorities too (PEM)."), u"FILE"_s);
    arguments.option(u"state-file"_s, tr("Where the windows keep what they remember."), u"FILE"_s);
    arguments.option(u"screenshot"_s, tr("Write a picture of the page as PNG and end; needs no display."), u"FILE"_s);
    arguments.option(u"size"_s, tr("Size of the window, in device-independent pixels."), u"WIDTHxHEIGHT"_s);
    arguments.option(u"scale"_s, tr("Scale of the display, e.g. 1.5."), u"FACTOR"_s);
    arguments.option(u"dark"_s, tr("Dark colours, whatever the system says."));
    arguments.option(u"right-to-left"_s, tr("Mirrored, as in languages that are written from right to left."));
    ctl::describePeerEngineOptions(arguments);
    if (const auto exit = arguments.parse(given, 0, std::numeric_limits<qsizetype>::max()))
        return std::unexpected(*exit);

    DesktopOptions options;
    if (const auto exit = ctl::readPeerEngineOptions(arguments, options.engine.swarm))
        return std::unexpected(*exit);
    ctl::overridePeerSettings(arguments, options.engine);
    options.engine.store.cacheDirectory = arguments.cacheDirectory();
    options.engine.http.caFile = arguments.value(u"ca-file"_s);
    options.engine.control.access = ControlOptions::Access::Full;
    options.engine.rememberJobs = true;
    for (const QString &what : arguments.positionals())
        options.what.append(what.contains(u"://"_s) ? what : QDir::current().absoluteFilePath(what));
    options.page = arguments.value(u"page"_s);
    options.stateFile = arguments.value(u"state-file"_s);
    if (options.stateFile.isEmpty())
        options.stateFile =
            QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/freshet/desktop.ini"_s;
    options.screenshot = arguments.value(u"screenshot"_s);
    options.dark = arguments.isSet(u"dark"_s);
    options.rightToLeft = arguments.isSet(u"right-to-left"_s);
    if (arguments.isSet(u"size"_s)) {
        static const QRegularExpression form(u"\\A([0-9]{2,5})x([0-9]{2,5})\\z"_s);
        const auto match = form.match(arguments.value(u"size"_s));
        if (!match.hasMatch())
            return std::unexpected(arguments.usageError(tr("--size takes WIDTHxHEIGHT, e.g. 1400x900.")));
        options.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
    }
    if (arguments.isSet(u"scale"_s)) {
        bool isNumber = false;
        const double scale = arguments.value(u"scale"_s).toDouble(&isNumber);
        if (!isNumber || scale < 0.5 || scale > 4)
            return std::unexpected(arguments.usageError(tr("--scale takes a number from 0.5 to 4.")));
    }
    return options;
}

} // namespace freshet::desktop
