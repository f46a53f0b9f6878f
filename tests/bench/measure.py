# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks that run whole programs share: namespaces of their own, CPU, memory and who else was busy."""

import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import threading
import time

BIN = pathlib.Path(os.environ["FRESHET_BIN"])
GIB = 1 << 30
TICK = os.sysconf("SC_CLK_TCK")
os.environ["PATH"] += ":/usr/sbin:/sbin"


def in_own_namespaces():
    """Loopback with reno, which every kernel has, if the system's congestion control is bbr: that makes loopback the limit. As root
    with mounts of our own, which end with us."""
    if os.environ.get("FRESHET_BENCH_NAMESPACES"):
        return
    bbr = pathlib.Path("/proc/sys/net/ipv4/tcp_congestion_control").read_text().strip() == "bbr"
    root = os.getuid() == 0
    own = (["--net"] if bbr else []) + (["--mount", "--propagation", "unchanged"] if root else ["--map-root-user"] if bbr else [])
    if not own:
        return
    os.environ["FRESHET_BENCH_NAMESPACES"] = "1"
    inner = "ip link set lo up && echo reno > /proc/sys/net/ipv4/tcp_congestion_control && " if bbr else ""
    if root:  # within ./dev's own root, which is no mount point, mounts are private already
        inner = "mount --make-rprivate / 2>/dev/null; " + inner
    os.execvp("unshare", ["unshare", *own, "sh", "-c", inner + 'exec "$@"', "sh", sys.executable, *sys.argv])


def touch_memory(size):
    """Free pages may have to come from the host first; that is nobody's download speed."""
    memory = bytearray(size)
    memory[::4096] = b"\1" * len(memory[::4096])
    del memory


def sha256_speed():
    out = subprocess.run(["openssl", "speed", "-evp", "sha256", "-bytes", "1048576", "-seconds", "1"], capture_output=True, text=True, check=True)
    return float(re.search(r"([\d.]+)k\s*$", out.stdout.strip()).group(1)) * 1000 / 1e6


def cpu_of(path):
    """User and system seconds in a stat file of /proc."""
    fields = path.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def busy_cpu():
    fields = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    return sum(int(fields[i]) for i in (0, 1, 2, 5, 6)) / TICK


def peak_of(process):
    """Peak resident memory in MiB; ru_maxrss of a forked child would show the parent's."""
    peak = re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text())
    return int(peak.group(1)) / 1024 if peak else 0.0


class Run:
    """One client process, or several in a row: wall time, CPU (of threads by name, too), peak RSS, and what others used meanwhile.
    `server`: the stat file of the process that serves it, whose CPU is not others'."""

    def __init__(self, server, *commands):
        busy, served = busy_cpu(), cpu_of(server)
        started = time.monotonic()
        self.cpu, self.rss, self.out, self.threads = 0.0, 0, "", {}
        for command in commands:
            process = subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            ended = threading.Event()
            watcher = threading.Thread(target=self.watch, args=(process.pid, ended))
            watcher.start()
            self.out, errors = process.stdout.read(), process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            ended.set()
            watcher.join()
            if process.returncode != 0:
                sys.exit(f"{command}: exit code {process.returncode}\n{errors}")
            self.cpu += usage.ru_utime + usage.ru_stime
        self.seconds = time.monotonic() - started
        self.server_cpu = cpu_of(server) - served
        self.others = max(0.0, busy_cpu() - busy - self.cpu - self.server_cpu) / self.seconds

    def watch(self, pid, ended):
        tasks = {}
        process = pathlib.Path(f"/proc/{pid}")
        while not ended.wait(0.05):  # more often would be a load of its own
            try:
                self.rss = max(self.rss, peak_of(process))
                for task in (process / "task").iterdir():
                    tasks[task.name] = ((task / "comm").read_text().strip(), cpu_of(task / "stat"))
            except (FileNotFoundError, ProcessLookupError):
                continue
        for name, cpu in tasks.values():
            self.threads[name] = self.threads.get(name, 0.0) + cpu


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_payload(path, size):
    """The same bytes each time, that no disk can compress."""
    subprocess.run(f"openssl enc -aes-128-ctr -K 00112233445566778899aabbccddeeff -iv 00 </dev/zero 2>/dev/null | head -c {size} > {path}",
                   shell=True, check=True)


class Rows:
    """What was measured, by subject: speed in 10^6 bytes per second, its ratio to H, CPU seconds per GiB, peak RSS in MiB, cores others used."""

    def __init__(self):
        self.runs, self.speeds = {}, []

    def prepare(self, size):
        os.sync()
        self.speeds.append(sha256_speed())
        # Last: what is free goes back to the host within seconds.
        touch_memory(min(size, 4 * GIB) + (256 << 20))

    def add(self, name, size, seconds, cpu, rss, others):
        self.runs.setdefault(name, []).append({"speed": size / seconds / 1e6, "h": self.speeds[-1], "cpu": cpu / (size / GIB), "rss": rss,
                                               "others": others, "seconds": seconds})

    def median(self, name, value):
        return statistics.median(value(run) for run in self.runs[name])

    def speed(self, name):
        return self.median(name, lambda run: run["speed"])

    def print(self, title, ratio_to, ratio_title, invert=False):
        """`invert`: the ratio of times, not of speeds."""
        print(f"{title}; H = {statistics.median(self.speeds):.0f} MB/s (SHA-256 on one core, {min(self.speeds):.0f} to {max(self.speeds):.0f})")
        print(f"{'':48} {'MB/s':>6} {'range':>11} {'of H':>5} {ratio_title:>9} {'CPU s/GiB':>9} {'RSS MiB':>7} {'others':>6}")
        for name, runs in self.runs.items():
            speeds = [run["speed"] for run in runs]
            ratio = ""
            if ratio_to in self.runs:
                value = self.speed(name) / self.speed(ratio_to)
                ratio = f"{1 / value if invert else value:.2f}"
            print(f"{name:48} {self.speed(name):6.0f} {f'{min(speeds):.0f}-{max(speeds):.0f}':>11} {self.median(name, lambda run: run['speed'] / run['h']):5.2f} "
                  f"{ratio:>9} {self.median(name, lambda run: run['cpu']):9.2f} {max(run['rss'] for run in runs):7.0f} {max(run['others'] for run in runs):6.2f}")
