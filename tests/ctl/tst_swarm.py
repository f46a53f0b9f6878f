# SPDX-License-Identifier: GPL-3.0-or-later
"""Machines that give each other a content: real engines on loopback, each with a cache directory of its own."""

import contextlib
import json
import socket
import subprocess
import threading
import time

from harness import MIB, EndToEnd, give_time, main, payload

SIZE = 6 * MIB + 4321


def free_port(address="127.0.0.1"):
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.bind((address, 0))
        return probe.getsockname()[1]


class Relay:
    """Stands before a peer and counts: connections that have ended, and bytes that the peer sent."""

    def __init__(self, peer):
        host, port = peer.rsplit(":", 1)
        self.peer = (host, int(port))
        self.ended = 0
        self.answered = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self.carry, args=(client, socket.create_connection(self.peer)), daemon=True).start()

    def carry(self, client, server):
        back = threading.Thread(target=self.copy, args=(server, client, True), daemon=True)
        back.start()
        self.copy(client, server, False)
        back.join()
        client.close()
        server.close()
        self.ended += 1

    def copy(self, source, target, counts):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self.answered += len(data) if counts else 0
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def end(self):
        self.listener.close()


class Swarm(EndToEnd):
    def setUp(self):
        super().setUp()
        self.data = payload(SIZE)
        self.publish("f.bin", self.data)
        self.file = self.nginx.root / "f.bin"

    def at(self, machine):
        """What is started now belongs to this machine."""
        self.cache = self.dir / f"cache-{machine}"
        self.out = self.dir / f"out-{machine}"

    def run_on(self, machine, *arguments):
        self.at(machine)
        process = self.start(*arguments)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.terminate()
        with contextlib.suppress(ValueError):
            process.communicate(timeout=30)
        return process.returncode

    def seed(self, *options, listen=None, machine="seed"):
        """Serves the file; returns the address."""
        address = listen or f"127.0.0.1:{free_port()}"
        process = self.run_on(machine, "seed", self.metadata("f.bin"), self.file, "--download-mode", "1", "--no-lan",
                              "--listen", address, *options)
        self.assertIn("Serving", process.stdout.readline())
        return address

    def download(self, machine, *options):
        return self.run_on(machine, "download", self.metadata("f.bin"), "--output", self.dir / f"out-{machine}",
                           "--download-mode", "1", "--no-lan", "--listen", f"127.0.0.1:{free_port()}", *options)

    def finishes(self, process, machine):
        _, errors = process.communicate(timeout=90)
        self.assertEqual(process.returncode, 0, errors)
        self.assertEqual((self.dir / f"out-{machine}").read_bytes(), self.data)

    def wait_for(self, condition, process):
        deadline = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            give_time(process)

    def rows_of(self, machine):
        self.at(machine)
        return self.status()

    def row_of(self, machine):
        row, = self.rows_of(machine)
        return row


