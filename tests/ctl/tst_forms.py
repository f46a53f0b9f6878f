# SPDX-License-Identifier: GPL-3.0-or-later
"""The exact forms that other tools rely on."""

import json
import re

from harness import MIB, EndToEnd, main, payload


class Forms(EndToEnd):
    def test_publish_prints_the_content_id_alone(self):
        (self.dir / "f.bin").write_bytes(payload(3 * MIB + 5))
        out = self.ok("publish", "f.bin", "--source", "http://127.0.0.1/f.bin", "--source", "https://b.example/f.bin")
        self.assertRegex(out, r"\A[0-9a-f]{64}\n\Z")
        self.assertFalse((self.dir / "f.bin.torrent").exists())

    def test_publish_is_deterministic(self):
        (self.dir / "f.bin").write_bytes(payload(MIB + 1))
        ids = [self.ok("publish", "f.bin", "--source", "http://127.0.0.1/f", "--metadata", f"{i}.torrent") for i in "ab"]
        self.assertEqual(ids[0], ids[1])
        self.assertEqual((self.dir / "a.torrent").read_bytes(), (self.dir / "b.torrent").read_bytes())

    def test_name_belongs_to_the_identity_sources_do_not(self):
        (self.dir / "f.bin").write_bytes(payload(1000))
        base = self.ok("publish", "f.bin", "--source", "http://127.0.0.1/f")
        self.assertEqual(base, self.ok("publish", "f.bin", "--source", "http://127.0.0.1/other"))
        self.assertNotEqual(base, self.ok("publish", "f.bin", "--source", "http://127.0.0.1/f", "--name", "g.bin"))

    def test_metadata_show_verify_phf(self):
        data = payload(2 * MIB + 77)
        content_id = self.publish("f.bin", data)
        shown = json.loads(self.ok("metadata", "show", self.metadata("f.bin"), "--json"))
        self.assertEqual(shown["ContentId"], content_id)
        self.assertEqual((shown["ContentLength"], shown["PieceSize"], shown["PieceCount"]), (len(data), MIB, 3))
        self.assertEqual(shown["Sources"], [self.nginx.url("f.bin")])
        self.assertIn(content_id, self.ok("metadata", "show", self.metadata("f.bin")))
        self.assertEqual(json.loads(self.ok("publish", self.nginx.root / "f.bin", "--source", self.nginx.url("f.bin"), "--json")), shown)
        self.ok("metadata", "verify", self.metadata("f.bin"), self.nginx.root / "f.bin")
        verified = json.loads(self.ok("metadata", "verify", self.metadata("f.bin"), self.nginx.root / "f.bin", "--json"))
        self.assertEqual((verified["ContentId"], verified["PieceCount"], verified["WrongPieces"]), (content_id, 3, []))
        phf = json.loads(self.ok("metadata", "phf", self.metadata("f.bin"), self.nginx.root / "f.bin"))
        self.assertEqual((phf["ContentLength"], phf["PieceSize"], len(phf["Pieces"])), (len(data), MIB, 3))

    def test_metadata_verify_names_the_pieces_that_differ(self):
        data = bytearray(payload(3 * MIB))
        self.publish("f.bin", bytes(data))
        data[MIB + 3] ^= 1
        (self.dir / "bad.bin").write_bytes(data)
        message = self.fails("PIECE_MISMATCH", "metadata", "verify", self.metadata("f.bin"), "bad.bin")
        self.assertIn("missing: 1)", message)
        result = self.ctl("metadata", "verify", self.metadata("f.bin"), "bad.bin", "--json")
        self.assertEqual((result.returncode, json.loads(result.stdout)["WrongPieces"]), (1, [1]))
        (self.dir / "short.bin").write_bytes(data[:MIB])
        self.fails("PIECE_MISMATCH", "metadata", "verify", self.metadata("f.bin"), "short.bin")

    def test_group_create_makes_a_credential_that_only_its_owner_reads(self):
        self.assertIn("office", self.ok("group", "create", "office", "--output", "office.pem", "--days", "7"))
        pem = self.dir / "office.pem"
        made = json.loads(self.ok("group", "create", "office", "--output", "second.pem", "--days", "7", "--json"))
        self.assertEqual(made, {"Group": "office", "File": str(self.dir / "second.pem"), "ValidForDays": 7})
        self.assertEqual(pem.stat().st_mode & 0o777, 0o600)
        self.assertEqual(pem.read_text().count("BEGIN CERTIFICATE"), 2)
        (self.dir / "f.bin").write_bytes(payload(1000))
        self.ok("publish", "f.bin", "--source", "http://127.0.0.1/f.bin", "--metadata", "f.torrent")
        self.fails("FILE_NOT_FOUND", "seed", "f.torrent", "f.bin", "--group-credential", "none.pem")
        pem.write_text("-----BEGIN CERTIFICATE-----\n")
        self.fails("INVALID_ARGUMENT", "seed", "f.torrent", "f.bin", "--group-credential", "office.pem")
        for wrong in (["create"], ["make", "x", "--output", "x"], ["create", "x"], ["create", "x", "--output", "x", "--days", "0"]):
            self.assertEqual(self.ctl("group", *wrong).returncode, 2, wrong)

    def test_status_without_a_cache_is_empty_and_creates_nothing(self):
        self.assertEqual(self.status(), [])
        self.assertFalse(self.cache.exists())

    def test_status_json_has_the_fields_of_the_original(self):
        self.publish("f.bin", payload(MIB))
        self.ok("download", self.metadata("f.bin"), "--output", self.out, "--standalone")
        row, = self.status()
        for field in """FileId FileSize FileSizeInCache TotalBytesDownloaded PercentPeerCaching BytesFromPeers BytesFromHttp Status
                Priority BytesFromCacheServer BytesFromLanPeers BytesFromLinkLocalPeers BytesFromGroupPeers BytesFromInternetPeers
                BytesToLanPeers BytesToLinkLocalPeers BytesToGroupPeers BytesToInternetPeers DownloadDuration HttpConnectionCount
                CacheServerConnectionCount LanConnectionCount LinkLocalConnectionCount GroupConnectionCount InternetConnectionCount
                DownloadMode SourceURL CacheHost NumPeers PredefinedCallerApplication ExpireOn IsPinned""".split():
            self.assertIn(field, row)
        self.assertEqual(row["Status"], "Complete")

    def test_cache_dir_option_wins_over_the_environment(self):
        self.publish("f.bin", payload(MIB))
        self.ok("download", self.metadata("f.bin"), "--output", self.out, "--cache-dir", self.dir / "other")
        self.assertFalse(self.cache.exists())
        self.assertEqual(len(json.loads(self.ok("status", "--json", "--cache-dir", self.dir / "other"))["Files"]), 1)

    def test_help_everywhere(self):
        overview = self.ok("--help")
        self.assertIn("Usage: freshetctl COMMAND", overview)
        commands = re.findall(r"^  ([a-z]+) ", overview, re.MULTILINE)
        self.assertGreater(len(commands), 15)
        for command in commands:
            text = self.ok(command, "--help")
            self.assertIn(f"Usage: freshetctl {command}", text)
            self.assertRegex(text, rf"Examples:\n  .*freshetctl {command}")
            # All that answer with facts do so for programs as well; the others run until they are stopped, or print a script.
            self.assertEqual("--json" in text, command not in ("engine", "seed", "completion", "shell", "update"), command)
        for action in ("plan", "list", "history"):
            self.assertIn("--json", self.ok("update", action, "--help"), action)
        self.assertRegex(self.ok("--version"), r"\Afreshetctl \d+\.\d+\.\d+\n\Z")

    def test_wrong_usage_is_exit_code_2(self):
        for arguments in ([], ["nonsense"], ["publish"], ["publish", "f.bin"], ["download", "http://127.0.0.1/x"],
                          ["download", "http://127.0.0.1/x", "--output", "x", "--sha256", "12"],
                          ["download", "http://127.0.0.1/x", "--output", "x", "--foreground", "--background"],
                          ["download", "http://127.0.0.1/x", "--output", "x", "--connections", "0"],
                          ["metadata", "burn", "x"], ["metadata", "verify", "x"], ["status", "extra"], ["status", "--unknown"],
                          ["publish", "f.bin", "--source", "ftp://x/y"], ["publish", "f.bin", "--source", "http://u:p@x/y"]):
            result = self.ctl(*arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertTrue(result.stderr.startswith("freshetctl: "), arguments)
            self.assertEqual(result.stdout, "")


if __name__ == "__main__":
    main()
