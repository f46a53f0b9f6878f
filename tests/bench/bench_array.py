#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Announces per second: the array over HTTPS with JSON and as an HTTP tracker, beside opentracker and beside a bare answer of Qt HTTP Server.

wrk with 64 connections on one core, the server on another, in interleaved rounds; medians. Every announce is of one of 20,000 machines and 10,000 contents, so that each is
told of one other; "hot" is one content with 2,000 machines, of which each is told 50. Then the memory of 1,000,000 registered peers."""

import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.parse

from measure import BIN, free_port, in_own_namespaces

CONNECTIONS = 64
MACHINES, CONTENTS, HOT = 20_000, 10_000, 2_000
SCRIPT = """
local requests, at = {}, 0
for line in io.lines("%s") do
  local method, path, body = line:match("^(%%S+) (%%S+) ?(.*)$")
  requests[#requests + 1] = wrk.format(method, path, %s, body ~= "" and body or nil)
end
function request()
  at = at %% #requests + 1
  return requests[at]
end
"""


def content(number):
    return number.to_bytes(4, "big") * 8


def tracker_line(machine, number):
    name = urllib.parse.quote_from_bytes(content(number)[:20])
    return f"GET /announce?info_hash={name}&peer_id=-FR0001-{machine:012d}&port={1024 + machine % 60000}&left={machine % 3}&numwant=50&compact=1"


def array_line(machine, number):
    return (f'POST /v1/array {{"profile":"pc","doClientVersion":"1","contentId":"{content(number).hex()}","peerId":"{machine:040x}","port":{1024 + machine % 60000},'
            f'"left":{machine % 3},"scope":3,"peersWanted":50}}')


class Server:
    def __init__(self, *command, ready, **options):
        self.process = subprocess.Popen(["taskset", "-c", "0", *map(str, command)], stdout=subprocess.PIPE, text=True, **options)
        if ready and ready not in (self.process.stdout.readline() or ""):
            sys.exit(f"{command[0]} does not start")

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Bench:
    def __init__(self, home, seconds):
        self.home, self.seconds, self.servers = home, seconds, []
        self.rates, self.tails, self.errors = {}, {}, {}
        data = home / "service"
        subprocess.run([BIN / "freshet-service", "init", "--data-dir", data, "--name", "localhost", "--name", "127.0.0.1"], check=True,
                       stdout=subprocess.DEVNULL)
        https, http, bare, bare_tls, foreign = (free_port() for _ in range(5))
        with open(home / "log", "w", encoding="utf-8") as log:
            self.servers.append(Server(BIN / "freshet-service", "run", "--data-dir", data, "--listen", f"127.0.0.1:{https}", "--listen-plain",
                                       f"127.0.0.1:{http}", "--requests-per-second", 1_000_000_000, ready="Serving", stderr=log))
        self.servers.append(Server(BIN / "bare_http", bare, bare_tls, data / "server.pem", data / "server.key", ready="ready"))
        tracker = home / "tracker"
        tracker.mkdir()
        (tracker / "white").write_text("".join(f"{content(number)[:20].hex()}\n" for number in range(CONTENTS + 1)))
        self.servers.append(Server("opentracker", "-i", "127.0.0.1", "-p", foreign, "-P", foreign, "-d", tracker, "-w", "/white", ready="",
                                   stderr=subprocess.DEVNULL))
        spread = [(machine, machine % CONTENTS) for machine in range(MACHINES)]
        hot = [(machine, CONTENTS) for machine in range(HOT)]
        self.scripts = {}
        for kind, line in (("tracker", tracker_line), ("array", array_line)):
            for name, visitors in (("", spread), (" hot", hot)):
                for close in ("", " close"):
                    self.script(kind + name + close, [line(*visitor) for visitor in visitors], bool(close))
        self.cases = {
            "array, HTTPS": (f"https://127.0.0.1:{https}", "array"),
            "array, HTTPS, hot": (f"https://127.0.0.1:{https}", "array hot"),
            "bare Qt HTTP Server, HTTPS": (f"https://127.0.0.1:{bare_tls}", "array"),
            "tracker, HTTP": (f"http://127.0.0.1:{http}", "tracker"),
            "tracker, HTTP, hot": (f"http://127.0.0.1:{http}", "tracker hot"),
            "bare Qt HTTP Server, HTTP": (f"http://127.0.0.1:{bare}", "tracker"),
            "tracker, HTTP, a connection each": (f"http://127.0.0.1:{http}", "tracker close"),
            "opentracker, a connection each": (f"http://127.0.0.1:{foreign}", "tracker close"),
        }

    def script(self, name, lines, close):
        requests = self.home / f"{name.replace(' ', '-')}.txt"
        requests.write_text("\n".join(lines) + "\n")
        self.scripts[name] = self.home / f"{name.replace(' ', '-')}.lua"
        self.scripts[name].write_text(SCRIPT % (requests, '{["Connection"] = "close"}' if close else "nil"))

    def round(self):
        for case, (url, script) in self.cases.items():
            said = subprocess.run(["taskset", "-c", "1", "wrk", "--latency", "-t", "1", "-c", str(CONNECTIONS), "-d", f"{self.seconds}s", "-s",
                                   self.scripts[script], url], check=True, capture_output=True, text=True).stdout
            self.rates.setdefault(case, []).append(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]))
            number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", said).groups()
            self.tails.setdefault(case, []).append(float(number) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit])
            wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
            self.errors[case] = self.errors.get(case, 0) + (int(wrong[1]) if wrong else 0)

    def print(self):
        def rate(case):
            return statistics.median(self.rates[case])
        beside = {"array, HTTPS": "bare Qt HTTP Server, HTTPS", "array, HTTPS, hot": "bare Qt HTTP Server, HTTPS",
                  "tracker, HTTP": "bare Qt HTTP Server, HTTP", "tracker, HTTP, hot": "bare Qt HTTP Server, HTTP",
                  "tracker, HTTP, a connection each": "opentracker, a connection each"}
        print(f"{'':36}{'per second':>12}{'p99 ms':>9}{'ratio':>8}")
        for case in self.cases:
            ratio = f"{rate(case) / rate(beside[case]):8.2f} of {beside[case]}" if case in beside else ""
            errors = f"  {self.errors[case]} ERRORS" if self.errors[case] else ""
            print(f"{case:36}{rate(case):12.0f}{statistics.median(self.tails[case]):9.2f}{ratio}{errors}")
        sys.stdout.flush()

    def stop(self):
        for server in self.servers:
            server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4, help="of each measurement")
    arguments = parser.parse_args()
    in_own_namespaces()
    if os.cpu_count() < 2:
        sys.exit("two cores are needed: one for the server, one for who asks")
    with tempfile.TemporaryDirectory(prefix="freshet-bench-array-") as home:
        os.chmod(home, 0o755)
        bench = Bench(pathlib.Path(home), arguments.seconds)
        try:
            for _ in range(arguments.rounds):
                bench.round()
        finally:
            bench.stop()
        bench.print()
    for peers, contents in ((1_000_000, 10_000), (1_000_000, 100), (1_000_000, 200_000)):
        subprocess.run([BIN / "array_memory", str(peers), str(contents)], check=True)


main()
