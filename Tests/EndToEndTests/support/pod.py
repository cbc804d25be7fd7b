"""A pod under test: a data folder, and the `dandelion` binary run on it."""

import json
import os
import re
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from judges.tree import Tree

REPOSITORY = Path(__file__).resolve().parents[3]
PASSWORD = "correct horse battery staple"

# What no message to a person may hold: the marks of a crash, a trace or an error printed raw.
CRASH = re.compile(
    r"Fatal error|Precondition failed|Assertion failed|Current stack trace|Thread \d+ crashed|"
    r"Backtrace|SIGSEGV|SIGILL|SIGTRAP|\.swift:\d+|Error Domain=|NSError|DatabaseError|"
    r"DecodingError|Swift\.|Optional\(|\(error \d+\.\)")


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    arguments: tuple[str, ...]
    code: int
    out: str
    err: str

    def __str__(self) -> str:
        return f"dandelion {' '.join(self.arguments)}: {self.code}\n{self.out}\n{self.err}"

    def assert_plain_error(self, code: int = 1, naming: str = "") -> None:
        """One plain message with the remedy, and nothing of the machinery."""
        assert self.code == code, self
        assert not CRASH.search(self.out + self.err), self
        lines = [line for line in self.err.splitlines() if line.strip()]
        errors = [line for line in lines if line.lower().startswith("error")]
        assert len(errors) == 1, self
        if code == 1:
            assert len(lines) - lines.index(errors[0]) <= 3, self
        assert naming.lower() in self.err.lower(), self


@dataclass(frozen=True)
class Pod:
    binary: Path
    data: Path
    url: str
    wrapper: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def public(self) -> Path:
        return self.data / "public"

    @property
    def tree(self) -> Tree:
        return Tree(self.public, self.url)

    @property
    def environment(self) -> dict[str, str]:
        """The environment less the settings that a developer's shell may hold, and with those given."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DANDELION", "LOG_LEVEL"))}
        return kept | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1"} | dict(self.settings)

    def command(self, *arguments: object) -> list[str]:
        return [*self.wrapper, str(self.binary), "--data", str(self.data), *map(str, arguments)]

    def run(self, *arguments: object, stdin: str | bytes = b"", timeout: float = 120) -> Answer:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            self.command(*arguments), input=given, capture_output=True, timeout=timeout,
            cwd=REPOSITORY, env=self.environment)
        return Answer(
            tuple(map(str, arguments)), done.returncode,
            done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    def ok(self, *arguments: object, stdin: str | bytes = b"", timeout: float = 120) -> str:
        answer = self.run(*arguments, stdin=stdin, timeout=timeout)
        assert answer.code == 0, answer
        assert not CRASH.search(answer.out + answer.err), answer
        return answer.out

    def start(self, *arguments: object, log: Path) -> subprocess.Popen[bytes]:
        """Starts a command in a process group of its own, its words going to a file."""
        with log.open("wb") as output:
            return subprocess.Popen(
                self.command(*arguments), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                cwd=REPOSITORY, env=self.environment, start_new_session=True)

    def init(self) -> "Pod":
        self.ok(
            "init", "--url", self.url, "--admin", "alice", "--email", "alice@example.org",
            "--password-stdin", stdin=PASSWORD + "\n")
        return self

    def publish(self, text: str, *options: object) -> str:
        """Publishes a public post of alice's and returns its GUID."""
        return guid(self.ok(
            "post", "new", "-", "--as", "alice", "--public", *options, "--json", stdin=text))

    def confide(self, text: str, aspect: str, *options: object) -> str:
        """Sends a post to one of alice's aspects and returns its GUID."""
        return guid(self.ok(
            "post", "new", "-", "--as", "alice", "--aspect", aspect, *options, "--json",
            stdin=text))

    def file_of(self, post: str) -> str:
        return f"/posts/{post}.html"


def guid(output: str) -> str:
    """The GUID in what `--json` prints."""
    found = json.loads(output)
    assert isinstance(found, dict) and isinstance(found.get("guid"), str), output
    return found["guid"]


def end(process: subprocess.Popen[bytes]) -> None:
    """Kills what a test started, children included, by its own process group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
