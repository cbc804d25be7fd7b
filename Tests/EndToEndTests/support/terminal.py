"""A command at a terminal of its own, as a person types at it."""

import fcntl
import os
import pty
import re
import select
import subprocess
import termios
import time
from pathlib import Path

from pod import end


class Terminal:
    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        self.said = ""
        self.main, side = pty.openpty()
        # A password is asked for at the controlling terminal, which a process group of its own begins without.
        self.process = subprocess.Popen(
            command, stdin=side, stdout=side, stderr=side, cwd=folder, env=environment, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(side)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        end(self.process)
        os.close(self.main)

    def answers(self, question: str, line: str) -> None:
        """Waits until the command asks, and types a line."""
        before = len(self.said)
        assert self._read(lambda: question in self.said[before:]), self.said
        os.write(self.main, (line + "\n").encode())

    def finish(self) -> int:
        """The exit code, once all that was said is read."""
        self._read(lambda: False)
        return self.process.wait(30)

    @property
    def text(self) -> str:
        return re.sub(r"\r+\n", "\n", self.said)

    def _read(self, is_enough, seconds: float = 60) -> bool:
        """Reads until something was said, or the other side is closed."""
        deadline = time.monotonic() + seconds
        while not is_enough():
            if not select.select([self.main], [], [], max(0, deadline - time.monotonic()))[0]:
                return False
            try:
                said = os.read(self.main, 65_536)
            except OSError:  # The side of the command is closed.
                said = b""
            if not said:
                return False
            self.said += said.decode(errors="replace")
        return True
