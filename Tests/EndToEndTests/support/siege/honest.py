"""Those who only want to use the pod: a contact of another pod and a writer here. What they meet is kept as complaints."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from live_pod import LivePod
from patience import until
from peer import PeerPerson
from siege.target import contact_guid
from siege.wire import Sender

PATIENCE = 60       # seconds that a message may take before it counts as lost
END = 300           # and a command, which may have to write what others asked for before; a debug build is slow at that


@dataclass
class Honest:
    pod: LivePod
    contact: PeerPerson
    post: str
    limit: int
    """Bytes that a command may allocate."""
    complaints: list[str] = field(default_factory=list)
    arrived: list[float] = field(default_factory=list)      # seconds each
    published: list[float] = field(default_factory=list)

    @contextmanager
    def at_work(self) -> Iterator["Honest"]:
        """Both, over and over, until the end; what was begun is finished."""
        stop = threading.Event()
        threads = [threading.Thread(target=self._repeat, args=(stop, act), daemon=True)
                   for act in (self._send, self._publish)]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            stop.set()
            for thread in threads:
                thread.join(END + PATIENCE)

    def _repeat(self, stop: threading.Event, act: Callable[[int], None]) -> None:
        number = 0
        while not stop.wait(0.5) and self.pod.process.poll() is None:
            try:
                act(number)
            except Exception as error:
                self.complaints.append(f"{act.__name__} {number}: {error!r}")
                return
            number += 1

    def _send(self, number: int) -> None:
        """Sends a post or a comment and waits until it is stored."""
        guid, started = contact_guid(number), time.monotonic()
        signer = self.contact.signer
        if number % 2:
            table, body = "comment", signer.envelope(signer.comment(guid, self.post, f"Number {number}."))
        else:
            table, body = "post", signer.envelope(signer.post(guid, f"Number {number}."))
        status = self.deliver(body)
        if status != 202:
            self.complaints.append(f"message {number} of the contact: {status}")
        elif not until(lambda: self._stands(table, guid), PATIENCE):
            self.complaints.append(f"message {number} of the contact has not arrived")
        else:
            self.arrived.append(time.monotonic() - started)

    def _stands(self, table: str, guid: str) -> bool:
        """By the contact: somebody else may have used the GUID for something else."""
        return self.pod.value(
            f"SELECT COUNT(*) FROM {table} JOIN person ON person.id = authorID"
            f" WHERE {table}.guid = ? AND diasporaID = ?", guid, self.contact.id) == 1

    def deliver(self, body: bytes) -> int | None:
        return Sender(self.pod.inner, 3, Counter()).post(body)

    def _publish(self, number: int) -> None:
        started = time.monotonic()
        said = replace(self.pod.pod, wrapper=("prlimit", f"--data={self.limit}")).run(
            "post", "new", "-", "--public", "--as", self.pod.name, stdin=f"# Meanwhile {number}\n\nAll is well. #siege\n",
            timeout=END)
        if said.code != 0:
            self.complaints.append(str(said))
        self.published.append(time.monotonic() - started)
