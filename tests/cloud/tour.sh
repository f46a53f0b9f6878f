#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The tour of the services in the README: a server and two machines made of network namespaces, with the commands as a person types them.
# Run it as root inside the toolchain, with the built programs in PATH: ./dev shell, then PATH=$PWD/build/dev/bin:$PATH tests/cloud/tour.sh
set -euo pipefail
# Processes of its own besides: whatever is still at work ends with this script.
[[ ${FRESHET_OWN_NETWORK:-} == 1 ]] ||
    FRESHET_OWN_NETWORK=1 exec unshare --net --mount --propagation unchanged --pid --fork --kill-child --mount-proc "$0" "$@"

work=$(mktemp -d)
children=()
# Word splitting is wanted: a list of process ids.
trap 'kill "${children[@]}" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work"
export HOME=$work LC_ALL=C.UTF-8

# This namespace is the server, 10.9.0.1; each machine is one more behind the bridge.
ip link set lo up
ip link add switch type bridge
ip address add 10.9.0.1/24 dev switch
ip link set switch up
machine() { # NAME ADDRESS
    unshare --net sleep infinity &
    children+=($!)
    while [[ $(readlink "/proc/$!/ns/net") == "$(readlink /proc/self/ns/net)" ]]; do :; done
    ip link add "port-$1" type veth peer name eth0 netns "$!"
    ip link set "port-$1" master switch up
    nsenter "--net=/proc/$!/ns/net" sh -c "ip link set lo up; ip address add $2/24 dev eth0; ip link set eth0 up"
    printf -v "net_$1" '%s' "--net=/proc/$!/ns/net"
}
machine one 10.9.0.11
machine two 10.9.0.12

say() { printf '%s$ %s\n' "$1" "${*:2}"; }
run() { # PROMPT COMMAND…
    say "$@"
    "${@:2}" 2>&1
}
on() { # MACHINE COMMAND…
    local net=net_$1
    say "$1" "${@:2}"
    FRESHET_CACHE_DIR=$work/$1/cache nsenter "${!net}" --wd="$work/$1" -- "${@:2}" 2>&1
}
mkdir one two www
head -c 50000000 /dev/urandom >www/app.pkg
cat >nginx.conf <<EOF
user root; daemon off; pid $work/nginx.pid; error_log stderr;
events {}
http { access_log off; client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
 server { listen 10.9.0.1:8080; root $work/www; } }
EOF
nginx -e stderr -c "$work/nginx.conf" 2>/dev/null &
children+=($!)

run server freshet-service init --data-dir service --name 10.9.0.1 | tee init.txt
say server 'freshet-service run --data-dir service &'
freshet-service run --data-dir service >run.txt 2>/dev/null &
children+=($!)
until grep -q Serving run.txt; do :; done
grep Serving run.txt
use=$(grep -o 'freshetctl services use .*' init.txt)
trust=${use#* --trust }
run server freshetctl publish www/app.pkg --source http://10.9.0.1:8080/app.pkg --service https://10.9.0.1:7681 --trust "${trust%% *}" \
    --token-file service/admin-token --sign-with service/publisher.key --product app

for name in one two; do
    # Word splitting is wanted: the printed command.
    # shellcheck disable=SC2086
    on "$name" $use
done
on one freshetctl download http://10.9.0.1:8080/app.pkg --output app.pkg --no-lan --keep-seeding --done-file done &
children+=($!)
until [[ -e one/done ]]; do :; done
on two freshetctl download http://10.9.0.1:8080/app.pkg --output app.pkg --no-lan
on two freshetctl status
cmp www/app.pkg two/app.pkg && echo 'two/app.pkg is the publisher'"'"'s'
