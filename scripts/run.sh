#!/bin/sh
# Sets up what MODE needs, then becomes ENTRY under the project's own Node: run.sh MODE ENTRY [ARGUMENT...]
# The final exec lets signals sent to npm reach ENTRY itself.
set -e
mode=$1
entry=$2
shift 2
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
node "$root/scripts/setup.mjs" "$mode" "$@"
PATH="$root/.toolchain/bin:$PATH"
export PATH
exec node "$root/$entry" "$@"
