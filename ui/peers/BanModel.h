// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/BanRow.h"
#include "ui/models/RowTable.h"

namespace freshet::ui {

/// Who is not spoken to, and for how long.
class BanModel final : public RowTable<BanRow, QString> {
public:
    explicit BanModel(QObject *parent = nullptr);
    [[nodiscard]] const char *context() const override { return "freshet::ui"; }

protected:
    [[nodiscard]] QString idOf(const BanRow &row) const override;
    [[nodiscard]] QString sentence(const BanRow &row) const override;
};

} // namespace freshet::ui
