#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads from nginx over loopback, side by side with what others use, in interleaved rounds.

Prints medians: MB/s (10^6 bytes), the ratio to H (SHA-256 on one core, the bound; measured right before each run), CPU seconds
per GiB of the client, peak RSS, and how many cores everybody else kept busy meanwhile: only runs with less than 0.25 there say much.
Ours looks for no peers (download mode 0) and is measured by the program itself, from the request to Complete, that is proven and synced in the cache; the
hand-over is printed apart, by copy and (as root, on a loop-mounted filesystem) by reflink. The CPU of a hand-over is that of its threads.
"""

import argparse
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile

from measure import BIN, GIB, Rows, Run, free_port, in_own_namespaces, make_payload

HAND_OVER_THREADS = "freshet-long"


class Nginx:
    def __init__(self, home):
        self.root = home / "root"
        self.root.mkdir()
        self.ports = [free_port(), free_port()]
        key, certificate = home / "key.pem", home / "cert.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
        self.certificate = certificate
        user = "user root;" if os.getuid() == 0 else ""
        temp = "".join(f"{kind}_temp_path {home}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (home / "nginx.conf").write_text(f"""daemon off; master_process off; pid {home}/pid; error_log {home}/error.log; {user}
            events {{}} http {{ access_log off; sendfile on; sendfile_max_chunk 2m; keepalive_requests 1000000; {temp}
            default_type application/octet-stream;
            server {{ listen 127.0.0.1:{self.ports[0]}; root {self.root}; }}
            server {{ listen 127.0.0.1:{self.ports[1]} ssl; root {self.root}; ssl_certificate {certificate}; ssl_certificate_key {key};
                      ssl_protocols TLSv1.3; }} }}""")
        self.process = subprocess.Popen(["nginx", "-p", str(home), "-c", str(home / "nginx.conf")], stderr=subprocess.DEVNULL)
        self.worker = pathlib.Path(f"/proc/{self.process.pid}/stat")
        for _ in range(1000):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.ports[0])) == 0:
                    return
            try:
                self.process.wait(timeout=0.01)
            except subprocess.TimeoutExpired:
                pass
        sys.exit("nginx does not start")

    def url(self, name, tls=False):
        return f"{'https' if tls else 'http'}://127.0.0.1:{self.ports[tls]}/{name}"

    def stop(self):
        self.process.terminate()
        self.process.wait()


def reflink_disk(home, size):
    """A loop-mounted filesystem that can share blocks, or the reason why there is none."""
    image, mount = home / "reflink.img", home / "reflink"
    mount.mkdir()
    maker = shutil.which("mkfs.xfs")
    if os.getuid() != 0:
        return None, "mounting needs root"
    if not maker:
        return None, "there is no mkfs.xfs"
    subprocess.run(["truncate", "-s", str(size), image], check=True)
    for command in ([maker, "-q", "-m", "reflink=1", image], ["mount", "-o", "loop", image, mount]):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            return None, (done.stderr.strip().splitlines() or ["?"])[0]
    # Past the page cache of the host filesystem; where that is refused, through it.
    device = subprocess.run(["findmnt", "-no", "SOURCE", mount], capture_output=True, text=True).stdout.strip()
    subprocess.run(["losetup", "--direct-io=on", device], capture_output=True)
    return mount, ""


class Bench:
    def __init__(self, arguments, home, nginx):
        self.arguments, self.home, self.nginx = arguments, home, nginx
        self.size = arguments.size << 20
        self.rows = Rows()
        self.payload = nginx.root / "payload.bin"
        make_payload(self.payload, self.size)
        self.digest = subprocess.run(["sha256sum", self.payload], capture_output=True, text=True, check=True).stdout.split()[0]
        self.metadata = {tls: self.publish(self.payload, tls) for tls in (False, True)}
        self.reflink, self.no_reflink = reflink_disk(home, 2 * self.size + GIB)

    def publish(self, payload, tls):
        path = self.home / f"{payload.name}.{tls}.torrent"
        subprocess.run([BIN / "freshetctl", "publish", payload, "--source", self.nginx.url(payload.name, tls), "--metadata", path],
                       check=True, stdout=subprocess.DEVNULL)
        return path

    def fresh(self, place):
        for name in ("cache", "out.bin"):
            path = place / name
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

    def prepare(self):
        for place in (self.home, self.reflink):
            if place:
                self.fresh(place)
        self.rows.prepare(self.size)

    def add(self, name, seconds, cpu, run, size=None):
        self.rows.add(name, size or self.size, seconds, cpu, run.rss, run.others)

    def ours(self, label, metadata, place, size=None, rows=("Complete", "hand-over", "whole")):
        self.prepare()
        run = Run(self.nginx.worker, [BIN / "freshetctl", "download", metadata, "--output", place / "out.bin", "--cache-dir", place / "cache", "--json",
                               "--standalone", "--download-mode", "0", "--ca-file", self.nginx.certificate, "--connections", self.arguments.connections])
        result = json.loads(run.out)
        proven, delivered = result["ProvenAfter"] / 1000, result["DeliveredAfter"] / 1000
        hand_over = run.threads.get(HAND_OVER_THREADS, 0.0)
        if "Complete" in rows:
            self.add(f"freshet {label}, request to Complete", proven, run.cpu - hand_over, run, size)
        if "hand-over" in rows:
            self.add(f"freshet {label}, hand-over by {result['HandOver']}", max(delivered - proven, 0.001), hand_over, run, size)
        if "whole" in rows:
            self.add(f"freshet {label}, whole command", run.seconds, run.cpu, run, size)
        if self.arguments.verbose:
            threads = ", ".join(f"{name} {cpu:.2f}" for name, cpu in sorted(run.threads.items(), key=lambda t: -t[1]))
            print(f"  {label}: Complete after {proven:.2f} s, delivered after {delivered:.2f} s, ended after {run.seconds:.2f} s; H {self.rows.speeds[-1]:.0f}; "
                  f"CPU s: {threads}, nginx {run.server_cpu:.2f}; others {run.others:.2f} cores", file=sys.stderr, flush=True)

    def theirs(self, name, *commands):
        self.prepare()
        run = Run(self.nginx.worker, *commands)
        self.add(name, run.seconds, run.cpu, run)

    def round(self):
        url, out, home = self.nginx.url("payload.bin"), self.home / "out.bin", self.home
        secure = self.nginx.url("payload.bin", True)
        subjects = {
            "http": lambda: self.ours("HTTP", self.metadata[False], home),
            "curl": lambda: self.theirs("curl -o; sha256sum; sync", ["curl", "-s", "-o", out, url], ["sha256sum", out], ["sync"]),
            "https": lambda: self.ours("HTTPS", self.metadata[True], home),
            "curl-https": lambda: self.theirs("curl HTTPS; sha256sum; sync", ["curl", "-s", "--cacert", self.nginx.certificate, "-o", out, secure],
                                              ["sha256sum", out], ["sync"]),
            "reflink": lambda: self.reflink and self.ours("on XFS", self.metadata[False], self.reflink, rows=["hand-over"]),
            "aria2": lambda: self.theirs("aria2c --checksum; sync", ["aria2c", "-q", "-x1", "-s1", "--file-allocation=none",
                                         f"--checksum=sha-256={self.digest}", "-d", home, "-o", "out.bin", url], ["sync"]),
        }
        for name, run in subjects.items():
            if not self.arguments.only or name in self.arguments.only.split(","):
                run()

    def large(self, size):
        """Memory must not grow with the file: zeros will do."""
        payload = self.nginx.root / "large.bin"
        with payload.open("wb") as file:
            file.truncate(size)
        self.ours(f"HTTP, {size >> 20} MiB", self.publish(payload, False), self.home, size=size, rows=["whole"])

    def print_table(self):
        self.rows.print(f"{self.arguments.size} MiB, median of {self.arguments.rounds} rounds", "curl -o; sha256sum; sync", "time/curl", invert=True)
        print("time/curl: in units of the time of curl -o; sha256sum; sync. others: cores that everybody else kept busy, at most.")
        if self.no_reflink:
            print(f"hand-over by reflink not measured: {self.no_reflink}")


def main():
    parser = argparse.ArgumentParser(prog="./dev bench http", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=2048, help="MiB per download (default: 2048)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--large", type=int, default=8192, help="MiB of one more download, for its memory; 0: none (default: 8192)")
    parser.add_argument("--only", help="of http, https, reflink, curl, curl-https, aria2, separated by commas")
    parser.add_argument("--dir", default="/var/tmp", help="a directory on the disk that is to be measured")
    parser.add_argument("--connections", default="2")
    parser.add_argument("--verbose", action="store_true", help="each run: phases, CPU by thread")
    arguments = parser.parse_args()
    in_own_namespaces()
    home = pathlib.Path(tempfile.mkdtemp(prefix="freshet-bench-", dir=arguments.dir))
    nginx, bench = None, None
    try:
        nginx = Nginx(home)
        bench = Bench(arguments, home, nginx)
        for number in range(arguments.rounds):
            print(f"round {number + 1} of {arguments.rounds}; load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)
            bench.round()
        if arguments.large:
            bench.large(arguments.large << 20)
        bench.print_table()
    finally:
        if nginx:
            nginx.stop()
        if bench and bench.reflink:
            subprocess.run(["umount", bench.reflink])
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
