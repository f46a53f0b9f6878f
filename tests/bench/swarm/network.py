# SPDX-License-Identifier: GPL-3.0-or-later
"""The network: a namespace per host, gateway, origin, tracker and service; every direction of every link shaped and counted.

host - bridge of the site in its gateway (a router, so multicast stays in the site) - WAN link - bridge of the internet - origin, tracker, service
"""
import ctypes
import json
import os
import subprocess
import sys
import threading
import time

from topology import BYTES_PER_MBIT, SEGMENT_HEADERS

ORIGIN, TRACKER, SERVICE = "100.64.0.2", "100.64.0.3", "100.64.0.4"
CLONE_NEWNET = 0x40000000


def sh(*command, stdin=None):
    done = subprocess.run([str(part) for part in command], input=stdin, text=True, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit code {done.returncode} {done.stderr.strip()}")
    return done.stdout


def inside(namespace, *command):
    """The command line that runs `command` in the namespace."""
    return ["nsenter", f"--net=/run/netns/{namespace}", "--", *command]


def shaper(mbit, lan):
    rate = mbit * BYTES_PER_MBIT
    if lan:  # keeps large segments whole: cheap
        burst, limit = max(70000, rate * 0.002), max(256000, rate * 0.020)
    else:  # cut to frames, with a queue of 100 ms
        burst, limit = max(6000, rate * 0.001), max(64000, rate * 0.100)
    return ["tbf", "rate", f"{int(mbit * 1000)}kbit", "burst", int(burst), "limit", int(limit)]


class Network:
    def __init__(self, topology, nat, congestion_control):
        self.topology = topology
        self.nat = nat
        self.congestion_control = congestion_control
        self.links = {}  # "h0-1.up": (namespace, device that sends in this direction)

    @staticmethod
    def host(site, member):
        return f"h{site}-{member}"

    @staticmethod
    def address(site, member):
        return f"10.{site + 1}.0.{member + 10}"

    def up(self):
        t = self.topology
        sites = range(len(t.sites))
        for name in ("inet", "origin", "tracker", "service", *(f"gw{s}" for s in sites),
                     *(self.host(s, m) for s in sites for m in range(t.sites[s]))):
            self.add_namespace(name)
        self.add_bridge("inet", None)
        self.add_link("origin", "eth0", "inet", f"{ORIGIN}/16", t.origin_up, 1000, False, "origin")
        self.add_link("tracker", "eth0", "inet", f"{TRACKER}/16", 100, 100, False, "tracker")
        self.add_link("service", "eth0", "inet", f"{SERVICE}/16", 100, 100, False, "service")
        for s in sites:
            self.add_link(f"gw{s}", "wan0", "inet", f"100.64.1.{s + 1}/16", t.wan[1], t.wan[0], False, f"wan{s}")
            self.add_bridge(f"gw{s}", f"10.{s + 1}.0.1/24")
        for s in sites:
            self.open_site(s)
            for m in range(t.sites[s]):
                host = self.host(s, m)
                self.add_link(host, "eth0", f"gw{s}", f"{self.address(s, m)}/24", t.lan[1], t.lan[0], True, host)
                sh("ip", "-n", host, "route", "add", "default", "via", f"10.{s + 1}.0.1")

    def add_namespace(self, name):
        sh("ip", "netns", "add", name)
        # A kernel may keep some of its congestion controls to itself; what is used then is told.
        used = sh(*inside(name, "sh", "-ec", f"""ip link set lo up
            echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
            cd /proc/sys/net/ipv4
            echo 1 >ip_forward
            echo 1 >tcp_no_metrics_save
            echo {self.congestion_control} >tcp_congestion_control || true
            cat tcp_congestion_control""")).strip()
        if used != self.congestion_control:
            print(f"congestion control: {used}, {self.congestion_control} is not allowed here", file=sys.stderr)
            self.congestion_control = used

    @staticmethod
    def add_bridge(namespace, address):
        sh("ip", "-n", namespace, "link", "add", "br0", "type", "bridge", "mcast_snooping", "0", "forward_delay", "0")
        sh("ip", "-n", namespace, "link", "set", "br0", "up")
        if address:
            sh("ip", "-n", namespace, "address", "add", address, "dev", "br0")

    def add_link(self, near, device, far, address, up, down, lan, name):
        """`device` of `near` onto the bridge of `far`, shaped both ways."""
        port = f"p{name}"
        sh("ip", "link", "add", "name", device, "netns", near, "type", "veth", "peer", "name", port, "netns", far)
        sh("ip", "-n", far, "link", "set", port, "master", "br0", "up")
        sh("ip", "-n", near, "link", "set", device, "txqueuelen", "1000", "up")
        sh("ip", "-n", near, "address", "add", address, "dev", device)
        sh("tc", "-n", near, "qdisc", "add", "dev", device, "root", *shaper(up, lan))
        sh("tc", "-n", far, "qdisc", "add", "dev", port, "root", *shaper(down, lan))
        self.links[f"{name}.up"] = (near, device)
        self.links[f"{name}.down"] = (far, port)

    def open_site(self, site):
        """Routes to the site, or address translation that lets nobody in unasked."""
        if self.nat:
            sh(*inside(f"gw{site}", "nft", "-f", "-"), stdin="""
                table ip nat { chain post { type nat hook postrouting priority 100; oifname "wan0" masquerade; }; }
                table ip fw { chain wanin { type filter hook forward priority 0; iifname "wan0" ct state new drop; }; }""")
            return
        others = [f"gw{s}" for s in range(len(self.topology.sites)) if s != site]
        for namespace in ("origin", "tracker", "service", *others):
            sh("ip", "-n", namespace, "route", "add", f"10.{site + 1}.0.0/24", "via", f"100.64.1.{site + 1}")

    def counters(self):
        """Per link and direction: bytes on the wire (headers of every segment included), packets, drops."""
        devices = {}
        for name, (namespace, device) in self.links.items():
            devices.setdefault(namespace, []).append((name, device))
        counted = {}
        for namespace, links in devices.items():
            listed = json.loads(sh("tc", "-n", namespace, "-s", "-j", "qdisc", "show"))
            shapers = {entry["dev"]: entry for entry in listed if entry.get("kind") == "tbf"}
            for name, device in links:
                counted[name] = tuple(shapers[device][key] for key in ("bytes", "packets", "drops"))
        return counted


class Traffic:
    """What crossed each link since `base`, a counters() of before."""

    def __init__(self, base, now):
        self.wire = {name: now[name][0] - base[name][0] for name in now}
        self.packets = {name: now[name][1] - base[name][1] for name in now}
        self.drops = {name: now[name][2] - base[name][2] for name in now}

    def payload(self, name):
        """Bytes without the headers of TCP segments; pure acknowledgements vanish."""
        return max(0, self.wire[name] - SEGMENT_HEADERS * self.packets[name])


class WanSampler(threading.Thread):
    """What entered the sites over time, read in the internet's namespace."""

    def __init__(self, sites, period=0.5):
        super().__init__(daemon=True)
        self.sites, self.period = sites, period
        self.rows = []  # [time, bytes into site 0, …]
        self.ended = threading.Event()

    def run(self):
        libc = ctypes.CDLL(None, use_errno=True)
        namespace = os.open("/run/netns/inet", os.O_RDONLY)
        if libc.setns(namespace, CLONE_NEWNET) != 0:  # of this thread alone
            return
        while not self.ended.wait(self.period):
            with open("/proc/thread-self/net/dev") as file:
                lines = dict(line.split(":") for line in file if ":" in line)
            sent = {name.strip(): int(values.split()[8]) for name, values in lines.items()}
            self.rows.append([time.time(), *(sent[f"pwan{s}"] for s in range(self.sites))])
