"""The oracle of NdviSeriesTests: the same figures with numpy and OGR.
   ndvi_series.py FOLDER OUT: writes OUT/median.bin, OUT/months.bin (float64, C order) and OUT/figures.json."""
import glob
import json
import os
import sys

import numpy as np
from osgeo import gdal, ogr

gdal.UseExceptions()
folder, out = sys.argv[1:]
paths = sorted(p for p in glob.glob(os.path.join(folder, "2*.tif")))
stamps = [os.path.basename(p)[:15] for p in paths]
ndvi = []
for path in paths:
    source = gdal.Open(path)
    values = source.GetRasterBand(1).ReadAsArray().astype("f8")
    clouds = source.GetRasterBand(2).ReadAsArray()
    values[clouds != 0] = np.nan
    ndvi.append(values)
ndvi = np.stack(ndvi)

with np.errstate(all="ignore"):
    import warnings
    warnings.simplefilter("ignore")
    np.nanmedian(ndvi, axis=0).tofile(os.path.join(out, "median.bin"))
    first, last = stamps[0][:6], stamps[-1][:6]
    months, year, month = [], int(first[:4]), int(first[4:])
    while f"{year}{month:02}" <= last:
        months.append(f"{year}{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    monthly = []
    for name in months:
        part = ndvi[[i for i, s in enumerate(stamps) if s[:6] == name]]
        monthly.append(np.nanmean(part, axis=0) if len(part) else np.full(ndvi.shape[1:], np.nan))
    np.stack(monthly).tofile(os.path.join(out, "months.bin"))

left, dx, _, top, _, dy = gdal.Open(paths[0]).GetGeoTransform()
rows, columns = ndvi.shape[1:]
zones = []
polygons = ogr.Open(os.path.join(folder, "landuse.gpkg"))
layer = polygons.GetLayer(0)
for feature in layer:
    geometry = feature.GetGeometryRef()
    west, east, south, north = geometry.GetEnvelope()
    inside = np.zeros((rows, columns), bool)
    for row in range(rows):
        y = top + (row + 0.5) * dy
        if not south <= y <= north:
            continue
        for column in range(columns):
            x = left + (column + 0.5) * dx
            if west <= x <= east:
                point = ogr.Geometry(ogr.wkbPoint)
                point.AddPoint_2D(x, y)
                inside[row, column] = geometry.Intersects(point)
    means = []
    for date in ndvi:
        cells = date[inside]
        cells = cells[~np.isnan(cells)]
        means.append(float(cells.mean()) if len(cells) else None)
    zones.append(means)
json.dump({"dates": stamps, "months": [f"{m[:4]}-{m[4:]}" for m in months], "rows": rows, "columns": columns, "zones": zones},
          open(os.path.join(out, "figures.json"), "w"))
