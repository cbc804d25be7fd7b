"""Waiting for what comes true by itself, and no longer than that."""

import time
from collections.abc import Callable


def until(comes_true: Callable[[], bool], seconds: float = 30, pause: float = 0.05) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if comes_true():
            return True
        time.sleep(pause)
    return comes_true()
