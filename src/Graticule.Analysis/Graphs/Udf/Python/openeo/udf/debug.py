"""Messages to the log of the job."""

_said = []


def inspect(data=None, code="User", level="info", message=""):
    """Writes an entry of the log and returns the data."""
    text = message if data is None else f"{message} {data}".strip()
    _said.append({"level": str(level), "code": str(code), "message": str(text)[:10000]})
    return data


def take():
    """What was said since the last time."""
    said = list(_said)
    _said.clear()
    return said
