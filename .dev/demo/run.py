#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo: a real swarm on loopback addresses, watched in the desktop application or in the terminal. See ./dev run --help."""
import argparse
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import time

from processes import Broken, Household
from product import Product
from swarm import MIB, Engine, Swarm
from terminal import Terminal

PATIENCE = 110  # seconds, after which a delivery that does not end is a failure


def arguments():
    parser = argparse.ArgumentParser(prog="./dev run", add_help=False)
    parser.add_argument("--terminal", action="store_true")
    parser.add_argument("--size", type=int, default=256, metavar="MIB")
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--freshetctl", type=os.path.abspath, default=shutil.which("freshetctl"))
    parser.add_argument("--freshet", type=os.path.abspath, default=shutil.which("freshet"))
    parser.add_argument("--freshet-service", type=os.path.abspath, default=shutil.which("freshet-service"))
    parser.add_argument("--cache-config", type=os.path.abspath, default=shutil.which("cache_config"))
    given = parser.parse_args()
    if not 8 <= given.size <= 4096 or not 1 <= given.seconds <= 3600:
        parser.error("--size takes 8 to 4096, --seconds 1 to 3600")
    return given


def has_display():
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def rows_of(engine, swarm):
    rows = {row["ContentId"]: row for row in engine.ask("status", peers=True)["Files"] if row.get("ContentId")}
    return [rows[content.content_id] for content in swarm.contents if content.content_id in rows]


def bans_of(engine):
    return engine.ask("peers.list").get("Bans", [])


def watch(swarm, house, process, terminal):
    """In the terminal, to the end of all jobs. Returns what does not hold of what was promised."""
    engine = Engine(swarm.cache)
    began = time.monotonic()
    waiting = swarm.submit()
    while any(download.poll() is None for download in waiting):
        if process.poll() is not None:
            raise Broken(f"The engine has ended.\n{house.said(process)}")
        now = time.monotonic()
        if now - began > PATIENCE:
            raise Broken(f"Not delivered within {PATIENCE} s.")
        terminal.show(rows_of(engine, swarm), bans_of(engine), now)
        time.sleep(0.5 if terminal.live else 0.1)
    for download in waiting:
        if download.returncode != 0:
            raise Broken(f"A download failed.\n{house.said(download)}")
    rows, bans = rows_of(engine, swarm), bans_of(engine)
    terminal.last = 0
    terminal.show(rows, bans, time.monotonic())
    return terminal.summary(rows, bans, swarm.delivered(), time.monotonic() - began)


def run(given, work, house):
    say = lambda text: print(text, flush=True)
    needed = 6 * given.size * MIB
    if shutil.disk_usage(work).free < needed:
        raise Broken(f"{work} has too little free space: the demo needs {needed // MIB} MiB. Set TMPDIR to a larger disk.")
    swarm = Swarm(house, given.freshetctl, [given.cache_config], given.size * MIB, given.size * MIB / given.seconds)
    say(f"Making {given.size} MiB of payloads, their metadata, two origins, a cache server, five peers and a liar …")
    swarm.write_payloads()
    swarm.start_origin()
    swarm.start_cache_server()
    swarm.start_peers()
    swarm.prepare_viewer()
    window = has_display() and not given.terminal and given.freshet and given.freshet_service
    if window:
        say("Publishing a product whose update the desks have …")
        product = Product(swarm, given.freshet_service)
        product.prepare()
        say("The window opens; the swarm ends with it.")
        process = house.start("freshet", given.freshet, *swarm.viewer_options, "--state-file", work / "window.state", watched=True)
        house.wait_until("The window opens", (swarm.cache / "control.sock").exists, process)
        swarm.start_neighbour()
        swarm.submit()
        process.wait()
        return process.returncode
    if given.seconds > PATIENCE - 10:
        raise Broken(f"In the terminal --seconds takes at most {PATIENCE - 10}.")
    process = house.start("engine", given.freshetctl, "engine", "run", *swarm.viewer_options, watched=True)
    house.wait_until("The engine starts", (swarm.cache / "control.sock").exists, process)
    swarm.start_neighbour()
    missing = watch(swarm, house, process, Terminal(swarm))
    for sentence in missing:
        say(f"run: error: {sentence}")
    if not has_display():
        say("\nThere is no display. In a desktop session ./dev run shows the same swarm in the window of the application.")
    return 1 if missing else 0


def main():
    given = arguments()
    for name in ("freshetctl", "cache_config"):
        if not getattr(given, name):
            sys.exit(f"run: error: {name} is not built; ./dev run builds it first.")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    work = pathlib.Path(tempfile.mkdtemp(prefix="freshet-demo-"))
    house = Household(work)
    try:
        code = run(given, work, house)
    except (Broken, OSError) as problem:
        print(f"run: error: {problem}", file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        code = 130
    finally:
        house.end()
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
