// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pick/RangePicker.h"

#include <QTest>

using namespace freshet;

namespace {

/// "first+count", or "-" when there is nothing to ask for.
QByteArray text(const std::optional<PieceRun> &run)
{
    return run ? QByteArray::number(run->first.value()) + '+' + QByteArray::number(run->count) : QByteArray("-");
}

} // namespace

class TestRangePicker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobodyAsksForWhatIsUnwanted()
    {
        RangePicker picker(6);
        for (const std::uint32_t piece : {0U, 3U, 5U})
            picker.onUnwanted(PieceIndex{piece});
        QCOMPARE(picker.picture(), std::string("-..-.-"));
        QCOMPARE(picker.missing(), 3U);
        QVERIFY(!picker.isWanted(PieceIndex{3}));
        QCOMPARE(*picker.next(10), (PieceRun{PieceIndex{1}, 2}));
        picker.onRequested({PieceIndex{0}, 6});
        QCOMPARE(picker.picture(), std::string("-rr-r-"));
        picker.onAbandoned({PieceIndex{0}, 6});
        QCOMPARE(picker.picture(), std::string("-..-.-"));
    }

    // '.' missing, 'r' requested, '+' received, '#' durable
    void next_data()
    {
        QTest::addColumn<QByteArray>("picture");
        QTest::addColumn<uint>("maximum");
        QTest::addColumn<uint>("lanes");
        QTest::addColumn<QByteArray>("run");
        QTest::newRow("all missing") << QByteArray("........") << 64U << 1U << QByteArray("0+8");
        QTest::newRow("bounded") << QByteArray("........") << 3U << 1U << QByteArray("0+3");
        QTest::newRow("shared evenly") << QByteArray("........") << 64U << 2U << QByteArray("0+4");
        QTest::newRow("more lanes than pieces") << QByteArray("..") << 64U << 8U << QByteArray("0+1");
        QTest::newRow("behind what is there") << QByteArray("##+r....") << 64U << 1U << QByteArray("4+4");
        QTest::newRow("up to the next gap") << QByteArray("#..#....") << 64U << 1U << QByteArray("1+2");
        QTest::newRow("a lost piece first") << QByteArray("##.#rrrr") << 64U << 1U << QByteArray("2+1");
        QTest::newRow("nothing missing") << QByteArray("##++rrrr") << 64U << 1U << QByteArray("-");
        QTest::newRow("nothing at all") << QByteArray("") << 64U << 1U << QByteArray("-");
    }
    void next()
    {
        QFETCH(QByteArray, picture);
        QFETCH(uint, maximum);
        QFETCH(uint, lanes);
        QFETCH(QByteArray, run);
        const RangePicker picker = RangePicker::fromPicture(picture.toStdString());
        QCOMPARE(QByteArray::fromStdString(picker.picture()), picture);
        QCOMPARE(text(picker.next(maximum, lanes)), run);
    }

    void lifeOfAPiece()
    {
        RangePicker picker(4);
        const auto run = picker.next(64);
        picker.onRequested(*run);
        QCOMPARE(picker.picture(), std::string("rrrr"));
        picker.onReceived(PieceIndex{0});
        picker.onReceived(PieceIndex{1});
        picker.onDurable(PieceIndex{0});
        QCOMPARE(picker.picture(), std::string("#+rr"));
        picker.onAbandoned(*run);
        QCOMPARE(picker.picture(), std::string("#+.."));
        picker.onLost(PieceIndex{1});
        QCOMPARE(picker.picture(), std::string("#..."));
        QCOMPARE(text(picker.next(64)), QByteArray("1+3"));
    }

    void durableIsNeverTakenBackByALateReceipt()
    {
        RangePicker picker = RangePicker::fromPicture("#.");
        picker.onReceived(PieceIndex{0});
        QCOMPARE(picker.picture(), std::string("#."));
        QVERIFY(!picker.isWanted(PieceIndex{0}));
        QVERIFY(picker.isWanted(PieceIndex{1}));
    }

    void countsAgreeWithThePicture()
    {
        const RangePicker picker = RangePicker::fromPicture("..r++###");
        QCOMPARE(picker.missing(), 2U);
        QCOMPARE(picker.requested(), 1U);
        QCOMPARE(picker.received(), 2U);
        QCOMPARE(picker.durable(), 3U);
    }
};

QTEST_APPLESS_MAIN(TestRangePicker)
#include "tst_rangepicker.moc"
