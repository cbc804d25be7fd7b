"""What one measurement found."""

from dataclasses import dataclass

from report import Row


@dataclass(frozen=True)
class Finding:
    """`share` is what was found as a part of what must be reached: 1 and more is enough."""

    row: Row
    label: str
    share: float
    notes: tuple[str, ...] = ()
