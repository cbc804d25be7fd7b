"""A network of a test's own, with an address that is public everywhere else."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from authority import Authority
from pod import Pod

# The port of `serve`, behind the web server.
INNER = 3000
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


def pod_at_the_address(dandelion: Path, folder: Path, authority: Authority, wrapper: tuple[str, ...]) -> Pod:
    """A new pod of the network's address, behind a web server with a certificate of the authority."""
    return Pod(dandelion, folder / "var", f"https://{ADDRESS}", wrapper=wrapper, settings=(
        ("DANDELION_ENVIRONMENT_CERTIFICATE_AUTHORITIES", str(authority.certificate)),
        ("DANDELION_SERVER_LISTEN", f"127.0.0.1:{INNER}"))).init()
