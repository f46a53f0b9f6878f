// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/PieceBook.h"

#include <QTest>

using namespace freshet;
using namespace Qt::StringLiterals;

namespace {

TraceEvent told(EventKind kind, std::uint32_t piece, SourceClass from, const QString &source, int milliseconds,
                std::uint32_t count = 0, JobId job = JobId{1})
{
    return {.kind = kind,
            .time = MonotonicTime{std::chrono::milliseconds{milliseconds}},
            .job = job,
            .sourceClass = from,
            .source = source,
            .piece = PieceIndex{piece},
            .count = count};
}

PiecePicture pictureOf(const PieceBook &book, std::initializer_list<PieceState> states, JobId job = JobId{1})
{
    PiecePicture picture{.job = job, .pieceSize = {}, .contentSize = {}, .cells = {}, .sources = {}};
    for (const PieceState state : states)
        picture.cells.push_back({.state = state});
    book.describe(picture);
    return picture;
}

constexpr auto origin = SourceClass::HttpOrigin;
constexpr auto lan = SourceClass::LanPeers;

} // namespace

class TestPieceBook final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tells_from_whom_and_how_long()
    {
        PieceBook book;
        book.onEvent(told(EventKind::RunRequested, 0, origin, u"http://o/"_s, 1000, 3));
        book.onEvent(told(EventKind::PieceReceived, 1, origin, u"http://o/"_s, 1400));
        book.onEvent(told(EventKind::PieceVerified, 1, origin, u"http://o/"_s, 1500));
        book.onEvent(told(EventKind::PieceVerified, 2, lan, u"192.0.2.7:7680"_s, 1700));
        const auto picture = pictureOf(book, {PieceState::InFlight, PieceState::Received, PieceState::Have});
        QCOMPARE(picture.sources, (QStringList{u"http://o/"_s, u"192.0.2.7:7680"_s}));
        QCOMPARE(picture.cells[0].sourceClass, static_cast<std::uint8_t>(origin));
        QCOMPARE(picture.cells[0].millisecondsTaken, 0U);
        QCOMPARE(picture.cells[1].millisecondsTaken, 500U);
        QCOMPARE(picture.cells[2].source, 1);
        QCOMPARE(picture.cells[2].sourceClass, static_cast<std::uint8_t>(lan));
        QCOMPARE(picture.cells[2].retries, 0);
    }

    void counts_retries_and_shows_what_failed_its_proof()
    {
        PieceBook book;
        book.onEvent(told(EventKind::RunRequested, 5, origin, u"http://o/"_s, 0, 1));
        book.onEvent(told(EventKind::PieceRejected, 5, origin, u"http://o/"_s, 10));
        QCOMPARE(pictureOf(book, {{}, {}, {}, {}, {}, PieceState::Missing}).cells[5].state, PieceState::Bad);
        book.onEvent(told(EventKind::RunRequested, 5, origin, u"http://mirror/"_s, 20, 1));
        book.onEvent(told(EventKind::PieceVerified, 5, origin, u"http://mirror/"_s, 30));
        const auto picture = pictureOf(book, {{}, {}, {}, {}, {}, PieceState::Have});
        QCOMPARE(picture.cells[5].state, PieceState::Have);
        QCOMPARE(picture.cells[5].retries, 1);
        QCOMPARE(picture.sources.at(picture.cells[5].source), u"http://mirror/"_s);
    }

    void what_an_earlier_run_brought_has_no_source()
    {
        PieceBook book;
        book.onEvent(told(EventKind::PieceVerified, 1, lan, u"192.0.2.7"_s, 0));
        const auto picture = pictureOf(book, {PieceState::Have, PieceState::Have});
        QCOMPARE(picture.cells[0].sourceClass, PieceCell::noClass);
        QCOMPARE(picture.cells[0].source, PieceCell::noSource);
        QVERIFY(pictureOf(book, {PieceState::Have}, JobId{2}).sources.isEmpty());
    }

    void forgets_with_the_job_and_when_there_is_too_much()
    {
        PieceBook book;
        book.onEvent(told(EventKind::PieceVerified, 1, lan, u"a"_s, 0));
        book.onEvent({.kind = EventKind::JobForgotten, .job = JobId{1}});
        QVERIFY(pictureOf(book, {{}, PieceState::Have}).sources.isEmpty());
        for (int job = 1; job <= 5; ++job)
            book.onEvent(told(EventKind::PieceVerified, 300'000, lan, u"a"_s, job, 0, JobId{job}));
        QVERIFY(pictureOf(book, {PieceState::Have}, JobId{1}).sources.isEmpty());
        QVERIFY(pictureOf(book, {PieceState::Have}, JobId{2}).sources.isEmpty());
        QCOMPARE(pictureOf(book, {PieceState::Have}, JobId{5}).sources.size(), 1);
    }

    void an_index_from_nowhere_takes_no_memory()
    {
        PieceBook book;
        book.onEvent(told(EventKind::PieceVerified, 0xffff'ffff, lan, u"a"_s, 0));
        book.onEvent(told(EventKind::RunRequested, 3'999'999, origin, u"a"_s, 0, 0xffff'ffff));
        QCOMPARE(pictureOf(book, {PieceState::Have}).sources.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestPieceBook)
#include "tst_piecebook.moc"
