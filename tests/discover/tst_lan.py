# SPDX-License-Identifier: GPL-3.0-or-later
"""LAN discovery between machines: attacks A17 and A19, faults F17 and F18, promises P14 and P15."""
import json
import secrets
import subprocess
import sys
import time
import unittest

from machines import LanTest, main

GROUP = "239.192.152.143"


def content():
    return secrets.token_hex(20)


def announce(name, port=9000, cookie="7f"):
    return f"BT-SEARCH * HTTP/1.1\r\nHost: {GROUP}:6771\r\nPort: {port}\r\nInfohash: {name}\r\ncookie: {cookie}\r\n\r\n\r\n"


SEND = """
import json, socket, sys
for source, target, text in json.load(sys.stdin):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(source))
        s.bind((source, 0))
        s.sendto(text.encode(), (target, 6771))
"""

COUNT = """
import json, socket, struct, sys
s = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0003))
s.bind(('eth0', 0))
print(json.dumps({'event': 'ready'}), flush=True)
while True:
    packet, origin = s.recvfrom(65536)
    if origin[2] == 4 or packet[0] >> 4 not in (4, 6):
        continue
    v4 = packet[0] >> 4 == 4
    protocol, hops = (packet[9], packet[8]) if v4 else (packet[6], packet[7])
    body = packet[(packet[0] & 15) * 4:] if v4 else packet[40:]
    target = socket.inet_ntop(socket.AF_INET if v4 else socket.AF_INET6, packet[16:20] if v4 else packet[24:40])
    if protocol == 17:
        print(json.dumps({'event': 'datagram', 'target': target, 'port': struct.unpack('>H', body[2:4])[0],
                          'hops': hops, 'text': body[8:].decode('latin-1')}), flush=True)
"""


class Finding(LanTest):
    MACHINES = 4

    def test_everybody_finds_everybody_by_both_families(self):
        name = content()
        probes = [machine.probe("0.0.0.0:7680", "[::]:7680") for machine in self.m]
        started = time.monotonic()
        for probe in probes:
            self.addCleanup(probe.__exit__)
            probe.tell(f"content {name}")
        for number, probe in enumerate(probes, 1):
            for other in range(1, 5):
                if other != number:
                    probe.wait(event="peer", address=f"10.9.0.{other}:7680", content=name)
                    probe.wait(event="peer", address=f"[2001:db8:9::{other}]:7680", content=name)
        print(f"4 machines found each other in {time.monotonic() - started:.3f} s")
        for probe in probes:
            self.assertEqual([link["problem"] for link in probe.ask("links")["links"]], ["", ""])

    def test_a_late_joiner_knows_everybody_within_a_second(self):
        name = content()
        early = [machine.probe("0.0.0.0:7680") for machine in self.m[:3]]
        for probe in early:
            self.addCleanup(probe.__exit__)
            probe.tell(f"content {name}")
        for probe in early:  # past the opening: it says nothing by itself for minutes
            self.wait_sent(probe, 4)
        with self.m[3].probe("0.0.0.0:7680") as late:
            started = time.monotonic()
            late.tell(f"content {name}")
            for number in (1, 2, 3):
                late.wait(seconds=5, event="peer", address=f"10.9.0.{number}:7680")
            taken = time.monotonic() - started
        print(f"the late one knew everybody after {taken:.3f} s")
        self.assertLess(taken, 1.5)  # a second, and what a loaded machine adds


