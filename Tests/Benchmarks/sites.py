"""The two that are compared, Hugo and Dandelion, each made to publish one corpus."""

import importlib.metadata
import os
import queue
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import IO

import corpus
from measure import TWINS, Cost, cost, marks, resident, until_line, written, yardstick

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SHARED_BENCH", REPOSITORY.parent / "shared" / "bench"))


def make_corpus(folder: Path, count: int) -> Path:
    """The posts: the shared generator's where there is one, else our own's."""
    if len(list(folder.glob("*.md"))) == count:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    shared = SHARED / "make_corpus.py"
    if shared.exists():
        subprocess.run([sys.executable, str(shared), str(folder), str(count)], check=True)
    else:
        corpus.write(folder, count)
    return folder


def set_aside(folder: Path, scratch: Path) -> None:
    """Moves what an earlier run wrote out of the way, to be deleted at the end.

    Deleting it here would be measured: for half a minute afterwards ext4 looks for other inodes than those just freed.
    """
    if folder.exists():
        aside = scratch / "aside"
        aside.mkdir(exist_ok=True)
        folder.rename(aside / str(time.monotonic_ns()))


class Hugo:
    def __init__(self, scratch: Path, posts: Path) -> None:
        package = Path(importlib.metadata.distribution("hugo").locate_file("hugo"))
        self.binary = package / "binaries" / "hugo"
        self.site = scratch / "hugo"
        shutil.rmtree(self.site, ignore_errors=True)
        source = SHARED / "hugo"
        shutil.copytree(source if source.is_dir() else Path(__file__).parent / "site", self.site)
        subprocess.run(["chmod", "-R", "u+w", str(self.site)], check=True)
        (self.site / "content").mkdir(exist_ok=True)
        shutil.copytree(posts, self.site / "content" / "posts")

    @property
    def version(self) -> str:
        said = subprocess.run([self.binary, "version"], capture_output=True, text=True, check=True)
        return re.search(r"v(\d+\.\d+\.\d+)", said.stdout).group(1)

    @property
    def output(self) -> Path:
        return self.site / "public"

    def build(self) -> Cost:
        set_aside(self.output, self.site.parent)
        os.sync()
        return cost([str(self.binary), "--quiet"], self.site)


@dataclass(frozen=True)
class Publication:
    """One post published on a site that stands: how long, how many files, and the yardstick beside it.

    `seconds` is until the command prints its line, when the pages are live; `ended` until it ends.
    """

    seconds: float
    ended: float
    files: int
    alone: float


