"""Wall time and memory of commands, and what writing the same files alone takes."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run took.

    `peak` is the largest resident set, in bytes, of any one process of the run, as the kernel counts it (`ru_maxrss`).
    """

    seconds: float
    peak: int

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.seconds + other.seconds, max(self.peak, other.peak))


def cost(command: list[str], directory: Path, given: bytes = b"", **environment: str) -> Cost:
    """Runs a command to its end; raises with its words if it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DANDELION")}
    reading, writing = os.pipe()
    os.write(writing, given)
    os.close(writing)
    words = Path(os.environ.get("TMPDIR", "/tmp")) / f"dandelion-bench-{os.getpid()}"
    with words.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=directory, stdin=reading, stdout=output, stderr=output,
            env=kept | {"LANG": "C.UTF-8", "NO_COLOR": "1"} | environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    os.close(reading)
    said = words.read_text(errors="replace")
    words.unlink()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    return Cost(seconds, usage.ru_maxrss * 1024)


def until_line(command: list[str], directory: Path, given: bytes = b"") -> tuple[float, float]:
    """Seconds until a command prints its first line, and until it ends; raises with its words if it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DANDELION")}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=directory, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=kept | {"LANG": "C.UTF-8", "NO_COLOR": "1"})
    process.stdin.write(given)
    process.stdin.close()
    line = process.stdout.readline()
    said = time.perf_counter() - started
    rest = process.stdout.read() + process.stderr.read()
    process.wait()
    ended = time.perf_counter() - started
    if process.returncode or not line:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{rest.decode(errors='replace')[-2000:]}")
    return said, ended


def least(costs: list[Cost]) -> Cost:
    """The best of several runs: time and memory each."""
    return Cost(min(run.seconds for run in costs), min(run.peak for run in costs))


def marks(root: Path) -> dict[str, tuple[int, int, int]]:
    """Every file of a tree with what changes when it is written anew: inode, time, size."""
    found: dict[str, tuple[int, int, int]] = {}
    waiting = [str(root)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    state = entry.stat(follow_symlinks=False)
                    found[entry.path] = (state.st_ino, state.st_mtime_ns, state.st_size)
    return found


def written(before: dict[str, tuple[int, int, int]], after: dict[str, tuple[int, int, int]]) -> list[Path]:
    """The files that were made or made anew between two looks at a tree."""
    return [Path(path) for path, mark in after.items() if before.get(path) != mark]


TWINS = (".gz", ".br")


def yardstick(files: list[Path], replaced: set[str], root: Path, scratch: Path) -> float:
    """Seconds that removing the twins of files and writing and syncing the same bytes alone takes.

    That is: two names removed of those that were `replaced`, temporary file, fsync, rename, and each folder once.
    """
    contents = [(scratch / file.relative_to(root), file.read_bytes()) for file in files]
    folders = {path.parent for path, _ in contents}
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    twins = {path: [Path(f"{path}{ending}") for ending in TWINS if f"{file}{ending}" in replaced]
             for file, (path, _) in zip(files, contents)}
    for path, data in contents:
        for twin in twins[path]:
            twin.write_bytes(data[: len(data) // 4])
    os.sync()
    started = time.perf_counter()
    for path, data in contents:
        for twin in twins[path]:
            os.unlink(twin)
        temporary = f"{path}.new"
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(handle, data)
        os.fsync(handle)
        os.close(handle)
        os.rename(temporary, path)
    for folder in folders:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(handle)
        os.close(handle)
    return time.perf_counter() - started


def twins(folder: Path, scratch: Path, output: Path | None = None) -> float | None:
    """Seconds that compressing a tree's files takes on two threads, and nothing else but writing them if `output` is given.

    None without a C compiler.
    """
    compiler = shutil.which("clang") or shutil.which("cc")
    if not compiler:
        return None
    program = scratch / "twins"
    source = Path(__file__).with_name("twins.c")
    subprocess.run(
        [compiler, "-O2", source, "-o", program, "-ldeflate", "-lbrotlienc", "-lpthread"], check=True)
    names = "\n".join(
        str(path) for path in folder.rglob("*") if path.is_file() and path.suffix not in TWINS)
    command = [str(program)]
    if output:
        output.mkdir(parents=True)
        command.append(str(output))
        os.sync()
    said = subprocess.run(command, input=names, capture_output=True, text=True, check=True)
    return float(said.stdout.split()[0])


def resident(process: int) -> tuple[int, int]:
    """A process's own memory (RssAnon and RssShmem) and all that is resident of it, in bytes."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    sizes = {
        line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines if line.endswith(" kB")}
    return sizes["RssAnon"] + sizes["RssShmem"], sizes["VmRSS"]
