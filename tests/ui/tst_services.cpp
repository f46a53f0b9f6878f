// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/SentFields.h"
#include "tests/ui/Picture.h"
#include "ui/pages/PageList.h"
#include "ui/services/ServicesPage.h"
#include "ui/shell/MainWindow.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QTest>

using namespace freshet;
using namespace freshet::ui;
using namespace freshet::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr WallTime noon = WallTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28}} + 12h;
constexpr MonotonicTime now{100h};

class Silent final : public NoticeBoard {
public:
    void post(Notice) override {}
};

struct Desk {
    QTemporaryDir dir;
    PictureSource source;
    UiState state{dir.filePath(u"state.ini"_s)};
    Silent notices;
    JobRates rates{source};
    std::unique_ptr<ServicesPage> page;

    Desk()
    {
        source.setSnapshot(busySite(noon, now));
        page = std::make_unique<ServicesPage>(
            PageContext{.source = source, .state = state, .notices = notices, .rates = rates});
        page->resize(1000, 700);
        page->show();
        page->showSnapshot(source.snapshot());
    }
    [[nodiscard]] ServiceCard *card(const QString &name) const
    {
        for (auto *card : page->findChildren<ServiceCard *>())
            if (card->name() == name)
                return card;
        return nullptr;
    }
    [[nodiscard]] QString said(const QString &label) const { return page->findChild<QLabel *>(label)->text(); }
    [[nodiscard]] TableView *table(const QString &name) const
    {
        for (auto *view : page->findChildren<TableView *>())
            if (view->accessibleName() == name)
                return view;
        return nullptr;
    }
};

QStringList column(const TableView &view, int column)
{
    QStringList cells;
    for (int row = 0; row < view.model()->rowCount(); ++row)
        cells.append(view.model()->index(row, column).data().toString());
    return cells;
}

} // namespace

