"""Runs one user's code on arrays that come through a socket, until this is closed."""

import os
import socket
import sys
import traceback
import types
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
LINES = 12

sys.path.insert(0, HERE)
warnings.filterwarnings("ignore")


def main(address, code):
    import exchange

    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        stream = connection.makefile("rwb")
        load = None
        while (message := exchange.receive(stream)) is not None:
            try:
                load = load or _load(code)
                head, body = _run(load, *message)
            except BaseException as failure:
                head, body = {"error": _describe(failure, code)}, b""
            exchange.send(stream, head | {"log": _said()}, body)


def _load(path):
    import functions

    module = types.ModuleType("udf")
    module.__file__ = path
    sys.modules["udf"] = module
    with open(path, encoding="utf-8") as source:
        exec(compile(source.read(), path, "exec"), module.__dict__)
    return functions.find(module)


def _run(load, head, body):
    import arrays
    import xarray

    form, function = load
    given = head["value"] if "value" in head else arrays.read(head, body)
    result = form(function, given, head.get("context") or {})
    if isinstance(result, xarray.DataArray):
        return arrays.write(result, arrays.Labels(head.get("dimensions", [])))
    return {"value": result}, b""


def _said():
    from openeo.udf import debug

    return debug.take()


def _describe(failure, path):
    """What went wrong and where, from the user's own lines on."""
    frames = traceback.extract_tb(failure.__traceback__)
    first = next((i for i, frame in enumerate(frames) if frame.filename == path), len(frames))
    lines = traceback.format_list(frames[first:]) + traceback.format_exception_only(type(failure), failure)
    text = "".join(lines).replace(path, "udf.py").rstrip().split("\n")
    return {"summary": "".join(traceback.format_exception_only(type(failure), failure)).strip().split("\n")[-1], "lines": text[-LINES:]}


main(sys.argv[1], sys.argv[2])
