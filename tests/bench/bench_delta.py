#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Differential updates on real packages, beside xdelta3, bsdiff and zstd --patch-from.

Per member of the corpus (delta/corpus.txt, fetched through this system's apt): bytes of the pack, manifest of files included, in percent of the full
packages; the same of the other tools on tar archives of both trees; CPU seconds and peak RSS to make and to apply; the way back that the client makes; and, where there
are three releases, what one forward pack saves against a pair of packs by way of the oldest.
"""

import argparse
import json
import math
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BIN = pathlib.Path(os.environ.get("FRESHET_BIN", HERE.parent.parent / "build" / "release" / "bin"))
SMALL = ["php82", "openssh92", "python311", "openssl30", "tomcat10", "tzdata"]
LARGEST_BSDIFF = 130_000_000


def timed(*words):
    """(CPU seconds, peak RSS in MiB, standard output)"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = subprocess.run(["/usr/bin/env", *map(str, words)], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024, result.stdout


def tool(*words):
    return json.loads(timed(BIN / "deltatool", *words)[2])


def tree_bytes(path):
    return sum(os.lstat(os.path.join(d, f)).st_size for d, _, files in os.walk(path) for f in files if not os.path.islink(os.path.join(d, f)))


class Member:
    def __init__(self, work, name, scratch=None):
        self.work, self.name, self.scratch = work, name, scratch
        self.out = work / "out"
        self.out.mkdir(exist_ok=True)

    def tree(self, step):
        return self.work / "tree" / f"{self.name}.{step}"

    def full(self):
        return sum(p.stat().st_size for p in (self.work / "deb" / f"{self.name}.r").glob("*.deb"))

    def tar(self, step):
        path = self.out / f"{self.name}.{step}.tar"
        if not path.exists():
            subprocess.run(["tar", "--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner", "-C", self.tree(step), "-cf", path, "."],
                           check=True)
        return path

    def make(self, old, new):
        pack = self.out / f"{self.name}.{old}-{new}.pack"
        return pack, tool("make", self.tree(old), self.tree(new), pack)

    def ours(self):
        pack, made = self.make("n", "r")
        made["pack"] = pack
        back = self.out / f"{self.name}.back"
        # Of five runs the median. Nothing is removed in between: ext4 takes long to make files where many were removed within minutes.
        trees = [self.scratch / f"{self.name}.{run}" for run in range(5)]
        runs = sorted((tool("apply", self.tree("n"), pack, tree, back) for tree in trees), key=lambda run: run["cpu"])
        made["apply"] = runs[len(runs) // 2]
        made["apply"]["range"] = [runs[0]["cpu"], runs[-1]["cpu"]]
        made["reverse"] = sorted((run["reverse"] for run in runs), key=lambda run: run["cpu"])[len(runs) // 2]
        subprocess.run(["diff", "-r", "--no-dereference", self.tree("r"), trees[0]], check=True)
        returned = self.scratch / f"{self.name}.returned"
        tool("apply", trees[0], back, returned)
        subprocess.run(["diff", "-r", "--no-dereference", self.tree("n"), returned], check=True)
        return made

    def others(self):
        old, new = self.tar("n"), self.tar("r")
        size = new.stat().st_size
        out = self.out / "other"
        sizes = {}
        window = size + (64 << 20)
        commands = {"xdelta3": ["xdelta3", "-e", "-f", "-9", "-B", window, "-W", 8388608, "-s", old, new, out],
                    "zstd-19": ["zstd", "-q", "-f", "--ultra", "-19", "--long=31", f"--patch-from={old}", new, "-o", out]}
        if size < LARGEST_BSDIFF:
            commands["bsdiff"] = ["bsdiff", old, new, out]
        for name, command in commands.items():
            cpu, rss, _ = timed(*command)
            sizes[name] = (out.stat().st_size, cpu, rss)
        out.unlink()
        return sizes


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("members", nargs="*", help=f"default: {' '.join(SMALL)}; all: every one of the corpus")
    parser.add_argument("--work", default=pathlib.Path.home() / ".cache" / "freshet" / "delta-corpus", type=pathlib.Path)
    parser.add_argument("--ours-only", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    names = options.members or SMALL
    if names == ["all"]:
        lines = (HERE / "delta" / "corpus.txt").read_text().splitlines()
        names = [line.split("|")[0].strip() for line in lines if line and not line.startswith("#")]
    options.work.mkdir(parents=True, exist_ok=True)
    if any(not (options.work / "tree" / f"{name}.r").exists() for name in names):
        subprocess.run([HERE / "delta" / "fetch.sh", options.work, *names], check=True, stdout=sys.stderr)
    print(f"{'':11}{'full kB':>9}{'ours kB':>9}{'%':>6}{'xdelta3':>9}{'bsdiff':>8}{'zstd-19':>9}{'make s':>8}{'s/MB':>6}{'MiB':>6}"
          f"{'apply MB/s':>11}{'MiB':>5}{'back kB':>9}{'CPU':>6}", flush=True)
    rows, ratios = [], {"bsdiff": [], "zstd-19": []}
    scratch = pathlib.Path(tempfile.mkdtemp(dir=options.work))
    for name in names:
        member = Member(options.work, name, scratch)
        ours = member.ours()
        others = {} if options.ours_only else member.others()
        rows.append({"name": name, "full": member.full(), "ours": {k: v for k, v in ours.items() if k != "pack"}, "others": others})
        kilo = {key: f"{value[0] / 1000:.0f}" for key, value in others.items()}
        for key, ratio in ratios.items():
            if key in others:
                ratio.append(others[key][0] / ours["size"])
        apply, back = ours["apply"], ours["reverse"]
        print(f"{name:11}{member.full() / 1000:9.0f}{ours['size'] / 1000:9.0f}{100 * ours['size'] / member.full():6.1f}{kilo.get('xdelta3', '-'):>9}"
              f"{kilo.get('bsdiff', '-'):>8}{kilo.get('zstd-19', '-'):>9}{ours['cpu']:8.1f}{ours['cpu'] * 1e6 / max(1, apply['bytes']):6.2f}"
              f"{ours['rssKiB'] / 1024:6.0f}{apply['bytes'] / 1e6 / max(apply['cpu'], 1e-3):11.0f}{back['rssKiB'] / 1024:5.0f}"
              f"{back['size'] / 1000:9.0f}{back['cpu'] / max(apply['cpu'], 1e-3):6.0%}", flush=True)
    shutil.rmtree(scratch)
    full = sum(row["full"] for row in rows)
    print(f"sum: {sum(row['ours']['size'] for row in rows) / 1000:.0f} kB of {full / 1000:.0f} kB, "
          f"{100 * sum(row['ours']['size'] for row in rows) / full:.1f} %")
    cpu = [sum(row["ours"][key]["cpu"] for row in rows) for key in ("apply", "reverse")]
    print(f"rebuilding {cpu[0]:.2f} s of CPU, the ways back {cpu[1]:.2f} s: {cpu[1] / cpu[0]:.0%}")
    for key, ratio in ratios.items():
        if ratio:
            print(f"geometric mean of {key} / ours: {math.exp(sum(map(math.log, ratio)) / len(ratio)):.2f}")
    for name in names:
        member = Member(options.work, name)
        if not member.tree("0").exists():
            continue
        step, out, home = (member.make(*pair)[1]["size"] for pair in (("n", "r"), ("0", "r"), ("r", "0")))
        print(f"{name}: forward {step / 1000:.0f} kB, pair {out / 1000:.0f} + {home / 1000:.0f} kB: {100 * (1 - step / (out + home)):.0f} % less; "
              f"reverse / forward {home / out:.2f}", flush=True)
    if options.json:
        print(json.dumps(rows, default=str))


if __name__ == "__main__":
    main()
