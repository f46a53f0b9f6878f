# SPDX-License-Identifier: GPL-3.0-or-later
"""What the suites of updates share."""

import json
import os
import shutil
import socket
from pathlib import Path

from harness import EndToEnd, payload


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tree_of(root):
    """Every path with its kind, mode and content."""
    found = {}
    for directory, names, files in os.walk(root):
        for name in names + files:
            path = os.path.join(directory, name)
            key = os.path.relpath(path, root)
            mode = os.lstat(path).st_mode
            if os.path.islink(path):
                found[key] = os.readlink(path)
            else:
                found[key] = (mode, Path(path).read_bytes() if os.path.isfile(path) else None)
    return found


class UpdateCase(EndToEnd):
    """Three releases of an application, a site to publish them on, and a tree to install them in."""

    def setUp(self):
        super().setUp()
        self.site = self.nginx.root
        self.tree = self.dir / "installed"
        self.key = self.dir / "app.key"
        code = bytearray(payload(150_000, 3))
        for number in (1, 2, 3):
            root = self.release(number)
            (root / "bin").mkdir(parents=True)
            code[number * 1000] ^= 255
            code[50_000:50_000] = b"inserted %d" % number
            (root / "bin" / "app").write_bytes(bytes(code))
            (root / "bin" / "app").chmod(0o755)
            (root / "data").write_bytes(payload(60_000, 9))
            (root / f"only-{number}").write_text(f"release {number}")
            (root / "current").symlink_to("bin/app")

    def release(self, number):
        return self.dir / f"app-{number}"

    def publish_series(self, *numbers, options=()):
        return self.ok("update", "publish", "--product", "app", "--output", self.site, "--key", self.key, "--source", self.nginx.url(""),
                       "--notes", "news", *options, *[f"{n}.0={self.release(n)}" for n in numbers])

    def words(self, manifest=None):
        return ["--manifest", manifest or self.nginx.url("app.manifest"), "--key", f"{self.key}.pub", "--tree", self.tree]

    def apply(self, *more):
        return self.ok("update", "apply", *self.words(), *more)

    def plan(self):
        return json.loads(self.ok("update", "plan", "--json", *self.words()))

    def manifest_alone(self, *packs):
        """The manifest and the metadata of packs, in a directory without packs."""
        place = self.dir / "elsewhere"
        place.mkdir()
        for name in ("app.manifest", *(f"{pack}.torrent" for pack in packs)):
            shutil.copy(self.site / name, place)
        return place / "app.manifest"
