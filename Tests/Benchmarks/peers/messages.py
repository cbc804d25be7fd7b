"""What people of other pods say, as XML. Spec: diaspora* federation protocol, "Entities"."""

import random
from base64 import b64encode
from datetime import datetime, timedelta, timezone
from xml.sax.saxutils import escape

from corpus import Writer
from peers.people import RemotePerson, guid

FIRST = datetime(2026, 1, 1, tzinfo=timezone.utc)


def time(number: int) -> str:
    return f"{FIRST + timedelta(seconds=number):%Y-%m-%dT%H:%M:%SZ}"


def texts(count: int, seed: int) -> list[str]:
    """Two or three sentences each, every other with a tag."""
    writer, draw = Writer(seed), random.Random(seed)
    return [
        " ".join(writer.sentence() for _ in range(draw.randint(2, 3)))
        + (f" #{draw.choices(writer.tags, writer.weights)[0]}" if number % 2 else "") + f" ({number + 1})"
        for number in range(count)]


def status_message(author: RemotePerson, number: int, text: str, *, is_public: bool) -> str:
    kind = "public" if is_public else "limited"
    return (
        "<status_message>\n"
        f"  <author>{author.id}</author>\n"
        f"  <guid>{guid(f'{kind} post {number}')}</guid>\n"
        f"  <created_at>{time(number)}</created_at>\n"
        f"  <public>{'true' if is_public else 'false'}</public>\n"
        f"  <text>{escape(text)}</text>\n"
        "</status_message>")


class Comment:
    """A comment, first to be signed by its author, then to be put into an envelope."""

    def __init__(self, author: RemotePerson, parent: str, number: int, text: str) -> None:
        self.author, self.parent, self.text = author, parent, text
        self.guid, self.created = guid(f"comment {number} on {parent}"), time(number)

    @property
    def signed(self) -> bytes:
        """What the author signs. Spec: "Relayables"."""
        return ";".join((self.author.id, self.guid, self.parent, self.text, self.created)).encode()

    def xml(self, signature: bytes) -> str:
        return (
            "<comment>\n"
            f"  <author>{self.author.id}</author>\n"
            f"  <guid>{self.guid}</guid>\n"
            f"  <parent_guid>{self.parent}</parent_guid>\n"
            f"  <text>{escape(self.text)}</text>\n"
            f"  <created_at>{self.created}</created_at>\n"
            f"  <author_signature>{b64encode(signature).decode()}</author_signature>\n"
            "</comment>")
