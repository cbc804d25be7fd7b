"""Connections of an attacker: from any loopback address, and deaf to what becomes of them."""

import http.client
import socket
from collections import Counter

ENVELOPE = "application/magic-envelope+xml"


class Sender:
    """Sends from one address over one connection, as long as that lasts, and counts the answers."""

    def __init__(self, port: int, last: int, counts: Counter[str]) -> None:
        self.port, self.address, self.counts = port, f"127.0.0.{last}", counts
        self.connection: http.client.HTTPConnection | None = None

    def post(self, body: bytes, path: str = "/receive/public", kind: str = ENVELOPE) -> int | None:
        """The status of the answer, or None if there was none."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(
                    "127.0.0.1", self.port, timeout=10, source_address=(self.address, 0))
            self.connection.request("POST", path, body, {"Content-Type": kind})
            answer = self.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.counts[type(error).__name__] += 1
            self.close()
            return None
        self.counts[str(answer.status)] += 1
        return answer.status

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def opened(port: int, last: int, counts: Counter[str]) -> socket.socket | None:
    """A bare connection that waits for nobody, from a loopback address by its number."""
    made = socket.socket()
    try:
        made.settimeout(5)
        made.bind((f"127.0.{last >> 8}.{last & 255}", 0))
        made.connect(("127.0.0.1", port))
        made.setblocking(False)
    except OSError as error:
        counts[type(error).__name__] += 1
        made.close()
        return None
    counts["connections"] += 1
    return made


def pushed(connection: socket.socket, some: bytes, counts: Counter[str]) -> bool:
    """Writes what the other side takes at once; false when it has closed."""
    try:
        counts["bytes"] += connection.send(some)
    except BlockingIOError:
        pass
    except OSError:
        counts["closed"] += 1
        connection.close()
        return False
    return not has_ended(connection, counts)


def has_ended(connection: socket.socket, counts: Counter[str]) -> bool:
    """Reads what was answered; whoever was answered or closed is done with."""
    try:
        answer = connection.recv(4096)
    except BlockingIOError:
        return False
    except OSError:
        answer = b""
    first = answer.split(b"\r\n", 1)[0].split(b" ")
    counts[first[1].decode(errors="replace") if len(first) > 1 else "closed"] += 1
    connection.close()
    return True
