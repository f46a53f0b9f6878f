# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the seeds of corpus/ anew: small inputs that reach the far ends of each function under attack.

    make_seeds.py [DIRECTORY]"""
import base64
import hashlib
import json
import os
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "meta"))
from bencode import encode  # noqa: E402

BLOCK = 16 * 1024


def metainfo(size, layer, hybrid, **top):
    root = layer[0] if len(layer) == 1 else hashlib.sha256(layer[0] + layer[1]).digest()
    info = {"file tree": {"a": {"": {"length": size, "pieces root": root}}},
            "meta version": 2, "name": "a", "piece length": BLOCK}
    if hybrid:
        info.update({"length": size, "pieces": b"1" * 20 * len(layer)})
    meta = {"info": info, **top}
    if len(layer) > 1:
        meta["piece layers"] = {root: b"".join(layer)}
    return encode(meta)


def piece_hash_file(marker, pieces, extra=""):
    listed = ",".join('"' + base64.b64encode(p).decode() + '"' for p in pieces)
    return (f'h{{"MajorVersion":1,"MinorVersion":0,"HashOfHashes":"{marker}","ContentLength":{BLOCK * len(pieces)},'
            f'"PieceSize":{BLOCK},{extra}"Pieces":[{listed}]}}').encode()


def announce(*headers):
    return "\r\n".join(["BT-SEARCH * HTTP/1.1", "Host: 239.192.152.143:6771", *headers, "\r\n\r\n"]).encode()


def request(method, **params):
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode() + b"\n"


def reply(**outcome):
    return json.dumps({"jsonrpc": "2.0", "id": 1, **outcome}).encode() + b"\n"


def message(identifier, body=b""):
    """A message of the peer protocol."""
    return struct.pack(">IB", 1 + len(body), identifier) + body


def span(base, index, length, proof, root=bytes(32)):
    """What hash request, hashes and hash reject begin with."""
    return root + struct.pack(">IIII", base, index, length, proof)


def claims(claimed, withdrawn, readers=1, rate=1 << 20):
    """A message of the extension "freshet", version 1."""
    return (struct.pack(">BBQHH", 1, readers, rate, len(claimed), len(withdrawn))
            + b"".join(struct.pack(">III", *claim) for claim in claimed)
            + b"".join(struct.pack(">II", *run) for run in withdrawn))


def padding(height):
    """Root of 2^height missing leaves."""
    node = bytes(32)
    for _ in range(height):
        node = hashlib.sha256(node + node).digest()
    return node


HELLO = b"d1:md7:freshet" + b"i1ee1:pi7680e4:reqqi250e11:upload_onlyi1e1:v9:Freshet 16:yourip4:\x7f\0\0\1e"
SEED = message(14) + message(20, b"\0" + HELLO) + message(1)


def delta_pack(stream, heads, bases, names, sizes, lengths, block):
    """An index of one file and one stored block, as fuzz_deltapack puts them together; core/delta/README.md describes both."""
    index = bytes(64) + bytes([1, stream, 0, len(block), len(block)]) + bytes(16) + bytes([0, 1])
    for column in (heads, bases, names, b"\0", sizes, bytes(8), lengths, b""):
        index += bytes([len(column)]) + column
    return len(index).to_bytes(2, "little") + index + block


SEEDS = {
    "deltapack": {
        "full": delta_pack(3, b"\x24", b"", b"\0", b"\x10", b"\0\0\0\x08\0\0", b"literals"),
        "copies": delta_pack(0, b"\x22", b"\0", b"\1", b"\0", b"\4\0\0\0\0\0", b"\1\0\0\x63"),
    },
    "bencode": {
        "integer": b"i-42e", "string": b"4:spam", "list": b"l4:spami7elee", "dictionary": b"d0:i0e1:ad1:bleee",
        "largest": b"i9223372036854775807e",
        "depth": b"l" * 32 + b"e" * 32, "binary": b"d2:\x00\xff3:\x00\x01\x02e",
    },
    "extension": {
        "hello": HELLO, "empty": b"de", "claims": claims([(0, 3, 1500), (99, 1, 600000)], [(4, 2)]),
        "none": claims([], []),
        "libtorrent": b"d12:complete_agoi-1e1:md11:lt_donthavei7e11:ut_metadatai2ee13:metadata_sizei4096e4:reqqi2000e"
                      b"1:v17:libtorrent/2.0.116:yourip4:\x7f\1\1\1e",
    },
    "hashes": {
        "piece": b"\0" + span(0, 4, 4, 4) + bytes(32) * 4 + b"".join(padding(h) for h in (2, 3, 4)),
        "layer": b"\0" + span(2, 0, 8, 2) + padding(2) * 8, "one": b"\1" + span(0, 0, 4, 1) + bytes(32) * 4,
        "wrap": b"\2" + span(0xffffffff, 0xffffffc0, 64, 0xffffffff), "largest": b"\4" + span(12, 0, 512, 19),
    },
    "jsonrpc": {
        "status": request("status"), "snapshot": request("snapshot", sinceRevision=1, waitMilliseconds=0, job=1),
        "pause": request("pause", job="0123456789abcdef"),
        "submit": request("submit", kind="url", url="http://h/f", fileName="f", descriptors=1, priority="Background",
                          sha256="0" * 64, connections=2),
        "two": request("cancel", job=1) + request("retry", job=2),
        "result": reply(result={"Revision": 1, "Files": [{"JobId": 1, "State": "Failed", "FileSize": 1 << 60,
                                                           "Error": {"code": "DISK_FULL", "kept": "Nothing"}}]}),
        "fault": reply(error={"code": -32000, "message": "x", "data": {"code": "UNKNOWN_JOB", "next": "CorrectInput"}}),
        "batch": b"[]\n", "deep": b"[" * 2000 + b"\n",
    },
    "lanannounce": {
        "one": announce("Port: 6881", "Infohash: " + "ab" * 20, "cookie: 7f"),
        "two": announce("Port: 7680", "Infohash: " + "ab" * 20, "Infohash: " + "CD" * 20, "X: y"),
        "bare": b"BT-SEARCH * HTTP/1.0\nport:1\ninfohash:" + b"0f" * 20 + b"\n",
        "none": announce("Port: 0", "Infohash: " + "00" * 20),
    },
    "metainfo": {
        "single": metainfo(1, [b"r" * 32], True), "two": metainfo(BLOCK + 1, [b"l" * 32, b"r" * 32], False),
        "hybrid": metainfo(2 * BLOCK, [b"l" * 32, b"r" * 32], True,
                           **{"url-list": ["http://h/f", "https://h/d/"], "announce": "x"}),
        "built": b"bname", "built_sources": b"b\x04\x10\x00\x00\x00\x00\x00\x00\x01a\x01\x01http://h/f\x00name",
    },
    "namerules": {
        "plain": b"update-1.0.tar.gz", "utf8": "\u00fc\u4e16\U0001f680".encode(), "device": b"con.txt",
        "superscript": "lpt\u00b9".encode(),
        "override": "a\u202eb".encode(), "traversal": b"../a", "dots": b"a. .", "overlong": b"\xc0\xaf",
        "surrogate": b"\xed\xa0\x80",
    },
    "wire": {
        "seed": b"\0" + SEED + message(7, struct.pack(">II", 5, 0) + bytes(100)), "cut": b"\x38" + SEED + message(0),
        "leech": b"\0" + message(15) + message(2) + message(6, struct.pack(">III", 0, 0, 16384))
                 + message(6, struct.pack(">III", 5, 0, 16384)) + message(8, struct.pack(">III", 0, 0, 16384))
                 + message(3),
        "bits": b"\2" + message(5, b"\xa8") + message(1) + message(4, struct.pack(">I", 1)) + message(0) + bytes(4),
        "fast": b"\0" + message(14) + message(17, struct.pack(">I", 2)) + message(13, struct.pack(">I", 2))
                + message(16, struct.pack(">III", 0, 0, 16384)) + message(9, b"\x1a\xe1") + message(99, b"x"),
        "hashes": b"\0" + SEED + message(21, span(0, 4, 4, 4)) + message(22, span(0, 4, 4, 4) + bytes(32 * 7)),
        "reject": b"\0" + SEED + message(23, span(0, 4, 4, 4)) + message(21, span(9, 9, 9, 9)),
        "claims": b"\0" + SEED + message(20, b"\1" + claims([(0, 3, 1500)], [(4, 2)])) + message(20, b"\1\2"),
    },
    "phf": {
        "one": piece_hash_file("@@", [b"p" * 32]),
        "three": piece_hash_file("@@", [b"a" * 32, b"\xfb\xff" * 16, bytes(32)]),
        "unknown": piece_hash_file("@@", [b"p" * 32], '"x":{"y":[1,-2.5e+3,null,true,"\\ud83d\\ude80"]},'),
        "escaped": piece_hash_file("@@", [b"\xfb\xff" * 16]).replace(b"+", b"\\u002b").replace(b"/", b"\\/"),
        "empty": b"{}",
    },
    "trackeranswer": {
        "compact": encode({"complete": 1, "incomplete": 2, "interval": 1800, "min interval": 900, "tracker id": b"t",
                           "peers": b"\xc0\0\2\1\x1e\0" * 2, "peers6": b"\x20\1\r\xb8" + bytes(11) + b"\1\x1e\0",
                           "warning message": "slow \u202e down".encode()}),
        "list": encode({"interval": 60, "peers": [{"ip": b"192.0.2.1", "port": 7680}, {"ip": b"2001:db8::1", "port": 1}]}),
        "refused": encode({"failure reason": b"no\x1b[31m such content", "interval": 60}),
    },
}


def main():
    directory = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "corpus")
    for target, seeds in SEEDS.items():
        os.makedirs(os.path.join(directory, target), exist_ok=True)
        for name, data in seeds.items():
            with open(os.path.join(directory, target, name), "wb") as file:
                file.write(data)


main()
