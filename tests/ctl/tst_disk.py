# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults of the disk under a running job: it waits, says why, keeps everything and goes on by itself to 100 %.

The suite runs in a mount namespace of its own, where it may have filesystems as small as it likes.
"""

import ctypes
import json
import os
import resource
import signal
import struct
import subprocess
import sys
import time

if "FRESHET_TEST_NAMESPACE" not in os.environ:
    root = [] if os.getuid() == 0 else ["--map-root-user"]
    os.environ["FRESHET_TEST_NAMESPACE"] = "1"
    os.execvp("unshare", ["unshare", "--mount", "--propagation", "unchanged", *root, sys.executable, "-B", *sys.argv])

from harness import MIB, PROGRAM, EndToEnd, give_time, main, payload  # pylint: disable=wrong-import-position


MS_RDONLY, MS_REMOUNT, MS_REC, MS_PRIVATE, MNT_DETACH = 1, 32, 1 << 14, 1 << 18, 2
libc = ctypes.CDLL(None, use_errno=True)


def mount(target, kind=None, flags=0, options=None):
    encoded = [word and os.fsencode(word) for word in (kind, target, kind, options)]
    if libc.mount(encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3]) != 0:
        raise OSError(ctypes.get_errno(), "mount", str(target))


def unmount(target):
    libc.umount2(os.fsencode(target), MNT_DETACH)


try:
    mount("/", flags=MS_REC | MS_PRIVATE)  # what is mounted here stays here
except OSError:
    pass  # a changed root: nothing there that could be made private


class Disk(EndToEnd):
    SIZE = 8 * MIB
    SLOW_RATE = "1m"  # of each connection

    def setUp(self):
        super().setUp()
        self.data = payload(self.SIZE)

    def small_disk(self, size):
        """A filesystem of that size with the cache on it."""
        disk = self.dir / "disk"
        disk.mkdir()
        mount(disk, "tmpfs", options=f"size={size}")
        self.addCleanup(unmount, disk)
        self.cache = disk / "cache"
        return disk

    def fill(self, disk, leave):
        space = os.statvfs(disk)
        try:
            (disk / "filler").write_bytes(bytes(space.f_bavail * space.f_frsize - leave))
        except OSError:
            self.assertEqual(leave, 0)  # somebody else filled it meanwhile

    def row(self):
        result = self.ctl("status", "--json")
        rows = json.loads(result.stdout)["Files"] if result.returncode == 0 else []
        return next((row for row in rows if row["FileName"] == "f.bin"), {})

    def watch(self, process, condition):
        deadline = time.monotonic() + 60
        while not condition():
            self.assertIsNone(process.poll(), "it ended early")
            self.assertLess(time.monotonic(), deadline)
            give_time(process)

    def wait_for_reason(self, process, code):
        row = {}

        def found():
            nonlocal row
            row = self.row()
            return row.get("Reason") == "PAUSED_FOR_DISK" and row.get("Error", {}).get("code") == code

        self.watch(process, found)
        self.assertEqual(row["State"], "Queued")
        self.assertIn("RetryInMilliseconds", row)
        self.assertLessEqual(row["RetryInMilliseconds"], 30_000)
        return row

    def completes(self, process):
        _, errors = process.communicate(timeout=90)
        self.assertEqual(process.returncode, 0, errors)
        self.assertEqual(self.out.read_bytes(), self.data)

    def download(self, *prefix):
        return subprocess.Popen([*prefix, PROGRAM, "download", self.metadata("f.bin"), "--output", self.out], text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.dir,
                                env=dict(self.environment(), ASAN_OPTIONS="detect_leaks=0"))

    def stop_in_the_middle(self, process):
        self.watch(process, lambda: self.row().get("FileSizeInCache", 0) >= MIB)
        self.nginx.freeze()
        self.assertLess(self.row()["FileSizeInCache"], self.SIZE)

    def series_on_a_small_disk(self, *contents):
        """Release 1 is installed on a disk of 8 MiB, and all are published. The words that apply an update there."""
        disk = self.small_disk("8m")
        self.cache = self.dir / "cache"
        publish = ["update", "publish", "--zstd", "--product", "app", "--output", self.dir, "--key", self.dir / "key", "--source",
                   "http://127.0.0.1:9/"]
        for number, content in enumerate(contents, 1):
            (self.dir / f"{number}").mkdir()
            (self.dir / f"{number}" / "data").write_bytes(content)
        apply = ["update", "apply", "--manifest", self.dir / "app.manifest", "--key", self.dir / "key.pub", "--tree", disk / "app"]
        self.ok(*publish, f"1={self.dir / '1'}")
        self.ok(*apply)
        self.ok(*publish, *[f"{number}={self.dir / str(number)}" for number in range(1, len(contents) + 1)])
        return apply

    def update_under(self, options, apply):
        """Updates under strace; it ends for want of space, and nothing has changed."""
        process = subprocess.run(["strace", "-f", "-qqq", *options, PROGRAM, *apply], text=True, capture_output=True,
                                 env=dict(self.environment(), ASAN_OPTIONS="detect_leaks=0"))
        self.assertIn("DISK_FULL", process.stderr)
        self.assertEqual(process.returncode, 1)
        self.assertIn("every file proven", self.ok("update", "verify", "--tree", apply[-1]))
        self.assertEqual((apply[-1] / "data").read_bytes(), bytes(MIB))
        self.assertEqual([entry["action"] for entry in json.loads(self.ok("update", "history", "--json", "--tree", apply[-1]))], ["install"])
        free = os.statvfs(apply[-1])
        self.assertGreater(free.f_bavail * free.f_frsize, 6 * MIB)

    def refused_before_it_begins(self, content):
        apply = self.series_on_a_small_disk(bytes(MIB), content)
        log = self.dir / "strace.log"
        self.update_under(["-o", log, "-e", "trace=mkdirat"], apply)
        self.assertNotIn('"staged"', log.read_text())

    def test_an_update_that_does_not_fit_is_refused_before_it_begins(self):
        self.refused_before_it_begins(bytes(12 * MIB)) # hardly anything in a pack

    def test_an_update_that_does_not_fit_with_its_way_back_is_refused(self):
        self.refused_before_it_begins(payload(3 * MIB)) # the way back may be as large as the pack

    def test_f4_a_disk_that_fills_up_during_an_update(self):
        """What was free when it was asked for is taken by somebody else: `struct statfs` says that there is much."""
        apply = self.series_on_a_small_disk(bytes(MIB), bytes(12 * MIB))
        much = struct.pack("<5Q", 0x01021994, 4096, 1 << 20, 1 << 20, 1 << 20).hex()
        self.update_under(["-o", "/dev/null", "-e", "trace=fstatfs", "-e", f"inject=fstatfs:poke_exit=@arg2={much}"], apply)

    def test_f4_full_before_the_first_byte(self):
        self.publish("f.bin", self.data)
        disk = self.small_disk("20m")
        self.fill(disk, leave=2 * MIB)
        process = self.download()
        row = self.wait_for_reason(process, "DISK_FULL")
        self.assertEqual(row["Error"]["bytesNeeded"], self.SIZE)
        self.assertEqual(self.content_bytes_served("f.bin"), 0)
        (disk / "filler").unlink()
        self.completes(process)
        self.assertEqual(self.content_bytes_served("f.bin"), self.SIZE)

    def test_f4_full_in_the_middle(self):
        # As on a filesystem that cannot reserve space.
        self.publish("f.bin", self.data, source="slow/f.bin")
        disk = self.small_disk("20m")
        process = self.download("strace", "-f", "-qqq", "-o", "/dev/null", "-e", "trace=fallocate", "-e",
                                "inject=fallocate:error=EOPNOTSUPP")
        self.stop_in_the_middle(process)
        self.fill(disk, leave=0)
        self.nginx.thaw()
        row = self.wait_for_reason(process, "DISK_FULL")
        kept = row["FileSizeInCache"]
        self.assertGreaterEqual(kept, MIB)
        self.assertGreater(row["Error"]["bytesNeeded"], 0)
        self.assertEqual(row["Error"]["kept"], "VerifiedPieces")
        (disk / "filler").unlink()
        self.completes(process)
        asked_for = [span for _, _, _, span in self.nginx.accesses() if span.startswith("bytes=")]
        self.assertGreaterEqual(len(asked_for), 2)
        self.assertLess(self.content_bytes_served("f.bin"), 2 * self.SIZE - kept + MIB)

    def test_f4_what_nobody_uses_makes_room_first(self):
        self.publish("f.bin", self.data)
        self.publish("old.bin", payload(self.SIZE, 2))
        self.small_disk("14m")
        self.ok("download", self.metadata("old.bin"), "--output", self.dir / "old.bin")
        # Whatever the reserve of free space says of such a small disk.
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.assertEqual(self.out.read_bytes(), self.data)

    def test_f4_full_where_it_goes(self):
        self.publish("f.bin", self.data)
        cache = self.cache
        disk = self.small_disk("10m")
        self.cache = cache
        self.out = disk / "out.bin"
        self.fill(disk, leave=MIB)
        process = self.download()
        row = self.wait_for_reason(process, "DISK_FULL")
        self.assertEqual((row["Error"]["kept"], row["FileSizeInCache"]), ("WholeContent", self.SIZE))
        self.assertEqual(sorted(path.name for path in disk.iterdir()), ["filler"])
        (disk / "filler").unlink()
        self.completes(process)
        self.assertEqual(self.content_bytes_served("f.bin"), self.SIZE)

    def content_path(self):
        """Where the content's file will be: as in another cache that has it."""
        mine, self.cache = self.cache, self.dir / "other"
        self.ok("download", self.metadata("f.bin"), "--output", self.dir / "other.bin")
        name, = [path.name for path in self.cache.iterdir() if len(path.name) == 64]
        self.cache = mine
        return self.cache / name

    def test_f5_read_only_for_a_while(self):
        self.publish("f.bin", self.data, source="slow/f.bin")
        path = self.content_path()
        before = self.content_bytes_served("f.bin")
        process = self.download("strace", "-f", "-qqq", "-o", "/dev/null", "-P", str(path), "-e", "trace=pwrite64", "-e",
                                "inject=pwrite64:error=EROFS:when=6..7")
        kept = self.wait_for_reason(process, "DISK_READ_ONLY")["FileSizeInCache"]
        self.completes(process)
        # Twice at most it loses what was on its way.
        self.assertLess(self.content_bytes_served("f.bin") - before, 3 * (self.SIZE - kept) + kept)

    def test_f5_read_only_mount(self):
        self.publish("f.bin", self.data)
        disk = self.small_disk("40m")
        self.nginx.freeze()
        process = self.download()
        self.watch(process, lambda: self.row().get("State") == "Downloading")
        # So small a disk is below the reserve of free space: only what is pinned stays.
        self.ok("cache", "pin", self.row()["FileId"])
        self.nginx.thaw()
        self.completes(process)
        mount(disk, "tmpfs", MS_REMOUNT | MS_RDONLY)
        row, = self.status()
        self.assertEqual(row["FileSizeInCache"], self.SIZE)
        self.assertIn("f.bin", self.ok("cache", "list"))
        self.fails("DISK_READ_ONLY", "download", self.metadata("f.bin"), "--output", self.dir / "again.bin")
        mount(disk, "tmpfs", MS_REMOUNT)
        self.ok("download", self.metadata("f.bin"), "--output", self.dir / "again.bin")
        self.assertEqual(self.content_bytes_served("f.bin"), self.SIZE)

    def test_f6_a_piece_that_cannot_be_read(self):
        self.publish("f.bin", self.data)
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        path, = [path for path in self.cache.iterdir() if len(path.name) == 64]
        self.out.unlink()
        # One that never can be: fetched again a bounded number of times, then told.
        served = self.content_bytes_served("f.bin")
        process = self.download("strace", "-f", "-qqq", "-o", "/dev/null", "-P", str(path), "-e", "trace=pread64,ioctl", "-e",
                                "inject=ioctl:error=EOPNOTSUPP", "-e", "inject=pread64:error=EIO")
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1)
        self.assertIn("PIECE_MISMATCH", errors)
        self.assertGreater(self.content_bytes_served("f.bin") - served, 0)
        self.assertLessEqual(self.content_bytes_served("f.bin") - served, 3 * self.SIZE)

    def test_f6_a_piece_that_cannot_be_read_once(self):
        """Exactly that piece is fetched again."""
        self.publish("f.bin", self.data)
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        path, = [path for path in self.cache.iterdir() if len(path.name) == 64]
        self.out.unlink()
        served = self.content_bytes_served("f.bin")
        engine = self.start("engine", "run")
        self.addCleanup(lambda: (engine.terminate(), engine.communicate(timeout=30)))
        engine.stdout.readline()
        # What is read again is read by a new thread, which would meet the fault again: it ends while the server is silent.
        self.nginx.freeze()
        log = self.dir / "strace"
        fault = subprocess.Popen(["strace", "-f", "-qqq", "-o", log, "-p", str(engine.pid), "-P", path, "-e", "trace=pread64,ioctl",
                                  "-e", "inject=ioctl:error=EOPNOTSUPP", "-e", "inject=pread64:error=EIO:when=3"])
        self.addCleanup(lambda: (fault.kill(), fault.wait()))
        self.watch(engine, lambda: self.tracer(engine) == fault.pid)
        process = self.download()
        self.watch(process, lambda: log.exists() and log.read_text().count("INJECTED") >= 1 and "EIO" in log.read_text())
        self.watch(process, lambda: self.row().get("State") == "Downloading")
        fault.send_signal(signal.SIGINT)
        fault.wait()
        self.nginx.thaw()
        self.completes(process)
        self.assertEqual(self.content_bytes_served("f.bin") - served, MIB)

    @staticmethod
    def tracer(process):
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("TracerPid:"))

    def test_f9_the_cache_vanishes_and_returns(self):
        self.publish("f.bin", self.data, source="slow/f.bin")
        process = self.download()
        self.stop_in_the_middle(process)
        here, away = self.cache, self.dir / "away"
        self.cache = away
        here.rename(away)
        here.mkdir(mode=0o700)  # an empty mount point
        self.nginx.thaw()
        row = self.wait_for_reason(process, "STORE_GONE")
        self.assertEqual(list(here.iterdir()), [])
        kept = row["FileSizeInCache"]
        here.rmdir()
        away.rename(here)
        self.cache = here
        self.completes(process)
        self.assertLess(self.content_bytes_served("f.bin"), 2 * self.SIZE - kept + MIB)

    def test_f10_no_descriptor_left(self):
        self.publish("f.bin", self.data)
        self.nginx.freeze()
        process = self.download()
        self.watch(process, lambda: self.row().get("State") == "Downloading" and self.row()["HttpConnectionCount"] >= 2)
        soft, hard = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
        # Not a single one is free. (With a limit below what is open, poll() itself would fail.)
        taken = {int(number) for number in os.listdir(f"/proc/{process.pid}/fd")}
        limit = next(number for number in range(len(taken) + 1) if number not in taken)
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (limit, hard))
        self.nginx.thaw()

        def arrived():
            rows = json.loads(self.ok("status", "--json", "--standalone"))["Files"]
            return any(row["FileSizeInCache"] == self.SIZE for row in rows)

        # What is connected goes on to the end; the destination cannot be opened, and nothing is lost by that.
        self.watch(process, arrived)
        self.assertFalse(self.out.exists())
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (soft, hard))
        self.completes(process)


if __name__ == "__main__":
    main()
