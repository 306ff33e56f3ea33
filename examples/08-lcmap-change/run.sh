#!/usr/bin/env bash
# Change detection for a chip of Landsat pixels, and its results by Cassandra's protocol. Arguments: address of the server, which has the demo data, and its port for CQL.
set -euo pipefail
server=${1:-http://127.0.0.1:8080}
cql=${2:-9042}

algorithm=lcmap-pyccd:2018.10.17
until curl --silent --show-error --fail-with-body "$server/lcmap/results/$algorithm/-1815585/2864805" | grep --quiet '"result_ok": *true'; do sleep 0.5; done

curl --silent --show-error --fail-with-body "$server/lcmap/results/$algorithm/tile?x=-1815585&y=2864805"

/usr/bin/python3 - "$cql" <<'END'
import sys
from cassandra.cluster import Cluster
cluster = Cluster(['127.0.0.1'], port=int(sys.argv[1]))
session = cluster.connect('lcmap_changes_local')
count = session.prepare('SELECT count(result_ok) AS count FROM results WHERE chip_x=? AND chip_y=? AND algorithm=?')
print()
print(session.execute(count, (-1815585, 2864805, 'lcmap-pyccd:2018.10.17')).one().count, 'pixels')
cluster.shutdown()
END