class Dandelion:
    """A pod of one program. Each has a folder of its own, as an older program cannot read a newer one's."""

    def __init__(self, binary: Path, scratch: Path, posts: Path, name: str = "pod") -> None:
        self.binary, self.posts, self.data = binary, posts, scratch / name
        self.scratch = scratch

    @cached_property
    def without_twins(self) -> list[str]:
        """What has a build leave its twins; an older program makes them with the pages, and knows no such option."""
        said = subprocess.run([self.binary, "help", "build"], capture_output=True, text=True, check=True)
        return ["--no-twins"] if "--no-twins" in said.stdout else []

    def run(self, *arguments: object, given: str = "") -> Cost:
        command = [str(self.binary), "--data", str(self.data), *map(str, arguments)]
        return cost(command, REPOSITORY, given.encode())

    @property
    def version(self) -> str:
        said = subprocess.run([self.binary, "--version"], capture_output=True, text=True, check=False)
        return said.stdout.strip().splitlines()[0] if said.stdout.strip() else "unknown"

    @property
    def output(self) -> Path:
        return self.data / "public"

    def start_over(self) -> None:
        set_aside(self.data, self.scratch)
        self.run("init", "--url", "http://localhost:3000", "--admin", "alice", "--email",
                 "alice@example.org", "--password-stdin", given="correct horse battery staple\n")

    def import_and_build(self) -> tuple[Cost, Cost]:
        """The import, and the build after it until every page is live; the pod is new."""
        self.start_over()
        os.sync()
        imported = self.run("import", "markdown", self.posts, "--as", "alice")
        return imported, self.run("build", *self.without_twins)

    def build(self) -> Cost:
        """A full build into an empty tree, until the last twin."""
        set_aside(self.output, self.scratch)
        os.sync()
        return self.run("build", "--full")

    def build_pages(self) -> Cost:
        """A full build into an empty tree, until every page is live."""
        set_aside(self.output, self.scratch)
        os.sync()
        return self.run("build", "--full", *self.without_twins)

    def post_pages(self) -> int:
        return sum(1 for path in (self.output / "posts").iterdir() if path.suffix == ".html")

    def publish(self, number: int) -> Publication:
        writer = corpus.Writer(seed=1000 + number)
        text = f"# Published {number}\n\n{writer.body()}\n\n#garden #{writer.tags[number]}\n"
        before = marks(self.output)
        os.sync()
        said, ended = until_line(
            [str(self.binary), "--data", str(self.data), "post", "new", "-", "--as", "alice", "--public"],
            REPOSITORY, text.encode())
        files = written(before, marks(self.output))
        if self.without_twins:
            files = [file for file in files if file.suffix not in TWINS]
        if not any(file.parent.name == "posts" for file in files):
            raise RuntimeError("publishing wrote no page of the post")
        os.sync()
        alone = yardstick(files, set(before), self.output, self.scratch / "yardstick")
        set_aside(self.scratch / "yardstick", self.scratch)
        return Publication(said, ended, len(files), alone)

    def publish_warm(self, numbers: range) -> list[Publication]:
        """Posts that a running `serve` publishes as their time has come.

        Counted is from the line of its log that says that the post is stored to the one that says that pages are built.
        """
        port = free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DANDELION")}
        process = subprocess.Popen(
            [str(self.binary), "--data", str(self.data), "serve", "--port", str(port)], cwd=REPOSITORY,
            env=kept | {"LOG_LEVEL": "info"}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        lines: queue.Queue[tuple[float, bytes]] = queue.Queue()
        threading.Thread(target=stamp, args=(process.stderr, lines), daemon=True).start()
        try:
            wait_for(port, process)
            # Imported posts are signed first, on all processors.
            wait_for_rest(process.pid)
            found = []
            for number in numbers:
                wait_for_silence(lines)
                found.append(self._publish_due(number, lines))
            return found
        finally:
            process.terminate()
            process.wait()

    def _publish_due(self, number: int, lines: "queue.Queue[tuple[float, bytes]]") -> Publication:
        writer = corpus.Writer(seed=5000 + number)
        text = f"# Due {number}\n\n{writer.body()}\n\n#garden #{writer.tags[number]}\n"
        before = marks(self.output)
        os.sync()
        at = datetime.now(timezone.utc) + timedelta(seconds=3)
        self.run("post", "new", "-", "--as", "alice", "--public", "--at", at.strftime("%Y-%m-%dT%H:%M:%SZ"), given=text)
        stored = built = 0.0
        while not built:
            moment, line = lines.get(timeout=60)
            if b"published what was due" in line:
                stored = moment
            elif stored and b"built pages" in line:
                built = moment
        # Signed documents follow by themselves, and twins, which begin in `.new`.
        files = [file for file in written(before, marks(self.output))
                 if file.suffix not in TWINS and not {"fetch", ".new"} & set(file.relative_to(self.output).parts)]
        alone = yardstick(files, set(before), self.output, self.scratch / "yardstick")
        set_aside(self.scratch / "yardstick", self.scratch)
        return Publication(built - stored, built - stored, len(files), alone)

    def start_up(self) -> float:
        """Seconds the binary takes to say its version: what starting costs every command."""
        return min(cost([str(self.binary), "--version"], REPOSITORY).seconds for _ in range(5))

    def idle(self, settle: float) -> tuple[int, int]:
        """Memory of `serve` at rest, in bytes, after it has answered a hundred requests.

        At rest: a pod that comes to work signs its new posts and writes their documents first.
        """
        port = free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DANDELION")}
        process = subprocess.Popen(
            [str(self.binary), "--data", str(self.data), "serve", "--port", str(port)],
            cwd=REPOSITORY, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(port, process)
            for _ in range(100):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).read()
            wait_for_rest(process.pid)
            time.sleep(settle)
            return resident(process.pid)
        finally:
            process.terminate()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def stamp(words: IO[bytes], lines: "queue.Queue[tuple[float, bytes]]") -> None:
    """Notes when each line came."""
    for line in words:
        lines.put((time.perf_counter(), line))


def wait_for_silence(lines: "queue.Queue[tuple[float, bytes]]") -> None:
    """Reads lines until none came for two seconds."""
    while True:
        try:
            lines.get(timeout=2)
        except queue.Empty:
            return


def wait_for_rest(pid: int) -> None:
    """Waits until a process has used less than a tenth of a second of processor time in three seconds."""
    before = float("-inf")
    deadline = time.monotonic() + 1_200
    while time.monotonic() < deadline:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        now = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        if now - before < 0.1:
            return
        before = now
        time.sleep(3)
    raise RuntimeError("serve does not come to rest")


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt", timeout=5).read()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("serve did not answer")
