# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo of ./dev run in its terminal form, small: everything that it promises to show has to have happened."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

FRESHETCTL, CACHE_CONFIG = (os.path.abspath(path) for path in sys.argv[1:3])
del sys.argv[1:3]
RUN = pathlib.Path(__file__).resolve().parents[2] / ".dev" / "demo" / "run.py"


class Demo(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory(prefix="freshet-test-")
        self.addCleanup(self.place.cleanup)

    def start(self, *options):
        environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        environment["TMPDIR"] = self.place.name
        return subprocess.Popen([sys.executable, "-B", RUN, "--freshetctl", FRESHETCTL, "--cache-config", CACHE_CONFIG, *options],
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)

    def left_running(self):
        """Processes that work below the place of this test."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and self.place.name in os.readlink(entry / "cwd"):
                    found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue
        return found

    def test_every_class_gives_something_the_liar_is_banned_and_nothing_is_left(self):
        process = self.start("--size", "24", "--seconds", "6")
        output, _ = process.communicate(timeout=110)
        self.assertEqual(process.returncode, 0, output)
        for name in ("LAN peers", "group peers", "internet peers", "cache server", "HTTP origin"):
            amount = re.search(rf"from {name} +([0-9.]+) MiB", output)
            self.assertTrue(amount and float(amount.group(1)) > 0, output)
        self.assertRegex(output, r"banned liar at 127\.0\.2\.66:\d+  \(BAD_BYTES\)")
        self.assertEqual(output.count("SHA-256 is the publisher's"), 3, output)
        self.assertIn("in the window", output)
        self.assertEqual(self.left_running(), [])
        self.assertEqual(os.listdir(self.place.name), [])

    def test_ended_in_the_middle_it_leaves_nothing(self):
        process = self.start("--size", "64", "--seconds", "60")
        seen = ""
        for line in process.stdout:
            seen += line
            if " %" in line:
                break
        self.assertIn(" %", seen)
        self.assertTrue(self.left_running())
        process.terminate()
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 143)
        self.assertEqual(self.left_running(), [])
        self.assertEqual(os.listdir(self.place.name), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
