#!/bin/sh
# Parley in place of the Gemini gateway: runs the curl examples and every route of that system's reference, in its
# order, and says of each whether the answer is the documented one; exit code 1 if any is not. A fake Gemini stands
# behind. Needs curl and a JDK. examples/gemini.sh [PORT]: where Parley listens (default: any free port)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=$(dirname "$here")
. "$here/servers.sh"

start "fake Gemini at" testkit FakeGemini 0 key-of-the-operator
gemini=$address
curl -sf "$gemini/fake/know" -d '{"refresh_token": "refresh-of-ann", "client": "client-of-ann:secret-of-ann"}' >"$work/known"

export OPENAI_KEY=key-of-the-example MANAGEMENT_KEY=management-key-of-the-example TOKEN_URI="$gemini/token"
export ARCHIVE="$work/credentials.zip"
printf '{"type": "api_key", "api_key": "key-of-ann"}' >"$work/ann.json"
printf '{"type": "api_key"}' >"$work/bob.json"
"$(dirname "$java")/jar" --create --no-manifest --file "$ARCHIVE" -C "$work" ann.json -C "$work" bob.json

start "profile gemini:" env "PORT=${1:-0}" PARLEY_SERVER_PORT=0 "PARLEY_DATA_DIR=$work/data" \
    "PARLEY_PROFILES_GEMINI_API_KEYS=$OPENAI_KEY" "PARLEY_ACCESS_MANAGEMENT_KEY=$MANAGEMENT_KEY" \
    PARLEY_PROVIDERS_GEMINI_API_KEYS=key-of-the-operator "PARLEY_PROVIDERS_GEMINI_BASE_URL=$gemini" \
    PARLEY_PROVIDERS_GEMINI_OPTIONS_TOKEN_HOSTS=127.0.0.1 "$home/parley" serve --profile gemini

(testkit curl.CurlExamples http://localhost:8317 "$address" "$here/gemini/openai.txt" "$here/gemini/management.txt")

curl -s "$address/routes/api/management/metrics" -H "Authorization: Bearer $MANAGEMENT_KEY" >"$work/metrics"
for family in gateway_http_requests_total gateway_upstream_requests_total gateway_tokens_used_total; do
    grep -q "^$family" "$work/metrics" || { echo "FAILED  GET /metrics lacks $family" >&2; exit 1; }
done
echo "ok      GET /metrics"
