// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/SettingJson.h"
#include "core/policy/SettingsBook.h"
#include "core/policy/SettingsSchema.h"
#include "ui/text/SettingText.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace freshet;
using namespace Qt::StringLiterals;

namespace {

const SettingSpec &specOf(const QString &key)
{
    for (const SettingSpec &spec : settingsSchema())
        if (spec.key == key)
            return spec;
    qFatal("no setting %s", qPrintable(key));
}

std::optional<std::uint64_t> numberOf(const QString &key, const QString &text)
{
    const auto value = parseSetting(specOf(key), text);
    return value && std::holds_alternative<std::uint64_t>(*value) ? std::optional(std::get<std::uint64_t>(*value))
                                                                  : std::nullopt;
}

QByteArray fileWith(const QByteArray &settings, int format = 1)
{
    return "{\"Format\": " + QByteArray::number(format) + ", \"Settings\": {" + settings + "}}";
}

} // namespace

class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySettingHasALegalDefaultWordsAndAPlaceOfItsOwn()
    {
        QSet<QString> keys;
        Settings changed;
        for (const SettingSpec &spec : settingsSchema()) {
            const QString key = spec.key;
            QVERIFY2(!keys.contains(key), qPrintable(key));
            keys.insert(key);
            const SettingValue standard = spec.read(Settings{});
            QVERIFY2(checkSetting(spec, standard), qPrintable(key));
            QVERIFY2(checkSetting(spec, SettingValue{}).has_value() == spec.optional, qPrintable(key));
            QVERIFY2(!text::settingName(key).isEmpty() && text::settingHelp(key).endsWith(u'.'), qPrintable(key));
            // What is written to a setting is read from it, and from no other.
            const SettingValue other = std::holds_alternative<bool>(standard) ? SettingValue{!std::get<bool>(standard)}
                                       : spec.kind == SettingKind::Mode       ? SettingValue{u"Group"_s}
                                       : spec.kind == SettingKind::Addresses  ? SettingValue{QStringList{u"::1"_s}}
                                       : spec.kind == SettingKind::Hosts
                                           ? SettingValue{QStringList{u"cache.example:8080"_s}}
                                           : SettingValue{std::min(spec.minimum + 7, spec.maximum)};
            QVERIFY2(checkSetting(spec, other), qPrintable(key));
            spec.write(changed, other);
            QVERIFY2(spec.read(changed) == other, qPrintable(key));
        }
        for (const SettingSpec &spec : settingsSchema())
            QVERIFY2(!(spec.read(changed) == spec.read(Settings{})), qPrintable(QString(spec.key)));
    }

    void textAndValueAreTheSameThing()
    {
        for (const SettingSpec &spec : settingsSchema()) {
            for (const SettingValue &value :
                 {spec.read(Settings{}), SettingValue{spec.minimum + 1}, SettingValue{spec.maximum}, SettingValue{}}) {
                if (!checkSetting(spec, value))
                    continue;
                const QString text = settingText(spec.kind, value);
                const auto back = parseSetting(spec, text);
                QVERIFY2(back && *back == value, qPrintable(QString(spec.key) + u' ' + text));
            }
        }
    }

    void unitsAreUnderstood()
    {
        QCOMPARE(numberOf(u"cache.maximum-size"_s, u"10 GiB"_s), 10ULL << 30);
        QCOMPARE(numberOf(u"cache.maximum-size"_s, u"10gib"_s), 10ULL << 30);
        QCOMPARE(numberOf(u"cache.maximum-size"_s, u"2 GB"_s), 2'000'000'000ULL);
        QCOMPARE(numberOf(u"cache.maximum-size"_s, u"4096"_s), 4096ULL);
        QCOMPARE(numberOf(u"limits.upload"_s, u"1 MiB/s"_s), 1ULL << 20);
        QCOMPARE(numberOf(u"limits.upload"_s, u"500 kB"_s), 500'000ULL);
        QCOMPARE(numberOf(u"limits.upload"_s, u"0"_s), 0ULL); // nothing; not "no limit"
        QCOMPARE(numberOf(u"cache.maximum-age"_s, u"3 d"_s), 259'200ULL);
        QCOMPARE(numberOf(u"cache.maximum-percent"_s, u"35%"_s), 35ULL);
        QVERIFY(parseSetting(specOf(u"limits.upload"_s), u"None"_s) == SettingValue{});
        QVERIFY(parseSetting(specOf(u"peers.mode"_s), u"internet"_s) == SettingValue{u"Internet"_s});
        QVERIFY(parseSetting(specOf(u"peers.mode"_s), u"CdnOnly"_s) == SettingValue{u"CdnOnly"_s});
        QVERIFY(parseSetting(specOf(u"peers.listen-addresses"_s), u"192.0.2.1, fe80::1%eth0"_s)
                == SettingValue(QStringList{u"192.0.2.1"_s, u"fe80::1%eth0"_s}));
    }

    void nonsenseIsRefusedWithWhatIsExpected()
    {
        const struct {
            const char *key;
            const char *text;
        } table[] = {{"cache.maximum-size", "10 GiB/s"},
                     {"cache.maximum-size", "-1"},
                     {"cache.maximum-size", "ten"},
                     {"cache.maximum-size", "1.5 GiB"},
                     {"cache.maximum-size", "99999 TiB"},
                     {"cache.maximum-size", "18446744073709551615 TiB"},
                     {"cache.maximum-percent", "0"},
                     {"cache.maximum-percent", "101"},
                     {"cache.maximum-percent", "none"},
                     {"cache.maximum-age", "1 s"},
                     {"jobs.running", ""},
                     {"jobs.running", "3 s"},
                     {"peers.mode", "everybody"},
                     {"peers.lan-discovery", "perhaps"},
                     {"peers.listen-addresses", "host"},
                     {"peers.listen-addresses", "1.2.3.4,"},
                     {"peers.listen-port", "65536"},
                     {"limits.upload", "1 h"}};
        for (const auto &[key, text] : table) {
            const auto value = parseSetting(specOf(QString::fromLatin1(key)), QString::fromLatin1(text));
            QVERIFY2(!value, text);
            QCOMPARE(value.error().code, ErrorCode::InvalidArgument);
            QVERIFY(!value.error().detail.isEmpty());
        }
    }

    void theStrongestProviderCountsAndTheFileIsNotForgotten()
    {
        SettingsBook book;
        const QString key = u"jobs.running"_s;
        QCOMPARE(book.row(key)->provider, SettingProvider::Default);
        QVERIFY(book.set(SettingProvider::File, key, std::uint64_t{5}));
        QVERIFY(book.set(SettingProvider::Service, key, std::uint64_t{6}));
        QCOMPARE(book.values().maximumRunningJobs, 5U);
        QVERIFY(book.set(SettingProvider::CommandLine, key, std::uint64_t{7}));
        const SettingRow row = *book.row(key);
        QCOMPARE(book.values().maximumRunningJobs, 7U);
        QCOMPARE(row.provider, SettingProvider::CommandLine);
        QVERIFY(row.value == SettingValue{std::uint64_t{7}} && row.overridden == SettingValue{std::uint64_t{5}});
        QVERIFY(row.defaultValue == SettingValue{std::uint64_t{3}});
        QVERIFY(book.reset(SettingProvider::CommandLine, key) && book.reset(SettingProvider::File, key));
        QCOMPARE(book.values().maximumRunningJobs, 6U);
        QCOMPARE(book.set(SettingProvider::File, key, std::uint64_t{0}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(book.set(SettingProvider::File, u"x"_s, true).error().code, ErrorCode::UnknownSetting);
    }

    void onlyWhatHasAnEffectIsThere()
    {
        const SettingsPicture picture = SettingsBook().picture();
        for (const SettingSpec &spec : settingsSchema()) {
            QCOMPARE(picture.find(spec.key) != nullptr, spec.inEffect);
            QCOMPARE(findSetting(spec.key).has_value(), spec.inEffect);
        }
    }

    void theFileComesBackWithWhatANewerProgramLeftInIt()
    {
        SettingsBook book;
        QVERIFY(book.readFile(fileWith("\"jobs.running\": 9, \"later.key\": [1, 2]"), u"/f"_s));
        QCOMPARE(book.values().maximumRunningJobs, 9U);
        QVERIFY(book.set(SettingProvider::File, u"http.connections"_s, std::uint64_t{4}));
        QVERIFY(book.set(SettingProvider::CommandLine, u"jobs.running"_s, std::uint64_t{1}));
        SettingsBook again;
        QVERIFY(again.readFile(book.file(), u"/f"_s));
        QCOMPARE(again.values().maximumRunningJobs, 9U); // the command line's is not for the file
        QCOMPARE(again.values().connectionsPerSource, 4U);
        const QJsonObject stored = QJsonDocument::fromJson(again.file()).object().value("Settings"_L1).toObject();
        QCOMPARE(stored.value("later.key"_L1).toArray().size(), qsizetype{2});
        QVERIFY(again.picture().notices.empty());
    }

    void illegalValuesOfTheFileAreLeftOutAndTold()
    {
        SettingsBook book;
        QVERIFY(book.readFile(fileWith("\"jobs.running\": 900, \"http.connections\": 2.5"), u"/f"_s));
        QCOMPARE(book.values(), Settings{});
        QCOMPARE(book.picture().notices.size(), std::size_t{2});
        QCOMPARE(book.picture().notices.front().code, ErrorCode::InvalidArgument);
    }

    void brokenAndNewerFilesAreToldApart()
    {
        for (const QByteArray &broken : {QByteArray(), QByteArray("{"), QByteArray("[]"), QByteArray("{\"Format\":1}"),
                                         fileWith("", 0), QByteArray(R"({"Format":1,"Settings":[]})")})
            QCOMPARE(SettingsBook().readFile(broken, u"/f"_s).error().code, ErrorCode::SettingsCorrupt);
        QCOMPARE(SettingsBook().readFile(fileWith("", 2), u"/f"_s).error().code, ErrorCode::SettingsNewer);
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
