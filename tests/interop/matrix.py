# SPDX-License-Identifier: GPL-3.0-or-later
"""One cell of the interoperation matrix: freshetctl and another program as real processes, every byte compared.

  matrix.py FRESHETCTL they-seed|they-fetch PROGRAM
  matrix.py FRESHETCTL mixed

Everything runs in a network namespace of its own in which only these addresses exist, so nothing leaves it. A program that is not there
fails the test."""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "meta"))
import bencode
from foreign import PROGRAMS, Failed
from tracker import Tracker

NAME = "payload.bin"
SIZE = 12 * (1 << 20) + 12345
DEADLINE = 60
OURS, OURS_TOO, TRACKER = "10.77.0.1", "10.77.0.2", "10.77.0.9"
THEIRS = {name: f"10.77.0.{number}" for number, name in enumerate(PROGRAMS, 11)}


def in_own_network():
    if os.environ.get("FRESHET_OWN_NETWORK") == "1":
        for address in (OURS, OURS_TOO, TRACKER, *THEIRS.values()):
            subprocess.run(["ip", "address", "add", f"{address}/24", "dev", "lo"], check=True)
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        return
    own = ["unshare", "--net"] + ([] if os.getuid() == 0 else ["--map-root-user"])
    os.execvpe(own[0], [*own, sys.executable, "-B", *sys.argv], os.environ | {"FRESHET_OWN_NETWORK": "1"})


class Cell:
    def __init__(self, freshetctl, home):
        self.freshetctl = freshetctl
        self.home = home
        self.running = []
        self.foreign = []
        self.bytes = hashlib.shake_128(b"freshet matrix").digest(SIZE)
        self.payload = os.path.join(home, NAME)
        with open(self.payload, "wb") as file:
            file.write(self.bytes)
        self.tracker = self.make_tracker()
        plain = self.payload + ".torrent"
        self.ours("publish", self.payload, "--source", "http://unused.invalid/", "--metadata", plain).wait()
        with open(plain, "rb") as file:
            metadata = bencode.decode(file.read())
        # Neither is part of what is hashed.
        del metadata[b"url-list"]
        metadata[b"announce"] = self.tracker.url.encode()
        self.torrent = os.path.join(home, "announced.torrent")
        with open(self.torrent, "wb") as file:
            file.write(bencode.encode(metadata))

    def make_tracker(self):
        return Tracker(TRACKER)

    def ours(self, *arguments, cache="cache"):
        environment = dict(os.environ, HOME=self.home, FRESHET_CACHE_DIR=os.path.join(self.home, cache))
        with open(os.path.join(self.home, f"{cache}.log"), "ab") as log:
            process = subprocess.Popen([self.freshetctl, *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                       env=environment, cwd=self.home)
        self.running.append(process)
        return process

    def seed(self):
        self.ours("seed", self.torrent, self.payload, "--listen", f"{OURS}:7680", "--no-lan", "--tracker",
                  self.tracker.url, cache="seed")
        self.wait("our seed is known to the tracker", lambda: self.tracker.left.get(OURS) == 0)

    def fetch(self, address, *arguments):
        out = os.path.join(self.home, "fetched.bin")
        return out, self.ours("download", self.torrent, "--output", out, "--listen", f"{address}:7680", "--no-lan",
                              "--no-http", *arguments, cache="fetch")

    def theirs(self, name, seed):
        home = os.path.join(self.home, name)
        os.makedirs(home)
        if seed:
            shutil.copyfile(self.payload, os.path.join(home, NAME))
        program = PROGRAMS[name](THEIRS[name], home, self.torrent)
        self.foreign.append(program)
        program.start(seed)
        return program

    def wait(self, what, condition):
        end = time.monotonic() + DEADLINE
        while not condition():
            if time.monotonic() > end:
                raise Failed(f"not in time: {what}; left: {self.tracker.left}")
            for program in self.foreign:
                program.check()
            try:
                self.running[-1].wait(0.01)
            except subprocess.TimeoutExpired:
                pass

    def is_same(self, path):
        try:
            with open(path, "rb") as file:
                return file.read() == self.bytes
        except FileNotFoundError:
            return False

    def finish(self, out, process):
        self.wait("we have everything", lambda: process.poll() is not None)
        if process.returncode != 0:
            raise Failed(f"our download ended with {process.returncode}")
        if not self.is_same(out):
            raise Failed("we have other bytes")

    def they_seed(self, name):
        self.theirs(name, seed=True)
        self.wait(f"{name} seeds", lambda: self.tracker.left.get(THEIRS[name]) == 0)
        started = time.monotonic()
        self.finish(*self.fetch(OURS, "--peer", f"{THEIRS[name]}:6881"))
        return started

    def they_fetch(self, name):
        self.seed()
        started = time.monotonic()
        program = self.theirs(name, seed=False)
        self.wait(f"{name} has everything", lambda: self.is_same(os.path.join(program.home, NAME)))
        return started

    def mixed(self):
        """Our seed, and a fetching one of each kind: everybody finds everybody by the tracker."""
        self.seed()
        started = time.monotonic()
        programs = [self.theirs(name, seed=False) for name in PROGRAMS]
        self.finish(*self.fetch(OURS_TOO, "--tracker", self.tracker.url))
        self.wait("all have everything",
                  lambda: all(self.is_same(os.path.join(program.home, NAME)) for program in programs))
        return started

    def end(self):
        for program in self.foreign:
            program.end()
        for process in self.running:
            process.kill()
            process.wait()
        self.tracker.end()

    def tell(self):
        for program in self.foreign:
            print(f"-- {program.program}\n{program.said()}")
        for log in ("seed.log", "fetch.log"):
            if os.path.exists(os.path.join(self.home, log)):
                with open(os.path.join(self.home, log), encoding="utf-8", errors="replace") as file:
                    print(f"-- {log}\n{file.read()[-3000:]}")


def main():
    in_own_network()
    freshetctl, case, *names = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="freshet-matrix-") as home:
        cell = Cell(os.path.abspath(freshetctl), home)
        try:
            started = getattr(cell, case.replace("-", "_"))(*names)
            print(f"{case} {' '.join(names)}: {time.monotonic() - started:.2f} s for {SIZE} bytes")
        except Failed as failure:
            cell.tell()
            sys.exit(f"FAIL {case} {' '.join(names)}: {failure}")
        finally:
            cell.end()


if __name__ == "__main__":
    main()
