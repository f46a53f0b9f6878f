// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/SourceText.h"

#include <QCoreApplication>

namespace freshet::text {

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("freshet::text", source);
}

} // namespace

QString sourceLabel(SourceClass source)
{
    switch (source) {
    case SourceClass::LanPeers:
        return tr("LAN peers");
    case SourceClass::GroupPeers:
        return tr("Group peers");
    case SourceClass::InternetPeers:
        return tr("Internet peers");
    case SourceClass::CacheServer:
        return tr("Cache server");
    case SourceClass::HttpOrigin:
        return tr("HTTP origin");
    }
    return {};
}

QString sourceHelp(SourceClass source)
{
    switch (source) {
    case SourceClass::LanPeers:
        return tr("Machines of this network.");
    case SourceClass::GroupPeers:
        return tr("Machines that proved that they belong to the same group, wherever they are.");
    case SourceClass::InternetPeers:
        return tr("Other machines on the internet.");
    case SourceClass::CacheServer:
        return tr("The cache server of this network.");
    case SourceClass::HttpOrigin:
        return tr("The server that the content was published on.");
    }
    return {};
}

} // namespace freshet::text
