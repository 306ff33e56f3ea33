"""Computes with GDAL and numpy what the use cases of openEO 0.0.2 ask for, out of the files of the demo collections, and tells how far a result is from it."""

import glob
import json
import os
import sys

import numpy
from osgeo import gdal, ogr, osr

gdal.UseExceptions()
ogr.UseExceptions()


def files(folder, days, band):
    """Of one band, for days such as 201701, in the order of time."""
    return sorted(glob.glob(os.path.join(folder, f"*_{days}*_{band}.tif")))


def read(path):
    """Numbers with NaN for nodata."""
    data = gdal.Open(path)
    samples = data.ReadAsArray().astype(float)
    samples[samples == data.GetRasterBand(1).GetNoDataValue()] = numpy.nan
    return samples


def least_index(folder, red, nir):
    """The minimum of the vegetation index in January 2017, pixel by pixel."""
    pairs = list(zip(files(folder, "201701", red), files(folder, "201701", nir)))
    index = numpy.stack([(b - a) / (b + a) for a, b in ((read(one), read(other)) for one, other in pairs)])
    return numpy.fmin.reduce(index), pairs[0][0]


def values(path):
    """Of a result: bytes become what they stand for, and what its mask leaves out becomes NaN."""
    data = gdal.Open(path)
    band = data.GetRasterBand(1)
    numbers = band.ReadAsArray().astype(float)
    numbers[band.GetMaskBand().ReadAsArray() == 0] = numpy.nan
    return data, numbers * (band.GetScale() or 1) + (band.GetOffset() or 0)


def whole(folder, result):
    """The first request of the document: all of the box, as GeoTIFF with JPEG compression."""
    expected, source = least_index(folder, "B04", "B8A")
    left, step, _, top, _, down = gdal.Open(source).GetGeoTransform()
    expected = expected[int((top - 5181000) / -down):int((top - 5161000) / -down), int((652000 - left) / step):int((672000 - left) / step)]
    data, found = values(result)
    there = numpy.isfinite(expected)
    difference = numpy.abs(found - expected)[there & numpy.isfinite(found)]
    return {
        "size": list(expected.shape) == [data.RasterYSize, data.RasterXSize],
        "place": numpy.allclose(data.GetGeoTransform(), (652000, 20, 0, 5181000, 0, -20)),
        "compression": data.GetMetadata("IMAGE_STRUCTURE").get("COMPRESSION"),
        "otherGaps": int((there != numpy.isfinite(found)).sum()),
        "mean": float(difference.mean()),
        "most": float(numpy.percentile(difference, 99)),
    }


def window(folder, result):
    """A window whose pixels are those of the data."""
    expected, source = least_index(folder, "B04", "B8A")
    left, step, _, top, _, down = gdal.Open(source).GetGeoTransform()
    data, found = values(result)
    place = data.GetGeoTransform()
    column, row = round((place[0] - left) / step), round((place[3] - top) / down)
    expected = expected[row:row + data.RasterYSize, column:column + data.RasterXSize]
    return {"size": [data.RasterXSize, data.RasterYSize], "place": place, "most": float(numpy.abs(found - expected).max())}


def coarse(folder, result):
    """A part in other pixels: compared with the mean of the pixels below each."""
    expected, source = least_index(folder, "B04", "B8A")
    like = gdal.Open(source)
    memory = gdal.GetDriverByName("MEM").Create("", like.RasterXSize, like.RasterYSize, 1, gdal.GDT_Float64)
    memory.SetGeoTransform(like.GetGeoTransform())
    memory.SetProjection(like.GetProjection())
    memory.GetRasterBand(1).WriteArray(expected)
    data, found = values(result)
    place = data.GetGeoTransform()
    box = (place[0], place[3] + place[5] * data.RasterYSize, place[0] + place[1] * data.RasterXSize, place[3])
    mean = gdal.Warp("", memory, format="MEM", outputBounds=box, width=data.RasterXSize, height=data.RasterYSize, dstSRS=data.GetProjection(), resampleAlg="average").ReadAsArray()
    there = numpy.isfinite(found) & numpy.isfinite(mean)
    return {"size": [data.RasterXSize, data.RasterYSize], "there": float(there.mean()), "likeness": float(numpy.corrcoef(found[there], mean[there])[0, 1])}


def tile(folder, result):
    """A tile of the monthly means: its grey values are those of its month and band, and less like those of others."""
    size = 2 * 20037508.342789244 / 4096
    left, bottom = -20037508.342789244 + 2232 * size, -20037508.342789244 + 2668 * size
    data = gdal.Open(result)
    grey = data.GetRasterBand(1).ReadAsArray().astype(float)

    def likeness(days, band):
        paths = files(folder, days, band)
        like = gdal.Open(paths[0])
        memory = gdal.GetDriverByName("MEM").Create("", like.RasterXSize, like.RasterYSize, 1, gdal.GDT_Float64)
        memory.SetGeoTransform(like.GetGeoTransform())
        memory.SetProjection(like.GetProjection())
        memory.GetRasterBand(1).WriteArray(numpy.mean([read(path) for path in paths], axis=0))
        there = gdal.Warp("", memory, format="MEM", outputBounds=(left, bottom, left + size, bottom + size), width=256, height=256, dstSRS="EPSG:3857").ReadAsArray()
        return float(numpy.corrcoef(there.ravel(), grey.ravel())[0, 1])

    return {"size": [data.RasterXSize, data.RasterYSize], "own": likeness("201701", "VH"), "otherMonth": likeness("201702", "VH"), "otherBand": likeness("201701", "VV")}


def zones(folder, result):
    """Means of the pixels whose centres lie in the polygons."""
    features = gdal.OpenEx(result, gdal.OF_VECTOR)
    layer = features.GetLayer(0)
    paths = files(folder, "201701", "B08")
    like = gdal.Open(paths[0])
    system = osr.SpatialReference(like.GetProjection())
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    turn = osr.CoordinateTransformation(degrees, system)
    images = [read(path) for path in paths]
    most, names, dates = 0.0, [], 0
    for feature in layer:
        geometry = feature.GetGeometryRef().Clone()
        geometry.Transform(turn)
        drawn = ogr.GetDriverByName("Memory").CreateDataSource("")
        zone = drawn.CreateLayer("zone", system)
        shape = ogr.Feature(zone.GetLayerDefn())
        shape.SetGeometry(geometry)
        zone.CreateFeature(shape)
        burnt = gdal.GetDriverByName("MEM").Create("", like.RasterXSize, like.RasterYSize, 1, gdal.GDT_Byte)
        burnt.SetGeoTransform(like.GetGeoTransform())
        burnt.SetProjection(like.GetProjection())
        gdal.RasterizeLayer(burnt, [1], zone, burn_values=[1])
        inside = burnt.ReadAsArray() == 1
        fields = sorted(name for name in feature.keys() if name.startswith("2017"))
        dates = len(fields)
        for field, image in zip(fields, images):
            mean = numpy.nanmean(image[inside])
            most = max(most, abs(feature.GetField(field) - mean) / mean)
        names.append(feature.GetField("name"))
    return {"names": names, "dates": dates, "files": len(paths), "most": most}


print(json.dumps({"whole": whole, "window": window, "coarse": coarse, "tile": tile, "zones": zones}[sys.argv[1]](sys.argv[2], sys.argv[3])))
