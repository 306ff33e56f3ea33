#!/usr/bin/env bash
# The least vegetation index of a month, computed where a WCS client looks. Argument: address of the server, which has the demo collections.
set -euo pipefail
server=${1:-http://127.0.0.1:8080}

api=$server/api/v0
curl --silent --show-error --fail-with-body "$api/data/Sentinel2A-L1C"
echo

job=$(curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' \
  --data '{
    "process_graph": {
      "process_id": "min_time",
      "args": {"imagery": {
        "process_id": "NDVI",
        "args": {"imagery": {
          "process_id": "filter_daterange",
          "args": {"imagery": {
            "process_id": "filter_bbox",
            "args": {"imagery": {"product_id": "Sentinel2A-L1C"}, "left": 16.1, "right": 16.6, "top": 48.6, "bottom": 47.2, "srs": "EPSG:4326"}
          }, "from": "2017-01-01", "to": "2017-01-31"}
        }, "red": "B04", "nir": "B8A"}
      }}
    }
  }' "$api/jobs" | sed 's/.*"job_id":"\([^"]*\)".*/\1/')

service=$(curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' \
  --data '{"job_id": "'"$job"'", "service_type": "wcs", "service_args": {"VERSION": "2.0.1"}}' \
  "$api/services" | sed 's/.*"service_url":"\([^"]*\)".*/\1/')

wgs84=http://www.opengis.net/def/crs/EPSG/0/4326
curl --silent --show-error --fail-with-body --output least.tif \
  "$service?SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCoverage&COVERAGEID=$job&FORMAT=image/tiff&SUBSET=x,$wgs84(16.1,16.5)&SUBSET=y,$wgs84(47.9,48.6)&&SIZE=x(200)&SIZE=y(200)"

utm=http://www.opengis.net/def/crs/EPSG/0/32633
curl --silent --show-error --fail-with-body --output pixels.tif \
  "$service?SERVICE=WCS&VERSION=2.0.1&REQUEST=GetCoverage&COVERAGEID=$job&FORMAT=image/tiff&SUBSET=x,$utm(600000,620000)&SUBSET=y,$utm(5330000,5350000)&SIZE=x(200)&SIZE=y(200)"

curl --silent --show-error --fail-with-body --request PATCH "$api/jobs/$job/cancel"
curl --silent --show-error --fail-with-body "$api/jobs/$job" | sed 's/.*"status":"\([^"]*\)".*/\1/'
