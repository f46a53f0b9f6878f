# SPDX-License-Identifier: GPL-3.0-or-later
"""Services as an administrator and two users meet them: a real freshet-service, publishing, and machines that deliver to each other."""

import contextlib
import http.client
import json
import os
import pathlib
import shlex
import signal
import socket
import ssl
import subprocess

from harness import MIB, EndToEnd, EngineCase, give_time, main, payload

SERVICE = os.environ["FRESHET_SERVICE"]
SIZE = 6 * MIB + 321


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    """freshet-service as a process, in a directory of its own."""

    def __init__(self, directory, *arguments, init=True):
        self.directory = pathlib.Path(directory)
        self.arguments = arguments
        self.port = free_port()
        self.environment = dict(os.environ, HOME=str(directory))
        self.process = None
        if init:
            self.words = self.init()
        self.tls = ssl.create_default_context(cafile=self.directory / "ca.pem")
        self.start()

    def init(self):
        return subprocess.run([SERVICE, "init", "--data-dir", str(self.directory), "--name", "127.0.0.1", "--port", str(self.port)],
                                    capture_output=True, text=True, check=True, env=self.environment).stdout

    def start(self):
        self.process = subprocess.Popen([SERVICE, "run", "--data-dir", str(self.directory), "--listen", f"127.0.0.1:{self.port}",
                                         "--listen-plain", "127.0.0.1:0", *self.arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        text=True, env=self.environment)
        for line in self.process.stdout:
            if "Serving" in line:
                return
        raise RuntimeError("freshet-service does not start")

    def stop(self, number=signal.SIGTERM):
        if self.process:
            self.process.send_signal(number)
            self.process.wait()
            self.process.stdout.close()
            self.process = None

    def ask(self, method, path, body=None):
        """With the admin token."""
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=self.tls)
        token = (self.directory / "admin-token").read_text().strip()
        with contextlib.closing(connection):
            connection.request(method, path, body and json.dumps(body), {"Authorization": f"Bearer {token}"})
            return json.loads(connection.getresponse().read())

    def printed(self, first):
        """The words of the printed line that begins with this, without it."""
        line = next(line for line in self.words.splitlines() if line.strip().startswith(first))
        return shlex.split(line)[len(first.split()):]


class WithService(EndToEnd):
    def setUp(self):
        super().setUp()
        self.service = Service(self.dir / "service")
        self.addCleanup(self.service.stop)
        self.data = payload(SIZE)
        self.file = self.nginx.root / "app.pkg"
        self.file.write_bytes(self.data)
        self.url = self.nginx.url("app.pkg")

    def at(self, machine):
        self.cache = self.dir / f"cache-{machine}"

    def use(self, *more):
        return self.ok("services", *self.service.printed("freshetctl services"), *more)

    def publish_here(self, *more):
        trust = self.service.printed("freshetctl services")
        return self.ctl("publish", self.file, "--source", self.url, "--service", trust[1], "--trust", trust[trust.index("--trust") + 1],
                        "--token-file", *self.service.printed("--token-file"), *more)

    def download(self, machine, *options):
        self.at(machine)
        process = self.start("download", self.url, "--output", self.dir / f"out-{machine}", "--download-mode", "1", "--no-lan",
                             "--listen", f"127.0.0.1:{free_port()}", *options)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.terminate()
        with contextlib.suppress(ValueError):
            process.communicate(timeout=30)


class Tour(WithService):
    def test_two_machines_deliver_what_was_published_to_each_other(self):
        published = self.publish_here("--product", "app")
        self.assertEqual(published.returncode, 0, published.stderr)
        content = published.stdout.strip()
        self.assertRegex(content, "^[0-9a-f]{64}$")
        self.assertIn(f"/metadata/{content}.torrent", published.stderr)
        for machine in ("one", "two"):
            self.at(machine)
            self.assertIn("geo", self.use())
        marker = self.dir / "one-is-done"
        one = self.download("one", "--keep-seeding", "--done-file", marker)
        while not marker.exists():
            self.assertIsNone(one.poll(), "the first download ended")
            give_time(one)
        before = self.content_bytes_served("app.pkg")
        two = self.download("two", "--no-http", "--json")
        output, errors = two.communicate(timeout=90)
        self.assertEqual(two.returncode, 0, errors)
        self.assertEqual((self.dir / "out-two").read_bytes(), self.data)
        row = json.loads(output)
        self.assertEqual(row["FileId"], content)
        self.assertEqual(row["BytesFromLanPeers"], SIZE)
        self.assertEqual(self.content_bytes_served("app.pkg"), before)

    def test_a_signature_is_demanded_where_publishers_are_set(self):
        words = self.service.printed("freshetctl services")
        self.assertIn("--publisher", words)
        self.assertEqual(self.publish_here().returncode, 0)
        self.at("one")
        self.use()
        self.assertEqual(self.finished("one")["Proof"], "metadata")
        self.at("two")
        words[words.index("--publisher") + 1] = "0" * 64
        self.ok("services", *words)
        row = self.finished("two")
        self.assertEqual((row["Proof"], row["ModeReason"]), ("none", "POLICY_REFUSED"))

    def finished(self, machine):
        process = self.download(machine, "--json")
        output, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, errors)
        self.assertEqual((self.dir / f"out-{machine}").read_bytes(), self.data)
        return json.loads(output)

    def test_an_older_release_is_refused_by_the_service(self):
        self.assertEqual(self.publish_here("--product", "app", "--release", "7").returncode, 0)
        older = self.publish_here("--product", "app", "--release", "6")
        self.assertEqual(older.returncode, 1)
        self.assertIn("7", older.stderr)


