#!/usr/bin/env bash
# Uploads an image, and has its contrast stretched into a Cloud Optimized GeoTIFF. Argument: address of the server.
set -euo pipefail
server=${1:-http://127.0.0.1:8080}

curl --silent --show-error --fail-with-body --output scene.tif "$server/ogc-api/collections/demo/L7_ETMs.tif"

curl --silent --show-error --fail-with-body --output /dev/null --upload-file scene.tif "$server/ogc-api/files/scene.tif"

curl --silent --show-error --fail-with-body --output bright.tif \
  --header 'Content-Type: application/json' --header 'Accept: image/tiff' \
  --data '{
    "inputs": {
      "il": [{"href": "'"$server"'/ogc-api/files/scene.tif"}],
      "exp": "min(255, max(0, (im1b3 - 40) * 2))",
      "out": "uint8"
    },
    "outputs": {"out": {"mediaType": "image/tiff; application=geotiff; profile=cloud-optimized"}}
  }' "$server/ogc-api/processes/band-math/execution"

head --bytes 200 bright.tif | grep --text --only-matching 'LAYOUT=IFDS_BEFORE_DATA'
