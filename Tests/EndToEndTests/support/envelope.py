"""Magic envelopes made and opened by hand, for what no well-behaved pod would send.

Spec: diaspora* federation protocol, 2.8 (magic envelope), 2.9 (encrypted), 2.14 (answers).
"""

import json
import os
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

NAMESPACE = "{http://salmon-protocol.org/ns/magic-env}"


@dataclass(frozen=True)
class Signer:
    """Somebody with an ID and a key."""

    id: str
    key: rsa.RSAPrivateKey

    @cached_property
    def public_pem(self) -> str:
        return self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()

    @cached_property
    def private_pem(self) -> str:
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption()).decode()

    def sign(self, text: bytes) -> bytes:
        return self.key.sign(text, padding.PKCS1v15(), hashes.SHA256())

    def envelope(self, xml: str) -> bytes:
        data = urlsafe_b64encode(xml.encode())
        subject = b".".join([data, *(b64encode(part) for part in (b"application/xml", b"base64url", b"RSA-SHA256"))])
        return (
            b'<?xml version="1.0" encoding="UTF-8"?>\n<me:env xmlns:me="http://salmon-protocol.org/ns/magic-env">'
            b'<me:data type="application/xml">%s</me:data><me:encoding>base64url</me:encoding>'
            b'<me:alg>RSA-SHA256</me:alg><me:sig key_id="%s">%s</me:sig></me:env>'
        ) % (data, urlsafe_b64encode(self.id.encode()), urlsafe_b64encode(self.sign(subject)))

    def encrypted(self, xml: str, recipient_pem: str) -> bytes:
        """An envelope for one reader alone."""
        key, vector = os.urandom(32), os.urandom(16)
        plain = self.envelope(xml)
        plain += bytes([16 - len(plain) % 16]) * (16 - len(plain) % 16)
        cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
        bundle = json.dumps({"key": b64encode(key).decode(), "iv": b64encode(vector).decode()}).encode()
        public = serialization.load_pem_public_key(recipient_pem.encode())
        return json.dumps({
            "aes_key": b64encode(public.encrypt(bundle, padding.PKCS1v15())).decode(),
            "encrypted_magic_envelope": b64encode(cipher.update(plain) + cipher.finalize()).decode(),
        }).encode()

    def decrypted(self, body: bytes) -> bytes:
        """The envelope in what came to an inbox of this person."""
        outer = json.loads(body)
        bundle = json.loads(self.key.decrypt(b64decode(outer["aes_key"]), padding.PKCS1v15()))
        cipher = Cipher(algorithms.AES(b64decode(bundle["key"])), modes.CBC(b64decode(bundle["iv"]))).decryptor()
        plain = cipher.update(b64decode(outer["encrypted_magic_envelope"])) + cipher.finalize()
        return plain[:-plain[-1]]

    def post(self, guid: str, text: str, public: bool = True) -> str:
        return element("status_message", [
            ("author", self.id), ("guid", guid), ("created_at", now()), ("public", str(public).lower()),
            ("text", text)])

    def answer(self, name: str, fields: list[tuple[str, str]]) -> str:
        """A comment, like or vote, signed by its author."""
        fields = [("author", self.id), *fields]
        signature = b64encode(self.sign(";".join(value for _, value in fields).encode())).decode()
        return element(name, [*fields, ("author_signature", signature)])

    def comment(self, guid: str, parent: str, text: str) -> str:
        return self.answer("comment", [
            ("guid", guid), ("parent_guid", parent), ("text", text), ("created_at", now())])

    def contact(self, recipient: str, sharing: bool = True) -> str:
        flag = str(sharing).lower()
        return element("contact", [
            ("author", self.id), ("recipient", recipient), ("following", flag), ("sharing", flag)])


def signer(id: str, bits: int = 2048) -> Signer:
    return Signer(id, rsa.generate_private_key(public_exponent=65537, key_size=bits))


def opened(envelope: bytes) -> bytes:
    """The payload of an envelope, its signature unseen."""
    data = ElementTree.fromstring(envelope).findtext(f"{NAMESPACE}data")
    return urlsafe_b64decode(data + "=" * (-len(data) % 4))


def element(name: str, fields: list[tuple[str, str]]) -> str:
    inner = "".join(f"<{field}>{escape(value)}</{field}>" for field, value in fields)
    return f"<{name}>{inner}</{name}>"


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
