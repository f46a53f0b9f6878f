#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""libtorrent, tuned, as one end of a transfer: serves a file until SIGTERM, or fetches it and prints how long that took (JSON).

Its clock starts with the first byte of payload and stops when all is verified, so what it needs to start and to connect is left out; nothing is synced.
"""
import argparse
import json
import os
import resource
import signal
import time

import libtorrent as lt


def settings(listen):
    tuned = lt.high_performance_seed()
    tuned |= {
        "listen_interfaces": listen, "enable_dht": False, "enable_upnp": False, "enable_natpmp": False, "enable_lsd": False,
        "enable_incoming_utp": False, "enable_outgoing_utp": False, "in_enc_policy": 2, "out_enc_policy": 2, "prefer_rc4": False,
        "allow_multiple_connections_per_ip": True, "connection_speed": 500, "mixed_mode_algorithm": 0, "unchoke_slots_limit": 64,
        "alert_mask": lt.alert.category_t.status_notification | lt.alert.category_t.error_notification,
    }
    return tuned


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("torrent")
    parser.add_argument("directory")
    parser.add_argument("--listen", required=True)
    parser.add_argument("--peer", action="append", default=[])
    parser.add_argument("--seed", action="store_true")
    arguments = parser.parse_args()
    ending = []
    signal.signal(signal.SIGTERM, lambda *_: ending.append(True))
    session = lt.session(settings(arguments.listen))
    parameters = lt.add_torrent_params()
    parameters.ti = lt.torrent_info(arguments.torrent)
    parameters.ti.set_web_seeds([])
    parameters.save_path = arguments.directory
    parameters.flags &= ~(lt.torrent_flags.paused | lt.torrent_flags.auto_managed)
    parameters.flags |= lt.torrent_flags.override_web_seeds
    if arguments.seed:
        parameters.flags |= lt.torrent_flags.seed_mode
    handle = session.add_torrent(parameters)
    for peer in arguments.peer:
        host, port = peer.rsplit(":", 1)
        handle.connect_peer((host, int(port)))
    if arguments.seed:
        print("serving", flush=True)
    started = finished = None
    while not ending:
        session.wait_for_alert(2)
        for alert in session.pop_alerts():
            if alert.what() == "torrent_finished" and not arguments.seed and finished is None:
                finished = time.monotonic()
                used = resource.getrusage(resource.RUSAGE_SELF)
                print(json.dumps({"seconds": finished - started, "cpu": used.ru_utime + used.ru_stime}), flush=True)
        if started is None and not arguments.seed and handle.status().total_payload_download > 0:
            started = time.monotonic()
    os._exit(0)  # the session's destructor would take seconds to say goodbye


main()
