# SPDX-License-Identifier: GPL-3.0-or-later
"""One row of the identity matrix: a content of --size bytes described by us, by libtorrent and by mktorrent.

Fails when they disagree on one byte, and when libtorrent or mktorrent is not there."""
import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys

import libtorrent as lt

import bencode

NAME = "payload.bin"
URLS = ["http://origin.example/updates/payload.bin", "https://mirror.example/"]


def same(what, ours, theirs):
    if ours != theirs:
        sys.exit(f"FAIL {what}: ours {str(ours)[:200]!r}, theirs {str(theirs)[:200]!r}")
    print(f"same {what}")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def published_piece_length(size):
    length = 16 * 1024
    while length < size and length < 1 << 20:
        length *= 2
    return length


class Row:
    def __init__(self, metatool, directory, size):
        self.metatool = metatool
        self.directory = directory
        self.size = size
        self.payload = os.path.join(directory, NAME)
        write(self.payload, hashlib.shake_128(b"freshet %d" % size).digest(size))

    def path(self, name):
        return os.path.join(self.directory, name)

    def tool(self, *arguments):
        done = subprocess.run([self.metatool, *arguments], capture_output=True, check=False)
        if done.returncode != 0:
            sys.exit(f"FAIL metatool {arguments}: {done.stdout} {done.stderr}")
        return json.loads(done.stdout)

    def libtorrent_file(self, piece_length, flags):
        storage = lt.file_storage()
        storage.add_file(NAME, self.size)
        creator = lt.create_torrent(storage, piece_length, flags)
        for url in URLS:
            creator.add_url_seed(url)
        lt.set_piece_hashes(creator, self.directory)
        return lt.bencode(creator.generate())

    def against_libtorrent(self, kind, flags):
        piece_length = published_piece_length(self.size)
        ours_path, theirs_path = self.path(f"ours-{kind}.torrent"), self.path(f"theirs-{kind}.torrent")
        ours = self.tool("create", self.payload, ours_path, NAME, str(piece_length), kind, *URLS)
        write(theirs_path, self.libtorrent_file(piece_length, flags))
        ours_bytes, theirs_bytes = read(ours_path), read(theirs_path)

        # What both wrote, byte for byte.
        same(f"{kind} info dictionary", bencode.span_of(ours_bytes, b"info"), bencode.span_of(theirs_bytes, b"info"))
        layers = bencode.decode(ours_bytes).get(b"piece layers", {})
        same(f"{kind} piece layers", layers, bencode.decode(theirs_bytes).get(b"piece layers", {}))
        same(f"{kind} piece layers present", bool(layers), self.size > piece_length)
        same(f"{kind} url-list", bencode.decode(ours_bytes)[b"url-list"], bencode.decode(theirs_bytes)[b"url-list"])

        # They load ours.
        loaded = lt.torrent_info(ours_bytes)
        same(f"{kind} v2 info-hash", ours["contentId"], str(loaded.info_hashes().v2))
        same(f"{kind} v1 info-hash", ours["v1InfoHash"], str(loaded.info_hashes().v1) if kind == "hybrid" else "")
        same(f"{kind} name, size, piece length", [ours["name"], ours["length"], ours["pieceLength"]],
             [loaded.name(), loaded.files().file_size(0), loaded.piece_length()])
        # A v2-only file gets a padding file inside libtorrent, which then takes the URLs for directories.
        same(f"{kind} web seeds", [url.rstrip("/") for url in URLS],
             [seed["url"].rstrip("/") for seed in loaded.web_seeds()])

        # We load theirs, and prove the payload with it.
        shown = self.tool("show", theirs_path)
        same(f"{kind} show of theirs", ours, shown)
        their_info = lt.torrent_info(theirs_bytes)
        same(f"{kind} v2 info-hash of theirs", shown["contentId"], str(their_info.info_hashes().v2))
        same(f"{kind} our proof with their file", self.tool("verify", theirs_path, self.payload)["verifiedPieces"],
             their_info.num_pieces())
        same(f"{kind} libtorrent's check of the payload with our file", self.libtorrent_check(loaded), "seeding")

    def libtorrent_check(self, info):
        """The state in which libtorrent finds the payload, asked of a session that talks to nobody."""
        session = lt.session({
            "listen_interfaces": "", "enable_dht": False, "enable_lsd": False, "enable_upnp": False,
            "enable_natpmp": False,
            "alert_mask": lt.alert.category_t.status_notification | lt.alert.category_t.error_notification,
        })
        parameters = lt.add_torrent_params()
        parameters.ti = info
        parameters.save_path = self.directory
        parameters.flags |= lt.torrent_flags.upload_mode
        handle = session.add_torrent(parameters)
        while session.wait_for_alert(30000):
            for alert in session.pop_alerts():
                if isinstance(alert, lt.torrent_checked_alert):
                    status = handle.status()
                    return "seeding" if status.is_seeding else f"{status.state}, {status.num_pieces} pieces"
        return "no answer"

    def against_mktorrent(self):
        # The smallest piece length of mktorrent is 32 KiB.
        exponent = max(15, published_piece_length(self.size).bit_length() - 1)
        theirs_path = self.path("mktorrent.torrent")
        subprocess.run(["mktorrent", "-a", "http://tracker.example/announce", "-l", str(exponent), "-o", theirs_path,
                        self.payload],
                       check=True, stdout=subprocess.DEVNULL)
        theirs = bencode.decode(read(theirs_path))[b"info"]
        ours = self.tool("create", self.payload, self.path("ours-mktorrent.torrent"), NAME, str(1 << exponent),
                         "hybrid")
        same("mktorrent piece length", ours["pieceLength"], theirs[b"piece length"])
        same("mktorrent pieces", "".join(ours["v1Pieces"]), theirs[b"pieces"].hex())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--metatool", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--size", type=int, required=True)
    arguments = parser.parse_args()
    directory = os.path.join(arguments.work, str(arguments.size))
    shutil.rmtree(directory, ignore_errors=True)
    os.makedirs(directory)
    row = Row(arguments.metatool, directory, arguments.size)
    row.against_libtorrent("hybrid", 0)
    row.against_libtorrent("v2", lt.create_torrent.v2_only)
    row.against_mktorrent()
    shutil.rmtree(directory)


main()
