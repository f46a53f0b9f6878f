# SPDX-License-Identifier: GPL-3.0-or-later
"""The services as a fleet meets them: one program, one directory, TLS, SQLite; every endpoint with every field."""

import datetime
import hashlib
import json
import signal
import socket
import ssl
import subprocess
import unittest

import jsonschema
import openapi_spec_validator

from harness import COMMON, CONTENT, Case, Service, payload, program

PEER = {"contentId": CONTENT, "peerId": "ab" * 20, "port": 7680, "left": 0, "scope": 3}
FAR = "2999-01-01T00:00:00.000Z"


def policy(content=CONTENT, **fields):
    return {"contentId": content, "size": 1000, "name": "tool", "sources": ["https://cdn.example/tool-1.pkg"],
            "metadataUrl": "http://cdn.example/tool-1.torrent", "peerModes": [1, 2, 3], "expires": FAR} | fields


def signed(home, key, content, version, name="tool", size=1000, expires=FAR):
    """A manifest as the publisher's documentation says, made without a line of the program."""
    moment = datetime.datetime.fromisoformat(expires.replace("Z", "+00:00"))
    since = int((moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) / datetime.timedelta(milliseconds=1))
    (home / "text").write_bytes(f"freshet manifest 1\n{content}\n{size}\n{name}\n{version}\n{since}\n".encode())
    signature = subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", home / "text"], check=True,
                               capture_output=True).stdout
    return {"contentId": content, "size": size, "name": name, "version": version, "expires": expires,
            "publisher": (key.parent / "publisher.pub").read_text().strip(), "signature": signature.hex()}


class Init(Case):
    def test_init_makes_an_identity_and_says_how_to_trust_it(self):
        data = self.home / "data"
        made = program("init", "--data-dir", data, "--name", "update.example", "--name", "192.0.2.7", "--name", "2001:db8::7")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertEqual(data.stat().st_mode & 0o777, 0o700)
        for secret in ("ca.key", "server.key", "publisher.key", "freshness.key", "admin-token"):
            self.assertEqual((data / secret).stat().st_mode & 0o777, 0o600, secret)
        der = ssl.PEM_cert_to_DER_cert((data / "ca.pem").read_text())
        publisher = (data / "publisher.pub").read_text().strip()
        self.assertIn(f"freshetctl services use https://update.example:7681 --trust sha256:{hashlib.sha256(der).hexdigest()} "
                      f"--publisher {publisher} --freshness ", made.stdout)
        self.assertNotIn((data / "admin-token").read_text().strip(), made.stdout)

        def openssl(*arguments):
            return subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, text=True).stdout

        openssl("verify", "-x509_strict", "-CAfile", data / "ca.pem", data / "server.pem")
        text = openssl("x509", "-in", data / "server.pem", "-noout", "-text")
        self.assertIn("DNS:update.example, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:0:7", text)
        self.assertIn("ASN1 OID: prime256v1", text)
        self.assertIn("CA:FALSE", text)
        self.assertIn("ED25519 Private-Key", openssl("pkey", "-in", data / "publisher.key", "-noout", "-text"))

    def test_a_second_init_changes_nothing(self):
        data = self.home / "data"
        self.assertEqual(program("init", "--data-dir", data, "--name", "a.example").returncode, 0)
        before = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}
        again = program("init", "--data-dir", data, "--name", "b.example")
        self.assertEqual(again.returncode, 1)
        self.assertIn("OUTPUT_EXISTS", again.stderr)
        self.assertEqual(before, {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()})

    def test_names_that_are_none_are_refused(self):
        for name in ("a b", "x,DNS:evil.example", "https://a.example", "a\nb"):
            made = program("init", "--data-dir", self.home / "data", "--name", name)
            self.assertEqual(made.returncode, 1, name)
            self.assertFalse((self.home / "data" / "service.json").exists())

    def test_a_renewed_certificate_is_trusted_as_the_old_one_was(self):
        service = Service(self.home / "data")
        old = (service.home / "server.pem").read_bytes()
        authority = (service.home / "ca.pem").read_bytes()
        renewed = program("renew", "--data-dir", service.home, "--name", "localhost", "--name", "127.0.0.1", "--name", "new.example")
        self.assertEqual(renewed.returncode, 0, renewed.stderr)
        self.assertNotEqual((service.home / "server.pem").read_bytes(), old)
        self.assertEqual((service.home / "ca.pem").read_bytes(), authority)
        self.assertEqual((service.home / "server.key").stat().st_mode & 0o777, 0o600)
        self.addCleanup(service.close)
        service.start()
        with socket.create_connection((service.address, service.tls_port)) as plain, service.tls.wrap_socket(plain, server_hostname="new.example"):
            pass
        (service.home / "ca.key").unlink()
        again = program("renew", "--data-dir", service.home)
        self.assertEqual((again.returncode, "FILE_NOT_FOUND" in again.stderr), (1, True))

    def test_a_cache_server_is_configured(self):
        made = program("cache-config", "--origin", "127.0.0.1:8080", "--origin", "https://127.0.0.2", "--directory", self.home / "cache", "--listen",
                       "127.0.0.1:18080", "--output", self.home / "cache.conf")
        self.assertEqual(made.returncode, 0, made.stderr)
        (self.home / "cache").mkdir()
        tested = subprocess.run(["/usr/sbin/nginx", "-t", "-e", "stderr", "-c", self.home / "cache.conf"], capture_output=True, text=True)
        self.assertIn("syntax is ok", tested.stderr)
        for arguments in (["--origin", "a b"], ["--origin", "x;evil"], ["--origin", "a.example", "--listen", "80; root /"],
                          ["--origin", "a.example", "--directory", "/a/$b"]):
            refused = program("cache-config", *arguments)
            self.assertEqual((refused.returncode, refused.stdout), (1, ""), arguments)

    def test_arguments_are_checked(self):
        for arguments in (["run", "--role", "king"], ["run", "--listen", "nowhere"], ["run", "--interval", "0"], ["dance"], [],
                          ["run", "--array", "http://a.example/"], ["cache-config"]):
            self.assertEqual(program(*arguments).returncode, 2, arguments)
        missing = program("run", "--data-dir", self.home / "nothing")
        self.assertEqual(missing.returncode, 1)
        self.assertIn("FILE_NOT_FOUND", missing.stderr)


