# SPDX-License-Identifier: GPL-3.0-or-later
"""The networks, and how fast a content can be spread in them at best."""
import dataclasses
import json

BYTES_PER_MBIT = 1e6 / 8
# Ethernet 14, IPv4 20, TCP 20, timestamps 12: what a full segment carries besides its 1448 bytes.
SEGMENT_HEADERS = 66
TCP_SHARE = 1448 / (1448 + SEGMENT_HEADERS)


@dataclasses.dataclass(frozen=True)
class Topology:
    """Sites of hosts behind a gateway each. Rates in Mbit/s; wan and lan are [down, up] of a site and of a host."""
    name: str
    sites: list
    size_mib: float
    origin_up: float
    wan: list
    lan: list
    piece: int = 262144

    @property
    def size(self):
        """Bytes; an odd tail makes the last piece short."""
        return int(self.size_mib * (1 << 20)) + 12345


TOPOLOGIES = {t.name: t for t in (
    Topology("A", [8], 128, 400, [60, 20], [200, 200]),
    Topology("B", [4, 4, 4, 4], 128, 400, [40, 20], [200, 200]),
    Topology("B2", [4, 4, 4, 4], 128, 80, [40, 20], [200, 200]),
    Topology("C", [24], 64, 400, [20, 10], [200, 200]),
    Topology("T", [2, 2], 16, 200, [40, 20], [200, 200]),
)}


def load(name, size_mib=None):
    """A topology by its name, or from a JSON file with the fields of Topology."""
    if name in TOPOLOGIES:
        topology = TOPOLOGIES[name]
    else:
        with open(name) as file:
            topology = Topology(**{"name": name} | json.load(file))
    return topology if size_mib is None else dataclasses.replace(topology, size_mib=size_mib)


def bounds(t):
    """Lower bounds on the seconds until the last host has everything: fluid cuts with raw link rates, the hierarchical form of Kumar
    and Ross, "Peer-assisted file distribution: the minimum distribution time" (2006). bound_s is the largest of them."""
    size = t.size
    origin = t.origin_up * BYTES_PER_MBIT
    wan_down, wan_up = (rate * BYTES_PER_MBIT for rate in t.wan)
    down, up = (rate * BYTES_PER_MBIT for rate in t.lan)
    sites, hosts = len(t.sites), sum(t.sites)
    cuts = {
        "origin_once": size / origin,
        "site_wan": size / wan_down,
        "host_down": size / down,
        "all_uplinks": hosts * size / (origin + hosts * up),
        "site_supply": max(n * size / (wan_down + n * up) for n in t.sites),
        "wan_exchange": sites * size / (origin + sum(min(wan_up, n * up) for n in t.sites)),
    }

    def feasible(seconds):
        """Whether all cuts can be met together: every site takes in x over its WAN and gives y to other sites."""
        if size > origin * seconds or size > down * seconds:
            return False
        taken = given = 0.0
        for n in t.sites:
            slack = n * up * seconds - (n - 1) * size
            x = size if slack >= 0 else size - slack
            if x > wan_down * seconds:
                return False
            taken += x
            given += max(0.0, min(wan_up * seconds, slack)) if sites > 1 else 0.0
        return taken <= origin * seconds + given

    low, high = 0.0, hosts * size / min(origin, wan_down)
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (low, middle) if feasible(middle) else (middle, high)
    bound = max(high, *cuts.values())
    return cuts | {
        "together": high,
        "bound_s": bound,
        "bound_tcp_s": bound / TCP_SHARE,
        "no_exchange_s": max(size / wan_down, size / down, sites * size / origin, cuts["site_supply"]),
        "http_only_s": max(max(n * size / wan_down for n in t.sites), size / down, hosts * size / origin),
    }