class Options(Swarm):
    def test_no_http_means_peers_alone(self):
        peer = self.seed()
        self.finishes(self.download("one", "--no-http", "--peer", peer), "one")
        self.assertEqual(self.content_bytes_served("f.bin"), 0)
        row = self.row_of("one")
        self.assertEqual((row["BytesFromLanPeers"], row["BytesFromHttp"]), (SIZE, 0))

    def test_no_http_waits_for_a_peer_that_comes_later(self):
        port = free_port()
        download = self.download("one", "--no-http", "--peer", f"127.0.0.1:{port}")
        self.wait_for(lambda: [row["State"] for row in self.rows_of("one")] == ["Downloading"], download)
        self.seed(listen=f"127.0.0.1:{port}")
        self.finishes(download, "one")
        self.assertEqual(self.content_bytes_served("f.bin"), 0)

    def test_keep_seeding_and_done_file(self):
        done = self.dir / "done"
        port = free_port()
        first = self.run_on("one", "download", self.metadata("f.bin"), "--output", self.dir / "out-one", "--keep-seeding",
                            "--done-file", done, "--download-mode", "1", "--no-lan", "--listen", f"127.0.0.1:{port}")
        self.wait_for(done.exists, first)
        self.assertEqual(done.read_bytes(), b"")
        self.assertEqual((self.dir / "out-one").read_bytes(), self.data)
        served = self.content_bytes_served("f.bin")
        self.finishes(self.download("two", "--no-http", "--peer", f"127.0.0.1:{port}"), "two")
        self.assertEqual(self.content_bytes_served("f.bin"), served)
        self.assertIsNone(first.poll(), "it goes on serving")
        self.assertEqual(self.end(first), 0)

    def test_start_at(self):
        start = time.time() + 2
        done = self.dir / "done"
        process = self.download("one", "--start-at", f"{start:.3f}", "--done-file", done)
        while time.time() < start - 0.2:
            self.assertEqual(self.nginx.accesses(), [])
            self.assertFalse(done.exists())
            give_time(process)
        self.finishes(process, "one")
        self.assertGreaterEqual(done.stat().st_mtime, start)

    def test_download_mode_decides_whether_there_are_peers(self):
        peer = self.seed()
        for mode in ("0", "99", "100"):
            with self.subTest(mode=mode):
                self.at(mode)
                self.fails("NO_SOURCE", "download", self.metadata("f.bin"), "--output", self.out, "--no-http", "--peer",
                           peer, "--download-mode", mode)
        for mode in ("1", "2", "3"):
            with self.subTest(mode=mode):
                self.finishes(self.download(mode, "--no-http", "--peer", peer, "--download-mode", mode), mode)
        self.assertEqual(self.content_bytes_served("f.bin"), 0)


    def test_a_seed_keeps_to_the_settings_of_its_machine(self):
        self.at("seed")
        self.ok("config", "set", "peers.connections", "1")
        host, port = self.seed().rsplit(":", 1)
        shown = json.loads(self.ok("metadata", "show", self.metadata("f.bin"), "--json"))
        hello = b"\x13BitTorrent protocol" + bytes(7) + b"\x04" + bytes.fromhex(shown["V1InfoHash"])
        with contextlib.ExitStack() as stack:
            answers = []
            for number in range(2):
                peer = stack.enter_context(socket.create_connection((host, int(port)), timeout=30))
                peer.sendall(hello + b"-XX0001-%012d" % number)
                with contextlib.suppress(ConnectionError):
                    answers.append(bool(peer.recv(68)))
            self.assertEqual(answers.count(True), 1)


class Addresses(Swarm):
    def test_f18_ipv6(self):
        peer = self.seed(listen=f"[::1]:{free_port('::1')}")
        process = self.run_on("one", "download", self.metadata("f.bin"), "--output", self.dir / "out-one", "--no-http",
                              "--download-mode", "1", "--no-lan", "--listen", f"[::1]:{free_port('::1')}", "--peer", peer)
        self.finishes(process, "one")

    def test_f18_several_listen_addresses(self):
        others = [f"127.0.0.2:{free_port('127.0.0.2')}", f"[::1]:{free_port('::1')}"]
        first = self.seed(*(part for address in others for part in ("--listen", address)))
        for number, peer in enumerate([first, *others]):
            machine = f"m{number}"
            process = self.run_on(machine, "download", self.metadata("f.bin"), "--output", self.dir / f"out-{machine}",
                                  "--no-http", "--download-mode", "1", "--no-lan", "--peer", peer, "--listen",
                                  f"[::1]:{free_port('::1')}" if peer[0] == "[" else f"127.0.0.1:{free_port()}")
            self.finishes(process, machine)


class Groups(Swarm):
    def credential(self, group):
        key, certificate = self.dir / f"{group}.key", self.dir / f"{group}.crt"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                        "2", "-subj", f"/CN={group}", "-keyout", key, "-out", certificate], check=True,
                       capture_output=True)
        path = self.dir / f"{group}.pem"
        path.write_bytes(certificate.read_bytes() + key.read_bytes())
        return path

    def test_a24_two_groups_cannot_exchange_a_byte(self):
        red, blue = self.credential("red"), self.credential("blue")
        peer = self.seed("--group-credential", red, "--peer-tls", "require")
        strangers = {"other group": ["--group-credential", blue, "--peer-tls", "require"],
                     "other group that allows": ["--group-credential", blue, "--peer-tls", "allow"],
                     "no group": []}
        relays = {name: Relay(peer) for name in strangers}
        for relay in relays.values():
            self.addCleanup(relay.end)
        waiting = {name: self.download(name, "--no-http", "--peer", relays[name].address, *options)
                   for name, options in strangers.items()}
        self.finishes(self.download("member", "--no-http", "--peer", peer, "--group-credential", red), "member")
        for name, process in waiting.items():
            with self.subTest(name=name):
                self.wait_for(lambda: relays[name].ended, process)
                self.assertIsNone(process.poll(), "it waits for a peer")
                row = self.row_of(name)
                self.assertEqual((row["BytesFromPeers"], row["BytesWasted"], row["BytesInFlight"]), (0, 0, 0))
                self.assertFalse((self.dir / f"out-{name}").exists())
        self.assertEqual(relays["no group"].answered, 0, "a plain handshake gets no byte")


if __name__ == "__main__":
    main()
