"""Reads a chip with the driver of DataStax, as the notebook does; prints what it saw as one line of JSON. Arguments: port, key or an empty text."""
import hashlib
import json
import sys
from multiprocessing.dummy import Pool

from cassandra import InvalidRequest, Unauthorized
from cassandra.auth import PlainTextAuthProvider
from cassandra.cluster import Cluster, ExecutionProfile
from cassandra.protocol import SyntaxException
from cassandra.query import SimpleStatement, ordered_dict_factory

port, key = int(sys.argv[1]), sys.argv[2]
cluster = Cluster(['127.0.0.1'], port=port, auth_provider=PlainTextAuthProvider(username='key', password=key) if key else None)
cluster.add_execution_profile('quorum_profile', ExecutionProfile(consistency_level='quorum'))
session = cluster.connect('lcmap_changes_local')
session.row_factory = ordered_dict_factory
seen = {'version': cluster.protocol_version, 'hosts': len(cluster.metadata.all_hosts())}

table = cluster.metadata.keyspaces['lcmap_changes_local'].tables['results']
seen['partition'] = [column.name for column in table.partition_key]
seen['clustering'] = [column.name for column in table.clustering_key]
seen['columns'] = {name: column.cql_type + (' static' if column.is_static else '') for name, column in table.columns.items()}
seen['cql'] = table.as_cql_query()

point = (-1815585, 2864805, 'lcmap-pyccd:2018.10.17')
count = session.prepare('SELECT count(result_ok) as count FROM results WHERE chip_x=? AND chip_y=? AND algorithm=?')
everything = session.prepare('SELECT * FROM results WHERE chip_x=? AND chip_y=? AND algorithm=?')
seen['count'] = session.execute(count, point)[0]['count']
everything.fetch_size = 137
with Pool(4) as pool:
    copies = pool.map(lambda _: list(session.execute(everything, point)), range(4))
rows = copies[0]
seen['same'] = all(copy == rows for copy in copies)
seen['rows'] = len(rows)
seen['sorted'] = [(row['x'], row['y']) for row in rows] == sorted((row['x'], row['y']) for row in rows)
seen['digests'] = all(hashlib.md5(row['result'].encode()).hexdigest() == row['result_md5'] for row in rows)
seen['failed'] = sum(not row['result_ok'] for row in rows)
seen['parsed'] = sum(len(json.loads(row['result'])['change_models']) for row in rows if row['result_ok'])
seen['first'] = {name: value.isoformat() if hasattr(value, 'isoformat') else value for name, value in rows[0].items() if name != 'result'}
seen['names'] = list(rows[0])

page = session.execute(SimpleStatement('SELECT x FROM results WHERE chip_x=%s AND chip_y=%s AND algorithm=%s', fetch_size=10), point)
state = page.paging_state
again = session.execute(SimpleStatement('SELECT x, y FROM results WHERE chip_x=%s AND chip_y=%s AND algorithm=%s', fetch_size=10), point, paging_state=state)
seen['eleventh'] = [again.current_rows[0]['x'], again.current_rows[0]['y']] == [rows[10]['x'], rows[10]['y']]

errors = {}
for statement in ['SELECT', "INSERT INTO results (x) VALUES (1)", 'SELECT * FROM results WHERE x = 1 ALLOW FILTERING']:
    try:
        session.execute(statement)
    except (SyntaxException, InvalidRequest, Unauthorized) as error:
        errors[statement.split()[0] + str(len(statement.split()))] = type(error).__name__
seen['errors'] = errors
cluster.shutdown()
print(json.dumps(seen))
