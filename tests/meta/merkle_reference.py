# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes known merkle values for tst_merkle: whole padded trees in lists, the way BEP 52 describes them."""
import hashlib
import json
import sys

BLOCK = 16 * 1024


def payload(size):
    """Byte i is i mod 251: cheap to make in any language, and no two of the first 251 blocks are equal."""
    return (bytes(range(251)) * (size // 251 + 1))[:size]


def power_of_two(n):
    width = 1
    while width < n:
        width *= 2
    return width


def tree(leaves):
    levels = [leaves]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([hashlib.sha256(below[i] + below[i + 1]).digest() for i in range(0, len(below), 2)])
    return levels


def describe(size, piece_length):
    data = payload(size)
    leaves = [hashlib.sha256(data[i:i + BLOCK]).digest() for i in range(0, size, BLOCK)]
    blocks = len(leaves)
    pieces = -(-size // piece_length)
    width = power_of_two(blocks)
    if pieces > 1:
        width = max(width, power_of_two(pieces) * (piece_length // BLOCK))
    leaves += [bytes(32)] * (width - blocks)
    levels = tree(leaves)
    if pieces > 1:
        layer = levels[(piece_length // BLOCK).bit_length() - 1][:pieces]
    else:
        layer = [levels[-1][0]]

    def uncles(block):
        path = []
        for level in levels[:-1]:
            path.append(level[block ^ 1].hex())
            block //= 2
        return path

    proofs = sorted({0, 1, blocks // 2, blocks - 1} & set(range(blocks)))
    return {
        "size": size,
        "pieceLength": piece_length,
        "root": levels[-1][0].hex(),
        "layer": [h.hex() for h in layer],
        "flat": [hashlib.sha256(data[i:i + piece_length]).hexdigest() for i in range(0, size, piece_length)],
        "sha1": [hashlib.sha1(data[i:i + piece_length]).hexdigest() for i in range(0, size, piece_length)],
        "proofs": [{"block": b, "leaf": leaves[b].hex(), "uncles": uncles(b)} for b in proofs],
    }


def main():
    cases = []
    for piece_length in (BLOCK, 4 * BLOCK, 1 << 20):
        boundaries = {1, BLOCK, 2 * BLOCK, 3 * BLOCK, 4 * BLOCK, 5 * BLOCK, piece_length // 2, piece_length,
                      piece_length + BLOCK, 2 * piece_length, 3 * piece_length, 4 * piece_length, 5 * piece_length}
        sizes = sorted({b + d for b in boundaries for d in (-1, 0, 1) if b + d >= 1})
        cases += [describe(size, piece_length) for size in sizes]
    padding = [h[0].hex() for h in tree([bytes(32)] * 64)]
    with open(sys.argv[1], "w", encoding="ascii") as out:
        json.dump({"cases": cases, "padding": padding}, out)


main()
