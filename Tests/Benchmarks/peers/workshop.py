"""What every measurement needs."""

from dataclasses import dataclass, replace
from pathlib import Path

from peers.envelopes import Envelopes
from peers.keys import Key
from peers.pod import FederatedPod
from peers.programs import Programs


@dataclass(frozen=True)
class Workshop:
    binary: Path
    scratch: Path
    programs: Programs
    keys: list[Key]
    envelopes: Envelopes
    connections: int
    #: Where `perf` records the pod; None for no record.
    profile: Path | None = None

    def profiling(self, name: str) -> "Workshop":
        return replace(self, profile=self.scratch / f"{name}.perf")

    def pod(self, **settings: object) -> FederatedPod:
        """A new pod; those before it are gone. The share is that of one address, and all load comes from one."""
        return FederatedPod(
            self.binary, self.scratch, self.profile, **({"federation_inbox_share": 100} | settings))
