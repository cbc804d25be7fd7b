"""The pods that take what is sent: sink.c, and the messages it answered."""

import socket
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from peers.programs import Programs

SYSTEM = Path("/etc/ssl/certs/ca-certificates.crt")


@dataclass(frozen=True)
class Arrived:
    """A message that was answered, at a monotonic time."""

    at: float
    pod: str
    path: str
    connection: int


def address(pod: int) -> str:
    return f"127.1.{pod // 250}.{pod % 250 + 1}"


class Sinks:
    """`count` pods, the last `silent` of which take connections and never answer.

    The protocol is "h2", "http/1.1" or "plain". `nobody` is a port at which all connections are refused.
    """

    def __init__(self, programs: Programs, scratch: Path, count: int, *, silent: int = 0, round_trip: int = 0,
                 protocol: str = "h2", port: int = 0) -> None:
        self.authority = scratch / "authority.pem"
        with socket.socket() as probe:
            probe.bind(("", port))
            self.port = probe.getsockname()[1]
        # Bound, not listening: nobody is there, and nobody else can be.
        self.held = socket.socket()
        self.held.bind(("", 0))
        self.nobody = self.held.getsockname()[1]
        self.arrived: list[Arrived] = []
        self.process = subprocess.Popen(
            [programs.path("sink"), str(self.port), str(count), str(silent), str(round_trip), protocol,
             self.authority],
            stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError("the sinks did not start")
        if protocol != "plain" and SYSTEM.exists():
            # As long a list of authorities as every pod has that trusts those of its system.
            self.authority.write_text(SYSTEM.read_text() + self.authority.read_text())
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self) -> None:
        for line in self.process.stdout:
            at, pod, path, connection = line.split()
            self.arrived.append(Arrived(float(at), pod, path, int(connection)))

    def wait_for(self, count: int, patience: float) -> list[Arrived]:
        """The first answer to each of `count` inboxes, oldest first, or those there were when patience ended."""
        deadline = time.monotonic() + patience
        while True:
            first: dict[tuple[str, str], Arrived] = {}
            for message in list(self.arrived):
                first.setdefault((message.pod, message.path), message)
            if len(first) >= count or time.monotonic() > deadline:
                return sorted(first.values(), key=lambda message: message.at)
            time.sleep(0.05)

    def __enter__(self) -> "Sinks":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        self.held.close()
