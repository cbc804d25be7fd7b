"""POSTs a file of messages to the pod, in the background."""

import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path

from peers.pod import FederatedPod
from peers.programs import Programs


@dataclass(frozen=True)
class Answers:
    """What the pod answered. Times are monotonic."""

    first_byte: float
    last_answer: float
    accepted: int
    put_off: int
    processor_seconds: float


class Loading:
    def __init__(self, programs: Programs, pod: FederatedPod, path: str, messages: Path, connections: int) -> None:
        self.before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.process = subprocess.Popen(
            [programs.path("load"), str(pod.port), path, str(connections), messages], stdout=subprocess.PIPE, text=True)

    def answers(self) -> Answers:
        """Waits for its end."""
        said, _ = self.process.communicate()
        if self.process.returncode:
            raise RuntimeError("the load could not be brought to the pod")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        first, last, accepted, refused, failed, put_off = said.split()
        if int(refused) or int(failed):
            raise RuntimeError(f"{refused} answers 4xx, {failed} answers 5xx")
        return Answers(
            float(first), float(last), int(accepted), int(put_off),
            after.ru_utime + after.ru_stime - self.before.ru_utime - self.before.ru_stime)
