// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/WelcomePage.h"

#include "ui/shell/Icons.h"
#include "ui/text/SourceText.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/SourceLegend.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace freshet::ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *paragraph(const QString &text)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

WelcomePage::WelcomePage(const PageContext &context)
    : Page(context)
    , m_now(paragraph({}))
    , m_sharing(new SharingChoice([this]() -> EngineCommands & { return commands(); }))
{
    const int unit = fontMetrics().height();
    auto *title = new QLabel(tr("Updates, fetched once and shared"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.8);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    title->setWordWrap(true);

    auto *text = new QVBoxLayout;
    text->setSpacing(unit * 3 / 4);
    text->addWidget(title);
    text->addSpacing(unit / 2);
    text->addWidget(
        paragraph(tr("Freshet downloads updates from whoever is nearest and proves every piece before it counts.")));
    text->addWidget(paragraph(tr("Five colours say where bytes came from, the same ones on every page.")));
    text->addWidget(new SourceLegend);
    text->addWidget(paragraph(tr("Every state says why it is so and what you can do about it.")));
    text->addSpacing(unit / 2);
    text->addWidget(m_now);
    text->addSpacing(unit / 2);
    text->addWidget(m_sharing);
    text->addSpacing(unit / 2);
    auto *how = new QLabel(tr("To download something of your own"));
    QFont strong = how->font();
    strong.setWeight(QFont::DemiBold);
    how->setFont(strong);
    text->addWidget(how);
    text->addWidget(paragraph(
        tr("Drop a link or a .torrent file onto this window, or choose Transfers › Add on the page of transfers and "
           "paste a URL. Freshet asks where it should go; everything else has a good default.")));
    auto *buttons = new QHBoxLayout;
    const auto button = [&](const QString &label, QLatin1StringView iconName, const QString &page) {
        auto *push = new QPushButton(icon(iconName), label);
        connect(push, &QPushButton::clicked, this, [this, page] { Q_EMIT pageRequested(page); });
        buttons->addWidget(push);
    };
    button(tr("&Transfers"), "transfers"_L1, u"transfers"_s);
    button(tr("&Activity"), "activity"_L1, u"activity"_s);
    button(tr("&Settings"), "settings"_L1, u"settings"_s);
    buttons->addStretch();
    text->addSpacing(unit / 2);
    text->addLayout(buttons);

    auto *middle = new QWidget;
    middle->setLayout(text);
    middle->setMaximumWidth(unit * 40);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(middle, 8);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2);
    column->addStretch(1);
    column->addLayout(row);
    column->addStretch(2);
}

void WelcomePage::showSnapshot(const std::shared_ptr<const EngineSnapshot> &snapshot)
{
    m_sharing->showSnapshot(*snapshot);
    const auto running = std::ranges::count_if(snapshot->jobs, [](const JobRow &row) {
        return row.state == JobState::Downloading || row.state == JobState::Resolving
               || row.state == JobState::Verifying;
    });
    m_now->setText(running == 0 ? tr("Nothing is being downloaded at the moment.")
                                : tr("%n transfer(s) run at the moment.", nullptr, static_cast<int>(running)));
}

} // namespace freshet::ui
