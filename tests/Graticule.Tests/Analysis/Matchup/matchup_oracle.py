"""All pairs of the cells of a grid and points, by netCDF4 and pyproj alone.

Arguments: the grid, its variable, a file of points (latitude, longitude, id in lines), radius in metres, west, south, east, north.
Prints a line for each pair: latitude and longitude of the cell, value in degrees Celsius, id of the point, distance.
"""
import sys

import netCDF4
import numpy
import pyproj

path, variable, points, radius, west, south, east, north = sys.argv[1:]
radius, west, south, east, north = (float(x) for x in (radius, west, south, east, north))
with netCDF4.Dataset(path) as file:
    latitudes = numpy.ma.getdata(file["lat"][:]).astype("f8")
    longitudes = numpy.ma.getdata(file["lon"][:]).astype("f8")
    rows = numpy.flatnonzero((latitudes >= south) & (latitudes <= north))
    columns = numpy.flatnonzero((longitudes >= west) & (longitudes <= east))
    values = file[variable][0, rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
latitudes, longitudes = numpy.meshgrid(latitudes[rows], longitudes[columns], indexing="ij")
valid = ~numpy.ma.getmaskarray(values)
latitudes, longitudes, values = latitudes[valid], longitudes[valid], numpy.ma.getdata(values)[valid]
geod = pyproj.Geod(ellps="WGS84")
for line in open(points):
    latitude, longitude, name = line.split()
    near = numpy.flatnonzero(numpy.abs(latitudes - float(latitude)) <= radius / 110000)
    count = len(near)
    distances = geod.inv(
        numpy.full(count, float(longitude)), numpy.full(count, float(latitude)), longitudes[near], latitudes[near])[2]
    for i, distance in zip(near, distances):
        if distance <= radius:
            print(repr(float(latitudes[i])), repr(float(longitudes[i])), f"{values[i] - 273.15:.3f}", name, repr(float(distance)))
