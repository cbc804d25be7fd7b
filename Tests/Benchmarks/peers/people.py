"""People of other pods, as the messages and the database of the pod name them."""

import hashlib
from dataclasses import dataclass

from peers.keys import Key


def guid(label: str) -> str:
    """32 hexadecimal digits, the same for the same label."""
    return hashlib.sha256(label.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class RemotePerson:
    id: str
    key: Key

    @property
    def guid(self) -> str:
        return guid(self.id)


def senders(keys: list[Key]) -> list[RemotePerson]:
    """Those who write to the pod: one for each key, each on a pod of their own."""
    return [RemotePerson(f"writer{key.number}@pod{key.number}.example", key) for key in keys]


def neighbours(keys: list[Key]) -> list[RemotePerson]:
    """The same on one pod: what one of them writes is relayed to none of the others."""
    return [RemotePerson(f"writer{key.number}@neighbours.example", key) for key in keys]
