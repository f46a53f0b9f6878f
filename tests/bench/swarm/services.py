# SPDX-License-Identifier: GPL-3.0-or-later
"""The content, its metadata, and the servers it comes from."""
import hashlib
import random
import subprocess
import threading

import libtorrent as lt

from network import ORIGIN, SERVICE, TRACKER, inside, sh

NAME = "update.img"
TRACKER_PORT = 6969
SERVICE_PORT = 7681
NGINX = """user root; worker_processes 1; daemon off; pid %(dir)s/nginx.pid; error_log %(dir)s/error.log;
events { worker_connections 4096; }
http { sendfile on; tcp_nopush on; keepalive_requests 1000000; keepalive_timeout 75;
 client_body_temp_path %(dir)s/t1; proxy_temp_path %(dir)s/t2; fastcgi_temp_path %(dir)s/t3; uwsgi_temp_path %(dir)s/t4; scgi_temp_path %(dir)s/t5;
 log_format asked '$status $remote_addr $body_bytes_sent'; access_log %(dir)s/access.log asked;
 server { listen %(address)s:80; default_type application/octet-stream;
  location ~ /update\\.img$ { alias %(dir)s/update.img; }
  location / { root %(dir)s; } } }
"""


class Content:
    """Bytes that do not compress, the same in every run of one size, and their metadata in three versions."""

    def __init__(self, directory, size, piece):
        self.directory, self.size = directory, size
        self.path = directory / NAME
        self.random = random.Random(20240 + size)
        digest = hashlib.sha256()
        with open(self.path, "wb") as file:
            for begin in range(0, size, 1 << 22):
                chunk = self.random.randbytes(min(1 << 22, size - begin))
                digest.update(chunk)
                file.write(chunk)
        self.sha256 = digest.hexdigest()
        self.origin = f"http://{ORIGIN}/"
        self.url = self.origin + NAME
        self.tracker = f"http://{TRACKER}:{TRACKER_PORT}/announce"
        flags = lt.create_torrent
        self.hashes = set()
        self.torrents = {"v1": self.publish("v1", piece, flags.v1_only), "v2": self.publish("v2", piece, flags.v2_only),
                         "hybrid": self.publish("hybrid", piece, 0)}

    def publish(self, version, piece, flags):
        files = lt.file_storage()
        lt.add_files(files, str(self.path))
        made = lt.create_torrent(files, piece, flags)
        made.add_tracker(self.tracker)
        made.add_url_seed(self.origin)
        lt.set_piece_hashes(made, str(self.directory))
        path = self.directory / f"{version}.torrent"
        path.write_bytes(lt.bencode(made.generate()))
        hashes = lt.torrent_info(str(path)).info_hashes()
        self.hashes |= {str(hashes.v1)} if hashes.has_v1() else set()
        self.hashes |= {str(hashes.v2)[:40]} if hashes.has_v2() else set()
        return path

    def is_in(self, path):
        try:
            with open(path, "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except OSError:
            return False

    def write_corrupt(self, path, fraction):
        """A file of the same size in which that fraction of the 16 KiB blocks is zeroed."""
        with open(self.path, "rb") as good, open(path, "wb") as bad:
            while block := good.read(16384):
                bad.write(bytes(len(block)) if self.random.random() < fraction else block)


class Services:
    """nginx as the origin, opentracker, and freshet-service for clients that want it, each in its namespace."""

    def __init__(self, directory, content, wants_service):
        self.directory, self.content, self.wants_service = directory, content, wants_service
        self.processes = []
        self.words = {}  # of a client's command line: how it trusts the service

    def start(self):
        configuration = self.content.directory / "nginx.conf"
        configuration.write_text(NGINX % {"dir": self.content.directory, "address": ORIGIN})
        self.launch("origin", (ORIGIN, 80), "nginx", "-c", configuration)
        tracker = self.directory / "tracker"
        tracker.mkdir()
        (tracker / "white").write_text("\n".join(sorted(self.content.hashes)) + "\n")
        # It locks itself into its directory and gives its privileges up.
        self.launch("tracker", (TRACKER, TRACKER_PORT), "opentracker", "-i", TRACKER, "-p", TRACKER_PORT, "-P", TRACKER_PORT,
                    "-d", tracker, "-w", "/white")
        if self.wants_service:
            self.start_service()

    def start_service(self):
        """The service with the content published at it; clients know its URL and keys from what `init` prints."""
        data = self.directory / "service"
        said = sh("freshet-service", "init", "--data-dir", data, "--name", SERVICE, "--port", SERVICE_PORT)
        use = next(line for line in said.splitlines() if "services use" in line).split()
        self.words = {"service": use[3]} | {use[i].removeprefix("--"): use[i + 1] for i in range(4, len(use), 2)}
        self.launch("service", (SERVICE, SERVICE_PORT), "freshet-service", "run", "--data-dir", data, "--listen",
                    f"{SERVICE}:{SERVICE_PORT}", "--listen-plain", f"{SERVICE}:{SERVICE_PORT + 1}")
        sh(*inside("service", "env", f"HOME={self.directory}", "freshetctl", "publish", self.content.path, "--source", self.content.url, "--service",
                   self.words["service"], "--trust", self.words["trust"], "--token-file", data / "admin-token", "--sign-with",
                   data / "publisher.key"))

    def launch(self, namespace, address, *command):
        with open(self.directory / f"{namespace}.log", "w") as log:
            process = subprocess.Popen(inside(namespace, *map(str, command)), stdout=log, stderr=log)
        self.processes.append(process)
        probe = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 1)"
        for _ in range(100):
            asked = subprocess.run(inside(namespace, "python3", "-c", probe, *map(str, address)), capture_output=True)
            if asked.returncode == 0:
                return
            if process.poll() is not None:
                break
            threading.Event().wait(0.05)
        raise RuntimeError(f"{command[0]} does not answer: {(self.directory / f'{namespace}.log').read_text()}")

    def stop(self):
        for process in self.processes:
            process.terminate()
            process.wait()

    def requests(self):
        """What the origin was asked for: requests, bytes, clients."""
        lines = [line.split() for line in (self.content.directory / "access.log").read_text().splitlines()]
        return {"n": len(lines), "bytes": sum(int(line[2]) for line in lines), "clients": len({line[1] for line in lines})}
