// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/RetryBook.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace freshet::test {

/// Rows F26 to F29: when a source is asked again. Time and chance are arguments.
class TestPolicyRetry : public QObject {
    Q_OBJECT

    static constexpr MonotonicTime start{100h};

    static Error failure(ErrorCode code, std::optional<std::chrono::seconds> retryAfter = {})
    {
        Error error;
        error.code = code;
        error.retryAfter = retryAfter;
        return error;
    }

private Q_SLOTS:
    void freshSourceIsUsable()
    {
        const RetryPolicy policy({});
        QVERIFY(policy.usable(MonotonicTime{}));
        QVERIFY(policy.nextAttempt() == MonotonicTime{});
    }

    void f29_back_off_doubles_up_to_the_maximum()
    {
        RetryPolicy policy({.firstDelay = 1s, .maximumDelay = 60s, .jitter = 0});
        MonotonicTime now = start;
        for (const auto wait : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s, 60s}) {
            policy.onFailure(failure(ErrorCode::HttpStatus), now, 0);
            QVERIFY(policy.nextAttempt() == now + wait);
            QVERIFY(!policy.usable(now + wait - 1ms));
            now += wait;
            QVERIFY(policy.usable(now));
        }
        policy.onSuccess();
        QVERIFY(policy.usable(start));
        policy.onFailure(failure(ErrorCode::ConnectionLost), now, 0);
        QVERIFY(policy.nextAttempt() == now + 1s);
    }

    void f29_jitter_spreads()
    {
        for (const auto &[chance, wait] : {std::pair{0.0, 500ms}, {0.5, 750ms}, {0.999999, 999ms}}) {
            RetryPolicy policy({.firstDelay = 1s, .jitter = 0.5});
            policy.onFailure(failure(ErrorCode::Timeout), start, chance);
            QVERIFY(policy.nextAttempt() == start + wait);
        }
    }

    void failuresOfOneMomentCountOnce()
    {
        RetryPolicy policy({.firstDelay = 1s, .jitter = 0});
        for (int i = 0; i < 8; ++i)
            policy.onFailure(failure(ErrorCode::ConnectionLost), start + std::chrono::milliseconds(i), 0);
        QCOMPARE(policy.failures(), 1);
        QVERIFY(policy.nextAttempt() == start + 7ms + 1s);
    }

    void f28_retry_after_is_honoured()
    {
        RetryPolicy policy({.jitter = 0});
        policy.onFailure(failure(ErrorCode::HttpThrottled, 120s), start, 0);
        QVERIFY(policy.nextAttempt() == start + 120s);
        RetryPolicy jittered({.jitter = 0});
        jittered.onFailure(failure(ErrorCode::HttpThrottled, 120s), start, 0.5);
        QVERIFY(jittered.nextAttempt() == start + 126s);
        RetryPolicy absurd({});
        absurd.onFailure(failure(ErrorCode::HttpThrottled, 1'000'000s), start, 0);
        QVERIFY(absurd.nextAttempt() == start + 24h);
        RetryPolicy silent({.firstDelay = 1s, .jitter = 0});
        silent.onFailure(failure(ErrorCode::HttpThrottled), start, 0);
        QVERIFY(silent.nextAttempt() == start + 1s);
    }

    void f28_retry_after_does_not_shorten_the_back_off()
    {
        RetryPolicy policy({.firstDelay = 30s, .jitter = 0});
        policy.onFailure(failure(ErrorCode::HttpThrottled, 1s), start, 0);
        QVERIFY(policy.nextAttempt() == start + 30s);
    }

    void f26_f27_lasting_answers_data()
    {
        QTest::addColumn<int>("code");
        for (const ErrorCode code :
             {ErrorCode::HttpNotFound, ErrorCode::HttpForbidden, ErrorCode::SourceMismatch, ErrorCode::RangeWrong,
              ErrorCode::TlsCertificate, ErrorCode::Redirect, ErrorCode::UrlRefused})
            QTest::newRow(qPrintable(errorName(code))) << int(code);
    }
    void f26_f27_lasting_answers()
    {
        QFETCH(int, code);
        RetryPolicy policy({});
        policy.onFailure(failure(ErrorCode(code)), start, 0.3);
        QVERIFY(policy.nextAttempt() == start + 10min);
        QVERIFY(!policy.usable(start + 9min));
        QVERIFY(policy.usable(start + 10min));
    }

    void ourOwnFailuresCostTheSourceNothing()
    {
        RetryPolicy policy({});
        for (const ErrorCode code :
             {ErrorCode::Cancelled, ErrorCode::DiskFull, ErrorCode::InvalidArgument, ErrorCode::Internal})
            policy.onFailure(failure(code), start, 0);
        QVERIFY(policy.usable(start));
    }

    void f29_circuit_opens_and_closes()
    {
        HostCircuit circuit({.jitter = 0, .circuitThreshold = 3, .circuitDelay = 30s});
        for (int i = 0; i < 2; ++i)
            circuit.onFailure(failure(ErrorCode::HttpStatus), start, 0);
        QVERIFY(circuit.usable(start));
        circuit.onFailure(failure(ErrorCode::HttpStatus), start, 0);
        QVERIFY(circuit.isOpen());
        QVERIFY(circuit.nextAttempt() == start + 30s);
        // Under way before: counts no further.
        circuit.onFailure(failure(ErrorCode::HttpStatus), start + 1s, 0);
        QVERIFY(circuit.nextAttempt() == start + 30s);
        // The probe fails too.
        circuit.onFailure(failure(ErrorCode::HttpStatus), start + 30s, 0);
        QVERIFY(circuit.nextAttempt() == start + 90s);
        circuit.onSuccess();
        QVERIFY(circuit.usable(start));
        QVERIFY(!circuit.isOpen());
    }

    void f27_an_answer_closes_the_circuit()
    {
        HostCircuit circuit({.circuitThreshold = 2});
        circuit.onFailure(failure(ErrorCode::Timeout), start, 0);
        circuit.onFailure(failure(ErrorCode::HttpNotFound), start, 0);
        circuit.onFailure(failure(ErrorCode::Timeout), start, 0);
        QVERIFY(!circuit.isOpen());
    }

    void bookJoinsUrlAndHost()
    {
        RetryBook book({.firstDelay = 1s, .jitter = 0, .circuitThreshold = 2, .circuitDelay = 30s});
        const QUrl one(u"http://a.example/one?signature=1"_s);
        const QUrl renewed(u"http://a.example/one?signature=2"_s);
        const QUrl two(u"http://a.example/two"_s);
        const QUrl other(u"http://b.example/one"_s);
        book.onFailure(one, failure(ErrorCode::HttpNotFound), start, 0);
        QVERIFY(!book.usable(one, start + 9min));
        QVERIFY2(book.usable(renewed, start), "another query is another resource");
        QVERIFY(book.usable(two, start));
        book.onFailure(two, failure(ErrorCode::ConnectFailed), start, 0);
        QVERIFY(book.nextAttempt(two) == start + 1s);
        book.onFailure(two, failure(ErrorCode::ConnectFailed), start + 1s, 0);
        QVERIFY(book.nextAttempt(two) == start + 31s);
        QVERIFY(book.nextAttempt(QUrl(u"http://a.example/three"_s)) == start + 31s);
        QVERIFY(book.usable(other, start));
        book.onSuccess(two);
        QVERIFY(book.usable(two, start));
        QVERIFY(!book.usable(one, start + 9min));
    }

    void bookIsBounded()
    {
        RetryBook book({.jitter = 0});
        const QUrl kept(u"http://kept.example/x"_s);
        book.onFailure(kept, failure(ErrorCode::HttpNotFound), start, 0);
        for (int i = 0; i < 3 * RetryBook::maximumEntries; ++i)
            book.onFailure(QUrl(u"http://h%1.example/x"_s.arg(i)), failure(ErrorCode::ConnectFailed), start, 0);
        QVERIFY(!book.usable(kept, start + 1min));
        QVERIFY(!book.usable(QUrl(u"http://h%1.example/x"_s.arg(3 * RetryBook::maximumEntries - 1)), start));
    }
};

} // namespace freshet::test

QTEST_GUILESS_MAIN(freshet::test::TestPolicyRetry)
#include "tst_policy_retry.moc"
