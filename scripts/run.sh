#!/bin/sh
# Sets up what MODE needs, then becomes ENTRY under the project's own Node: run.sh MODE ENTRY [ARGUMENT...]
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
exec node "$root/$entry" "$@"
