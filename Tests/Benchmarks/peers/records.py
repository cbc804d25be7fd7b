"""Records as the C programs read and write them: four bytes of length, least significant first, and the bytes."""

import struct
from collections.abc import Iterable, Iterator


def packed(records: Iterable[bytes]) -> bytes:
    return b"".join(struct.pack("<I", len(record)) + record for record in records)


def unpacked(data: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(data):
        (size,) = struct.unpack_from("<I", data, place)
        yield data[place + 4:place + 4 + size]
        place += 4 + size
