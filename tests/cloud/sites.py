# SPDX-License-Identifier: GPL-3.0-or-later
"""Two sites behind address translation and an internet between them, made of network namespaces: no packet leaves them.

a1, a2, a3 behind router a (203.0.113.1), b1, b2 behind router b (203.0.113.2), g and x on the internet, and a server with the services and an origin.
"""
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "discover"))
import machines  # noqa: E402
from machines import Machine  # noqa: E402

CTL = os.environ["FRESHETCTL"]
SERVICE = os.environ["FRESHET_SERVICE"]
SERVER, PUBLIC = "203.0.113.10", {"a": "203.0.113.1", "b": "203.0.113.2", "g": "203.0.113.20", "x": "203.0.113.30"}
SITES = {"a": ("10.1.0", 3), "b": ("10.2.0", 2)}  # network, machines


class Capture:
    """Who sent to whom on an interface of a machine, from its start to its end."""

    LINE = re.compile(r" IP (\d+\.\d+\.\d+\.\d+)(?:\.(\d+))? > (\d+\.\d+\.\d+\.\d+)(?:\.(\d+))?[: ]")
    LINE6 = re.compile(r" IP6 (\S+)\.(\d+) > (\S+)\.(\d+): ")  # without the talk of IPv6 about itself, which has no ports

    def __init__(self, machine, interface, file):
        self.file = file
        # As root it would give its rights away, and may write nothing then.
        self.process = subprocess.Popen(machine.command("tcpdump", "-Z", "root", "-nn", "-U", "--immediate-mode", "-s", "96", "-B", "16384", "-i", interface, "-w",
                                                        str(file), "ip or ip6"), stderr=subprocess.PIPE, text=True)
        while "listening on" not in self.process.stderr.readline():
            if self.process.poll() is not None:
                raise RuntimeError("tcpdump does not start")

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    def end(self):
        """{(from, to, port of the receiver)}"""
        self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate(timeout=30)
        if "0 packets dropped by kernel" not in errors:
            raise RuntimeError(errors)
        output = subprocess.run(["tcpdump", "-Z", "root", "-nn", "-t", "-r", str(self.file)], capture_output=True, text=True, check=True).stdout
        if not output:
            raise RuntimeError("nothing was captured")
        seen = set()
        for line in output.splitlines():
            match = self.LINE.search(" " + line) or self.LINE6.search(" " + line)
            if match:
                seen.add((match[1], match[3], int(match[4] or 0)))
        return seen


class World:
    def __init__(self):
        self.directory = tempfile.TemporaryDirectory(prefix="freshet-sites-")
        self.root = pathlib.Path(self.directory.name)
        self.processes = []
        self.inet = Machine("inet")
        self.inet.run("ip", "link", "add", "br0", "type", "bridge", "mcast_snooping", "0")
        self.inet.run("ip", "link", "set", "br0", "up")
        self.machines = {}
        self.routers = {}
        for site, (net, count) in SITES.items():
            router = self.routers[site] = Machine(f"router-{site}")
            self.join(self.inet, router, "wan", PUBLIC[site] + "/24")
            router.run("ip", "link", "add", "br0", "type", "bridge", "mcast_snooping", "0")
            router.run("ip", "address", "add", net + ".1/24", "dev", "br0")
            router.run("ip", "link", "set", "br0", "up")
            router.run("sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward")
            router.run("nft", "add table ip nat; add chain ip nat out { type nat hook postrouting priority 100; }; "
                              "add rule ip nat out oifname wan masquerade")
            for number in range(1, count + 1):
                machine = self.machines[f"{site}{number}"] = Machine(f"{site}{number}")
                self.join(router, machine, "eth0", f"{net}.1{number}/24")
                machine.run("ip", "route", "add", "default", "via", net + ".1")
        for name in ("g", "x"):
            self.machines[name] = Machine(name)
            self.join(self.inet, self.machines[name], "eth0", PUBLIC[name] + "/24")
        self.server = Machine("server")
        self.join(self.inet, self.server, "eth0", SERVER + "/24")
        self.addresses = {name: PUBLIC.get(name) or f"{SITES[name[0]][0]}.1{name[1]}" for name in self.machines}

    @staticmethod
    def join(switch, machine, interface, address):
        port = f"p-{machine.name}"
        switch.run("ip", "link", "add", port, "type", "veth", "peer", "name", interface, "netns", str(machine.holder.pid))
        switch.run("ip", "link", "set", port, "master", "br0", "up")
        machine.run("ip", "address", "add", address, "dev", interface)
        machine.run("ip", "link", "set", interface, "up")

    def end(self):
        self.stop(*self.processes)
        for machine in (*self.machines.values(), *self.routers.values(), self.server, self.inet):
            machine.end()
        self.directory.cleanup()

    def stop(self, *processes):
        processes = [process for process in processes if process in self.processes]
        for process in processes:
            if process.poll() is None:
                process.terminate()
        for process in processes:
            if not process.stdout.closed:
                process.communicate(timeout=60)
            self.processes.remove(process)

    def environment(self, cache="none"):
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        return environment | {"FRESHET_CACHE_DIR": str(self.root / cache), "HOME": str(self.root)}

    def spawn(self, machine, *command, cache="none"):
        process = subprocess.Popen(machine.command(*map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=self.environment(cache))
        self.processes.append(process)
        return process

    def call(self, machine, *command, cache="none"):
        done = subprocess.run(machine.command(*map(str, command)), capture_output=True, text=True, env=self.environment(cache),
                              timeout=100)
        if done.returncode != 0:
            raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")
        return done.stdout

    def serve(self):
        """Services and an origin on the server; returns the words that make a client trust the services."""
        data = self.root / "service"
        words = self.call(self.server, SERVICE, "init", "--data-dir", data, "--name", SERVER)
        service = self.spawn(self.server, SERVICE, "run", "--data-dir", data, "--listen", f"{SERVER}:7681", "--listen-plain",
                             f"{SERVER}:7682")
        while "Serving" not in (line := service.stdout.readline()):
            if not line:
                raise RuntimeError(service.communicate()[1])
        self.service = service
        self.token, self.key = data / "admin-token", data / "publisher.key"
        return next(line for line in words.splitlines() if "freshetctl services use" in line).split()[1:]

    def ask(self, cache, method, params=None):
        """The answer of the engine that runs for this cache directory; None: there is none."""
        with socket.socket(socket.AF_UNIX) as control:
            control.settimeout(30)
            try:
                control.connect(str(self.root / cache / "control.sock"))
                control.sendall((json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}}) + "\n").encode())
                with control.makefile() as lines:
                    return json.loads(lines.readline()).get("result")
            except (OSError, ValueError):
                return None
