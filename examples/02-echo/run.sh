#!/usr/bin/env bash
# Synchronous requests to the process 'echo'. Argument: address of the server.
set -euo pipefail
server=${1:-http://127.0.0.1:8080}

curl --silent --show-error --fail-with-body "$server/ogc-api/processes/echo"
echo

curl --silent --header 'Content-Type: application/json' \
  --data '{"inputs": {"a": 1, "d": [1, 2.5]}}' "$server/ogc-api/processes/echo/execution"
echo

curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' \
  --data '{"inputs": {"a": "hello", "d": [1, 2, 3]}, "outputs": {"a": {}, "d": {}}}' "$server/ogc-api/processes/echo/execution"
