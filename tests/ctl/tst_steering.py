# SPDX-License-Identifier: GPL-3.0-or-later
"""The peers of a running engine as people see and steer them: tables, bans, and the reasons in the log."""

import json
import socket

from harness import EngineCase, main


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Swarm(EngineCase):
    OFFLINE = ("--no-lan", "--download-mode", "1")

    def seed(self, name):
        port = free_port()
        process = self.start("seed", self.metadata(name), self.nginx.root / name, "--listen", f"127.0.0.1:{port}", *self.OFFLINE)
        self.addCleanup(lambda: (process.terminate(), process.communicate(timeout=30)))
        self.assertIn("Serving", process.stdout.readline())
        return port

    def peers(self, port):
        rows = json.loads(self.ok("status", "--json", "--peers"))["Files"]
        return [peer for row in rows for peer in row["Peers"] if peer["Port"] == port]

    def delivered(self):
        """A content that came from one peer; returns that peer's port."""
        data, _ = self.slow_content()
        port = self.seed("f.bin")
        self.start_engine("--listen", f"127.0.0.1:{free_port()}", *self.OFFLINE)
        self.ok("download", self.metadata("f.bin"), "--output", self.out, "--peer", f"127.0.0.1:{port}", "--no-http")
        self.assertEqual(self.out.read_bytes(), data)
        return port

    def test_a_peer_is_a_line_with_its_numbers_when_its_connection_has_ended_too(self):
        port = self.delivered()
        self.wait_for(lambda: [peer["UnusedReason"] for peer in self.peers(port)] == ["NOTHING_TO_GIVE"])
        peer, = self.peers(port)
        self.assertEqual((peer["IP"], peer["PeerType"], peer["PeerTypeReason"]), ("127.0.0.1", "Lan", "THIS_MACHINE"))
        self.assertEqual((peer["BytesReceived"], peer["HavePercent"], peer["FoundBy"]), (self.SIZE, 100, "MANUAL"))
        self.assertEqual((peer["ConnectionEstablished"], peer["Encrypted"]), (False, False))
        text = self.ok("status", "--peers")
        line = next(line for line in text.splitlines() if line.startswith(f"127.0.0.1:{port}"))
        for words in ("LAN (this machine)", "8.0 MiB", "you", "Freshet", "Neither side has anything that the other lacks."):
            self.assertIn(words, line)

    def test_bans_are_set_seen_and_lifted(self):
        port = self.delivered()
        self.assertIn("Nobody is banned.", self.ok("peers", "list"))
        self.assertIn("you wanted it", self.ok("peers", "ban", f"127.0.0.1:{port}", "--for", "2 h"))
        self.wait_for(lambda: [peer["State"] for peer in self.peers(port)] == ["BANNED"])
        ban, = json.loads(self.ok("peers", "list", "--json"))["Bans"]
        self.assertEqual((ban["Address"], ban["Port"], ban["FileId"], ban["Cause"]), ("127.0.0.1", port, None, "USER"))
        self.assertTrue(7_000_000 < ban["BannedForMilliseconds"] <= 7_200_000)
        self.assertIn("Nobody is banned.", self.ok("peers", "unban", "127.0.0.1"))
        self.wait_for(lambda: [peer["State"] for peer in self.peers(port)] == ["CANDIDATE"])
        self.assertIn("There was no such ban.", self.ok("peers", "unban", "127.0.0.1"))
        self.ok("peers", "ban", "127.0.0.1", "--content", "1")
        ban, = json.loads(self.ok("peers", "list", "--json"))["Bans"]
        self.assertEqual(ban["FileId"], self.status()[0]["FileId"])

    def test_what_makes_no_sense_is_refused(self):
        self.start_engine(*self.OFFLINE)
        self.fails("INVALID_ARGUMENT", "peers", "ban", "nobody")
        self.fails("UNKNOWN_JOB", "peers", "ban", "192.0.2.1", "--content", "7")
        for wrong in (("peers",), ("peers", "praise", "192.0.2.1"), ("peers", "ban"), ("peers", "list", "192.0.2.1"),
                      ("peers", "ban", "192.0.2.1", "--for", "ever"), ("peers", "unban", "192.0.2.1", "--for", "1 h")):
            self.assertEqual(self.ctl(*wrong).returncode, 2, wrong)
        self.stop_engine()
        self.fails("ENGINE_NOT_RUNNING", "peers", "list")

    def test_the_log_says_who_was_met_banned_and_refused(self):
        port = self.delivered()
        self.ok("peers", "ban", f"127.0.0.1:{port}")
        log = self.ok("log", "--level", "debug")
        self.assertIn(f"Connected to 127.0.0.1:{port}.", log)
        self.assertRegex(log, rf"Piece 3 is proven; it came from 127.0.0.1:{port}\.")
        self.assertRegex(log, rf"127.0.0.1:{port} is banned for 1 h 00 min: you wanted it\.")


if __name__ == "__main__":
    main()
