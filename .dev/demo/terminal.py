# SPDX-License-Identifier: GPL-3.0-or-later
"""What the demo shows in a terminal: live where there is one, else a line now and then; and the summary."""
import shutil
import sys

CLASSES = [("LAN peers", "BytesFromLanPeers", "#", 32), ("group peers", "BytesFromGroupPeers", "=", 36),
           ("internet peers", "BytesFromInternetPeers", "~", 35), ("cache server", "BytesFromCacheServer", "+", 33),
           ("HTTP origin", None, ":", 34)]
WIDTH = 40


def amounts(row):
    """Bytes by the five classes, in their order."""
    values = [row.get(field, 0) if field else 0 for _, field, _, _ in CLASSES]
    values[-1] = row["BytesFromHttp"] - row["BytesFromCacheServer"]
    return values


def mib(number):
    return f"{number / (1 << 20):.1f} MiB"


class Terminal:
    def __init__(self, swarm, stream=sys.stdout):
        self.swarm, self.stream = swarm, stream
        self.live = stream.isatty()
        self.height = 0
        self.last = 0.0

    def paint(self, color, text):
        return f"\x1b[{color}m{text}\x1b[0m" if self.live else text

    def bar(self, row):
        size = max(row["FileSize"], 1)
        cells, done = "", 0.0
        for (_, _, mark, color), value in zip(CLASSES, amounts(row)):
            before, done = done, done + value / size * WIDTH
            count = round(done) - round(before)
            if count > 0:
                cells += self.paint(color, mark * count)
        return "[" + cells + " " * max(WIDTH - round(done), 0) + "]"

    def picture(self, rows, bans):
        legend = "  ".join(self.paint(color, mark) + " " + name for name, _, mark, color in CLASSES)
        lines = [legend, ""]
        for row in rows:
            got = min(row["FileSizeInCache"] + row["BytesInFlight"], row["FileSize"])
            lines.append(f"{row['FileName'][:22]:22} {self.bar(row)} {100 * got / max(row['FileSize'], 1):5.1f} %  "
                         f"{mib(row['DownloadRateBytes'])}/s  {row['Priority'].lower()}")
            lines.append(f"{'':22} {row['State']}: {row['Reason']}")
        lines += ["", f"{'who':13} {'address':22} {'type':9} {'because':12} {'state':12} {'rate':>12} {'received':>12}"]
        for peer in self.peers(rows, bans):
            lines.append(f"{peer['name']:13} {peer['at']:22} {peer['type']:9} {peer['why']:12} {peer['state']:12} "
                         f"{mib(peer['rate']) + '/s':>12} {mib(peer['got']):>12}")
        return lines

    def peers(self, rows, bans):
        """A line for each machine, over all jobs."""
        machines = {}
        for row in rows:
            for peer in row.get("Peers", []):
                ip = peer["IP"]
                name = self.swarm.names.get(ip)
                if not name:
                    continue
                line = machines.setdefault(name, {"name": name, "at": ip, "type": peer["PeerType"], "why": "", "state": "",
                                                  "rate": 0, "got": 0})
                line["why"] = peer.get("PeerTypeReason") or line["why"]
                line["rate"] += peer["DownloadRateBytes"]
                line["got"] += peer["BytesReceived"]
                if not line["state"] or line["state"] in ("CANDIDATE", "GONE", "IDLE"):
                    line["state"] = peer["State"]
        for ban in bans:
            name = self.swarm.names.get(ban["Address"])
            if name in machines:
                machines[name]["state"] = "BANNED"
        order = list(self.swarm.names.values())
        return sorted(machines.values(), key=lambda line: order.index(line["name"]))

    def show(self, rows, bans, now):
        if self.live:
            columns = shutil.get_terminal_size().columns
            lines = self.picture(rows, bans)
            out = f"\x1b[{self.height}F" if self.height else ""
            # Cutting would cut colours: only what is too wide without any is cut.
            out += "".join((line if "\x1b" in line else line[:columns - 1]) + "\x1b[K\n" for line in lines)
            self.stream.write(out + "\x1b[J")
            self.height = len(lines)
        elif now - self.last >= 2:
            self.last = now
            parts = []
            for row in rows:
                parts.append(f"{row['FileName']} {100 * row['FileSizeInCache'] / max(row['FileSize'], 1):.0f} %")
            self.stream.write("  ".join(parts) + "\n")
        self.stream.flush()

    def summary(self, rows, bans, delivered, seconds):
        """Prints it; what is missing of what the demo promises."""
        total = [sum(values) for values in zip(*(amounts(row) for row in rows))]
        everything = max(sum(total), 1)
        self.stream.write(f"\n{mib(everything)} of {len(rows)} contents in {seconds:.0f} s, every piece proven:\n")
        for (name, _, _, _), value in zip(CLASSES, total):
            self.stream.write(f"  from {name:15} {mib(value):>12}  {100 * value / everything:5.1f} %\n")
        self.stream.write(f"  wasted {mib(sum(row['BytesWasted'] for row in rows)):>25}  (arrived, and was thrown away)\n")
        liars = [ban for ban in bans if self.swarm.names.get(ban["Address"]) == "liar"]
        for ban in liars:
            self.stream.write(f"  banned liar at {ban['Address']}:{ban['Port']}  ({ban['Cause']})\n")
        for content in self.swarm.contents:
            good = content.name in delivered
            self.stream.write(f"  {content.name}: {'SHA-256 is the publisher' + chr(39) + 's' if good else 'NOT DELIVERED'}\n")
        self.stream.flush()
        missing = [f"no byte from {name}" for (name, _, _, _), value in zip(CLASSES, total) if value == 0]
        missing += [] if liars else ["the liar is not banned"]
        missing += [f"{c.name} is not what was published" for c in self.swarm.contents if c.name not in delivered]
        return missing
