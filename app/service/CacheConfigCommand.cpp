// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/Commands.h"
#include "core/base/DurableFile.h"
#include "core/service/CacheServerConfig.h"

#include <QCommandLineParser>
#include <QDir>

namespace freshet::serve {

using namespace Qt::StringLiterals;

int cacheConfigCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Writes the configuration with which nginx is a cache server: slices of what the allowed origins "
        "have, within limits, and nothing else. Start it with: nginx -c FILE"_s);
    parser.addHelpOption();
    parser.addPositionalArgument(u"cache-config"_s, u"Write the configuration."_s);
    const CacheServerConfig normal;
    parser.addOptions({
        {u"origin"_s,
         u"A host that may be fetched from, as in updates.example, 192.0.2.7:8080 or https://cdn.example; can be given "
         u"more than "
         "once."_s,
         u"HOST"_s},
        {u"directory"_s, u"Where the cache is kept (default: /var/cache/freshet-cache)."_s, u"DIR"_s,
         u"/var/cache/freshet-cache"_s},
        {u"listen"_s, u"A port, or an address with one (default: 80)."_s, u"ADDR:PORT"_s, normal.listen},
        {u"size"_s, u"GiB that the cache may take (default: 50)."_s, u"GIB"_s, u"50"_s},
        {u"keep-free"_s, u"GiB of the disk that are left to others (default: 1)."_s, u"GIB"_s, u"1"_s},
        {u"days"_s, u"Days after which what nobody asks for goes (default: 30)."_s, u"DAYS"_s, u"30"_s},
        {u"user"_s, u"Account of nginx's workers, when root starts it."_s, u"NAME"_s},
        {u"authorities"_s, u"PEM file that proves https origins."_s, u"FILE"_s, normal.authorities},
        {u"output"_s, u"Where the configuration goes (default: standard output)."_s, u"FILE"_s},
    });
    parser.process(QStringList{u"freshet-service"_s} + arguments);
    if (!parser.isSet(u"origin"_s))
        return usage(u"--origin is needed: a cache server that fetches from everywhere would be an open proxy."_s);
    const auto number = [&parser](const QString &option, std::uint64_t most) -> std::optional<std::uint64_t> {
        bool good = false;
        const std::uint64_t value = parser.value(option).toULongLong(&good);
        return good && value > 0 && value <= most ? std::optional(value) : std::nullopt;
    };
    const auto size = number(u"size"_s, 1 << 20);
    const auto free = number(u"keep-free"_s, 1 << 20);
    const auto days = number(u"days"_s, 3650);
    if (!size || !free || !days)
        return usage(u"--size, --keep-free and --days take whole numbers above 0."_s);
    CacheServerConfig config;
    config.listen = parser.value(u"listen"_s);
    config.origins = parser.values(u"origin"_s);
    config.directory = QDir(parser.value(u"directory"_s)).absolutePath();
    config.maximumSize = Bytes{*size << 30};
    config.minimumFree = Bytes{*free << 30};
    config.maximumAge = std::chrono::days(*days);
    config.user = parser.value(u"user"_s);
    config.authorities = parser.value(u"authorities"_s);
    const auto text = cacheServerConfiguration(config);
    if (!text)
        return report(text.error());
    if (!parser.isSet(u"output"_s)) {
        printOut(text->trimmed());
        return 0;
    }
    if (const auto written = writeDurably(parser.value(u"output"_s), text->toUtf8()); !written)
        return report(written.error());
    return 0;
}

} // namespace freshet::serve
