#!/bin/sh
# A Python with Splink for the benchmark's peer: sh bench/peers/make-venv.sh DIR, then PEER_PYTHON=DIR/bin/python.
set -e
dir=${1:?usage: make-venv.sh DIR}
python3 -m venv "$dir"
"$dir/bin/pip" install -q splink==5.0.0.dev4 duckdb==1.5.6 pyarrow || "$dir/bin/pip" install -q 'splink>=4,<5' duckdb pyarrow
"$dir/bin/pip" list 2>/dev/null | grep -i -E 'splink|duckdb'
