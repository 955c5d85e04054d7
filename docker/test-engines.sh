#!/bin/sh
# See to it that the tests find a PostgreSQL and a Chromium: install Debian's packages when that is
# allowed (root, apt-get), otherwise say what is missing. With CI=true missing is a failure.
set -eu

here() { command -v "$1" >/dev/null; }

missing() {
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || here initdb || echo postgresql
    here chromium-headless-shell || here chromium || here chromium-browser || echo chromium
}

installed() {
    echo "Installing Debian's packages for the tests: $*"
    DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes "$@" fonts-dejavu-core >/dev/null
}

if here chromium-headless-shell && [ -z "$(missing)" ]; then
    exit 0
fi

if [ "$(id -u)" = 0 ] && here apt-get && apt-get -qq update; then
    # The Chromium without a window is the quick one; where there is none, the other one does.
    here chromium-headless-shell || installed chromium-headless-shell || true
    # shellcheck disable=SC2046 # a list of words is meant
    [ -z "$(missing)" ] || installed $(missing) || true
fi

left=$(missing | tr '\n' ' ')
[ -n "$left" ] || exit 0
echo "Missing Debian packages: $left. The tests that need them are left out." >&2
echo "To run them too: sudo apt-get install $left" >&2
if [ "${CI:-}" = true ]; then
    echo "Under CI nothing may be left out." >&2
    exit 1
fi
