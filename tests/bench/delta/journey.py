# SPDX-License-Identifier: GPL-3.0-or-later
"""Three releases of a real package on their way through machines: published as .deb files, updated one by one and with one skipped from two
peers without the publisher's server, killed again and again on the way, rolled back, and compared with what dpkg-deb unpacks."""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

KILLS = 12


def tree_of(root):
    """Every path below `root` with its kind, mode and content or target."""
    found = {}
    for directory, names, files in os.walk(root):
        for name in names + files:
            path = pathlib.Path(directory, name)
            info = path.lstat()
            what = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
            found[str(path.relative_to(root))] = (oct(info.st_mode), what)
    return found


def free_address():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


class Journey:
    def __init__(self, program, work, name, scratch):
        self.program, self.name, self.scratch = program, name, scratch
        self.debs = {step: next((work / "deb" / f"{name}.{step}").glob("*.deb")) for step in ("0", "n", "r")}
        self.trees = {step: work / "tree" / f"{name}.{step}" for step in self.debs}
        self.originals = {step: tree_of(tree) for step, tree in self.trees.items()}
        self.site = scratch / "site"
        self.site.mkdir()
        self.peers = []

    def ctl(self, *words, **more):
        return subprocess.run([self.program, *map(str, words)], check=True, stdout=subprocess.PIPE, text=True, **more).stdout

    def publish(self, *steps):
        print(self.ctl("update", "publish", "--product", self.name, "--output", self.site, "--key", self.scratch / "key", "--source",
                       "http://127.0.0.1:9/", *[f"{step}={self.debs[step]}" for step in steps]), end="", flush=True)

    def seed(self):
        """Two peers of every pack that is there."""
        for pack in sorted(self.site.glob("*.pack")):
            for number in (1, 2):
                address = free_address()
                seeder = subprocess.Popen([self.program, "seed", f"{pack}.torrent", pack, "--download-mode", "1", "--no-lan", "--listen", address,
                                           "--cache-dir", self.scratch / f"{pack.name}-{number}"], stdout=subprocess.PIPE, text=True)
                self.peers.append((seeder, address))
                seeder.stdout.readline()

    def elsewhere(self):
        """What a machine knows: the manifest and the packs' metadata, no pack."""
        place = self.scratch / "elsewhere"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for file in [*self.site.glob("*.manifest"), *self.site.glob("*.torrent")]:
            shutil.copy(file, place)
        return place / f"{self.name}.manifest"

    def words(self, machine):
        peers = [word for _, address in self.peers for word in ("--peer", address)]
        return ["update", "apply", "--manifest", self.elsewhere(), "--key", self.scratch / "key.pub", "--tree", self.scratch / machine / "tree",
                "--cache-dir", self.scratch / machine / "cache", *peers, "--no-http", "--no-lan", "--download-mode", "1"]

    def apply(self, machine, step):
        (self.scratch / machine).mkdir(exist_ok=True)
        started = time.monotonic()
        print(f"{machine}: {self.ctl(*self.words(machine)).strip()}", flush=True)
        self.compare(machine, step)
        return time.monotonic() - started

    def compare(self, machine, *steps):
        tree = tree_of(self.scratch / machine / "tree")
        is_step = [step for step in steps if tree == self.originals[step]]
        if not is_step:
            raise SystemExit(f"{machine}: the tree is none of {steps}")
        return is_step[0]

    def kill(self, machine, old, new, whole):
        """The same update on copies of a machine, each killed at another moment; what is left is one of both, and going on ends well."""
        seen = {old: 0, new: 0}
        for number in range(KILLS):
            copy = f"{machine}-{number}"
            subprocess.run(["cp", "-a", self.scratch / machine, self.scratch / copy], check=True)
            process = subprocess.Popen([self.program, *map(str, self.words(copy))], stdout=subprocess.DEVNULL)
            try:
                process.wait(whole * (number + 0.5) / KILLS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            seen[self.compare(copy, old, new)] += 1
            self.apply(copy, new)
            shutil.rmtree(self.scratch / copy)
        print(f"killed at {KILLS} moments: the tree was {old} {seen[old]} times, {new} {seen[new]} times, never anything else", flush=True)

    def run(self):
        try:
            self.publish("0", "n")
            self.seed()
            self.travel()
        finally:
            self.end_peers()

    def end_peers(self):
        for seeder, _ in self.peers:
            seeder.terminate()
            seeder.wait()
        self.peers = []

    def travel(self):
        for machine in ("step by step", "skipping one"):
            tree = self.scratch / machine / "tree"
            tree.parent.mkdir()
            shutil.copytree(self.trees["0"], tree, symlinks=True)
        self.apply("step by step", "n")
        self.publish("0", "n", "r")
        self.end_peers()
        self.seed()
        subprocess.run(["cp", "-a", self.scratch / "step by step", self.scratch / "killed"], check=True)
        whole = self.apply("step by step", "r")
        self.apply("skipping one", "r")
        self.kill("killed", "n", "r", whole)
        for machine, step in (("step by step", "n"), ("skipping one", "0")):
            print(f"{machine}: {self.ctl('update', 'rollback', '--tree', self.scratch / machine / 'tree').strip()}", flush=True)
            self.compare(machine, step)
        for machine in ("step by step", "skipping one"):
            for entry in json.loads(self.ctl("update", "history", "--json", "--tree", self.scratch / machine / "tree")):
                print(f"{machine}: {entry['action']} {entry['from']} -> {entry['to']}: {entry['bytes']} bytes")
        print("every tree was compared with what dpkg-deb unpacks: paths, kinds, modes, contents, targets of links", flush=True)


def run(program, work, name):
    for step in ("0", "n", "r"):
        if len(list((work / "deb" / f"{name}.{step}").glob("*.deb"))) != 1:
            raise SystemExit(f"{name}: a journey takes a member of three releases of one package")
    scratch = pathlib.Path(tempfile.mkdtemp(dir=work))
    try:
        Journey(program, work, name, scratch).run()
    finally:
        shutil.rmtree(scratch)
