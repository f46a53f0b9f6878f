# SPDX-License-Identifier: GPL-3.0-or-later
"""P15, download modes 0, 1, 2, 3, 99, 100 as the table of policies has them: who connects to whom, and no packet leaves the scope.

Groups: a1, b1 and g are of one, a2 and b2 of another, x of none and always in mode 3.
"""
import contextlib
import random
import subprocess
import sys
import time
import unittest

from sites import CTL, PUBLIC, SERVER, Capture, World, machines

MIB = 1 << 20
GROUPS = {"a1": "one", "b1": "one", "g": "one", "a2": "two", "b2": "two"}
WAIT = 90

ORIGIN = """
import http.server, sys, threading
gate = threading.Event()
class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        gate.wait()
        data = open("app.pkg", "rb").read()
        first, _, last = (self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").partition("-")
        part = data[int(first) : int(last or len(data) - 1) + 1]
        self.send_response(206 if "Range" in self.headers else 200)
        if "Range" in self.headers:
            self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(data)}")
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)
    def log_message(self, *_): pass
server = http.server.ThreadingHTTPServer((sys.argv[1], 80), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("ready", flush=True)
for line in sys.stdin:
    (gate.set if line.strip() == "open" else gate.clear)()
"""


class Modes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World()
        cls.addClassCleanup(cls.world.end)
        cls.use = cls.world.serve()
        cls.data = random.Random(1).randbytes(3 * MIB + 5)
        (cls.world.root / "app.pkg").write_bytes(cls.data)
        cls.world.call(cls.world.server, CTL, "publish", cls.world.root / "app.pkg", "--source", f"http://{SERVER}/app.pkg", "--service",
                       f"https://{SERVER}:7681", "--trust", cls.use[cls.use.index("--trust") + 1], "--token-file", cls.world.token,
                       "--sign-with", cls.world.key, "--product", "app")
        cls.origin = subprocess.Popen(cls.world.server.command(sys.executable, "-B", "-c", ORIGIN, SERVER), stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=cls.world.root)
        cls.addClassCleanup(cls.end_origin)
        assert cls.origin.stdout.readline() == "ready\n"

    @classmethod
    def end_origin(cls):
        cls.origin.stdin.close()
        cls.origin.stdout.close()
        cls.origin.kill()
        cls.origin.wait()

    def gate(self, word):
        self.origin.stdin.write(word + "\n")
        self.origin.stdin.flush()

    def begin(self, mode):
        """Every machine asks for the content, which the origin does not give yet."""
        self.gate("close")
        self.run_id = f"{mode}-{time.monotonic_ns()}"
        self.jobs = {}
        told = [self.world.spawn(machine, CTL, *self.use, *(["--group", GROUPS[name]] if name in GROUPS else []), cache=f"{name}-{self.run_id}")
                for name, machine in self.world.machines.items()]
        for process in told:
            _, errors = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, errors)
        self.captures = {name: Capture(machine, "br0", self.world.root / f"{name}-{self.run_id}.pcap") for name, machine in
                         {"internet": self.world.inet, "a": self.world.routers["a"], "b": self.world.routers["b"]}.items()}
        for name, machine in self.world.machines.items():
            if name == "g" and mode in (1, 2, 3):  # those behind routers are known to the array by now, and g can let them in at once
                self.wait_for(lambda: all(self.row(other).get("State") == "Downloading" for other in self.jobs),
                              lambda: {other: self.row(other).get("Reason") for other in self.jobs})
            cache = f"{name}-{self.run_id}"
            self.jobs[name] = self.world.spawn(machine, CTL, "download", f"http://{SERVER}/app.pkg", "--output",
                                               self.world.root / f"{cache}.out", "--download-mode", 3 if name == "x" else mode, "--no-lan",
                                               "--json", "--keep-seeding", cache=cache)

    def row(self, name):
        picture = self.world.ask(f"{name}-{self.run_id}", "snapshot", {"waitMilliseconds": 0})
        return picture["Files"][0] if picture and picture["Files"] else {}

    def links(self):
        """{(who, to whom)}: connections as both ends have them, by name."""
        name_of = {address: name for name, address in self.world.addresses.items()}
        pairs = set()
        for name in self.jobs:
            answer = self.world.ask(f"{name}-{self.run_id}", "peers.list")
            for file in (answer or {}).get("Files", []):
                for peer in file.get("Peers") or []:
                    if peer["ConnectionEstablished"] and peer["PeerType"] not in ("Cdn", "DOINC"):
                        # Through a router only its address is seen.
                        other = name_of.get(peer["IP"])
                        if other:
                            pairs.add(tuple(sorted((name, other))))
        return pairs

    def wait_for(self, condition, what):
        deadline = time.monotonic() + WAIT
        while not condition():
            for name, job in self.jobs.items():
                self.assertIsNone(job.poll(), f"{name} ended: {job.stderr.read() if job.poll() is not None else ''}")
            self.assertLess(time.monotonic(), deadline, f"{what()}")
            with contextlib.suppress(subprocess.TimeoutExpired):  # the pace of looking
                next(iter(self.jobs.values())).wait(timeout=0.05)

    def finish(self):
        """The origin gives; everybody ends with the content. Returns the rows and what was seen on the wires."""
        self.gate("open")
        self.wait_for(lambda: all(self.row(name).get("State") in ("Complete", "Caching") for name in self.jobs),
                      lambda: {name: (self.row(name).get("State"), self.row(name).get("Reason")) for name in self.jobs})
        rows = {name: self.row(name) for name in self.jobs}
        self.world.stop(*self.jobs.values())
        for name in self.jobs:
            self.assertEqual((self.world.root / f"{name}-{self.run_id}.out").read_bytes(), self.data, name)
        return rows, {name: capture.end() for name, capture in self.captures.items()}

    def expect(self, mode, links):
        self.begin(mode)
        self.wait_for(lambda: links <= self.links(), lambda: f"{links - self.links()} is missing in {self.links()}")
        seen = self.links()
        rows, wires = self.finish()
        self.assertEqual(seen | self.links(), links)
        return rows, wires

    def assert_only_server(self, wires, ports):
        """Beyond the sites nothing was spoken of but with the server, and there to these ports."""
        for sender, receiver, port in wires["internet"]:
            self.assertIn(SERVER, (sender, receiver))
            if receiver == SERVER:
                self.assertIn(port, ports)
        for site, net in (("a", "10.1.0."), ("b", "10.2.0.")):
            for sender, receiver, _ in wires[site]:
                beyond = {address for address in (sender, receiver) if not address.startswith(net)}
                self.assertLessEqual(beyond, {SERVER})

    def test_0_http_only_asks_the_services_and_no_peer(self):
        rows, wires = self.expect(0, set())
        for name in GROUPS:
            self.assertEqual((rows[name]["BytesFromPeers"], rows[name]["Proof"]), (0, "metadata"), name)
        self.assert_only_server(wires, {80, 7681, 7682})

    def test_1_lan_peers_stay_behind_their_public_address(self):
        _, wires = self.expect(1, {("a1", "a2"), ("b1", "b2")})
        self.assert_only_server(wires, {80, 7681, 7682})

    def test_2_group_peers_meet_across_networks_and_no_other_group(self):
        rows, wires = self.expect(2, {("a1", "g"), ("b1", "g")})
        for name in ("a1", "b1"):
            self.assertEqual(rows[name]["BytesFromInternetPeers"], 0)
        # Who is behind a router is seen as its address: group one and group two share those of a and b, and nobody else.
        group_one = {SERVER, PUBLIC["g"], PUBLIC["a"], PUBLIC["b"]}
        for sender, receiver, _ in wires["internet"]:
            if {sender, receiver} != {SERVER, PUBLIC["x"]}:
                self.assertLessEqual({sender, receiver}, group_one)
        for site, net, other in (("a", "10.1.0.", "b"), ("b", "10.2.0.", "a")):
            for sender, receiver, _ in wires[site]:
                beyond = {address for address in (sender, receiver) if not address.startswith(net)}
                inside = {sender, receiver} - beyond
                self.assertLessEqual(beyond, {SERVER, PUBLIC[other], PUBLIC[site]} | ({PUBLIC["g"]} if net + "11" in inside else set()))
                if not beyond:
                    self.assertNotEqual(inside, {net + "11", net + "12"}, "two groups on one LAN spoke with each other")

    def test_3_internet_peers_are_everybody(self):
        rows, _ = self.expect(3, {("a1", "a2"), ("b1", "b2"), ("g", "x"), *((m, p) for m in ("a1", "a2", "b1", "b2") for p in "gx")})
        self.assertGreater(sum(rows[name]["BytesFromPeers"] for name in rows), 0)

    def test_99_simple_and_100_bypass_speak_with_the_origin_alone(self):
        for mode in (99, 100):
            with self.subTest(mode=mode):
                rows, wires = self.expect(mode, set())
                for name in GROUPS:
                    self.assertEqual((rows[name]["BytesFromPeers"], rows[name]["Proof"]), (0, "none"), name)
                wires["internet"] = {event for event in wires["internet"] if PUBLIC["x"] not in event[:2]}
                self.assert_only_server(wires, {80})


if __name__ == "__main__":
    machines.main()
