# SPDX-License-Identifier: GPL-3.0-or-later
"""A running engine and the commands that work through it."""

import json
import os
import signal
import socket
import stat
import subprocess

from harness import MIB, PROGRAM, EngineCase, main, payload, sha256


class Control(EngineCase):
    def test_download_through_the_engine_is_like_one_without(self):
        data, content_id = self.slow_content()
        self.start_engine()
        row = json.loads(self.ok("download", self.metadata("f.bin"), "--output", self.out, "--json"))
        self.assertEqual(self.out.read_bytes(), data)
        self.assertEqual((row["State"], row["FileId"], row["BytesFromHttp"], row["JobId"], row["Proof"]),
                         ("Complete", content_id, len(data), 1, "metadata"))
        other = self.ctl("download", self.metadata("f.bin"), "--output", "relative.bin")
        self.assertEqual(other.returncode, 0, other.stderr)
        self.assertIn(f"{self.dir}/relative.bin", other.stdout)
        self.assertEqual((self.dir / "relative.bin").read_bytes(), data)
        self.assertEqual(self.content_bytes_served("f.bin"), len(data))
        code, output, errors = self.stop_engine()
        self.assertEqual((code, errors), (0, ""))
        self.assertIn("everything verified is kept", output)
        self.assertFalse((self.cache / "control.sock").exists())
        self.assertEqual([row["FileSizeInCache"] for row in self.status()], [len(data)])

    def test_every_kind_of_subject(self):
        data = payload(2 * MIB + 3)
        content_id = self.publish("f.bin", data)
        self.ok("metadata", "phf", self.metadata("f.bin"), self.nginx.root / "f.bin", "--output", "f.json")
        self.start_engine()
        url = self.nginx.url("f.bin")
        for arguments, proof in (((f"{url}.torrent", "--content-id", content_id), "metadata"),
                                 ((url, "--sha256", sha256(data), "--background"), "sha256"),
                                 ((url, "--piece-hashes", "f.json", "--connections", "4"), "piece-hashes"),
                                 ((url,), "none")):
            row = json.loads(self.ok("download", *arguments, "--output", self.out, "--json"))
            self.assertEqual((row["State"], row["Proof"]), ("Complete", proof))
            self.assertEqual(self.out.read_bytes(), data)
            self.out.unlink()

    def test_p17_errors_through_the_engine_are_those_without(self):
        self.publish("f.bin", payload(100))
        url = self.nginx.url("missing")
        alone = self.fails("HTTP_NOT_FOUND", "download", url, "--output", self.out)
        self.start_engine()
        self.assertEqual(self.fails("HTTP_NOT_FOUND", "download", url, "--output", self.out).splitlines()[-2:],
                         alone.splitlines()[-2:])
        self.fails("DIGEST_MISMATCH", "download", self.nginx.url("f.bin"), "--sha256", "0" * 64, "--output", self.out)
        self.fails("CONTENT_ID_MISMATCH", "download", self.metadata("f.bin"), "--content-id", "0" * 64, "--output", self.out)
        self.fails("CACHE_BUSY", "download", url, "--output", self.out, "--standalone")
        self.fails("CACHE_BUSY", "engine", "run")
        self.fails("engine run", "download", url, "--output", self.out, "--ca-file", "x.pem", exit_code=2)

    def test_status_shows_live_numbers_and_what_rests_in_the_cache(self):
        self.publish("old.bin", payload(1000))
        self.ok("download", self.metadata("old.bin"), "--output", self.dir / "old")
        _, content_id = self.slow_content()
        self.start_engine()
        download = self.start("download", self.metadata("f.bin"), "--output", self.out)
        self.wait_for(lambda: any(row["State"] == "Downloading" and row["DownloadRateBytes"] > 0
                                  for row in self.jobs().values()), download)
        rows = self.status()
        self.assertEqual([row["FileName"] for row in rows], ["f.bin", "old.bin"])
        self.assertEqual((rows[0]["JobId"], rows[0]["ContentId"]), (1, content_id))
        self.assertNotIn("JobId", rows[1])
        self.assertIn("Job", self.ok("status").splitlines()[0])
        self.assertEqual({row["FileName"] for row in json.loads(self.ok("status", "--json", "--standalone"))["Files"]},
                         {"f.bin", "old.bin"})
        download.communicate(timeout=60)
        self.assertEqual(download.returncode, 0)

    def test_status_of_a_download_that_hosts_its_own_engine(self):
        self.slow_content()
        download = self.start("download", self.metadata("f.bin"), "--output", self.out)
        self.wait_for(lambda: (self.cache / "control.sock").exists() and self.jobs(), download)
        self.wait_for(lambda: next(iter(self.jobs().values()))["DownloadRateBytes"] > 0, download)
        self.nginx.freeze()
        self.ok("pause", "1")
        self.assertEqual(self.jobs()[1]["State"], "Paused")
        self.ok("resume", "1")
        self.ok("cancel", "1")
        _, errors = download.communicate(timeout=60)
        self.assertEqual(download.returncode, 1)
        self.assertIn("CANCELLED", errors)
        self.assertFalse((self.cache / "control.sock").exists())

    def test_interrupting_the_client_leaves_the_job_to_the_engine(self):
        data, _ = self.slow_content()
        self.start_engine()
        for how in (signal.SIGINT, signal.SIGTERM):
            self.nginx.freeze()
            download = self.start("download", self.metadata("f.bin"), "--output", self.out)
            self.wait_for(lambda: any(row["State"] == "Downloading" for row in self.jobs().values()), download)
            download.send_signal(how)
            _, errors = download.communicate(timeout=30)
            self.assertEqual(download.returncode, 130)
            job = max(self.jobs())
            self.assertIn("INTERRUPTED", errors)
            self.assertIn(f"job {job}", errors)
            self.assertIn("freshetctl cancel", errors)
            if how == signal.SIGINT:
                self.ok("cancel", job)
                self.assertFalse(self.out.exists())
            self.nginx.thaw()
        self.wait_for_end(job)
        self.assertEqual(self.out.read_bytes(), data)

    def test_a_killed_client_leaves_the_job_to_the_engine(self):
        data, _ = self.slow_content()
        self.start_engine()
        download = self.start("download", self.metadata("f.bin"), "--output", self.out)
        self.wait_for(self.jobs, download)
        download.kill()
        download.communicate()
        self.wait_for_end(1)
        self.assertEqual(self.out.read_bytes(), data)

    def test_pause_resume_cancel_retry(self):
        data, content_id = self.slow_content()
        self.start_engine()
        self.nginx.freeze()
        download = self.start("download", self.metadata("f.bin"), "--output", self.out)
        self.wait_for(lambda: self.jobs().get(1, {}).get("State") == "Downloading", download)
        self.assertIn("Paused", self.ok("pause", "1"))
        self.fails("WRONG_JOB_STATE", "pause", "1")
        self.fails("WRONG_JOB_STATE", "retry", "1")
        self.assertEqual(json.loads(self.ok("resume", content_id[:8], "--json"))["JobId"], 1)
        self.fails("WRONG_JOB_STATE", "resume", content_id)
        self.assertIn("Failed", self.ok("cancel", content_id[:12].upper()))
        _, errors = download.communicate(timeout=30)
        self.assertEqual(download.returncode, 1)
        self.assertIn("CANCELLED", errors)
        self.fails("WRONG_JOB_STATE", "cancel", "1")
        self.ok("retry", "1")
        self.nginx.thaw()
        self.wait_for_end(1)
        self.assertEqual(self.out.read_bytes(), data)

    def test_job_words_that_mean_nothing(self):
        for command in ("pause", "resume", "cancel", "retry"):
            self.fails("ENGINE_NOT_RUNNING", command, "1")
        self.start_engine()
        self.fails("UNKNOWN_JOB", "pause", "7")
        self.fails("UNKNOWN_JOB", "cancel", "0123456789abcdef")
        for words in ("abc", "0", "no-such-job", "f" * 65, ""):
            self.fails("JOB is", "pause", words, exit_code=2)

    def test_several_jobs_of_one_content_take_it_once(self):
        data, content_id = self.slow_content()
        self.start_engine()
        self.nginx.freeze()
        first = self.start("download", self.metadata("f.bin"), "--output", self.out)
        self.wait_for(lambda: self.jobs().get(1, {}).get("State") == "Downloading", first)
        second = self.start("download", self.metadata("f.bin"), "--output", self.dir / "second.bin")
        self.wait_for(lambda: 2 in self.jobs(), second)
        self.assertIn("jobs 1, 2", self.fails("AMBIGUOUS_JOB", "pause", content_id))
        self.nginx.thaw()
        for download in (first, second):
            _, errors = download.communicate(timeout=60)
            self.assertEqual(download.returncode, 0, errors)
        self.assertEqual(self.out.read_bytes(), data)
        self.assertEqual((self.dir / "second.bin").read_bytes(), data)
        self.assertEqual(self.content_bytes_served("f.bin"), len(data))

    def test_p9_a_killed_engine_leaves_no_trap(self):
        data, _ = self.slow_content()
        self.start_engine()
        download = self.start("download", self.metadata("f.bin"), "--output", self.out)
        self.wait_for(lambda: any(row["FileSizeInCache"] >= MIB for row in self.status()), download)
        self.engine.kill()
        self.engine.communicate()
        self.engine = None
        _, errors = download.communicate(timeout=30)
        self.assertEqual(download.returncode, 1)
        self.assertIn("ENGINE_LOST", errors)
        self.assertTrue(stat.S_ISSOCK(os.stat(self.cache / "control.sock").st_mode))
        kept = self.status()[0]["FileSizeInCache"]
        self.assertGreaterEqual(kept, MIB)
        before = self.content_bytes_served("f.bin")
        self.start_engine()  # in place of the socket that the dead one left
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.assertEqual(self.out.read_bytes(), data)
        self.assertEqual(self.content_bytes_served("f.bin") - before, len(data) - kept)

    def test_a_cache_directory_with_a_long_path(self):
        self.cache = self.dir / ("a" * 100) / ("b" * 100) / "cache"
        self.publish("f.bin", payload(MIB))
        self.start_engine()
        self.ok("download", self.metadata("f.bin"), "--output", self.out)
        self.assertEqual(len(self.jobs()), 1)

    def test_a25_the_socket_is_private_and_there_is_no_other_door(self):
        self.start_engine()
        self.assertEqual(stat.S_IMODE(os.stat(self.cache / "control.sock").st_mode), 0o600)
        inodes = {os.readlink(f"/proc/{self.engine.pid}/fd/{fd}") for fd in os.listdir(f"/proc/{self.engine.pid}/fd")}
        for table in ("tcp", "tcp6", "udp", "udp6"):
            with open(f"/proc/{self.engine.pid}/net/{table}", encoding="ascii") as lines:
                for line in list(lines)[1:]:
                    self.assertNotIn(f"socket:[{line.split()[9]}]", inodes)

    def test_a25_a_socket_that_answers_nonsense(self):
        self.cache.mkdir(mode=0o700)
        with socket.socket(socket.AF_UNIX) as liar:
            liar.bind(str(self.cache / "control.sock"))
            liar.listen()
            command = self.start("pause", "1")
            peer, _ = liar.accept()
            peer.recv(1000)
            peer.sendall(b"HTTP/1.1 200 OK\n")
            _, errors = command.communicate(timeout=30)
            peer.close()
        self.assertEqual(command.returncode, 1)
        self.assertIn("ENGINE_LOST", errors)

    def test_the_service_manager_is_told(self):
        path = self.dir / "notify"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind(str(path))
            manager.settimeout(30)
            self.engine = subprocess.Popen([PROGRAM, "engine", "run"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                           env=dict(self.environment(), NOTIFY_SOCKET=str(path)), cwd=self.dir)
            self.assertEqual(manager.recv(100), b"READY=1")
            self.assertEqual(self.status(), [])
            self.engine.terminate()
            self.assertEqual(manager.recv(100), b"STOPPING=1")


if __name__ == "__main__":
    main()
