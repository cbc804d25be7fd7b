"""A pod that serves and works while a test does things to it."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pod import Pod, end
from ports import free_port


class AtWork:
    """A pod that serves and works, and the files that everything it says goes to."""

    def __init__(self, pod: Pod, folder: Path) -> None:
        self.port = free_port()
        self.logs = (folder / "serve.log", folder / "work.log")
        self.processes = [
            pod.start("serve", "--port", self.port, log=self.logs[0]), pod.start("work", log=self.logs[1])]

    def ask(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def read(self, path: str) -> str:
        """What a browser ends up with."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return answer.read().decode()

    def wait(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                if self.ask("/robots.txt") == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"serve did not answer:\n{self.logs[0].read_text()}")


@contextmanager
def at_work(pod: Pod, folder: Path) -> Iterator[AtWork]:
    """Ends both processes as a podmin would, so that the logs are whole afterwards."""
    working = AtWork(pod, folder)
    try:
        working.wait()
        yield working
        for process in working.processes:
            process.terminate()
            process.wait(timeout=60)
    finally:
        for process in working.processes:
            end(process)
    assert "/robots.txt" in working.logs[0].read_text()


def in_two_seconds() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 2))
