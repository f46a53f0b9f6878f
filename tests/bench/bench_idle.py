#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What hundreds of connected peers cost while nothing is to be sent or fetched, and how soon a peer that connects has its first block.

A content of 10,000 pieces; 300 peers that each have a random half of it, choke, and say nothing more. One machine serves it, another would like to
fetch it. Prints the resident memory of each with the peers, without them, and the share of one core over 20 s; then the time from connect()
to the first whole block of a piece, the median of some connections.
"""

import argparse
import os
import pathlib
import random
import select
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

import libtorrent as lt

from measure import BIN, cpu_of, free_port, in_own_namespaces

PIECE = 16384


def resident(process):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


class Peer:
    """Somebody who speaks BEP 3 and the handshake of BEP 6."""

    def __init__(self, number, port, info_hash):
        self.socket = socket.socket()
        self.socket.bind((f"127.1.{number // 50}.{number % 50 + 1}", 0))  # strangers of one network are limited
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.started = time.monotonic()
        self.socket.connect(("127.0.0.1", port))
        self.socket.sendall(b"\x13BitTorrent protocol" + bytes(7) + b"\x04" + info_hash + b"-XX0001-" + os.urandom(12))
        self.answered = len(self.read(68)) == 68

    def read(self, count):
        data = b""
        while len(data) < count:
            some = self.socket.recv(count - len(data))
            if not some:
                return data
            data += some
        return data

    def say(self, kind, payload=b""):
        self.socket.sendall(struct.pack(">IB", 1 + len(payload), kind) + payload)

    def message(self):
        size = struct.unpack(">I", self.read(4))[0]
        data = self.read(size)
        return (data[0], data[1:]) if data else (None, b"")

    def first_block(self):
        """Milliseconds from connecting to a whole block."""
        self.say(15)  # has nothing
        self.say(2)  # interested
        while True:
            kind, payload = self.message()
            if kind == 1:
                self.say(6, struct.pack(">III", 7, 0, PIECE))
            elif kind == 7 and len(payload) == 8 + PIECE:
                return (time.monotonic() - self.started) * 1000


def drain(peers):
    """Reads what came, so that nobody waits for us. How many are still connected."""
    for peer in select.select([p.socket for p in peers], [], [], 0)[0]:
        try:
            if peer.recv(1 << 16):
                continue
        except OSError:
            pass
        peers[:] = [p for p in peers if p.socket is not peer]
    return len(peers)


def measure(name, command, arguments, port, info_hash, ready):
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                Peer(5000, port, info_hash).socket.close()
                if ready is None or ready.exists():
                    break
            except OSError:
                pass
            if time.monotonic() > deadline or process.poll() is not None:
                sys.exit(f"{name} does not answer: {process.stderr.read() if process.poll() is not None else ''}")
            select.select([], [], [], 0.2)
        alone = resident(process)
        peers = []
        for number in range(arguments.peers):
            peer = Peer(number, port, info_hash)
            bits = random.getrandbits(arguments.pieces) << (-arguments.pieces % 8)
            peer.say(5, bits.to_bytes((arguments.pieces + 7) // 8, "big"))
            peers.append(peer)
        select.select([], [], [], 3)
        connected = drain(peers)
        cpu, started = cpu_of(pathlib.Path(f"/proc/{process.pid}/stat")), time.monotonic()
        select.select([], [], [], arguments.seconds)
        connected = min(connected, drain(peers))
        share = (cpu_of(pathlib.Path(f"/proc/{process.pid}/stat")) - cpu) / (time.monotonic() - started)
        print(f"{name:6} {connected:5} peers  {alone:6.1f} MiB without, {resident(process):6.1f} MiB with them  {100 * share:5.2f} % of a core")
        if name == "serve":
            for peer in peers[:20]:
                peer.socket.close()
            times = [Peer(1000 + i, port, info_hash).first_block() for i in range(9)]
            print(f"first block after {statistics.median(times):.1f} ms ({min(times):.1f} to {max(times):.1f}) from connecting")
        return connected == arguments.peers
    finally:
        process.terminate()
        process.communicate(timeout=30)


def main():
    parser = argparse.ArgumentParser(prog="./dev bench idle", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=int, default=300)
    parser.add_argument("--pieces", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=20)
    arguments = parser.parse_args()
    in_own_namespaces()
    with tempfile.TemporaryDirectory(prefix="freshet-idle-") as directory:
        home = pathlib.Path(directory)
        payload = home / "content.bin"
        payload.write_bytes(random.randbytes(arguments.pieces * PIECE))
        files = lt.file_storage()
        lt.add_files(files, str(payload))
        made = lt.create_torrent(files, PIECE, 0)
        lt.set_piece_hashes(made, str(home))
        metadata = home / "content.torrent"
        metadata.write_bytes(lt.bencode(made.generate()))
        info_hash = lt.torrent_info(str(metadata)).info_hashes().v1.to_bytes()
        source_port, options = free_port(), ["--no-lan", "--download-mode", "1"]
        source = subprocess.Popen([BIN / "freshetctl", "seed", metadata, payload, "--listen", f"127.0.0.1:{source_port}", *options],
                                  stdout=subprocess.DEVNULL)
        try:
            good = True
            for name in ("serve", "fetch"):
                port, place = free_port(), home / name
                subprocess.run([BIN / "freshetctl", "config", "set", "peers.connections", "500", "--cache-dir", place, "--standalone"],
                               check=True, stdout=subprocess.DEVNULL)
                done = home / "done" if name == "serve" else None
                command = [BIN / "freshetctl", "download", metadata, "--output", home / f"{name}.bin", "--no-http", "--standalone", *options,
                           "--listen", f"127.0.0.1:{port}", "--cache-dir", place]
                if done:
                    command += ["--peer", f"127.0.0.1:{source_port}", "--keep-seeding", "--done-file", done]
                good = measure(name, command, arguments, port, info_hash, done) and good
        finally:
            source.terminate()
            source.wait()
        return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
