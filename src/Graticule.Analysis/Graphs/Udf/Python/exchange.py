"""Messages between the server's worker and the process that runs functions: a JSON head and the bytes of an array."""

import json
import struct

LENGTHS = struct.Struct("<qq")


def receive(stream):
    """Head and bytes; None at the end."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack(lengths)
    return json.loads(stream.read(head)), stream.read(body)


def send(stream, head, body=b""):
    text = json.dumps(head).encode()
    body = memoryview(body).cast("B")
    stream.write(LENGTHS.pack(len(text), body.nbytes))
    stream.write(text)
    stream.write(body)
    stream.flush()
