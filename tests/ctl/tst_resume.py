# SPDX-License-Identifier: GPL-3.0-or-later
"""Interruptions of every kind, and what is fetched again afterwards: nothing that was durable."""

import signal
import time

from harness import MIB, EndToEnd, give_time, main, payload, sha256


class Resume(EndToEnd):
    SIZE = 12 * MIB + 17

    def setUp(self):
        super().setUp()
        self.data = payload(self.SIZE)
        self.publish("f.bin", self.data, source="slow/f.bin")

    def durable(self):
        rows = [row for row in self.status() if row["FileSize"] == self.SIZE]
        return rows[0]["FileSizeInCache"] if rows else 0

    def wait_for_durable(self, process, amount):
        deadline = time.monotonic() + 60
        while self.durable() < amount:
            self.assertIsNone(process.poll(), "the download ended before it was interrupted")
            self.assertLess(time.monotonic(), deadline)
            give_time(process)

    def finish(self, *arguments):
        """Completes the download; returns how many bytes the server had to send for that."""
        before = self.content_bytes_served("f.bin")
        self.ok("download", *arguments, "--output", self.out)
        self.assertEqual(sha256(self.out.read_bytes()), sha256(self.data))
        return self.content_bytes_served("f.bin") - before

    def interrupted(self, how, *arguments):
        process = self.start("download", *arguments, "--output", self.out)
        self.wait_for_durable(process, 2 * MIB)
        process.send_signal(how)
        _, errors = process.communicate(timeout=30)
        self.assertFalse(self.out.exists())
        return process.returncode, errors

    def test_p9_kill_9_keeps_what_was_durable(self):
        code, _ = self.interrupted(signal.SIGKILL, self.metadata("f.bin"))
        self.assertEqual(code, -signal.SIGKILL)
        kept = self.durable()
        self.assertGreaterEqual(kept, 2 * MIB)
        self.assertLess(kept, self.SIZE)
        self.assertEqual(self.finish(self.metadata("f.bin")), self.SIZE - kept)

    def test_p9_kill_9_again_and_again(self):
        for _ in range(2):
            process = self.start("download", self.metadata("f.bin"), "--output", self.out)
            target = self.durable() + MIB
            self.wait_for_durable(process, target)
            process.kill()
            process.communicate()
            self.assertGreaterEqual(self.durable(), target)
        kept = self.durable()
        self.assertEqual(self.finish(self.metadata("f.bin")), self.SIZE - kept)

    def test_p9_kill_9_without_metadata(self):
        arguments = (self.nginx.url("slow/f.bin"), "--sha256", sha256(self.data))
        self.interrupted(signal.SIGKILL, *arguments)
        kept = self.durable()
        served = self.finish(*arguments)
        # The size and version are asked first; the answer to that is cut off as soon as the range is known.
        self.assertLess(served, self.SIZE - kept + 4 * MIB)

    def test_interrupt_says_what_is_kept(self):
        for how in (signal.SIGINT, signal.SIGTERM):
            code, errors = self.interrupted(how, self.metadata("f.bin"))
            self.assertEqual(code, 130)
            self.assertIn("INTERRUPTED", errors)
            self.assertIn("stays in the cache", errors)
            self.cache.rename(self.dir / f"cache-{how}")
        self.cache = self.dir / f"cache-{signal.SIGTERM}"
        self.assertGreaterEqual(self.durable(), 2 * MIB)
        self.finish(self.metadata("f.bin"))

    def test_server_dies_and_comes_back(self):
        process = self.start("download", self.metadata("f.bin"), "--output", self.out)
        self.wait_for_durable(process, 2 * MIB)
        self.nginx.stop()
        self.nginx.start()
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, errors)
        self.assertEqual(sha256(self.out.read_bytes()), sha256(self.data))

    def test_f11_second_instance_is_told_who_owns_the_cache(self):
        process = self.start("download", self.metadata("f.bin"), "--output", self.out)
        self.wait_for_durable(process, MIB)
        message = self.fails("CACHE_BUSY", "download", self.metadata("f.bin"), "--output", self.dir / "other.bin")
        self.assertIn(str(process.pid), message)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)

    def test_f23_another_version_on_the_server_is_not_joined_to_the_old_one(self):
        url = self.nginx.url("slow/f.bin")
        self.interrupted(signal.SIGKILL, url)
        newer = payload(self.SIZE, seed=99)
        temporary = self.nginx.root / "new"
        temporary.write_bytes(newer)
        temporary.rename(self.nginx.root / "f.bin")
        self.data = newer
        self.finish(url)


if __name__ == "__main__":
    main()
