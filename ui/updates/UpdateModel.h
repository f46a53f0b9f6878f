// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/UpdateSource.h"
#include "ui/models/RowTable.h"

namespace freshet::ui {

/// The products that are looked after.
class UpdateModel final : public RowTable<UpdateProduct, QString> {
public:
    explicit UpdateModel(QObject *parent = nullptr);

    [[nodiscard]] const char *context() const override { return "UpdateModel"; }

protected:
    [[nodiscard]] QString idOf(const UpdateProduct &product) const override { return product.tree; }
    [[nodiscard]] QString sentence(const UpdateProduct &product) const override;
};

struct UpdateHistoryLine {
    std::int64_t number = 0; ///< counts from the first that was done to the tree
    UpdateHistoryRow done;
};

/// What was done to one tree.
class UpdateHistoryModel final : public RowTable<UpdateHistoryLine, std::int64_t> {
public:
    explicit UpdateHistoryModel(QObject *parent = nullptr);

    [[nodiscard]] const char *context() const override { return "UpdateModel"; }

protected:
    [[nodiscard]] std::int64_t idOf(const UpdateHistoryLine &line) const override { return line.number; }
    [[nodiscard]] QString sentence(const UpdateHistoryLine &line) const override;
};

/// "office-suite"; before it is known the name of its directory.
QString productName(const UpdateProduct &product);

} // namespace freshet::ui
