// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the nginx configuration of a cache server, for the demo and for tests that are no C++ programs.
#include "core/service/CacheServerConfig.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"listen"_s, u"An address and a port."_s, u"ADDR:PORT"_s},
                       {u"origin"_s, u"An allowed origin; can be given more than once."_s, u"HOST"_s},
                       {u"directory"_s, u"Where everything is kept."_s, u"DIR"_s},
                       {u"user"_s, u"Account of the workers."_s, u"NAME"_s}});
    parser.process(application);
    freshet::CacheServerConfig config;
    config.listen = parser.value(u"listen"_s);
    config.origins = parser.values(u"origin"_s);
    config.directory = parser.value(u"directory"_s);
    config.user = parser.value(u"user"_s);
    config.minimumFree = freshet::Bytes{64ULL << 20};
    const auto text = freshet::cacheServerConfiguration(config);
    if (!text) {
        std::fprintf(stderr, "%s %s: %s\n", qPrintable(freshet::errorName(text.error().code)),
                     qPrintable(text.error().object), qPrintable(text.error().detail));
        return 1;
    }
    std::fputs(qPrintable(*text), stdout);
    return 0;
}
