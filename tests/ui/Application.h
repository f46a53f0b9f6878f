// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/Desktop.h"
#include "tests/engine/EngineHarness.h"
#include "ui/models/TableView.h"
#include "ui/transfers/TransfersPage.h"

#include <QAction>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace freshet::test {

using namespace Qt::StringLiterals;

inline constexpr int patience = 40'000;

/// The application of this process with a cache of its own, as tests drive it. It can be ended and started again.
class Application {
public:
    using Adjust = std::function<void(EngineOptions &)>;

    /// `adjust` changes the engine's options, of every start.
    explicit Application(const QTemporaryDir &directory, Adjust adjust = {})
        : m_directory(directory)
        , m_adjust(std::move(adjust))
    {
        start();
    }
    void start()
    {
        desktop::DesktopOptions options;
        options.engine = test::EngineHarness::quickOptions();
        options.engine.store.cacheDirectory = m_directory.filePath(u"cache"_s);
        options.engine.control.access = ControlOptions::Access::Full;
        options.engine.rememberJobs = true;
        if (m_adjust)
            m_adjust(options.engine);
        options.stateFile = m_directory.filePath(u"state.ini"_s);
        options.page = u"transfers"_s;
        options.size = QSize(1300, 900);
        m_desktop = std::make_unique<desktop::Desktop>(options);
        m_desktop->start();
    }
    void restart()
    {
        m_desktop.reset();
        start();
    }
    [[nodiscard]] ui::MainWindow &window() { return m_desktop->window(); }
    /// How many the engine knows of.
    [[nodiscard]] std::size_t jobs() { return m_desktop->engine()->snapshot()->jobs.size(); }
    [[nodiscard]] UpdateSource &updates() { return *m_desktop->engine()->updates(); }
    [[nodiscard]] ui::TransfersPage *page() { return qobject_cast<ui::TransfersPage *>(window().currentPage()); }
    template <typename Widget>
    [[nodiscard]] Widget *find(const QString &name)
    {
        return window().findChild<Widget *>(name);
    }
    [[nodiscard]] const JobRow *row(int row = 0)
    {
        auto *view = find<ui::TableView>(u"transferTable"_s);
        auto *model = view ? dynamic_cast<ui::TransferModel *>(view->model()) : nullptr;
        return model && model->rowCount() > row ? &model->rowAt(row) : nullptr;
    }
    [[nodiscard]] bool is(JobState state) { return row() && row()->state == state; }
    void trigger(const QString &text)
    {
        for (QAction *action : page()->menuActions())
            if (action->text().remove(u'&') == text && action->isEnabled())
                action->trigger();
    }
    /// As a person does it: opens the panel, writes, presses the button.
    void add(const QString &what)
    {
        window().openPage(u"transfers:add"_s);
        find<QLineEdit>(u"addDirectory"_s)->setText(m_directory.path());
        auto *field = find<QPlainTextEdit>(u"addWhat"_s);
        field->setFocus();
        QTest::keyClicks(field, what);
        QTest::mouseClick(find<QPushButton>(u"addButton"_s), Qt::LeftButton);
    }

private:
    const QTemporaryDir &m_directory;
    Adjust m_adjust;
    std::unique_ptr<desktop::Desktop> m_desktop;
};

} // namespace freshet::test
