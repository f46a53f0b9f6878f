#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""libtorrent as a client: waits until --t0, downloads, makes the file --done, then seeds until SIGTERM."""
import argparse
import json
import os
import signal
import time

import libtorrent as lt

SHOWN = {"torrent_finished", "torrent_error", "url_seed_alert", "listen_failed", "file_error", "tracker_error", "peer_ban", "hash_failed"}
BASE = {
    "enable_dht": False, "enable_upnp": False, "enable_natpmp": False, "enable_lsd": True, "user_agent": "lt",
    "alert_mask": lt.alert.category_t.status_notification | lt.alert.category_t.error_notification,
}
# What was found to help in these networks: TCP alone, smaller HTTP requests, faster connects and unchokes, deeper queues.
TUNED = {
    "connection_speed": 500, "torrent_connect_boost": 100, "connections_limit": 500, "min_reconnect_time": 2, "peer_connect_timeout": 5,
    "smooth_connects": False, "allow_multiple_connections_per_ip": True, "max_peerlist_size": 1000,
    "unchoke_slots_limit": 64, "choking_algorithm": 0, "seed_choking_algorithm": 0, "num_optimistic_unchoke_slots": 8,
    "optimistic_unchoke_interval": 5, "unchoke_interval": 2,
    "max_out_request_queue": 500, "max_allowed_in_request_queue": 2000, "request_queue_time": 2, "request_timeout": 8, "piece_timeout": 8,
    "send_buffer_low_watermark": 64 << 10, "send_buffer_watermark": 1 << 20, "send_buffer_watermark_factor": 150,
    "local_service_announce_interval": 10, "min_announce_interval": 5, "announce_to_all_trackers": True,
    "prefer_rc4": False, "in_enc_policy": 2, "out_enc_policy": 2, "enable_incoming_utp": False, "enable_outgoing_utp": False,
    "mixed_mode_algorithm": 0, "urlseed_max_request_bytes": 1 << 20, "urlseed_pipeline_size": 4, "urlseed_wait_retry": 2,
    "aio_threads": 2, "hashing_threads": 1, "strict_end_game_mode": True, "piece_extent_affinity": False, "whole_pieces_threshold": 2,
    "predictive_piece_announce": 0, "no_recheck_incomplete_resume": True,
}


def arguments():
    p = argparse.ArgumentParser()
    for name in ("torrent", "out", "listen", "done", "stats"):
        p.add_argument(f"--{name}", required=True)
    p.add_argument("--t0", type=float, default=0)
    p.add_argument("--profile", choices=("default", "tuned"), default="default")
    p.add_argument("--webseed", type=int, default=1, help="0: no HTTP")
    p.add_argument("--trackers", type=int, default=1, help="0: peers by LSD and PEX alone")
    p.add_argument("--corrupt", action="store_true", help="claim everything, whatever is there")
    p.add_argument("--choke-local", action="store_true", help="unchoke slots count for LAN peers too")
    p.add_argument("--set", action="append", default=[], metavar="NAME=INTEGER")
    return p.parse_args()


def add_torrent(session, a):
    with open(a.torrent, "rb") as file:
        meta = lt.bdecode(file.read())
    if not a.trackers:
        meta.pop(b"announce", None)
    parameters = lt.add_torrent_params()
    parameters.ti = lt.torrent_info(meta)
    parameters.save_path = a.out
    parameters.flags &= ~(lt.torrent_flags.paused | lt.torrent_flags.auto_managed)
    if not a.webseed or a.corrupt:
        parameters.ti.set_web_seeds([])
        parameters.flags |= lt.torrent_flags.override_web_seeds
    if a.corrupt:
        parameters.have_pieces = [True] * parameters.ti.num_pieces()
    return session.add_torrent(parameters)


def main():
    a = arguments()
    settings = BASE | {"listen_interfaces": a.listen} | (TUNED if a.profile == "tuned" else {})
    settings |= {name: int(value) for name, value in (pair.split("=") for pair in a.set)}
    if a.corrupt:
        settings["disable_hash_checks"] = True
    ending = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.append(True))
    while not ending and (left := a.t0 - time.time()) > 0:
        signal.sigtimedwait([], left)

    session = lt.session(settings)
    if a.choke_local:  # peers of the built-in class "local" are exempt from choking
        nobody = lt.ip_filter()
        nobody.add_rule("0.0.0.0", "255.255.255.255", 0)
        session.set_peer_class_filter(nobody)
    handle = add_torrent(session, a)
    marked = a.corrupt
    while not ending:
        session.wait_for_alert(100)
        for alert in session.pop_alerts():
            if alert.what() in SHOWN:
                print(f"{time.time():.3f} {alert.message()}", flush=True)
            if alert.what() == "torrent_finished" and not marked:
                open(a.done, "w").close()
                marked = True
    status = handle.status()
    with open(a.stats, "w") as file:
        json.dump({name: getattr(status, name) for name in ("total_payload_download", "total_payload_upload", "total_redundant_bytes",
                                                            "total_failed_bytes", "num_peers")}, file)
    os._exit(0)  # the session's destructor would take seconds to say goodbye to trackers


main()
