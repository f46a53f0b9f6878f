// SPDX-License-Identifier: GPL-3.0-or-later
// Linked code, as the linker of this machine makes it: where everything moved, a pack carries little but what was changed.
#include "tests/delta/DeltaSupport.h"

#include <QFile>

using namespace freshet;
using namespace freshet::delta;

namespace {

Octets fileBytes(const char *path)
{
    QFile file(QString::fromLocal8Bit(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", path);
    const QByteArray bytes = file.readAll();
    return {bytes.begin(), bytes.end()};
}

Octets packOf(const MemoryTree &from, const MemoryTree &to, bool addresses)
{
    OctetBuffer pack(1 << 24);
    const auto report =
        makeDelta(from.listing, from, to.listing, to, pack, {.effort = Effort::Smallest, .addresses = addresses});
    if (!report)
        qFatal("%s", qPrintable(report.error().object));
    return pack.octets;
}

} // namespace

class TestDeltaLinked : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        older = fileBytes(FRESHET_SAMPLE_OLDER);
        newer = fileBytes(FRESHET_SAMPLE_NEWER);
        QVERIFY(older != newer);
    }

    void movedAddressesCostLittle()
    {
#ifndef __x86_64__
        QSKIP("addresses are predicted in x86-64 code");
#endif
        const MemoryTree from({{"lib/sample.so", older}});
        const MemoryTree to({{"lib/sample.so", newer}});
        const Octets with = packOf(from, to, true);
        const Octets without = packOf(from, to, false);
        QVERIFY2(with.size() * 2 < without.size(),
                 qPrintable(QStringLiteral("%1 of %2 bytes").arg(with.size()).arg(without.size())));
        const auto made = applied(with, from);
        QVERIFY2(made, made ? "" : qPrintable(errorName(made.error().code) + made.error().object));
        QCOMPARE(*made, to.files());
    }

    void theWayBackIsExact()
    {
        const MemoryTree from({{"sample.so", older}});
        const MemoryTree to({{"sample.so", newer}});
        const Octets forward = packOf(from, to, true);
        auto reader = PackReader::open(forward, from.listing);
        QVERIFY(reader);
        OctetBuffer back(1 << 24);
        QVERIFY(makeReverse(*reader, from.listing, from, to.listing, to, back, {.effort = Effort::Quick}));
        const auto made = applied(back.octets, to);
        QVERIFY(made);
        QCOMPARE(*made, from.files());
        QVERIFY2(back.octets.size() < older.size() / 4, qPrintable(QString::number(back.octets.size())));
    }

    /// Headers that say what is not so cost bytes, never correctness.
    void brokenHeaders_data()
    {
        QTest::addColumn<int>("at");
        for (const int at : {4, 18, 33, 56, 72, 80, 96})
            QTest::addRow("byte %d", at) << at;
    }
    void brokenHeaders()
    {
        QFETCH(const int, at);
        for (const bool inOlder : {true, false}) {
            Octets a = older;
            Octets b = newer;
            (inOlder ? a : b)[static_cast<std::size_t>(at)] ^= 0xff;
            const MemoryTree from({{"f", a}});
            const MemoryTree to({{"f", b}});
            const auto made = applied(packOf(from, to, true), from);
            QVERIFY2(made, made ? "" : qPrintable(errorName(made.error().code) + made.error().object));
            QCOMPARE(*made, to.files());
        }
    }

private:
    Octets older;
    Octets newer;
};

QTEST_GUILESS_MAIN(TestDeltaLinked)
#include "tst_delta_linked.moc"
