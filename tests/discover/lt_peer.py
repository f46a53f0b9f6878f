# SPDX-License-Identifier: GPL-3.0-or-later
"""libtorrent with LSD and nothing else: lt_peer.py LISTEN TORRENT SAVE_PATH. Tells the announces it heard; with LT_ALERTS
in the environment everything, on standard error."""
import json
import os
import re
import sys

import libtorrent as lt

listen, torrent, save_path = sys.argv[1:4]
session = lt.session({
    "listen_interfaces": listen, "enable_lsd": True, "enable_dht": False, "enable_upnp": False, "enable_natpmp": False,
    "enable_outgoing_utp": False, "enable_incoming_utp": False, "in_enc_policy": 2, "out_enc_policy": 2,
    "alert_mask": lt.alert.category_t.all_categories, "allow_multiple_connections_per_ip": True})
handle = session.add_torrent({"ti": lt.torrent_info(torrent), "save_path": save_path})
print(json.dumps({"event": "ready"}), flush=True)
while True:
    if not session.wait_for_alert(1000):
        continue
    for alert in session.pop_alerts():
        heard = re.search(r"<== LSD: (\S+:\d+) ih: ([0-9a-f]{40})", alert.message())  # the peer alert is not in the bindings
        if heard:
            print(json.dumps({"event": "lsd", "peer": heard.group(1), "hash": heard.group(2)}), flush=True)
        elif os.environ.get("LT_ALERTS"):
            print(alert.message(), file=sys.stderr)
