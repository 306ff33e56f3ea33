#!/usr/bin/env bash
# Installs another reader of Parquet for the tests, in the version of the lock file. Does nothing where that was done.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../tests/Graticule.Tests/Raster/Tables/reader"
for program in node npm; do
  command -v "$program" >/dev/null || { echo "There is no '$program' on the PATH." >&2; exit 1; }
done
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  timeout 300 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
fi
