#!/usr/bin/env bash
# Months of radar images, made by a script of the user, as tiles. Argument: address of the server, which has the demo collections.
set -euo pipefail
server=${1:-http://127.0.0.1:8080}

api=$server/api/v0
cat > s1_aggregate.py <<'PYTHON'
import xarray


def apply_datacube(cube: xarray.DataArray, context: dict) -> xarray.DataArray:
    return cube.resample(t="1MS").mean()
PYTHON
curl --silent --show-error --fail-with-body --upload-file s1_aggregate.py "$api/users/me/files/s1_aggregate.py"

job=$(curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' \
  --data '{
    "process_graph": {
      "process_id": "/udf/Python/aggregate_time",
      "args": {
        "script": "/users/me/files/s1_aggregate.py",
        "imagery": {
          "process_id": "filter_daterange",
          "args": {"imagery": {
            "process_id": "filter_bbox",
            "args": {"imagery": {"product_id": "Sentinel1-L1-IW-GRD"}, "left": 16.1, "right": 16.6, "top": 48.6, "bottom": 47.2, "srs": "EPSG:4326"}
          }, "from": "2017-01-01", "to": "2017-01-31"}
        }
      }
    }
  }' "$api/jobs" | sed 's/.*"job_id":"\([^"]*\)".*/\1/')

service=$(curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' \
  --data '{"job_id": "'"$job"'", "service_type": "tms"}' "$api/services" | sed 's/.*"service_url":"\([^"]*\)".*/\1/')

curl --silent --show-error --fail-with-body --output tile.png "$service/2017-01-01/12/2232/2668/?bands=1"
head --bytes 4 tile.png | tail --bytes 3
