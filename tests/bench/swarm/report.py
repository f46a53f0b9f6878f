# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run came to, as a dictionary for a JSON file and as a line of a table."""
import json
import statistics
import time

import topology

HEADINGS = ("topology", "client", "done", "bound s", "mean s", "max s", "mean/b", "max/b", "origin/F", "WAN in/F (max)", "WAN out/F",
            "LAN/F", "requests", "CPU s/GiB", "anon MiB", "busy")


def cpu_times():
    """All and idle time of the machine since boot, in ticks."""
    with open("/proc/stat") as file:
        ticks = list(map(int, file.readline().split()[1:9]))
    return sum(ticks), ticks[3] + ticks[4]


def busy_share(before, after):
    return 1 - (after[1] - before[1]) / max(1, after[0] - before[0])


def results(trial, traffic, requests, timeline, busy, ended):
    options, hosts, size = trial.options, trial.hosts, trial.topology.size
    sites = range(len(trial.topology.sites))
    bounds = topology.bounds(trial.topology)
    finished = [host for host in trial.honest if host.done and not host.dead]
    verified = {host.name: trial.content.is_in(host.output) for host in trial.honest if host.done}
    times = [host.done - trial.t0 for host in finished]
    own = [host.done - host.start for host in finished]
    wan_out = [traffic.payload(f"wan{s}.up") for s in sites]
    sent = sum(traffic.payload(f"{host.name}.up") for host in hosts)
    cpu = sum(host.cpu for host in hosts)

    def most(values):
        return max(values) if values else None

    def mean(values):
        return statistics.mean(values) if values else None

    def relative(seconds):
        return seconds / bounds["bound_s"] if seconds is not None else None

    return {
        "label": options.label or options.client, "topology": trial.topology.name, "sites": trial.topology.sites, "size": size,
        "nat": options.nat, "cc": trial.network.congestion_control, "stagger": options.stagger, "churn": options.churn, "corrupt": options.corrupt,
        "when": time.strftime("%F %T"), "bounds": bounds,
        "hosts_expected": sum(not host.dead for host in trial.honest), "hosts_done": len(finished),
        "hosts_verified": sum(verified[host.name] for host in finished), "elapsed_s": ended - trial.t0,
        "t_mean": mean(times), "t_max": most(times), "own_mean": mean(own), "own_max": most(own),
        "ratio_mean": relative(mean(times)), "ratio_max": relative(most(times)),
        "origin_payload_F": traffic.payload("origin.up") / size,
        "wan_in_F": [traffic.payload(f"wan{s}.down") / size for s in sites], "wan_out_F": [out / size for out in wan_out],
        "wan_drops": [traffic.drops[f"wan{s}.down"] for s in sites],
        "lan_F_per_host": max(0, sent - sum(wan_out)) / size / len(hosts),
        "http_requests": requests["n"], "http_bytes_F": requests["bytes"] / size, "http_clients": requests["clients"],
        "cpu_client_s": cpu, "cpu_client_s_per_GiB": cpu / (max(1, len(finished)) * size / 2**30),
        "anon_mib_median": statistics.median(host.anonymous_kib / 1024 for host in hosts),
        "peak_mib_median": statistics.median(host.peak_kib / 1024 for host in hosts),
        "busy": busy, "events": trial.events,
        "hosts": [{"name": host.name, "start": round(host.start - trial.t0, 3), "done": round(host.done - trial.t0, 3) if host.done else None,
                   "verified": verified.get(host.name), "corrupt": host.corrupt, "exit": host.exit, "restarts": host.restarts,
                   "cpu": round(host.cpu, 2), "anon_kib": host.anonymous_kib,
                   "up_F": round(traffic.payload(f"{host.name}.up") / size, 3),
                   "down_F": round(traffic.payload(f"{host.name}.down") / size, 3), "stats": stats_of(host)} for host in hosts],
        "timeline": [[round(row[0] - trial.t0, 2), *row[1:]] for row in timeline],
    }


def stats_of(host):
    """What the client said about itself at its end, if it did."""
    try:
        return json.loads((host.directory / "stats.json").read_text())
    except (OSError, ValueError):
        return None


def table(runs):
    def number(value, places=2):
        return "-" if value is None else f"{value:.{places}f}"

    rows = [HEADINGS]
    for run in runs:
        entering = run["wan_in_F"]
        rows.append((
            run["topology"] + ("+nat" if run["nat"] else ""), run["label"], f"{run['hosts_verified']}/{run['hosts_expected']}",
            number(run["bounds"]["bound_s"], 1), number(run["t_mean"], 1), number(run["t_max"], 1), number(run["ratio_mean"]),
            number(run["ratio_max"]), number(run["origin_payload_F"]), f"{statistics.mean(entering):.2f} ({max(entering):.2f})",
            number(statistics.mean(run["wan_out_F"])), number(run["lan_F_per_host"]), str(run["http_requests"]),
            number(run["cpu_client_s_per_GiB"], 1), number(run["anon_mib_median"], 0), number(run["busy"])))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)