class Attacks(LanTest):
    def test_a17_only_neighbours_are_heard(self):
        name = content()
        self.m[1].run("ip", "address", "add", "172.16.9.9/32", "dev", "eth0")
        with self.m[0].probe("0.0.0.0:7680") as probe:
            probe.tell(f"content {name}")
            self.wait_sent(probe, 1)
            self.send(("172.16.9.9", GROUP, announce(name, 9001)),
                      ("10.9.0.2", "10.9.0.1", announce(name, 9002)),  # to one machine alone
                      ("10.9.0.2", GROUP, announce(content(), 9003)),
                      ("10.9.0.2", GROUP, announce(name, 9004)))
            probe.wait(event="peer", address="10.9.0.2:9004")
            self.assertEqual([e for e in probe.drain() if e["event"] == "peer" and "9004" not in e["address"]], [])
            ignored = probe.ask("ignored")
            self.assertEqual((ignored["foreignSubnet"], ignored["notMulticast"], ignored["unknownContent"]), (1, 1, 1))

    def test_a19_p14_p15_all_that_leaves_is_a_few_multicasts(self):
        name, other = content(), content()
        with self.m[1].python("-c", COUNT) as counter, self.m[0].probe("0.0.0.0:7680", "[::]:7680") as probe:
            counter.wait(event="ready")
            probe.tell(f"content {name}")
            self.wait_sent(probe, 1)
            # Questions by the dozen, by many supposed newcomers, of contents known and not.
            self.send(*[("10.9.0.2", GROUP, announce(name, 9000 + number, f"{number}") if number % 2
                         else announce(other, 9000 + number)) for number in range(200)],
                      ("10.9.0.2", "10.9.0.1", announce(name)))
            self.assertGreaterEqual(probe.ask("ignored")["unknownContent"], 100)
            probe.wait(event="peer", address="10.9.0.2:9001")
            self.wait_sent(probe, 6)  # the opening by both families, and answers
            sent = sum(link["sent"] for link in probe.ask("links")["links"])
            said = [e for e in counter.drain() if e["event"] == "datagram" and e["target"] not in ("10.9.0.1",)
                    and "freshet-" in e["text"]]
            everything = [e for e in counter.drain() if e["event"] == "datagram" and "freshet-" not in e["text"]]
            self.assertLessEqual(len(said), sent)
            self.assertLess(sent, 40, "answers are limited")
            self.assertGreater(len(said), 1)
            for datagram in said:
                self.assertIn(datagram["target"], (GROUP, "ff15::efc0:988f"))
                self.assertEqual(datagram["hops"], 1)
                self.assertNotIn(other, datagram["text"])
            for datagram in everything:
                self.assertNotEqual(datagram["target"], "10.9.0.2", "nobody is answered alone")

    def send(self, *datagrams):
        subprocess.run(self.m[1].command(sys.executable, "-c", SEND), input=json.dumps(datagrams), text=True, check=True)


class Changes(LanTest):
    def test_f17_interfaces_come_and_go(self):
        name = content()
        with self.m[0].probe("0.0.0.0:7680") as here, self.m[1].probe("0.0.0.0:7680") as there:
            here.tell(f"content {name}")
            there.tell(f"content {name}")
            here.wait(event="peer", address="10.9.0.2:7680")
            self.m[0].run("ip", "link", "set", "eth0", "down")
            here.wait(event="gone", address="10.9.0.2:7680")
            here.drain()
            here.events.clear()
            self.m[0].run("ip", "link", "set", "eth0", "up")
            here.wait(event="peer", address="10.9.0.2:7680")

    def test_f17_another_subnet_takes_its_peers_along(self):
        name = content()
        with self.m[0].probe("0.0.0.0:7680") as here, self.m[1].probe("0.0.0.0:7680") as there:
            here.tell(f"content {name}")
            there.tell(f"content {name}")
            here.wait(event="peer", address="10.9.0.2:7680")
            self.m[0].run("ip", "address", "add", "10.77.0.1/24", "dev", "eth0")
            self.m[0].run("ip", "address", "del", "10.9.0.1/24", "dev", "eth0")
            here.wait(event="gone", address="10.9.0.2:7680")

    def test_f17_an_interface_that_appears_is_announced_on(self):
        name = content()
        with self.m[0].probe("0.0.0.0:7680") as here:
            here.tell(f"content {name}")
            new = self.lan.add(3)
            self.lan.machines.append(new)
            with new.probe("0.0.0.0:7680") as there:
                there.tell(f"content {name}")
                here.wait(event="peer", address="10.9.0.3:7680")
                there.wait(event="peer", address="10.9.0.1:7680")

    def test_f18_link_local_alone_is_enough(self):
        name = content()
        for machine in self.m:
            machine.run("ip", "address", "flush", "dev", "eth0", "scope", "global")
        with self.m[0].probe("[::]:7680") as here, self.m[1].probe("[::]:7680") as there:
            here.tell(f"content {name}")
            there.tell(f"content {name}")
            address = here.wait(event="peer")["address"]
        self.assertRegex(address, r"^\[fe80::[0-9a-f:]+%\d+\]:7680$")  # with the interface it is valid on


if __name__ == "__main__":
    main()
