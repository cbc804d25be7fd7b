"""A mount namespace of one's own: full disks and read-only folders that nobody else sees."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pod import REPOSITORY, Pod


@dataclass(frozen=True)
class Namespace:
    holder: int

    @property
    def wrapper(self) -> tuple[str, ...]:
        return ("nsenter", "-t", str(self.holder), "-m", f"--wd={REPOSITORY}")

    def run(self, *command: object) -> None:
        subprocess.run([*self.wrapper, *map(str, command)], check=True, capture_output=True)

    def seen(self, path: Path) -> Path:
        """Where a path of the namespace is found from outside."""
        return Path(f"/proc/{self.holder}/root") / path.relative_to("/")

    def inside(self, pod: Pod) -> Pod:
        return replace(pod, wrapper=self.wrapper)


@contextmanager
def namespace() -> Iterator[Namespace]:
    """Skips the test, saying so, where a new namespace is not to be had."""
    allowed = os.geteuid() == 0 and subprocess.run(
        ["unshare", "-m", "true"], capture_output=True).returncode == 0
    if not allowed:
        pytest.skip("NOT TESTED: a full disk and a read-only mount need root and unshare")
    process = subprocess.Popen(
        ["unshare", "-m", "sh", "-c", "echo ready; exec sleep 600"], stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"ready\n"
    try:
        yield Namespace(process.pid)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
