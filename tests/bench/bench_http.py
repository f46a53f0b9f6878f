#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads from nginx over loopback, side by side with what others use, in interleaved rounds.

Prints medians: MB/s (10^6 bytes), the ratio to H (SHA-256 on one core, the bound; measured right before each run), CPU seconds
per GiB of the client, peak RSS, and how many cores everybody else kept busy meanwhile: only runs with less than 0.25 there say much.
Ours is measured by the program itself, from the request to Complete, that is proven and synced in the cache; the
hand-over is printed apart, by copy and (as root, on a loop-mounted filesystem) by reflink. The CPU of a hand-over is that of its threads.
"""

import argparse
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
GIB = 1 << 30
TICK = os.sysconf("SC_CLK_TCK")
HAND_OVER_THREADS = "freshet-long"
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


class Run:
    """One client process, or several in a row: wall time, CPU (of threads by name, too), peak RSS, and what others used meanwhile."""

    def __init__(self, nginx, *commands):
        busy, served = busy_cpu(), cpu_of(nginx.worker)
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
        self.server_cpu = cpu_of(nginx.worker) - served
        self.others = max(0.0, busy_cpu() - busy - self.cpu - self.server_cpu) / self.seconds

    def watch(self, pid, ended):
        # ru_maxrss of a forked child would show the parent's memory.
        tasks = {}
        process = pathlib.Path(f"/proc/{pid}")
        while not ended.wait(0.01):
            try:
                peak = re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text())
                for task in (process / "task").iterdir():
                    tasks[task.name] = ((task / "comm").read_text().strip(), cpu_of(task / "stat"))
            except (FileNotFoundError, ProcessLookupError):
                continue
            if peak:
                self.rss = max(self.rss, int(peak.group(1)) / 1024)
        for name, cpu in tasks.values():
            self.threads[name] = self.threads.get(name, 0.0) + cpu


class Nginx:
    def __init__(self, home):
        self.root = home / "root"
        self.root.mkdir()
        self.ports = [self.free_port(), self.free_port()]
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
        self.rows, self.speeds = {}, []
        self.payload = nginx.root / "payload.bin"
        subprocess.run(f"openssl enc -aes-128-ctr -K 00112233445566778899aabbccddeeff -iv 00 </dev/zero 2>/dev/null | head -c {self.size} > {self.payload}",
                       shell=True, check=True)
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
        os.sync()
        touch_memory(min(self.size, 4 * GIB) + (256 << 20))
        self.payload.open("rb").readinto(bytearray(1))
        self.speeds.append(sha256_speed())

    def add(self, name, seconds, cpu, run, size=None):
        size = size or self.size
        self.rows.setdefault(name, []).append(
            {"speed": size / seconds / 1e6, "h": self.speeds[-1], "cpu": cpu / (size / GIB), "rss": run.rss, "others": run.others, "seconds": seconds})

    def ours(self, label, metadata, place, size=None, rows=("Complete", "hand-over", "whole")):
        self.prepare()
        run = Run(self.nginx, [BIN / "freshetctl", "download", metadata, "--output", place / "out.bin", "--cache-dir", place / "cache", "--json",
                               "--standalone", "--ca-file", self.nginx.certificate, "--connections", self.arguments.connections])
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
            print(f"  {label}: Complete after {proven:.2f} s, delivered after {delivered:.2f} s, ended after {run.seconds:.2f} s; H {self.speeds[-1]:.0f}; "
                  f"CPU s: {threads}, nginx {run.server_cpu:.2f}; others {run.others:.2f} cores", file=sys.stderr, flush=True)

    def theirs(self, name, *commands):
        self.prepare()
        run = Run(self.nginx, *commands)
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
        arguments = self.arguments
        print(f"{arguments.size} MiB, median of {arguments.rounds} rounds; H = {statistics.median(self.speeds):.0f} MB/s "
              f"(SHA-256 on one core, {min(self.speeds):.0f} to {max(self.speeds):.0f})")
        print(f"{'':48} {'MB/s':>6} {'range':>11} {'of H':>5} {'time/curl':>9} {'CPU s/GiB':>9} {'RSS MiB':>7} {'others':>6}")
        curl = self.rows.get("curl -o; sha256sum; sync")
        for name, runs in self.rows.items():
            def median(value):
                return statistics.median(value(r) for r in runs)
            speeds = [r["speed"] for r in runs]
            time_ratio = f"{statistics.median(r['speed'] for r in curl) / median(lambda r: r['speed']):.2f}" if curl else ""
            print(f"{name:48} {median(lambda r: r['speed']):6.0f} {f'{min(speeds):.0f}-{max(speeds):.0f}':>11} {median(lambda r: r['speed'] / r['h']):5.2f} "
                  f"{time_ratio:>9} {median(lambda r: r['cpu']):9.2f} {max(r['rss'] for r in runs):7.0f} {max(r['others'] for r in runs):6.2f}")
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
