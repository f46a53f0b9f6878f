# SPDX-License-Identifier: GPL-3.0-or-later
"""The systemd units of installer/: systemd understands them, their sandboxes are tight, and the programs do their work within them.

There is no systemd to start them here. So each command line is run as its unit would run it, without new privileges or memory that is both writable and
executable, and with strace as the witness: what it calls and opens is held against what the unit allows, in systemd's own words
(`systemd-analyze syscall-filter`).
"""
import ctypes
import http.server
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
import threading
import unittest
import urllib.request

UNITS = pathlib.Path(__file__).resolve().parents[2] / "installer"
PROGRAMS = {"freshet.service": os.environ["FRESHETCTL"], "freshet-service.service": os.environ["FRESHET_SERVICE"]}
EXPOSURE = 20  # tenths, of 100; what systemd calls OK ends at 50
OWN_MOUNTS = "FRESHET_OWN_MOUNTS"
PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN = 65, 1
CALL = re.compile(r"^\d+ +(\w+)\((.*)")


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60, **options)


def settings(unit):
    """{key: [values]} of the unit's [Service]."""
    found = {}
    for line in (UNITS / unit).read_text().partition("[Service]")[2].partition("[Install]")[0].splitlines():
        if "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def members(group):
    """The system calls of a group of systemd's, the groups within it as well."""
    calls = set()
    for line in run("systemd-analyze", "syscall-filter", "--no-pager", group).stdout.splitlines()[1:]:
        name = line.strip()
        if name.startswith("@"):
            calls |= members(name)
        elif name and not name.startswith("#"):
            calls.add(name)
    return calls


def allowed_calls(service):
    calls = set()
    for line in service["SystemCallFilter"]:
        for group in line.removeprefix("~").split():
            calls = calls - members(group) if line.startswith("~") else calls | members(group)
    return calls | members("@default")


def deny_write_execute():
    """As MemoryDenyWriteExecute does; a kernel before 6.3 does not know it, and goes without."""
    ctypes.CDLL(None).prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0)


class Origin(http.server.BaseHTTPRequestHandler):
    """Gives one content, whole or in ranges."""
    data = os.urandom(3 << 20)

    def do_GET(self):
        first, _, last = (self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").partition("-")
        part = self.data[int(first):int(last or len(self.data) - 1) + 1]
        self.send_response(206 if "Range" in self.headers else 200)
        if "Range" in self.headers:
            self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(self.data)}")
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


