#!/bin/sh
# Parley in place of DS2API: runs every curl example and every route of that system's reference, in its order, and says
# of each whether the answer is the documented one; exit code 1 if any is not. A fake DeepSeek and a fake Vercel stand
# behind. Needs curl and openssl. examples/ds2api.sh [PORT]: where Parley listens (default: any free port)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=$(dirname "$here")
. "$here/servers.sh"

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
