#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Differential updates on real packages, beside xdelta3, bsdiff and zstd --patch-from.

Per member of the corpus (delta/corpus.txt, fetched through this system's apt): bytes of the pack, manifest of files included, in percent of the full
packages; the same of the other tools on tar archives of both trees; CPU seconds and peak RSS to make and to apply, the other tools' beside them; the way back
that the client makes; and, where there are three releases, what one forward pack saves against a pair of packs by way of the oldest.

"x old": peak RSS to make, by the largest old file as it is compared (opened, if it is). "MB/s": bytes of the changed files by the CPU seconds to rebuild
them, hashing included; "bare": without what the encoders of opened members take. Trees are built in memory where there is a file system for that.
"fits": applying and making the way back succeed with 64 MiB of memory besides mapped files.
"""

import argparse
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "delta"))
import journey  # pylint: disable=wrong-import-position

BIN = pathlib.Path(os.environ.get("FRESHET_BIN", HERE.parent.parent / "build" / "release" / "bin"))
SMALL = ["php82", "openssh92", "python311", "openssl30", "tomcat10", "tzdata"]
EIGHT = ["kernel61", "postgres15", *SMALL]
LINKED = ["php82", "openssh92", "postgres15", "python311"]
LARGEST_BSDIFF = 130_000_000
MEMORY = 64 << 20 # for applying, without mapped files


def timed(*words):
    """(CPU seconds, peak RSS in MiB, standard output)"""
    with subprocess.Popen(["/usr/bin/env", *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        out = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, words)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out


def tool(*words):
    return json.loads(timed(BIN / "deltatool", *words)[2])


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
        # On the same file system as what is made, as an installed tree is: what does not change is linked.
        installed = self.scratch / f"{self.name}.installed"
        subprocess.run(["cp", "-a", self.tree("n"), installed], check=True)
        # Data that is not mapped from files, libraries' included, is limited: whoever needs more fails.
        limited = subprocess.run(["prlimit", f"--data={MEMORY}", BIN / "deltatool", "apply", installed, pack,
                                  self.scratch / f"{self.name}.limited", back], stdout=subprocess.DEVNULL, check=False)
        made["fits"] = limited.returncode == 0
        # Of five runs the median. Nothing is removed in between: ext4, for one, takes long to make files where many were just removed.
        trees = [self.scratch / f"{self.name}.{run}" for run in range(5)]
        runs = sorted((tool("apply", installed, pack, tree, back) for tree in trees), key=lambda run: run["cpu"])
        made["apply"] = runs[len(runs) // 2]
        made["apply"]["range"] = [runs[0]["cpu"], runs[-1]["cpu"]]
        made["reverse"] = sorted((run["reverse"] for run in runs), key=lambda run: run["cpu"])[len(runs) // 2]
        subprocess.run(["diff", "-r", "--no-dereference", self.tree("r"), trees[0]], check=True)
        returned = self.scratch / f"{self.name}.returned"
        tool("apply", trees[0], back, returned)
        subprocess.run(["diff", "-r", "--no-dereference", self.tree("n"), returned], check=True)
        for tree in [installed, returned, self.scratch / f"{self.name}.limited", *trees]:
            shutil.rmtree(tree)
        return made

    def others(self):
        """Of each tool: bytes, CPU seconds and peak RSS (MiB) to make the delta, the same to apply it."""
        old, new = self.tar("n"), self.tar("r")
        size = new.stat().st_size
        delta, again = self.out / f"{self.name}.other", self.out / f"{self.name}.other.tar"
        window = ["-B", size + (64 << 20)]
        tools = {"xdelta3": (["xdelta3", "-e", "-f", "-9", *window, "-W", 8388608, "-s", old, new, delta],
                             ["xdelta3", "-d", "-f", *window, "-s", old, delta, again]),
                 "zstd-19": (["zstd", "-q", "-f", "--ultra", "-19", "--long=31", f"--patch-from={old}", new, "-o", delta],
                             ["zstd", "-q", "-f", "-d", "--long=31", f"--patch-from={old}", delta, "-o", again])}
        if size < LARGEST_BSDIFF:
            tools["bsdiff"] = (["bsdiff", old, new, delta], ["bspatch", old, again, delta])
        found = {}
        for name, (make, apply) in tools.items():
            making, applying = timed(*make), timed(*apply)
            subprocess.run(["cmp", new, again], check=True)
            found[name] = {"size": delta.stat().st_size, "make": making, "apply": applying}
        delta.unlink()
        again.unlink()
        return found


def mean(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def print_sums(rows, names):
    """Sum and geometric means over those of `names` that were measured."""
    chosen = [row for row in rows if row["name"] in names]
    if not chosen:
        return
    full, ours = (sum(row[key] for row in chosen) for key in ("full", "size"))
    words = [f"{ours / 1000:.0f} kB of {full / 1000:.0f} kB, {100 * ours / full:.1f} %"]
    for tool in ("bsdiff", "zstd-19", "xdelta3"):
        ratios = [row["others"][tool]["size"] / row["size"] for row in chosen if tool in row["others"]]
        if len(ratios) == len(chosen):
            words.append(f"{tool} / ours {mean(ratios):.2f}")
    print(f"{len(chosen)} of {' '.join(names)}: {'; geometric mean of '.join(words)}", flush=True)


def print_others(rows):
    print(f"\n{'CPU s, MiB':11}" + "".join(f"{tool + ' make':>19}{'apply':>14}" for tool in ("ours", "xdelta3", "bsdiff", "zstd-19")))
    for row in rows:
        pairs = [((row["cpu"], row["rssKiB"] / 1024), (row["apply"]["cpu"], row["apply"]["rssKiB"] / 1024))]
        for tool in ("xdelta3", "bsdiff", "zstd-19"):
            measured = row["others"].get(tool)
            pairs.append((measured["make"], measured["apply"]) if measured else None)
        cells = [f"{p[0][0]:12.1f}{p[0][1]:7.0f}{p[1][0]:8.2f}{p[1][1]:6.0f}" if p else f"{'-':>33}" for p in pairs]
        print(f"{row['name']:11}" + "".join(cells), flush=True)


def print_three(members, rows):
    """What one forward pack saves against a pair of packs by way of the oldest release."""
    sums = [0, 0]
    for member in members:
        if not member.tree("0").exists():
            continue
        step = next(row["size"] for row in rows if row["name"] == member.name)
        out, home = (member.make(*pair)[1]["size"] for pair in (("0", "r"), ("r", "0")))
        first = member.make("0", "n")[1]["size"]
        sums = [sums[0] + step, sums[1] + out + home]
        print(f"{member.name}: forward {step / 1000:.0f} kB, pair {out / 1000:.0f} + {home / 1000:.0f} kB: {100 * (1 - step / (out + home)):.0f} % less; "
              f"reverse / forward {home / out:.2f}; a release skipped {out / 1000:.0f} kB, in two steps {(first + step) / 1000:.0f} kB", flush=True)
    if sums[1]:
        print(f"sum: forward {sums[0] / 1000:.0f} kB, pairs {sums[1] / 1000:.0f} kB: {100 * (1 - sums[0] / sums[1]):.0f} % less")


def print_first(members, rows):
    """The same where the oldest release is the installed one: the pack forth, against it and a pack back that the publisher makes."""
    sums = [0, 0]
    for member in members:
        forth = next(row["size"] for row in rows if row["name"] == member.name)
        back = member.make("r", "n")[1]["size"]
        sums = [sums[0] + forth, sums[1] + forth + back]
        print(f"{member.name}: first month, forward {forth / 1000:.0f} kB, pair {(forth + back) / 1000:.0f} kB: {100 * back / (forth + back):.0f} % less")
    print(f"sum: {100 * (1 - sums[0] / sums[1]):.0f} % less", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("members", nargs="*", help=f"default: {' '.join(SMALL)}; all: every one of the corpus")
    parser.add_argument("--work", default=pathlib.Path.home() / ".cache" / "freshet" / "delta-corpus", type=pathlib.Path)
    parser.add_argument("--ours-only", action="store_true")
    parser.add_argument("--journey", action="store_true", help="three releases (of openssh92) through two peers, killed, rolled back and compared")
    parser.add_argument("--first-month", action="store_true", help="also pairs whose oldest release is the installed one")
    parser.add_argument("--on-disk", action="store_true", help="build the trees beside the corpus, not in memory")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    names = options.members or (["openssh92"] if options.journey else SMALL)
    if names == ["all"]:
        lines = (HERE / "delta" / "corpus.txt").read_text().splitlines()
        names = [line.split("|")[0].strip() for line in lines if line and not line.startswith("#")]
    options.work.mkdir(parents=True, exist_ok=True)
    if any(not (options.work / "tree" / f"{name}.r").exists() for name in names):
        subprocess.run([HERE / "delta" / "fetch.sh", options.work, *names], check=True, stdout=sys.stderr)
    if options.journey:
        for name in names:
            print(f"== {name}", flush=True)
            journey.run(BIN / "freshetctl", options.work, name)
        return
    print(f"{'':11}{'full kB':>9}{'ours kB':>9}{'%':>6}{'xdelta3':>9}{'bsdiff':>8}{'zstd-19':>9}{'make s':>8}{'s/MB':>6}{'MiB':>6}{'x old':>6}"
          f"{'apply MB/s':>11}{'bare':>6}{'MiB':>5}{'fits':>6}{'back kB':>9}{'CPU':>6}", flush=True)
    rows = []
    memory = pathlib.Path("/dev/shm")
    in_memory = not options.on_disk and memory.is_dir() and shutil.disk_usage(memory).free > 2 << 30
    scratch = pathlib.Path(tempfile.mkdtemp(dir=memory if in_memory else options.work))
    members = [Member(options.work, name, scratch) for name in names]
    for member in members:
        ours = member.ours()
        row = {**{k: v for k, v in ours.items() if k != "pack"}, "name": member.name, "full": member.full(),
               "others": {} if options.ours_only else member.others()}
        rows.append(row)
        kilo = {key: f"{value['size'] / 1000:.0f}" for key, value in row["others"].items()}
        apply, back = ours["apply"], ours["reverse"]
        print(f"{member.name:11}{row['full'] / 1000:9.0f}{row['size'] / 1000:9.0f}{100 * row['size'] / row['full']:6.1f}{kilo.get('xdelta3', '-'):>9}"
              f"{kilo.get('bsdiff', '-'):>8}{kilo.get('zstd-19', '-'):>9}{ours['cpu']:8.1f}{ours['cpu'] * 1e6 / max(1, apply['bytes']):6.2f}"
              f"{ours['rssKiB'] / 1024:6.0f}{ours['rssKiB'] * 1024 / ours['largestOld']:6.1f}{apply['bytes'] / 1e6 / max(apply['cpu'], 1e-3):11.0f}{apply['bytes'] / 1e6 / max(apply['cpu'] - apply['closing'], 1e-3):6.0f}"
              f"{back['rssKiB'] / 1024:5.0f}{'yes' if ours['fits'] else 'no':>6}{back['size'] / 1000:9.0f}{back['cpu'] / max(apply['cpu'], 1e-3):6.0%}", flush=True)
    shutil.rmtree(scratch)
    print()
    print_sums(rows, EIGHT)
    print_sums(rows, LINKED)
    cpu = [sum(row[key]["cpu"] for row in rows) for key in ("apply", "reverse")]
    print(f"all: rebuilding {cpu[0]:.2f} s of CPU, the ways back {cpu[1]:.2f} s: {cpu[1] / cpu[0]:.0%}")
    if not options.ours_only:
        print_others(rows)
    print()
    print_three(members, rows)
    if options.first_month:
        print()
        print_first(members, rows)
    if options.json:
        print(json.dumps(rows, default=str))


if __name__ == "__main__":
    main()
