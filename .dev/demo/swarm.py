# SPDX-License-Identifier: GPL-3.0-or-later
"""The swarm of the demo: contents, servers and peers on loopback addresses of their own. Nothing in it is made up but the payloads."""
import hashlib
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess

from processes import Broken, Line, answers, free_ports

MIB = 1 << 20
LT_PEER = pathlib.Path(__file__).resolve().parents[2] / "tests" / "bench" / "swarm" / "clients" / "lt_peer.py"

VIEWER = "127.0.1.1"
ORIGIN, OTHER_ORIGIN, CACHE_SERVER = "127.0.9.1", "127.0.9.2", "127.0.8.1"
CLASSES = {"127.0.2.0/24": "lan", "127.0.3.0/24": "group", "127.0.4.0/24": "internet"}
# name: (address, share of the rate of the whole)
PEERS = {
    "desk 1": ("127.0.2.11", 0.16), "desk 2": ("127.0.2.12", 0.16), "slow desk": ("127.0.2.13", 0.01),
    "liar": ("127.0.2.66", 0.10), "branch": ("127.0.3.21", 0.14), "stranger": ("127.0.4.31", 0.10),
}
NEIGHBOUR = "127.0.2.20"
# name: (share of the size, priority, origin, who has it). What the LAN has is fetched from there, so that the servers are left for the others.
CONTENTS = {
    "office-suite-7.2.pkg": (0.5, "foreground", ORIGIN, ["desk 1", "desk 2", "slow desk", "branch", "stranger"]),
    "browser-141.pkg": (0.25, "foreground", OTHER_ORIGIN, ["stranger"]),
    "firmware-3.1.bin": (0.25, "background", ORIGIN, ["branch"]),
}
LIED_ABOUT = "office-suite-7.2.pkg"


def nginx():
    found = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if not found:
        raise Broken("nginx is not there.")
    return found


class Content:
    def __init__(self, name, path, priority, peers, url):
        self.name, self.path, self.priority, self.peers, self.url = name, path, priority, peers, url
        self.size = path.stat().st_size
        self.metadata = path.with_name(name + ".torrent")
        self.content_id = ""
        with open(path, "rb") as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()


