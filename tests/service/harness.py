# SPDX-License-Identifier: GPL-3.0-or-later
"""freshet-service as a process, asked over real TLS."""

import hashlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
COMMON = {"profile": "pc", "doClientVersion": "1.0"}
CONTENT = "c0" * 32


def payload(size):
    return hashlib.shake_128(b"freshet service").digest(size)


def program(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=60, **options)


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Service:
    """A data directory, and the program that serves it on free ports of `address`."""

    def __init__(self, home, *arguments, names=("localhost", "127.0.0.1"), address="127.0.0.1", init=True):
        self.home = pathlib.Path(home)
        self.address = address
        self.arguments = arguments
        self.process = None
        if init:
            made = program("init", "--data-dir", self.home, *(part for name in names for part in ("--name", name)))
            assert made.returncode == 0, made.stderr
            self.said = made.stdout
        self.token = (self.home / "admin-token").read_text().strip()
        self.tls = ssl.create_default_context(cafile=self.home / "ca.pem")

    def start(self):
        self.log = self.home / f"log-{id(self)}"
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([PROGRAM, "run", "--data-dir", self.home, "--listen", f"{self.address}:0", "--listen-plain",
                                             f"{self.address}:0", *self.arguments], stdout=subprocess.PIPE, stderr=log, text=True)
        line = self.process.stdout.readline()
        ports = re.findall(r"https?://[^:]+:(\d+)", line)
        if len(ports) != 2:
            raise AssertionError(f"it does not serve: {line} {self.logged()}")
        self.tls_port, self.plain_port = map(int, ports)
        return self

    def logged(self):
        return self.log.read_text()

    def connection(self, tls=True):
        if tls:
            return http.client.HTTPSConnection(self.address, self.tls_port, timeout=30, context=self.tls)
        return http.client.HTTPConnection(self.address, self.plain_port, timeout=30)

    def ask(self, method, path, body=None, tls=True, token=None, headers=None):
        connection = self.connection(tls)
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = body if body is None or isinstance(body, (bytes, str)) else json.dumps(body)
        try:
            connection.request(method, path, data, headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def post(self, service, **fields):
        return self.ask("POST", f"/v1/{service}", COMMON | fields)

    def admin(self, method, path, body=None):
        return self.ask(method, path, body, token=self.token)

    def rss(self):
        return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{self.process.pid}/status").read_text())[1]) << 10

    def stop(self, number=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code

    def close(self):
        if self.process and self.process.poll() is None:
            self.stop(signal.SIGKILL)


class Case(unittest.TestCase):
    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="freshet-service-"))
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)

    def service(self, *arguments, name="data", **options):
        service = Service(self.home / name, *arguments, **options)
        self.addCleanup(service.close)
        return service.start()

    def until(self, what, condition):
        """Asks again and again; each time asks a service, so nothing spins."""
        import time
        end = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), end, what)
