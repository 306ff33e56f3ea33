#!/usr/bin/env bash
# Series of the mean of the pixels in polygons, as a batch job. Argument: address of the server, which has the demo collections.
set -euo pipefail
server=${1:-http://127.0.0.1:8080}

api=$server/api/v0
cat > polygon1.json <<'JSON'
{"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"name": "north"}, "geometry": {"type": "Polygon", "coordinates":
    [[[16.138916, 48.320647], [16.524124, 48.320647], [16.524124, 48.1386], [16.138916, 48.1386], [16.138916, 48.320647]]]}},
  {"type": "Feature", "properties": {"name": "south"}, "geometry": {"type": "Polygon", "coordinates":
    [[[16.2, 47.5], [16.5, 47.45], [16.35, 47.8], [16.2, 47.5]]]}}
]}
JSON
curl --silent --show-error --fail-with-body --upload-file polygon1.json "$api/users/me/files/polygon1.json"

job=$(curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' \
  --data '{
    "process_graph": {
      "process_id": "zonal_statistics",
      "args": {
        "imagery": {
          "process_id": "filter_daterange",
          "args": {"imagery": {
            "process_id": "filter_bbox",
            "args": {"imagery": {
              "process_id": "filter_bands",
              "args": {"imagery": {"product_id": "Sentinel2-L1C"}, "bands": 8}
            }, "left": 16.1, "right": 16.6, "top": 48.6, "bottom": 47.2, "srs": "EPSG:4326"}
          }, "from": "2017-01-01", "to": "2017-01-31"}
        },
        "regions": "/users/me/files/",
        "func": "avg"
      }
    },
    "output": {"format": "GPKG"}
  }' "$api/jobs" | sed 's/.*"job_id":"\([^"]*\)".*/\1/')

curl --silent --show-error --fail-with-body --request PATCH "$api/jobs/$job/queue"
until curl --silent "$api/jobs/$job" | grep --quiet '"status":"\(finished\|canceled\|error\)"'; do sleep 0.2; done

file=$(curl --silent --show-error --fail-with-body "$api/jobs/$job/download" | sed 's/^\["\([^"]*\)".*/\1/')
curl --silent --show-error --fail-with-body --output means.gpkg "$file"
basename "${file%%\?*}"
