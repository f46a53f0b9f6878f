# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of a content: exactly the bytes that were asked for, proven, and nothing fetched for them twice."""

import hashlib
import json
import os
import socket

from harness import MIB, EngineCase, main, payload


def roots(hashes, padding):
    """Merkle root of `hashes`, filled up to a power of two with `padding` (BEP 52)."""
    level = hashes + [padding] * ((1 << (len(hashes) - 1).bit_length()) - len(hashes))
    while len(level) > 1:
        level = [hashlib.sha256(level[i] + level[i + 1]).digest() for i in range(0, len(level), 2)]
    return level[0]


def sparse_metadata(file, size, source):
    """v2 metadata of a file that is all zeros but for the pieces around 2^31 and 2^32 and the last; hashes no others."""
    import libtorrent as lt

    def piece(index):
        file.seek(index * MIB)
        data = file.read(MIB)
        leaves = [hashlib.sha256(data[i:i + 16384]).digest() for i in range(0, len(data), 16384)]
        return roots(leaves + [bytes(32)] * (64 - len(leaves)), bytes(32))

    count = -(-size // MIB)
    zeros = piece(0)
    special = {(1 << 11) - 1, 1 << 11, (1 << 12) - 1, 1 << 12, count - 1}
    layer = [piece(index) if index in special else zeros for index in range(count)]
    root = roots(layer, roots([bytes(32)] * 64, bytes(32)))
    return lt.bencode({b"info": {b"file tree": {b"big.bin": {b"": {b"length": size, b"pieces root": root}}}, b"meta version": 2,
                                 b"name": b"big.bin", b"piece length": MIB},
                       b"piece layers": {root: b"".join(layer)}, b"url-list": source})


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Ranges(EngineCase):
    def setUp(self):
        super().setUp()
        self.data = payload(6 * MIB + 17)

    def publish_fast(self):
        return self.publish("f.bin", self.data)

    def fetch(self, *ranges, output=None):
        arguments = [word for span in ranges for word in ("--range", span)]
        return json.loads(self.ok("download", self.metadata("f.bin"), *arguments, "--output", output or self.out, "--json"))

    def test_exactly_these_bytes_in_this_order(self):
        self.publish_fast()
        for through_engine in (False, True):
            if through_engine:
                self.cache = self.dir / "second"
                self.start_engine()
            served = self.content_bytes_served("f.bin")
            row = self.fetch(f"{4 * MIB - 5}-{4 * MIB + 4}", "0-0", f"{len(self.data) - 3}-")
            self.assertEqual(self.out.read_bytes(), self.data[4 * MIB - 5:4 * MIB + 5] + self.data[:1] + self.data[-3:])
            # Pieces 3, 4, 0 and the last one, of 17 bytes.
            self.assertEqual(self.content_bytes_served("f.bin") - served, 3 * MIB + 17)
            self.assertEqual(row["Ranges"], {"Length": 14, "SizeOfPieces": 3 * MIB + 17, "SizeInCache": 3 * MIB + 17})
            self.assertEqual((row["State"], row["FileSize"], row["FileSizeInCache"], row["BytesFromHttp"], row["BytesWasted"]),
                             ("Complete", len(self.data), 3 * MIB + 17, 3 * MIB + 17, 0))

    def test_a_later_job_fetches_only_what_is_missing(self):
        self.publish_fast()
        self.fetch(f"{2 * MIB}-{3 * MIB - 1}")
        self.fetch(f"{2 * MIB + 5}-{2 * MIB + 9}")  # all of it is there
        self.assertEqual(self.out.read_bytes(), self.data[2 * MIB + 5:2 * MIB + 10])
        self.assertEqual(self.content_bytes_served("f.bin"), MIB)
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.assertEqual(self.out.read_bytes(), self.data)
        self.assertEqual(self.content_bytes_served("f.bin"), len(self.data))
        self.fetch("10-")  # out of a whole content
        self.assertEqual(self.out.read_bytes(), self.data[10:])
        self.assertEqual(self.content_bytes_served("f.bin"), len(self.data))

    def test_piece_hashes_are_enough(self):
        self.publish_fast()
        self.ok("metadata", "phf", self.metadata("f.bin"), self.nginx.root / "f.bin", "--output", "f.json")
        self.ok("download", self.nginx.url("f.bin"), "--piece-hashes", "f.json", "--range", "7-8", "--output", self.out)
        self.assertEqual(self.out.read_bytes(), self.data[7:9])
        self.assertEqual(self.content_bytes_served("f.bin"), MIB)

    def test_p9_after_kill_9_parts_go_on_by_themselves(self):
        self.publish("f.bin", self.data, source="slow/f.bin")
        self.start_engine()
        client = self.start("download", self.metadata("f.bin"), "--range", f"{MIB + 1}-{5 * MIB}", "--output", self.out)
        self.wait_for(lambda: any(row["FileSizeInCache"] >= MIB for row in self.jobs().values()), client)
        self.engine.kill()
        self.engine.communicate()
        client.communicate()
        kept = self.status()[0]["FileSizeInCache"]
        served = self.content_bytes_served("f.bin")
        self.start_engine()
        self.wait_for_state(1, "Complete")
        self.assertEqual(self.out.read_bytes(), self.data[MIB + 1:5 * MIB + 1])
        self.assertEqual(self.content_bytes_served("f.bin") - served, 5 * MIB - kept)

    def test_bit_rot_in_a_part_is_mended(self):
        self.publish_fast()
        self.fetch("0-10")
        content, = [p for p in self.cache.rglob("*") if p.is_file() and p.stat().st_size == len(self.data)]
        with open(content, "r+b") as file:
            file.write(b"rot")
        self.fetch("0-10")
        self.assertEqual(self.out.read_bytes(), self.data[:11])

    def test_peers_are_offered_exactly_what_is_there(self):
        import libtorrent as lt
        self.publish_fast()
        port = free_port()
        options = "--download-mode", "1", "--no-lan", "--listen", f"127.0.0.1:{port}"
        self.start_engine(*options)
        self.assertEqual(self.fetch(f"{2 * MIB}-{3 * MIB}")["State"], "Caching")
        other = self.dir / "other"
        for restarted in (False, True):
            if restarted:
                self.stop_engine()
                self.start_engine(*options)
            with self.subTest(restarted=restarted):
                session = lt.session({"listen_interfaces": "127.0.0.1:0", "enable_dht": False, "enable_lsd": False,
                                      "enable_upnp": False, "enable_natpmp": False})
                parameters = lt.add_torrent_params()
                parameters.ti = lt.torrent_info(str(self.metadata("f.bin")))
                parameters.url_seeds = []
                parameters.save_path = str(other / str(restarted))
                torrent = session.add_torrent(parameters)
                for url in torrent.url_seeds():
                    torrent.remove_url_seed(url)
                torrent.connect_peer(("127.0.0.1", port))
                self.wait_for(lambda: torrent.status().num_pieces == 2)
                self.assertEqual([p.pieces for p in torrent.get_peer_info()], [[False, False, True, True, False, False, False]])
                self.assertEqual(torrent.status().pieces, [False, False, True, True, False, False, False])
                self.assertEqual(torrent.status().total_failed_bytes, 0)
                session.remove_torrent(torrent)

    def test_peers_bring_parts_too(self):
        self.publish_fast()
        port = free_port()
        mode = "--download-mode", "1", "--no-lan"
        seed = self.start("seed", self.metadata("f.bin"), self.nginx.root / "f.bin", *mode, "--listen", f"127.0.0.1:{port}")
        self.addCleanup(lambda: (seed.terminate(), seed.communicate(timeout=30)))
        seed.stdout.readline()
        row = json.loads(self.ok("download", self.metadata("f.bin"), *mode, "--no-http", "--peer",
                                 f"127.0.0.1:{port}", "--range", f"{2 * MIB}-{3 * MIB}", "--output", self.out, "--json"))
        self.assertEqual(self.out.read_bytes(), self.data[2 * MIB:3 * MIB + 1])
        self.assertEqual((row["BytesFromPeers"], row["BytesFromHttp"], row["FileSizeInCache"]), (2 * MIB, 0, 2 * MIB))
        self.assertEqual(self.content_bytes_served("f.bin"), 0)

    def test_a28_a_content_longer_than_4_gib(self):
        size = (1 << 32) + 4097
        path = self.nginx.root / "big.bin"
        with open(path, "wb") as file:
            file.truncate(size)
            for position in ((1 << 31) - 1, (1 << 32) - 1):
                file.seek(position)
                file.write(b"ab")
        with open(path, "rb") as file:
            (self.nginx.root / "big.bin.torrent").write_bytes(sparse_metadata(file, size, self.nginx.url("big.bin")))
        row = json.loads(self.ok("download", f"{path}.torrent", "--range", f"{(1 << 31) - 2}-{(1 << 31) + 1}", "--range",
                                 f"{(1 << 32) - 2}-{(1 << 32) + 1}", "--range", f"{size - 1}-", "--output", self.out, "--json"))
        self.assertEqual(self.out.read_bytes(), b"\0ab\0" * 2 + b"\0")
        self.assertEqual((row["FileSize"], row["BytesFromHttp"]), (size, 3 * MIB + 4097))
        self.assertEqual(self.status()[0]["FileSize"], size)
        cached, = [p for p in self.cache.rglob("*") if p.is_file() and p.stat().st_size == size]
        self.assertLess(os.stat(cached).st_blocks * 512, 16 * MIB, "space was taken for parts that nobody asked for")

    def test_ranges_that_make_no_sense(self):
        self.publish_fast()
        url = self.nginx.url("f.bin")
        metadata = self.metadata("f.bin")
        for words in ("5-4", "-5", "a-b", "1", "1-2-3", "", "99999999999999999999-"):
            self.fails("--range", "download", metadata, f"--range={words}", "--output", self.out, exit_code=2)
        self.fails("can only be proven", "download", url, "--range", "0-1", "--output", self.out, exit_code=2)
        self.fails("digest of the whole", "download", metadata, "--sha256", "0" * 64, "--range", "0-1", "--output", self.out,
                   exit_code=2)
        for span in (f"{len(self.data)}-", f"{1 << 53}-{(1 << 53) + 1}"):
            self.fails("begins behind the end", "download", metadata, "--range", span, "--output", self.out)
        self.assertEqual(self.content_bytes_served("f.bin"), 0)
        self.assertFalse(self.out.exists())


if __name__ == "__main__":
    main()
