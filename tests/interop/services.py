# SPDX-License-Identifier: GPL-3.0-or-later
"""The array as a BitTorrent tracker, proven with other people's programs: libtorrent, aria2, Transmission and rtorrent find our seed and one another by
announcing to freshet-service, with v1 and v2 info-hashes of one hybrid content, and libtorrent reads the counts by scrape (BEP 48).

  services.py FRESHETCTL FRESHET_SERVICE"""
import json
import os
import subprocess
import sys
import tempfile

import libtorrent
from foreign import PROGRAMS, Failed
from matrix import NAME, OURS_TOO, THEIRS, TRACKER, Cell, in_own_network

HTTPS, HTTP = 7681, 6969


class ServiceTracker:
    """freshet-service at the address of the tracker; `left` is what its admin sees."""

    def __init__(self, program, home):
        self.program, self.data = program, os.path.join(home, "service")
        self.url = f"http://{TRACKER}:{HTTP}/announce"
        self.ran("init", "--name", TRACKER)
        self.process = subprocess.Popen([program, "run", "--data-dir", self.data, "--listen", f"{TRACKER}:{HTTPS}", "--listen-plain",
                                         f"{TRACKER}:{HTTP}"], stdout=subprocess.PIPE, text=True)
        if "Serving" not in self.process.stdout.readline():
            raise Failed("freshet-service does not serve")

    def ran(self, command, *arguments):
        return subprocess.run([self.program, command, "--data-dir", self.data, *arguments], check=True, capture_output=True, text=True).stdout

    def publish(self, content, v1):
        """Says that both names are one content."""
        policy = {"contentId": content, "v1InfoHash": v1, "size": 1, "name": NAME, "sources": [], "peerModes": [3],
                  "metadataUrl": f"http://{TRACKER}/x", "expires": "2999-01-01T00:00:00Z"}
        with open(os.path.join(self.data, "admin-token"), encoding="ascii") as file:
            token = file.read().strip()
        subprocess.run(["curl", "--fail", "--silent", "--show-error", "--cacert", os.path.join(self.data, "ca.pem"), "--request", "PUT", "--header",
                        f"Authorization: Bearer {token}", "--data", json.dumps(policy), f"https://{TRACKER}:{HTTPS}/v1/contents/{content}"],
                       check=True, stdout=subprocess.DEVNULL)

    def peers(self):
        return json.loads(self.ran("peers", "--service", f"https://{TRACKER}:{HTTPS}"))["peers"]

    @property
    def left(self):
        return {peer["ip"]: 0 if peer["complete"] else 1 for peer in self.peers()}

    def end(self):
        self.process.terminate()
        if self.process.wait(timeout=60) != 0:
            raise Failed("freshet-service did not end well")


class Site(Cell):
    def __init__(self, freshetctl, service, home):
        self.service = service
        super().__init__(freshetctl, home)

    def make_tracker(self):
        return ServiceTracker(self.service, self.home)

    def all_meet(self):
        info = libtorrent.torrent_info(self.torrent).info_hashes()
        self.tracker.publish(str(info.v2), str(info.v1))
        self.seed()
        programs = [self.theirs(name, seed=False) for name in PROGRAMS]
        self.finish(*self.fetch(OURS_TOO, "--tracker", self.tracker.url))
        self.wait("all have everything", lambda: all(self.is_same(os.path.join(program.home, NAME)) for program in programs))
        self.wait("all have said so", lambda: all(self.tracker.left.get(THEIRS[name]) == 0 for name in ("libtorrent", "transmission")))
        rows = self.tracker.peers()
        if len({row["content"] for row in rows}) != 1:
            raise Failed(f"v1 and v2 did not meet: {rows}")
        missing = set(THEIRS.values()) - {row["ip"] for row in rows}
        if missing:
            raise Failed(f"never announced: {missing}")
        self.scrape()

    def scrape(self):
        session = libtorrent.session({"listen_interfaces": f"{TRACKER}:0", "enable_dht": False, "enable_lsd": False,
                                      "alert_mask": libtorrent.alert.category_t.tracker_notification})
        params = libtorrent.add_torrent_params()
        params.ti = libtorrent.torrent_info(self.torrent)
        params.save_path = self.home
        params.flags &= ~libtorrent.torrent_flags.auto_managed
        params.flags |= libtorrent.torrent_flags.paused
        session.add_torrent(params).scrape_tracker()
        for _ in range(60):
            session.wait_for_alert(1000)
            for alert in session.pop_alerts():
                if isinstance(alert, libtorrent.scrape_failed_alert):
                    raise Failed(alert.message())
                if isinstance(alert, libtorrent.scrape_reply_alert):
                    print(f"scrape: {alert.complete} complete, {alert.incomplete} incomplete")
                    if alert.complete < 3:
                        raise Failed("the scrape counts too few")
                    return
        raise Failed("no answer to the scrape")


def main():
    in_own_network()
    with tempfile.TemporaryDirectory(prefix="freshet-services-") as home:
        site = Site(*map(os.path.abspath, sys.argv[1:3]), home)
        try:
            site.all_meet()
        except Failed as failure:
            site.tell()
            sys.exit(f"FAIL {failure}")
        finally:
            site.end()


main()
