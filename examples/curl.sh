#!/bin/sh
# The same question by hand, whole and streamed: OpenAI's API, Claude's, then native REST. Needs curl.
set -eu
address=${PARLEY_ADDRESS:-127.0.0.1:8080}
model=${2:-builtin/echo}
text=${1:-Hello from curl}

post() {
    echo "POST $1"
    curl -sSN "http://$address$1" -H 'Authorization: Bearer demo' -H 'Content-Type: application/json' -d "$2"
    echo
}

openai='"model":"'$model'","messages":[{"role":"user","content":"'$text'"}]'
post /v1/chat/completions "{$openai}"
post /v1/chat/completions "{$openai,\"stream\":true}"

claude=$openai',"max_tokens":1024'
post /v1/messages "{$claude}"
post /v1/messages "{$claude,\"stream\":true}"

native='"model":"'$model'","messages":[{"role":"ROLE_USER","parts":[{"text":{"text":"'$text'"}}]}]'
post /api/v1/chat "{$native}"
post /api/v1/chat/stream "{$native}"
