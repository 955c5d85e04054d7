#!/bin/sh
# Make .venv from a lock file and install Samenspel in it.
#
#   docker/install.sh LOCK [--editable]
#
# The Makefile, the Dockerfile and tests/test_install.py all run these steps, so that they cannot
# drift apart. Nothing is done when .venv already holds what LOCK says.
set -eu
cd "$(dirname "$0")/.."
lock=$1
editable=${2:-}

die() {
    echo "$1" >&2
    exit 2
}

find_python() {
    for name in python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    die "Samenspel needs Python 3.11 or newer, and neither python3.11 nor python3 is that here.
On Debian and Ubuntu: apt-get install python3 python3-venv"
}

# A stamp per lock file lies in .venv: the lock's checksum at the time it was installed.
if [ -x .venv/bin/python ] && sha256sum --check --status .venv/*.sha256 2>/dev/null; then
    if [ -e ".venv/$lock.sha256" ]; then
        exit 0
    fi
else
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        die "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"
    "$python" -m venv --clear .venv
fi

pip() {
    .venv/bin/python -m pip --disable-pip-version-check --no-input "$@"
}

echo "Installing what $lock names in .venv. The first time this takes a minute or two."
# Wheels only: building a source archive would fetch build tools that no hash vouches for.
pip install --quiet --only-binary :all: --require-hashes --requirement "$lock"
pip install --quiet --no-index --no-deps --no-build-isolation ${editable:+"$editable"} .
pip check
sha256sum "$lock" >".venv/$lock.sha256"
