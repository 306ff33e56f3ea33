#!/usr/bin/env bash
# A vegetation index of a Landsat scene, as a job. Argument: address of the server.
set -euo pipefail
server=${1:-http://127.0.0.1:8080}

job=$(curl --silent --show-error --fail-with-body --dump-header - --output /dev/null \
  --header 'Content-Type: application/json' --header 'Prefer: respond-async' \
  --data '{
    "inputs": {
      "il": [{"href": "'"$server"'/ogc-api/collections/demo/L7_ETMs.tif"}],
      "exp": "(im1b4 - im1b3) / (im1b4 + im1b3)"
    }
  }' "$server/ogc-api/processes/band-math/execution" | tr -d '\r' | sed -n 's/^[Ll]ocation: //p')

until curl --silent "$job" | grep --quiet '"status":"\(successful\|failed\|dismissed\)"'; do sleep 0.2; done

curl --silent --show-error --fail-with-body --output ndvi.tif "$job/results/out"
curl --silent --show-error --fail-with-body --output ndvi.png "$job/results/quicklook"
curl --silent --show-error --fail-with-body "$job/results/statistics"
