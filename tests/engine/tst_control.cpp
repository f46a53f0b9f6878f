// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/EngineHarness.h"

#include "core/engine/ControlClient.h"
#include "core/engine/SubmitMessage.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

using namespace freshet;
using namespace freshet::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype MiB = 1 << 20;

EngineOptions controlled(ControlOptions::Access access = ControlOptions::Access::Full)
{
    EngineOptions options = EngineHarness::quickOptions();
    options.control.access = access;
    return options;
}

/// A client that may do everything wrong: bytes out, lines in.
class RawClient {
public:
    explicit RawClient(const EngineHarness &engine)
    {
        auto socket = control::connectTo(engine.path(u"cache"_s));
        if (socket)
            m_socket = std::move(*socket);
    }

    bool send(QByteArrayView bytes, const std::vector<UniqueFd> &descriptors = {})
    {
        std::span<const UniqueFd> rest = descriptors;
        while (!bytes.isEmpty()) {
            const control::Sent sent = control::send(m_socket.get(), bytes, rest);
            if (sent.outcome == control::Outcome::Failed)
                return false;
            if (sent.outcome == control::Outcome::Done)
                rest = {};
            bytes = bytes.sliced(sent.bytes);
            if (!bytes.isEmpty() && !wait(POLLOUT))
                return false;
        }
        return true;
    }

    /// The next line; empty when the other end closed, or nothing came in time.
    QByteArray line()
    {
        while (true) {
            if (const auto whole = m_input.next())
                return *whole;
            if (!wait(POLLIN))
                return {};
            const control::Received received = control::receive(m_socket.get());
            if (received.outcome == control::Outcome::WouldBlock)
                continue;
            if (received.outcome != control::Outcome::Done || !m_input.append(received.bytes))
                return {};
        }
    }
    QJsonObject answer() { return QJsonDocument::fromJson(line()).object(); }
    int faultCode() { return answer().value("error"_L1).toObject().value("code"_L1).toInt(); }
    QString errorCode()
    {
        return answer().value("error"_L1).toObject().value("data"_L1).toObject().value("code"_L1).toString();
    }
    /// Whether the other end has hung up, within the time a test may take.
    bool isClosed()
    {
        while (wait(POLLIN)) {
            const auto outcome = control::receive(m_socket.get()).outcome;
            if (outcome == control::Outcome::Ended || outcome == control::Outcome::Failed)
                return true;
        }
        return false;
    }
    void halfClose() { ::shutdown(m_socket.get(), SHUT_WR); }
    [[nodiscard]] bool isConnected() const { return static_cast<bool>(m_socket); }

private:
    bool wait(short events)
    {
        pollfd state{.fd = m_socket.get(), .events = events, .revents = 0};
        return ::poll(&state, 1, 20'000) == 1;
    }

    UniqueFd m_socket;
    LineBuffer m_input{32 << 20};
};

QByteArray request(const QString &method, const QJsonObject &params = {})
{
    return jsonrpc::encodeRequest(1, method, params);
}

UniqueFd openDirectory(const QString &path)
{
    return UniqueFd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

std::size_t openDescriptors()
{
    return static_cast<std::size_t>(QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries).size());
}

} // namespace

