# For the scripts beside it, which source it: starts servers, and stops them at the end. Wants $home.
# shellcheck shell=sh disable=SC2154
work=$(mktemp -d)
started=

finish() {
    # shellcheck disable=SC2086 # ids are words
    [ -z "$started" ] || kill $started 2>/dev/null || true
    wait
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# Starts a server and waits for the line that tells its $address: WORDS http://...
start() { # WORDS COMMAND [ARGUMENT]...
    words=$1
    log=$(mktemp "$work/XXXXXX")
    shift
    "$@" >"$log" 2>&1 </dev/null &
    started="$started $!"
    until address=$(sed -n "s|.*$words \(http://[^ ]*\).*|\1|p" "$log") && [ -n "$address" ]; do
        kill -0 $! 2>/dev/null || { cat "$log" >&2; exit 1; }
        sleep 0.2
    done
}

testkit() { # CLASS [ARGUMENT]...
    class=dev.parley.testkit.$1
    shift
    exec "$java" -XX:+UseSerialGC -cp "$home/testkit/target/classes:$yaml" "$class" "$@"
}

"$home/parley" version >&2
java=$("$home/parley" jdk)/bin/java
yaml=$(echo "$home"/server/target/lib/snakeyaml-*.jar)
