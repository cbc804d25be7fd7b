"""A network of a test's own, with an address that is public everywhere else."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

# Of a range that the guard takes for the public internet; nothing leaves the test's own network.
ADDRESS = "9.9.9.9"


@contextmanager
def network() -> Iterator[tuple[str, ...]]:
    """The command that runs another in a network of its own, which has the address."""
    made = os.geteuid() == 0 and subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode == 0
    if not made:
        pytest.skip("NOT TESTED: a network of one's own needs root and unshare")
    process = subprocess.Popen(
        ["unshare", "-n", "sh", "-c",
         f"ip link set lo up && ip addr add {ADDRESS}/32 dev lo && echo ready; exec sleep 600"],
        stdout=subprocess.PIPE)
    try:
        if not process.stdout or process.stdout.readline() != b"ready\n":
            pytest.skip("NOT TESTED: the network of the test has no address (is `ip` of iproute2 there?)")
        yield ("nsenter", "-t", str(process.pid), "-n")
    finally:
        process.kill()
        process.wait()
