# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs outlive the engine that they were given to."""

import json
import os
import signal
import sqlite3

from harness import MIB, EngineCase, main, payload, sha256


class Jobs(EngineCase):
    def submit(self, *arguments, output=None):
        """Gives a job to the engine and leaves; returns its number."""
        known = set(self.jobs())
        client = self.start("download", *arguments, "--output", output or self.out)
        self.wait_for(lambda: set(self.jobs()) - known, client)
        client.kill()
        client.communicate()
        job, = set(self.jobs()) - known
        return job

    def row(self, job):
        return self.jobs()[job]

    def restart_engine(self, how):
        self.engine.send_signal(how)
        self.engine.communicate(timeout=30)
        self.start_engine()

    def test_p9_after_kill_9_the_job_goes_on_by_itself_and_fetches_nothing_again(self):
        data, content_id = self.slow_content()
        self.start_engine()
        job = self.submit(self.metadata("f.bin"))
        self.wait_for(lambda: self.row(job)["FileSizeInCache"] >= 2 * MIB)
        created = self.row(job)["CreatedAt"]
        self.engine.kill()
        self.engine.communicate()
        kept = self.status()[0]["FileSizeInCache"]
        self.assertGreaterEqual(kept, 2 * MIB)
        self.assertLess(kept, len(data))
        before = self.content_bytes_served("f.bin")
        self.start_engine()
        self.wait_for_end(job)
        self.assertEqual(self.out.read_bytes(), data)
        self.assertEqual(self.content_bytes_served("f.bin") - before, len(data) - kept)
        row = self.row(job)
        self.assertEqual((row["FileId"], row["CreatedAt"], row["Destination"], row["PredefinedCallerApplication"]),
                         (content_id, created, str(self.out), "freshetctl"))

    def test_every_state_survives_both_ends(self):
        data, content_id = self.slow_content()
        self.publish("done.bin", payload(100_000, 7))
        for how in (signal.SIGTERM, signal.SIGKILL):
            self.cache = self.dir / f"cache-{how}"
            self.start_engine()
            complete = self.submit(self.metadata("done.bin"), "--background", output=self.dir / "done")
            self.wait_for_end(complete)
            failed = self.submit(self.nginx.url(f"late-{how}.bin"), output=self.dir / f"late-{how}")
            self.wait_for_state(failed, "Failed")
            paused = self.submit(self.metadata("f.bin"), output=self.dir / f"paused-{how}")
            self.wait_for(lambda: self.row(paused)["FileSizeInCache"] >= MIB)
            self.ok("pause", paused)
            (self.dir / "done").unlink()
            before = {job: self.row(job) for job in (complete, failed, paused)}
            self.restart_engine(how)
            after = self.jobs()
            self.assertEqual(set(after), set(before))
            for job, old in before.items():
                for field in ("State", "Reason", "CreatedAt", "Destination", "Priority", "FileId", "FileName", "Error", "Proof"):
                    self.assertEqual(after[job].get(field), old.get(field), f"{field} of job {job}")
            self.assertEqual(after[failed]["Error"]["code"], "HTTP_NOT_FOUND")
            self.assertEqual(after[complete]["Priority"], "Background")
            # What rests goes on at a word, and only then.
            (self.nginx.root / f"late-{how}.bin").write_bytes(data)
            self.ok("retry", failed)
            self.wait_for_end(failed)
            self.assertEqual((self.dir / f"late-{how}").read_bytes(), data)
            self.assertEqual(self.row(paused)["State"], "Paused")
            self.assertFalse((self.dir / "done").exists(), "a completed job was done again")
            self.ok("resume", content_id)
            self.wait_for_end(paused)
            self.assertEqual((self.dir / f"paused-{how}").read_bytes(), data)
            self.assertEqual(self.submit(self.metadata("done.bin"), output=self.dir / "done"), max(before) + 1)
            self.stop_engine()

    def test_every_kind_of_subject_goes_on(self):
        data, content_id = self.slow_content()
        self.ok("metadata", "phf", self.metadata("f.bin"), self.nginx.root / "f.bin", "--output", "f.json")
        url = self.nginx.url("f.bin?sig=canary123")
        self.start_engine("--jobs", "8")
        self.nginx.freeze()
        jobs = [self.submit(*arguments, output=self.dir / f"out-{i}") for i, arguments in enumerate((
            (self.metadata("f.bin"),),
            (self.nginx.url("f.bin.torrent"), "--content-id", content_id, "--connections", "3"),
            (url, "--sha256", sha256(data)),
            (url, "--piece-hashes", "f.json"),
            (url,)))]
        self.engine.kill()
        self.engine.communicate()
        (self.dir / "f.json").unlink()
        self.nginx.thaw()
        self.start_engine()
        for i, job in enumerate(jobs):
            self.wait_for_end(job)
            self.assertEqual((self.dir / f"out-{i}").read_bytes(), data)
        self.stop_engine()
        with sqlite3.connect(self.cache / "ledger.sqlite") as ledger:
            rows = ledger.execute("SELECT request, subject FROM jobs").fetchall()
        self.assertEqual(len(rows), len(jobs))
        for request, subject in rows:
            self.assertNotIn(b"canary123", request)
            self.assertEqual(subject, b"", "what a completed job no longer needs")

    def test_a25_another_directory_in_the_place_of_the_destination_gets_nothing(self):
        data, _ = self.slow_content()
        place = self.dir / "place"
        place.mkdir()
        self.start_engine()
        job = self.submit(self.metadata("f.bin"), output=place / "out.bin")
        self.wait_for(lambda: self.row(job)["FileSizeInCache"] >= MIB)
        self.engine.kill()
        self.engine.communicate()
        place.rename(self.dir / "moved")
        trap = self.dir / "trap"
        trap.mkdir()
        for arrange, undo in ((lambda: place.mkdir(), place.rmdir), (lambda: place.symlink_to(trap), place.unlink),
                              (lambda: place.symlink_to(self.dir / "moved"), place.unlink), (lambda: None, lambda: None)):
            arrange()
            self.start_engine()
            if self.row(job)["State"] == "Failed":
                self.ok("retry", job)
            self.wait_for_state(job, "Failed")
            row = self.row(job)
            self.assertEqual((row["Error"]["code"], row["Error"]["kept"], row["Error"]["next"]),
                             ("OUTPUT_GONE", "WholeContent", "RetryJob"))
            self.assertEqual((os.listdir(trap), os.listdir(self.dir / "moved")), ([], []))
            self.stop_engine()
            undo()
        (self.dir / "moved").rename(place)
        served = self.content_bytes_served("f.bin")
        self.start_engine()
        self.ok("retry", job)
        self.wait_for_end(job)
        self.assertEqual((place / "out.bin").read_bytes(), data)
        self.assertEqual(self.content_bytes_served("f.bin"), served, "it was in the cache")

    def test_a_download_without_an_engine_leaves_the_jobs_alone(self):
        data, _ = self.slow_content()
        self.start_engine()
        job = self.submit(self.metadata("f.bin"))
        self.wait_for_state(job, "Downloading")
        self.ok("pause", job)
        self.stop_engine()
        self.publish("g.bin", payload(1000, 3))
        self.assertEqual(json.loads(self.ok("download", self.metadata("g.bin"), "--output", self.dir / "g", "--json"))["State"],
                         "Complete")
        self.assertFalse(self.out.exists())
        self.start_engine()
        self.assertEqual({number: row["State"] for number, row in self.jobs().items()}, {job: "Paused"})
        self.ok("resume", job)
        self.wait_for_end(job)
        self.assertEqual(self.out.read_bytes(), data)


if __name__ == "__main__":
    main()
