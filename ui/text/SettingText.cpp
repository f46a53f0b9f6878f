// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/SettingText.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace freshet::text {

namespace {

struct Words {
    const char *key;
    const char *name;
    const char *help;
};

constexpr std::array allWords{
    Words{"jobs.running", QT_TRANSLATE_NOOP("freshet::text", "Jobs side by side"),
          QT_TRANSLATE_NOOP("freshet::text", "So many jobs run at the same time; others wait, foreground first.")},
    Words{"http.connections", QT_TRANSLATE_NOOP("freshet::text", "Connections per HTTP source"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "Requests to one HTTP source side by side, for jobs that begin from now on.")},
    Words{
        "cache.maximum-percent", QT_TRANSLATE_NOOP("freshet::text", "Largest cache, share of the disk"),
        QT_TRANSLATE_NOOP("freshet::text", "The cache may take this share of its disk; pinned contents do not count.")},
    Words{"cache.maximum-size", QT_TRANSLATE_NOOP("freshet::text", "Largest cache"),
          QT_TRANSLATE_NOOP("freshet::text", "The cache may take so much, whatever the size of the disk.")},
    Words{
        "cache.maximum-age", QT_TRANSLATE_NOOP("freshet::text", "Longest stay in the cache"),
        QT_TRANSLATE_NOOP("freshet::text", "A content that is not used for so long is removed; pinned contents stay.")},
    Words{"cache.minimum-file-size", QT_TRANSLATE_NOOP("freshet::text", "Smallest cached file"),
          QT_TRANSLATE_NOOP("freshet::text", "Smaller contents are not kept once they are delivered.")},
    Words{"cache.free-disk-reserve", QT_TRANSLATE_NOOP("freshet::text", "Free space to leave"),
          QT_TRANSLATE_NOOP("freshet::text", "The cache leaves so much free space on its disk to everybody else.")},
    Words{"peers.mode", QT_TRANSLATE_NOOP("freshet::text", "Download mode"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "Whom contents are exchanged with: nobody, the LAN, a group, the internet.")},
    Words{"peers.lan-discovery", QT_TRANSLATE_NOOP("freshet::text", "Look for peers on the LAN"),
          QT_TRANSLATE_NOOP("freshet::text", "Tell the LAN which contents are here, and listen to who else has them.")},
    Words{"peers.listen-port", QT_TRANSLATE_NOOP("freshet::text", "Port for peers"),
          QT_TRANSLATE_NOOP("freshet::text", "Peers connect to this TCP port; to any free one if it is taken.")},
    Words{"peers.connections", QT_TRANSLATE_NOOP("freshet::text", "Connections per content"),
          QT_TRANSLATE_NOOP("freshet::text", "A content has at most so many peers at a time.")},
    Words{"peers.upload-slots", QT_TRANSLATE_NOOP("freshet::text", "Peers served at a time"),
          QT_TRANSLATE_NOOP("freshet::text", "So many peers of a content are sent blocks side by side; others wait.")},
    Words{"peers.listen-addresses", QT_TRANSLATE_NOOP("freshet::text", "Addresses for peers"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "Peers can connect to these addresses of the machine; all of them by default.")},
    Words{"peers.minimum-file-size", QT_TRANSLATE_NOOP("freshet::text", "Smallest file from peers"),
          QT_TRANSLATE_NOOP("freshet::text", "Smaller contents are fetched over HTTP alone.")},
    Words{"peers.delay-http-foreground", QT_TRANSLATE_NOOP("freshet::text", "Wait for peers, foreground"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "Foreground jobs that begin from now on ask peers alone for so long, then HTTP as well.")},
    Words{"peers.delay-http-background", QT_TRANSLATE_NOOP("freshet::text", "Wait for peers, background"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "Background jobs that begin from now on ask peers alone for so long, then HTTP as well.")},
    Words{"peers.minimum-background-rate", QT_TRANSLATE_NOOP("freshet::text", "Least background speed"),
          QT_TRANSLATE_NOOP(
              "freshet::text",
              "Background jobs that begin from now on, and that peers serve more slowly, are topped up over HTTP.")},
    Words{"cache-server.hosts", QT_TRANSLATE_NOOP("freshet::text", "Cache servers"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "Asked in this order before the HTTP origin, for jobs that begin from now on.")},
    Words{"cache-server.delay-foreground", QT_TRANSLATE_NOOP("freshet::text", "Wait for the cache server, foreground"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "When no cache server serves, foreground jobs ask the origin after so long.")},
    Words{"cache-server.delay-background", QT_TRANSLATE_NOOP("freshet::text", "Wait for the cache server, background"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "When no cache server serves, background jobs ask the origin after so long.")},
    Words{"limits.download", QT_TRANSLATE_NOOP("freshet::text", "Download limit"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "All jobs together receive no more than this, foreground first; 0 pauses all jobs.")},
    Words{"limits.download-percent", QT_TRANSLATE_NOOP("freshet::text", "Download limit, share"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "All jobs together receive at most this share of the measured bandwidth, foreground "
                            "first; 0 % pauses all jobs.")},
    Words{"limits.foreground", QT_TRANSLATE_NOOP("freshet::text", "Foreground download limit"),
          QT_TRANSLATE_NOOP("freshet::text", "Foreground jobs together receive no more than this; 0 pauses them.")},
    Words{"limits.foreground-percent", QT_TRANSLATE_NOOP("freshet::text", "Foreground download limit, share"),
          QT_TRANSLATE_NOOP(
              "freshet::text",
              "Foreground jobs together receive at most this share of the measured bandwidth; 0 % pauses them.")},
    Words{"limits.background", QT_TRANSLATE_NOOP("freshet::text", "Background download limit"),
          QT_TRANSLATE_NOOP("freshet::text", "Background jobs together receive no more than this; 0 pauses them.")},
    Words{"limits.background-percent", QT_TRANSLATE_NOOP("freshet::text", "Background download limit, share"),
          QT_TRANSLATE_NOOP(
              "freshet::text",
              "Background jobs together receive at most this share of the measured bandwidth; 0 % pauses them.")},
    Words{"limits.upload", QT_TRANSLATE_NOOP("freshet::text", "Upload limit"),
          QT_TRANSLATE_NOOP("freshet::text", "Peers together are sent no more than this; 0: nothing.")},
    Words{"limits.upload-percent", QT_TRANSLATE_NOOP("freshet::text", "Upload limit, share"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "Peers together are sent at most this share of the measured bandwidth; 0 %: nothing.")},
    Words{"limits.upload-group", QT_TRANSLATE_NOOP("freshet::text", "Upload limit, group"),
          QT_TRANSLATE_NOOP("freshet::text", "Peers of the group together are sent no more than this; 0: nothing.")},
    Words{"limits.upload-internet", QT_TRANSLATE_NOOP("freshet::text", "Upload limit, internet"),
          QT_TRANSLATE_NOOP("freshet::text", "Peers on the internet together are sent no more than this; 0: nothing.")},
    Words{"limits.lan-exempt", QT_TRANSLATE_NOOP("freshet::text", "No limits on the LAN"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "Limits do not apply to what peers on the LAN give and get, as in the original.")},
    Words{"limits.alternative", QT_TRANSLATE_NOOP("freshet::text", "Alternative limits"),
          QT_TRANSLATE_NOOP("freshet::text",
                            "While on, the alternative limits take the place of those for all downloads and all "
                            "uploads.")},
    Words{"limits.alternative-download", QT_TRANSLATE_NOOP("freshet::text", "Alternative download limit"),
          QT_TRANSLATE_NOOP("freshet::text", "The limit for all downloads while the alternative limits are on.")},
    Words{"limits.alternative-upload", QT_TRANSLATE_NOOP("freshet::text", "Alternative upload limit"),
          QT_TRANSLATE_NOOP("freshet::text", "The limit for all uploads while the alternative limits are on.")},
};

QString tr(const char *source)
{
    return QCoreApplication::translate("freshet::text", source);
}

const Words *wordsOf(const QString &key)
{
    const auto it = std::find_if(allWords.begin(), allWords.end(),
                                 [&key](const Words &words) { return key == QLatin1StringView(words.key); });
    return it == allWords.end() ? nullptr : it;
}

} // namespace

QString settingName(const QString &key)
{
    const Words *words = wordsOf(key);
    return words ? tr(words->name) : QString();
}

QString settingHelp(const QString &key)
{
    const Words *words = wordsOf(key);
    return words ? tr(words->help) : QString();
}

QString providerLabel(SettingProvider provider)
{
    switch (provider) {
    case SettingProvider::Default:
        return tr("the default");
    case SettingProvider::Service:
        return tr("the service");
    case SettingProvider::File:
        return tr("the settings file");
    case SettingProvider::CommandLine:
        return tr("the command line");
    }
    return {};
}

} // namespace freshet::text
