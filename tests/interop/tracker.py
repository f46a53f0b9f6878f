# SPDX-License-Identifier: GPL-3.0-or-later
"""A tracker (BEP 3, BEP 23) that knows what its visitors said, so that a test can wait for it."""
import http.server
import ipaddress
import threading
import urllib.parse


def _bencoded(value):
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, bytes):
        return b"%d:%s" % (len(value), value)
    return b"d" + b"".join(_bencoded(key) + _bencoded(value[key]) for key in sorted(value)) + b"e"


class Tracker:
    def __init__(self, address, port=6969):
        self.url = f"http://{address}:{port}/announce"
        self.left = {}  # address -> bytes it is still without, as it said last
        self._swarms = {}
        self._lock = threading.Lock()
        tracker = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_GET(self):
                place = urllib.parse.urlsplit(self.path)
                fields = dict(part.partition("=")[::2] for part in place.query.split("&"))
                body = _bencoded(tracker.announced(self.client_address[0], fields)
                                 if place.path == "/announce" else {b"failure reason": b"announces only"})
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer((address, port), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def announced(self, address, fields):
        swarm = urllib.parse.unquote_to_bytes(fields["info_hash"])
        with self._lock:
            peers = self._swarms.setdefault(swarm, {})
            others = [ipaddress.ip_address(ip).packed + port.to_bytes(2, "big")
                      for ip, port in peers.items() if ip != address]
            if fields.get("event") == "stopped":
                peers.pop(address, None)
            else:
                peers[address] = int(fields["port"])
                self.left[address] = int(fields["left"])
        return {b"interval": 60, b"min interval": 2, b"peers": b"".join(others)}

    def end(self):
        self._server.shutdown()
        self._server.server_close()
