// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/AddressScope.h"
#include "core/policy/RedirectTrail.h"
#include "core/policy/UrlPolicy.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace freshet::test {

/// Attacks A21 and A22 as rules: which URL, which redirect, which address.
class TestPolicyUrl : public QObject {
    Q_OBJECT

    static QString name(std::optional<AddressScope> scope)
    {
        if (!scope)
            return u"a name"_s;
        switch (*scope) {
        case AddressScope::Loopback:
            return u"loopback"_s;
        case AddressScope::LinkLocal:
            return u"link"_s;
        case AddressScope::Private:
            return u"private"_s;
        case AddressScope::Public:
            return u"public"_s;
        case AddressScope::Unusable:
            return u"unusable"_s;
        }
        return {};
    }
    static QString verdict(const auto &result) { return result ? u"OK"_s : errorName(result.error().code); }

private Q_SLOTS:
    void scopes_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("scope");
        const auto rows = [](const char *scope, std::initializer_list<const char *> hosts) {
            for (const char *host : hosts)
                QTest::newRow(host) << QString::fromLatin1(host) << QString::fromLatin1(scope);
        };
        rows("loopback", {"127.0.0.1", "127.255.255.254", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0.0.0.0",
                          "0.1.2.3", "::1", "[::1]", "::", "::ffff:127.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1",
                          "2002:7f00:1::", "localhost", "LOCALHOST.", "a.localhost"});
        rows("link",
             {"169.254.0.1", "169.254.169.254", "fe80::1", "fe80::1%eth0", "febf::1", "::ffff:169.254.169.254"});
        rows("private", {"10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1",
                         "100.127.255.255", "198.18.0.1", "fc00::1", "fdff::1", "fec0::1", "64:ff9b::a00:1",
                         "64:ff9b:1::1", "2002:a00:1::", "::10.0.0.1"});
        rows("public", {"9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.1", "172.15.255.255", "172.32.0.0",
                        "192.167.255.255", "192.169.0.0", "100.63.255.255", "100.128.0.0", "169.253.255.255", "8.8.8.8",
                        "223.255.255.255", "2001:4860::1", "64:ff9b::808:808", "2002:808:808::"});
        rows("unusable", {"224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.0.1", "ff02::1", "4000::1",
                          "::ffff:224.0.0.1"});
        rows("a name", {"example.org", "localhost.example.org", "notlocalhost", "1.2.3.4.example", "256.1.1.1"});
    }
    void scopes()
    {
        QFETCH(QString, host);
        QTEST(name(literalScope(host)), "scope");
    }

    void oddAddresses()
    {
        QCOMPARE(name(addressScope({})), u"unusable"_s);
        const std::array<std::byte, 5> five{};
        QCOMPARE(name(addressScope(five)), u"unusable"_s);
    }

    void urls_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<QString>("verdict");
        const auto row = [](const char *name, const QUrl &url, const char *verdict) {
            QTest::newRow(name) << url << QString::fromLatin1(verdict);
        };
        row("http", QUrl(u"http://a.example/x"_s), "OK");
        row("https with port and query", QUrl(u"https://a.example:8443/x?y=z"_s), "OK");
        row("capitals", QUrl(u"HTTP://A.EXAMPLE/"_s), "OK");
        row("IPv6", QUrl(u"http://[2001:db8::1]:80/"_s), "OK");
        row("international", QUrl(u"http://bücher.example/ä"_s), "OK");
        row("empty", QUrl(), "URL_REFUSED");
        row("relative", QUrl(u"/x"_s), "URL_REFUSED");
        row("file", QUrl(u"file:///x"_s), "URL_REFUSED");
        row("ftp", QUrl(u"ftp://a.example/"_s), "URL_REFUSED");
        row("qrc", QUrl(u"qrc:/x"_s), "URL_REFUSED");
        row("user", QUrl(u"http://u@a.example/"_s), "URL_REFUSED");
        row("user and password", QUrl(u"http://u:p@a.example/"_s), "URL_REFUSED");
        row("no host", QUrl(u"http:/x"_s), "URL_REFUSED");
        row("port 0", QUrl(u"http://a.example:0/"_s), "URL_REFUSED");
        row("long", QUrl(u"http://a.example/"_s + QString(8192, u'x')), "URL_REFUSED");
    }
    void urls()
    {
        QFETCH(QUrl, url);
        QTEST(verdict(checkUrl(url)), "verdict");
    }

    void redirects_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QString>("target"); // or the error's name
        const auto row = [](const char *name, const QString &from, const QByteArray &location, const QString &target) {
            QTest::newRow(name) << from << location << target;
        };
        const QString plain = u"http://a.example/d/x?q"_s;
        const QString secure = u"https://a.example/d/x?q"_s;
        row("absolute", plain, "http://b.example/y", u"http://b.example/y"_s);
        row("relative", plain, "y?z=1", u"http://a.example/d/y?z=1"_s);
        row("from the root", plain, "/y", u"http://a.example/y"_s);
        row("same scheme", secure, "//b.example/y", u"https://b.example/y"_s);
        row("upwards", plain, "https://a.example/y", u"https://a.example/y"_s);
        row("fragment", plain, "/y#z", u"http://a.example/y"_s);
        row("raw blank", plain, "/a b", u"http://a.example/a%20b"_s);
        row("downwards", secure, "http://a.example/y", u"REDIRECT"_s);
        row("empty", plain, "", u"REDIRECT"_s);
        row("other scheme", plain, "gopher://a.example/", u"URL_REFUSED"_s);
        row("credentials", plain, "//u:p@b.example/", u"URL_REFUSED"_s);
        row("line feed", plain, "/a\nb", u"URL_REFUSED"_s);
        row("zero byte", plain, QByteArray("/a\0b", 4), u"URL_REFUSED"_s);
        row("delete", plain, "/a\x7f", u"URL_REFUSED"_s);
        row("broken authority", plain, "http://[::1", u"URL_REFUSED"_s);
    }
    void redirects()
    {
        QFETCH(QString, from);
        QFETCH(QByteArray, location);
        const auto target = redirectTarget(QUrl(from), location);
        QTEST(target ? target->toString(QUrl::FullyEncoded) : errorName(target.error().code), "target");
    }

    /// A way is written as the scopes of its addresses; the last one is what is asked about.
    void ways_data()
    {
        QTest::addColumn<QString>("way");
        QTest::addColumn<bool>("allowed");
        for (const char *way : {"L", "N", "P", "U", "L L", "L P", "L U", "P P", "P U", "U U", "N P", "L P U"})
            QTest::newRow(way) << QString::fromLatin1(way) << true;
        for (const char *way : {"U P", "U N", "U L", "P L", "P N", "N L", "L U P", "L P L", "U U L", "X", "L X", "U X"})
            QTest::newRow(way) << QString::fromLatin1(way) << false;
    }
    void ways()
    {
        QFETCH(QString, way);
        QFETCH(bool, allowed);
        const auto scopeOf = [](const QString &letter) {
            const QString letters = u"LNPUX"_s;
            return AddressScope(letters.indexOf(letter));
        };
        RedirectTrail trail(QUrl(u"http://a.example/0"_s), {});
        RedirectTrail lenient(QUrl(u"http://a.example/0"_s), {.allowPrivateHops = true});
        bool last = false;
        const QStringList hops = way.split(u' ');
        for (qsizetype i = 0; i < hops.size(); ++i) {
            if (i > 0) {
                QVERIFY(trail.onRedirect('/' + QByteArray::number(i)));
                QVERIFY(lenient.onRedirect('/' + QByteArray::number(i)));
            }
            last = trail.onAddress(scopeOf(hops[i])).has_value();
            QCOMPARE(lenient.onAddress(scopeOf(hops[i])).has_value(), hops[i] != u"X"_s);
        }
        QCOMPARE(last, allowed);
    }

    void strangersLeadToPublicAddressesOnly()
    {
        RedirectTrail trail(QUrl(u"http://a.example/"_s), {.publicOnly = true});
        QCOMPARE(verdict(trail.checkAddress(AddressScope::Private)), u"URL_REFUSED"_s);
        QVERIFY(trail.checkAddress(AddressScope::Public));
    }

    void literalsAreRefusedBeforeDialling()
    {
        RedirectTrail trail(QUrl(u"http://a.example/"_s), {});
        QVERIFY(trail.onAddress(AddressScope::Public));
        QCOMPARE(verdict(trail.onRedirect("http://10.0.0.1/")), u"URL_REFUSED"_s);
    }

    void hopsAndLoops()
    {
        RedirectTrail trail(QUrl(u"http://a.example/0#part"_s), {.maximumHops = 2});
        QVERIFY(trail.onRedirect("/1"));
        QCOMPARE(verdict(trail.onRedirect("/0")), u"REDIRECT"_s);
        QCOMPARE(verdict(trail.onRedirect("/1")), u"REDIRECT"_s);
        QVERIFY(trail.onRedirect("/2"));
        QCOMPARE(trail.hops(), 2);
        QCOMPARE(verdict(trail.onRedirect("/3")), u"REDIRECT"_s);
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestPolicyUrl)
#include "tst_policy_url.moc"
