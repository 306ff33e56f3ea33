"""Goes through a notebook on change detection, saved as text: asks for chips, waits, counts, asks again for what is missing, saves chips.

Arguments: the text ('' for functions of this script's own that do the same), the address of the server, the port of CQL, a folder.
What is changed in the text: the address, the hosts and the keyspace; and its own faults: the address is formatted without the algorithm,
'requests' is not imported, and a name is not defined where chips are saved. Cells that ask for all of a tile are commented out there; here
only the corner of the tile that has data is asked for. Prints what it found as one line of JSON.
"""
import json
import os
import re
import sys
import time
from datetime import datetime
from multiprocessing.dummy import Pool as ThreadPool

import requests
from cassandra.auth import PlainTextAuthProvider
from cassandra.cluster import Cluster, ExecutionProfile
from cassandra.query import ordered_dict_factory

notebook, server, port, folder = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
address = server + '/lcmap/results/{algorithm}/{x}/{y}?refresh={refresh}'
SIDE = 2  # chips along a side of the corner that has data


def cells(text):
    """Code is followed, without a mark, by prose and by what it printed: it is taken to be the longest part that is Python."""
    for part in re.split(r'^In \[[^\]]*\]:\n', text, flags=re.M)[1:]:
        lines = part.split('\n')
        for end in range(len(lines), 0, -1):
            try:
                compile('\n'.join(lines[:end]), '<cell>', 'exec')
            except SyntaxError:
                continue
            yield '\n'.join(lines[:end])
            break


def patched(text):
    for old, new in [
        (r'^URL = .*$', f'URL = {address!r}'),
        (r'URL\.format\(', 'URL.format(algorithm=algorithm, refresh=refresh, '),
        (r'^hosts=\[\]$', "hosts=['127.0.0.1']"),
        (r"^keyspace=''$", "keyspace='lcmap_changes_local'"),
        (r'Cluster\(hosts, ', f'Cluster(hosts, port={port}, '),
        (r"'/data2/[^']*/H05V03/", repr(folder)[:-1] + '/'),
    ]:
        text, count = re.subn(old, lambda _: new, text, flags=re.M)
        assert count == 1, f'The notebook has {old} {count} times.'
    return text


def read(text):
    """The cells by what they do: before counting, counting, sorting the counts, saving."""
    found = list(cells(patched(text)))
    counting = next(i for i, cell in enumerate(found) if 'count_results, these' in cell)
    return found[:counting], found[counting], found[counting + 1], found[counting + 2:]


OWN = ([f'''
def make_points(left, top):
    return [(left + 3000 * column, top - 3000 * row) for row in range(50) for column in range(50)]

def request_execution(algorithm, x, y, refresh=False):
    return requests.get({address!r}.format(algorithm=algorithm, x=x, y=y, refresh=refresh)).json()

def setup_session(username, password, hosts, keyspace):
    cluster = Cluster(hosts, port={port}, auth_provider=PlainTextAuthProvider(username=username, password=password))
    cluster.add_execution_profile('quorum_profile', ExecutionProfile(consistency_level='quorum'))
    session = cluster.connect(keyspace)
    session.row_factory = ordered_dict_factory
    return session

algorithm = 'lcmap-pyccd:1.4.0rc1'
points = make_points(-1815585, 2864805)
session = setup_session('', '', ['127.0.0.1'], 'lcmap_changes_local')
counting = session.prepare('SELECT count(result_ok) as count FROM results WHERE chip_x=? AND chip_y=? AND algorithm=?')
whole = session.prepare('SELECT * FROM results WHERE chip_x=? AND chip_y=? AND algorithm=?')

def count_results(x, y, algorithm):
    return x, y, algorithm, session.execute(counting, (x, y, algorithm))[0]['count']

def save_chip(template, x, y, algorithm):
    path = template.format(x=x, y=y)
    with open(path, 'w') as file:
        json.dump(list(session.execute(whole, (x, y, algorithm))), file, default=datetime.isoformat)
    return path
'''], '''
counts = ThreadPool(4).starmap(count_results, [(x, y, algorithm) for x, y in points])
''', '''
complete = [(x, y) for x, y, _, count in counts if count == 10000]
incomplete = [(x, y) for x, y, _, count in counts if 0 < count < 10000]
missing = [(x, y) for x, y, _, count in counts if count == 0]
''', [f'''
save_pool = ThreadPool(4)
save_these = [({folder + '/{x}_{y}.json'!r}, x, y, algorithm) for x, y in complete]
'''])


