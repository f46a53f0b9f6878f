# SPDX-License-Identifier: GPL-3.0-or-later
"""Machines on a LAN, made of network namespaces: no packet leaves them. Run a suite through main()."""
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
import unittest

PROBE = os.environ.get("DISCOVERPROBE", "discoverprobe")
WAIT = 15


def sh(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


class Program:
    """A child that tells JSON lines. Used as a context manager: it is killed at the end."""

    def __init__(self, command, **options):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options)
        self.events = []
        self._lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(json.loads(line))
        self._lines.put(None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def drain(self):
        """All that was told until now."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._take(self._lines.get_nowait())
        return self.events

    def _take(self, event):
        if event is None:
            raise RuntimeError(f"{self.process.args} ended with {self.process.wait()}")
        self.events.append(event)

    def wait(self, seconds=WAIT, **wanted):
        """The first event that was or will be told with these values; fails when it does not come in time."""
        deadline = time.monotonic() + seconds
        seen = 0
        while True:
            for event in self.events[seen:]:
                if all(event.get(key) == value for key, value in wanted.items()):
                    return event
            seen = len(self.events)
            try:
                self._take(self._lines.get(timeout=max(0.01, deadline - time.monotonic())))
            except queue.Empty:
                raise AssertionError(f"{wanted} did not come; told was {self.events[-20:]}") from None

    def ask(self, command):
        self.drain()
        before = len(self.events)
        self.tell(command)
        deadline = time.monotonic() + WAIT
        while True:
            for event in self.events[before:]:
                if event["event"] == command:
                    return event
            self._take(self._lines.get(timeout=max(0.01, deadline - time.monotonic())))


class Machine:
    """A network namespace, held by a process that waits for its input to end."""

    def __init__(self, name):
        self.name = name
        self.holder = subprocess.Popen(["unshare", "--net", "sh", "-c", "echo ready; exec cat"], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, text=True)
        assert self.holder.stdout.readline() == "ready\n"
        # Addresses are usable at once, without waiting for somebody else to object to them.
        self.run("sh", "-c", "echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad")
        self.run("ip", "link", "set", "lo", "up")

    def end(self):
        self.holder.stdin.close()
        self.holder.wait()
        self.holder.stdout.close()

    def command(self, *command):
        return ["nsenter", f"--net=/proc/{self.holder.pid}/ns/net", *command]

    def run(self, *command):
        return sh(*self.command(*command))

    def probe(self, *listen, loopback=False):
        arguments = [part for address in listen for part in ("--listen", address)]
        program = Program(self.command(PROBE, *arguments, *(["--loopback"] if loopback else [])))
        program.wait(event="ready")
        return program

    def python(self, script, *arguments):
        return Program(self.command(sys.executable, "-B", script, *arguments))


class Lan:
    """Machines m1, m2 … on one switch: 10.9.0.N/24 and 2001:db8:9::N/64 on eth0."""

    def __init__(self, count):
        self.switch = Machine("switch")
        self.switch.run("ip", "link", "add", "br0", "type", "bridge", "mcast_snooping", "0")
        self.switch.run("ip", "link", "set", "br0", "up")
        self.machines = [self.add(number) for number in range(1, count + 1)]

    def add(self, number):
        machine = Machine(f"m{number}")
        port = f"port{number}"
        self.switch.run("ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns",
                        str(machine.holder.pid))
        self.switch.run("ip", "link", "set", port, "master", "br0", "up")
        machine.run("ip", "address", "add", f"10.9.0.{number}/24", "dev", "eth0")
        machine.run("ip", "address", "add", f"2001:db8:9::{number}/64", "dev", "eth0", "nodad")
        machine.run("ip", "link", "set", "eth0", "up")
        return machine

    def end(self):
        for machine in [*self.machines, self.switch]:
            machine.end()


class LanTest(unittest.TestCase):
    MACHINES = 2

    def setUp(self):
        self.lan = Lan(self.MACHINES)
        self.addCleanup(self.lan.end)
        self.m = self.lan.machines

    def wait_sent(self, probe, count):
        deadline = time.monotonic() + 15
        while sum(link["sent"] for link in probe.ask("links")["links"]) < count:
            self.assertLess(time.monotonic(), deadline)


def main():
    if os.environ.get("FRESHET_OWN_NETWORK") != "1":
        own = ["unshare", "--net"] + ([] if os.getuid() == 0 else ["--map-root-user"])
        os.execvpe(own[0], [*own, sys.executable, "-B", *sys.argv], os.environ | {"FRESHET_OWN_NETWORK": "1"})
    unittest.main()
