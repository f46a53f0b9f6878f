// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of every page in light and dark, for people to look at: SCREENSHOT_DIRECTORY. The scale comes from QT_SCALE_FACTOR.
#include "tests/ui/Picture.h"
#include "ui/language/Language.h"
#include "ui/models/TableView.h"
#include "ui/pages/PageList.h"
#include "ui/plots/RatePlot.h"
#include "ui/shell/MainWindow.h"
#include "ui/text/Amounts.h"
#include "ui/theme/Appearance.h"

#include <QApplication>
#include <QDir>
#include <QScreen>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::ui;
using namespace freshet::test;
using namespace Qt::StringLiterals;

namespace {

/// What the source was asked for is there, and graphs are painted.
bool isSettled(const QWidget &page)
{
    for (const auto *plot : page.findChildren<RatePlot *>())
        if (plot->isVisible() && !plot->isUpToDate())
            return false;
    for (const auto *view : page.findChildren<TableView *>())
        if (view->isVisible() && view->model()->rowCount() == 0)
            return false;
    return true;
}

} // namespace

class TestScreenshots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyLanguage(u"en"_s); // its plurals
        text::setRateUnit(text::RateUnit::MegabytesPerSecond);
        QVERIFY(QDir().mkpath(QStringLiteral(SCREENSHOT_DIRECTORY)));
    }

    void g22_everyPage_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("mirrored");
        QTest::newRow("light") << false << false;
        QTest::newRow("dark") << true << false;
        QTest::newRow("mirrored") << false << true;
    }
    void g22_everyPage()
    {
        QFETCH(bool, dark);
        QFETCH(bool, mirrored);
        applyAppearance(dark ? Appearance::Dark : Appearance::Light);
        QApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        QTemporaryDir dir;
        UiState state(dir.filePath(u"state.ini"_s));
        state.setValue(u"peers/candidates"_s, true);
        PictureSource source;
        const WallTime now = source.clock().wall();
        source.cache = fullCache(now);
        source.events = someEvents(now);
        source.products.setTable(someUpdates(now));
        const EngineSnapshot site = busySite(now, source.clock().monotonic());
        source.setSnapshot(site);
        MainWindow window(allPages(), state);
        window.resize(1180, 760);
        window.setSource(&source);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        play(source, site, 120);
        QSet<QByteArray> different;
        QStringList links = window.pageIds();
        links += QStringList{u"transfers:1/peers"_s, u"transfers:1/rates"_s,    u"transfers:1/pieces"_s,
                             u"services:array"_s,    u"services:simple-mode"_s, u"services:privacy"_s};
        for (const QString &link : links) {
            QVERIFY(window.openPage(link));
            const QString id = link.section(u':', 0, 0);
            QTRY_VERIFY(window.page(id)->isVisible());
            QTRY_VERIFY(isSettled(*window.page(id)));
            QCoreApplication::processEvents(); // layouts, and graphs that are painted next
            const QImage picture = window.grab().toImage();
            QVERIFY(!picture.isNull());
            different.insert(QByteArray(reinterpret_cast<const char *>(picture.constBits()), picture.sizeInBytes()));
            const int scale = qRound(window.devicePixelRatioF() * 100);
            const QString file =
                u"%1/%2-%3-%4.png"_s
                    .arg(QStringLiteral(SCREENSHOT_DIRECTORY), QString(link).replace(u':', u'-').replace(u'/', u'-'),
                         QString::fromLatin1(QTest::currentDataTag()))
                    .arg(scale);
            QVERIFY2(picture.save(file), qPrintable(file));
        }
        QCOMPARE(different.size(), links.size()); // each of them shows something of its own
        window.setSource(nullptr);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }
};

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
