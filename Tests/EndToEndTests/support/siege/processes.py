"""The hostile pod and the attackers, each a process of its own, so that nobody here waits for them."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from siege.target import Target

FOLDER = Path(__file__).resolve().parent.parent


@contextmanager
def hostile_pod(address: str, public_pem: str) -> Iterator[str]:
    """Its host and port, for as long as it runs."""
    process = _python("siege.hostile_pod", address)
    try:
        assert process.stdin and process.stdout
        process.stdin.write(public_pem)
        process.stdin.close()
        yield process.stdout.readline().strip()
    finally:
        _end(process)


@contextmanager
def plain_server(folder: Path) -> Iterator[int]:
    """The port of a server beside the pod, which shows what this machine can do at the moment."""
    process = _python("http.server", "--bind", "127.0.0.5", "--directory", str(folder), "0")
    try:
        assert process.stdout
        yield int(process.stdout.readline().split(" port ")[1].split()[0])
    finally:
        _end(process)


@contextmanager
def attackers(names: list[str], target: Target) -> Iterator[dict[str, subprocess.Popen[str]]]:
    """Started together, and ended whatever happens."""
    started = {name: _python("siege.attacks", name) for name in names}
    try:
        for process in started.values():
            assert process.stdin
            process.stdin.write(target.text)
            process.stdin.close()
        yield started
    finally:
        for process in started.values():
            _end(process)


def counted(process: subprocess.Popen[str], seconds: float) -> Counter[str]:
    """What an attacker says it did, once it is done."""
    process.wait(timeout=seconds)
    assert process.stdout and process.stderr
    said = process.stdout.read()
    assert process.returncode == 0, process.stderr.read()
    return Counter(json.loads(said))


def _python(module: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-u", "-m", module, *arguments], cwd=FOLDER, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            stream.close()
