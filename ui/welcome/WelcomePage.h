// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/Page.h"
#include "ui/welcome/SharingChoice.h"

#include <QLabel>

namespace freshet::ui {

/// The first page of a first run: what is to be seen, and how to download something of one's own.
class WelcomePage final : public Page {
    Q_OBJECT

public:
    explicit WelcomePage(const PageContext &context);

    void showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot) override;

private:
    QLabel *m_now;
    SharingChoice *m_sharing;
};

} // namespace freshet::ui
