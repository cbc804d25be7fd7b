"""What is seen of the pod meanwhile: whether it answers, and what it takes."""

import http.client
import resource
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

MB = 1 << 20


@dataclass
class Question:
    """One request, and when it was answered."""

    started: float
    answered: float | None = None
    error: str = ""


@dataclass
class Probe:
    """Asks the pod and a plain server beside it for a page, both once a second, however long they take.

    The pod is asked for `/` and, in turns with it, for what is not in its tree: whatever work is stuck, requests
    that look into the database are answered too.

    A question is late if it is unanswered when the next one starts, or on a slow machine after so many times as long
    as the idle pod takes. Seconds in which the plain server is late as well say something of the machine, and nothing
    of the pod.
    """

    pod_port: int
    plain_port: int
    others: list[str] = field(default_factory=list)
    pod: list[Question] = field(default_factory=list)
    plain: list[Question] = field(default_factory=list)
    patience: float = 1

    SLOWER = 1_000
    """Times as long as on the idle pod, where an answer takes some milliseconds: on two cores, of which the attackers
    take most, a debug build needs a second or two."""

    def measure(self) -> None:
        """Looks how long the idle pod takes."""
        questions = [Question(time.monotonic()) for _ in range(15)]
        for question in questions:
            question.started = time.monotonic()
            self._ask(question, "127.0.0.1", self.pod_port, "/")
        times = sorted(question.answered - question.started for question in questions if question.answered)
        self.patience = max(1, self.SLOWER * times[len(times) // 2])

    def tick(self) -> None:
        turn = len(self.pod) // 2 % len(self.others) if self.others and len(self.pod) % 2 else None
        path = "/" if turn is None else self.others[turn]
        for port, questions, address, path in (
            (self.pod_port, self.pod, "127.0.0.1", path), (self.plain_port, self.plain, "127.0.0.5", "/"),
        ):
            questions.append(Question(time.monotonic()))
            threading.Thread(target=self._ask, args=(questions[-1], address, port, path), daemon=True).start()

    def _judged(self) -> list[tuple[int, Question]]:
        """Those of seconds in which the machine was able to answer; the last ones may still be on their way."""
        return [
            (number, question) for number, (question, plain) in enumerate(zip(self.pod, self.plain), 1)
            if plain.answered and plain.answered - plain.started < 1][:-5]

    @property
    def judged(self) -> int:
        return len(self._judged())

    @property
    def late(self) -> list[str]:
        return [
            f"second {number}: " + (question.error or (
                f"{question.answered - question.started:.1f} s" if question.answered else "no answer"))
            for number, question in self._judged()
            if not question.answered or question.answered - question.started > self.patience]

    @staticmethod
    def _ask(question: Question, address: str, port: int, path: str) -> None:
        connection = http.client.HTTPConnection(address, port, timeout=30, source_address=("127.0.0.6", 0))
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status == 200:
                question.answered = time.monotonic()
            else:
                question.error = f"{answer.status} for {path}"
        except (OSError, http.client.HTTPException) as error:
            question.error = repr(error)
        finally:
            connection.close()

    @property
    def slowest(self) -> float:
        """Seconds, of those that were answered."""
        return max((one.answered - one.started for one in self.pod if one.answered), default=0)


def memory(process: int, name: str = "RssAnon") -> int:
    """Bytes of a process, as the kernel counts them; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(name + ":")), 0)


def limit_memory(process: int, most: int) -> int:
    """Bounds what a process may allocate, beside the stacks and arenas that it has reserved without use.

    A limit of its data is the same with and without root, and in containers that own no cgroup. What asks for
    more ends as under a cgroup. Gives the limit that was set.
    """
    limit = most + memory(process, "VmData") - memory(process)
    resource.prlimit(process, resource.RLIMIT_DATA, (limit, limit))
    return limit


@dataclass
class Peak:
    """The most memory seen, looked at ten times a second."""

    process: int
    bytes: int = 0
    data: int = 0

    @contextmanager
    def watching(self) -> Iterator["Peak"]:
        stop = threading.Event()

        def look() -> None:
            while not stop.wait(0.1):
                self.bytes = max(self.bytes, memory(self.process))
                self.data = max(self.data, memory(self.process, "VmData"))
        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            stop.set()
            thread.join()
