// SPDX-License-Identifier: GPL-3.0-or-later
// Settings: made from rows, applied at once, undone.
#include "tests/ui/PageDesk.h"
#include "ui/settings/SettingsPage.h"
#include "ui/shell/MainWindow.h"

#include <QCheckBox>
#include <QTest>

using namespace freshet;
using namespace freshet::test;

class TestSettingsPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    /// Settings that this program has never heard of appear by themselves.
    void settingsAreMadeFromRows()
    {
        Desk desk;
        auto page = desk.page<SettingsPage>();
        for (const SettingRow &row : desk.source.snapshot()->settings->rows)
            QVERIFY2(page->line(row.key), qPrintable(row.key));
        QVERIFY(page->line(u"limits.of-tomorrow"_s)->isVisible());
    }

    void settingsSayWhatTheyDoNow()
    {
        Desk desk;
        auto page = desk.page<SettingsPage>();
        const auto says = [&page](const char *key, const QString &words) {
            for (const auto *label : page->line(QString::fromLatin1(key))->findChildren<QLabel *>())
                if (label->text().contains(words))
                    return true;
            return false;
        };
        QVERIFY(says("cache.maximum-percent",
                     u"The cache may take 93.0 GiB of this disk's 465.0 GiB; it takes 4.0 GiB now."_s));
        QVERIFY(says("jobs.running", u"At most 3 at a time; 2 run and 0 wait now."_s));
        QVERIFY(says("limits.background", u"At most 7.6 MiB/s. Now: 1.0 MiB/s."_s));
        QVERIFY(says("limits.background", u"From the settings file."_s));
        QVERIFY(says("peers.mode", u"The settings file says Lan, but the command line is stronger."_s));
        QVERIFY(!page->line(u"peers.mode"_s)->editor()->isEnabled());
    }

    void settingsApplyAtOnceAndAreUndone()
    {
        Desk desk;
        auto page = desk.page<SettingsPage>();
        auto *spin = qobject_cast<QDoubleSpinBox *>(page->line(u"jobs.running"_s)->editor()->field());
        QVERIFY(spin);
        spin->setFocus();
        spin->setValue(5);
        QTest::keyClick(spin, Qt::Key_Return);
        QCOMPARE(desk.source.commandsSeen, QStringList{u"set jobs.running 5"_s});
        QTRY_COMPARE(desk.notices.posted.size(), std::size_t{1});
        desk.notices.posted.front().onAction();
        QCOMPARE(desk.source.commandsSeen.back(), u"set jobs.running default"_s);
    }

    void refusedSettingsGoBackAndSayWhy()
    {
        Desk desk;
        desk.source.refuse = Error{.code = ErrorCode::DiskFull};
        auto page = desk.page<SettingsPage>();
        SettingLine *line = page->line(u"peers.lan-discovery"_s);
        auto *box = qobject_cast<QCheckBox *>(line->editor()->field());
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(5, box->height() / 2));
        QCOMPARE(desk.source.commandsSeen, QStringList{u"set peers.lan-discovery off"_s});
        QTRY_VERIFY(box->isChecked());
    }

    void settingsAreFound()
    {
        Desk desk;
        auto page = desk.page<SettingsPage>();
        page->open(u"free space"_s);
        QVERIFY(page->line(u"cache.free-disk-reserve"_s)->isVisible());
        QVERIFY(!page->line(u"jobs.running"_s)->isVisible());
        page->open({});
        QVERIFY(page->line(u"jobs.running"_s)->isVisible());
    }

    void editorsKeepEveryValue_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<quint64>("number");
        QTest::newRow("bytes") << static_cast<int>(SettingKind::Size) << quint64{12345};
        QTest::newRow("gib") << static_cast<int>(SettingKind::Size) << (quint64{20} << 30);
        QTest::newRow("rate") << static_cast<int>(SettingKind::Rate) << quint64{8'000'000};
        QTest::newRow("odd rate") << static_cast<int>(SettingKind::Rate) << quint64{2500 * 1024};
        QTest::newRow("zero") << static_cast<int>(SettingKind::Rate) << quint64{0};
        QTest::newRow("days") << static_cast<int>(SettingKind::Duration) << quint64{259'200};
        QTest::newRow("odd time") << static_cast<int>(SettingKind::Duration) << quint64{3601};
        QTest::newRow("percent") << static_cast<int>(SettingKind::Percent) << quint64{20};
    }

    void editorsKeepEveryValue()
    {
        QFETCH(int, kind);
        QFETCH(quint64, number);
        SettingRow row;
        row.kind = static_cast<SettingKind>(kind);
        row.value = std::uint64_t{number};
        row.maximum = row.kind == SettingKind::Percent ? 100 : 1ULL << 40;
        const SettingEditor editor(row, u"a"_s);
        QVERIFY(editor.value() == row.value);
    }

    void windowAndNotificationsAreSet()
    {
        Desk desk;
        auto page = desk.page<SettingsPage>();
        auto *keep = page->findChild<QCheckBox *>(MainWindow::keepRunningKey);
        QVERIFY(keep && !keep->isChecked());
        keep->click();
        QVERIFY(desk.state.value(MainWindow::keepRunningKey).toBool());
        auto *finished = page->findChild<QCheckBox *>(Notifier::finishedKey);
        QVERIFY(finished && finished->isChecked());
        finished->click();
        QVERIFY(!desk.state.value(Notifier::finishedKey, true).toBool());
    }
};

QTEST_MAIN(TestSettingsPage)
#include "tst_settingspage.moc"
