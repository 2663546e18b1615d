#!/usr/bin/env bash
# Other programs and ours on the same thousand feeds, all read for the first time, all unchanged, all changed with ten new entries each.
#   tests/NewsWatch.Benchmarks/polling-peers.sh [FEEDS]
# Needs: newsboat, sfeed, curl (Debian packages) and the benchmark built: dotnet build -c Release tests/NewsWatch.Benchmarks
# Each runs as it comes, but with eight fetches at once. Our server stands in as their HTTP proxy, so that each feed has a host of its own.
set -euo pipefail
feeds=${1:-1000}
bench=$(dirname "$0")/bin/Release/net10.0/NewsWatch.Benchmarks
work=$(mktemp -d); trap 'exec 3>&-; rm -rf "$work"' EXIT
mkfifo "$work/in" "$work/out"
"$bench" poll-server <"$work/in" >"$work/out" &
exec 3>"$work/in" 4<"$work/out"
read -r port <&4

tell() { echo "$*" >&3; read -r _ <&4; }
timed() { # NAME CMD…: prints feeds a second, processor time a feed, most memory
  local name=$1; shift
  /usr/bin/env time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/log" 2>&1 || true
  tail -1 "$work/time" | awk -v n="$name" -v f="$feeds" '{ printf "%-34s %8.0f feeds/s %8.2f ms CPU/feed %6.0f MiB\n", n, f / $1, ($2 + $3) * 1000 / f, $4 / 1024 }'
}

if command -v newsboat >/dev/null; then
  mkdir "$work/newsboat"
  for ((i = 0; i < feeds; i++)); do echo "http://feed$i.example/rss"; done >"$work/newsboat/urls"
  printf 'reload-threads 8\nuse-proxy yes\nproxy 127.0.0.1:%s\nproxy-type http\n' "$port" >"$work/newsboat/config"
  newsboat=(newsboat -u "$work/newsboat/urls" -c "$work/newsboat/cache.db" -C "$work/newsboat/config" -x reload)
  timed "newsboat, first reading" "${newsboat[@]}"
  timed "newsboat, all 304" "${newsboat[@]}"
  tell edition 2
  timed "newsboat, all changed, 10 new each" "${newsboat[@]}"
fi

if command -v sfeed_update >/dev/null; then
  mkdir "$work/sfeed"
  { echo "sfeedpath=$work/sfeed"; echo 'feeds() {'; for ((i = 0; i < feeds; i++)); do echo "feed feed$i http://feed$i.example/rss"; done; echo '}'; } >"$work/sfeedrc"
  timed "sfeed, first reading" env http_proxy="http://127.0.0.1:$port" sfeed_update "$work/sfeedrc"
  timed "sfeed, unchanged (it asks no 304)" env http_proxy="http://127.0.0.1:$port" sfeed_update "$work/sfeedrc"
  tell edition 3
  timed "sfeed, all changed, 10 new each" env http_proxy="http://127.0.0.1:$port" sfeed_update "$work/sfeedrc"
fi

exec 3>&-
"$bench" polling --feeds "$feeds"
