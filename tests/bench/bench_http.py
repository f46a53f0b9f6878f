#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads from nginx over loopback, side by side with what others use, in interleaved rounds.

Prints medians: MB/s (10^6 bytes), the ratio to H (SHA-256 on one core, the bound), CPU seconds per GiB of the client, peak RSS. Ours is
measured from the request to Complete, that is proven and synced in the cache; the hand-over is printed apart.
"""

import argparse
import hashlib
import json
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

BIN = pathlib.Path(__file__).resolve().parent


def in_own_network():
    """Loopback with reno, which every kernel has, whatever the system's congestion control is: bbr makes loopback the limit."""
    if os.environ.get("FRESHET_BENCH_NETWORK") or pathlib.Path("/proc/sys/net/ipv4/tcp_congestion_control").read_text().strip() != "bbr":
        return
    os.environ["FRESHET_BENCH_NETWORK"] = "1"
    own = ["unshare", "--net"] + ([] if os.getuid() == 0 else ["--map-root-user"])
    inner = "ip link set lo up && echo reno > /proc/sys/net/ipv4/tcp_congestion_control && exec \"$@\""
    os.execvp(own[0], [*own, "sh", "-c", inner, "sh", sys.executable, *sys.argv])


def touch_memory(size):
    """Free pages may have to come from the host first; that is nobody's download speed."""
    memory = bytearray(size)
    memory[::4096] = b"\1" * len(memory[::4096])
    del memory


def sha256_speed():
    out = subprocess.run(["openssl", "speed", "-evp", "sha256", "-bytes", "1048576", "-seconds", "1"], capture_output=True, text=True, check=True)
    return float(re.search(r"([\d.]+)k\s*$", out.stdout.strip()).group(1)) * 1000 / 1e6


