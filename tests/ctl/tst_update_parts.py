# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of packs: passed on between machines, and taken where an encoder makes something else than the publisher's."""

import gzip
import json
import lzma
import os
import random

from harness import MIB, main, payload
from updating import UpdateCase, free_port, tree_of


def text(seed, count=30_000):
    chooser = random.Random(seed)
    return " ".join(f"word{chooser.randrange(900)}" for _ in range(count)).encode()


class PartsCase(UpdateCase):
    """Releases with a large file that stays, each file in blocks of its own: of their full packs, little is needed."""

    BIG = 6 * MIB

    def setUp(self):
        super().setUp()
        self.preload = None
        big = payload(self.BIG, 5)
        for number in (1, 2):
            (self.release(number) / "big").write_bytes(big)

    def environment(self):
        env = super().environment()
        if self.preload:
            env.update(LD_PRELOAD=self.preload, ASAN_OPTIONS="verify_asan_link_order=0")
        return env

    def install(self, *trees):
        self.publish_series(1, options=["--express", "--zstd"])
        for self.tree in trees:
            self.apply()
        self.publish_series(1, 2, options=["--express", "--zstd"])

    def cost(self):
        return json.loads(self.ok("update", "history", "--json", "--tree", self.tree))[-1]["bytes"]

    def bytes_of(self, *fields):
        """What the cache says of each pack after the last job for it."""
        rows = [row for row in self.status() if row["FileName"].endswith(".pack")]
        last = {row["FileName"]: row for row in sorted(rows, key=lambda row: row.get("JobId", 0))}
        return {name: tuple(row[field] for field in fields) for name, row in last.items()}


class FromPeers(PartsCase):
    def test_parts_of_packs_are_passed_on(self):
        first, second = self.dir / "first", self.dir / "second"
        self.install(first, second)
        for tree in (first, second):
            (tree / "data").write_text("mine")
        mode = "--download-mode", "1", "--no-lan"
        address = f"127.0.0.1:{free_port()}"
        self.cache = self.dir / "cache-first"
        engine = self.start("engine", "run", *mode, "--listen", address)
        self.addCleanup(lambda: (engine.terminate(), engine.communicate(timeout=30)))
        self.assertIn("runs", engine.stdout.readline())
        self.tree = first
        self.apply()
        self.assertEqual(tree_of(first), tree_of(self.release(2)))
        size = (self.site / "app-2.full.pack").stat().st_size
        served = self.content_bytes_served("app-2.full.pack")
        # One piece with the changed file, and with the index: not the first one, which has the header.
        self.assertLess(served, min(size / 3, MIB))
        held = self.bytes_of("FileSizeInCache")
        self.assertEqual(held["app-2.full.pack"], (served,))
        # From here on nobody but that machine has anything.
        manifest = self.manifest_alone("app-1-2.pack", "app-2.full.pack")
        self.nginx.stop()
        self.cache = self.dir / "cache-second"
        self.tree = second
        result = self.ctl("update", "apply", *self.words(manifest), *mode, "--no-http", "--peer", address)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(tree_of(second), tree_of(self.release(2)))
        self.assertEqual(self.bytes_of("BytesFromPeers", "BytesFromHttp", "FileSizeInCache"),
                         {name: (in_cache, 0, in_cache) for name, (in_cache,) in held.items()})


class OtherEncoder(PartsCase):
    def setUp(self):
        super().setUp()
        for number, end in ((1, b"the end"), (2, b"another end")):
            # Of higher levels the encoder is ours, whatever zlib there is.
            for name, seed in (("doc.gz", 1), ("more.gz", 2)):
                (self.release(number) / name).write_bytes(gzip.compress(text(seed) + end, 2, mtime=0))
            (self.release(number) / "doc.xz").write_bytes(lzma.compress(text(3) + end, check=lzma.CHECK_CRC64, preset=1))

    def test_what_is_made_otherwise_is_taken_out_of_the_full_pack(self):
        tree, other = self.dir / "tree", self.dir / "other"
        self.install(tree, other)
        fresh = tree_of(self.release(2))
        forward, full = ((self.site / name).stat().st_size for name in ("app-1-2.pack", "app-2.full.pack"))
        # Where zlib is that of the publisher, nothing else is needed.
        self.tree = other
        self.apply()
        self.assertEqual(tree_of(other), fresh)
        self.assertEqual((self.cost(), self.content_bytes_served("app-2.full.pack")), (forward, 0))
        closed = sum((self.release(2) / name).stat().st_size for name in ("doc.gz", "more.gz"))
        self.assertLess(forward, closed / 2)

        self.preload = os.environ["FRESHET_OTHER_ZLIB"]
        self.tree = tree
        result = self.ctl("update", "apply", *self.words())
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual([line.rsplit(" ", 1)[1] for line in result.stderr.splitlines() if "cannot be made here" in line], ["doc.gz", "more.gz"])
        self.assertEqual(tree_of(tree), fresh)
        self.assertIn("every file proven", self.ok("update", "verify", "--tree", tree))
        # Those two files, and what is needed to find them.
        parts = self.cost() - forward
        self.assertGreater(parts, closed * 0.9)
        self.assertLess(parts, closed + MIB // 8)
        self.assertLess(self.content_bytes_served("app-2.full.pack"), full / 3)
        self.ok("update", "rollback", "--tree", tree)
        self.assertEqual(tree_of(tree), tree_of(self.release(1)))


if __name__ == "__main__":
    main()
