# SPDX-License-Identifier: GPL-3.0-or-later
"""P15, download modes 0, 1, 2, 3, 99, 100 as the table of policies has them: who connects to whom, and no packet leaves the scope.

Groups: a1, a3, b1 and g are of one, a2 and b2 of another, x of none and always in mode 3.
"""
import contextlib
import random
import subprocess
import sys
import time
import unittest

from sites import CTL, PUBLIC, SERVER, Capture, World, machines

MIB = 1 << 20
GROUPS = {"a1": "one", "a3": "one", "b1": "one", "g": "one", "a2": "two", "b2": "two"}
SITES = (("a", "10.1.0."), ("b", "10.2.0."))
WITHIN = {("a1", "a2"): "Lan", ("a1", "a3"): "Lan", ("a2", "a3"): "Lan", ("b1", "b2"): "Lan"}  # who is of one site
LAN_DISCOVERY = 6771
MEMBERSHIP = "224.0.0.22"  # the kernel's word on its link that it listens to a multicast group (RFC 3376)
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

    def begin(self, mode, discovery, only):
        """Every machine, or `only` these, asks for the content, which the origin does not give yet. `discovery`: they look for peers on their LAN too."""
        self.gate("close")
        self.run_id = f"{mode}-{time.monotonic_ns()}"
        self.jobs = {}
        machines_ = {name: machine for name, machine in self.world.machines.items() if name in (only or self.world.machines)}
        told = [self.world.spawn(machine, CTL, *self.use, *(["--group", GROUPS[name]] if name in GROUPS else []), cache=f"{name}-{self.run_id}")
                for name, machine in machines_.items()]
        for process in told:
            _, errors = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, errors)
        self.captures = {name: Capture(machine, "br0", self.world.root / f"{name}-{self.run_id}.pcap") for name, machine in
                         {"internet": self.world.inet, "a": self.world.routers["a"], "b": self.world.routers["b"]}.items()}
        for capture in self.captures.values():
            self.addCleanup(capture.kill)
        for name, machine in machines_.items():
            if name == "g" and mode in (1, 2, 3):  # those behind routers are known to the array by now, and g can let them in at once
                self.wait_for(lambda: all(self.row(other).get("State") == "Downloading" for other in self.jobs),
                              lambda: {other: self.row(other).get("Reason") for other in self.jobs})
            cache = f"{name}-{self.run_id}"
            self.jobs[name] = self.world.spawn(machine, CTL, "download", f"http://{SERVER}/app.pkg", "--output",
                                               self.world.root / f"{cache}.out", "--download-mode", 3 if name == "x" else mode,
                                               *([] if discovery and name != "x" else ["--no-lan"]), "--json", "--keep-seeding", cache=cache)
            self.addCleanup(self.world.stop, self.jobs[name])

    def row(self, name):
        picture = self.world.ask(f"{name}-{self.run_id}", "snapshot", {"waitMilliseconds": 0})
        return picture["Files"][0] if picture and picture["Files"] else {}

    def links(self):
        """{(who, to whom): how near}: connections as whoever sees the other's own address has them."""
        name_of = {address: name for name, address in self.world.addresses.items()}
        pairs = {}
        for name in self.jobs:
            answer = self.world.ask(f"{name}-{self.run_id}", "peers.list")
            for file in (answer or {}).get("Files", []):
                for peer in file.get("Peers") or []:
                    if peer["ConnectionEstablished"] and peer["PeerType"] not in ("CDN", "DOINC"):
                        # Through a router only its address is seen.
                        other = name_of.get(peer["IP"])
                        if other:
                            pairs[tuple(sorted((name, other)))] = peer["PeerType"]
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

    def expect(self, mode, links, discovery=False, only=None):
        """Exactly these links come about; returns the rows of all jobs, and who sent to whom on each wire."""
        self.begin(mode, discovery, only)
        seen = {}

        def met():
            seen.update(self.links())
            return links.items() <= seen.items()
        self.wait_for(met, lambda: f"{links.items() - seen.items()} is missing in {seen}")
        rows, wires = self.finish()
        self.assertEqual(seen, links)
        return rows, wires

    def assert_only_server(self, wires, ports):
        """Beyond the sites nothing was spoken of but with the server, and there to these ports."""
        for sender, receiver, port in wires["internet"]:
            self.assertIn(SERVER, (sender, receiver))
            if receiver == SERVER:
                self.assertIn(port, ports)
        for site, net in SITES:
            for sender, receiver, port in wires[site]:
                beyond = {address for address in (sender, receiver) if not address.startswith(net)}
                if port != LAN_DISCOVERY and receiver != MEMBERSHIP:  # these go to everybody on that wire, and to nobody else
                    self.assertLessEqual(beyond, {SERVER}, (sender, receiver, port))

    def assert_nobody_spoke_within_sites(self, wires):
        for site, _ in SITES:
            for event in wires[site]:
                self.assertIn(SERVER, event[:2], event)

    def test_p15_0_http_only_asks_the_services_and_no_peer(self):
        rows, wires = self.expect(0, {}, discovery=True)
        for name in GROUPS:
            self.assertEqual((rows[name]["BytesFromPeers"], rows[name]["Proof"]), (0, "metadata"), name)
        self.assert_only_server(wires, {80, 7681, 7682})
        self.assert_nobody_spoke_within_sites(wires)

    def test_p15_1_lan_peers_stay_behind_their_public_address(self):
        rows, wires = self.expect(1, WITHIN)
        self.assert_only_server(wires, {80, 7681, 7682})
        # What is within a site is seen, so that where nothing is seen there was nothing.
        self.assertTrue(any({sender, receiver} == {"10.1.0.11", "10.1.0.12"} for sender, receiver, _ in wires["a"]))
        for name in GROUPS:
            self.assertEqual(rows[name]["BytesFromPeers"], rows[name]["BytesFromLanPeers"], name)

    def test_p15_2_group_peers_meet_across_networks_and_no_other_group(self):
        rows, wires = self.expect(2, {("a1", "a3"): "Lan", ("a1", "g"): "Group", ("a3", "g"): "Group", ("b1", "g"): "Group"})
        for name in ("a1", "a3", "b1"):
            self.assertEqual(rows[name]["BytesFromInternetPeers"], 0)
        for name in ("a2", "b2", "x"):
            self.assertEqual(rows[name]["BytesFromPeers"], 0, name)
        # Who is behind a router is seen as its address: group one and group two share those of a and b, and nobody else.
        group_one = {SERVER, PUBLIC["g"], PUBLIC["a"], PUBLIC["b"]}
        for sender, receiver, _ in wires["internet"]:
            if {sender, receiver} != {SERVER, PUBLIC["x"]}:
                self.assertLessEqual({sender, receiver}, group_one)
        for (site, net), other in zip(SITES, "ba"):
            of_one = {self.world.addresses[name] for name, group in GROUPS.items() if group == "one"}
            for sender, receiver, _ in wires[site]:
                beyond = {address for address in (sender, receiver) if not address.startswith(net)}
                inside = {sender, receiver} - beyond
                self.assertLessEqual(beyond, {SERVER, PUBLIC[other], PUBLIC[site]} | ({PUBLIC["g"]} if inside <= of_one else set()))
                if not beyond:
                    self.assertLessEqual(inside, of_one, "two groups on one LAN spoke with each other")

    def test_p15_3_internet_peers_are_everybody(self):
        behind = [name for name in self.world.machines if name not in "gx"]
        links = WITHIN | {("g", "x"): "Lan"} | {(name, far): "Internet" for name in behind for far in "gx"}
        rows, wires = self.expect(3, links)
        self.assertGreater(sum(rows[name]["BytesFromPeers"] for name in rows), 0)
        for sender, receiver, _ in wires["internet"]:
            self.assertLessEqual({sender, receiver}, {SERVER, *PUBLIC.values()})

    def test_p15_lan_discovery_stays_on_its_link(self):
        """Mode 2 includes the LAN, whatever group is behind it: on it nobody is asked for a group but by credential."""
        for mode in (1, 2, 3):
            with self.subTest(mode=mode):
                _, wires = self.expect(mode, WITHIN, discovery=True, only={"a1", "a2", "a3", "b1", "b2"})
                for site, _ in SITES:
                    self.assertTrue(any(port == LAN_DISCOVERY for _, _, port in wires[site]), site)
                beyond = {event for event in wires["internet"] if not {PUBLIC["a"], PUBLIC["b"]} == set(event[:2])}
                self.assertFalse([event for event in wires["internet"] if event[2] == LAN_DISCOVERY or event[1] == MEMBERSHIP])
                if mode == 1:
                    self.assert_only_server(wires, {80, 7681, 7682})
                for sender, receiver, _ in beyond:
                    self.assertIn(SERVER, (sender, receiver))

    def test_p15_99_simple_and_100_bypass_speak_with_the_origin_alone(self):
        for mode in (99, 100):
            with self.subTest(mode=mode):
                rows, wires = self.expect(mode, {}, discovery=True)
                for name in GROUPS:
                    self.assertEqual((rows[name]["BytesFromPeers"], rows[name]["Proof"]), (0, "none"), name)
                wires["internet"] = {event for event in wires["internet"] if PUBLIC["x"] not in event[:2]}
                self.assert_only_server(wires, {80})
                self.assert_nobody_spoke_within_sites(wires)


if __name__ == "__main__":
    machines.main()
