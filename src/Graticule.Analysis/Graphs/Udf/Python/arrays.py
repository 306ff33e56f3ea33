"""Labelled arrays out of messages, and back."""

import numpy
import xarray


class Labels:
    """Labels of the dimensions as they came, so that those which come back unchanged keep their form."""

    def __init__(self, dimensions):
        self.times = {}
        for dimension in dimensions:
            for time, label in zip(dimension.get("times") or [], dimension.get("labels") or []):
                self.times[numpy.datetime64(time, "ns")] = label

    def describe(self, coordinate):
        if coordinate.dtype.kind == "M":
            return [self.times.get(time) or f"{numpy.datetime_as_string(time, unit='s')}Z" for time in coordinate.astype("datetime64[ns]")]
        if coordinate.dtype.kind in "iufb":
            return [float(number) for number in coordinate]
        return [str(label) for label in coordinate]


def read(head, body):
    """An array with coordinates; times are datetime64 where all labels name some."""
    dimensions = head["dimensions"]
    cells = numpy.frombuffer(body, dtype="<f8").reshape([dimension["count"] for dimension in dimensions]).copy()
    coordinates = {dimension["name"]: _coordinate(dimension) for dimension in dimensions}
    return xarray.DataArray(cells, dims=[dimension["name"] for dimension in dimensions], coords=coordinates)


def write(array, labels):
    """Head and bytes of an array."""
    if array.dtype.kind not in "iufb":
        raise TypeError(f"a data cube holds real numbers and truths, not values of the type {array.dtype}")
    cells = numpy.ascontiguousarray(array.values, dtype="<f8")
    dimensions = [
        {"name": str(name), "count": size, "labels": labels.describe(array.coords[name].values) if name in array.coords else None}
        for name, size in zip(array.dims, array.shape)
    ]
    return {"dimensions": dimensions}, cells


def _coordinate(dimension):
    if dimension.get("times"):
        return numpy.array(dimension["times"], dtype="datetime64[ns]")
    if dimension.get("labels"):
        return numpy.array(dimension["labels"])
    return dimension["start"] + dimension["step"] * numpy.arange(dimension["count"])
