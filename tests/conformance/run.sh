#!/usr/bin/env bash
# Starts the server on a demo database of its own and holds it to the suites; stops it, and leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/../.."
sextant=${CARGO_TARGET_DIR:-target}/debug/sextant
folder=$(mktemp -d)
server=
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap cleanup EXIT

"$sextant" demo --no-serve --database "sqlite://$folder/demo.db" >"$folder/demo.log" 2>&1 || { cat "$folder/demo.log"; exit 1; }
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
"$sextant" serve --database "sqlite://$folder/demo.db" --listen "127.0.0.1:$port" >"$folder/server.log" 2>&1 &
server=$!
if ! node tests/conformance/run.mjs "http://127.0.0.1:$port/graphql"; then
    tail -n 20 "$folder/server.log" >&2
    exit 1
fi
