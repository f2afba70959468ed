# Sourced by the scripts: where things are, and how they are called. Not run by itself.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$ROOT/target}
export PATH="$ROOT/.tools/bin:$ROOT/node_modules/.bin:$PATH"
export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
export CHROMEDRIVER=${CHROMEDRIVER:-/usr/bin/chromedriver}
export SERVER_BINARY="$CARGO_TARGET_DIR/release/citizen-score"
export DISPLAY_BINARY="$CARGO_TARGET_DIR/release/citizen-score-display"

# How programs are compiled that are given away: without the name of the folder that their crates were in.
export PROGRAM_FLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=/crates"
export RELEASE="$ROOT/dist-release"

# Trunk must neither look for updates nor download tools, and it misreads NO_COLOR=1.
export TRUNK_OFFLINE=true TRUNK_SKIP_VERSION_CHECK=true
unset NO_COLOR

TRUNK_VERSION=0.21.14
SPLIT_VERSION=0.2.4
DENY_VERSION=0.20.2
HADOLINT_VERSION=2.15.1
STAMPS="$ROOT/.tools/stamps"

say() { printf '\n==> %s\n' "$*"; }
stop() { printf '\nstopped: %s\n' "$*" >&2; exit 1; }

# One line of text that changes whenever a file under the given paths does.
fingerprint() {
    find "$@" -type d -name .dist -prune -o -type f -print0 2>/dev/null \
        | LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -d' ' -f1
}

# fresh NAME PATHS...: is what was built under NAME still that of the files in PATHS?
fresh() {
    local name=$1
    shift
    seen=$(fingerprint "$@")
    [ "$(cat "$STAMPS/$name" 2>/dev/null)" = "$seen" ]
}

# stamp NAME: remembers that NAME was built from the files that `fresh` looked at last, as they were
# then: what was changed while it was built is not in it for certain.
stamp() {
    mkdir -p "$STAMPS"
    printf '%s\n' "$seen" > "$STAMPS/$1"
}
