#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One seed and one or several machines that fetch from it over loopback, side by side with libtorrent 2 (tuned, v2 metadata), in interleaved rounds.

Prints medians: MB/s (10^6 bytes) of each fetching machine, the ratio to H (SHA-256 on one core; measured right before each run) and to
libtorrent, CPU seconds per GiB of both ends together (each fetching machine and its share of the seed), the larger peak RSS of the two sides, and how many
cores everybody else kept busy meanwhile. Ours is measured by the program itself, from the request to Complete, that is proven and synced in the
cache; libtorrent from its first byte of payload until all is verified, nothing synced.
"""

import argparse
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from measure import BIN, Rows, busy_cpu, cpu_of, free_port, in_own_namespaces, make_payload, peak_of

HERE = pathlib.Path(__file__).resolve().parent


class Process:
    """A program at work: its first line of output, its CPU and peak memory while it lives."""

    def __init__(self, *command):
        self.process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.stat = pathlib.Path(f"/proc/{self.process.pid}")
        self.rss, self.threads, self.cpu = 0.0, {}, 0.0
        self.ended = threading.Event()
        self.watcher = threading.Thread(target=self.watch)
        self.watcher.start()

    def watch(self):
        while not self.ended.wait(0.02):
            try:
                self.rss = max(self.rss, peak_of(self.stat))
                for task in (self.stat / "task").iterdir():
                    self.threads[task.name] = ((task / "comm").read_text().strip(), cpu_of(task / "stat"))
                self.cpu = cpu_of(self.stat / "stat")
            except (FileNotFoundError, ProcessLookupError):
                continue

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.process.args}: {self.process.stderr.read()}")
        return line

    def output(self):
        """All of it, when it has ended well."""
        text, errors = self.process.communicate()
        self.ended.set()
        self.watcher.join()
        if self.process.returncode != 0:
            sys.exit(f"{self.process.args}: exit code {self.process.returncode}\n{errors}")
        return text

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
        self.ended.set()
        self.watcher.join()

    def hand_over_cpu(self):
        return sum(cpu for name, cpu in self.threads.values() if name == "freshet-long")


class Bench:
    def __init__(self, arguments, home):
        self.arguments, self.home = arguments, home
        self.size = arguments.size << 20
        self.payload = home / "seed" / "payload.bin"
        self.payload.parent.mkdir()
        make_payload(self.payload, self.size)
        self.rows = Rows()
        self.hybrid, self.v2 = home / "hybrid.torrent", home / "v2.torrent"
        for path, options in ((self.hybrid, []), (self.v2, ["--v2-only"])):
            subprocess.run([BIN / "freshetctl", "publish", self.payload, "--source", "http://127.0.0.1:9/x", "--metadata", path, *options],
                           check=True, stdout=subprocess.DEVNULL)
        self.credential = home / "group.pem"
        subprocess.run([BIN / "freshetctl", "group", "create", "bench", "--output", self.credential], check=True, stdout=subprocess.DEVNULL)

    def add(self, name, seconds, processes, seed, seed_cpu, cpu, busy, started):
        count = len(processes)
        wall = time.monotonic() - started
        others = max(0.0, busy_cpu() - busy - sum(p.cpu for p in processes) - seed_cpu) / wall
        rss = max([seed.rss, *(p.rss for p in processes)])
        for value in seconds:
            self.rows.add(name, self.size, value, cpu / count, rss, others)
        if self.arguments.verbose:
            threads = {}
            for p in (*processes, seed):
                for thread, used in p.threads.values():
                    threads[thread] = threads.get(thread, 0.0) + used
            shown = ", ".join(f"{thread} {used:.2f}" for thread, used in sorted(threads.items(), key=lambda t: -t[1])[:10])
            print(f"  {name}: {', '.join(f'{value:.2f}' for value in seconds)} s; seed CPU {seed_cpu:.2f} s, RSS {seed.rss:.0f}; fetching RSS "
                  f"{max(p.rss for p in processes):.0f}; others {others:.2f}; {shown}", file=sys.stderr, flush=True)

    def ours(self, name, count, tls=False):
        """The seed serves; each fetching machine knows the seed and the others."""
        self.rows.prepare(self.size)
        ports = [free_port() for _ in range(count + 1)]
        group = ["--group-credential", self.credential, "--peer-tls", "require"] if tls else ["--peer-tls", "off"]
        seed = Process(BIN / "freshetctl", "seed", self.hybrid, self.payload, "--listen", f"127.0.0.1:{ports[0]}", "--no-lan", "--download-mode", "2", *group)
        processes = []
        try:
            seed.line()
            seed_cpu, busy, started = cpu_of(seed.stat / "stat"), busy_cpu(), time.monotonic()
            for i in range(count):
                place = self.home / f"freshet-{i}"
                place.mkdir()
                peers = [word for port in ports[:i + 1] for word in ("--peer", f"127.0.0.1:{port}")]
                processes.append(Process(BIN / "freshetctl", "download", self.hybrid, "--output", place / "out.bin", "--cache-dir", place / "cache",
                                         "--json", "--standalone", "--no-http", "--no-lan", "--download-mode", "2", "--listen", f"127.0.0.1:{ports[i + 1]}",
                                         *peers, *group, *(["--keep-seeding", "--done-file", place / "done"] if count > 1 else [])))
            results = [json.loads(p.output()) for p in processes] if count == 1 else self.wait_for_all(processes)
            seed_cpu = cpu_of(seed.stat / "stat") - seed_cpu
            cpu = seed_cpu + sum(p.cpu - p.hand_over_cpu() for p in processes)
            self.add(name, [r["ProvenAfter"] / 1000 for r in results], processes, seed, seed_cpu, cpu, busy, started)
        finally:
            seed.stop()
            for i in range(count):
                shutil.rmtree(self.home / f"freshet-{i}", ignore_errors=True)

    def wait_for_all(self, processes):
        """Who has everything goes on serving until all have."""
        places = [self.home / f"freshet-{i}" / "done" for i in range(len(processes))]
        while not all(place.exists() for place in places):
            for p in processes:
                if p.process.poll() not in (None, 0):
                    p.output()
            threading.Event().wait(0.05)
        for p in processes:
            p.process.send_signal(signal.SIGTERM)
        return [json.loads(p.output()) for p in processes]

    def libtorrent(self, name, count):
        self.rows.prepare(self.size)
        ports = [free_port() for _ in range(count + 1)]
        command = [sys.executable, "-B", HERE / "lt_transfer.py", self.v2]
        seed = Process(*command, self.payload.parent, "--listen", f"127.0.0.1:{ports[0]}", "--seed")
        processes = []
        try:
            seed.line()
            seed_cpu, busy, started = cpu_of(seed.stat / "stat"), busy_cpu(), time.monotonic()
            for i in range(count):
                place = self.home / f"lt-{i}"
                place.mkdir()
                peers = [word for port in ports[:i + 1] for word in ("--peer", f"127.0.0.1:{port}")]
                processes.append(Process(*command, place, "--listen", f"127.0.0.1:{ports[i + 1]}", *peers))
            results = [json.loads(p.line()) for p in processes]
            seed_cpu = cpu_of(seed.stat / "stat") - seed_cpu
            self.add(name, [r["seconds"] for r in results], processes, seed, seed_cpu, seed_cpu + sum(r["cpu"] for r in results), busy, started)
        finally:
            for p in (*processes, seed):
                p.stop()
            for i in range(count):
                shutil.rmtree(self.home / f"lt-{i}", ignore_errors=True)

    def round(self):
        subjects = {
            "plain": lambda: self.ours("freshet 1 -> 1", 1),
            "lt": lambda: self.libtorrent("libtorrent 1 -> 1", 1),
            "tls": lambda: self.ours("freshet 1 -> 1, TLS 1.3", 1, tls=True),
            "four": lambda: self.ours("freshet 1 -> 4, each", 4),
            "lt-four": lambda: self.libtorrent("libtorrent 1 -> 4, each", 4),
        }
        for name, run in subjects.items():
            if not self.arguments.only or name in self.arguments.only.split(","):
                run()

    def print_table(self):
        self.rows.print(f"{self.arguments.size} MiB, 1 MiB pieces, 16 KiB messages, median of {self.arguments.rounds} rounds", "libtorrent 1 -> 1", "of lt 1:1")
        four = [name for name in ("freshet 1 -> 4, each", "libtorrent 1 -> 4, each") if name in self.rows.runs]
        if len(four) == 2:
            print(f"1 -> 4: each of ours has {self.rows.speed(four[0]) / self.rows.speed(four[1]):.2f} x the speed of each of libtorrent's")


def main():
    parser = argparse.ArgumentParser(prog="./dev bench peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=2048, help="MiB of the content (default: 2048)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", help="of plain, lt, tls, four, lt-four, separated by commas")
    parser.add_argument("--dir", default="/var/tmp", help="a directory on the disk that is to be measured")
    parser.add_argument("--verbose", action="store_true", help="each run: CPU by thread")
    arguments = parser.parse_args()
    in_own_namespaces()
    home = pathlib.Path(tempfile.mkdtemp(prefix="freshet-bench-", dir=arguments.dir))
    try:
        bench = Bench(arguments, home)
        for number in range(arguments.rounds):
            print(f"round {number + 1} of {arguments.rounds}; load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
            bench.round()
        bench.print_table()
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