/// The control socket of a real engine, and clients that behave and that do not.
class TestControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aJobIsSubmittedAndFollowedToItsEnd()
    {
        EngineHarness engine(controlled());
        const QByteArray data = payload(3 * MiB + 5);
        HostileServer server([&](const SeenRequest &request, int) { return serve(request, data); });
        auto client = ControlClient::connect(engine.path(u"cache"_s));
        QVERIFY(client.has_value());
        auto message = encodeSubmit(engine.request(metadataOf(data, {server.url()})));
        QVERIFY(message.has_value());
        const auto submitted = client->call(u"submit"_s, message->params, std::move(message->descriptors));
        QVERIFY(submitted.has_value());
        const qint64 job = submitted->value("JobId"_L1).toInteger();
        qint64 revision = -1;
        QString state;
        while (state != "Complete"_L1) {
            const auto snapshot = client->call(u"snapshot"_s, {{u"sinceRevision"_s, revision}, {u"job"_s, job}});
            QVERIFY(snapshot.has_value());
            QVERIFY(snapshot->value("Revision"_L1).toInteger() > revision);
            revision = snapshot->value("Revision"_L1).toInteger();
            state = snapshot->value("Files"_L1).toArray().first().toObject().value("State"_L1).toString();
            QVERIFY(state != "Failed"_L1);
        }
        QVERIFY(engine.delivered() == data);
    }

    void aWaitForARevisionEndsByItself()
    {
        EngineHarness engine(controlled());
        RawClient client(engine);
        QVERIFY(client.send(request(u"snapshot"_s, {{u"sinceRevision"_s, 1'000'000}, {u"waitMilliseconds"_s, 20}})));
        QVERIFY(client.answer().value("result"_L1).isObject());
    }

    void requestsOfOneClientAreAnsweredInOrder()
    {
        EngineHarness engine(controlled());
        RawClient client(engine);
        QByteArray lines;
        for (int i = 1; i <= 500; ++i)
            lines += jsonrpc::encodeRequest(i, i % 2 ? u"status"_s : u"snapshot"_s, {});
        QVERIFY(client.send(lines));
        client.halfClose(); // as "echo … | nc" does: what was asked is answered still
        for (int i = 1; i <= 500; ++i)
            QCOMPARE(client.answer().value("id"_L1).toInteger(), i);
        QVERIFY(client.isClosed());
    }

    void aNotificationGetsNoAnswer()
    {
        EngineHarness engine(controlled());
        RawClient client(engine);
        QVERIFY(client.send("{\"jsonrpc\":\"2.0\",\"method\":\"status\"}\n" + request(u"status"_s)));
        QCOMPARE(client.answer().value("id"_L1).toInteger(), 1);
    }

    void unknownMethodsAndJobsAreNamed()
    {
        EngineHarness engine(controlled());
        RawClient client(engine);
        QVERIFY(client.send(request(u"format"_s) + request(u"pause"_s, {{u"job"_s, 7}}) + request(u"pause"_s)
                            + request(u"snapshot"_s, {{u"job"_s, 7}})));
        QCOMPARE(client.faultCode(), int(jsonrpc::MethodNotFound));
        QCOMPARE(client.errorCode(), u"UNKNOWN_JOB"_s);
        QCOMPARE(client.faultCode(), int(jsonrpc::InvalidParams));
        QCOMPARE(client.errorCode(), u"UNKNOWN_JOB"_s);
    }

    void a25_another_user_is_not_heard()
    {
        if (::geteuid() != 0)
            QSKIP("only root can become somebody else");
        EngineHarness engine(controlled());
        const QByteArray cache = QFile::encodeName(engine.path(u"cache"_s));
        const QByteArray socket = cache + "/control.sock";
        // The child becomes nobody and says what it saw by its exit code.
        const auto inChild = [](const auto &look) {
            const pid_t child = ::fork();
            if (child == 0)
                ::_exit(::setgid(65534) == 0 && ::setuid(65534) == 0 ? look() : 9);
            int status = 0;
            ::waitpid(child, &status, 0);
            return WEXITSTATUS(status);
        };
        const auto asClient = [&] {
            const auto connected = control::connectTo(QFile::decodeName(cache));
            return connected ? 1 : connected.error().code == ErrorCode::EngineLost ? 2 : 3;
        };
        QCOMPARE(inChild(asClient), 3); // the directory lets nobody in
        // Even with every door open, the credentials decide, on both sides.
        const QByteArray home = QFile::encodeName(engine.path(u"."_s));
        QCOMPARE(::chmod(home.constData(), 0755) | ::chmod(cache.constData(), 0755) | ::chmod(socket.constData(), 0666),
                 0);
        QCOMPARE(inChild(asClient), 2);
        QCOMPARE(inChild([&] {
                     sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
                     std::snprintf(address.sun_path, sizeof address.sun_path, "%s", socket.constData());
                     const UniqueFd mine(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
                     if (::connect(mine.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
                         return 8;
                     const QByteArray ask = request(u"status"_s);
                     (void)::send(mine.get(), ask.constData(), static_cast<std::size_t>(ask.size()), MSG_NOSIGNAL);
                     char answer = 0;
                     return ::recv(mine.get(), &answer, 1, 0) == 1 ? 1 : 0;
                 }),
                 0);
    }

    void a25_too_long_garbled_and_half_requests()
    {
        EngineHarness engine(controlled());
        RawClient longOne(engine);
        const QByteArray chunk(MiB + 1, 'x');
        (void)longOne.send(chunk); // it may hang up before all is sent
        QCOMPARE(longOne.faultCode(), int(jsonrpc::InvalidRequest));
        QVERIFY(longOne.isClosed());
        RawClient garbled(engine);
        QVERIFY(garbled.send("\x16\x03\x01 GET / HTTP/1.1\r\n\r\n"));
        QCOMPARE(garbled.faultCode(), int(jsonrpc::ParseError));
        QVERIFY(garbled.isClosed());
        RawClient half(engine);
        QVERIFY(half.send(request(u"status"_s).chopped(5)));
        half.halfClose();
        QVERIFY(half.isClosed());
        RawClient honest(engine);
        QVERIFY(honest.send(request(u"status"_s)));
        QVERIFY(honest.answer().value("result"_L1).isObject());
    }

    void a25_whoever_is_silent_is_hung_up_on()
    {
        EngineOptions options = controlled();
        options.control.idleTime = 30ms;
        EngineHarness engine(options);
        RawClient silent(engine);
        RawClient half(engine);
        QVERIFY(half.send("{"));
        QVERIFY(silent.isClosed());
        QVERIFY(half.isClosed());
    }

    void a25_whoever_takes_no_answers_costs_one_answer()
    {
        EngineOptions options = controlled();
        options.control.idleTime = 100ms;
        EngineHarness engine(options);
        RawClient slow(engine);
        const QByteArray ask = request(u"status"_s);
        // Until the engine reads no more, or has hung up: it never gathers answers.
        QByteArray lines;
        for (int i = 0; i < 20'000; ++i)
            lines += ask;
        (void)slow.send(lines);
        QVERIFY(slow.isClosed());
        RawClient honest(engine);
        QVERIFY(honest.send(ask));
        QVERIFY(honest.answer().value("result"_L1).isObject());
    }

    void a33_a_thousand_connections_leave_room_for_one_more()
    {
        EngineHarness engine(controlled());
        rlimit limit{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
        limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 4096);
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
        const std::size_t before = openDescriptors();
        std::vector<RawClient> crowd;
        while (crowd.size() < 1000) {
            RawClient client(engine);
            if (client.isConnected()) // the queue may be full for a moment
                crowd.push_back(std::move(client));
        }
        RawClient honest(engine);
        QTRY_VERIFY((honest.isConnected() || (honest = RawClient(engine)).isConnected()));
        QVERIFY(honest.send(request(u"status"_s)));
        QVERIFY(honest.answer().value("result"_L1).isObject());
        // Ours are 1001; theirs are bounded.
        QTRY_VERIFY(openDescriptors() <= before + 1001 + 40);
        crowd.clear();
        QTRY_VERIFY(openDescriptors() <= before + 2 + 40);
    }

    void a33_jobs_have_a_limit_and_ended_ones_are_forgotten()
    {
        EngineOptions options = controlled();
        options.maximumJobs = 2;
        options.keptEndedJobs = 1;
        options.maximumRunningJobs = 1;
        EngineHarness engine(options);
        HostileServer server([&](const SeenRequest &, int) { return HostileReply::raw(""); }); // never answers
        RawClient client(engine);
        const auto submit = [&](unsigned seed) {
            auto message = encodeSubmit(engine.request(metadataOf(payload(MiB, seed), {server.url()})));
            return client.send(request(u"submit"_s, message->params), message->descriptors);
        };
        QVERIFY(submit(1) && submit(2));
        QCOMPARE(client.answer().value("result"_L1).toObject().value("JobId"_L1).toInteger(), 1);
        QCOMPARE(client.answer().value("result"_L1).toObject().value("JobId"_L1).toInteger(), 2);
        QVERIFY(submit(3));
        QCOMPARE(client.errorCode(), u"TOO_MANY_JOBS"_s);
        for (int job = 1; job <= 2; ++job) {
            QVERIFY(client.send(request(u"cancel"_s, {{u"job"_s, job}})));
            QVERIFY(client.answer().value("result"_L1).isObject());
        }
        QTRY_COMPARE(engine.host().snapshot()->jobs.size(), std::size_t{1});
        QVERIFY(submit(4));
        QCOMPARE(client.answer().value("result"_L1).toObject().value("JobId"_L1).toInteger(), 3);
    }

    void a25_submissions_are_believed_in_nothing_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("no directory") << u"descriptors"_s << QJsonValue(0);
        QTest::newRow("more than came") << u"descriptors"_s << QJsonValue(3);
        QTest::newRow("negative") << u"descriptors"_s << QJsonValue(-1);
        QTest::newRow("path") << u"fileName"_s << QJsonValue(u"../x"_s);
        QTest::newRow("absolute") << u"fileName"_s << QJsonValue(u"/etc/passwd"_s);
        QTest::newRow("dots") << u"fileName"_s << QJsonValue(u".."_s);
        QTest::newRow("no name") << u"fileName"_s << QJsonValue();
        QTest::newRow("long name") << u"fileName"_s << QJsonValue(QString(256, u'x'));
        QTest::newRow("kind") << u"kind"_s << QJsonValue(u"path"_s);
        QTest::newRow("kind and data differ") << u"kind"_s << QJsonValue(u"url"_s);
        QTest::newRow("digest") << u"sha256"_s << QJsonValue(u"12"_s);
        QTest::newRow("content id") << u"contentId"_s << QJsonValue(7);
        QTest::newRow("priority") << u"priority"_s << QJsonValue(u"Urgent"_s);
        QTest::newRow("connections") << u"connections"_s << QJsonValue(1000);
        QTest::newRow("shown path") << u"displayPath"_s << QJsonValue(QString(5000, u'x'));
    }

    void a25_submissions_are_believed_in_nothing()
    {
        QFETCH(const QString, key);
        QFETCH(const QJsonValue, value);
        EngineHarness engine(controlled());
        auto message = encodeSubmit(engine.request(metadataOf(payload(100), {QUrl(u"http://127.0.0.1:9/"_s)})));
        message->params.insert(key, value);
        RawClient client(engine);
        QVERIFY(client.send(request(u"submit"_s, message->params), message->descriptors));
        QCOMPARE(client.errorCode(), u"INVALID_ARGUMENT"_s);
        QVERIFY(engine.host().snapshot()->jobs.empty());
    }

    void a25_descriptors_of_the_wrong_kind()
    {
        EngineHarness engine(controlled());
        const auto attempt = [&](int index, UniqueFd replacement) {
            auto message = encodeSubmit(engine.request(metadataOf(payload(100), {QUrl(u"http://127.0.0.1:9/"_s)})));
            message->descriptors[static_cast<std::size_t>(index)] = std::move(replacement);
            RawClient client(engine);
            if (!client.send(request(u"submit"_s, message->params), message->descriptors))
                return QString();
            return client.errorCode();
        };
        QFile file(engine.path(u"plain"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto plain = [&] {
            return UniqueFd(::open(QFile::encodeName(file.fileName()).constData(), O_RDONLY | O_CLOEXEC));
        };
        int ends[2] = {};
        QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
        const UniqueFd writeEnd(ends[1]);
        QCOMPARE(attempt(0, plain()), u"INVALID_ARGUMENT"_s);
        QCOMPARE(attempt(1, plain()), u"INVALID_ARGUMENT"_s);           // it could change while it is read
        QCOMPARE(attempt(1, UniqueFd(ends[0])), u"INVALID_ARGUMENT"_s); // it would block the engine
        QCOMPARE(attempt(1, openDirectory(engine.path(u"."_s))), u"INVALID_ARGUMENT"_s);
    }

    void a25_more_descriptors_than_a_message_may_carry()
    {
        EngineHarness engine(controlled());
        const std::size_t before = openDescriptors();
        for (int round = 0; round < 20; ++round) {
            RawClient client(engine);
            std::vector<UniqueFd> many;
            for (std::size_t i = 0; i < control::maximumDescriptors; ++i)
                many.push_back(openDirectory(engine.path(u"."_s)));
            QVERIFY(client.send("{", many));
            (void)client.send("{", many);
            QVERIFY(client.isClosed());
        }
        QTRY_VERIFY(openDescriptors() <= before);
    }

    void a_client_that_vanishes_leaves_nothing_behind()
    {
        EngineHarness engine(controlled());
        RawClient warm(engine);
        QVERIFY(warm.send(request(u"status"_s)));
        QVERIFY(!warm.line().isEmpty());
        const std::size_t before = openDescriptors();
        for (int i = 0; i < 50; ++i) {
            RawClient client(engine);
            QVERIFY(client.send(request(u"snapshot"_s, {{u"sinceRevision"_s, 1'000'000}}) + request(u"status"_s)));
        }
        // Long before the waits would have ended.
        QTRY_VERIFY_WITH_TIMEOUT(openDescriptors() <= before, 15'000);
    }

    void anEngineThatOnlyLetsWatch()
    {
        EngineHarness engine(controlled(ControlOptions::Access::Watch));
        auto message = encodeSubmit(engine.request(metadataOf(payload(100), {QUrl(u"http://127.0.0.1:9/"_s)})));
        RawClient client(engine);
        QVERIFY(client.send(request(u"submit"_s, message->params), message->descriptors));
        QCOMPARE(client.errorCode(), u"CACHE_BUSY"_s);
        QVERIFY(client.send(request(u"status"_s)));
        QVERIFY(client.answer().value("result"_L1).isObject());
    }

    void noEngineNoSocket()
    {
        QCOMPARE(control::connectTo(u"/nonexistent"_s).error().code, ErrorCode::EngineNotRunning);
        QTemporaryDir dir;
        QCOMPARE(control::connectTo(dir.path()).error().code, ErrorCode::EngineNotRunning);
        {
            const auto listener = control::listenIn(dir.path());
            QVERIFY(listener.has_value());
            struct stat st{};
            QCOMPARE(::stat(QFile::encodeName(dir.filePath(u"control.sock"_s)).constData(), &st), 0);
            QCOMPARE(st.st_mode & 07777, 0600U);
            QVERIFY(control::connectTo(dir.path()).has_value());
        }
        // What a dead engine left refuses connections, and is replaced by the next.
        QVERIFY(QFileInfo::exists(dir.filePath(u"control.sock"_s)));
        QCOMPARE(control::connectTo(dir.path()).error().code, ErrorCode::EngineNotRunning);
        QVERIFY(control::listenIn(dir.path()).has_value());
    }

    void aPathOfAnyLengthWillDo()
    {
        QTemporaryDir dir;
        const QString deep = dir.filePath(QString(200, u'd'));
        QVERIFY(QDir().mkpath(deep));
        const auto listener = control::listenIn(deep);
        QVERIFY(listener.has_value());
        QVERIFY(control::connectTo(deep).has_value());
    }
};

QTEST_GUILESS_MAIN(TestControl)
#include "tst_control.moc"
