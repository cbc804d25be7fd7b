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

    A question is late if it is unanswered when the next one starts. Seconds in which the plain server is late as
    well say something of the machine, and nothing of the pod.
    """

    pod_port: int
    plain_port: int
    others: list[str] = field(default_factory=list)
    pod: list[Question] = field(default_factory=list)
    plain: list[Question] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    judged: int = 0

    def tick(self) -> None:
        self._judge()
        turn = len(self.pod) // 2 % len(self.others) if self.others and len(self.pod) % 2 else None
        path = "/" if turn is None else self.others[turn]
        for port, questions, address, path in (
            (self.pod_port, self.pod, "127.0.0.1", path), (self.plain_port, self.plain, "127.0.0.5", "/"),
        ):
            questions.append(Question(time.monotonic()))
            threading.Thread(target=self._ask, args=(questions[-1], address, port, path), daemon=True).start()

    def _judge(self) -> None:
        if self.plain and self.plain[-1].answered:
            self.judged += 1
            if not self.pod[-1].answered:
                self.late.append(f"second {len(self.pod)}: {self.pod[-1].error or 'no answer yet'}")

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
