# SPDX-License-Identifier: GPL-3.0-or-later
"""Releases as a publisher and a machine see them: publish, plan, apply over the network and from peers, kill, verify, roll back."""

import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

from harness import give_time, main, payload
from updating import UpdateCase, free_port, tree_of


class Update(UpdateCase):
    def test_installed_updated_skipping_a_release_and_rolled_back(self):
        self.publish_series(1)
        self.assertIn("full", self.apply())
        self.assertEqual(tree_of(self.tree), tree_of(self.release(1)))
        self.publish_series(1, 2, 3)
        plan = self.plan()
        self.assertEqual((plan["installed"], plan["newest"], plan["route"], plan["notes"]), ("1.0", "3.0", "direct from 1.0", "news"))
        self.assertLess(plan["bytes"], 5000)
        self.assertEqual({a["route"] for a in plan["alternatives"]}, {"full", "2 pack(s), one after the other"})
        self.apply()
        self.assertEqual(tree_of(self.tree), tree_of(self.release(3)))
        self.assertIn("every file proven", self.ok("update", "verify", "--tree", self.tree))
        self.assertIn("nothing newer", self.apply())
        self.ok("update", "rollback", "--tree", self.tree)
        self.assertEqual(tree_of(self.tree), tree_of(self.release(1)))
        history = json.loads(self.ok("update", "history", "--json", "--tree", self.tree))
        self.assertEqual([entry["action"] for entry in history], ["install", "update", "rollback"])
        self.assertEqual(history[1]["bytes"], plan["bytes"])
        state = json.loads(self.ok("update", "list", "--json", "--tree", self.tree))
        self.assertEqual((state["version"], state["versionFloor"], state["rollbackTo"]), ("1.0", 3, "3.0"))

    def test_packs_come_from_peers(self):
        self.publish_series(1)
        self.apply()
        self.publish_series(1, 2)
        pack = self.site / "app-1-2.pack"
        address = f"127.0.0.1:{free_port()}"
        seeder = self.start("seed", f"{pack}.torrent", pack, "--download-mode", "1", "--no-lan", "--listen", address,
                            "--cache-dir", self.dir / "other")
        self.addCleanup(seeder.communicate)
        self.addCleanup(seeder.terminate)
        self.assertIn("Serving", seeder.stdout.readline())
        self.ok("update", "apply", *self.words(self.manifest_alone("app-1-2.pack")), "--peer", address, "--no-http", "--download-mode", "1",
                "--no-lan")
        self.assertEqual(tree_of(self.tree), tree_of(self.release(2)))

    def test_a_release_can_be_a_package(self):
        first, second = self.release(1), self.release(2)
        for number in (1, 2):
            (self.release(number) / "DEBIAN").mkdir()
            (self.release(number) / "DEBIAN" / "control").write_text(
                f"Package: app\nVersion: {number}\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: test\n")
        packers = {
            "deb": lambda root, out: ["dpkg-deb", "--root-owner-group", "-b", root, out],
            "tar": lambda root, out: ["tar", "--exclude=./DEBIAN", "-C", root, "-cf", out, "."],
            "tar.gz": lambda root, out: ["tar", "--exclude=./DEBIAN", "-C", root, "-czf", out, "."],
            "tar.xz": lambda root, out: ["tar", "--exclude=./DEBIAN", "-C", root, "-cJf", out, "."],
            "tar.zst": lambda root, out: ["tar", "--exclude=./DEBIAN", "-C", root, "--zstd", "-cf", out, "."],
            "zip": lambda root, out: ["7z", "a", "-bd", "-snl", "-tzip", "-xr!DEBIAN", out, f"{root}/."],
            "7z": lambda root, out: ["7z", "a", "-bd", "-snl", "-xr!DEBIAN", out, f"{root}/."]}
        for form, packer in packers.items():
            with self.subTest(form):
                for root in (first, second):
                    subprocess.run(packer(root, f"{root}.{form}"), check=True, stdout=subprocess.DEVNULL)
                site = self.dir / f"site-{form}"
                site.mkdir()
                self.ok("update", "publish", "--product", "app", "--output", site, "--key", self.key, "--source", self.nginx.url(""),
                        *[f"{n}.0={self.release(n)}.{form}" for n in (1, 2)])
                self.assertEqual([p for p in os.listdir(site) if p.startswith(".unpacked")], [])
                self.tree = self.dir / f"tree-{form}"
                self.ok("update", "apply", *self.words(site / "app.manifest"))
                expected = tree_of(second)
                self.assertEqual(tree_of(self.tree), {path: what for path, what in expected.items() if not path.startswith("DEBIAN")})

    def test_a_package_that_climbs_out_is_refused(self):
        with tarfile.open(self.dir / "evil.tar", "w") as archive:
            archive.add(self.release(1) / "data", arcname="../../escaped")
        self.fails("TREE_PATH", "update", "publish", "--product", "app", "--output", self.site, "--key", self.key, "--source",
                   self.nginx.url(""), f"1={self.dir}/evil.tar")

    def test_a_package_with_hard_links_is_refused(self):
        root = self.release(1)
        (root / "twin").hardlink_to(root / "data")
        for form, option in (("tar", []), ("tar.gz", ["-z"]), ("tar.xz", ["-J"]), ("tar.zst", ["--zstd"])):
            with self.subTest(form):
                package = f"{root}.{form}"
                subprocess.run(["tar", "-C", root, *option, "-cf", package, "."], check=True)
                self.fails("ARCHIVE_FORM", "update", "publish", "--product", "app", "--output", self.site, "--key", self.key, "--source",
                           self.nginx.url(""), f"1={package}")
                # Not by packing it once more, either.
                subprocess.run(["gzip", "-kf", package], check=True)
                self.fails("ARCHIVE_FORM", "update", "publish", "--product", "app", "--output", self.site, "--key", self.key, "--source",
                           self.nginx.url(""), f"1={package}.gz")
                self.assertEqual(os.listdir(self.site), [])

    def test_a_tree_that_somebody_else_unpacked_is_recognised(self):
        shutil.copytree(self.release(1), self.tree, symlinks=True)
        self.publish_series(1, 2)
        self.assertEqual(self.plan()["route"], "forward from 1.0")
        self.apply()
        self.assertEqual(tree_of(self.tree), tree_of(self.release(2)))

    def test_f38_only_changed_files_are_fetched_whole(self):
        big = payload(6_000_000, 5)
        for number in (1, 2):
            (self.release(number) / "big").write_bytes(big)
        self.publish_series(1)
        self.apply()
        self.publish_series(1, 2)
        size = (self.site / "app-2.full.pack").stat().st_size
        (self.tree / "data").write_text("mine")
        (self.tree / "extra").write_text("mine, too")
        plan = self.plan()
        self.assertEqual(plan["route"], "forward from 1.0")
        self.assertIn("changed", plan["reason"])
        self.assertLess(plan["bytes"], size / 10)
        result = self.ctl("update", "apply", *self.words())
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("not as it was installed: data", result.stderr)
        self.assertEqual(tree_of(self.tree), tree_of(self.release(2)))
        self.assertEqual([name for name in os.listdir(f"{self.tree}.freshet") if ".part" in name or ".ranges" in name], [])
        self.assertLess(json.loads(self.ok("update", "history", "--json", "--tree", self.tree))[-1]["bytes"], size / 2)
        self.ok("update", "rollback", "--tree", self.tree)
        self.assertEqual((self.tree / "data").read_text(), "mine")
        self.assertEqual((self.tree / "extra").read_text(), "mine, too")
        # No pack is of what was brought back.
        self.assertEqual(self.plan()["route"], "full")
        self.apply()
        self.assertEqual(tree_of(self.tree), tree_of(self.release(2)))

    def test_f38_changed_files_and_packs_beside_the_manifest(self):
        self.publish_series(1)
        self.apply()
        self.publish_series(1, 2)
        (self.tree / "only-1").write_text("mine") # goes anyway
        (self.tree / "current").unlink()
        words = self.words(self.site / "app.manifest")
        self.ok("update", "apply", *words)
        self.assertEqual(tree_of(self.tree), tree_of(self.release(2)))

    def test_f38_many_changed_files_make_it_a_full_update(self):
        self.publish_series(1)
        self.apply()
        self.publish_series(1, 2)
        (self.tree / "data").write_text("mine")
        (self.tree / "bin" / "app").write_text("mine")
        (self.tree / "only-1").write_text("mine")
        self.assertEqual(self.ctl("update", "verify", "--tree", self.tree).returncode, 1)
        result = self.ctl("update", "apply", *self.words())
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("not as it was installed: data", result.stderr)
        self.assertIn("full", result.stdout)
        self.assertEqual(tree_of(self.tree), tree_of(self.release(2)))
        self.ok("update", "rollback", "--tree", self.tree)
        self.assertEqual((self.tree / "data").read_text(), "mine")

    def test_f39_a_failed_health_check_brings_the_old_tree_back(self):
        self.publish_series(1)
        self.apply()
        self.publish_series(1, 2)
        check = self.dir / "check"
        check.write_text('#!/bin/sh\ntest -e "$FRESHET_TREE/only-1"\n')
        check.chmod(0o755)
        self.fails("HEALTH_CHECK", "update", "apply", *self.words(), "--health-check", check)
        self.assertEqual(tree_of(self.tree), tree_of(self.release(1)))
        self.fails("MANIFEST_OLDER", "update", "apply", *self.words())

    def test_it_gives_way_to_others_unless_told_otherwise(self):
        self.publish_series(1)
        check = self.dir / "check"
        check.write_text('#!/bin/sh\nset -e\n{ cut -d" " -f19 /proc/self/stat; ionice; } >"$FRESHET_TREE.seen"\n')
        check.chmod(0o755)
        self.apply("--health-check", check)
        seen = Path(f"{self.tree}.seen")
        self.assertEqual(seen.read_text().split()[:2], ["10", "idle"])
        self.publish_series(1, 2)
        self.apply("--health-check", check, "--foreground")
        here = subprocess.run(["ionice"], check=True, capture_output=True, text=True).stdout.split()
        self.assertEqual(seen.read_text().split(), [str(os.nice(0)), *here])

    def test_p3_a_signed_order_leads_back(self):
        self.publish_series(1, 2, 3)
        self.apply()
        before = ["update", "publish", "--product", "app", "--output", self.site, "--key", self.key, "--source", self.nginx.url(""),
                  *[f"{n}.0={self.release(n)}" for n in (1, 2, 3)]]
        self.fails("INVALID_ARGUMENT", *before, "--order", "2.0=3.0")
        early = self.dir / "early"
        shutil.copytree(self.tree, early, symlinks=True)
        shutil.copytree(f"{self.tree}.freshet", f"{early}.freshet")
        self.ok(*before, "--order", "3.0=2.0")
        plan = self.plan()
        self.assertEqual((plan["route"], plan["newest"]), ("back from 3.0, as the publisher orders", "2.0"))
        self.apply()
        self.assertEqual(tree_of(self.tree), tree_of(self.release(2)))
        self.assertEqual(json.loads(self.ok("update", "list", "--json", "--tree", self.tree))["versionFloor"], 3)
        self.assertIn("nothing newer", self.apply())
        # To an older one than others get: it stays there, for what lies between is below what it had.
        self.tree = early
        self.ok(*before, "--order", "3.0=1.0")
        self.assertEqual((self.plan()["route"], self.plan()["newest"]), ("back from 3.0, as the publisher orders", "1.0"))
        self.apply()
        self.assertEqual(tree_of(self.tree), tree_of(self.release(1)))
        self.assertIn("nothing newer", self.apply())
        self.tree = self.dir / "another"  # nobody gets the release that was ordered back
        self.apply()
        self.assertEqual(tree_of(self.tree), tree_of(self.release(2)))

    def test_p3_older_and_foreign_manifests_are_refused(self):
        self.publish_series(1)
        old = (self.site / "app.manifest").read_bytes()
        self.publish_series(1, 2)
        self.apply()
        before = tree_of(self.tree)
        (self.site / "app.manifest").write_bytes(old)
        self.fails("MANIFEST_OLDER", "update", "apply", *self.words())
        (self.site / "app.manifest").write_bytes(old[:-2] + b"  }") # of another size: not the same by its ETag
        self.fails("MANIFEST_SIGNATURE", "update", "apply", *self.words())
        other = self.dir / "other.key"
        self.ok("update", "publish", "--product", "app", "--output", self.dir, "--key", other, "--source", self.nginx.url(""),
                f"9={self.release(3)}")
        shutil.copy(self.dir / "app.manifest", self.site / "app.manifest")
        self.fails("MANIFEST_SIGNATURE", "update", "apply", *self.words())
        self.assertEqual(tree_of(self.tree), before)

    def test_f40_killed_in_the_middle_and_run_again(self):
        self.publish_series(1)
        self.apply()
        self.publish_series(1, 2)
        for _ in range(3):
            process = self.start("update", "apply", *self.words())
            give_time(process)
            process.kill()
            process.communicate()
            self.assertIn(tree_of(self.tree), (tree_of(self.release(1)), tree_of(self.release(2))))
        self.apply()
        self.assertEqual(tree_of(self.tree), tree_of(self.release(2)))

    def test_a_checkpoint_has_a_direct_pack_however_old_it_is(self):
        words = ["update", "publish", "--product", "app", "--output", self.site, "--key", self.key, "--source", self.nginx.url(""), "--direct", "0",
                 *[f"{n}.0={self.release(n)}" for n in (1, 2, 3)]]
        self.ok(*words)
        self.assertFalse((self.site / "app-1-3.pack").exists())
        self.ok(*words, "--checkpoint", "1.0")
        self.assertTrue((self.site / "app-1-3.pack").exists())
        shutil.copytree(self.release(1), self.tree, symlinks=True)
        self.assertEqual(self.plan()["route"], "direct from 1.0")
        self.apply()
        self.assertEqual(tree_of(self.tree), tree_of(self.release(3)))
        self.fails("INVALID_ARGUMENT", *words, "--checkpoint", "7.0")

    def test_compare_prints_all_four_schemes(self):
        lines = self.ok("update", "compare", *[f"{n}={self.release(n)}" for n in (1, 2, 3)]).splitlines()
        rows = {}
        for line in lines[1:]:
            start, _, end, scheme, *numbers = line.split()
            rows[start + end, scheme] = [int(number) for number in numbers]
        self.assertEqual(set(rows), {(step, scheme) for step in ("12", "23", "13") for scheme in ("full", "express", "paired", "forward-only")})
        for step in ("12", "23", "13"):
            self.assertLess(rows[step, "forward-only"][0], rows[step, "express"][0]) # each file compressed by itself
            self.assertLess(rows[step, "forward-only"][0], rows[step, "paired"][0])
            self.assertLess(rows[step, "paired"][0], rows[step, "full"][0])
            self.assertGreater(rows[step, "forward-only"][2], 0)
        # For those who may come from release 1 or 2.
        self.assertEqual(rows["13", "forward-only"][1], rows["13", "forward-only"][0] + rows["23", "forward-only"][0])

    def test_wrong_words(self):
        for words in (["nothing"], ["publish"], ["apply"], ["rollback"], ["publish", "--product", "a/b", "--output", ".", "--key", "k", "--source",
                                                                         "http://127.0.0.1/", "1=x"]):
            self.assertEqual(self.ctl("update", *words).returncode, 2, words)
        self.fails("NO_ROUTE", "update", "rollback", "--tree", self.dir / "none")


if __name__ == "__main__":
    main()
