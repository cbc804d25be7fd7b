"""Small pictures made on the spot, so that no test needs one shipped."""

import random
import struct
import zlib
from pathlib import Path


def png(path: Path, width: int = 320, height: int = 200, seed: int = 7) -> Path:
    """Writes a picture of coloured bands, different for every seed."""
    draw = random.Random(seed)
    bands = [bytes(draw.randrange(256) for _ in range(3)) for _ in range(8)]
    rows = b"".join(b"\0" + bands[row * 8 // height] * width for row in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b""))
    return path
