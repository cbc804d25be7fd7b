"""Connections that are kept, and bytes that are no HTTP."""

import random
import socket
from collections import Counter
from collections.abc import Callable

from siege.target import Target
from siege.wire import has_ended, opened, pushed

HEAD = (b"POST /receive/public HTTP/1.1\r\nHost: x\r\nContent-Type: application/magic-envelope+xml\r\n"
        b"Content-Length: %d\r\n\r\n")
BODY = 4 << 20


def half_sent_bodies(target: Target) -> Counter[str]:
    """240 bodies of 4 MB from twelve addresses, all but the last byte sent."""
    counts: Counter[str] = Counter()
    left: dict[socket.socket, int] = {}
    some = b" " * 65_536
    for _ in target.rounds(100_000, 0.05):
        _refill(left, 240, lambda number: opened(target.port, 20 + number % 12, counts), HEAD % BODY, counts, BODY - 1)
        for connection, missing in list(left.items()):
            before = counts["bytes"]
            if not pushed(connection, some[:missing] if missing else b"", counts):
                del left[connection]
            else:
                left[connection] = missing - (counts["bytes"] - before)
    return _closed(left, counts)


def slow_bodies(target: Target) -> Counter[str]:
    """Bodies at a byte a second from four addresses."""
    counts: Counter[str] = Counter()
    left: dict[socket.socket, int] = {}
    for _ in target.rounds(100_000, 1):
        _refill(left, 100, lambda number: opened(target.port, 32 + number % 4, counts), HEAD % 10_000, counts, 10_000)
        for connection in list(left):
            if not pushed(connection, b"x", counts):
                del left[connection]
    return _closed(left, counts)


def idle_connections(target: Target) -> Counter[str]:
    """A thousand connections from one address, some without a word, some with half a head."""
    counts: Counter[str] = Counter()
    left: dict[socket.socket, int] = {}
    for number in target.rounds(100_000, 1):
        _refill(left, 1_000, lambda _: opened(target.port, 36, counts),
                b"" if number % 2 else b"GET / HTTP/1.1\r\nX-Half: ", counts, 0)
        for connection in list(left):
            if not pushed(connection, b"", counts):
                del left[connection]
    return _closed(left, counts)


def silent_crowd(target: Target) -> Counter[str]:
    """Four silent connections from each of 600 addresses, more than the pod has places."""
    counts: Counter[str] = Counter()
    left: dict[socket.socket, int] = {}
    for number in target.rounds(100_000, 0.3):
        _refill(left, 2_400, lambda number: opened(target.port, 1_024 + number % 600, counts), b"", counts, 0)
        # A few at a time: to look at all of them would keep the machine busy, not the pod.
        for connection in list(left)[number % 20::20]:
            if has_ended(connection, counts):
                del left[connection]
    return _closed(left, counts)


def raw_garbage(target: Target) -> Counter[str]:
    """What no client sends: a fresh connection for each."""
    counts: Counter[str] = Counter()
    draw = random.Random(10)
    pieces = [
        b"GET /%CC%81x HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
        b"POST /receive/public HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /receive/public HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nabcdefg",
        b"POST /receive/public HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", b"GET //etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", b"\0" * 5_000, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        b"GET /%00%0a%0d2026-01-01T00:00:00+0000%20error%20FORGED%20LINE HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nRange: bytes=" + b"0-1," * 5_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 500,
    ]
    for number in target.rounds(20_000, 0.02):
        connection = opened(target.port, 37 + number % 3, counts)
        if connection is not None:
            pushed(connection, draw.choice([*pieces, draw.randbytes(draw.randrange(1, 3_000))]), counts)
            connection.close()
    return counts


def _refill(
    left: dict[socket.socket, int], most: int, connect: Callable[[int], socket.socket | None], head: bytes,
    counts: Counter[str], missing: int,
) -> None:
    """Opens up to twenty at a time, until there are so many."""
    for number in range(min(20, most - len(left))):
        made = connect(counts["connections"])
        if made is not None and (not head or pushed(made, head, counts)):
            left[made] = missing


def _closed(left: dict[socket.socket, int], counts: Counter[str]) -> Counter[str]:
    counts["kept to the end"] = len(left)
    for connection in left:
        connection.close()
    return counts
