// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/PageList.h"

#include "ui/activity/ActivityPage.h"
#include "ui/cache/CachePage.h"
#include "ui/log/LogPage.h"
#include "ui/peers/PeersPage.h"
#include "ui/services/ServicesPage.h"
#include "ui/settings/SettingsPage.h"
#include "ui/transfers/TransfersPage.h"
#include "ui/updates/UpdatesPage.h"
#include "ui/welcome/WelcomePage.h"

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

template <typename PageType>
std::unique_ptr<Page> make(const PageContext &context)
{
    return std::make_unique<PageType>(context);
}

} // namespace

std::vector<PageEntry> allPages()
{
    return {
        {"welcome"_L1, QT_TRANSLATE_NOOP("Pages", "Welcome"), "freshet"_L1, make<WelcomePage>},
        {"transfers"_L1, QT_TRANSLATE_NOOP("Pages", "Transfers"), "transfers"_L1, make<TransfersPage>},
        {"activity"_L1, QT_TRANSLATE_NOOP("Pages", "Activity"), "activity"_L1, make<ActivityPage>},
        {"peers"_L1, QT_TRANSLATE_NOOP("Pages", "Peers"), "peers"_L1, make<PeersPage>},
        {"cache"_L1, QT_TRANSLATE_NOOP("Pages", "Cache"), "cache"_L1, make<CachePage>},
        {"updates"_L1, QT_TRANSLATE_NOOP("Pages", "Updates"), "updates"_L1, make<UpdatesPage>},
        {"services"_L1, QT_TRANSLATE_NOOP("Pages", "Services"), "services"_L1, make<ServicesPage>},
        {"log"_L1, QT_TRANSLATE_NOOP("Pages", "Log"), "log"_L1, make<LogPage>},
        {"settings"_L1, QT_TRANSLATE_NOOP("Pages", "Settings"), "settings"_L1, make<SettingsPage>},
    };
}

} // namespace freshet::ui
