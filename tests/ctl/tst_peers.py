# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a running job's bytes come from, connection by connection."""

import json
import time

from harness import MIB, EndToEnd, give_time, main, payload


class Peers(EndToEnd):
    def peers(self):
        for row in json.loads(self.ok("status", "--json", "--peers"))["Files"]:
            if row["Peers"]:
                return row["Peers"]
        return []

    def test_http_sources_are_lines_of_the_table(self):
        data = payload(24 * MIB)
        self.publish("f.bin", data, source="slow/f.bin")
        engine = self.start("engine", "run")
        self.addCleanup(lambda: (engine.terminate(), engine.communicate(timeout=30)))
        engine.stdout.readline()
        self.assertIn("No job has a connection", self.ok("status", "--peers"))
        download = self.start("download", self.metadata("f.bin"), "--output", self.out)
        self.addCleanup(lambda: (download.kill(), download.communicate()))
        deadline = time.monotonic() + 60
        while not (peers := self.peers()) or peers[0]["BytesReceived"] < MIB:
            self.assertLess(time.monotonic(), deadline)
            give_time(download)
        peer, = peers
        self.assertEqual((peer["IP"], peer["Port"], peer["PeerType"]), ("127.0.0.1", self.nginx.port, "CDN"))
        self.assertEqual((peer["State"], peer["ConnectionEstablished"]), ("RECEIVING", True))
        self.assertEqual((peer["FoundBy"], peer["UnusedReason"], peer["Encrypted"]), ("METADATA", "NONE", False))
        self.assertGreater(peer["DownloadRateBytes"], 0)
        self.assertLessEqual(peer["BytesReceived"], len(data))
        self.assertEqual((peer["BytesSent"], peer["BytesBad"]), (0, 0))
        text = self.ok("status", "--peers")
        line = next(line for line in text.splitlines() if line.startswith(f"127.0.0.1:{self.nginx.port}"))
        self.assertIn("HTTP origin", line)
        self.assertIn("Receiving from it.", line)
        self.assertTrue(all("Peers" not in row for row in self.status()))
        self.ok("cancel", "1")
        self.assertEqual(self.peers(), [])

    def test_a_source_that_fails_says_why_it_is_not_used(self):
        self.publish("f.bin", payload(4 * MIB), source="slow/f.bin")
        engine = self.start("engine", "run")
        self.addCleanup(lambda: (engine.terminate(), engine.communicate(timeout=30)))
        engine.stdout.readline()
        self.nginx.stop()
        download = self.start("download", self.metadata("f.bin"), "--output", self.out)
        self.addCleanup(lambda: (download.kill(), download.communicate()))
        deadline = time.monotonic() + 60
        while not (peers := self.peers()) or peers[0]["UnusedReason"] != "WAITING_TO_RETRY":
            self.assertLess(time.monotonic(), deadline)
            give_time(download)
        self.assertEqual((peers[0]["State"], peers[0]["Error"]), ("CANDIDATE", "CONNECT_FAILED"))
        self.assertGreater(peers[0]["RetryInMilliseconds"], 0)


if __name__ == "__main__":
    main()
