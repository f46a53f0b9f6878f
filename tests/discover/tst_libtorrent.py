# SPDX-License-Identifier: GPL-3.0-or-later
"""libtorrent's local service discovery and ours: each finds the other."""
import os
import tempfile
import unittest

import libtorrent as lt

from machines import LanTest, main

PEER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lt_peer.py")


class Libtorrent(LanTest):
    def setUp(self):
        super().setUp()
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        os.mkdir(os.path.join(self.directory, "seed"))
        with open(os.path.join(self.directory, "seed", "content"), "wb") as file:
            file.write(os.urandom(100_000))
        files = lt.file_storage()
        lt.add_files(files, os.path.join(self.directory, "seed", "content"))
        made = lt.create_torrent(files, piece_size=16384)
        lt.set_piece_hashes(made, os.path.join(self.directory, "seed"))
        self.torrent = os.path.join(self.directory, "content.torrent")
        with open(self.torrent, "wb") as file:
            file.write(lt.bencode(made.generate()))
        hashes = lt.torrent_info(self.torrent).info_hashes()
        self.v1, self.v2 = str(hashes.v1), str(hashes.v2)[:40]

    def libtorrent(self, listen, save_path):
        peer = self.m[0].python(PEER, listen, self.torrent, os.path.join(self.directory, save_path))
        peer.wait(event="ready")
        return peer

    def test_we_hear_libtorrent_by_either_name(self):
        with self.m[1].probe("0.0.0.0:7680") as one, self.m[1].probe("0.0.0.0:7681") as two:
            one.tell(f"content {self.v1}")
            two.tell(f"content {self.v2}")
            with self.libtorrent("10.9.0.1:6881", "seed"):
                one.wait(event="peer", address="10.9.0.1:6881")
                two.wait(event="peer", address="10.9.0.1:6881")

    def test_f18_we_hear_libtorrent_by_ipv6(self):
        with self.m[1].probe("[::]:7680") as probe:
            probe.tell(f"content {self.v1},{self.v2}")
            with self.libtorrent("[2001:db8:9::1]:6881", "seed"):
                probe.wait(event="peer", address="[2001:db8:9::1]:6881")

    def test_libtorrent_hears_us_and_connects(self):
        os.mkdir(os.path.join(self.directory, "leech"))
        for name, port in ((self.v1, 7680), (self.v2, 7681)):
            with self.libtorrent("10.9.0.1:6881", "leech") as peer, self.m[1].probe(f"10.9.0.2:{port}") as probe:
                probe.tell(f"content {name}")
                peer.wait(event="lsd", peer=f"10.9.0.2:{port}", hash=name)
                handshake = probe.wait(event="connected", **{"from": "10.9.0.1"})["handshake"]
                self.assertTrue(handshake.startswith("13" + b"BitTorrent protocol".hex()))
                self.assertIn(handshake[56:96], (self.v1, self.v2))

    def test_libtorrent_hears_both_names_of_a_hybrid_content(self):
        os.mkdir(os.path.join(self.directory, "leech"))
        with self.libtorrent("10.9.0.1:6881", "leech") as peer, self.m[1].probe("10.9.0.2:7680") as probe:
            probe.tell(f"content {self.v1},{self.v2}")
            peer.wait(event="lsd", peer="10.9.0.2:7680", hash=self.v1)
            peer.wait(event="lsd", peer="10.9.0.2:7680", hash=self.v2)
            probe.wait(event="connected")


if __name__ == "__main__":
    main()