class Swarm:
    """`size` bytes over all contents, at about `rate` bytes per second over all sources."""

    def __init__(self, household, freshetctl, cache_config, size, rate):
        self.house, self.freshetctl, self.cache_config = household, freshetctl, cache_config
        self.size, self.rate = size, rate
        self.work = household.work
        addresses = [VIEWER, NEIGHBOUR, ORIGIN, OTHER_ORIGIN, CACHE_SERVER, *(address for address, _ in PEERS.values())]
        # The port that the world sees, one per content; behind it, on the far end of a line, the program.
        self.web, self.web_inside, *ports = free_ports(addresses, 2 + 2 * len(CONTENTS))
        self.ports = dict(zip(CONTENTS, ports[:len(CONTENTS)]))
        self.inside_ports = dict(zip(CONTENTS, ports[len(CONTENTS):]))
        self.contents = []
        self.names = {address: name for name, (address, _) in PEERS.items()} | {
            NEIGHBOUR: "neighbour", ORIGIN: "origin", OTHER_ORIGIN: "other origin", CACHE_SERVER: "cache server"}

    def ctl(self, *arguments):
        done = subprocess.run([self.freshetctl, *map(str, arguments)], capture_output=True, text=True, cwd=self.work,
                              env={k: v for k, v in os.environ.items() if not k.startswith("FRESHET_")})
        if done.returncode != 0:
            raise Broken(f"freshetctl {arguments[0]}: {done.stderr}")
        return done.stdout

    # What is delivered.

    def write_payloads(self):
        www = self.work / "www"
        www.mkdir()
        for number, (name, (share, priority, origin, peers)) in enumerate(CONTENTS.items()):
            pieces = max(round(self.size * share / MIB), 2)
            source = random.Random(number)
            with open(www / name, "wb") as file:
                for _ in range(pieces):
                    file.write(source.randbytes(MIB))
            url = f"http://{origin}:{self.web}/{name}"
            content = Content(name, www / name, priority, peers, url)
            content.content_id = self.ctl("publish", content.path, "--source", url, "--metadata", content.metadata,
                                          "--cache-dir", self.work / "publisher").strip()
            self.contents.append(content)

    # Servers.

    def start_origin(self):
        home = self.work / "origin"
        home.mkdir()
        user = "user root;" if os.geteuid() == 0 else ""
        temp = "".join(f"{kind}_temp_path {home}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        configuration = home / "nginx.conf"
        configuration.write_text(f"""daemon off; worker_processes 1; pid {home}/nginx.pid; {user}
            error_log {home}/error.log; events {{ worker_connections 256; }}
            http {{ access_log {home}/access.log; {temp} default_type application/octet-stream; sendfile on;
                server {{ listen {ORIGIN}:{self.web}; listen {OTHER_ORIGIN}:{self.web}; root {self.work}/www;
                    limit_rate {max(int(self.rate * 0.14), 65536)}; }} }}""")
        self._nginx("origin", home, configuration, (ORIGIN, self.web))

    def start_cache_server(self):
        home = self.work / "cache-server"
        home.mkdir()
        inside = f"{CACHE_SERVER}:{self.web_inside}"
        text = subprocess.run([*self.cache_config, "--listen", inside, "--origin", f"{ORIGIN}:{self.web}", "--directory", home]
                              + (["--user", "root"] if os.geteuid() == 0 else []), capture_output=True, text=True)
        if text.returncode != 0:
            raise Broken(f"The configuration of the cache server: {text.stderr}")
        (home / "nginx.conf").write_text(text.stdout)
        self._nginx("cache-server", home, home / "nginx.conf", (CACHE_SERVER, self.web_inside))
        Line(self.house, (CACHE_SERVER, self.web), (CACHE_SERVER, self.web_inside), self.rate * 0.2)

    def _nginx(self, name, home, configuration, address):
        process = self.house.start(name, nginx(), "-e", "stderr", "-p", home, "-c", configuration)
        self.house.wait_until(f"{name} starts", lambda: answers(address), process)

    # Peers.

    def start_peers(self):
        self.credential = self.work / "group.pem"
        self.ctl("group", "create", "branch-offices", "--output", self.credential)
        waiting = []
        for content in self.contents:
            outside, inside = self.ports[content.name], self.inside_ports[content.name]
            for name in content.peers:
                address, share = PEERS[name]
                options = ["--group-credential", self.credential, "--peer-tls", "require"] if name == "branch" else []
                seed = self.house.start(f"{name} {content.name}", self.freshetctl, "seed", content.metadata, content.path,
                                        "--listen", f"{address}:{inside}", "--no-lan", "--download-mode", "3", *options)
                Line(self.house, (address, outside), (address, inside), self.rate * share / 2 if len(self._of(name)) > 1 else self.rate * share)
                waiting.append((seed, (address, inside)))
        self._start_liar()
        for seed, address in waiting:
            self.house.wait_until("A peer starts", lambda: answers(address), seed)

    @staticmethod
    def _of(peer):
        return [name for name, (_, _, _, peers) in CONTENTS.items() if peer in peers]

    def _start_liar(self):
        """Another program: it claims to have everything, and every fifth block that it sends is wrong."""
        content = next(c for c in self.contents if c.name == LIED_ABOUT)
        home = self.work / "liar"
        home.mkdir()
        spoilt = home / content.name
        shutil.copyfile(content.path, spoilt)
        with open(spoilt, "r+b") as file:
            for block in range(0, content.size // 16384, 5):
                file.seek(block * 16384)
                file.write(b"\x5a" * 16384)
        address, share = PEERS["liar"]
        outside, inside = self.ports[content.name], self.inside_ports[content.name]
        liar = self.house.start("liar", "python3", "-B", LT_PEER, "--torrent", content.metadata, "--out", home, "--listen",
                                f"{address}:{inside}", "--done", home / "done", "--stats", home / "stats", "--corrupt",
                                "--trackers", "0", "--webseed", "0", "--set", "enable_lsd=0")
        # It answers before it serves.
        self.house.wait_until("The liar starts", lambda: "finished" in self.house.said(liar) and answers((address, inside)), liar)
        Line(self.house, (address, outside), (address, inside), self.rate * share)

    # Who wants it.

    def engine_options(self, address, port):
        options = ["--listen", f"{address}:{port}", "--no-lan", "--download-mode", "3", "--group-credential", self.credential,
                   "--peer-tls", "allow"]
        for prefix, name in CLASSES.items():
            options += ["--class", f"{prefix}={name}"]
        return options

    def prepare_viewer(self):
        self.cache = self.work / "cache"
        self.out = self.work / "out"
        self.out.mkdir()
        self.ctl("config", "set", "cache-server.hosts", f"{CACHE_SERVER}:{self.web}", "--cache-dir", self.cache)
        self.viewer_options = ["--cache-dir", self.cache, *self.engine_options(VIEWER, self.web)]

    def submit(self):
        """The jobs of the viewer's engine; returns the processes that wait for them."""
        waiting = []
        for content in self.contents:
            arguments = ["download", content.metadata, "--output", self.out / content.name, f"--{content.priority}",
                         "--cache-dir", self.cache]
            for name in content.peers + (["liar"] if content.name == LIED_ABOUT else []):
                arguments += ["--peer", f"{PEERS[name][0]}:{self.ports[content.name]}"]
            waiting.append(self.house.start(f"download {content.name}", self.freshetctl, *arguments))
        return waiting

    def start_neighbour(self):
        """A machine of the same LAN that wants the background content at the same time: they give each other what they have."""
        content = self.contents[-1]
        cache = self.work / "neighbour"
        self.ctl("config", "set", "cache-server.hosts", f"{CACHE_SERVER}:{self.web}", "--cache-dir", cache)
        self.house.start("neighbour", self.freshetctl, "download", content.metadata, "--output", self.work / "neighbour.out",
                         "--keep-seeding", "--cache-dir", cache, *self.engine_options(NEIGHBOUR, self.web),
                         "--peer", f"{VIEWER}:{self.web}")

    def delivered(self):
        """Names of what is there and byte for byte what was published."""
        good = []
        for content in self.contents:
            path = self.out / content.name
            if path.exists():
                with open(path, "rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() == content.sha256:
                        good.append(content.name)
        return good


class Engine:
    """What an engine says of itself, over its control socket (JSON-RPC 2.0, an object per line)."""

    def __init__(self, cache):
        self.path = str(cache / "control.sock")
        self.socket = None
        self.number = 0

    def ask(self, method, **params):
        if not self.socket:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(30)
            self.socket.connect(self.path)
            self.file = self.socket.makefile("rb")
        self.number += 1
        request = {"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}
        self.socket.sendall(json.dumps(request).encode() + b"\n")
        answer = json.loads(self.file.readline())
        if "error" in answer:
            raise Broken(f"{method}: {answer['error']}")
        return answer["result"]
