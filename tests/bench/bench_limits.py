#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How exactly limits are kept: real programs over loopback, HTTP from nginx and peers, each for 30 s at a limit.

Prints for each case the achieved rate and the most of any second, both as a ratio to the limit (payload as the engine counts it, ten samples a second over
its control socket), the CPU seconds of the downloader per GiB, and how many cores everybody else kept busy. The limit is set by "freshetctl config set";
peers on loopback are of the LAN, so limits.lan-exempt is off.
"""

import argparse
import datetime
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from bench_http import Nginx
from measure import BIN, GIB, busy_cpu, cpu_of, free_port, in_own_namespaces, make_payload

CTL = BIN / "freshetctl"
MIB = 1 << 20


def ended_within(process, seconds):
    try:
        process.wait(timeout=seconds)
        return True
    except subprocess.TimeoutExpired:
        return False


class Control:
    """A client of an engine's control socket."""

    def __init__(self, cache, process):
        deadline = time.monotonic() + 30
        while True:
            self.socket = socket.socket(socket.AF_UNIX)
            try:
                self.socket.connect(str(cache / "control.sock"))
                break
            except OSError:
                self.socket.close()
                if ended_within(process, 0.02) or time.monotonic() > deadline:
                    sys.exit(f"no engine: {process.stderr.read() if process.poll() is not None else 'no socket'}")
        self.lines = self.socket.makefile("r")

    def received(self):
        """When the engine's picture was taken, and bytes of all jobs together then."""
        self.socket.sendall(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "snapshot", "params": {}}).encode() + b"\n")
        picture = json.loads(self.lines.readline())["result"]
        taken = datetime.datetime.fromisoformat(picture["TakenAt"]).timestamp()
        return taken, sum(row["FileSizeInCache"] + row["BytesInFlight"] for row in picture["Files"])


def configure(cache, **settings):
    for key, value in settings.items():
        subprocess.run([CTL, "config", "set", "limits." + key.replace("_", "-"), value, "--cache-dir", cache], check=True, stdout=subprocess.DEVNULL)


def measure(cache, command, seconds):
    """Samples of (time, bytes) from the first byte on, CPU of the program, cores others used."""
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        control = Control(cache, process)
        samples, start = [], None
        while start is None or time.monotonic() - start < seconds + 1:
            if ended_within(process, 0.1):
                sys.exit(f"{command} ended too early: {process.stderr.read()}")
            taken, count = control.received()
            if count == 0:
                continue
            if start is None:
                start, busy, cpu = time.monotonic(), busy_cpu(), cpu_of(pathlib.Path(f"/proc/{process.pid}/stat"))
            if not samples or taken > samples[-1][0]:
                samples.append((taken, count))
        cpu = cpu_of(pathlib.Path(f"/proc/{process.pid}/stat")) - cpu
        others = max(0.0, busy_cpu() - busy - cpu) / seconds
        return samples, cpu, others
    finally:
        process.kill()
        process.wait()


def ratios(samples, limit, seconds):
    begin = next(i for i, (t, _) in enumerate(samples) if t >= samples[0][0] + 0.5)
    end = next(i for i, (t, _) in enumerate(samples) if t >= samples[begin][0] + seconds or i == len(samples) - 1)
    mean = (samples[end][1] - samples[begin][1]) / (samples[end][0] - samples[begin][0])
    most = 0.0
    for i, (t, count) in enumerate(samples):
        # The longest stretch of at most a second, so that a sample that came late makes no burst.
        last = max(j for j in range(i, len(samples)) if samples[j][0] <= t + 1.0)
        most = max(most, samples[last][1] - count)
    return mean / limit, most / limit


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--rates", default="1,10,50", help="limits in MiB/s (default 1,10,50)")
    arguments = parser.parse_args()
    in_own_namespaces()
    rates = [float(word) for word in arguments.rates.split(",")]
    home = pathlib.Path(tempfile.mkdtemp(prefix="freshet-limits-"))
    nginx = Nginx(home)
    seeds = []
    try:
        size = int(max(rates) * MIB * (arguments.seconds + 5))
        file = nginx.root / "content.bin"
        make_payload(file, size)
        metadata = home / "content.torrent"
        subprocess.run([CTL, "publish", file, "--source", nginx.url("content.bin"), "--metadata", metadata], check=True, stdout=subprocess.DEVNULL)
        print(f"Limits over {arguments.seconds} s, {os.cpu_count()} cores")
        print(f"{'':34} {'limit':>10} {'achieved':>9} {'max 1 s':>8} {'CPU s/GiB':>9} {'others':>6}")

        def row(name, rate, result):
            samples, cpu, others = result
            achieved, most = ratios(samples, rate * MIB, arguments.seconds)
            per_gib = cpu / ((samples[-1][1] - samples[0][1]) / GIB)
            print(f"{name:34} {rate:5g} MiB/s {achieved:9.3f} {most:8.2f} {per_gib:9.2f} {others:6.2f}", flush=True)

        def run(name, rate, words, **settings):
            cache = home / "cache"
            shutil.rmtree(cache, ignore_errors=True)
            if settings:
                configure(cache, **settings)
            row(name, rate, measure(cache, [CTL, "download", metadata, "--output", home / "out.bin", "--cache-dir", cache, "--standalone", *words],
                                    arguments.seconds))

        def seed(port, cache, **settings):
            if settings:
                configure(cache, **settings)
            done = cache.with_suffix(".done")
            seeds.append(subprocess.Popen([CTL, "download", metadata, "--output", cache.with_suffix(".bin"), "--cache-dir", cache, "--standalone", "--no-lan",
                                           "--download-mode", "1", "--listen", f"127.0.0.1:{port}", "--keep-seeding", "--done-file", done],
                                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            while not done.exists():
                if ended_within(seeds[-1], 0.05):
                    sys.exit("no seed")

        free = free_port()
        seed(free, home / "seed")
        for rate in rates:
            limit = f"{int(rate * MIB)} B/s"
            run("HTTP, limits.foreground", rate, ["--download-mode", "0"], foreground=limit)
            # Each time at a port of its own: a seed remembers where its peers listened, and comes back to them.
            def at(port, http=False):
                return ["--no-lan", "--download-mode", "1", "--listen", f"127.0.0.1:{free_port()}", "--peer", f"127.0.0.1:{port}",
                        *([] if http else ["--no-http"])]

            run("peer, limits.foreground", rate, at(free), foreground=limit, lan_exempt="off")
            run("HTTP and peer, limits.foreground", rate, at(free, http=True), foreground=limit, lan_exempt="off")
            port = free_port()
            seed(port, home / f"seed-{port}", upload=limit, lan_exempt="off")
            run("peer, limits.upload of the seed", rate, at(port))
    finally:
        for process in seeds:
            process.kill()
            process.wait()
        nginx.stop()
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
