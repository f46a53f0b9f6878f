# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings: with and without a running engine, and what is left of them after every kind of accident."""

import json
import os

from harness import EndToEnd, main


class Config(EndToEnd):
    def setUp(self):
        super().setUp()
        self.engine = None
        self.addCleanup(self.stop_engine)
        self.file = self.cache / "settings.json"

    def start_engine(self, *arguments):
        self.engine = self.start("engine", "run", *arguments)
        self.assertIn("runs", self.engine.stdout.readline())

    def stop_engine(self):
        engine, self.engine = self.engine, None
        if engine:
            engine.terminate()
            engine.communicate(timeout=30)

    def row(self, key):
        rows = json.loads(self.ok("config", "get", key, "--json"))["Settings"]
        self.assertEqual(len(rows), 1)
        return rows[0]

    def value(self, key):
        row = self.row(key)
        return row["Value"], row["Provider"]

    def test_without_an_engine(self):
        self.assertEqual(self.value("jobs.running"), (3, "Default"))
        self.assertFalse(self.cache.exists(), "looking makes nothing")
        self.assertEqual(self.ok("config", "set", "jobs.running", "5"), "5\n")
        self.assertEqual(self.value("jobs.running"), (5, "File"))
        self.assertEqual(json.loads(self.file.read_text()), {"Format": 1, "Settings": {"jobs.running": 5}})
        self.assertEqual(os.stat(self.file).st_mode & 0o777, 0o600)
        listing = self.ok("config")
        self.assertEqual(listing, self.ok("config", "list"))
        self.assertIn("the settings file", next(line for line in listing.splitlines() if line.startswith("jobs.running")))
        self.assertEqual(self.ok("config", "reset", "jobs.running"), "3\n")
        self.assertEqual(self.value("jobs.running"), (3, "Default"))

    def test_through_an_engine_and_after_its_end(self):
        self.start_engine()
        self.assertEqual(self.ok("config", "set", "jobs.running", "6"), "6\n")
        self.assertEqual(json.loads(self.file.read_text())["Settings"], {"jobs.running": 6})
        self.engine.kill()  # what was answered is durable
        self.engine.wait()
        self.engine.communicate()
        self.assertEqual(self.value("jobs.running"), (6, "File"))
        self.start_engine()
        self.assertEqual(self.value("jobs.running"), (6, "File"))
        self.fails("CACHE_BUSY", "config", "set", "jobs.running", "7", "--standalone")
        self.assertEqual(self.ok("config", "reset", "jobs.running"), "3\n")
        self.assertEqual(self.value("jobs.running"), (3, "Default"))

    def test_the_command_line_of_the_engine_is_stronger(self):
        self.ok("config", "set", "jobs.running", "6")
        self.start_engine("--jobs", "2")
        row = self.row("jobs.running")
        self.assertEqual((row["Value"], row["Provider"], row["Overridden"]), (2, "CommandLine", 6))
        result = self.ctl("config", "set", "jobs.running", "8")
        self.assertEqual((result.returncode, result.stdout), (0, "2\n"))
        self.assertIn("command line", result.stderr)
        self.stop_engine()
        self.assertEqual(self.value("jobs.running"), (8, "File"))

    def test_nonsense_changes_nothing(self):
        for engine in (False, True):
            if engine:
                self.start_engine()
            self.assertIn("1 to 64", self.fails("INVALID_ARGUMENT", "config", "set", "jobs.running", "0"))
            self.fails("INVALID_ARGUMENT", "config", "set", "jobs.running", "none")
            self.fails("UNKNOWN_SETTING", "config", "set", "no.such", "1")
            self.fails("UNKNOWN_SETTING", "config", "get", "no.such")
            self.fails("UNKNOWN_SETTING", "config", "reset", "no.such")
            self.assertFalse(self.file.exists())
        for arguments in (("frob",), ("get",), ("set", "jobs.running"), ("list", "x"), ("get", "a", "b")):
            self.fails("config --help", "config", *arguments, exit_code=2)

    def test_broken_and_newer_files_are_kept_aside(self):
        self.ok("config", "set", "jobs.running", "6")
        for number, (text, code) in enumerate((("{ torn", "SETTINGS_CORRUPT"), ('{"Format": 7}', "SETTINGS_NEWER")), 1):
            self.file.write_text(text)
            shown = self.ctl("config", "get", "jobs.running")
            self.assertEqual((shown.returncode, shown.stdout), (0, "3\n"))
            self.assertIn(code, shown.stderr)
            self.assertEqual(self.file.read_text(), text, "looking moves nothing")
            self.start_engine()
            shown = self.ctl("config")
            self.assertIn(code, shown.stderr)
            self.assertIn("settings.json.aside-1", shown.stderr)
            self.assertEqual((self.cache / "settings.json.aside-1").read_text(), text)
            self.ok("config", "set", "jobs.running", "4")
            self.stop_engine()
            self.assertEqual(self.value("jobs.running"), (4, "File"))
            self.assertEqual(len(list(self.cache.glob("settings.json.aside-*"))), number)

    def test_a_file_that_cannot_be_written_is_told_and_the_old_value_stays(self):
        self.start_engine()
        self.ok("config", "set", "jobs.running", "6")
        (self.cache / ".settings.json.new").mkdir()  # in the way of the temporary file, for root as well
        error = self.fails("while: write file", "config", "set", "jobs.running", "7")
        self.assertIn("settings.json", error)
        self.assertEqual(self.value("jobs.running"), (6, "File"))
        (self.cache / ".settings.json.new").rmdir()
        self.assertEqual(self.ok("config", "set", "jobs.running", "7"), "7\n")


if __name__ == "__main__":
    main()
