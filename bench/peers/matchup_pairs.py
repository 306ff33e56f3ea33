#!/usr/bin/python3
"""All pairs of grid cells and points within a radius and a time, as numpy, scipy and pyproj do it at their best: one azimuthal equidistant
projection around the middle of the box, a k-d tree of the cells, the points' neighbours, pairs in the order of cells and distances.
  --make DIR          writes the seeded cases: tracks.npz (1,000,000 cells, 100,000 points on 20 tracks), notebook.npz (720 x 720 cells,
                      13,000 points), and notebook/ as files that are registered as data sets
  CASE.npz --radius M [--impl ball|sdm] [--geodesic] [--repeat N]   prints seconds of each step, of the best run, as JSON
With --geodesic each pair is measured by Geod.inv as well; without it distances are those of the plane."""
import argparse
import json
import os
import time

import numpy as np

SEED = 20180401
DAY = 1522540800 + 43200


def tracks(rng, count, fixes, south, west, size, step):
    la = rng.uniform(south, south + size, count)[:, None] + np.cumsum(rng.normal(0, step, (count, fixes)), axis=1)
    lo = rng.uniform(west, west + size, count)[:, None] + np.cumsum(rng.normal(0, step, (count, fixes)), axis=1)
    fold = lambda x, a: a + size - np.abs((x - a) % (2 * size) - size)
    t = DAY - 86400 + (np.arange(fixes) * (2 * 86400) // fixes)[None, :] + np.zeros((count, 1), "i8")
    return np.round(fold(la, south), 5).ravel(), np.round(fold(lo, west), 5).ravel(), t.ravel().astype("i8")


def make(folder):
    rng = np.random.default_rng(SEED)
    os.makedirs(os.path.join(folder, "notebook", "cells"), exist_ok=True)
    os.makedirs(os.path.join(folder, "notebook", "drifters"), exist_ok=True)
    axis = lambda start, step, n: start + step / 2 + step * np.arange(n)
    la, lo, t = tracks(rng, 20, 5000, 20, -135, 10, .01)
    save(folder, "tracks", axis(20, .01, 1000), axis(-135, .01, 1000), la, lo, t)
    la, lo, t = tracks(rng, 20, 650, 8, -132, 24, .05)
    rows, columns = axis(5, 30 / 720, 720), axis(-135, 30 / 720, 720)
    save(folder, "notebook", rows, columns, la, lo, t)
    write_files(os.path.join(folder, "notebook"), rows, columns, la, lo, t, rng)


def save(folder, name, rows, columns, la, lo, t):
    np.savez(os.path.join(folder, name + ".npz"), rows=rows, columns=columns, time=np.array([DAY]), lat=la, lon=lo, times=t)


def write_files(folder, rows, columns, la, lo, t, rng):
    import netCDF4
    with netCDF4.Dataset(os.path.join(folder, "cells", "20180401-chlorophyll.nc"), "w") as ds:
        ds.Conventions = "CF-1.7"
        for name, size in (("time", 1), ("lat", rows.size), ("lon", columns.size)):
            ds.createDimension(name, size)
        for name, kind, unit, values in (("time", "i4", "seconds since 1970-01-01 00:00:00", [DAY]), ("lat", "f8", "degrees_north", rows), ("lon", "f8", "degrees_east", columns)):
            v = ds.createVariable(name, kind, (name,))
            v.units, v.standard_name = unit, {"time": "time", "lat": "latitude", "lon": "longitude"}[name]
            v[:] = values
        v = ds.createVariable("chlorophyll", "f4", ("time", "lat", "lon"), zlib=True, chunksizes=(1, 240, 240), fill_value=np.float32(-999))
        v.units = "mg m-3"
        v[0] = rng.uniform(.05, 2, (rows.size, columns.size)).astype("f4")
    with open(os.path.join(folder, "drifters", "drifters.csv"), "w") as f:
        f.write("time,latitude,longitude,depth,platform,sea_water_temperature\n")
        for k in range(la.size):
            f.write("%s,%.5f,%.5f,0.5,3B,%.3f\n" % (np.datetime64(int(t[k]), "s").astype(str) + "Z", la[k], lo[k], 15 + k % 100 / 10))


def match(z, radius, seconds, impl, geodesic):
    from pyproj import Geod, Proj
    from scipy.spatial import cKDTree
    marks, start = {}, time.perf_counter()

    def mark(name):
        marks[name] = round(time.perf_counter() - start - sum(marks.values()), 4)
    clo, cla = (x.ravel() for x in np.meshgrid(z["columns"], z["rows"]))
    near = np.abs(z["times"] - z["time"][0]) <= seconds
    number, la, lo, t = np.flatnonzero(near), z["lat"][near], z["lon"][near], z["times"][near]
    plane = Proj(proj="aeqd", ellps="WGS84", lat_0=(z["rows"][0] + z["rows"][-1]) / 2, lon_0=(z["columns"][0] + z["columns"][-1]) / 2)
    cells, points = np.stack(plane(clo, cla), -1), np.stack(plane(lo, la), -1)
    mark("project")
    tree = cKDTree(cells, compact_nodes=False, balanced_tree=False)
    mark("tree")
    if impl == "sdm":
        m = tree.sparse_distance_matrix(cKDTree(points), radius, output_type="ndarray")
        i, j, d = m["i"], m["j"], m["v"]
    else:
        lists = tree.query_ball_point(points, radius, workers=os.cpu_count(), return_sorted=False)
        j = np.repeat(np.arange(len(lists)), np.fromiter(map(len, lists), "i8", len(lists)))
        i = np.concatenate([np.asarray(x, "i8") for x in lists])
        d = np.hypot(*(cells[i] - points[j]).T)
    mark("pairs")
    if geodesic:
        d = Geod(ellps="WGS84").inv(clo[i], cla[i], lo[j], la[j])[2]
        mark("geodesic")
    o = np.lexsort((d, i))
    i, j, d = i[o], number[j[o]], d[o]
    mark("order")
    return {"seconds": round(time.perf_counter() - start, 4), "steps": marks, "pairs": int(i.size), "distance_mean": round(float(d.mean()), 4)}


ap = argparse.ArgumentParser()
ap.add_argument("case", nargs="?")
ap.add_argument("--make")
ap.add_argument("--radius", type=float, default=1000)
ap.add_argument("--seconds", type=int, default=86400)
ap.add_argument("--impl", default="ball")
ap.add_argument("--geodesic", action="store_true")
ap.add_argument("--repeat", type=int, default=3)
a = ap.parse_args()
if a.make:
    make(a.make)
else:
    with np.load(a.case) as f:
        arrays = {k: f[k] for k in f.files}
    runs, cpu = [], []
    for _ in range(a.repeat):
        began = time.process_time()
        runs.append(match(arrays, a.radius, a.seconds, a.impl, a.geodesic))
        cpu.append(time.process_time() - began)
    print(json.dumps(dict(min(runs, key=lambda r: r["seconds"]), cpu=round(min(cpu), 4))))