class Endpoints(Case):
    def checked(self, service, name, **fields):
        """Asks, and holds request and answer against /openapi.json."""
        document = self.document
        operation = document["paths"][f"/v1/{name}"]["post"]

        def schema(part):
            found = part["content"]["application/json"]["schema"]
            return {**found, "components": document["components"]}

        validator = jsonschema.Draft202012Validator(schema(operation["requestBody"]))
        validator.validate(COMMON | fields)
        answer = service.post(name, **fields)
        self.assertEqual(answer.status, 200, answer.body)
        result = schema(operation["responses"]["200"])
        jsonschema.Draft202012Validator(result).validate(answer.json)
        known = result.get("properties", {})
        self.assertLessEqual(set(answer.json), set(known), "a field that the description does not name")
        return answer.json

    def start(self, *arguments):
        service = self.service(*arguments)
        self.document = service.ask("GET", "/openapi.json").json
        return service

    def test_the_description_is_what_openapi_says(self):
        service = self.start()
        self.assertEqual(self.document["openapi"], "3.1.0")
        openapi_spec_validator.validate(self.document)
        asked = {name: set(self.document["paths"][f"/v1/{name}"]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"])
                 for name in ("geo", "keyvalue", "contentpolicy", "discovery", "array")}
        # Every field that the original sends.
        common = {"profile", "doClientVersion"}
        self.assertLessEqual(common | {"groupId"}, asked["geo"])
        self.assertLessEqual(common | {"countryCode", "eId", "cacheHost"}, asked["keyvalue"])
        self.assertLessEqual(common | {"contentId", "countryCode", "altCatalogId", "eId", "cacheHost"}, asked["contentpolicy"])
        self.assertLessEqual(common | {"contentId", "partitionId", "altCatalogId", "eId"}, asked["discovery"])
        self.assertLessEqual(common | {"contentId", "altCatalogId", "peerId", "reportedIp", "isBackground", "uploaded", "downloaded", "downloadedCdn",
                                       "left", "peersWanted", "groupId", "scope", "uploadedBps", "downloadBps", "eId"}, asked["array"])
        for path in self.document["paths"]:
            if path.startswith("/v1/") and "{" not in path and "/admin/" not in path:
                self.assertEqual(service.ask("POST", path, {}).status, 400, path)
        # What the admin may ask is there, demands the token, and answers as it is described.
        admin = {path: operations for path, operations in self.document["paths"].items() if path.startswith("/v1/admin/")}
        self.assertEqual(sorted(admin), ["/v1/admin/contents", "/v1/admin/instances", "/v1/admin/peers", "/v1/admin/stats"])
        for path, operations in admin.items():
            for method, operation in operations.items():
                self.assertEqual(operation["security"], [{"admin": []}], path)
                body = {"array": "https://a.example/v1/array"} if "requestBody" in operation else None
                self.assertIn(service.ask(method.upper(), path, body).status, (401, 413), path) # without the token no body is taken at all
                answer = service.admin(method.upper(), path, body)
                self.assertEqual(answer.status, 200, path)
                schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
                jsonschema.Draft202012Validator({**schema, "components": self.document["components"]}).validate(answer.json)
                self.assertLessEqual(set(answer.json), set(schema["properties"]), path)

    def test_the_five_lead_to_one_another(self):
        service = self.start("--country", "GR", "--cache-host", "cache.example")
        geo = self.checked(service, "geo", groupId="blue")
        self.assertEqual((geo["countryCode"], geo["observedIp"]), ("GR", "127.0.0.1"))
        self.assertEqual(geo["keyValue"], f"https://localhost:{service.tls_port}/v1/keyvalue")
        values = self.checked(service, "keyvalue", countryCode="GR", eId="e", cacheHost="")
        self.assertEqual(values["cacheHost"], "cache.example")
        self.assertEqual(values["contentPolicy"], f"https://localhost:{service.tls_port}/v1/contentpolicy")
        self.assertEqual(values["metadata"], f"http://localhost:{service.plain_port}/metadata/")
        discovery = self.checked(service, "discovery", contentId=CONTENT, partitionId="p", altCatalogId="https://a.example/", eId="e")
        self.assertEqual(discovery["array"], f"https://localhost:{service.tls_port}/v1/array")
        everything = PEER | {"altCatalogId": "https://a.example/x", "reportedIp": "10.0.0.7", "isBackground": True, "uploaded": 1, "downloaded": 2,
                             "downloadedCdn": 3, "peersWanted": 10, "groupId": "blue", "groupKey": "k", "uploadedBps": 4, "downloadBps": 5, "eId": "e"}
        first = self.checked(service, "array", **everything)
        self.assertEqual((first["peers"], first["complete"], first["incomplete"], first["interval"]), ([], 1, 0, 900))
        second = self.checked(service, "array", **(everything | {"peerId": "cd" * 20, "port": 7681, "left": 9}))
        self.assertEqual(second["peers"], [{"ip": "10.0.0.7", "port": 7680, "complete": True}])
        self.assertEqual((second["complete"], second["incomplete"]), (1, 1))
        left = self.checked(service, "array", **(everything | {"event": "stopped"}))
        self.assertEqual((left["complete"], left["peers"]), (0, []))

    def test_content_policy_by_id_and_by_url_with_the_nonce(self):
        service = self.start()
        unknown = service.post("contentpolicy", contentId=CONTENT, nonce="n0")
        self.assertEqual((unknown.status, unknown.json["code"], unknown.json["nonce"]), (404, "UNKNOWN_CONTENT", "n0"))
        stored = service.admin("PUT", f"/v1/contents/{CONTENT}", policy())
        self.assertEqual(stored.status, 201, stored.body)
        for number, fields in enumerate(({"contentId": CONTENT}, {"altCatalogId": "https://cdn.example/tool-1.pkg"})):
            answer = self.checked(service, "contentpolicy", countryCode="ZZ", eId="e", cacheHost="c", nonce=f"n{number}", **fields)
            self.assertEqual(answer["policy"], policy())
            self.assertEqual(answer["nonce"], f"n{number}") # an answer that was kept by somebody would have another one
            self.assertTrue(self.is_fresh(service, f"n{number}", answer))
            self.assertFalse(self.is_fresh(service, "n9", answer))
        self.assertTrue(self.is_fresh(service, "n0", unknown.json))
        self.assertNotIn("freshness", service.post("contentpolicy", contentId=CONTENT).json) # who asks without chance gets no proof
        self.assertEqual(service.post("contentpolicy").status, 400)
        soon = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=30)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        service.admin("PUT", f"/v1/contents/{CONTENT}", policy(expires=soon))
        self.assertLessEqual(self.checked(service, "contentpolicy", contentId=CONTENT)["expiresIn"], 30) # never longer than it is valid
        self.assertEqual(service.admin("DELETE", f"/v1/contents/{CONTENT}").status, 200)
        self.assertEqual(service.post("contentpolicy", contentId=CONTENT).status, 404)
        self.assertEqual(service.admin("DELETE", f"/v1/contents/{CONTENT}").status, 404)

    def is_fresh(self, service, nonce, answer):
        """By OpenSSL, and by what /openapi.json says of the signed text."""
        def digest(data):
            return hashlib.sha256(data.encode()).hexdigest()
        policy = json.dumps(answer.get("policy", {}), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        (self.home / "text").write_text(f"freshet freshness 1\n{digest(nonce)}\n{digest(policy)}\n")
        (self.home / "signature").write_bytes(bytes.fromhex(answer["freshness"]))
        return subprocess.run(["openssl", "pkeyutl", "-verify", "-rawin", "-inkey", service.home / "freshness.key", "-in", self.home / "text",
                               "-sigfile", self.home / "signature"], capture_output=True).returncode == 0

    def test_wrong_types_and_forms_are_named(self):
        service = self.start()
        for name, fields, wrong in (("geo", {"profile": 1}, "profile"), ("geo", {"profile": None}, "profile"),
                                    ("array", PEER | {"port": "x"}, "port"), ("array", PEER | {"port": 0}, "port"),
                                    ("array", PEER | {"port": 70000}, "port"), ("array", PEER | {"scope": 4}, "scope"),
                                    ("array", PEER | {"scope": 2}, "groupId"), ("array", PEER | {"left": -1}, "left"),
                                    ("array", PEER | {"peerId": "zz" * 20}, "peerId"), ("array", PEER | {"contentId": "ab"}, "contentId"),
                                    ("array", PEER | {"reportedIp": "not an address"}, "reportedIp"),
                                    ("array", PEER | {"isBackground": "yes"}, "isBackground"), ("discovery", {}, "contentId")):
            answer = service.post(name, **fields)
            self.assertEqual(answer.status, 400, (name, fields))
            self.assertIn(wrong, answer.json["error"])
        for body in (b"", b"[]", b"{", b"\xff\xfe", b"[" * 16000, b'{"a":' * 3000, b"null", b'{"profile":"\\ud800"}'):
            self.assertEqual(service.ask("POST", "/v1/geo", body).status, 400, body[:20])
        self.assertEqual(service.ask("GET", "/healthz", tls=False).json["status"], "ok")

    def test_scopes_as_a_client_sees_them(self):
        service = self.start()
        def peers(number, **fields):
            answer = service.post("array", **(PEER | {"peerId": f"{number:040x}", "port": 7000 + number, "left": 1} | fields))
            return sorted(peer["port"] for peer in answer.json["peers"])
        self.assertEqual(peers(1, scope=1), [])
        self.assertEqual(peers(2, scope=1), [7001])
        self.assertEqual(peers(3, scope=2, groupId="blue"), [])
        self.assertEqual(peers(4, scope=2, groupId="red"), [])
        self.assertEqual(peers(5, scope=2, groupId="blue"), [7003])
        self.assertEqual(peers(6, scope=2, groupId="blue", groupKey="k"), [])
        self.assertEqual(peers(7, scope=3), [])
        self.assertEqual(peers(8, scope=3, peersWanted=0), [])
        self.assertEqual(len(peers(9, scope=3, peersWanted=1)), 1)

    def test_roles(self):
        service = self.start("--role", "geo", "--role", "metadata")
        self.checked(service, "geo")
        for name in ("keyvalue", "contentpolicy", "discovery", "array"):
            self.assertEqual(service.post(name, **PEER).status, 404, name)
        self.assertEqual(service.ask("GET", "/announce?info_hash=x", tls=False).status, 404)
        self.assertEqual(service.ask("GET", "/healthz").status, 200)

    def test_the_services_answer_over_tls_alone(self):
        service = self.start()
        self.assertEqual(service.ask("POST", "/v1/geo", COMMON, tls=False).status, 403)
        old = ssl.create_default_context(cafile=service.home / "ca.pem")
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        old.set_ciphers("ALL:@SECLEVEL=0")
        with socket.create_connection((service.address, service.tls_port)) as plain, self.assertRaises(ssl.SSLError):
            old.wrap_socket(plain, server_hostname="localhost")
        with socket.create_connection((service.address, service.tls_port)) as plain, self.assertRaises(ssl.SSLCertVerificationError):
            ssl.create_default_context().wrap_socket(plain, server_hostname="localhost")
        with socket.create_connection((service.address, service.tls_port)) as plain, self.assertRaises(ssl.SSLCertVerificationError):
            service.tls.wrap_socket(plain, server_hostname="other.example")
        with socket.create_connection((service.address, service.tls_port)) as plain, service.tls.wrap_socket(plain, server_hostname="localhost") as wrapped:
            self.assertEqual(wrapped.version(), "TLSv1.3")


class Publishing(Case):
    def test_who_hangs_up_in_the_middle_ends_nothing(self):
        service = self.service()
        for _ in range(20): # refused with a body on its way, and gone before the answer is out
            with socket.create_connection((service.address, service.tls_port)) as plain, service.tls.wrap_socket(plain, server_hostname="localhost") as stream:
                stream.sendall(b"PUT /v1/contents/x HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")
                stream.recv(10)
        self.assertEqual(service.post("geo").status, 200)

    def test_only_the_admin_may_publish(self):
        service = self.service()
        path = f"/v1/contents/{CONTENT}"
        for answer in (service.ask("PUT", path, b"{}"), service.ask("PUT", path, b"", token="0" * 64), service.ask("DELETE", path),
                       service.ask("PUT", path, b"", token=service.token, tls=False), service.ask("GET", "/v1/admin/contents"),
                       service.ask("GET", "/v1/admin/peers", token=service.token[:-1]),
                       service.ask("PUT", "/v1/admin/instances", b"")):
            self.assertIn(answer.status, (401, 413))
        self.assertEqual(service.admin("GET", "/v1/admin/contents").json, {"contents": []})
        self.until("the log tells of it", lambda: service.ask("GET", "/healthz").status == 200 and "unauthorized" in service.logged())
        self.assertNotIn(service.token, service.logged())

    def test_a_signed_content_survives_the_hardest_end(self):
        service = self.service()
        key = service.home / "publisher.key"
        def put(content, version, **fields):
            return service.admin("PUT", f"/v1/contents/{content}", policy(content, manifest=signed(self.home, key, content, version), **fields))
        new, old = "aa" * 32, "bb" * 32
        self.assertEqual(put(new, 5).status, 201)
        refused = put(old, 4)
        self.assertEqual(refused.status, 409)
        self.assertIn("version 5", refused.json["error"])
        forged = policy(new, manifest=signed(self.home, key, new, 6) | {"signature": "00" * 64})
        self.assertEqual(service.admin("PUT", f"/v1/contents/{new}", forged).status, 409)
        self.assertEqual(service.admin("PUT", f"/v1/contents/{old}", policy(new)).status, 409)
        self.assertEqual(service.admin("PUT", f"/v1/contents/{new}", policy(new, expires="2001-01-01T00:00:00Z")).status, 409)
        self.assertEqual(service.admin("PUT", f"/v1/contents/{new}", policy(new, size="big")).status, 400)
        service.stop(signal.SIGKILL)
        again = Service(service.home, init=False)
        self.addCleanup(again.close)
        again.start()
        service = again
        self.assertEqual(again.post("contentpolicy", contentId=new).json["policy"]["manifest"]["version"], 5)
        self.assertEqual(put(old, 4).status, 409)

    def test_metadata_and_contents_are_hosted(self):
        service = self.service()
        data = payload(300_000)
        (service.home / "content" / "tool.pkg").write_bytes(data)
        (service.home / "content" / ".hidden").write_bytes(b"x")
        (service.home / "content" / "link").symlink_to(service.home / "admin-token")
        whole = service.ask("GET", "/content/tool.pkg", tls=False)
        self.assertEqual((whole.status, whole.body == data, whole.headers["Accept-Ranges"]), (200, True, "bytes"))
        for header, span in (("bytes=0-0", (0, 1)), ("bytes=1000-1999", (1000, 2000)), ("bytes=299990-", (299990, 300000)), ("bytes=-7", (299993, 300000)),
                             ("bytes=299000-999999", (299000, 300000))):
            part = service.ask("GET", "/content/tool.pkg", tls=False, headers={"Range": header})
            self.assertEqual((part.status, part.body == data[slice(*span)]), (206, True), header)
            self.assertEqual(part.headers["Content-Range"], f"bytes {span[0]}-{span[1] - 1}/300000")
        self.assertEqual(service.ask("GET", "/content/tool.pkg", tls=False, headers={"Range": "bytes=300000-"}).status, 416)
        self.assertEqual(service.ask("GET", "/content/tool.pkg", tls=False, headers={"Range": "bytes=9-1"}).status, 200)
        head = service.ask("HEAD", "/content/tool.pkg", tls=False)
        self.assertEqual((head.status, head.headers["Content-Length"], head.body), (200, "300000", b""))
        for path in ("/content/../admin-token", "/content/%2e%2e%2fadmin-token", "/content/..%2Fadmin-token", "/content/.hidden", "/content/link", "/content/",
                     "/metadata/../admin-token", "/content/tool.pkg%00", "/content//etc/passwd"):
            answer = service.ask("GET", path, tls=False)
            self.assertEqual(answer.status, 404, path)
            self.assertNotIn(service.token.encode(), answer.body)
        bad = service.admin("PUT", f"/v1/contents/{CONTENT}/metadata", b"d4:infod4:name1:aee")
        self.assertEqual(bad.status, 400)
        self.assertEqual(service.ask("GET", f"/metadata/{CONTENT}.torrent", tls=False).status, 404)


    def test_metadata_is_of_the_content_or_not_taken(self):
        import libtorrent
        (self.home / "tool.pkg").write_bytes(payload(100_000))
        storage = libtorrent.file_storage()
        libtorrent.add_files(storage, str(self.home / "tool.pkg"))
        torrent = libtorrent.create_torrent(storage, 0, libtorrent.create_torrent.v2_only)
        libtorrent.set_piece_hashes(torrent, str(self.home))
        metadata = libtorrent.bencode(torrent.generate())
        content = str(libtorrent.torrent_info(libtorrent.bdecode(metadata)).info_hashes().v2)
        service = self.service()
        self.assertEqual(service.admin("PUT", f"/v1/contents/{CONTENT}/metadata", metadata).status, 409)
        stored = service.admin("PUT", f"/v1/contents/{content}/metadata", metadata)
        self.assertEqual(stored.status, 201, stored.body)
        fetched = service.ask("GET", f"/metadata/{content}.torrent", tls=False)
        self.assertEqual((fetched.body == metadata, fetched.headers["Content-Type"]), (True, "application/x-bittorrent"))
        unsaid = policy(content)
        del unsaid["metadataUrl"]
        answer = service.admin("PUT", f"/v1/contents/{content}", unsaid)
        self.assertEqual(answer.json["metadataUrl"], f"http://localhost:{service.plain_port}/metadata/{content}.torrent")


class Running(Case):
    def test_health_metrics_and_log(self):
        service = self.service()
        service.post("array", **PEER)
        service.post("geo", profile=7)
        service.ask("GET", "/announce?info_hash=secret", tls=False)
        text = service.ask("GET", "/metrics", tls=False).body.decode()
        for line in text.splitlines():
            self.assertRegex(line, r'^(# (HELP|TYPE) freshet_\w+ .+|freshet_\w+(\{service="\w+"\})? \d+)$')
        self.assertIn("\nfreshet_peers 1\n", text)
        self.assertIn('\nfreshet_asked_total{service="array"} 1\n', text)
        self.assertIn('\nfreshet_asked_total{service="geo"} 0\n', text)
        for line in service.logged().splitlines():
            event = json.loads(line)
            self.assertLessEqual({"time", "event"}, set(event))
        self.assertNotIn("secret", service.logged())

    def test_the_admin_lists(self):
        service = self.service()
        service.admin("PUT", f"/v1/contents/{CONTENT}", policy())
        service.post("array", **(PEER | {"reportedIp": "10.1.1.1"}))
        service.post("array", **(PEER | {"contentId": "dd" * 32, "scope": 1, "left": 3}))
        def listed(*arguments):
            done = program(*arguments, "--data-dir", service.home, "--service", f"https://localhost:{service.tls_port}")
            self.assertEqual(done.returncode, 0, done.stderr)
            return json.loads(done.stdout)
        self.assertEqual(listed("contents")["contents"], [policy()])
        peers = listed("peers")
        self.assertEqual((len(peers["peers"]), peers["registered"]), (2, 2))
        mine = listed("peers", "--content", CONTENT)["peers"]
        self.assertLessEqual(mine[0].pop("leaseSeconds"), 1201)
        self.assertEqual(mine, [{"content": CONTENT[:40], "scope": "internet", "ip": "127.0.0.1", "reportedIp": "10.1.1.1", "port": 7680, "complete": True}])
        stats = listed("stats")
        self.assertEqual((stats["peers"], stats["sets"], stats["contents"], stats["asked"]["array"]), (2, 2, 1, 2))
        other = Service(self.home / "other")
        wrong = program("stats", "--data-dir", other.home, "--service", f"https://localhost:{service.tls_port}")
        self.assertEqual(wrong.returncode, 1) # its token is not sent to whom its own authority does not vouch for

    def test_an_answer_on_its_way_is_finished(self):
        service = self.service("--patience", "60")
        data = payload(8_000_000)
        (service.home / "content" / "big").write_bytes(data)
        with socket.create_connection((service.address, service.plain_port)) as reader:
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            reader.sendall(b"GET /content/big HTTP/1.1\r\nHost: a\r\n\r\n")
            received = [reader.recv(1000)]
            service.process.send_signal(signal.SIGTERM)
            def refused():
                try:
                    socket.create_connection((service.address, service.plain_port)).close()
                    return False
                except (ConnectionRefusedError, ConnectionResetError):
                    return True
            self.until("newcomers are refused", refused)
            self.assertIsNone(service.process.poll())
            while part := reader.recv(1 << 20):
                received.append(part)
        self.assertTrue(b"".join(received).endswith(data[-100_000:]))
        self.assertEqual(len(b"".join(received)) - b"".join(received).index(b"\r\n\r\n") - 4, len(data))
        self.assertEqual(service.process.wait(timeout=60), 0)

    def test_arrays_on_other_hosts_join_and_leave(self):
        main = self.service("--role", "discovery", names=("localhost", "127.0.0.1"))
        def where(content):
            answer = main.post("discovery", contentId=content)
            return answer.json["array"] if answer.status == 200 else None
        self.assertIsNone(where(CONTENT))
        arrays = []
        for _ in range(2):
            array = Service(main.home, "--role", "array", "--discovery", f"https://localhost:{main.tls_port}", init=False)
            self.addCleanup(array.close)
            arrays.append(array.start())
        urls = [f"https://localhost:{array.tls_port}/v1/array" for array in arrays]
        contents = [f"{number:064x}" for number in range(40)]
        self.until("both are known", lambda: {where(content) for content in contents} == set(urls))
        before = {content: where(content) for content in contents}
        self.assertEqual(arrays[1].stop(), 0)
        self.until("one left", lambda: {where(content) for content in contents} == {urls[0]})
        self.assertTrue(all(where(content) == url for content, url in before.items() if url == urls[0]))
        self.assertIn('"event":"arrayJoined"', main.logged())
        self.assertIn('"event":"arrayLeft"', main.logged())


if __name__ == "__main__":
    unittest.main(verbosity=2)
