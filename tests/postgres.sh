#!/bin/sh
# A throw-away PostgreSQL for the tests: no durability, no network, nothing left behind.
#
#   tests/postgres.sh run COMMAND…   starts a cluster, runs COMMAND with SEXTANT_TEST_POSTGRES set, stops the cluster
#   tests/postgres.sh start          starts a cluster and prints its URL
#   tests/postgres.sh stop URL       stops the cluster of that URL and removes it
set -eu

# The folder with PostgreSQL's programs: the newest one that the distribution's packages put there comes first.
bin=$(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
    initdb=$(command -v initdb || true)
    [ -n "$initdb" ] && bin=$(dirname "$initdb")
fi
if [ ! -x "${bin:-/nowhere}/initdb" ] || [ ! -x "$bin/pg_ctl" ]; then
    echo "tests/postgres.sh: PostgreSQL's server programs (initdb, pg_ctl) are not on this machine, and the tests run on" \
        "PostgreSQL too. Install them: apt-get install postgresql (Debian, Ubuntu), dnf install postgresql-server" \
        "(Fedora), brew install postgresql (macOS)." >&2
    exit 1
fi

# PostgreSQL refuses to run as root: then it runs as the user that its package made.
as_server() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
    elif command -v setpriv >/dev/null; then
        setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
    else
        runuser -u postgres -- "$@"
    fi
}

start() {
    # Not below the checkout: the server's user may be unable to reach it, and a socket's path must be short.
    dir=$(mktemp -d /tmp/sextant-postgres.XXXXXX)
    [ "$(id -u)" -ne 0 ] || chown postgres "$dir"
    cd "$dir"
    # An order of words that is not the order of bytes, as on most servers: what relies on the default would show.
    words="--locale=C --locale-provider=icu --icu-locale=en-GB"
    "$bin/initdb" --help | grep -q icu-locale || words="--locale=C"
    # shellcheck disable=SC2086  # several options in one word
    if ! as_server "$bin/initdb" --pgdata="$dir/data" --username=postgres --auth=trust --encoding=UTF8 \
        $words --no-sync >"$dir/initdb.log" 2>&1; then
        cat "$dir/initdb.log" >&2
        echo "tests/postgres.sh: initdb failed; its words stand above" >&2
        rm -rf "$dir"
        exit 1
    fi
    as_server sh -c 'cat >>"$1/data/postgresql.conf"' sh "$dir" <<EOF
listen_addresses = ''
unix_socket_directories = '$dir'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 300
max_wal_size = 4GB
shared_buffers = 256MB
EOF
    if ! as_server "$bin/pg_ctl" --pgdata="$dir/data" --log="$dir/server.log" --wait --silent start >&2 </dev/null; then
        cat "$dir/server.log" >&2
        echo "tests/postgres.sh: PostgreSQL did not start; its words stand above" >&2
        rm -rf "$dir"
        exit 1
    fi
    echo "postgres://postgres@localhost/postgres?host=$dir"
}

stop() {
    dir=${1##*host=}
    case "$dir" in
    /tmp/sextant-postgres.*) ;;
    *)
        echo "tests/postgres.sh: '$1' is not a URL that 'start' printed: nothing was stopped" >&2
        exit 1
        ;;
    esac
    as_server "$bin/pg_ctl" --pgdata="$dir/data" --mode=immediate --wait --silent stop >&2 || true
    rm -rf "$dir"
}

case "${1:-}" in
start) start ;;
stop) stop "${2:?which URL?}" ;;
run)
    shift
    SEXTANT_TEST_POSTGRES=$(start)
    export SEXTANT_TEST_POSTGRES
    trap 'stop "$SEXTANT_TEST_POSTGRES"' EXIT
    trap 'exit 130' INT TERM HUP
    "$@"
    ;;
*)
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
