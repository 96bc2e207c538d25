#!/bin/sh
# Twenty credentials through a day of bans and recoveries, on a clock that is moved: prints how they stand hour by hour.
# Exit code 1 if a rule is broken: a credential over its limit, used while banned, banned for another time than the
# rules say, or a call refused while one was usable. examples/pool-day.sh [SEED]: another day
set -eu
home=$(dirname "$(cd "$(dirname "$0")" && pwd)")
"$home/parley" version >&2
java=$("$home/parley" jdk)/bin/java
exec "$java" -XX:+UseSerialGC -cp "$home/server/target/classes:$home/server/target/lib/*" \
    "$home/server/src/test/java/dev/parley/server/poolday/PoolDay.java" "$@"