class Arrays(EndToEnd):
    def test_clients_of_an_array_that_is_killed_go_to_another_by_themselves(self):
        roles = [word for role in ("geo", "keyvalue", "contentpolicy", "discovery") for word in ("--role", role)]
        services = Service(self.dir / "service", *roles, "--interval", "5", "--array-lease", "3")
        self.addCleanup(services.stop)
        arrays = [Service(services.directory, "--role", "array", "--interval", "5", "--discovery", f"https://127.0.0.1:{services.port}", init=False)
                  for _ in range(2)]
        for array in arrays:
            self.addCleanup(array.stop)
        file = self.dir / "app.pkg"
        file.write_bytes(payload(2 * MIB))
        metadata = self.dir / "app.torrent"
        content = self.ok("publish", file, "--source", "http://192.0.2.1/app.pkg", "--metadata", metadata).strip()

        def responsible(number):
            return services.ask("POST", "/v1/discovery", {"profile": "PC", "doClientVersion": "1", "contentId": f"{number:064x}"}).get("array")

        while len({responsible(number) for number in range(40)}) < 2: # both have told discovery
            give_time(services.process)
        seeds = []
        for machine in ("one", "two"):
            self.cache = self.dir / f"cache-{machine}"
            self.ok("services", *services.printed("freshetctl services"))
            seeds.append(self.start("seed", metadata, file, "--download-mode", "1", "--no-lan", "--listen", f"127.0.0.1:{free_port()}"))
            self.addCleanup(WithService.end, seeds[-1])

        def registered(array):
            return len(array.ask("GET", f"/v1/admin/peers?content={content}")["peers"])

        def wait_for_both(array):
            while registered(array) < 2:
                self.assertEqual([seed.poll() for seed in seeds], [None, None])
                give_time(seeds[0])

        url = responsible(int(content, 16))
        killed, = (array for array in arrays if str(array.port) in url)
        other, = (array for array in arrays if array is not killed)
        wait_for_both(killed)
        self.assertEqual(registered(other), 0)
        killed.stop(signal.SIGKILL)
        wait_for_both(other)
        # Who ends says so: nobody is sent to a machine that has gone.
        seeds[0].terminate()
        seeds[0].communicate(timeout=30)
        self.assertEqual(registered(other), 1)


class Command(WithService):
    def test_services_are_shown_with_endpoint_age_and_error(self):
        self.assertIn("No services are set", self.ok("services"))
        shown = self.use("--group", "lab")
        self.assertIn(f"https://127.0.0.1:{self.service.port}/v1/geo", shown)
        self.assertIn("answers", shown)
        self.assertIn("Group: lab", shown)
        rows = {row["Service"]: row for row in json.loads(self.ok("services", "--json"))["Services"]}
        self.assertEqual(sorted(rows), ["array", "contentpolicy", "discovery", "geo", "keyvalue"])
        self.assertLess(rows["geo"]["AgeMilliseconds"], 60_000)
        self.assertNotIn("Error", rows["geo"])
        self.assertIn({"Field": "groupId", "Value": "lab"}, rows["geo"]["LastExchange"]["Sent"])
        self.assertGreater(rows["geo"]["Certificate"]["Expires"], rows["geo"]["Certificate"]["ValidFrom"])
        details = self.ok("services", "--details")
        for word in ("valid until", "groupId", "countryCode", "observedIp"):
            self.assertIn(word, details)
        self.service.stop()
        self.assertIn("CONNECT_FAILED", self.ok("services"))
        self.assertIn("No services are set", self.ok("services", "none"))

    def test_a_wrong_authority_is_not_believed(self):
        words = self.service.printed("freshetctl services")
        words[words.index("--trust") + 1] = "sha256:" + "0" * 64
        self.assertIn("TLS_CERTIFICATE", self.ok("services", *words))

    def test_what_makes_no_sense_is_refused(self):
        for words in (["use"], ["use", "http://u.example"], ["list", "more"], ["--trust", "sha256:00"], ["sell"],
                      ["use", "https://u.example", "--trust", "none"], ["use", "https://u.example", "--publisher", "x"]):
            self.assertIn(self.ctl("services", *words).returncode, (1, 2), words)

    def test_publishing_needs_the_token(self):
        wrong = self.dir / "wrong-token"
        wrong.write_text("0" * 32)
        words = self.service.printed("freshetctl services")
        result = self.ctl("publish", self.file, "--source", self.url, "--service", words[1], "--trust",
                          words[words.index("--trust") + 1], "--token-file", wrong)
        self.assertEqual(result.returncode, 1)
        self.assertIn("401", result.stderr)

    def test_privacy_lists_every_field_and_why(self):
        listed = json.loads(self.ok("services", "--privacy", "--json"))
        self.assertGreater(len(listed), 20)
        self.assertTrue(all(field["Why"] for field in listed))
        text = self.ok("services", "--privacy")
        for word in ("reportedIp", "altCatalogId", "Nothing else is sent"):
            self.assertIn(word, text)


class Running(WithService, EngineCase):
    def test_a_running_engine_takes_other_services_without_a_restart(self):
        self.assertEqual(self.publish_here().returncode, 0)
        self.start_engine()
        self.assertIn("No services are set", self.ok("services"))
        self.assertIn("answers", self.use())
        self.ok("download", self.url, "--output", self.out)
        row, = self.status()
        self.assertEqual(row["Proof"], "metadata")
        rows = {row["Service"]: row for row in json.loads(self.ok("services", "--json"))["Services"]}
        self.assertIn("AgeMilliseconds", rows["contentpolicy"])
        self.stop_engine()
        self.start_engine()
        self.assertIn(f"{self.service.port}", self.ok("services"))


main()
