"""Signed messages in files for load.c. A core signs some 240 times a second, so they are made once and kept."""

import hashlib
import subprocess
from base64 import urlsafe_b64encode
from pathlib import Path

from peers.keys import Key
from peers.messages import Comment, status_message, texts
from peers.people import RemotePerson
from peers.programs import Programs
from peers.records import packed, unpacked

# The type, the encoding and the algorithm, as the signature covers them.
FIXED = b".".join(urlsafe_b64encode(part) for part in (b"application/xml", b"base64url", b"RSA-SHA256"))


def envelope(data: bytes, sender: RemotePerson, signature: bytes) -> bytes:
    """Spec: diaspora* federation protocol, "Magic Envelope"."""
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<me:env xmlns:me="http://salmon-protocol.org/ns/magic-env">\n'
        b'  <me:data type="application/xml">' + data + b"</me:data>\n"
        b"  <me:encoding>base64url</me:encoding>\n"
        b"  <me:alg>RSA-SHA256</me:alg>\n"
        b'  <me:sig key_id="' + urlsafe_b64encode(sender.id.encode()) + b'">' + urlsafe_b64encode(signature)
        + b"</me:sig>\n</me:env>\n")


class Envelopes:
    def __init__(self, scratch: Path, programs: Programs, keys: list[Key]) -> None:
        self.folder, self.programs, self.keys = scratch / "envelopes", programs, keys
        self.folder.mkdir(parents=True, exist_ok=True)

    def sign(self, wanted: list[tuple[Key, bytes]]) -> list[bytes]:
        said = subprocess.run(
            [self.programs.path("signer"), *(key.private for key in self.keys)], check=True, stdout=subprocess.PIPE,
            input=packed(bytes([key.number]) + content for key, content in wanted))
        return list(unpacked(said.stdout))

    def wrap(self, messages: list[tuple[RemotePerson, str]]) -> list[bytes]:
        encoded = [(sender, urlsafe_b64encode(xml.encode())) for sender, xml in messages]
        signatures = self.sign([(sender.key, data + b"." + FIXED) for sender, data in encoded])
        return [envelope(data, sender, signature) for (sender, data), signature in zip(encoded, signatures)]

    def kept(self, name: str, people: list[RemotePerson], make) -> Path:
        """A file of records, made anew when the people or their keys are others."""
        whose = hashlib.sha256("".join(person.id + person.key.pem for person in people).encode()).hexdigest()[:12]
        path = self.folder / f"{name}-{whose}"
        if not path.exists():
            unfinished = path.with_suffix(".new")
            unfinished.write_bytes(packed(make()))
            unfinished.rename(path)
        return path

    def posts(self, people: list[RemotePerson], count: int, *, is_public: bool) -> Path:
        def make() -> list[bytes]:
            return self.wrap([
                (author := people[number % len(people)], status_message(author, number, text, is_public=is_public))
                for number, text in enumerate(texts(count, seed=11))])

        return self.kept(f"{'public' if is_public else 'limited'}-{count}", people, make)

    def sealed(self, envelopes: Path, recipient: str, scratch: Path) -> Path:
        """The same messages encrypted for one person; quick, and never kept: each pod has keys of its own."""
        key, sealed = scratch / "recipient.pem", scratch / "sealed"
        key.write_text(recipient)
        with envelopes.open("rb") as given, sealed.open("wb") as taken:
            subprocess.run([self.programs.path("sealer"), key], check=True, stdin=given, stdout=taken)
        return sealed

    def comments(self, people: list[RemotePerson], parent: str, count: int) -> Path:
        def make() -> list[bytes]:
            comments = [
                Comment(people[number % len(people)], parent, number, text)
                for number, text in enumerate(texts(count, seed=13))]
            signatures = self.sign([(comment.author.key, comment.signed) for comment in comments])
            return self.wrap([
                (comment.author, comment.xml(signature)) for comment, signature in zip(comments, signatures)])

        return self.kept(f"comments-{count}", people, make)
