# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input of any kind: a clear error, nothing lost, an exit code that is not 0."""

import os
import socket

from harness import MIB, EndToEnd, main, payload, sha256


class Errors(EndToEnd):
    def test_empty_content_cannot_be_published(self):
        (self.dir / "empty").write_bytes(b"")
        self.fails("EMPTY_CONTENT", "publish", "empty", "--source", "http://127.0.0.1/x")

    def test_publish_needs_a_readable_regular_file(self):
        self.fails("FILE_NOT_FOUND", "publish", "missing", "--source", "http://127.0.0.1/x")
        self.fails("NOT_A_REGULAR_FILE", "publish", self.dir, "--source", "http://127.0.0.1/x")
        os.mkfifo(self.dir / "fifo")
        self.fails("NOT_A_REGULAR_FILE", "publish", "fifo", "--source", "http://127.0.0.1/x")

    def test_publish_refuses_names_that_are_unsafe_elsewhere(self):
        (self.dir / "f").write_bytes(b"x")
        self.fails("META_NAME_RESERVED", "publish", "f", "--source", "http://127.0.0.1/x", "--name", "NUL")
        self.fails("META_NAME_SEPARATOR", "publish", "f", "--source", "http://127.0.0.1/x", "--name", "../f")

    def test_publish_does_not_overwrite_what_it_publishes(self):
        (self.dir / "f").write_bytes(b"x")
        self.assertEqual(self.ctl("publish", "f", "--source", "http://127.0.0.1/x", "--metadata", "f").returncode, 2)
        self.assertEqual((self.dir / "f").read_bytes(), b"x")

    def test_metadata_that_is_none(self):
        (self.dir / "x.torrent").write_bytes(b"this is not bencoding")
        self.fails("META_BENCODE_SYNTAX", "metadata", "show", "x.torrent")
        self.fails("META_BENCODE_SYNTAX", "download", "x.torrent", "--output", self.out)
        self.fails("FILE_NOT_FOUND", "download", "missing.torrent", "--output", self.out)

    def test_metadata_without_a_source(self):
        self.publish("f.bin", payload(100))
        import libtorrent as lt
        torrent = lt.bdecode(self.metadata("f.bin").read_bytes())
        del torrent[b"url-list"]
        (self.dir / "f.torrent").write_bytes(lt.bencode(torrent))
        self.fails("NO_SOURCE", "download", "f.torrent", "--output", self.out)

    def test_content_id_has_to_match(self):
        self.publish("f.bin", payload(100))
        for what in (self.metadata("f.bin"), self.nginx.url("f.bin.torrent")):
            self.fails("CONTENT_ID_MISMATCH", "download", what, "--content-id", "0" * 64, "--output", self.out)
        self.assertFalse(self.out.exists())

    def test_wrong_digest_delivers_nothing_and_keeps_nothing(self):
        data = payload(3 * MIB)
        (self.nginx.root / "f.bin").write_bytes(data)
        message = self.fails("DIGEST_MISMATCH", "download", self.nginx.url("f.bin"), "--sha256", "0" * 64, "--output", self.out)
        self.assertNotIn("kept:", message)
        self.assertFalse(self.out.exists())
        # The right digest afterwards is not disturbed by it.
        self.ok("download", self.nginx.url("f.bin"), "--sha256", sha256(data), "--output", self.out)

    def test_wrong_digest_with_metadata(self):
        self.publish("f.bin", payload(2 * MIB))
        self.fails("DIGEST_MISMATCH", "download", self.metadata("f.bin"), "--sha256", "0" * 64, "--output", self.out)
        self.assertFalse(self.out.exists())

    def test_f36_source_with_another_file_of_the_same_size(self):
        data = payload(4 * MIB)
        self.publish("f.bin", data)
        (self.nginx.root / "f.bin").write_bytes(payload(len(data), seed=2))
        self.fails("SOURCE_MISMATCH", "download", self.metadata("f.bin"), "--output", self.out)
        self.assertFalse(self.out.exists())

    def test_source_with_another_size(self):
        self.publish("f.bin", payload(4 * MIB))
        (self.nginx.root / "f.bin").write_bytes(payload(4 * MIB + 1))
        self.fails("SOURCE_MISMATCH", "download", self.metadata("f.bin"), "--output", self.out)

    def test_one_bad_piece_keeps_the_others(self):
        data = payload(6 * MIB)
        self.publish("f.bin", data)
        spoiled = bytearray(data)
        spoiled[3 * MIB + 5] ^= 0x40
        (self.nginx.root / "f.bin").write_bytes(spoiled)
        message = self.fails("SOURCE_MISMATCH", "download", self.metadata("f.bin"), "--output", self.out)
        self.assertIn("stays in the cache", message)
        (self.nginx.root / "f.bin").write_bytes(data)
        before = self.content_bytes_served("f.bin")
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.assertEqual(self.content_bytes_served("f.bin") - before, MIB)

    def test_f27_not_found(self):
        self.fails("HTTP_NOT_FOUND", "download", self.nginx.url("missing"), "--output", self.out)
        self.fails("HTTP_NOT_FOUND", "download", self.nginx.url("missing.torrent"), "--output", self.out)

    def test_connection_refused_ends_in_bounded_time(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
            # Bound but not listening: nobody else can take the port while the test runs.
            self.fails("CONNECT_FAILED", "download", f"http://127.0.0.1:{port}/x", "--output", self.out)

    def test_urls_that_are_refused(self):
        for url in ("ftp://127.0.0.1/x", "file:///etc/passwd", "http://user:secret@127.0.0.1/x", "http:///x"):
            message = self.fails("URL_REFUSED", "download", url, "--output", self.out)
            self.assertNotIn("secret", message)

    def test_output_is_checked_before_anything_is_fetched(self):
        self.publish("f.bin", payload(100))
        self.fails("FILE_NOT_FOUND", "download", self.metadata("f.bin"), "--output", self.dir / "missing" / "x")
        self.fails("NOT_A_REGULAR_FILE", "download", self.metadata("f.bin"), "--output", self.dir)
        self.assertEqual(self.content_bytes_served("f.bin"), 0)

    def test_a26_cache_directory_of_somebody_else_is_refused(self):
        self.publish("f.bin", payload(100))
        self.cache.mkdir(mode=0o777)
        self.cache.chmod(0o777)
        self.fails("CACHE_FOREIGN", "download", self.metadata("f.bin"), "--output", self.out)
        self.cache.rmdir()
        elsewhere = self.dir / "elsewhere"
        elsewhere.mkdir(mode=0o700)
        self.cache.symlink_to(elsewhere)
        self.fails("CACHE_FOREIGN", "download", self.metadata("f.bin"), "--output", self.out)

    def test_f7_bit_rot_in_the_cache_is_found_and_mended(self):
        data = payload(5 * MIB)
        self.publish("f.bin", data)
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        content, = [p for p in self.cache.rglob("*") if p.is_file() and p.stat().st_size == len(data)]
        with open(content, "r+b") as file:
            file.seek(2 * MIB + 100)
            file.write(b"rot")
        self.out.unlink()
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.assertEqual(sha256(self.out.read_bytes()), sha256(data))

    def test_a30_no_secret_reaches_the_output_or_the_ledger(self):
        data = payload(2 * MIB)
        (self.nginx.root / "f.bin").write_bytes(data)
        result = self.ctl("download", self.nginx.url("f.bin?sig=canary123"), "--sha256", sha256(data), "--output", self.out)
        self.assertEqual(result.returncode, 0, result.stderr)
        failed = self.ctl("download", self.nginx.url("missing?sig=canary123"), "--output", self.out)
        for text in (result.stdout, result.stderr, failed.stdout, failed.stderr, self.ok("status", "--json")):
            self.assertNotIn("canary123", text)
        for path in self.cache.rglob("*"):
            if path.is_file() and path.stat().st_size != len(data):
                self.assertNotIn(b"canary123", path.read_bytes(), path)


if __name__ == "__main__":
    main()