/// The page of the five services.
class TestServicesPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void the_five_stand_in_the_order_in_which_they_are_asked()
    {
        Desk desk;
        const auto cards = desk.page->findChildren<ServiceCard *>();
        QStringList names;
        for (const ServiceCard *card : cards)
            names.append(card->name());
        QCOMPARE(names, (QStringList{u"geo"_s, u"keyvalue"_s, u"contentpolicy"_s, u"discovery"_s, u"array"_s}));
        for (qsizetype i = 1; i < cards.size(); ++i)
            QVERIFY(cards.at(i)->mapTo(desk.page.get(), QPoint()).x()
                    > cards.at(i - 1)->mapTo(desk.page.get(), QPoint()).x());
        // State, latency and age, also for those who do not see colours.
        QCOMPARE(desk.card(u"geo"_s)->accessibleName(), u"Geo: Answers, took 12 ms, 4 min ago"_s);
        QCOMPARE(desk.card(u"discovery"_s)->accessibleName(), u"Discovery: Answered before, took 7 ms, 1 min ago"_s);
        QCOMPARE(desk.card(u"array"_s)->accessibleName(), u"Array: Does not answer"_s);
    }

    void the_chosen_one_shows_what_was_sent_and_received()
    {
        Desk desk;
        TableView *fields = desk.table(u"Fields of the last exchange"_s);
        QCOMPARE(column(*fields, 0).count(u"Sent"_s), 3);
        QCOMPARE(column(*fields, 0).count(u"Received"_s), 4);
        QVERIFY(column(*fields, 1).contains(u"observedIp"_s));
        QVERIFY(column(*fields, 2).contains(u"198.51.100.7"_s));
        const qsizetype group = column(*fields, 1).indexOf(u"groupId"_s);
        QVERIFY(column(*fields, 3).at(group).contains(u"group"_s)); // what for
        QCOMPARE(column(*fields, 0).front(), u"Sent"_s);
        QVERIFY(desk.said(u"serviceCertificate"_s).contains(u"for another 335 day(s)"_s));
        QVERIFY(desk.said(u"serviceCertificate"_s).contains(u"Freshet private authority"_s));
    }

    void a_state_has_its_reason_and_its_remedy()
    {
        Desk desk;
        desk.page->open(u"array"_s);
        QString state = desk.said(u"serviceState"_s);
        QVERIFY2(state.contains(u"not trusted"_s) && state.contains(u"The certificate has expired"_s),
                 qPrintable(state));
        QVERIFY2(state.contains(u"clock"_s), qPrintable(state)); // what can be done
        QVERIFY(state.contains(u"Tried again in 2 s"_s));
        QVERIFY(desk.said(u"serviceCertificate"_s).contains(u"expired on"_s));
        desk.page->open(u"discovery"_s);
        state = desk.said(u"serviceState"_s);
        QVERIFY2(state.contains(u"2 time(s) in a row"_s) && state.contains(u"still counts"_s), qPrintable(state));
        desk.page->menuActions().front()->trigger();
        QVERIFY(desk.source.commandsSeen.contains(u"askServices"_s));
    }

    void cards_are_chosen_by_keyboard()
    {
        Desk desk;
        ServiceCard *geo = desk.card(u"geo"_s);
        desk.page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.page.get()));
        geo->setFocus();
        QTest::keyClick(geo, Qt::Key_Right);
        QVERIFY(desk.card(u"keyvalue"_s)->isChecked());
        QTest::keyClick(desk.card(u"keyvalue"_s), Qt::Key_Right);
        QVERIFY(desk.card(u"contentpolicy"_s)->isChecked());
        QVERIFY(column(*desk.table(u"Fields of the last exchange"_s), 1).contains(u"nonce"_s));
    }

    void why_simple_mode()
    {
        Desk desk;
        TableView *jobs = desk.table(u"Transfers in simple mode"_s);
        QCOMPARE(column(*jobs, 0), QStringList{u"firmware-bundle_2026.11.bin"_s});
        QVERIFY(column(*jobs, 2).front().contains(u"do not know this content"_s));
    }

    void privacy_lists_every_field_and_what_for()
    {
        Desk desk;
        TableView *fields = desk.table(u"Every field that is sent, to whom, and why"_s);
        QCOMPARE(fields->model()->rowCount(), static_cast<int>(sentFields().size()));
        for (const QString &why : column(*fields, 2))
            QVERIFY(!why.isEmpty());
    }

    void without_services_the_page_says_what_that_means()
    {
        Desk desk;
        EngineSnapshot none = busySite(noon, now);
        none.services = nullptr;
        desk.source.setSnapshot(none);
        desk.page->showSnapshot(desk.source.snapshot());
        QVERIFY(desk.said(u"servicesFacts"_s).contains(u"freshetctl services use"_s));
        QCOMPARE(desk.card(u"geo"_s)->accessibleName(), u"Geo: None set"_s);
        QVERIFY(!desk.page->menuActions().front()->isEnabled());
        QVERIFY(desk.table(u"Every field that is sent, to whom, and why"_s)->model()->rowCount() > 20);
    }

    void the_page_is_reached_by_link()
    {
        Desk desk;
        MainWindow window(allPages(), desk.state);
        window.setSource(&desk.source);
        window.show();
        QVERIFY(window.openPage(u"services:privacy"_s));
        QVERIFY(qobject_cast<ServicesPage *>(window.currentPage()));
        QTRY_VERIFY(window.currentPage()->findChild<QTabWidget *>()->currentIndex() == 2);
        window.setSource(nullptr);
    }

    void models_keep_their_rows()
    {
        ExchangeModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int round = 0; round < 50; ++round) {
            auto lines = std::make_shared<std::vector<ExchangeLine>>();
            for (int field = round % 3; field < 12; field += 1 + round % 4)
                lines->push_back({.service = u"geo"_s,
                                  .sent = field % 2 == 0,
                                  .field = {QString::number(field), QString::number(round)}});
            model.update(lines, now + round * 1s);
            QCOMPARE(model.rowCount(), static_cast<int>(lines->size()));
        }
    }
};

QTEST_MAIN(TestServicesPage)
#include "tst_services.moc"
