# SPDX-License-Identifier: GPL-3.0-or-later
"""libtorrent as a program: libtorrent_peer.py ADDRESS:PORT TORRENT DIRECTORY; ends when it is killed."""
import sys

import libtorrent as lt

listen, torrent, directory = sys.argv[1:]
session = lt.session({"listen_interfaces": listen, "outgoing_interfaces": listen.split(":")[0], "enable_dht": False,
                      "enable_lsd": False, "enable_upnp": False, "enable_natpmp": False,
                      "enable_outgoing_utp": False, "enable_incoming_utp": False,
                      "alert_mask": lt.alert.category_t.error_notification | lt.alert.category_t.status_notification})
params = lt.add_torrent_params()
params.ti = lt.torrent_info(torrent)
params.save_path = directory
params.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
session.add_torrent(params)
while True:
    session.wait_for_alert(1000)
    for alert in session.pop_alerts():
        print(alert.what(), alert.message(), flush=True)
