# SPDX-License-Identifier: GPL-3.0-or-later
"""Correct metainfo for the zoo to break, as dictionaries (BEP 52)."""
import hashlib

BLOCK = 16 * 1024
MIB = 1 << 20


def merkle(nodes, padding):
    """Root over the nodes, filled up with `padding` to a power of two."""
    width = 1
    while width < len(nodes):
        width *= 2
    nodes = nodes + [padding] * (width - len(nodes))
    while len(nodes) > 1:
        nodes = [hashlib.sha256(nodes[i] + nodes[i + 1]).digest() for i in range(0, len(nodes), 2)]
    return nodes[0]


def torrent(size=3 * MIB + 5, name="update.bin", piece_length=MIB, hybrid=True, layer=None, **top):
    """A correct metainfo as a dictionary. The layer is invented (nobody needs the bytes), the root follows from it."""
    pieces = -(-size // piece_length)
    if layer is None:
        layer = [hashlib.sha256(b"piece %d" % i).digest() for i in range(pieces)]
    padding = merkle([bytes(32)] * (piece_length // BLOCK), b"") if piece_length > BLOCK else bytes(32)
    root = merkle(layer, padding)
    info = {
        "file tree": {name: {"": {"length": size, "pieces root": root}}},
        "meta version": 2,
        "name": name,
        "piece length": piece_length,
    }
    if hybrid:
        info["length"] = size
        info["pieces"] = b"".join(hashlib.sha1(h).digest() for h in layer)
    meta = {"info": info}
    if pieces > 1:
        meta["piece layers"] = {root: b"".join(layer)}
    meta.update(top)
    return meta
