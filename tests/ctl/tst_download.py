# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads that end well, from every kind of subject."""

import json
import os
import stat

from harness import MIB, EndToEnd, main, payload, sha256


class Download(EndToEnd):
    def assertDelivered(self, data):
        self.assertEqual(sha256(self.out.read_bytes()), sha256(data))

    def test_metadata_file(self):
        data = payload(5 * MIB + 12345)
        content_id = self.publish("f.bin", data)
        row = json.loads(self.ok("download", self.metadata("f.bin"), "--output", self.out, "--json"))
        self.assertGreaterEqual(row["DeliveredAfter"], row["ProvenAfter"])
        self.assertIn(row["HandOver"], ("copy", "reflink"))
        self.assertDelivered(data)
        self.assertEqual((row["State"], row["Proof"], row["ModeReason"], row["FileId"]), ("Complete", "metadata", "NONE", content_id))
        self.assertEqual((row["BytesFromHttp"], row["BytesWasted"], row["PercentPeerCaching"]), (len(data), 0, 0))
        row, = self.status()
        self.assertEqual((row["FileSizeInCache"], row["BytesFromHttp"], row["BytesWasted"]), (len(data), len(data), 0))
        self.assertEqual(self.content_bytes_served("f.bin"), len(data))

    def test_metadata_url_with_and_without_content_id(self):
        data = payload(2 * MIB)
        content_id = self.publish("f.bin", data)
        url = self.nginx.url("f.bin.torrent")
        row = json.loads(self.ok("download", url, "--content-id", content_id, "--output", self.out, "--json"))
        self.assertDelivered(data)
        self.assertEqual(row["ModeReason"], "NONE")
        row = json.loads(self.ok("download", url, "--output", self.out, "--json", "--cache-dir", self.dir / "b"))
        self.assertEqual((row["ModeReason"], row["Proof"]), ("METADATA_NOT_AUTHORISED", "metadata"))

    def test_url_with_digest(self):
        data = payload(3 * MIB + 1)
        (self.nginx.root / "f.bin").write_bytes(data)
        row = json.loads(self.ok("download", self.nginx.url("f.bin"), "--sha256", sha256(data).upper(), "--output", self.out, "--json"))
        self.assertDelivered(data)
        self.assertEqual((row["Proof"], row["DownloadMode"], row["ModeReason"]), ("sha256", "Simple", "NO_METADATA"))

    def test_url_without_anything_to_prove_with_says_so(self):
        data = payload(100)
        (self.nginx.root / "f.bin").write_bytes(data)
        result = self.ctl("download", self.nginx.url("f.bin"), "--output", self.out)
        self.assertEqual(result.returncode, 0)
        self.assertIn("Not proven", result.stderr)
        self.assertDelivered(data)

    def test_url_with_piece_hashes(self):
        data = payload(4 * MIB - 9)
        self.publish("f.bin", data)
        self.ok("metadata", "phf", self.metadata("f.bin"), self.nginx.root / "f.bin", "--output", "f.json")
        row = json.loads(self.ok("download", self.nginx.url("f.bin"), "--piece-hashes", "f.json", "--output", self.out, "--json"))
        self.assertDelivered(data)
        self.assertEqual(row["Proof"], "piece-hashes")

    def test_zero_bytes(self):
        (self.nginx.root / "empty").write_bytes(b"")
        self.ok("download", self.nginx.url("empty"), "--output", self.out)
        self.assertEqual(self.out.read_bytes(), b"")
        self.ok("download", self.nginx.url("empty"), "--sha256", sha256(b""), "--output", self.out)

    def test_sizes_around_every_boundary(self):
        for size in (1, 16383, 16384, 16385, MIB - 1, MIB, MIB + 1, 3 * MIB):
            with self.subTest(size=size):
                data = payload(size, seed=size)
                self.publish("f.bin", data)
                self.ok("download", self.metadata("f.bin"), "--output", self.out)
                self.assertDelivered(data)

    def test_metadata_and_digest_together(self):
        data = payload(2 * MIB + 3)
        self.publish("f.bin", data)
        self.ok("download", self.metadata("f.bin"), "--sha256", sha256(data), "--output", self.out)
        self.assertDelivered(data)

    def test_second_download_asks_nobody(self):
        data = payload(3 * MIB)
        self.publish("f.bin", data)
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.nginx.stop()
        self.out.unlink()
        self.assertIn("in the cache", self.ok("download", self.metadata("f.bin"), "--output", self.out))
        self.assertDelivered(data)

    def test_server_without_ranges(self):
        data = payload(6 * MIB + 1)
        self.publish("f.bin", data, source="noranges/f.bin")
        row = json.loads(self.ok("download", self.metadata("f.bin"), "--output", self.out, "--json"))
        self.assertDelivered(data)
        self.assertEqual(row["BytesFromHttp"], len(data))

    def test_second_source_takes_over(self):
        data = payload(3 * MIB + 1)
        (self.nginx.root / "f.bin").write_bytes(data)
        self.ok("publish", self.nginx.root / "f.bin", "--source", self.nginx.url("gone.bin"), "--source", self.nginx.url("f.bin"),
                "--metadata", self.metadata("f.bin"))
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.assertDelivered(data)

    def test_bad_source_is_replaced_by_a_good_one(self):
        data = payload(5 * MIB)
        (self.nginx.root / "f.bin").write_bytes(data)
        (self.nginx.root / "bad.bin").write_bytes(payload(len(data), seed=2))
        self.ok("publish", self.nginx.root / "f.bin", "--source", self.nginx.url("bad.bin"), "--source", self.nginx.url("f.bin"),
                "--metadata", self.metadata("f.bin"))
        row = json.loads(self.ok("download", self.metadata("f.bin"), "--output", self.out, "--json"))
        self.assertDelivered(data)
        self.assertEqual(row["BytesFromHttp"], len(data))
        self.assertGreaterEqual(row["BytesWasted"], 2 * MIB)

    def test_an_existing_output_is_replaced_in_one_step(self):
        data = payload(MIB)
        self.publish("f.bin", data)
        self.out.write_bytes(b"old")
        before = os.stat(self.out).st_ino
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.assertDelivered(data)
        self.assertNotEqual(os.stat(self.out).st_ino, before)
        self.assertEqual([p.name for p in self.dir.iterdir() if "freshet" in p.name and "test" not in p.name], [])

    def test_cache_is_private(self):
        self.publish("f.bin", payload(1000))
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.assertEqual(stat.S_IMODE(os.stat(self.cache).st_mode), 0o700)

    def test_large_pieces_of_others(self):
        data = payload(20 * MIB + 5)
        (self.nginx.root / "f.bin").write_bytes(data)
        import libtorrent as lt
        files = lt.file_storage()
        files.add_file("f.bin", len(data))
        torrent = lt.create_torrent(files, piece_size=8 * MIB)
        torrent.add_url_seed(self.nginx.url("f.bin"))
        lt.set_piece_hashes(torrent, str(self.nginx.root))
        self.metadata("f.bin").write_bytes(lt.bencode(torrent.generate()))
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.assertDelivered(data)


if __name__ == "__main__":
    main()
