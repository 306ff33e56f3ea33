"""A value that is no data cube."""


class StructuredData:
    def __init__(self, data, description=None, type=None):
        self.data = data
        self.description = description or ""
        self.type = type or {dict: "dict", list: "list"}.get(data.__class__, "scalar")
