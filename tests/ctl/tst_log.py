# SPDX-License-Identifier: GPL-3.0-or-later
"""What "freshetctl log" tells of downloads, with and without a running engine."""

import json
import re

from harness import MIB, EndToEnd, main, payload


class Log(EndToEnd):
    def setUp(self):
        super().setUp()
        self.engine = None
        self.addCleanup(self.stop_engine)

    def start_engine(self):
        self.engine = self.start("engine", "run")
        self.assertIn("runs", self.engine.stdout.readline())

    def stop_engine(self):
        engine, self.engine = self.engine, None
        if engine:
            engine.terminate()
            engine.communicate(timeout=30)

    def events(self, *arguments):
        return [json.loads(line) for line in self.ok("log", "--json", *arguments).splitlines()]

    def test_of_downloads_that_are_over(self):
        self.assertEqual(self.ok("log"), "")
        self.publish("f.bin", payload(3 * MIB))
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.fails("HTTP_NOT_FOUND", "download", self.nginx.url("missing?token=hidden"), "--output", self.out)
        lines = self.ok("log").splitlines()
        self.assertTrue(all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}  (Info|Warning|Error)  ", line) for line in lines), lines)
        text = "\n".join(lines)
        self.assertEqual(text.count("The engine has started."), 2)
        for words in ("to be delivered to", "is asked for piece", "Delivered 3.0 MiB", "Complete", "missing?…", "Failed: "):
            self.assertIn(words, text)
        self.assertNotIn("hidden", text)
        kinds = [event["kind"] for event in self.events("--level", "debug")]
        self.assertEqual(kinds.count("PieceVerified"), 3)
        self.assertEqual(kinds.count("EngineStopping"), 2)
        self.assertEqual({event["level"] for event in self.events("--level", "error")}, {"Error"})
        self.assertEqual({event["area"] for event in self.events("--area", "source")}, {"Source"})
        self.assertEqual(self.events("--job", "77"), [])
        self.assertEqual(self.events("--since", "2999-01-01T00:00:00"), [])
        self.assertEqual(len(self.events("--since", "1 h")), len(self.events()))
        for wrong in (("--level", "loud"), ("--area", "moon"), ("--job", "x"), ("--since", "yesterday"), ("x",)):
            self.fails("log --help", "log", *wrong, exit_code=2)
        self.fails("ENGINE_NOT_RUNNING", "log", "--follow")

    def test_following_an_engine(self):
        self.publish("f.bin", payload(3 * MIB))
        self.start_engine()
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        follower = self.start("log", "--follow", "--json", "--job", "2")
        self.addCleanup(lambda: (follower.kill(), follower.communicate()))
        self.assertIn("HandedOver", [event["kind"] for event in self.events()])  # what is not in the file yet as well
        self.ok("download", self.metadata("f.bin"), "--output", self.dir / "again.bin")
        seen = []
        while not seen or seen[-1].get("state") != "Complete":
            seen.append(json.loads(follower.stdout.readline()))
        self.assertEqual(seen[0]["kind"], "JobAdded")
        self.assertEqual({event["job"] for event in seen}, {2})
        numbers = [event["n"] for event in seen]
        self.assertEqual(numbers, sorted(set(numbers)))
        self.assertTrue(all(event["sentence"].endswith(".") for event in seen))
        self.stop_engine()
        _, errors = follower.communicate(timeout=30)
        self.assertEqual(follower.returncode, 1)
        self.assertIn("ENGINE_LOST", errors)

    def test_a_follower_misses_nothing(self):
        self.publish("f.bin", payload(6 * MIB), source="slow/f.bin")
        self.start_engine()
        follower = self.start("log", "--follow", "--json", "--level", "debug")
        self.addCleanup(lambda: (follower.kill(), follower.communicate()))
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        seen = []
        while not seen or seen[-1].get("state") != "Complete":
            seen.append(json.loads(follower.stdout.readline()))
        self.assertEqual([event["n"] for event in seen], list(range(1, len(seen) + 1)))
        self.assertGreater(len(seen), 20)

    def test_settings_are_in_it(self):
        self.start_engine()
        self.ok("config", "set", "jobs.running", "5")
        self.assertIn("The setting jobs.running is 5 now, by the settings file.", self.ok("log", "--area", "settings"))


if __name__ == "__main__":
    main()
