// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/SourceClass.h"

namespace freshet {

using namespace Qt::StringLiterals;

QString sourceClassName(SourceClass source)
{
    switch (source) {
    case SourceClass::LanPeers:
        return u"LanPeers"_s;
    case SourceClass::GroupPeers:
        return u"GroupPeers"_s;
    case SourceClass::InternetPeers:
        return u"InternetPeers"_s;
    case SourceClass::CacheServer:
        return u"CacheServer"_s;
    case SourceClass::HttpOrigin:
        return u"HttpOrigin"_s;
    }
    return {};
}

SourceBytes &SourceBytes::operator+=(const SourceBytes &other)
{
    for (std::size_t i = 0; i < from.size(); ++i)
        from[i] += other.from[i];
    for (std::size_t i = 0; i < to.size(); ++i)
        to[i] += other.to[i];
    wasted += other.wasted;
    return *this;
}

} // namespace freshet
