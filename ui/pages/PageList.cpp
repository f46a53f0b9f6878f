// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/PageList.h"

#include "ui/transfers/TransfersPage.h"

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
        {"transfers"_L1, QT_TRANSLATE_NOOP("Pages", "Transfers"), "transfers"_L1, make<TransfersPage>},
    };
}

} // namespace freshet::ui
