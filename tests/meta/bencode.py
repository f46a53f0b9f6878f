# SPDX-License-Identifier: GPL-3.0-or-later
"""Bencoding (BEP 3) for the tests, written without looking at core/meta. Dictionaries are encoded in the
order they were built when `ordered` is set, so that wrong order can be written too."""


class Raw(bytes):
    """Bytes that are written as they are: an item that is encoded already, or that is deliberately wrong."""


def encode(item, ordered=False):
    if isinstance(item, Raw):
        return bytes(item)
    if isinstance(item, str):
        item = item.encode()
    if isinstance(item, (bytes, bytearray)):
        return b"%d:%s" % (len(item), bytes(item))
    if isinstance(item, int):
        return b"i%de" % item
    if isinstance(item, (list, tuple)):
        return b"l" + b"".join(encode(i, ordered) for i in item) + b"e"
    if isinstance(item, dict):
        pairs = [(k.encode() if isinstance(k, str) else k, v) for k, v in item.items()]
        if not ordered:
            pairs.sort(key=lambda p: p[0])
        return b"d" + b"".join(encode(k) + encode(v, ordered) for k, v in pairs) + b"e"
    raise TypeError(type(item))


def decode(data):
    item, end = _decode(data, 0)
    if end != len(data):
        raise ValueError("trailing bytes")
    return item


def _decode(data, at):
    lead = data[at:at + 1]
    if lead == b"i":
        end = data.index(b"e", at)
        return int(data[at + 1:end]), end + 1
    if lead == b"l":
        at += 1
        items = []
        while data[at:at + 1] != b"e":
            item, at = _decode(data, at)
            items.append(item)
        return items, at + 1
    if lead == b"d":
        at += 1
        items = {}
        while data[at:at + 1] != b"e":
            key, at = _decode(data, at)
            items[key], at = _decode(data, at)
        return items, at + 1
    colon = data.index(b":", at)
    end = colon + 1 + int(data[at:colon])
    return data[colon + 1:end], end


def span_of(data, key):
    """The encoded bytes of a top-level value: what an info-hash is computed over."""
    at = 1
    while data[at:at + 1] != b"e":
        name, at = _decode(data, at)
        begin = at
        _, at = _decode(data, at)
        if name == key:
            return data[begin:at]
    raise KeyError(key)
