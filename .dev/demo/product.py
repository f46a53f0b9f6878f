# SPDX-License-Identifier: GPL-3.0-or-later
"""The product of the demo: its first release is installed, the second one is published, and two machines have what lies between."""
import json
import random
import subprocess

from processes import Broken, answers, free_ports
from swarm import MIB, ORIGIN

# On loopback the array sees every machine come from here: it can name no other address.
SEEN_FROM = "127.0.0.1"
PLACE = "127.0.7.1"


class Product:
    def __init__(self, swarm, freshet_service):
        self.swarm, self.house, self.work = swarm, swarm.house, swarm.work
        self.freshet_service = freshet_service
        self.www, self.key, self.tree = self.work / "www", self.work / "toolbox.key", self.work / "opt" / "toolbox"
        self.port, self.plain, *self.seed_ports = free_ports([PLACE, SEEN_FROM], 4)

    def prepare(self):
        """Services, releases, machines that have the update; and what the window has to know of it."""
        self._start_services()
        self._publish()
        self._start_seeds()
        self.use_services(self.swarm.cache)
        # The update need not wait until one of the contents is there.
        self.swarm.ctl("config", "set", "jobs.running", "6", "--cache-dir", self.swarm.cache)
        self.swarm.viewer_options += ["--class", f"{SEEN_FROM}/32=lan"]
        (self.work / "updates.json").write_text(json.dumps(
            [{"tree": str(self.tree), "manifest": self._at_origin("toolbox.manifest"), "key": f"{self.key}.pub"}]))

    def use_services(self, cache):
        self.swarm.ctl("services", "use", *self.words, "--cache-dir", cache)

    def _at_origin(self, name):
        return f"http://{ORIGIN}:{self.swarm.web}/{name}"

    def _start_services(self):
        home = self.work / "service"
        made = subprocess.run([self.freshet_service, "init", "--data-dir", home, "--name", PLACE, "--port", str(self.port)],
                              capture_output=True, text=True)
        if made.returncode != 0:
            raise Broken(f"The services: {made.stderr}")
        line = next(line for line in made.stdout.splitlines() if "freshetctl services use" in line)
        self.words = line.split()[3:]
        # Whoever is new is met within seconds instead of a quarter of an hour.
        process = self.house.start("services", self.freshet_service, "run", "--data-dir", home, "--listen", f"{PLACE}:{self.port}",
                                   "--listen-plain", f"{PLACE}:{self.plain}", "--interval", "10")
        self.house.wait_until("The services start", lambda: answers((PLACE, self.port)), process)

    def _publish(self):
        source = random.Random("toolbox")
        self.tree.parent.mkdir()
        program = bytearray(source.randbytes(8 * MIB))
        releases = []
        for version, plugin in (("1.0", MIB // 4), ("1.1", 24 * MIB)):
            place = self.work / f"toolbox-{version}"
            (place / "bin").mkdir(parents=True)
            (place / "bin" / "toolbox").write_bytes(program)
            (place / "bin" / f"plugin-{version}").write_bytes(source.randbytes(plugin))
            releases.append(f"{version}={place}")
            self.swarm.ctl("update", "publish", "--product", "toolbox", "--output", self.www, "--key", self.key, "--zstd", "--source",
                           self._at_origin(""), "--notes", "A plugin that the release before did not have." if version != "1.0" else "The first release.", *releases)
            if version == "1.0":
                self.swarm.ctl("update", "apply", "--manifest", self.www / "toolbox.manifest", "--key", f"{self.key}.pub", "--tree", self.tree,
                               "--cache-dir", self.work / "publisher")
            program[1000:1100] = bytes(100)

    def _start_seeds(self):
        pack = self.www / "toolbox-1-2.pack" # from the first release to the second
        for number, port in enumerate(self.seed_ports):
            cache = self.work / f"product-desk-{number}"
            self.use_services(cache)
            self.swarm.ctl("config", "set", "limits.upload", f"{int(self.swarm.rate * 0.3)} B/s", "--cache-dir", cache)
            self.swarm.ctl("config", "set", "limits.lan-exempt", "off", "--cache-dir", cache)
            seed = self.house.start(f"product desk {number}", self.swarm.freshetctl, "seed", f"{pack}.torrent", pack, "--cache-dir", cache,
                                    "--listen", f"{SEEN_FROM}:{port}", "--no-lan", "--download-mode", "3")
            self.house.wait_until("A desk starts", lambda: answers((SEEN_FROM, port)), seed)
