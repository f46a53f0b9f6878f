# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes of the demo, and the lines that machines hang on."""
import contextlib
import ctypes
import os
import pathlib
import signal
import socket
import subprocess
import threading
import time

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class Broken(Exception):
    """The demo cannot go on; the text says why."""


def _end_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


# The other machines are on this one, and are not to take its processor away from the one that is watched.
OTHERS = 10


def _be_another_machine():
    _end_with_parent()
    os.nice(OTHERS)


class Household:
    """Everything that was started, ended by its process id with the demo, however that ends."""

    def __init__(self, work):
        self.work = pathlib.Path(work)
        self.processes = []
        self.lines = []

    def start(self, name, *command, cwd=None, watched=False):
        log = open(self.work / f"{name}.log", "wb")
        environment = {key: value for key, value in os.environ.items()
                       if not key.lower().endswith("_proxy") and not key.startswith("FRESHET_")}
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                   env=environment, cwd=cwd or self.work, preexec_fn=_end_with_parent if watched else _be_another_machine)
        log.close()
        process.name = name
        self.processes.append(process)
        return process

    def said(self, process):
        return (self.work / f"{process.name}.log").read_text(errors="replace")

    def wait_until(self, what, condition, process, seconds=60):
        """Waits for `condition`; ends early when `process` has."""
        deadline = time.monotonic() + seconds
        while not condition():
            if process.poll() is not None:
                raise Broken(f"{what}: {process.name} ended.\n{self.said(process)}")
            if time.monotonic() > deadline:
                raise Broken(f"{what}: not within {seconds} s.\n{self.said(process)}")
            time.sleep(0.02)

    def end(self):
        for line in self.lines:
            line.end()
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + 15
        for process in self.processes:
            try:
                process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def answers(address):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(address) == 0


def free_ports(addresses, count):
    """Ports that are free on all of these addresses."""
    ports = []
    for _ in range(200):
        port = int.from_bytes(os.urandom(2), "big") % 12000 + 18000
        if port in ports:
            continue
        try:
            for address in addresses:
                with socket.socket() as probe:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    probe.bind((address, port))
        except OSError:
            continue
        ports.append(port)
        if len(ports) == count:
            return ports
    raise Broken("No free ports on the loopback interface.")


class Line:
    """The line that a machine hangs on: connections to `outside` are carried to `inside`, answers at no more than `rate` bytes per second
    over all of them."""

    CHUNK = 16384

    def __init__(self, household, outside, inside, rate):
        self.inside, self.rate = inside, rate
        self.lock = threading.Lock()
        self.free_at = 0.0
        self.ended = False
        self.listener = socket.create_server(outside, backlog=64)
        household.lines.append(self)
        threading.Thread(target=self._accept, daemon=True).start()

    def end(self):
        self.ended = True
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _accept(self):
        os.nice(OTHERS)  # of this thread, and of those that it starts
        with contextlib.suppress(OSError):
            while not self.ended:
                client, _ = self.listener.accept()
                threading.Thread(target=self._connect, args=(client,), daemon=True).start()

    def _connect(self, client):
        server = socket.socket()
        # What waits in buffers is not on the line yet.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * self.CHUNK)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * self.CHUNK)
        with client, server:
            try:
                server.connect(self.inside)
            except OSError:
                return
            back = threading.Thread(target=self._carry, args=(server, client, True), daemon=True)
            back.start()
            self._carry(client, server, False)
            back.join()

    def _carry(self, source, target, limited):
        with contextlib.suppress(OSError):
            while data := source.recv(self.CHUNK):
                if limited:
                    with self.lock:
                        now = time.monotonic()
                        self.free_at = max(self.free_at, now) + len(data) / self.rate
                        wait = self.free_at - now
                    time.sleep(wait)
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
