# SPDX-License-Identifier: GPL-3.0-or-later
"""One run: a client on every host, arrivals, kills and liars as planned, until all have the content or time is up."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import threading
import time

import report
from network import Network, Traffic, WanSampler, inside
from services import NAME, Content, Services

PORT = 6881
CLIENTS = pathlib.Path(__file__).resolve().parent / "clients"
tick = threading.Event()  # never set: what is watched tells nobody


class Host:
    def __init__(self, site, member, index, directory):
        self.site, self.member, self.index = site, member, index
        self.name = Network.host(site, member)
        self.directory = directory / self.name
        self.process = None
        self.reaped = True
        self.exit = None
        self.start = self.done = None
        self.cpu = self.peak_kib = self.anonymous_kib = 0
        self.restarts = 0
        self.corrupt = self.dead = False

    @property
    def output(self):
        return self.directory / "out" / NAME

    def measure_memory(self):
        try:
            status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return

        def amount(key):
            found = re.search(rf"{key}:\s+(\d+)", status)
            return int(found.group(1)) if found else 0
        self.peak_kib = max(self.peak_kib, amount("VmHWM"))
        self.anonymous_kib = max(self.anonymous_kib, amount("RssAnon"))

    def reap(self):
        if self.reaped:
            return
        pid, status, usage = os.wait4(self.process.pid, os.WNOHANG)
        if pid:
            self.reaped = True
            self.exit = self.process.returncode = os.waitstatus_to_exitcode(status)
            self.cpu += usage.ru_utime + usage.ru_stime

    def signal(self, number):
        if not self.reaped:
            os.killpg(self.process.pid, number)


class Churn:
    """WHO@T+BACK: a share of the machines, "leader" or "busiest" (the one that has uploaded most), killed at T seconds, back after
    BACK seconds or "never"."""

    def __init__(self, text):
        match = re.fullmatch(r"([\d.]+|leader|busiest)@([\d.]+)\+([\d.]+|never)", text)
        if not match:
            raise ValueError(f"{text} is no churn; examples: 0.3@6+3, leader@8+never, busiest@8+never")
        self.who, self.at = match[1], float(match[2])
        self.back = None if match[3] == "never" else float(match[3])


class Trial:
    def __init__(self, options, topology, clients, spec, directory):
        self.options, self.topology, self.clients, self.spec = options, topology, clients, spec
        self.directory = directory
        self.churn = [Churn(text) for text in options.churn]
        for name in ("origin", "hosts"):
            (directory / name).mkdir()
        shutil.copytree(CLIENTS, directory / "clients")
        self.content = Content(directory / "origin", topology.size, topology.piece)
        self.network = Network(topology, options.nat, options.cc)
        places = [(s, m) for s, n in enumerate(topology.sites) for m in range(n)]
        self.hosts = [Host(s, m, i, directory / "hosts") for i, (s, m) in enumerate(places)]
        for host in self.hosts:
            (host.directory / "out").mkdir(parents=True)
        self.events = []

    @property
    def honest(self):
        return [host for host in self.hosts if not host.corrupt]

    def run(self):
        self.network.up()
        services = Services(self.directory, self.content, "prepare" in self.spec)
        try:
            services.start()
            self.words = services.words
            self.plan()
            self.prepare()
            self.base = self.network.counters()
            preloads = self.spec.get("honours_t0")
            self.t0 = time.time() + (1.0 + 0.12 * len(self.hosts) if preloads else 0.2)
            for host in self.hosts:
                host.start = self.t0 + host.start
            sampler = WanSampler(len(self.topology.sites))
            sampler.start()
            busy = self.watch(preloads)
            ended = time.time()
            traffic = Traffic(self.base, self.network.counters())
            sampler.ended.set()
            self.stop_clients()
            return report.results(self, traffic, services.requests(), sampler.rows, busy, ended)
        finally:
            for host in self.hosts:
                host.signal(signal.SIGKILL)
            services.stop()

    def plan(self):
        """Who lies, and who comes when."""
        liars = self.options.corrupt
        for k in range(liars):
            self.hosts[-(1 + k * max(1, len(self.hosts) // liars))].corrupt = True
        arrivals = [self.options.stagger * i / max(1, len(self.hosts) - 1) for i in range(len(self.hosts))]
        self.content.random.shuffle(arrivals)
        for host, arrival in zip(self.hosts, arrivals):
            host.start = arrival
            if host.corrupt:
                self.content.write_corrupt(host.output, self.options.corrupt_frac)

    def command(self, host, template, start=0.0):
        """The command line of that template on that host, and its environment."""
        content, directory = self.content, host.directory
        values = self.words | {
            "url": content.url, "tracker": content.tracker, "sha256": content.sha256, "size": content.size,
            **{f"torrent_{version}": path for version, path in content.torrents.items()},
            "out": directory / "out", "file": host.output, "state": directory / "state", "done": directory / "done",
            "stats": directory / "stats.json", "clients": self.directory / "clients",
            "addr": Network.address(host.site, host.member), "port": PORT, "t0": f"{start:.3f}",
            "index": host.index, "site": host.site, "m": host.member, "n": self.topology.sites[host.site], "leader": int(host.member == 0),
        }
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("FRESHET_", "LD_"))}
        environment |= {"HOME": str(directory), "SWARM_DONE": str(values["done"])}
        return inside(host.name, *(part.format(**values) for part in template)), environment

    def prepare(self):
        """What a client does once, long before it wants the content."""
        if "prepare" not in self.spec:
            return
        for host in self.honest:
            command, environment = self.command(host, self.spec["prepare"])
            done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd="/")
            if done.returncode != 0:
                raise RuntimeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")

    def launch(self, host, start):
        spec = self.clients[self.spec.get("corrupt_client", "corrupt-lt")] if host.corrupt else self.spec
        command, environment = self.command(host, spec["cmd"], start)
        with open(host.directory / "log", "a") as log:
            host.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd="/",
                                            start_new_session=True)
        host.reaped = False

    def watch(self, preloads):
        """Starts, kills, restarts and looks after the hosts until it is over. Returns the share of the machine that was busy."""
        waiting = sorted(self.hosts, key=lambda host: (not host.corrupt, host.start))
        returning = []  # (time, host)
        busy_at_start = None
        memory_at = 0
        while True:
            now = time.time()
            if busy_at_start is None and now >= self.t0:
                busy_at_start = report.cpu_times()
            while waiting and (preloads or waiting[0].start <= now):
                host = waiting.pop(0)
                self.launch(host, host.start)
            for churn in [c for c in self.churn if now - self.t0 >= c.at]:
                self.churn.remove(churn)
                returning += self.kill(churn, now)
            for entry in [e for e in returning if e[0] <= now]:
                returning.remove(entry)
                self.bring_back(entry[1], now)
            for host in self.hosts:
                host.reap()
                self.look_whether_done(host)
            if now - memory_at > 0.5:
                memory_at = now
                for host in self.hosts:
                    if not host.reaped:
                        host.measure_memory()
            if self.is_over(now, waiting, returning):
                break
            tick.wait(0.02)
        for host in self.hosts:
            if not host.reaped:
                host.measure_memory()
        return report.busy_share(busy_at_start, report.cpu_times()) if busy_at_start else None

    def look_whether_done(self, host):
        if host.done or host.corrupt or host.process is None:
            return
        if self.spec["done"] == "exit":
            if host.reaped and host.exit == 0:
                host.done = time.time()
        elif (host.directory / "done").exists():
            host.done = (host.directory / "done").stat().st_mtime

    def is_over(self, now, waiting, returning):
        alive = [host for host in self.honest if not host.dead]
        if now > self.t0 + self.options.timeout:
            return True
        if waiting or returning:
            return False
        return all(host.done or (host.reaped and host.process is not None) for host in alive)

    def kill(self, churn, now):
        """Returns who comes back, and when."""
        alive = [host for host in self.honest if not host.reaped]
        if churn.who == "leader":
            chosen = [host for host in alive if host.member == 0]
        elif churn.who == "busiest":
            traffic = Traffic(self.base, self.network.counters())
            chosen = sorted(alive, key=lambda host: traffic.payload(f"{host.name}.up"))[-1:]
        else:
            unfinished = [host for host in alive if not host.done]
            count = max(1, round(float(churn.who) * len(self.honest)))
            chosen = self.content.random.sample(unfinished, min(len(unfinished), count))
        for host in chosen:
            host.signal(signal.SIGKILL)
            host.dead = churn.back is None
            self.events.append([round(now - self.t0, 2), "kill", host.name])
        return [] if churn.back is None else [(now + churn.back, host) for host in chosen]

    def bring_back(self, host, now):
        while not host.reaped:
            host.reap()
        host.restarts += 1
        self.launch(host, now)
        self.events.append([round(now - self.t0, 2), "restart", host.name])

    def stop_clients(self):
        for number, seconds in ((signal.SIGTERM, 4), (signal.SIGKILL, 60)):
            deadline = time.time() + seconds
            for host in self.hosts:
                host.signal(number)
            while any(not host.reaped for host in self.hosts) and time.time() < deadline:
                for host in self.hosts:
                    host.reap()
                tick.wait(0.02)
