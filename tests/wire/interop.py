# SPDX-License-Identifier: GPL-3.0-or-later
"""One case of the interoperation with libtorrent, an independent implementation of BEP 3, 6, 10 and 52: real processes and
sockets on loopback, a few MiB, every byte compared.

  --case they-fetch   libtorrent dials us and downloads what we serve
  --case they-serve   we dial libtorrent and download what it serves, block hashes of every piece included
  --case they-dial    libtorrent serves and dials us, who wait
  --kind v2|hybrid    what the metadata is
"""
import argparse
import hashlib
import json
import os
import select
import shutil
import subprocess
import sys
import time

import libtorrent as lt

NAME = "payload.bin"
SIZE = 5 * (1 << 20) + 12345
PIECE = 1 << 18
DEADLINE = 60  # seconds, for everything


class Failed(Exception):
    pass


class Tool:
    """wiretool, line by line."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def line(self, timeout=DEADLINE):
        ready, _, _ = select.select([self.process.stdout], [], [], timeout)
        text = self.process.stdout.readline() if ready else ""
        if not text:
            raise Failed("wiretool said nothing in time")
        return json.loads(text)

    def kill(self):
        self.process.kill()
        self.process.wait()


def session():
    settings = {"listen_interfaces": "127.0.0.1:0", "enable_dht": False, "enable_lsd": False, "enable_upnp": False,
                "enable_natpmp": False, "enable_outgoing_utp": False, "enable_incoming_utp": False,
                "allow_multiple_connections_per_ip": True,
                "alert_mask": lt.alert.category_t.all_categories & ~lt.alert.category_t.port_mapping_log_notification}
    return lt.session(settings)


class Case:
    def __init__(self, wiretool, directory, kind):
        self.wiretool = wiretool
        self.directory = directory
        self.payload = os.path.join(directory, "served", NAME)
        self.fetched = os.path.join(directory, "fetched", NAME)
        for path in (self.payload, self.fetched):
            os.makedirs(os.path.dirname(path))
        self.bytes = hashlib.shake_128(b"freshet wire").digest(SIZE)
        with open(self.payload, "wb") as file:
            file.write(self.bytes)
        storage = lt.file_storage()
        storage.add_file(NAME, SIZE)
        flags = lt.create_torrent_flags_t.v2_only if kind == "v2" else 0
        creator = lt.create_torrent(storage, PIECE, flags)
        lt.set_piece_hashes(creator, os.path.dirname(self.payload))
        self.metadata = os.path.join(directory, "metadata")
        entry = creator.generate()
        with open(self.metadata, "wb") as file:
            file.write(lt.bencode(entry))
        self.session = session()

    def add(self, save_path, seed):
        params = lt.add_torrent_params()
        params.ti = lt.torrent_info(self.metadata)
        params.save_path = save_path
        params.flags &= ~lt.torrent_flags.auto_managed
        params.flags &= ~lt.torrent_flags.paused
        if seed:
            params.flags |= lt.torrent_flags.seed_mode
        return self.session.add_torrent(params)

    def wait(self, what, condition, tool=None):
        end = time.monotonic() + DEADLINE
        while not condition():
            if time.monotonic() > end:
                raise Failed(f"not in time: {what}")
            if tool and tool.process.poll() is not None:
                raise Failed(f"wiretool ended with {tool.process.returncode}")
            self.session.wait_for_alert(100)
            for alert in self.session.pop_alerts():
                self.log(alert)

    def log(self, alert):
        with open(os.path.join(self.directory, "libtorrent.log"), "a", encoding="utf-8") as file:
            file.write(f"{time.monotonic():.3f} {alert.what()}: {alert.message()}\n")

    def same(self, path):
        with open(path, "rb") as file:
            if file.read() != self.bytes:
                raise Failed(f"{path} has other bytes")

    def check_leech(self, result):
        expected = {"complete": True, "badPieces": 0, "hashesRight": True, "fast": True}
        for key, value in expected.items():
            if result[key] != value:
                raise Failed(f"{key} is {result[key]}")
        if not result["v2"]:
            raise Failed("the connection did not become v2")
        pieces = (SIZE + PIECE - 1) // PIECE
        if result["hashes"] + result["hashesRejected"] != pieces:
            raise Failed(f"{result['hashes']} + {result['hashesRejected']} answers to {pieces} hash requests")
        if not result["client"].startswith("libtorrent/"):
            raise Failed(f"unexpected client {result['client']}")

    def they_fetch(self):
        tool = Tool(self.wiretool, "seed", self.metadata, self.payload)
        try:
            port = tool.line()["port"]
            handle = self.add(os.path.dirname(self.fetched), False)
            handle.connect_peer(("127.0.0.1", port))
            self.wait("libtorrent has everything", lambda: handle.status().is_seeding, tool)
            if handle.status().total_failed_bytes != 0:
                raise Failed("libtorrent found bad bytes")
            tool.process.stdin.close()
            result = tool.line()
        finally:
            tool.kill()
        print(json.dumps(result))
        if not result["v2"]:
            raise Failed("the connection did not become v2")
        self.session.remove_torrent(handle)
        self.wait("the file is closed", lambda: os.path.getsize(self.fetched) == SIZE)
        self.same(self.fetched)

    def they_serve(self):
        handle = self.add(os.path.dirname(self.payload), True)
        self.wait("libtorrent listens", lambda: self.session.listen_port() != 0 and handle.status().is_seeding)
        tool = Tool(self.wiretool, "leech", self.metadata, self.fetched, "127.0.0.1", str(self.session.listen_port()))
        self.finish_leech(tool)

    def they_dial(self):
        tool = Tool(self.wiretool, "wait", self.metadata, self.fetched)
        port = tool.line()["port"]
        handle = self.add(os.path.dirname(self.payload), True)
        handle.connect_peer(("127.0.0.1", port))
        self.finish_leech(tool)

    def finish_leech(self, tool):
        try:
            self.wait("we have everything", lambda: tool.process.poll() is not None)
            result = tool.line(0)
        finally:
            tool.kill()
        print(json.dumps(result))
        self.check_leech(result)
        self.same(self.fetched)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--wiretool", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--case", required=True, choices=["they-fetch", "they-serve", "they-dial"])
    parser.add_argument("--kind", required=True, choices=["v2", "hybrid"])
    options = parser.parse_args()
    directory = os.path.join(options.work, f"{options.case}-{options.kind}")
    shutil.rmtree(directory, ignore_errors=True)
    os.makedirs(directory)
    case = Case(options.wiretool, directory, options.kind)
    try:
        getattr(case, options.case.replace("-", "_"))()
    except Failed as failure:
        log = os.path.join(directory, "libtorrent.log")
        if os.path.exists(log):
            with open(log, encoding="utf-8") as file:
                print("".join(file.readlines()[-60:]))
        sys.exit(f"FAIL {options.case} {options.kind}: {failure}")


main()
