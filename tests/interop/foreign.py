# SPDX-License-Identifier: GPL-3.0-or-later
"""Other people's BitTorrent programs as processes: each seeds a content or fetches it, at an address of its own."""
import base64
import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))


class Failed(Exception):
    pass


class Foreign:
    """A program at `address`, working in `home`; the content's file is `home/NAME` before (seeding) or after (fetching)."""

    program = ""
    port = 6881

    def __init__(self, address, home, torrent):
        self.address = address
        self.home = home
        self.torrent = torrent
        self.process = None
        os.makedirs(home, exist_ok=True)

    def run(self, *command, **options):
        if not shutil.which(command[0]):
            raise Failed(f"{command[0]} is not there")
        self.log = open(os.path.join(self.home, "log"), "wb")
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT,
                                        cwd=self.home, **options)

    def start(self, seed):
        raise NotImplementedError

    def check(self):
        """Called again and again while something is waited for."""
        if self.process.poll() is not None:
            raise Failed(f"{self.program} ended with {self.process.returncode}: {self.said()}")

    def said(self):
        with open(os.path.join(self.home, "log"), "rb") as file:
            return file.read()[-3000:].decode(errors="replace")

    def end(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.log.close()


class Libtorrent(Foreign):
    program = "libtorrent"

    def start(self, seed):
        self.run(sys.executable, "-B", os.path.join(HERE, "libtorrent_peer.py"), f"{self.address}:{self.port}",
                 self.torrent, self.home)


class Aria2(Foreign):
    program = "aria2"

    def start(self, seed):
        self.run("aria2c", "--no-conf", "--enable-dht=false", "--enable-dht6=false", "--disable-ipv6=true",
                 "--bt-enable-lpd=false", "--enable-peer-exchange=false", f"--listen-port={self.port}",
                 f"--interface={self.address}", "--seed-ratio=0.0", "--file-allocation=none", "--summary-interval=0",
                 "--check-integrity=true", f"--dir={self.home}", self.torrent)


class Transmission(Foreign):
    program = "Transmission"
    rpc = 9091

    def start(self, seed):
        settings = {"rpc-enabled": True, "rpc-bind-address": self.address, "rpc-port": self.rpc,
                    "rpc-whitelist-enabled": False, "rpc-host-whitelist-enabled": False,
                    "bind-address-ipv4": self.address, "peer-port": self.port, "download-dir": self.home,
                    "incomplete-dir-enabled": False, "rename-partial-files": False, "dht-enabled": False,
                    "lpd-enabled": False, "pex-enabled": False, "utp-enabled": False, "port-forwarding-enabled": False,
                    "encryption": 0, "start-added-torrents": True}
        config = os.path.join(self.home, "config")
        os.makedirs(config)
        with open(os.path.join(config, "settings.json"), "w", encoding="utf-8") as file:
            json.dump(settings, file)
        self.run("transmission-daemon", "--foreground", "--config-dir", config)
        self.added = False
        self.session = ""

    def check(self):
        super().check()
        if self.added:
            return
        with open(self.torrent, "rb") as file:
            metainfo = base64.b64encode(file.read()).decode()
        try:
            self.call("torrent-add", metainfo=metainfo, **{"download-dir": self.home})
            self.added = True
        except (urllib.error.URLError, ConnectionError):
            pass  # it does not listen yet

    def call(self, method, **arguments):
        request = urllib.request.Request(f"http://{self.address}:{self.rpc}/transmission/rpc",
                                         json.dumps({"method": method, "arguments": arguments}).encode(),
                                         {"X-Transmission-Session-Id": self.session})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                result = json.load(answer)
        except urllib.error.HTTPError as refused:
            if refused.code != 409:
                raise
            self.session = refused.headers["X-Transmission-Session-Id"]
            return self.call(method, **arguments)
        if result["result"] != "success":
            raise Failed(f"Transmission: {result}")
        return result["arguments"]


class Rtorrent(Foreign):
    program = "rtorrent"

    def start(self, seed):
        session = os.path.join(self.home, "session")
        os.makedirs(session)
        settings = {"directory.default.set": self.home, "session.path.set": session,
                    "network.bind_address.set": self.address, "network.port_range.set": f"{self.port}-{self.port}",
                    "dht.mode.set": "disable", "protocol.pex.set": "no", "trackers.use_udp.set": "no",
                    "system.daemon.set": "true"}
        options = [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]
        self.run("rtorrent", "-n", *options, self.torrent)


PROGRAMS = {"libtorrent": Libtorrent, "aria2": Aria2, "transmission": Transmission, "rtorrent": Rtorrent}
