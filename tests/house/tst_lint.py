# SPDX-License-Identifier: GPL-3.0-or-later
"""Each lint finds what it is for, and nothing else: one tiny tree per rule."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

LINTS = Path(__file__).resolve().parents[2] / ".dev" / "lint"

ROOMS = {
    "core/base/CMakeLists.txt": "freshet_room(base\n    SOURCES Clock.cpp)\n",
    "core/meta/CMakeLists.txt": "freshet_room(meta\n    SOURCES Merkle.cpp\n    LINKS base)\n",
    "core/http/CMakeLists.txt": "freshet_room(http\n    SOURCES Fetch.cpp\n    LINKS meta\n    EXTERNAL CURL::libcurl)\n",
}


class LintTest(unittest.TestCase):
    def run_lint(self, name: str, files: dict[str, str]) -> list[str]:
        """Findings in a tree of these files; the exit code must agree with them."""
        with tempfile.TemporaryDirectory() as directory:
            for path, text in files.items():
                target = Path(directory, path)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
            result = subprocess.run([sys.executable, "-B", LINTS / f"{name}.py", directory],
                                    capture_output=True, text=True, check=False)
        self.assertEqual(result.stderr, "")
        findings = result.stdout.splitlines()
        self.assertEqual(result.returncode, 1 if findings else 0)
        return findings

    def assert_clean(self, name: str, files: dict[str, str]) -> None:
        self.assertEqual(self.run_lint(name, files), [])

    def assert_found(self, name: str, files: dict[str, str], place: str, words: str) -> None:
        findings = self.run_lint(name, files)
        self.assertEqual(len(findings), 1, findings)
        self.assertTrue(findings[0].startswith(place + ": "), findings[0])
        self.assertIn(words, findings[0])


class Arrows(LintTest):
    def assert_arrow(self, files: dict[str, str], place: str, words: str) -> None:
        self.assert_found("arrows", ROOMS | files, place, words)

    def test_includes_along_links_and_within_the_room_pass(self):
        self.assert_clean("arrows", ROOMS | {
            "core/http/Fetch.cpp": '#include "core/http/Fetch.h"\n#include "core/meta/Merkle.h"\n#include "Own.h"\n',
        })

    def test_links_of_links_are_in_reach(self):
        self.assert_clean("arrows", ROOMS | {"core/http/Fetch.cpp": '#include "core/base/Clock.h"\n'})

    def test_include_without_link(self):
        self.assert_arrow({"core/meta/Merkle.cpp": '#pragma once\n#include "core/http/Fetch.h"\n'},
                          "core/meta/Merkle.cpp:2", "not among the LINKS")

    def test_include_in_a_comment_does_not_count(self):
        self.assert_clean("arrows", ROOMS | {"core/meta/Merkle.cpp": '// #include "core/http/Fetch.h"\n'})

    def test_include_along_parent_directories(self):
        self.assert_arrow({"core/meta/Merkle.cpp": '#include "../http/Fetch.h"\n'}, "core/meta/Merkle.cpp:1", "..")

    def test_link_upwards(self):
        self.assert_arrow({"core/pick/CMakeLists.txt": "freshet_room(pick\n    LINKS base http)\n"},
                          "core/pick/CMakeLists.txt:2", "must not link http")

    def test_link_sideways_between_hands(self):
        self.assert_arrow({"core/store/CMakeLists.txt": "freshet_room(store LINKS http)\n"},
                          "core/store/CMakeLists.txt:1", "must not link http")

    def test_words_link_no_brain(self):
        self.assert_arrow({"core/api/CMakeLists.txt": "freshet_room(api LINKS base meta)\n"},
                          "core/api/CMakeLists.txt:1", "must not link meta")

    def test_base_links_nothing(self):
        files = ROOMS | {"core/base/CMakeLists.txt": "freshet_room(base LINKS api)\n"}
        self.assert_found("arrows", files, "core/base/CMakeLists.txt:1", "must not link api")

    def test_brain_to_brain_passes(self):
        self.assert_clean("arrows", ROOMS | {"core/pick/CMakeLists.txt": "freshet_room(pick LINKS base meta)\n"})

    def test_cycle_between_brains(self):
        findings = self.run_lint("arrows", ROOMS | {
            "core/meta/CMakeLists.txt": "freshet_room(meta LINKS pick)\n",
            "core/pick/CMakeLists.txt": "freshet_room(pick LINKS meta)\n",
        })
        self.assertEqual(len(findings), 2, findings)
        self.assertTrue(all("cycle" in finding for finding in findings))

    def test_link_beside_links_is_seen(self):
        self.assert_arrow({"core/store/CMakeLists.txt":
                           "freshet_room(store LINKS base)\ntarget_link_libraries(freshet_store PUBLIC freshet_http)\n"},
                          "core/store/CMakeLists.txt:2", "must not link http")

    def test_room_without_a_layer(self):
        self.assert_arrow({"core/attic/CMakeLists.txt": "freshet_room(attic)\n"},
                          "core/attic/CMakeLists.txt:1", "no room of any layer")

    def test_ui_reaches_api_and_base_only(self):
        self.assert_arrow({"ui/Page.cpp": '#include "core/api/Snapshot.h"\n#include "core/http/Fetch.h"\n'},
                          "ui/Page.cpp:2", "ui knows core/api and core/base only")

    def test_core_knows_no_ui(self):
        self.assert_arrow({"core/base/Clock.cpp": '#include "ui/Page.h"\n'}, "core/base/Clock.cpp:1", "nothing of ui")

    def test_app_includes_what_it_links(self):
        self.assert_clean("arrows", ROOMS | {
            "app/ctl/CMakeLists.txt": "target_link_libraries(freshetctl PRIVATE freshet_http Qt6::Core)\n",
            "app/ctl/main.cpp": '#include "core/http/Fetch.h"\n#include "core/meta/Merkle.h"\n',
        })

    def test_app_includes_what_it_does_not_link(self):
        self.assert_arrow({
            "app/ctl/CMakeLists.txt": "target_link_libraries(freshetctl PRIVATE freshet_meta)\n",
            "app/ctl/main.cpp": '#include "core/http/Fetch.h"\n',
        }, "app/ctl/main.cpp:1", "not among the LINKS")

    def test_core_includes_no_widgets(self):
        for header in ("QWidget", "QtWidgets/QLabel", "QGuiApplication", "QImage", "QColor", "QtGui", "QMessageBox"):
            with self.subTest(header=header):
                self.assert_arrow({"core/base/Clock.h": f"#include <{header}>\n"}, "core/base/Clock.h:1", "QtGui")

    def test_core_includes_qt_core_and_network(self):
        self.assert_clean("arrows", ROOMS | {"core/base/Clock.h": "".join(
            f"#include <{header}>\n" for header in (
                "QObject", "QString", "QStringView", "QByteArrayView", "QTcpSocket", "QSqlQuery", "QSslKey", "QtGlobal",
                "QCoreApplication", "QNetworkAccessManager", "QTimer", "vector", "sys/socket.h"))})

    def test_core_links_no_widgets(self):
        self.assert_arrow({"core/store/CMakeLists.txt": "freshet_room(store LINKS base EXTERNAL Qt6::Gui)\n"},
                          "core/store/CMakeLists.txt:1", "Qt6::Gui")


class Size(LintTest):
    def test_at_the_limit(self):
        self.assert_clean("size", {"core/base/Long.cpp": "x\n" * 700, "dev": "x\n" * 700})

    def test_past_the_limit(self):
        for path in ("core/base/Long.cpp", "core/base/Long.h", "tests/long.py", ".dev/long.sh", "dev"):
            with self.subTest(path=path):
                self.assert_found("size", {path: "x\n" * 701}, f"{path}:701", "701 lines")

    def test_data_may_be_long(self):
        self.assert_clean("size", {"tests/data/list.txt": "x\n" * 5000, "build/dev/generated.cpp": "x\n" * 5000})


class Forbidden(LintTest):
    def assert_call(self, path: str, line: str, found: bool = True) -> None:
        with self.subTest(path=path, line=line):
            files = {path: f"// one\n{line}\n"}
            if found:
                self.assert_found("forbidden", files, f"{path}:2", "")
            else:
                self.assert_clean("forbidden", files)

    def test_ignored_tls_errors(self):
        self.assert_call("core/http/Fetch.cpp", "reply->ignoreSslErrors();")
        self.assert_call("tests/http/tst_fetch.cpp", "reply->ignoreSslErrors();")

    def test_save_file(self):
        self.assert_call("core/store/Ledger.cpp", "#include <QSaveFile>")
        self.assert_call("app/ctl/main.cpp", "QSaveFile file(name);")
        self.assert_call("tests/store/tst_ledger.cpp", "QSaveFile file(name);", found=False)

    def test_shell(self):
        for line in ("system(command);", "std::system(command);", "int code = ::system (command);", 'popen("ls", "r");'):
            self.assert_call("core/base/Log.cpp", line)
        for line in ("m_host.system();", "host->system();", "Facts::system(now);", "filesystem(x);"):
            self.assert_call("core/base/Log.cpp", line, found=False)

    def test_wall_clock(self):
        for line in ("QDateTime::currentDateTimeUtc();", "QDateTime::currentMSecsSinceEpoch();", "time(nullptr);",
                     "std::chrono::system_clock::now();", "gettimeofday(&tv, nullptr);", "QTime::currentTime();"):
            self.assert_call("core/engine/Engine.cpp", line)
            self.assert_call("tests/engine/tst_engine.cpp", line)
            self.assert_call("core/base/SystemClock.cpp", line, found=False)
        for line in ("sample.time(0);", "std::chrono::system_clock::time_point now;", "QDateTime::fromString(text);",
                     "std::chrono::steady_clock::duration d;"):
            self.assert_call("core/engine/Engine.cpp", line, found=False)

    def test_sleep_in_tests(self):
        for line in ("std::this_thread::sleep_for(1ms);", "usleep(10);", "QThread::msleep(10);", "QThread::sleep(1);",
                     "QTest::qSleep(10);", "QTest::qWait(10);", "sleep(1);"):
            self.assert_call("tests/http/tst_fetch.cpp", line)
        self.assert_call("tests/http/tst_fetch.cpp", "QTest::qWaitFor(done);", found=False)
        self.assert_call("core/http/Fetch.cpp", "QThread::msleep(10);", found=False)
        self.assert_call("tests/support/serve.py", "time.sleep(1)")

    def test_comments_and_strings_do_not_call(self):
        for line in ("// system(command)", "/* QDateTime::currentDateTime() */", 'say("use system(x)");',
                     'auto s = R"(time(nullptr))";', "int million = 1'000'000; // usleep(1)", "char q = '\"'; // \""):
            self.assert_call("core/base/Log.cpp", line, found=False)

    def test_calls_after_literals_are_seen(self):
        self.assert_call("core/base/Log.cpp", "char q = '\"'; system(\"x\");")
        self.assert_call("core/base/Log.cpp", "auto n = 1'000; system(x); auto m = 2'000;")
        self.assert_call("core/base/Log.cpp", '/* one */ system(x); auto s = R"x(")x";')

    def test_registries(self):
        host = ".".join(("deb", "debian", "org"))  # spelt apart, as this file is checked too
        self.assert_call(".dev/setup.sh", f"curl http://{host}/debian")
        self.assert_call("README.md", f"see {host}")
        self.assert_call("core/http/Fetch.cpp", f"// {host}")
        self.assert_call("README.md", "Debian 13 and example.org", found=False)


if __name__ == "__main__":
    unittest.main()