class Run:
    """One client process, or several in a row: wall time, CPU, peak RSS."""

    def __init__(self, *commands, **options):
        started = time.monotonic()
        self.cpu = 0.0
        self.rss = 0
        self.out = ""
        for command in commands:
            process = subprocess.Popen([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
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

    def watch(self, pid, ended):
        # ru_maxrss of a forked child would show the parent's memory.
        while not ended.wait(0.01):
            try:
                status = pathlib.Path(f"/proc/{pid}/status").read_text()
            except (FileNotFoundError, ProcessLookupError):
                return
            peak = re.search(r"VmHWM:\s+(\d+)", status)
            if not peak:
                return
            self.rss = max(self.rss, int(peak.group(1)) / 1024)


class Nginx:
    def __init__(self, home):
        self.home = home
        self.root = home / "root"
        self.root.mkdir()
        self.ports = [self.free_port(), self.free_port()]
        key, certificate = home / "key.pem", home / "cert.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
        self.certificate = certificate
        user = "user root;" if os.getuid() == 0 else ""
        temp = "".join(f"{kind}_temp_path {home}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (home / "nginx.conf").write_text(f"""daemon off; worker_processes 1; pid {home}/pid; error_log {home}/error.log; {user}
            events {{}} http {{ access_log off; sendfile on; sendfile_max_chunk 2m; keepalive_requests 1000000; {temp}
            default_type application/octet-stream;
            server {{ listen 127.0.0.1:{self.ports[0]}; root {self.root}; }}
            server {{ listen 127.0.0.1:{self.ports[1]} ssl; root {self.root}; ssl_certificate {certificate}; ssl_certificate_key {key};
                      ssl_protocols TLSv1.3; }} }}""")
        self.process = subprocess.Popen(["nginx", "-p", str(home), "-c", str(home / "nginx.conf")], stderr=subprocess.DEVNULL)
        for _ in range(1000):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.ports[0])) == 0:
                    return
            try:
                self.process.wait(timeout=0.01)
            except subprocess.TimeoutExpired:
                pass
        sys.exit("nginx does not start")

    @staticmethod
    def free_port():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]

    def url(self, name, tls=False):
        return f"{'https' if tls else 'http'}://127.0.0.1:{self.ports[tls]}/{name}"

    def stop(self):
        self.process.terminate()
        self.process.wait()


def reflink_disk(home, size):
    """A loop-mounted filesystem that can share blocks, or None where that is not allowed."""
    image, mount = home / "xfs.img", home / "xfs"
    mount.mkdir()
    subprocess.run(["truncate", "-s", str(size), image], check=True)
    for make in (["mkfs.xfs", "-q", image], ["mkfs.btrfs", "-q", image]):
        if shutil.which(make[0]) and subprocess.run(make, capture_output=True).returncode == 0:
            if subprocess.run(["mount", "-o", "loop", image, mount], capture_output=True).returncode == 0:
                return mount
    return None


def main():
    parser = argparse.ArgumentParser(prog="./dev bench http", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=2048, help="MiB per download (default: 2048)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dir", default="/var/tmp", help="a directory on the disk that is to be measured")
    parser.add_argument("--connections", default="2")
    arguments = parser.parse_args()
    in_own_network()
    size = arguments.size << 20
    home = pathlib.Path(tempfile.mkdtemp(prefix="freshet-bench-", dir=arguments.dir))
    nginx, reflink = None, None
    try:
        nginx = Nginx(home)
        payload = nginx.root / "payload.bin"
        subprocess.run(f"openssl enc -aes-128-ctr -K 00112233445566778899aabbccddeeff -iv 00 </dev/zero 2>/dev/null | head -c {size} > {payload}",
                       shell=True, check=True)
        digest = hashlib.file_digest(open(payload, "rb"), "sha256").hexdigest()
        metadata = {tls: home / f"tls{tls}.torrent" for tls in (False, True)}
        for tls, path in metadata.items():
            Run([BIN / "freshetctl", "publish", payload, "--source", nginx.url("payload.bin", tls), "--metadata", path])
        reflink = reflink_disk(home, 3 * size)
        rows, speeds = measure(arguments, size, home, nginx, metadata, digest, reflink)
        print_table(rows, speeds, arguments, size)
    finally:
        if nginx:
            nginx.stop()
        if reflink:
            subprocess.run(["umount", reflink])
        shutil.rmtree(home, ignore_errors=True)


def measure(arguments, size, home, nginx, metadata, digest, reflink):
    rows, speeds = {}, []

    def fresh():
        for name in ("cache", "out.bin"):
            path = home / name
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        os.sync()
        touch_memory(size + (256 << 20))

    def add(name, seconds, run):
        rows.setdefault(name, []).append((size / seconds / 1e6, run.cpu / (size / (1 << 30)), run.rss))

    def ours(tls, cache, output, copy_row):
        run = Run([BIN / "freshetctl", "download", metadata[tls], "--output", output, "--cache-dir", cache, "--json", "--standalone",
                   "--ca-file", nginx.certificate, "--connections", arguments.connections])
        result = json.loads(run.out)
        label = "HTTPS" if tls else "HTTP"
        add(f"freshet {label}, request to Complete", result["DownloadDuration"] / 1000, run)
        add(f"freshet {label}, whole command, {copy_row}", run.seconds, run)

    for number in range(arguments.rounds):
        print(f"round {number + 1} of {arguments.rounds}", file=sys.stderr, flush=True)
        speeds.append(sha256_speed())
        url, out = nginx.url("payload.bin"), home / "out.bin"
        fresh()
        ours(False, home / "cache", out, "hand-over by copy")
        if reflink:
            shutil.rmtree(reflink / "cache", ignore_errors=True)
            (reflink / "out.bin").unlink(missing_ok=True)
            fresh()
            run = Run([BIN / "freshetctl", "download", metadata[False], "--output", reflink / "out.bin", "--cache-dir", reflink / "cache",
                       "--json", "--connections", arguments.connections])
            add("freshet HTTP, whole command, hand-over by reflink", run.seconds, run)
        fresh()
        run = Run(["curl", "-s", "-o", out, url], ["sha256sum", out], ["sync"])
        add("curl -o; sha256sum; sync", run.seconds, run)
        fresh()
        run = Run(["aria2c", "-q", "-x1", "-s1", "--file-allocation=none", f"--checksum=sha-256={digest}", "-d", home, "-o", "out.bin", url], ["sync"])
        add("aria2c --checksum; sync", run.seconds, run)
        fresh()
        ours(True, home / "cache", out, "hand-over by copy")
        fresh()
        run = Run(["curl", "-s", "--cacert", nginx.certificate, "-o", out, nginx.url("payload.bin", True)], ["sha256sum", out], ["sync"])
        add("curl HTTPS; sha256sum; sync", run.seconds, run)
    return rows, speeds


def print_table(rows, speeds, arguments, size):
    h = statistics.median(speeds)
    curl = statistics.median(r[0] for r in rows["curl -o; sha256sum; sync"])
    print(f"{arguments.size} MiB, median of {arguments.rounds} rounds; H = {h:.0f} MB/s (SHA-256 on one core, {min(speeds):.0f} to {max(speeds):.0f})")
    print(f"{'':52} {'MB/s':>6} {'range':>13} {'of H':>5} {'of curl':>8} {'time':>6} {'CPU s/GiB':>9} {'RSS MiB':>7}")
    for name, results in rows.items():
        speed = statistics.median(r[0] for r in results)
        low, high = min(r[0] for r in results), max(r[0] for r in results)
        cpu = statistics.median(r[1] for r in results)
        rss = max(r[2] for r in results)
        print(f"{name:52} {speed:6.0f} {f'{low:.0f}-{high:.0f}':>13} {speed / h:5.2f} {speed / curl:7.2f}x {curl / speed:5.2f}t {cpu:9.2f} {rss:7.0f}")
    print("of curl: speed against curl -o; sha256sum; sync. time: ours in units of its time.")


if __name__ == "__main__":
    main()
