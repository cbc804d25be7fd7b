"""Counts how often a file is written anew while something else happens."""

import threading
from pathlib import Path


class Rebuilds:
    def __init__(self, path: Path) -> None:
        self.path, self.count, self.last = path, 0, self.mark(path)
        self.is_over = threading.Event()
        self.watcher = threading.Thread(target=self.watch, daemon=True)

    @staticmethod
    def mark(path: Path) -> tuple[int, int] | None:
        try:
            state = path.stat()
        except FileNotFoundError:
            return None
        return state.st_ino, state.st_mtime_ns

    def watch(self) -> None:
        while not self.is_over.wait(0.02):
            mark = self.mark(self.path)
            if mark != self.last:
                self.count, self.last = self.count + 1, mark

    def __enter__(self) -> "Rebuilds":
        self.watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.watcher.join()
