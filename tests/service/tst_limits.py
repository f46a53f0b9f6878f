# SPDX-License-Identifier: GPL-3.0-or-later
"""What strangers may do to the services: bounded memory and answers for everybody else, whatever comes."""

import os
import resource
import select
import socket
import unittest

from harness import Case

MIB = 1 << 20
CROWD = 10_000
# A sanitizer keeps 256 MiB of what was freed.
ALLOWANCE = 256 * MIB if os.environ.get("FRESHET_SANITIZED") == "1" else 0


def descriptors(wanted):
    """Room for many sockets, or None if this account may not have it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, wanted))
        except ValueError:
            return None
    elif soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def flood(stream, head, size):
    """Sends a body until the other side has had enough; says how much went out, and the answer."""
    stream.sendall(head)
    block, sent, answer = b"[" * 65536, 0, b""
    stream.setblocking(False)
    while sent < size:
        readable, writable, _ = select.select([stream], [stream], [], 30)
        try:
            if readable:
                part = stream.recv(65536)
                answer += part
                if not part:
                    break
            elif writable:
                sent += stream.send(block)
        except (ConnectionResetError, BrokenPipeError):
            break
    return sent, answer


class Limits(Case):
    def test_a_body_of_1_gb(self):
        service = self.service()
        before = service.rss()
        head = b"POST /v1/geo HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % 10**9
        with socket.create_connection((service.address, service.plain_port)) as stream:
            _, answer = flood(stream, head, 10**9)
        self.assertTrue(answer.startswith(b"HTTP/1.1 413 "), answer[:100])
        for path in ("/v1/array", "/v1/contents/" + "ab" * 32, "/announce", "/nothing"):
            answer = service.ask("POST", path, b"", headers={"Content-Length": str(10**9)})
            self.assertEqual(answer.status, 413, path)
        # The admin may send more, and there is an end to that as well.
        answer = service.ask("PUT", "/v1/contents/" + "ab" * 32, b"", token=service.token, headers={"Content-Length": str(MIB + 1)})
        self.assertEqual(answer.status, 413)
        with socket.create_connection((service.address, service.plain_port)) as stream: # a body without an announced end
            _, answer = flood(stream, b"POST /v1/geo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 10**9)
        self.assertTrue(answer.startswith(b"HTTP/1.1 501 "), answer[:100])
        with socket.create_connection((service.address, service.plain_port)) as stream: # a head without an end
            _, answer = flood(stream, b"GET /", 10**9)
        self.assertTrue(answer.startswith(b"HTTP/1.1 431 "), answer[:100])
        self.assertLess(service.rss() - before, 8 * MIB + ALLOWANCE)
        self.assertEqual(service.post("geo").status, 200)

    def test_10000_slow_connections(self):
        if not descriptors(CROWD + 500):
            self.fail("this account may not have enough descriptors")
        service = self.service()
        service.post("geo")
        before = service.rss()
        crowd = []
        self.addCleanup(lambda: [stream.close() for stream in crowd])
        for number in range(CROWD):
            stream = socket.socket()
            crowd.append(stream)
            stream.bind((f"127.0.{1 + number % 50}.1", 0))
            tls = number % 2
            stream.connect((service.address, service.tls_port if tls else service.plain_port))
            # Half a head; half a TLS record.
            stream.sendall(b"\x16\x03\x01\x02\x00\x01" if tls else b"POST /v1/geo HTTP/1.1\r\nX: ")
        self.assertEqual(service.post("geo").status, 200)
        stats = service.admin("GET", "/v1/admin/stats").json
        self.assertGreater(stats["connections"] + stats["timedOut"], CROWD) # nobody was refused …
        self.assertEqual(stats["refusedConnections"], 0)
        self.assertLess(service.rss() - before, 400 * MIB + ALLOWANCE) # … and each costs at most 40 KiB
        # Who is served while they wait is served as if they were not there.
        for number in range(100):
            self.assertEqual(service.post("geo").status, 200)

    def test_one_address_does_not_take_the_places_of_others(self):
        service = self.service()
        crowd = []
        self.addCleanup(lambda: [stream.close() for stream in crowd])
        for _ in range(400):
            crowd.append(socket.create_connection((service.address, service.plain_port), source_address=("127.0.9.9", 0)))
        self.until("more than its share is refused", lambda: service.admin("GET", "/v1/admin/stats").json["refusedConnections"] == 400 - 256)
        self.assertEqual(service.post("geo").status, 200)

    def test_a_rate_is_kept(self):
        service = self.service("--requests-per-second", "1")
        answers = [service.post("geo") for _ in range(4)]
        self.assertEqual(answers[0].status, 200)
        self.assertEqual(answers[-1].status, 429)
        self.assertTrue(int(answers[-1].headers["Retry-After"]) > 0)

    def test_heads_that_mean_two_things(self):
        service = self.service()
        for request, status in ((b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", b"400"), (b"GET / HTTP/1.1\r\n\x00: 1\r\n\r\n", b"400"),
                                (b"GET\r\n\r\n", b"400"), (b"\r\n\r\n", b"400"), (b"GET / HTTP/3.0\r\n\r\n", b"505"),
                                (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 65 + b"\r\n", b"431"), (b"GET / HTTP/1.1\r\na:" + b"b" * 9000 + b"\r\n\r\n", b"431")):
            with socket.create_connection((service.address, service.plain_port)) as stream:
                stream.sendall(request)
                stream.shutdown(socket.SHUT_WR)
                answer = b""
                while part := stream.recv(65536):
                    answer += part
                self.assertTrue(answer.startswith(b"HTTP/1.1 " + status), (request[:30], answer[:60]))


if __name__ == "__main__":
    unittest.main(verbosity=2)
