// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/meta/NameRules.h"

#include <QTest>

#include <string>

using namespace freshet;

class TestNameRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asciiCharacters()
    {
        // One line per row of the ASCII table: '+' allowed between letters, C control, S separator, R reserved.
        const std::string picture = "CCCCCCCCCCCCCCCC"
                                    "CCCCCCCCCCCCCCCC"
                                    "++R+++++++R++++S"
                                    "++++++++++S+R+RR"
                                    "++++++++++++++++"
                                    "++++++++++++S+++"
                                    "++++++++++++++++"
                                    "++++++++++++R++C";
        std::string drawn;
        for (int c = 0; c < 128; ++c) {
            const auto rule = brokenNameRule(std::string{'a', static_cast<char>(c), 'b'});
            drawn += !rule                                   ? '+'
                     : *rule == ErrorCode::MetaNameControl   ? 'C'
                     : *rule == ErrorCode::MetaNameSeparator ? 'S'
                     : *rule == ErrorCode::MetaNameReserved  ? 'R'
                                                             : '?';
        }
        QCOMPARE(drawn, picture);
    }

    /// Every code point: what Unicode calls control or format is refused, what it calls a letter is accepted,
    /// surrogates are not UTF-8.
    void everyCodePoint()
    {
        for (char32_t c = 0x80; c <= 0x10ffff; ++c) {
            std::string name = "a";
            if (c < 0x800) {
                name += static_cast<char>(0xc0 | c >> 6);
            } else if (c < 0x10000) {
                name += static_cast<char>(0xe0 | c >> 12);
                name += static_cast<char>(0x80 | (c >> 6 & 0x3f));
            } else {
                name += static_cast<char>(0xf0 | c >> 18);
                name += static_cast<char>(0x80 | (c >> 12 & 0x3f));
                name += static_cast<char>(0x80 | (c >> 6 & 0x3f));
            }
            name += static_cast<char>(0x80 | (c & 0x3f));
            name += 'b';
            const std::optional<ErrorCode> rule = brokenNameRule(name);
            const auto context = qPrintable(QStringLiteral("U+%1").arg(static_cast<uint>(c), 4, 16));
            switch (QChar::category(c)) {
            case QChar::Other_Surrogate:
                QVERIFY2(rule == ErrorCode::MetaNameEncoding, context);
                break;
            case QChar::Other_Control:
            case QChar::Separator_Line:
            case QChar::Separator_Paragraph:
                QVERIFY2(rule == ErrorCode::MetaNameControl, context);
                break;
            case QChar::Other_Format:
                QVERIFY2(rule == ErrorCode::MetaNameDirection, context);
                break;
            case QChar::Letter_Uppercase:
            case QChar::Letter_Lowercase:
            case QChar::Number_DecimalDigit:
            case QChar::Symbol_Currency:
            case QChar::Punctuation_Dash:
                QVERIFY2(!rule, context);
                break;
            default:
                QVERIFY2(!rule || rule == ErrorCode::MetaNameDirection, context);
            }
        }
    }

    void utf8()
    {
        // Each two bytes in the middle of a name: well-formed exactly when QString agrees.
        for (int first = 0x80; first < 0x100; ++first) {
            for (int second = 0x80; second < 0x100; ++second) {
                const std::string name{'a', static_cast<char>(first), static_cast<char>(second), 'b'};
                const bool wellFormed = QString::fromStdString(name).toStdString() == name;
                QCOMPARE(brokenNameRule(name) == ErrorCode::MetaNameEncoding, !wellFormed);
            }
        }
        for (const char *bad :
             {"\xe0\x80\xaf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\xaf", "\xf0\x8f\xbf\xbf",
              "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xfe", "\xc2", "\xe2\x82", "\xf0\x9f\x9a", "\xc0\x80"})
            QCOMPARE(brokenNameRule(bad), ErrorCode::MetaNameEncoding);
        for (const char *good :
             {"\xc2\xa1", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
            QCOMPARE(brokenNameRule(good), std::nullopt);
    }

    void windowsDevices()
    {
        for (const char *device : {"CON", "PRN", "AUX", "NUL", "COM0", "COM1", "COM9", "LPT0", "LPT9", "COM\xc2\xb9",
                                   "COM\xc2\xb2", "LPT\xc2\xb3", "CONIN$", "CONOUT$"}) {
            for (const char *tail : {"", ".txt", ".tar.gz", " .txt", "  .x", "."}) {
                const std::string name = std::string(device) + tail;
                std::string lower = name;
                for (char &c : lower)
                    c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
                for (const std::string &n : {name, lower})
                    QCOMPARE(brokenNameRule(n),
                             std::string_view(tail) == "." ? ErrorCode::MetaNameDots : ErrorCode::MetaNameReserved);
            }
            QCOMPARE(brokenNameRule(std::string(device) + "x"), std::nullopt);
            QCOMPARE(brokenNameRule(std::string("x") + device), std::nullopt);
            QCOMPARE(brokenNameRule(std::string("x.") + device), std::nullopt);
        }
        for (const char *name : {"CO", "COM", "COM10", "COMA", "LPT", "COM\xc2\xb4", "CON1", "C ON"})
            QCOMPARE(brokenNameRule(name), std::nullopt);
    }

    void lengths()
    {
        QCOMPARE(brokenNameRule(""), ErrorCode::MetaNameEmpty);
        QCOMPARE(brokenNameRule(std::string(255, 'a')), std::nullopt);
        QCOMPARE(brokenNameRule(std::string(256, 'a')), ErrorCode::MetaNameTooLong);
        QCOMPARE(brokenNameRule(std::string(256, '/')), ErrorCode::MetaNameTooLong);
    }

    void dotsAndSpaces()
    {
        for (const char *name : {".", "..", "...", "a.", "a..", "a ", " ", "a. ", "a ."})
            QCOMPARE(brokenNameRule(name), ErrorCode::MetaNameDots);
        for (const char *name : {".a", "..a", "a.b", " a", "a b", ". a"})
            QCOMPARE(brokenNameRule(name), std::nullopt);
        QCOMPARE(brokenNameRule("../a"), ErrorCode::MetaNameSeparator);
    }
};

QTEST_GUILESS_MAIN(TestNameRules)
#include "tst_namerules.moc"
