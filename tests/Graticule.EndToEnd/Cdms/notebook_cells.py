"""Runs the code of a notebook that was saved as text, cell by cell, with another host; prints what it left, as JSON.

Arguments: the text, the host. A cell begins with "In [n]:"; its code is followed, without a mark, by what it printed, so that its code is taken to be
the longest part that is Python and does not begin a JSON document.
"""
import json
import re
import sys


def cells(text):
    for part in re.split(r"^In \[\d+\]:\n", text, flags=re.M)[1:]:
        lines = part.split("\n")
        if "{" in lines:
            lines = lines[: lines.index("{")]
        for end in range(len(lines), 0, -1):
            try:
                yield compile("\n".join(lines[:end]), "<cell>", "exec"), "\n".join(lines[:end])
                break
            except SyntaxError:
                continue


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    text, hosts = re.subn(r"^CDMS_HOST = .*$", f"CDMS_HOST = {sys.argv[2]!r}", text, flags=re.M)
    if hosts != 1:
        sys.exit("The notebook names no host.")
    names, count, left = {"__name__": "notebook"}, 0, []
    for code, source in cells(text):
        exec(code, names)
        count += 1
        if "json.dumps" in source:
            left.append(names["response_json"])
    print(json.dumps({"cells": count, "elapsed": names["time_elapsed"], "documents": left}))


main()
