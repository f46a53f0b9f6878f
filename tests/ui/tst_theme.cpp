// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/SourceText.h"
#include "ui/theme/Appearance.h"
#include "ui/theme/SourceBar.h"
#include "ui/theme/SourceLegend.h"
#include "ui/theme/SourceLook.h"

#include <QApplication>
#include <QCheckBox>
#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace freshet;
using namespace freshet::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr double wantedContrast = 4.5;
/// CIE 1976. Two colours side by side are told apart from about 2.3 on; small patches far from each other need much more.
constexpr double wantedDistance = 18;

using Matrix = std::array<std::array<double, 3>, 3>;
/// Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
constexpr Matrix everything{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix noRed{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix noGreen{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix noBlue{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// CIE L*a*b* of a colour as it is seen.
std::array<double, 3> lab(const QColor &colour, const Matrix &eyes)
{
    const std::array<double, 3> rgb{linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
    std::array<double, 3> seen{};
    for (std::size_t i = 0; i < 3; ++i)
        seen[i] = std::clamp(std::inner_product(rgb.begin(), rgb.end(), eyes[i].begin(), 0.0), 0.0, 1.0);
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047);
    const double y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
    const double z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(const QColor &a, const QColor &b, const Matrix &eyes)
{
    const auto p = lab(a, eyes);
    const auto q = lab(b, eyes);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

QImage drawn(const SourceShares &shares, Qt::LayoutDirection direction)
{
    QImage image(100, 10, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintSourceBar(painter, image.rect(), shares, lightPalette(), direction);
    return image;
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void palettes_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << lightPalette();
        QTest::newRow("dark") << darkPalette();
    }

    void g21_textIsReadable_data() { palettes_data(); }
    void g21_textIsReadable()
    {
        QFETCH(QPalette, palette);
        const auto check = [](const QColor &text, const QColor &ground, const char *what) {
            QVERIFY2(contrast(text, ground) >= wantedContrast,
                     qPrintable(u"%1: %2"_s.arg(QString::fromLatin1(what)).arg(contrast(text, ground))));
        };
        for (const auto ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase}) {
            for (const auto text : {QPalette::WindowText, QPalette::Text, QPalette::Link, QPalette::PlaceholderText})
                check(palette.color(text), palette.color(ground), "text");
            check(faintText(palette), palette.color(ground), "faint text");
            check(problemText(palette), palette.color(ground), "problem");
            check(cautionText(palette), palette.color(ground), "caution");
        }
        check(palette.color(QPalette::ButtonText), palette.color(QPalette::Button), "button");
        check(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase), "tool tip");
        check(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight), "selection");
    }

    /// Boxes that nobody has ticked are seen as well, in light and dark.
    void g21_boxesAreSeen_data() { palettes_data(); }
    void g21_boxesAreSeen()
    {
        QFETCH(QPalette, palette);
        applyAppearance(isDark(palette) ? Appearance::Dark : Appearance::Light);
        QCheckBox box;
        box.resize(40, 30);
        const QImage image = box.grab().toImage();
        double best = 1;
        for (int x = 0; x < 20; ++x)
            best = std::max(best, contrast(image.pixelColor(x, image.height() / 2), palette.color(QPalette::Window)));
        // Against the window the outline counts, or the box itself.
        QVERIFY2(best >= (isDark(palette) ? 3.0 : 1.4), qPrintable(QString::number(best)));
    }

    void sourcesAreSeenOnEveryGround_data() { palettes_data(); }
    void sourcesAreSeenOnEveryGround()
    {
        QFETCH(QPalette, palette);
        for (const SourceClass source : allSourceClasses)
            for (const auto ground : {QPalette::Window, QPalette::Base, QPalette::AlternateBase})
                QVERIFY2(contrast(sourceColour(source, palette), palette.color(ground)) >= wantedContrast,
                         qPrintable(sourceClassName(source)));
    }

    void sourcesAreToldApartByEverybody_data() { palettes_data(); }
    void sourcesAreToldApartByEverybody()
    {
        QFETCH(QPalette, palette);
        for (const Matrix &eyes : {everything, noRed, noGreen, noBlue})
            for (const SourceClass a : allSourceClasses)
                for (const SourceClass b : allSourceClasses)
                    if (a < b)
                        QVERIFY2(distance(sourceColour(a, palette), sourceColour(b, palette), eyes) >= wantedDistance,
                                 qPrintable(sourceClassName(a) + u' ' + sourceClassName(b)));
    }

    void patternsDifferWithoutAnyColour()
    {
        QSet<QByteArray> seen;
        for (const SourceClass source : allSourceClasses) {
            QImage tile(24, 24, QImage::Format_RGB32);
            tile.fill(Qt::black);
            QPainter painter(&tile);
            painter.fillRect(tile.rect(), sourceBrush(source, lightPalette()));
            painter.end();
            const QRgb ground = sourceColour(source, lightPalette()).rgb();
            QByteArray shape;
            for (int y = 0; y < tile.height(); ++y)
                for (int x = 0; x < tile.width(); ++x)
                    shape.append(tile.pixel(x, y) == ground ? '.' : '#');
            seen.insert(shape);
        }
        QCOMPARE(seen.size(), qsizetype{5});
    }

    void partsOfABarAddUp()
    {
        const auto sum = [](const auto &parts) { return std::accumulate(parts.begin(), parts.end(), 0); };
        auto parts = sourceBarParts({.from = {30_B, 20_B, 10_B, 0_B, 40_B}, .earlier = {}, .whole = 100_B}, 100);
        QCOMPARE(parts, (std::array{30, 20, 10, 0, 40, 0}));
        parts = sourceBarParts({.from = {1_B, 1_B, 1_B, 1_B, 1000000_B}, .earlier = {}, .whole = {}}, 50);
        QCOMPARE(sum(parts), 50);
        QVERIFY(parts[0] >= 1 && parts[1] >= 1 && parts[2] >= 1 && parts[3] >= 1);
        parts = sourceBarParts({.from = {1_B}, .earlier = 3_B, .whole = 8_B}, 80);
        QCOMPARE(parts, (std::array{10, 0, 0, 0, 0, 30}));
        QCOMPARE(sum(sourceBarParts({}, 100)), 0);
        // A piece that was fetched twice makes more than the whole: the bar is full, no more.
        QCOMPARE(sum(sourceBarParts({.from = {80_B, 40_B}, .earlier = {}, .whole = 100_B}, 100)), 100);
        QCOMPARE(sum(sourceBarParts({.from = {Bytes{UINT64_MAX}}, .earlier = {}, .whole = {}}, 7)), 7);
    }

    void g23_barsAreMirrored()
    {
        const SourceShares half{.from = {50_B}, .earlier = {}, .whole = 100_B};
        const QRgb lan = sourceColour(SourceClass::LanPeers, lightPalette()).rgb();
        const QImage ltr = drawn(half, Qt::LeftToRight);
        const QImage rtl = drawn(half, Qt::RightToLeft);
        QCOMPARE(ltr.pixel(10, 5), lan);
        QVERIFY(ltr.pixel(90, 5) != lan);
        QCOMPARE(rtl.pixel(90, 5), lan);
        QVERIFY(rtl.pixel(10, 5) != lan);
    }

    void barsSayWhatTheyShow()
    {
        SourceBar bar;
        QCOMPARE(bar.accessibleDescription(), u"nothing yet"_s);
        bar.setShares({.from = {3_MiB, {}, {}, {}, 1_MiB}, .earlier = {}, .whole = 8_MiB});
        QCOMPARE(bar.accessibleDescription(), u"LAN peers 3.0 MiB (38 %), HTTP origin 1.0 MiB (13 %)"_s);
        QVERIFY(!bar.accessibleName().isEmpty());
    }

    void legendsNameAllClassesInOrder()
    {
        SourceLegend legend;
        QStringList labels;
        for (const SourceClass source : allSourceClasses)
            labels.append(text::sourceLabel(source));
        QCOMPARE(legend.accessibleDescription(), labels.join(u"; "_s));
        QVERIFY(legend.heightForWidth(60) > legend.heightForWidth(2000));
    }

    void appearancesAreRememberedByName()
    {
        for (const Appearance one : {Appearance::System, Appearance::Light, Appearance::Dark})
            QCOMPARE(appearanceFromName(appearanceName(one)), one);
        QCOMPARE(appearanceFromName(u"pink"_s), Appearance::System);
    }

    void aRunningApplicationChangesItsColours()
    {
        QWidget widget;
        widget.show();
        applyAppearance(Appearance::Dark);
        QTRY_VERIFY(isDark(widget.palette()));
        const QColor dark = sourceColour(SourceClass::LanPeers, widget.palette());
        applyAppearance(Appearance::Light);
        QTRY_VERIFY(!isDark(widget.palette()));
        QVERIFY(sourceColour(SourceClass::LanPeers, widget.palette()) != dark);
        applyAppearance(Appearance::System);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
