"""What an attacker knows, and how it paces itself."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256

from cryptography.hazmat.primitives import serialization

from envelope import Signer


STOLEN = 20


@dataclass(frozen=True)
class Target:
    """The pod under siege and the hostile pod, as text that a process of its own can be given."""

    port: int
    """Of the pod, on 127.0.0.1."""
    alice: str
    """The ID of its user, whose GUID and public key follow."""
    alice_guid: str
    alice_pem: str
    post: str
    """The GUID of a public post of Alice's."""
    hostile: str
    """Host and port of the hostile pod."""
    key: str
    """The private key of everybody who lives there, as PEM."""
    ends: float
    """When the siege ends, by the monotonic clock."""

    @staticmethod
    def read(text: str) -> "Target":
        return Target(**json.loads(text))

    @property
    def text(self) -> str:
        return json.dumps(asdict(self))

    @cached_property
    def private_key(self):
        return serialization.load_pem_private_key(self.key.encode(), None)

    def person(self, name: str) -> Signer:
        """Somebody of the hostile pod, who exists as soon as somebody asks."""
        return Signer(f"{name}@{self.hostile}", self.private_key)

    def rounds(self, most: int, every: float) -> Iterator[int]:
        """Counts up to `most`, one step in so many seconds, for as long as the siege goes on."""
        for number in range(most):
            due = time.monotonic() + every
            if time.monotonic() >= self.ends:
                return
            yield number
            time.sleep(max(0, min(due, self.ends) - time.monotonic()))

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self.ends


def guid(*parts: object) -> str:
    """32 hexadecimal digits that both sides of a test can know beforehand."""
    return sha256("/".join(map(str, parts)).encode()).hexdigest()[:32]


def contact_guid(number: int) -> str:
    """The GUID of what the honest contact sends during the siege: a post if the number is even, else a comment."""
    return guid("contact", number)


def stolen_guid(number: int) -> str:
    """The GUID of a post that the honest contact sends after the siege; there are `STOLEN` of them."""
    return guid("stolen", number)
