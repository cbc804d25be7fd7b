#!/bin/sh
# Makes .venv with the judges of the end-to-end tests and the benchmark. A second run does nothing.
# The Debian packages they call (chromium, jing, a Java runtime) come from `.ci/install test`.
set -eu
cd "$(dirname "$0")/../.."

list=Tests/EndToEndTests/requirements.txt
stamp=.venv/requirements.txt
cmp -s $list $stamp && [ -x .venv/bin/python ] && exit 0

python3 -m venv .venv || {
    echo "error: python3 cannot make a virtual environment; please have python3-venv installed" >&2
    exit 1
}
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r $list
cp $list $stamp
