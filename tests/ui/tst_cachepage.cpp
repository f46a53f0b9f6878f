// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the cache: what goes next, what stays, what is deleted and verified.
#include "tests/ui/PageDesk.h"
#include "ui/cache/CachePage.h"

#include <QTest>

using namespace freshet;
using namespace freshet::test;

class TestCachePage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void cacheTellsWhatGoesNext()
    {
        Desk desk;
        auto page = desk.page<CachePage>();
        TableView *view = table(*page, u"Contents of the cache"_s);
        QTRY_COMPARE(view->model()->rowCount(), 6);
        QStringList texts;
        for (const auto *label : page->findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY2(texts.join(u'\n').contains(u"Would go next: container-base_13.2.tar.zst"_s),
                 qPrintable(texts.join(u'\n')));
        QCOMPARE(evictedNext({}), nullptr);
    }

    void theQuotaHasAHistory()
    {
        Desk desk;
        auto page = desk.page<CachePage>();
        auto *history = page->findChild<QuotaHistory *>();
        QVERIFY2(history->accessibleDescription().endsWith(u"of 2.0 GiB"_s),
                 qPrintable(history->accessibleDescription()));
        // What was not watched, and what an older version recorded without the cache, is a gap.
        auto ring = std::make_shared<RateRing>();
        ring->step = 120s;
        ring->end = noon;
        ring->samples.resize(4);
        ring->samples[1] = {.from = {}, .to = {}, .wasted = {}, .held = 1_GiB, .quota = 4_GiB, .measured = true};
        ring->samples[2] = {.from = {}, .to = {}, .wasted = {}, .held = 3_GiB, .quota = 4_GiB, .measured = true};
        ring->samples[3] = {.from = {}, .to = {}, .wasted = {}, .measured = true};
        history->setRing(ring, 24h, noon);
        QCOMPARE(history->accessibleDescription(), u"Between 1.0 GiB and 3.0 GiB; now 3.0 GiB of 4.0 GiB"_s);
        history->setRing(nullptr, 24h, noon);
        QVERIFY(history->accessibleDescription().startsWith(u"Nothing was recorded"_s));
    }

    /// Deleting happens when its notice goes; until then it can be taken back.
    void g33_deletingCanBeUndone()
    {
        Desk desk;
        auto page = desk.page<CachePage>();
        TableView *view = table(*page, u"Contents of the cache"_s);
        QTRY_COMPARE(view->model()->rowCount(), 6);
        view->setCurrentIndex(view->model()->index(0, 0));
        action(*page, u"Delete"_s)->trigger();
        QCOMPARE(view->model()->rowCount(), 5);
        QVERIFY(desk.source.commandsSeen.isEmpty());
        desk.notices.posted.back().onAction();
        QCOMPARE(view->model()->rowCount(), 6);
        QVERIFY(desk.source.commandsSeen.isEmpty());
        view->setCurrentIndex(view->model()->index(0, 0));
        action(*page, u"Delete"_s)->trigger();
        desk.notices.posted.back().onExpired();
        QCOMPARE(desk.source.commandsSeen.size(), 1);
        QVERIFY(desk.source.commandsSeen.front().startsWith("delete "_L1));
        QTRY_COMPARE(view->model()->rowCount(), 5);
    }

    void contentsArePinned()
    {
        Desk desk;
        auto page = desk.page<CachePage>();
        TableView *view = table(*page, u"Contents of the cache"_s);
        QTRY_COMPARE(view->model()->rowCount(), 6);
        view->setCurrentIndex(view->model()->index(0, 0));
        QVERIFY(action(*page, u"Pin"_s)->isEnabled());
        action(*page, u"Pin"_s)->trigger();
        QVERIFY(desk.source.commandsSeen.back().startsWith("pin "_L1));
    }

    void contentsAreVerifiedOneAfterTheOther()
    {
        Desk desk;
        auto page = desk.page<CachePage>();
        TableView *view = table(*page, u"Contents of the cache"_s);
        QTRY_COMPARE(view->model()->rowCount(), 6);
        view->selectAll();
        desk.source.verified = VerifyOutcome{.checked = 7, .wrong = 0};
        action(*page, u"Verify"_s)->trigger();
        QVERIFY(!action(*page, u"Verify"_s)->isEnabled());
        QTRY_VERIFY(action(*page, u"Verify"_s)->isEnabled());
        QCOMPARE(desk.source.commandsSeen.filter(u"verify "_s).size(), 6);
        QVERIFY2(desk.notices.posted.back().text.contains(u"42"_s), qPrintable(desk.notices.posted.back().text));
        desk.source.verified = VerifyOutcome{.checked = 7, .wrong = 2};
        view->selectionModel()->select(view->model()->index(0, 0),
                                       QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        action(*page, u"Verify"_s)->trigger();
        QTRY_VERIFY(desk.notices.posted.back().kind == Notice::Kind::Problem);
        QVERIFY(desk.notices.posted.back().text.contains(view->model()->index(0, 0).data().toString()));
        desk.source.verified = std::unexpected(Error{.code = ErrorCode::ContentInUse});
        action(*page, u"Verify"_s)->trigger();
        QTRY_VERIFY(action(*page, u"Verify"_s)->isEnabled());
    }
};

QTEST_MAIN(TestCachePage)
#include "tst_cachepage.moc"
