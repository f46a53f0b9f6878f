// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/ServiceCard.h"

#include <QWidget>

#include <vector>

namespace freshet::ui {

/// The five services in the order in which they are asked: each tells where the next one is. One of them is chosen, by mouse, Tab or arrow keys.
class ServiceFlow final : public QWidget {
    Q_OBJECT

public:
    explicit ServiceFlow(QWidget *parent = nullptr);

    /// Null: no services are set.
    void showPicture(const ServicesPicture *picture, MonotonicTime now);
    [[nodiscard]] const QString &chosen() const { return m_chosen; }
    /// What is unknown is ignored.
    void choose(const QString &name);
    [[nodiscard]] const std::vector<ServiceCard *> &cards() const { return m_cards; }

Q_SIGNALS:
    void chosenChanged();

private:
    std::vector<ServiceCard *> m_cards;
    QString m_chosen;
};

} // namespace freshet::ui
