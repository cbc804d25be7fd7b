"""Ports for servers that cannot be told to take any free one."""

import itertools
import os
import socket
from collections.abc import Iterator
from pathlib import Path

RANGE_OF_CONNECTIONS = Path("/proc/sys/net/ipv4/ip_local_port_range")
COUNT = 12_000
WORKERS = 4


def free_port() -> int:
    """A port that nobody listens at, and that this process has not named before.

    It stands below those the system gives to connections on their way out and to servers that take any port:
    one of those could be given away again between being found free and being listened at.
    """
    return next(port for port in candidates if is_free(port))


def share_of_this_worker() -> Iterator[int]:
    """The ports of this worker of pytest-xdist, round and round, from a place that differs by process."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % WORKERS
    count = COUNT // WORKERS
    first = first_port() + worker * count
    return (first + number % count for number in itertools.count(os.getpid() * 37))


def first_port() -> int:
    try:
        lowest = int(RANGE_OF_CONNECTIONS.read_text().split()[0])
    except OSError:
        lowest = 32_768
    return lowest - COUNT if lowest > COUNT + 2_048 else 20_000


def is_free(port: int) -> bool:
    """Whether all addresses of both families can be listened at: some servers take all."""
    for family, address in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
        try:
            with socket.socket(family) as probe:
                if family == socket.AF_INET6:
                    probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                probe.bind((address, port))
        except OSError:
            if family == socket.AF_INET6 and not has_ipv6():
                continue
            return False
    return True


def has_ipv6() -> bool:
    """Whether this machine has a loopback address of IPv6."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        return True
    except OSError:
        return False


candidates = share_of_this_worker()
