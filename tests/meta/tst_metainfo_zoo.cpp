// SPDX-License-Identifier: GPL-3.0-or-later
#include "CountingAllocator.h"

#include "core/meta/Metainfo.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <set>

using namespace freshet;

/// Promises A10, A11 and P13 over every file of zoo.py: the bad ones are refused with the code of their own rule, the good
/// ones are accepted, and neither makes the parser hold more memory than its input justifies.
class TestMetainfoZoo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void file_data();
    void file();
    void everyMetaRuleHasAnAnimal();

private:
    QJsonArray m_manifest;
};

namespace {

const QString directory = QStringLiteral(ZOO_DIRECTORY);

/// What an accepted file may cost per input byte: the token table while it grows, then the digests and the copies of
/// name and info dictionary. The constant covers error texts and small strings.
constexpr std::size_t bytesPerInputByte = 24;
constexpr std::size_t constantBytes = 64 * 1024;
/// Beyond this no refused file may go, however large it is: the table of maximumTokens while it grows.
constexpr std::size_t refusedBytes = 56 * 1024 * 1024;

} // namespace

void TestMetainfoZoo::initTestCase()
{
    QFile manifest(directory + QStringLiteral("/manifest.json"));
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    m_manifest = QJsonDocument::fromJson(manifest.readAll()).array();
    QVERIFY2(m_manifest.size() >= 200, "the zoo is empty");
}

void TestMetainfoZoo::file_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("error");
    for (const QJsonValue &entry : std::as_const(m_manifest)) {
        const QString rule = entry[QStringLiteral("rule")].toString();
        QTest::newRow(qPrintable(rule)) << rule << entry[QStringLiteral("error")].toString();
    }
}

void TestMetainfoZoo::file()
{
    QFETCH(QString, rule);
    QFETCH(QString, error);
    QFile file(directory + QLatin1Char('/') + rule + QStringLiteral(".torrent"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const auto input = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));

    CountingAllocator::restart();
    const Result<Metainfo> metainfo = parseMetainfo(input);
    const std::size_t peak = CountingAllocator::peak();

    QCOMPARE(metainfo ? QString() : errorName(metainfo.error().code), error);
    QVERIFY2(peak <= bytesPerInputByte * input.size() + constantBytes,
             qPrintable(QStringLiteral("%1 bytes held for %2").arg(peak).arg(input.size())));
    if (metainfo) {
        const std::string encoded = encodeMetainfo(*metainfo);
        const Result<Metainfo> again = parseMetainfo(std::as_bytes(std::span(encoded)));
        QVERIFY(again && *again == *metainfo);
    } else {
        QVERIFY2(peak <= refusedBytes, qPrintable(QString::number(peak)));
        QVERIFY(!metainfo.error().object.isEmpty());
        QVERIFY(!metainfo.error().operation.isEmpty());
    }
}

void TestMetainfoZoo::everyMetaRuleHasAnAnimal()
{
    std::set<QString> shown;
    for (const QJsonValue &entry : std::as_const(m_manifest))
        shown.insert(entry[QStringLiteral("error")].toString());
    for (int code = static_cast<int>(ErrorCode::MetaTooLarge); code <= static_cast<int>(ErrorCode::MetaUrl); ++code) {
        const QString name = errorName(static_cast<ErrorCode>(code));
        QVERIFY2(shown.contains(name), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(TestMetainfoZoo)
#include "tst_metainfo_zoo.moc"
