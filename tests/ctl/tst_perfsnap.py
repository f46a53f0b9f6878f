# SPDX-License-Identifier: GPL-3.0-or-later
"""perfsnap: the original's fields, the same with and without an engine, and totals that outlive everything."""

import json

from harness import MIB, EndToEnd, main, payload


class PerfSnap(EndToEnd):
    def snap(self, *arguments):
        return json.loads(self.ok("perfsnap", "--json", *arguments))

    def test_without_an_engine(self):
        empty = self.snap()
        self.assertEqual((empty["Files"], empty["TotalBytesDownloaded"], empty["CpuUsagePct"]), (0, 0, None))
        self.assertFalse(self.cache.exists(), "looking makes nothing")
        data = payload(3 * MIB)
        self.publish("f.bin", data)
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        snap, month = self.snap(), self.snap("--month")
        self.assertEqual((snap["Files"], snap["FilesDownloaded"], snap["FilesUploaded"]), (1, 1, 0))
        self.assertEqual(snap["TotalBytesDownloaded"], len(data))
        self.assertEqual(snap["AverageDownloadSize"], len(data))
        self.assertEqual(snap["TotalsBySource"]["HttpOrigin"], len(data))
        self.assertGreaterEqual(snap["CacheSizeBytes"], len(data))
        self.assertGreater(snap["TotalDiskBytes"], snap["AvailableDiskBytes"])
        self.assertEqual(month["DownloadHttpBytes"], len(data))
        self.assertGreater(month["DownloadFgRateKbps"], 0)
        self.assertIsNone(month["DownloadBgRateKbps"])
        self.assertTrue(month["MonthStartDate"].endswith("-01T00:00:00.000Z"))
        text = self.ok("perfsnap")
        self.assertIn("3.0 MiB", next(line for line in text.splitlines() if line.startswith("TotalBytesDownloaded")))
        self.assertIn("no engine runs", text)
        self.assertIn("nothing was transferred", self.ok("perfsnap", "--month"))

    def test_through_an_engine(self):
        data = payload(3 * MIB)
        self.publish("f.bin", data)
        engine = self.start("engine", "run")
        self.addCleanup(lambda: (engine.terminate(), engine.communicate(timeout=30)))
        engine.stdout.readline()
        self.ok("download", self.metadata("f.bin"), "--output", self.out, "--background")
        snap, alone = self.snap(), self.snap("--standalone")
        self.assertEqual(snap["TotalBytesDownloaded"], len(data))
        self.assertGreater(snap["CpuUsagePct"], 0)
        self.assertGreater(snap["MemUsageKB"], 5000)
        self.assertIsNotNone(snap["DownlinkBps"])
        self.assertEqual((snap["UplinkUsageBps"], snap["BackgroundDownloadCount"]), (0, 0))
        self.assertEqual(set(snap), set(alone))
        for field in ("Files", "TotalBytesDownloaded", "AverageDownloadSize", "TotalDiskBytes", "TotalsBySource"):
            self.assertEqual(snap[field], alone[field])
        self.assertGreater(self.snap("--month")["DownloadBgRateKbps"], 0)


if __name__ == "__main__":
    main()
