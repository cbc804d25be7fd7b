"""What the benchmark found, as a table for the terminal, a page for docs/ and a small chart."""

import os
import platform
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Row:
    work: str
    found: str
    limit: str
    reached: bool


@dataclass(frozen=True)
class Bar:
    """A share of Hugo's time or memory, and what it may be at most."""

    label: str
    share: float
    limit: float


def megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"


def machine(scratch: Path) -> str:
    """The machine in words, without its name."""
    processor = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    system = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
    return (
        f"{len(os.sched_getaffinity(0))} cores ({processor.group(1) if processor else platform.machine()}), "
        f"{int(memory.group(1)) / 1024 / 1024:.0f} GiB of memory, {file_system(scratch)}, "
        f"{system.group(1) if system else 'Linux'}, kernel {platform.release().split('-')[0]}")


def file_system(path: Path) -> str:
    """The file system that holds a path."""
    best = ("", "unknown file system")
    for line in Path("/proc/mounts").read_text().splitlines():
        _, place, kind, *_ = line.split()
        if str(path.resolve()).startswith(place) and len(place) >= len(best[0]):
            best = (place, kind)
    return best[1]


def text(rows: list[Row]) -> str:
    """The table as a terminal shows it."""
    head = Row("work", "found", "must reach", True)
    widths = [max(len(value) for value in column) for column in zip(*(
        (row.work, row.found, row.limit) for row in [head, *rows]))]
    lines = []
    for row in [head, *rows]:
        verdict = "" if row is head else "reached" if row.reached else "MISSED"
        cells = [value.ljust(width) for value, width in zip((row.work, row.found, row.limit), widths)]
        lines.append("  ".join([*cells, verdict]).rstrip())
    return "\n".join(lines)


def markdown(rows: list[Row], described: str, versions: str, notes: list[str]) -> str:
    lines = [
        "# Benchmarks", "",
        "Written by `make bench`; do not edit. Hugo and Dandelion publish the same posts as the same pages, in turn,",
        "best of three runs each, files warm. Dandelion also writes the search index, JSON Feeds and feed archives, and",
        "syncs; Hugo does not. The gzip and Brotli twins of files come after the pages, and are counted where it says so.", "",
        "![Shares of Hugo's time and memory](benchmarks.svg)", "",
        "| work | found | must reach | |", "|---|---|---|---|",
        *(f"| {row.work} | {row.found} | {row.limit} | {'reached' if row.reached else '**missed**'} |"
          for row in rows),
        "", f"{versions}, on {described}; {date.today():%-d %B %Y}.", "",
        *(f"- {note}" for note in notes), ""]
    return "\n".join(lines)


STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #23231c; }
  .soft { fill: #5f5f55; } .track { fill: #e6e5dd; } .bar { fill: #3f7d2a; } .limit { stroke: #23231c; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    text { fill: #ecebe2; } .soft { fill: #b5b4a8; } .track { fill: #43433a; } .bar { fill: #a5d86e; } .limit { stroke: #ecebe2; }
  }
"""


def chart(bars: list[Bar]) -> str:
    """Horizontal bars: the whole track is Hugo, the mark is what must be reached."""
    width, left, right, step = 720, 230, 64, 38
    track = width - left - right
    height = 46 + step * len(bars)
    shapes = []
    for number, bar in enumerate(bars):
        top = 40 + step * number
        filled = track * min(bar.share, 1)
        mark = left + track * bar.limit
        shapes.append(
            f'<text x="{left - 12}" y="{top + 16}" text-anchor="end">{escape(bar.label)}</text>'
            f'<rect class="track" x="{left}" y="{top}" width="{track}" height="22" rx="3"/>'
            f'<rect class="bar" x="{left}" y="{top}" width="{filled:.1f}" height="22" rx="3"/>'
            f'<line class="limit" x1="{mark:.1f}" x2="{mark:.1f}" y1="{top - 4}" y2="{top + 26}"/>'
            f'<text x="{width - right + 10}" y="{top + 16}">{bar.share * 100:.0f} %</text>')
    words = "; ".join(f"{bar.label} {bar.share * 100:.0f} %" for bar in bars)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">\n'
        f'<title id="title">Dandelion as a share of Hugo: {escape(words)}</title>\n<style>{STYLE}</style>\n'
        f'<text class="soft" x="{left}" y="22">the whole bar is Hugo; the mark is what must be reached</text>\n'
        + "\n".join(shapes) + "\n</svg>\n")
