"""The messages between the program and a worker: a JSON header and raw bytes, both with their lengths before them."""

from __future__ import annotations

import json
import struct
from typing import IO, Any, Final

_LENGTHS: Final = struct.Struct(">II")
FOLDER_VARIABLE: Final = "VOICECOACH_WORKER_FOLDER"  # a worker's temporary files, deleted with it
LONGEST_HEADER: Final = 1 << 20
LONGEST_PAYLOAD: Final = 1 << 29


class BrokenMessageError(Exception):
    """The other end is gone in the middle of a message, or says something else."""


def write_message(stream: IO[bytes], header: dict[str, Any], payload: bytes = b"") -> None:
    encoded = json.dumps(header).encode("ascii")
    stream.write(_LENGTHS.pack(len(encoded), len(payload)) + encoded + payload)
    stream.flush()


def read_message(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Return the next message, or None if the stream ends between two. Raises BrokenMessageError."""
    lengths = stream.read(_LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise BrokenMessageError("cut off")
    header_length, payload_length = _LENGTHS.unpack(lengths)
    if header_length > LONGEST_HEADER or payload_length > LONGEST_PAYLOAD:
        raise BrokenMessageError("not a message")
    encoded, payload = stream.read(header_length), stream.read(payload_length)
    if len(encoded) < header_length or len(payload) < payload_length:
        raise BrokenMessageError("cut off")
    try:
        header = json.loads(encoded)
    except ValueError as failure:
        raise BrokenMessageError("not a message") from failure
    if not isinstance(header, dict):
        raise BrokenMessageError("not a message")
    return header, payload
