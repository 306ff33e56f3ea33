"""Data and messages of user-defined functions, by the names that the openEO client gives them."""

from openeo.udf.debug import inspect
from openeo.udf.structured_data import StructuredData
from openeo.udf.udf_data import UdfData
from openeo.udf.xarraydatacube import XarrayDataCube

DataCube = XarrayDataCube

__all__ = ["DataCube", "StructuredData", "UdfData", "XarrayDataCube", "inspect"]
