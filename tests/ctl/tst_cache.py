# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cache keeps: listed, pinned, dated and deleted, through a running engine and without one."""

import datetime
import json
import os
import pty
import subprocess
import termios

from harness import MIB, PROGRAM, EndToEnd, give_time, main, payload


def utc(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class WithoutEngine(EndToEnd):
    def setUp(self):
        super().setUp()
        self.ids = {}
        for seed, name in enumerate(("a.bin", "b.bin", "c.bin"), 1):
            self.ids[name] = self.publish(name, payload(MIB + seed, seed))
            self.ok("download", self.metadata(name), "--output", self.dir / name)
        self.begin()

    def begin(self):
        pass

    def rows(self):
        return {row["FileName"]: row for row in json.loads(self.ok("cache", "list", "--json"))["Files"]}

    def files(self):
        return sorted(path.name for path in self.cache.iterdir() if len(path.name) == 64)

    def test_list(self):
        listing = json.loads(self.ok("cache", "list", "--json"))
        self.assertEqual({row["FileName"] for row in listing["Files"]}, set(self.ids))
        self.assertEqual(listing["CacheSizeBytes"], 3 * MIB + 6)
        self.assertEqual(listing["PinnedBytes"], 0)
        text = self.ok("cache", "list")
        self.assertIn(self.ids["a.bin"][:12], text)
        self.assertIn("3 content(s), 3.0 MiB", text)
        self.assertEqual(self.rows(), {row["FileName"]: row for row in self.status() if "JobId" not in row})

    def test_contents_go_three_days_after_their_use(self):
        planned = utc(self.rows()["a.bin"]["ExpireOn"]) - datetime.datetime.now(datetime.timezone.utc)
        self.assertLess(abs(planned - datetime.timedelta(hours=72)), datetime.timedelta(minutes=30))

    def test_f7_verify_finds_bit_rot_and_keeps_the_rest(self):
        content = self.ids["b.bin"]
        self.assertIn("2 piece(s) proven again", self.ok("cache", "verify", content))
        there, = [path for path in self.cache.iterdir() if path.is_file() and path.stat().st_size == MIB + 2]
        with open(there, "r+b") as file:
            file.seek(1000)
            file.write(b"rot")
        result = self.ctl("cache", "verify", content, "--json")
        answer = json.loads(result.stdout)
        self.assertEqual((result.returncode, answer["PiecesChecked"], answer["PiecesWrong"]), (1, 2, 1))
        self.assertEqual(answer["Files"][0]["FileSizeInCache"], 2)  # the second piece
        self.assertEqual(self.rows()["b.bin"]["FileSizeInCache"], 2)
        self.assertIn("1 piece(s) proven again", self.ok("cache", "verify", content))
        again = self.dir / "again"
        self.ok("download", self.metadata("b.bin"), "--output", again)
        self.assertEqual(again.read_bytes(), payload(MIB + 2, 2))
        self.fails("UNKNOWN_CONTENT", "cache", "verify", "0" * 64)

    def test_pin_and_unpin(self):
        content = self.ids["a.bin"]
        self.assertIn("pinned", self.ok("cache", "pin", content[:8].upper()))
        row = self.rows()["a.bin"]
        self.assertEqual((row["IsPinned"], row["ExpireOn"]), (True, None))
        self.assertIs({r["FileName"]: r for r in self.status()}["a.bin"]["IsPinned"], True)
        pinned, = json.loads(self.ok("cache", "pin", content, "--until", "2099-01-31T18:00:00+02:00", "--json"))["Files"]
        self.assertEqual((pinned["IsPinned"], utc(pinned["ExpireOn"])), (True, utc("2099-01-31T16:00:00Z")))
        self.fails("CONTENT_PINNED", "cache", "expire", content, "--now")
        self.fails("CONTENT_PINNED", "cache", "delete", content)
        self.ok("cache", "unpin", content)
        row = self.rows()["a.bin"]
        self.assertIs(row["IsPinned"], False)
        self.assertIsNotNone(row["ExpireOn"])

    def test_expire(self):
        row, = json.loads(self.ok("cache", "expire", self.ids["a.bin"], "--at", "2099-01-31T16:00:00Z", "--json"))["Files"]
        self.assertEqual(utc(row["ExpireOn"]), utc("2099-01-31T16:00:00Z"))
        self.assertIn("deleted", self.ok("cache", "expire", self.ids["a.bin"], "--now"))
        self.assertEqual(set(self.rows()), {"b.bin", "c.bin"})
        self.assertEqual(len(self.files()), 2)
        self.assertEqual((self.dir / "a.bin").stat().st_size, MIB + 1)  # what was handed over is nobody's business here

    def test_delete_some(self):
        result = json.loads(self.ok("cache", "delete", self.ids["a.bin"], self.ids["b.bin"][:10], "--json"))
        self.assertEqual([entry["FileName"] for entry in result["Deleted"]], ["a.bin", "b.bin"])
        self.assertEqual((result["Kept"], result["FreedBytes"]), ([], 2 * MIB + 3))
        self.assertEqual(set(self.rows()), {"c.bin"})
        # Gone means fetched again.
        before = self.content_bytes_served("a.bin")
        self.ok("download", self.metadata("a.bin"), "--output", self.out)
        self.assertEqual(self.content_bytes_served("a.bin") - before, MIB + 1)

    def test_delete_everything(self):
        self.ok("cache", "pin", self.ids["b.bin"])
        self.fails("--force", "cache", "delete", "--all", exit_code=2)
        self.assertEqual(len(self.rows()), 3)
        self.assertIn("1 pinned", self.ok("cache", "delete", "--all", "--force"))
        self.assertEqual(set(self.rows()), {"b.bin"})
        self.assertIn("1 content", self.ok("cache", "delete", "--all", "--include-pinned", "--force"))
        self.assertEqual((self.rows(), self.files()), ({}, []))

    def test_one_unknown_name_deletes_nothing(self):
        message = self.fails("UNKNOWN_CONTENT", "cache", "delete", self.ids["a.bin"], "0" * 64)
        self.assertIn("0" * 64, message)
        self.assertEqual(len(self.rows()), 3)

    def test_words_that_mean_nothing(self):
        content = self.ids["a.bin"]
        for words in (("cache",), ("cache", "shrink"), ("cache", "list", "x"), ("cache", "pin"), ("cache", "pin", "abc"),
                      ("cache", "pin", content, "--now"), ("cache", "unpin", content, "--until", "2099-01-01"),
                      ("cache", "pin", content, "--until", "tomorrow"), ("cache", "expire", content),
                      ("cache", "expire", content, "--now", "--at", "2099-01-01"), ("cache", "delete"),
                      ("cache", "delete", content, "--all"), ("cache", "pin", "../../../etc/passwd")):
            self.fails("freshetctl", *words, exit_code=2)
        self.fails("UNKNOWN_CONTENT", "cache", "pin", "0123456789")
        self.fails("UNKNOWN_JOB", "cache", "pin", "77")
        self.assertEqual(len(self.rows()), 3)

    def answered(self, answer, *arguments):
        """Runs freshetctl on a terminal and types `answer`."""
        ours, theirs = pty.openpty()
        attributes = termios.tcgetattr(theirs)
        attributes[3] &= ~termios.ECHO
        termios.tcsetattr(theirs, termios.TCSANOW, attributes)
        process = subprocess.Popen([PROGRAM, *arguments], stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, text=True,
                                   env=self.environment(), cwd=self.dir)
        os.close(theirs)
        question = b""
        while b"]" not in question:
            question += os.read(ours, 1000)
        os.write(ours, answer)
        output, _ = process.communicate(timeout=60)
        os.close(ours)
        self.assertIn(b"?", question)
        return process.returncode, output

    def test_a_terminal_is_asked(self):
        self.assertEqual(self.answered(b"n\n", "cache", "delete", "--all")[0], 1)
        self.assertEqual(self.answered(b"\n", "cache", "delete", self.ids["a.bin"])[0], 1)
        self.assertEqual(len(self.rows()), 3)
        code, output = self.answered(b"y\n", "cache", "delete", self.ids["a.bin"])
        self.assertEqual(code, 0)
        self.assertIn("1 content(s) deleted", output)
        self.assertEqual(len(self.rows()), 2)


class ThroughTheEngine(WithoutEngine):
    def begin(self):
        self.engine = self.start("engine", "run")
        self.addCleanup(self.stop_engine)
        self.assertIn("runs", self.engine.stdout.readline())

    def stop_engine(self):
        self.engine.terminate()
        self.engine.communicate(timeout=30)

    def test_limits_and_disk_are_told(self):
        listing = json.loads(self.ok("cache", "list", "--json"))
        total = os.statvfs(self.cache).f_blocks * os.statvfs(self.cache).f_frsize
        self.assertEqual(listing["TotalDiskBytes"], total)
        self.assertEqual(listing["CacheLimitBytes"], total // 100 * 20)
        self.assertIs(listing["ClockSuspect"], False)
        self.assertIn("free on the disk", self.ok("cache", "list"))

    def test_a_jobs_number_names_its_content(self):
        self.ok("download", self.metadata("a.bin"), "--output", self.out)
        row, = [row for row in self.status() if row.get("JobId") == 1]
        self.assertIsNotNone(row["ExpireOn"])
        self.ok("cache", "pin", "1")
        row, = [row for row in self.status() if row.get("JobId") == 1]
        self.assertEqual((row["IsPinned"], row["ExpireOn"]), (True, None))
        self.ok("cache", "delete", "1", "--include-pinned")
        row, = [row for row in self.status() if row.get("JobId") == 1]
        self.assertEqual((row["State"], row["FileSizeInCache"], row["IsPinned"]), ("Complete", 0, False))

    def test_what_a_job_wants_is_not_deleted(self):
        self.publish("slow.bin", payload(8 * MIB, 9), source="slow/slow.bin")
        self.nginx.freeze()
        download = self.start("download", self.metadata("slow.bin"), "--output", self.out)
        while "slow.bin" not in self.rows():
            self.assertIsNone(download.poll())
            give_time(download)
        self.ok("pause", "1")
        message = self.fails("CONTENT_IN_USE", "cache", "delete", "1")
        self.assertNotIn("CONTENT_PINNED", message)
        self.fails("CONTENT_IN_USE", "cache", "delete", "--all", "--force")
        self.assertEqual(set(self.rows()), {"slow.bin"})
        self.ok("cancel", "1")
        download.communicate(timeout=60)
        self.ok("cache", "delete", "1")
        self.assertEqual(self.rows(), {})

    def test_without_the_engine_it_is_busy(self):
        self.fails("CACHE_BUSY", "cache", "pin", self.ids["a.bin"], "--standalone")


if __name__ == "__main__":
    main()
