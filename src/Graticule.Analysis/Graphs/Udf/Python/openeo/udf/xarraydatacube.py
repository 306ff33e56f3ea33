"""A data cube: an xarray.DataArray in a thin wrapping."""

import xarray


class XarrayDataCube:
    def __init__(self, array):
        if not isinstance(array, xarray.DataArray):
            raise TypeError(f"XarrayDataCube needs an xarray.DataArray, not {type(array).__name__}")
        self._array = array

    @classmethod
    def from_dataarray(cls, array):
        return cls(array)

    @property
    def array(self):
        return self._array

    @property
    def id(self):
        return self._array.name

    def get_array(self):
        return self._array

    def to_dict(self):
        return self._array.to_dict()

    @classmethod
    def from_dict(cls, members):
        return cls(xarray.DataArray.from_dict(members))

    def __repr__(self):
        return f"XarrayDataCube({self._array.dims}, {self._array.shape})"
