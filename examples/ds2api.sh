#!/bin/sh
# Parley in place of DS2API: runs every curl example and every route of that system's reference, in its order, and says
# of each whether the answer is the documented one; exit code 1 if any is not. A fake DeepSeek and a fake Vercel stand
# behind. Needs curl and openssl. examples/ds2api.sh [PORT]: where Parley listens (default: any free port)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=$(dirname "$here")
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

# Starts a server and waits for the line that tells its address: WORDS http://...
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

start "fake DeepSeek at" testkit FakeDeepSeek 0 user@example.com:pwd token-of-the-example
deepseek=$address
start "fake Vercel at" testkit FakeVercel token-of-the-example
vercel=$address

# The documented log-in is with the admin key "admin"; the settings that do not begin with PARLEY_ are DS2API's own.
start "profile ds2api:" env "PORT=${1:-0}" DS2API_ADMIN_KEY=admin "DS2API_CONFIG_PATH=$work/config.json" \
    VERCEL_TOKEN=token-of-the-example VERCEL_PROJECT_ID=prj_fake \
    PARLEY_SERVER_PORT=0 "PARLEY_DATA_DIR=$work/data" "PARLEY_ADMIN_VERCEL_BASE_URL=$vercel" \
    PARLEY_PROVIDERS_DEEPSEEK_OPTIONS_FORM=session "PARLEY_PROVIDERS_DEEPSEEK_BASE_URL=$deepseek" \
    "$home/parley" serve --profile ds2api

export ADMIN_KEY=admin
(testkit curl.CurlExamples http://localhost:5001 "$address" \
    "$here/ds2api/setup.txt" "$here/ds2api/curl.txt" "$here/ds2api/routes.txt")
