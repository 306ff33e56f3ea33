"""All that a function of the form apply_udf_data gets, and gives back."""

from openeo.udf.structured_data import StructuredData
from openeo.udf.xarraydatacube import XarrayDataCube


class UdfData:
    def __init__(self, proj=None, datacube_list=None, feature_collection_list=None, structured_data_list=None, user_context=None):
        self.proj = proj
        self.feature_collection_list = feature_collection_list
        self.user_context = user_context or {}
        self.server_context = {}
        self.datacube_list = datacube_list
        self.structured_data_list = structured_data_list

    @property
    def datacube_list(self):
        return self._cubes

    @datacube_list.setter
    def datacube_list(self, cubes):
        self._cubes = _all(cubes, XarrayDataCube)

    @property
    def structured_data_list(self):
        return self._values

    @structured_data_list.setter
    def structured_data_list(self, values):
        self._values = _all(values, StructuredData)

    def get_datacube_list(self):
        return self._cubes

    def set_datacube_list(self, cubes):
        self.datacube_list = cubes

    def append_datacube(self, cube):
        self.datacube_list = [*(self._cubes or []), cube]

    def get_structured_data_list(self):
        return self._values

    def set_structured_data_list(self, values):
        self.structured_data_list = values


def _all(things, kind):
    for thing in things or []:
        if not isinstance(thing, kind):
            raise TypeError(f"UdfData holds a list of {kind.__name__}, and got a {type(thing).__name__}")
    return None if things is None else list(things)
