#!/usr/bin/env bash
# Chlorophyll measured by drones at sea, matched with that of a satellite. Argument: address of the server, which has the demo data sets.
set -euo pipefail
server=${1:-http://127.0.0.1:8080}

job=$(curl --silent --show-error --fail-with-body --location --get "$server/match_spark" \
  --data primary=JPL-L4-MRVA-CHLA-GLOB-v3.0 --data secondary=shark-2018 \
  --data startTime=2018-04-01T00:00:00Z --data endTime=2018-04-01T23:59:59Z --data b=-140,10,-110,40 \
  --data tt=86400 --data rt=50000 --data matchOnce=true --data platforms=3B \
  --data parameter=mass_concentration_of_chlorophyll_in_sea_water --data depthMin=-5 --data depthMax=5 \
  | sed -n 's/.*"executionID": "\([^"]*\)".*/\1/p')

while curl --silent --show-error --fail-with-body "$server/job?id=$job" | grep --quiet '"status": "running"'; do sleep 0.2; done

curl --silent --show-error --fail-with-body --output matches.csv "$server/cdmsresults?id=$job&output=CSV"
grep CDMS_num_primary_matched matches.csv | tr -d '\r'
