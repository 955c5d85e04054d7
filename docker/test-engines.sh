#!/bin/sh
# See to it that the tests find a PostgreSQL and a Chromium: install Debian's packages when that is
# allowed (root, apt-get), otherwise say what is missing. With CI=true missing is a failure.
set -eu

missing=
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null ||
    missing="$missing postgresql"
command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    missing="$missing chromium"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian's packages for the tests:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of words is meant
    if apt-get -qq update && apt-get -qq install --yes $missing fonts-dejavu-core >/dev/null; then
        exit 0
    fi
fi

echo "Missing Debian packages:$missing. The tests that need them are left out." >&2
echo "To run them too: sudo apt-get install$missing" >&2
if [ "${CI:-}" = true ]; then
    echo "Under CI nothing may be left out." >&2
    exit 1
fi
