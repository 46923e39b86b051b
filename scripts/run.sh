#!/bin/sh
# Sets up what MODE needs, then becomes ENTRY under the project's own Node: run.sh MODE ENTRY [ARGUMENT...]
# A small nursery for young objects keeps the server below 200 MB; it costs a little time in collecting them.
# The final exec lets signals sent to npm reach ENTRY itself; until then they end the set-up.
mode=$1
entry=$2
shift 2
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd) || exit 1

node "$root/scripts/setup.mjs" "$mode" "$@" &
setup=$!
trap 'kill -TERM "$setup" 2>/dev/null' HUP INT TERM
wait "$setup" || exit $?
trap - HUP INT TERM

PATH="$root/.toolchain/bin:$PATH"
export PATH
exec node --max-semi-space-size=1 "$root/$entry" "$@"