class Units(unittest.TestCase):
    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="freshet-units-"))
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)

    def test_systemd_understands_every_word_of_them(self):
        for unit in sorted(UNITS.glob("*.service")):
            with self.subTest(unit=unit.name):
                text = unit.read_text()
                if unit.name in PROGRAMS:  # it looks whether the program is there
                    text = re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={PROGRAMS[unit.name]}", text)
                copy = self.home / unit.name
                copy.write_text(text)
                done = run("systemd-analyze", "verify", "--man=no", copy)
                self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))

    def test_their_sandboxes_are_tight(self):
        for unit in sorted(UNITS.glob("*.service")):
            with self.subTest(unit=unit.name):
                done = run("systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={EXPOSURE}", unit)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def start(self, unit):
        """Runs the command of the unit until it says that it is ready; returns its process."""
        service = settings(unit)
        command = service["ExecStart"][0].split()
        notice = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(notice.close)
        notice.bind(str(self.home / "notify"))
        notice.settimeout(60)
        self.trace = self.home / "strace"
        self.assertEqual((service["Type"], service["MemoryDenyWriteExecute"], service["NoNewPrivileges"]), (["notify"], ["yes"], ["yes"]))
        files = int(service["LimitNOFILE"][0])
        log = open(self.home / "log", "w", encoding="utf-8")
        self.addCleanup(log.close)
        # The given name of the program, and the built one in its place.
        process = subprocess.Popen(["prlimit", f"--nofile={files}", "setpriv", "--no-new-privs", "strace", "-f", "-qq", "-o", self.trace, "-e", "signal=none",
                                    "bash", "-c", 'umask "$1"; name=$2 program=$3; shift 3; exec -a "$name" "$program" "$@"', "bash",
                                    service["UMask"][0], command[0], PROGRAMS[unit], *command[1:]], cwd="/", stdout=subprocess.DEVNULL, stderr=log,
                                   preexec_fn=deny_write_execute, env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "NOTIFY_SOCKET": str(self.home / "notify")})
        self.addCleanup(lambda: process.poll() is None and process.kill())
        self.assertIn("READY=1", notice.recv(4096).decode())
        self.notice = notice
        return process

    def end(self, process):
        """As systemd ends it; strace passes the signal on to nobody, so it is sent to the program itself."""
        child = int(pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])
        os.kill(child, signal.SIGTERM)
        self.assertEqual(process.wait(timeout=60), 0)

    def assert_within_sandbox(self, unit, writable):
        service = settings(unit)
        allowed = allowed_calls(service)
        families = set(service["RestrictAddressFamilies"][0].split())
        called = 0
        began = False
        for line in self.trace.read_text(errors="replace").splitlines():
            found = CALL.match(line)
            if not found:
                continue
            call, rest = found.groups()
            began = began or (call == "execve" and PROGRAMS[unit] in rest)
            if not began:
                continue
            called += 1
            if call != "fchown":  # SQLite's, and only of root, whom the unit does not run as
                self.assertIn(call, allowed, line)
            if call in ("socket", "socketpair"):
                self.assertIn(rest.split(",")[0], families, line)
            if call == "openat" and "O_PATH" not in rest and re.search(r"O_WRONLY|O_RDWR|O_CREAT", rest) and "= -1" not in rest:
                path = re.search(r'"([^"]*)"', rest)[1]
                if path.startswith("/") and path != "/dev/null":
                    self.assertTrue(path.startswith((writable, "/tmp/", "/dev/shm/")), line)
        self.assertGreater(called, 1000)

    def test_the_services_do_their_work_within_theirs(self):
        data = pathlib.Path("/var/lib/freshet-service")
        data.mkdir(mode=0o700)
        made = run(PROGRAMS["freshet-service.service"], "init", "--data-dir", data, "--name", "127.0.0.1")
        self.assertEqual(made.returncode, 0, made.stderr)
        process = self.start("freshet-service.service")
        content = self.home / "app.pkg"
        content.write_bytes(Origin.data)
        trust = re.search(r"sha256:\w+", made.stdout)[0]
        done = run(PROGRAMS["freshet.service"], "publish", content, "--source", "http://192.0.2.1/app.pkg", "--service", "https://127.0.0.1:7681", "--trust",
                   trust, "--token-file", data / "admin-token", "--sign-with", data / "publisher.key", env=os.environ | {"HOME": str(self.home)})
        self.assertEqual(done.returncode, 0, done.stderr)
        tls = ssl.create_default_context(cafile=data / "ca.pem")
        fields = {"profile": "PC", "doClientVersion": "1", "contentId": done.stdout.strip()}
        for name, more in (("geo", {}), ("contentpolicy", {}), ("array", {"peerId": "ab" * 20, "port": 7680, "left": 1, "scope": 1, "peersWanted": 5})):
            asked = {key: value for key, value in fields.items() if name != "geo" or key != "contentId"}
            request = urllib.request.Request(f"https://127.0.0.1:7681/v1/{name}", json.dumps(asked | more).encode())
            with urllib.request.urlopen(request, context=tls, timeout=60) as answer:
                self.assertEqual(answer.status, 200)
        with urllib.request.urlopen(f"http://127.0.0.1:7682/metadata/{done.stdout.strip()}.torrent", timeout=60) as answer:
            self.assertGreater(len(answer.read()), 100)
        self.end(process)
        self.assert_within_sandbox("freshet-service.service", str(data))

    def test_the_engine_does_its_work_within_its(self):
        cache = pathlib.Path("/var/cache/freshet")
        cache.mkdir(mode=0o700)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Origin)
        self.addCleanup(server.server_close)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.shutdown)
        process = self.start("freshet.service")
        (self.home / "out").mkdir()
        done = run(PROGRAMS["freshet.service"], "download", f"http://127.0.0.1:{server.server_port}/app.pkg", "--output", self.home / "out" / "app.pkg",
                   "--cache-dir", cache / "contents")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.home / "out" / "app.pkg").read_bytes(), Origin.data)
        self.end(process)
        self.assert_within_sandbox("freshet.service", str(cache))


def main():
    """With directories of the system, and a network, of its own."""
    if os.environ.get(OWN_MOUNTS) != "1":
        root = [] if os.getuid() == 0 else ["--map-root-user"]
        prepare = 'ip link set lo up; mount -t tmpfs -o mode=755 lib /var/lib; mount -t tmpfs -o mode=755 cache /var/cache; exec "$@"'
        os.execvpe("unshare", ["unshare", "--mount", "--propagation", "unchanged", "--net", *root, "sh", "-ec", prepare, "sh", sys.executable, "-B", *sys.argv],
                   os.environ | {OWN_MOUNTS: "1"})
    unittest.main(verbosity=2)


if __name__ == "__main__":
    main()
