# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end suites share: a temporary directory, an nginx that serves it, and freshetctl as a process."""

import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
MIB = 1 << 20


def payload(size, seed=1):
    """Bytes that do not repeat, the same for the same seed."""
    return random.Random(seed).randbytes(size)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Nginx:
    """nginx on a free loopback port; `slow/` serves the same files at a limited rate."""

    def __init__(self, directory, slow_rate="2m"):
        self.home = pathlib.Path(directory)
        self.root = self.home / "root"
        self.root.mkdir(parents=True)
        self.slow_rate = slow_rate
        self.process = None
        self.port = 0

    def configuration(self):
        user = "user root;" if os.getuid() == 0 else ""
        temp = "".join(f"{kind}_temp_path {self.home}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        return f"""daemon off; worker_processes 1; pid {self.home}/nginx.pid; {user}
            error_log {self.home}/error.log;
            events {{ worker_connections 256; }}
            http {{
                log_format ranges '$request_uri $status $body_bytes_sent $http_range';
                access_log {self.home}/access.log ranges; {temp}
                default_type application/octet-stream; sendfile on;
                server {{
                    listen 127.0.0.1:{self.port}; root {self.root};
                    location /slow/ {{ alias {self.root}/; limit_rate {self.slow_rate}; }}
                    location /noranges/ {{ alias {self.root}/; max_ranges 0; }}
                }}
            }}"""

    def start(self):
        for _ in range(20):
            if not self.port:
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", 0))
                    self.port = probe.getsockname()[1]
            (self.home / "nginx.conf").write_text(self.configuration())
            self.process = subprocess.Popen(["nginx", "-p", str(self.home), "-c", str(self.home / "nginx.conf")],
                                            stderr=subprocess.DEVNULL)
            deadline = time.monotonic() + 10
            while time.monotonic() < deadline and self.process.poll() is None:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                        return
                give_time(self.process)
            self.stop()
            self.port = 0
        raise RuntimeError("nginx does not start")

    def signal_workers(self, number):
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        for pid in children.read_text().split():
            os.kill(int(pid), number)

    def freeze(self):
        """From here on, connections are accepted but nothing is sent: what is on its way stays there."""
        self.signal_workers(signal.SIGSTOP)

    def thaw(self):
        self.signal_workers(signal.SIGCONT)

    def stop(self):
        if self.process:
            self.thaw()
            self.process.terminate()
            self.process.wait()
            self.process = None

    def url(self, path):
        return f"http://127.0.0.1:{self.port}/{path}"

    def accesses(self):
        """[(uri, status, body bytes, range)] of what was answered so far."""
        log = self.home / "access.log"
        rows = []
        for line in log.read_text().splitlines() if log.exists() else []:
            uri, status, size, *span = line.split(" ")
            rows.append((uri, int(status), int(size), " ".join(span)))
        return rows


def give_time(process):
    """Returns when the process has ended, or shortly: the pace of loops that watch for what it does, with a deadline."""
    try:
        process.wait(timeout=0.005)
    except subprocess.TimeoutExpired:
        pass


class EndToEnd(unittest.TestCase):
    SLOW_RATE = "2m"

    def setUp(self):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="freshet-test-"))
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)
        self.cache = self.dir / "cache"
        self.out = self.dir / "out.bin"
        self.nginx = Nginx(self.dir / "nginx", self.SLOW_RATE)
        self.nginx.start()
        self.addCleanup(self.nginx.stop)

    def environment(self):
        env = dict(os.environ, FRESHET_CACHE_DIR=str(self.cache), HOME=str(self.dir),
                   FRESHET_DOWNLOAD_MODE="0")  # tests of peers say otherwise
        for name in list(env):
            if name.lower().endswith("_proxy"):
                del env[name]
        return env

    def ctl(self, *arguments, **options):
        return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, env=self.environment(),
                              cwd=self.dir, timeout=100, **options)

    def start(self, *arguments):
        return subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=self.environment(), cwd=self.dir)

    def ok(self, *arguments):
        result = self.ctl(*arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def fails(self, code, *arguments, exit_code=1):
        """Runs into the error `code`; the message says what comes next."""
        result = self.ctl(*arguments)
        self.assertEqual(result.returncode, exit_code, result.stdout + result.stderr)
        self.assertIn(code, result.stderr)
        if exit_code == 1:
            self.assertIn("next: ", result.stderr)
        return result.stderr

    def publish(self, name, data, source=None):
        """Puts a payload and its metadata on the server; returns its ContentId."""
        path = self.nginx.root / name
        path.write_bytes(data)
        return self.ok("publish", path, "--source", self.nginx.url(source or name), "--metadata", f"{path}.torrent").strip()

    def metadata(self, name):
        return self.nginx.root / f"{name}.torrent"

    def status(self):
        return json.loads(self.ok("status", "--json"))["Files"]

    def content_bytes_served(self, name):
        return sum(size for uri, _, size, _ in self.nginx.accesses() if uri.endswith("/" + name))


class EngineCase(EndToEnd):
    """A running engine, and the commands that work through it."""

    SIZE = 8 * MIB + 17

    def setUp(self):
        super().setUp()
        self.engine = None
        self.addCleanup(self.stop_engine)

    def start_engine(self, *arguments):
        self.engine = self.start("engine", "run", *arguments)
        self.assertIn("runs", self.engine.stdout.readline())

    def stop_engine(self):
        """Ends the engine; returns its exit code, output and errors."""
        engine, self.engine = self.engine, None
        if not engine:
            return None
        engine.terminate()
        output, errors = engine.communicate(timeout=30)
        return engine.returncode, output, errors

    def slow_content(self, name="f.bin", seed=1):
        data = payload(self.SIZE, seed)
        return data, self.publish(name, data, source=f"slow/{name}")

    def jobs(self):
        return {row["JobId"]: row for row in self.status() if "JobId" in row}

    def wait_for(self, condition, process=None):
        deadline = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            if process and process.poll() is not None:
                # What was waited for may have come between the look and the end.
                self.assertTrue(condition(), "the download ended early")
                return
            give_time(process or self.engine)

    def wait_for_end(self, job):
        """Complete, or Caching where the content is offered to peers."""
        self.wait_for(lambda: self.jobs().get(job, {}).get("State") in ("Complete", "Caching"))

    def wait_for_state(self, job, state):
        self.wait_for(lambda: self.jobs().get(job, {}).get("State") == state)


def main():
    unittest.main(verbosity=2)
