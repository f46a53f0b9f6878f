// SPDX-License-Identifier: GPL-3.0-or-later
// The window of ./dev run: the whole demo on an X server of its own, looked through and used by a mouse that comes from outside. This program starts the demo and is the
// application that the demo starts. Pictures of it are left in SCREENSHOT_DIRECTORY.
#include "app/desktop/Desktop.h"
#include "tests/ui/Display.h"
#include "tests/ui/Hands.h"
#include "ui/models/TableView.h"
#include "ui/settings/SettingsPage.h"
#include "ui/theme/Appearance.h"
#include "ui/updates/UpdateModel.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

#include <cstdio>

using namespace freshet;
using namespace freshet::test::hands;
using namespace Qt::StringLiterals;
using Step = UpdateProduct::Step;

namespace {

constexpr auto reportVariable = "DEMO_TEST_REPORT";

/// As the demo starts it: every argument is the demo's.
class TestDemoWindow final : public QObject {
    Q_OBJECT

public:
    explicit TestDemoWindow(const desktop::DesktopOptions &options)
        : m_options(options)
    {
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir().mkpath(QStringLiteral(SCREENSHOT_DIRECTORY)));
        m_desktop.emplace(m_options);
        QSignalSpy settled(&*m_desktop, &desktop::Desktop::settled);
        m_desktop->start();
        QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, patience);
        QVERIFY(m_desktop->engine());
        focus(window());
    }

    void it_begins_with_three_sentences() { QCOMPARE(window().currentPage()->objectName(), u"welcome"_s); }

    void transfers_come_from_everybody()
    {
        openByRail(window(), u"transfers"_s);
        QTRY_VERIFY_WITH_TIMEOUT(received() >= 6_MiB, patience);
    }

    void a_limit_is_set_seen_and_taken_back()
    {
        openByRail(window(), u"settings"_s);
        press(u"ctrl+f"_s);
        type(u"Background download limit"_s);
        auto *page = qobject_cast<ui::SettingsPage *>(window().currentPage());
        ui::SettingEditor *editor = page->line(u"limits.background"_s)->editor();
        QTRY_VERIFY_WITH_TIMEOUT(!page->line(u"jobs.running"_s)->isVisible(), patience);
        click(editor->findChild<QCheckBox *>());
        QTRY_VERIFY_WITH_TIMEOUT(editor->field()->isEnabled(), patience);
        press(u"ctrl+a"_s);
        type(u"1000000"_s);
        press(u"Return"_s);
        const auto limit = [this] { return m_desktop->engine()->snapshot()->settings->values.background.absolute; };
        QTRY_COMPARE_WITH_TIMEOUT(limit(), std::optional(BytesPerSecond{1'000'000}), patience);
        auto *limited = window().findChild<QLabel *>(u"limitedBy"_s);
        QTRY_VERIFY_WITH_TIMEOUT(limited->text().contains(u"background downloads"_s), patience);
        picture(u"limited"_s);
        click(window().findChild<QPushButton *>(u"noticeAction"_s));
        QTRY_COMPARE_WITH_TIMEOUT(limit(), std::nullopt, patience);
    }

    void an_update_is_taken_paused_and_rolled_back()
    {
        openByRail(window(), u"updates"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isIdle() && product().installed == "1.0"_L1, patience);
        click(button(u"updateCheck"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isIdle() && product().route, patience);
        QCOMPARE(product().route->kind, UpdateRoute::Kind::Forward);
        picture(u"updates-offered"_s);

        click(button(u"updateApply"_s));
        QTRY_VERIFY_WITH_TIMEOUT(product().step == Step::Fetching && product().received >= 2_MiB, patience);
        click(button(u"updatePause"_s));
        QTRY_COMPARE_WITH_TIMEOUT(product().step, Step::Paused, patience);
        QCOMPARE(product().installed, u"1.0"_s);
        picture(u"updates-paused"_s);
        click(button(u"updateResume"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isIdle() && product().installed == "1.1"_L1, patience);
        QVERIFY(QFile::exists(product().tree + u"/bin/plugin-1.1"_s));
        const auto lan = static_cast<std::size_t>(SourceClass::LanPeers);
        QVERIFY2(product().sources.from[lan] > Bytes{}, "the desks have it");
        picture(u"updates-installed"_s);

        click(button(u"updateRollBack"_s));
        QTRY_VERIFY_WITH_TIMEOUT(isIdle() && product().installed == "1.0"_L1, patience);
        QVERIFY(!QFile::exists(product().tree + u"/bin/plugin-1.1"_s));
        QCOMPARE(product().history.back().action, u"rollback"_s);
        picture(u"updates-rolled-back"_s);
    }

    void the_liar_is_banned()
    {
        openByRail(window(), u"peers"_s);
        const auto banned = [this] {
            const auto bans = m_desktop->engine()->snapshot()->bans;
            return bans && !bans->empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(banned(), patience);
    }

    void all_five_classes_bring_bytes()
    {
        const auto classes = [this] {
            std::array<Bytes, sourceClassCount> sums{};
            for (const JobRow &row : m_desktop->engine()->snapshot()->jobs) {
                sums[0] += row.fromLanPeers;
                sums[1] += row.fromGroupPeers;
                sums[2] += row.fromInternetPeers;
                sums[3] += row.fromCacheServer;
                sums[4] += row.fromHttpOrigin;
            }
            return std::ranges::count_if(sums, [](Bytes sum) { return sum > Bytes{}; });
        };
        QTRY_COMPARE_WITH_TIMEOUT(classes(), sourceClassCount, patience);
        for (const auto appearance : {ui::Appearance::Light, ui::Appearance::Dark}) {
            ui::applyAppearance(appearance);
            for (const QString &page : window().pageIds()) {
                openByRail(window(), page);
                picture(page + u'-' + ui::appearanceName(appearance));
            }
        }
    }

    void it_quits()
    {
        QSignalSpy quit(&window(), &ui::MainWindow::quitRequested);
        press(u"ctrl+q"_s);
        QTRY_COMPARE_WITH_TIMEOUT(quit.size(), 1, patience);
        m_desktop.reset();
    }

private:
    [[nodiscard]] ui::MainWindow &window() { return m_desktop->window(); }
    [[nodiscard]] Bytes received()
    {
        Bytes sum;
        for (const JobRow &row : m_desktop->engine()->snapshot()->jobs)
            sum += row.received();
        return sum;
    }
    [[nodiscard]] UpdateProduct product()
    {
        auto *view = window().findChild<ui::TableView *>(u"products"_s);
        auto *model = view ? dynamic_cast<ui::UpdateModel *>(view->model()) : nullptr;
        return model && model->rowCount() == 1 ? model->rowAt(0) : UpdateProduct{};
    }
    [[nodiscard]] bool isIdle() { return !product().tree.isEmpty() && product().step == Step::Idle; }
    /// The button of an action, enabled.
    [[nodiscard]] QToolButton *button(const QString &action)
    {
        for (auto *candidate : window().currentPage()->findChildren<QToolButton *>())
            if (candidate->defaultAction() && candidate->defaultAction()->objectName() == action
                && QTest::qWaitFor([candidate] { return candidate->isEnabled(); }, patience))
                return candidate;
        return nullptr;
    }
    /// As it is on the display.
    void picture(const QString &name)
    {
        window().refresh();
        QCoreApplication::processEvents();
        const QPixmap shown = window().screen()->grabWindow(window().winId());
        QVERIFY(shown.save(u"%1/demo-%2.png"_s.arg(QStringLiteral(SCREENSHOT_DIRECTORY), name)));
    }

    desktop::DesktopOptions m_options;
    std::optional<desktop::Desktop> m_desktop;
};

class TestDemo final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_demo_is_used_by_mouse()
    {
        const QTemporaryDir directory;
        const QString report = directory.filePath(u"report"_s);
        qputenv(reportVariable, QFile::encodeName(report));
        qputenv("TMPDIR", QFile::encodeName(directory.path()));
        const QDir programs(QCoreApplication::applicationDirPath());
        QProcess demo;
        demo.setProcessChannelMode(QProcess::MergedChannels);
        demo.start(u"python3"_s,
                   {u"-B"_s, QStringLiteral(DEMO_PROGRAM), u"--freshetctl"_s, programs.filePath(u"freshetctl"_s),
                    u"--freshet-service"_s, programs.filePath(u"freshet-service"_s), u"--cache-config"_s,
                    programs.filePath(u"cache_config"_s), u"--freshet"_s, QCoreApplication::applicationFilePath(),
                    u"--size"_s, u"96"_s, u"--seconds"_s, u"16"_s});
        QTRY_COMPARE_WITH_TIMEOUT(demo.state(), QProcess::NotRunning, 5 * patience);
        QFile file(report);
        const QByteArray seen = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        const QByteArray said = demo.readAll();
        QVERIFY2(demo.exitStatus() == QProcess::NormalExit && demo.exitCode() == 0, (said + seen).constData());
        QVERIFY2(said.contains("The window opens"), said.constData());
        QVERIFY2(seen.contains("0 failed"), seen.constData()); // it was this program that was shown
    }
};

} // namespace

int main(int argc, char **argv)
{
    std::optional<test::Display> display;
    const bool isWindow = qEnvironmentVariableIsSet(reportVariable);
    if (!isWindow && !display.emplace().use()) {
        std::fputs("Xvfb did not start\n", stderr);
        return 1;
    }
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    if (!isWindow) {
        TestDemo test;
        return QTest::qExec(&test, argc, argv);
    }
    const auto options = desktop::readOptions(QApplication::arguments().mid(1));
    if (!options)
        return options.error();
    TestDemoWindow test(*options);
    return QTest::qExec(&test, {u"tst_ui_demo"_s, u"-o"_s, qEnvironmentVariable(reportVariable) + u",txt"_s});
}

#include "tst_demo.moc"
