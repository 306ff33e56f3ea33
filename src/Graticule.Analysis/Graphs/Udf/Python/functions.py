"""The forms in which users write functions, and how each is called."""

import inspect

import numpy
import pandas
import xarray

from openeo.udf import StructuredData, UdfData, XarrayDataCube


def find(module):
    """The function of the module, as one that takes and gives arrays."""
    for name, form in FORMS.items():
        function = getattr(module, name, None)
        if callable(function):
            return form, function
    raise LookupError(f"the code defines no function of one of the names {', '.join(FORMS)}")


def _datacube(function, array, context):
    result = _call(function, array if _wants_array(function) else XarrayDataCube(array), context)
    return _array(result, array)


def _timeseries(function, array, context):
    time = next((name for name in array.dims if array.coords[name].dtype.kind == "M"), None)
    if time is None:
        raise ValueError(f"apply_timeseries needs a dimension of times, and there are {', '.join(map(str, array.dims))}")
    others = [name for name in array.dims if name != time]
    turned = array.transpose(*others, time)
    index = pandas.DatetimeIndex(turned.coords[time].values)
    series = turned.values.reshape(-1, len(index))
    results = [_call(function, pandas.Series(numbers, index=index), context) for numbers in series]
    coordinates = {name: turned.coords[name] for name in others}
    if not isinstance(results[0], pandas.Series):
        cells = numpy.array(results, dtype=float).reshape([turned.sizes[name] for name in others])
        return xarray.DataArray(cells, dims=others, coords=coordinates)
    if len({len(result) for result in results}) > 1:
        raise ValueError("apply_timeseries gave series of different lengths")
    cells = numpy.stack([result.to_numpy(dtype=float) for result in results])
    kept = results[0].index
    coordinates[time] = kept.values if isinstance(kept, pandas.DatetimeIndex) else numpy.arange(len(kept))
    return xarray.DataArray(cells.reshape([turned.sizes[name] for name in others] + [len(kept)]), dims=[*others, time], coords=coordinates).transpose(*array.dims)


def _udf_data(function, array, context):
    is_value = not isinstance(array, xarray.DataArray)
    data = UdfData(
        datacube_list=None if is_value else [XarrayDataCube(array)],
        structured_data_list=[StructuredData(array)] if is_value else None,
        user_context=context,
    )
    result = function(data)
    data = data if result is None else result
    if not isinstance(data, UdfData):
        raise TypeError(f"apply_udf_data must give back a UdfData, not a {type(data).__name__}")
    if data.get_datacube_list():
        return _array(data.get_datacube_list()[0], array)
    if data.get_structured_data_list():
        return data.get_structured_data_list()[0].data
    raise ValueError("apply_udf_data gave back neither a data cube nor structured data")


def _call(function, data, context):
    """Functions may leave the context out."""
    takes = inspect.signature(function).parameters.values()
    is_open = any(parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD) for parameter in takes)
    if "context" in [parameter.name for parameter in takes] or any(parameter.kind == parameter.VAR_KEYWORD for parameter in takes):
        return function(data, context=context)
    return function(data, context) if len(takes) > 1 or is_open else function(data)


def _wants_array(function):
    """Whether the first parameter is declared to be an array of xarray."""
    first = next(iter(inspect.signature(function).parameters.values()), None)
    declared = None if first is None else first.annotation
    return declared is xarray.DataArray or (isinstance(declared, str) and declared.endswith("DataArray"))


def _array(result, given):
    if isinstance(result, XarrayDataCube):
        return result.get_array()
    if isinstance(result, xarray.DataArray):
        return result
    if isinstance(result, xarray.Dataset):
        return result.to_array(dim="bands")
    if isinstance(result, numpy.ndarray) and isinstance(given, xarray.DataArray) and result.ndim == given.ndim:
        coordinates = {name: given.coords[name] for name, size in zip(given.dims, result.shape) if size == given.sizes[name]}
        return xarray.DataArray(result, dims=given.dims, coords=coordinates)
    if isinstance(result, (bool, int, float, numpy.number, numpy.bool_)):
        return xarray.DataArray(result)
    raise TypeError(f"the function must give back a data cube, not a {type(result).__name__}")


FORMS = {
    "apply_datacube": _datacube,
    "apply_hypercube": _datacube,
    "apply_timeseries": _timeseries,
    "apply_udf_data": _udf_data,
}
