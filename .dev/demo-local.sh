# SPDX-License-Identifier: GPL-3.0-or-later
# The demo against a local nginx. Sourced by demo.sh.
# shellcheck shell=bash disable=SC2154

# Starts nginx on a free port of the loopback interface and waits until it answers. Sets `port`.
start_nginx() {
    local attempt poll user=''
    ((EUID != 0)) || user='user root;' # the files lie in a directory that only their owner may enter
    for ((attempt = 0; attempt < 20; ++attempt)); do
        port=$((20000 + RANDOM % 40000))
        cat >"$work/nginx.conf" <<END
$user
worker_processes 1;
pid $work/nginx.pid;
error_log $work/error.log;
daemon off;
events { worker_connections 256; }
http {
    types { application/x-bittorrent torrent; }
    default_type application/octet-stream;
    access_log $work/access.log;
    client_body_temp_path $work/tmp; proxy_temp_path $work/tmp; fastcgi_temp_path $work/tmp;
    uwsgi_temp_path $work/tmp; scgi_temp_path $work/tmp;
    sendfile on;
    server { listen 127.0.0.1:$port; root $work/www; }
}
END
        PATH=$PATH:/usr/sbin nginx -e "$work/error.log" -p "$work" -c "$work/nginx.conf" 2>"$work/start.log" &
        nginx_pid=$!
        for ((poll = 0; poll < 100; ++poll)); do
            # A port that something else serves answers too: only our nginx has our marker.
            if [[ $(curl -s --noproxy '*' --max-time 2 "http://127.0.0.1:$port/marker") == "$work" ]]; then return 0; fi
            kill -0 "$nginx_pid" 2>/dev/null || break
            sleep 0.05
        done
        kill "$nginx_pid" 2>/dev/null || true
        wait "$nginx_pid" 2>/dev/null || true
        nginx_pid=''
        grep -q 'Address already in use' "$work/start.log" "$work/error.log" 2>/dev/null || break
    done
    cat "$work/start.log" >&2
    fail "nginx does not start; its log is above."
}

payload_bytes=$((256 << 20))
free_mb=$(df -Pm "$work" | awk 'NR == 2 {print $4}')
((free_mb > 1000)) || fail "$work has $free_mb MB free; the demo needs 1000 MB." "Set TMPDIR to a larger disk."

title "A payload of $((payload_bytes >> 20)) MiB, the same in every run"
mkdir "$work/www" "$work/tmp"
echo "$work" >"$work/www/marker"
payload=$work/www/payload-1.0.bin
echo "\$ openssl enc -aes-128-ctr … </dev/zero | head -c $payload_bytes >$payload"
{ openssl enc -aes-128-ctr -nosalt -K 46726573686574000000000000000001 -iv 00000000000000000000000000000000 \
    </dev/zero 2>/dev/null || true; } | head -c "$payload_bytes" >"$payload"
[[ $(stat -c %s "$payload") == "$payload_bytes" ]] || fail "openssl could not make the payload."

title "An HTTP origin: nginx on the loopback interface"
start_nginx
url=http://127.0.0.1:$port/payload-1.0.bin
echo "$url"

title "Publish: hash the payload, write its content metadata"
# The publisher is another machine as far as the cache is concerned: the download must not find the bytes there.
content_id=$(show freshetctl publish "$payload" --source "$url" --metadata "$payload.torrent" \
    --cache-dir "$work/publisher-cache")
[[ $content_id =~ ^[0-9a-f]{64}$ ]] || fail "publish printed '$content_id' instead of a ContentId."
echo "ContentId $content_id"

title "Download: every piece proven before it is kept"
mkdir "$work/out"
show freshetctl download "$url.torrent" --content-id "$content_id" --output "$work/out/payload-1.0.bin"
same "$payload" "$work/out/payload-1.0.bin" || fail "the download differs from the payload."
echo "SHA-256 equal on both sides: $(digest "$payload")"
echo "nginx answered $(grep -c 'GET /payload-1.0.bin HTTP' "$work/access.log" || true) ranged requests for it"

closing
