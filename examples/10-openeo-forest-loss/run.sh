#!/usr/bin/env bash
# When a forest was cut, pixel by pixel, by continuous change detection. Argument: address of the server, which has the demo collections.
set -euo pipefail
server=${1:-http://127.0.0.1:8080}

curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' --output segments.json \
  --data '{
    "inputs": {"collection": "LANDSAT_CHANGE", "qa": "B07"},
    "outputs": {"segments": {"format": {"mediaType": "application/json"}}}
  }' "$server/ogc-api/processes/ccdc/execution"

python3 - <<'PYTHON'
import collections
import json

pixels = json.load(open("segments.json"))["pixels"]
breaks = [segment["break"] for pixel in pixels for segment in pixel["segments"] if segment["probability"] == 1]
month, cut = collections.Counter(day[:7] for day in breaks).most_common(1)[0]
print(f"{cut * 0.09:.2f} of {len(pixels) * 0.09:.2f} hectares are first seen changed in {month}")
PYTHON
