#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Downloads by whole sites of machines, measured: completion against the fluid lower bound, bytes over every WAN against one copy.

  ./dev bench swarm run --topo A --client freshet                 one run
  ./dev bench swarm run --topo A --client lt-tuned --churn 0.3@6+3  30 % are killed at 6 s and come back after 3 s
  ./dev bench swarm run --topo A --client freshet --churn busiest@8+never
  ./dev bench swarm run --topo A --client freshet --corrupt 1      one peer sends 20 % bad blocks
  ./dev bench swarm run --topo B --client freshet --stagger 10 --nat
  ./dev bench swarm bound --topo B
  ./dev bench swarm table FILE.json…
  ./dev bench swarm --harness DIR run …                           another harness of this kind, with our clients

Everything runs in namespaces of its own: no packet leaves them, and nothing is left behind. One run at a time per machine.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(os.environ.get("FRESHET_BUILD", HERE.parents[2] / "build" / "release"))
RESULTS = BUILD / "swarm"
INSIDE = "FRESHET_SWARM_INSIDE"


def parser():
    p = argparse.ArgumentParser(prog="./dev bench swarm", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--harness", metavar="DIR", help="a directory with a swarm.py that takes the same arguments")
    commands = p.add_subparsers(dest="command")
    run = commands.add_parser("run", help="measure one run")
    run.add_argument("--topo", default="T", help="A, B, B2, C, T or a JSON file")
    run.add_argument("--client", required=True, help="a name of clients.json, or a JSON file")
    run.add_argument("--size-mib", type=float)
    run.add_argument("--stagger", type=float, default=0, metavar="S", help="arrivals spread over S seconds")
    run.add_argument("--churn", action="append", default=[], metavar="WHO@T+BACK", help="a share, leader or busiest; BACK in seconds or never")
    run.add_argument("--corrupt", type=int, default=0, metavar="N", help="peers that claim everything and send bad blocks")
    run.add_argument("--corrupt-frac", type=float, default=0.2)
    run.add_argument("--nat", action="store_true", help="sites behind address translation")
    run.add_argument("--cc", default="cubic", help="congestion control")
    run.add_argument("--timeout", type=float, default=170)
    run.add_argument("--label")
    run.add_argument("--out", help="JSON file for the results")
    run.add_argument("--keep", metavar="DIR", help="copy what all hosts left there, without the content")
    bound = commands.add_parser("bound", help="the lower bounds of a topology")
    bound.add_argument("--topo", required=True)
    bound.add_argument("--size-mib", type=float)
    table = commands.add_parser("table", help="print results side by side")
    table.add_argument("files", nargs="+")
    return p


def in_own_namespaces():
    """Processes, mounts and networks that end with this program."""
    if os.environ.get(INSIDE):
        return
    mounted = any(line.split()[4] == "/" for line in pathlib.Path("/proc/self/mountinfo").read_text().splitlines())
    own = ["unshare", "--mount", "--propagation", "private" if mounted else "unchanged", "--net", "--pid", "--fork", "--kill-child",
           "--mount-proc"] + ([] if os.getuid() == 0 else ["--user", "--map-root-user", "--map-auto"])
    if not mounted:
        # In the toolchain's root, which ./dev has made private. `ip` insists on a / that is a mount.
        own += ["sh", "-c", 'mount --rbind / /mnt && exec chroot /mnt "$@"', "sh", "env", f"--chdir={os.getcwd()}"]
    command = [sys.executable, "-B", str(HERE / "swarm.py"), *sys.argv[1:]]
    os.execvpe(own[0], [*own, *command], os.environ | {INSIDE: "1"})


def fresh_run_directory():
    """A place for the names of the namespaces and for all files: memory of our own."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=90%,mode=755", "swarm", "/run"], check=True)
    directory = pathlib.Path("/run/swarm")
    directory.mkdir()
    return directory


def clients():
    return json.loads((HERE / "clients.json").read_text())


def run(options):
    from report import table
    from topology import load
    from trial import Trial

    known = clients()
    spec = known.get(options.client) or json.loads(pathlib.Path(options.client).read_text())
    directory = fresh_run_directory()
    results = Trial(options, load(options.topo, options.size_mib), known, spec, directory).run()
    if options.keep:
        shutil.copytree(directory / "hosts", options.keep, ignore=shutil.ignore_patterns("out", "*.sock"), dirs_exist_ok=True)
    out = pathlib.Path(options.out or RESULTS / f"{results['topology']}_{results['label']}.json")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(results, indent=1))
    print(table([results]))
    return 0 if results["hosts_verified"] == results["hosts_expected"] else 1


def run_other(harness, arguments):
    """Another harness: a client of ours that it does not know is handed to it as a file."""
    directory = fresh_run_directory()
    given = list(arguments)
    theirs = json.loads((pathlib.Path(harness) / "clients.json").read_text())
    if "--client" in given and (at := given.index("--client") + 1) < len(given) and given[at] not in theirs and given[at] in clients():
        name = given[at]
        file = directory / f"{name}.json"
        file.write_text(json.dumps(clients()[name]))
        given[at] = str(file)
        if "--label" not in given:
            given += ["--label", name]
    if given[0] == "run" and "--out" not in given:
        RESULTS.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=RESULTS, prefix="other_", suffix=".json", delete=False) as out:
            given += ["--out", out.name]
        print(f"results: {out.name}", file=sys.stderr)
    environment = os.environ | {"SWARM_WORK": str(directory / "work")}
    return subprocess.run([sys.executable, "-B", str(pathlib.Path(harness) / "swarm.py"), *given], env=environment).returncode


def main():
    p = parser()
    arguments = sys.argv[1:]
    if arguments[:1] == ["--harness"] and len(arguments) > 2:
        in_own_namespaces()
        return run_other(arguments[1], arguments[2:])
    options = p.parse_args(arguments)
    if options.command == "run":
        in_own_namespaces()
        return run(options)
    from topology import TOPOLOGIES, bounds, load
    if options.command == "table":
        from report import table
        print(table([json.loads(pathlib.Path(file).read_text()) for file in options.files]))
    elif options.command == "bound":
        for name, seconds in bounds(load(options.topo, options.size_mib)).items():
            print(f"{name:14} {seconds:8.3f}")
    else:
        print("seconds that no client can beat:")
        for topology in TOPOLOGIES.values():
            limit = bounds(topology)
            print(f"{topology.name:3} {limit['bound_s']:6.1f} ({limit['bound_tcp_s']:.1f} with TCP headers; {limit['http_only_s']:.0f} by HTTP alone)")
        print("./dev bench swarm run --topo A --client freshet measures; --help says more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