def wait(done):
    until = time.monotonic() + 240
    while not done():
        assert time.monotonic() < until, 'The chips were not computed in time.'
        time.sleep(0.2)


def main():
    if notebook:
        with open(notebook, encoding='utf-8') as file:
            preparing, counting, sorting, saving = read(file.read())
    else:
        preparing, counting, sorting, saving = OWN
    names = {'__name__': 'notebook', 'requests': requests, 'json': json, 'datetime': datetime, 'ThreadPool': ThreadPool, 'Cluster': Cluster,
             'PlainTextAuthProvider': PlainTextAuthProvider, 'ExecutionProfile': ExecutionProfile, 'ordered_dict_factory': ordered_dict_factory}
    for cell in preparing:
        exec(cell, names)
    algorithm, points, request, count = names['algorithm'], names['points'], names['request_execution'], names['count_results']
    corner = [points[row * 50 + column] for row in range(SIDE) for column in range(SIDE)]
    found = {'points': len(points), 'algorithm': algorithm}

    def sums(key):
        exec(counting, names)
        exec(sorting, names)
        found[key] = [len(names[name]) for name in ('complete', 'incomplete', 'missing')]

    sums('before')
    first = [request(algorithm, x, y) for x, y in corner[:-1]]
    found['ticket'] = sorted(first[0])
    again = request(algorithm, *corner[0])
    found['repeated'] = again['chip_update_requested'] == first[0]['chip_update_requested'] or again['result'] is not None
    wait(lambda: all(request(algorithm, x, y).get('result') for x, y in corner[:-1]))
    answer = request(algorithm, *corner[0])
    found['result'] = sorted(answer)
    sums('first')

    # What is missing is asked for again, as far as there is data.
    for x, y in names['missing']:
        if (x, y) in corner:
            found['ticketed'] = found.get('ticketed', 0) + 1
            request(algorithm, x, y, True)
    wait(lambda: all(count(x, y, algorithm)[3] == 10000 for x, y in corner))
    sums('second')

    names['al'] = algorithm
    for cell in saving:
        exec(cell, names)
    paths = names['save_pool'].starmap(names['save_chip'], names['save_these'])
    found['files'] = sorted(os.path.basename(path) for path in paths)
    found['corner'] = sorted(f'{x}_{y}.json' for x, y in corner)
    found.update(look(paths, corner, lambda x, y: request(algorithm, x, y)))
    names['session'].cluster.shutdown()
    print(json.dumps(found))


def look(paths, corner, request):
    """What the saved chips hold, and whether the API says the same of some of their pixels."""
    sizes, ok, models, same, ordered = [], 0, 0, True, True
    for path in paths:
        with open(path) as file:
            rows = json.load(file)
        sizes.append(len(rows))
        left, top = (int(number) for number in os.path.basename(path)[:-5].split('_'))
        ordered &= [(row['x'], row['y']) for row in rows] == [(left + 30 * i, top - 30 * j) for i in range(100) for j in range(99, -1, -1)]
        for row in rows:
            ok += row['result_ok']
            models += len(json.loads(row['result'])['change_models']) if row['result_ok'] else 0
        for row in rows[::2000]:
            told = request(row['x'], row['y'])
            same &= all(told[name] == row[name] for name in ('result', 'result_md5', 'result_ok', 'chip_x', 'chip_y', 'inputs_url', 'inputs_md5'))
            produced = row['result_produced'] + 'Z'
            same &= told['result_produced'][:19] == produced[:19]
    return {'sizes': sorted(set(sizes)), 'ok': ok, 'models': models, 'same': same, 'ordered': ordered, 'columns': list(rows[0])}


main()
