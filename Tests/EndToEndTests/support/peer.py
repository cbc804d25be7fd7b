"""Another pod, as far as a test needs one: people who can be found, documents, and inboxes that keep all.

It serves discovery (protocol, 2.3 and 2.4), `/fetch/post/GUID`, `/people/GUID/stream`, what a connection
check asks for (2.20), and takes whatever is posted; what that means is for the test to judge.
"""

import json
import ssl
import threading
import uuid
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from authority import Authority
from envelope import Signer, opened, signer
from live_pod import LivePod, wait


@dataclass(frozen=True)
class Received:
    path: str
    type: str
    agent: str
    body: bytes


@dataclass(frozen=True)
class PeerPerson:
    guid: str
    signer: Signer

    @property
    def id(self) -> str:
        return self.signer.id

    @property
    def name(self) -> str:
        return self.id.split("@")[0]


@dataclass
class Peer:
    """Listens until `stop`; by TLS with an authority, else by plain HTTP."""

    address: str = "127.0.0.1"
    certificates: Authority | None = None
    asked: list[str] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    people: dict[str, PeerPerson] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.server = ThreadingHTTPServer((self.address, 0), self._handler())
        self.server.daemon_threads = True
        if self.certificates:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificates.chain, self.certificates.key)
            self.server.socket = context.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.authority = f"{self.address}:{self.server.server_port}"
        self.url = f"{'https' if self.certificates else 'http'}://{self.authority}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def add(self, name: str) -> PeerPerson:
        person = PeerPerson(uuid.uuid4().hex, signer(f"{name}@{self.authority}"))
        self.people[person.id] = person
        return person

    def payloads(self, person: PeerPerson | None = None) -> list[str]:
        """What came so far: to the public inbox, or to that of a person, decrypted."""
        if person is None:
            return [opened(one.body).decode() for one in self.received if one.path == "/receive/public"]
        return [
            opened(person.signer.decrypted(one.body)).decode() for one in self.received
            if one.path == f"/receive/users/{person.guid}"]

    def await_payload(self, text: str, *pods: LivePod, person: PeerPerson | None = None) -> str:
        wait(f"{text} at the other pod", lambda: any(text in one for one in self.payloads(person)), *pods)
        return next(one for one in self.payloads(person) if text in one)

    def webfinger(self, resource: str) -> bytes | None:
        person = self.people.get(resource.removeprefix("acct:"))
        if person is None:
            return None
        return json.dumps({
            "subject": f"acct:{person.id}",
            "aliases": [f"{self.url}/people/{person.guid}"],
            "links": [
                {"rel": "http://microformats.org/profile/hcard", "type": "text/html",
                 "href": f"{self.url}/hcard/users/{person.guid}"},
                {"rel": "http://joindiaspora.com/seed_location", "type": "text/html", "href": f"{self.url}/"},
            ]}).encode()

    def hcard(self, guid: str) -> bytes | None:
        person = next((one for one in self.people.values() if one.guid == guid), None)
        if person is None:
            return None
        name = person.name.title()
        rows = [("uid", person.guid), ("nickname", person.name), ("fn", name), ("given_name", name),
                ("family_name", ""), ("searchable", "true"), ("key", person.signer.public_pem)]
        text = "".join(f"<dl><dd><span class='{kind}'>{escape(value)}</span></dd></dl>" for kind, value in rows)
        text += "".join(
            f"<dl class='{kind}'><img class='photo' src='{self.url}/{size}.png'></dl>"
            for kind, size in (("entity_photo", 300), ("entity_photo_medium", 100), ("entity_photo_small", 50)))
        return f"<html><body><div id='content' class='entity_profile vcard author'>{text}</div></body></html>".encode()

    def answer(self, target: str) -> tuple[int, str, bytes]:
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        found: bytes | None = None
        kind = "text/html; charset=utf-8"
        if path == "/":
            found = b"<html><body>Another pod</body></html>"
        elif path == "/.well-known/webfinger":
            found, kind = self.webfinger(query.get("resource", [""])[0]), "application/jrd+json"
        elif path.startswith("/hcard/users/"):
            found = self.hcard(path.rsplit("/", 1)[1])
        elif path == "/.well-known/nodeinfo":
            kind = "application/json"
            found = json.dumps({"links": [{
                "rel": "http://nodeinfo.diaspora.software/ns/schema/2.0",
                "href": f"{self.url}/nodeinfo/2.0"}]}).encode()
        elif path == "/nodeinfo/2.0":
            kind = "application/json"
            found = json.dumps({
                "version": "2.0", "software": {"name": "peer", "version": "1.0"}, "protocols": ["diaspora"],
                "services": {"inbound": [], "outbound": []}, "openRegistrations": False,
                "usage": {"users": {}}, "metadata": {}}).encode()
        else:
            found, kind = self.documents.get(unquote(path)), "application/magic-envelope+xml"
        return (200, kind, found) if found is not None else (404, "text/plain", b"nothing here\n")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        peer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                peer.asked.append(self.path)
                self.reply(*peer.answer(self.path))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                status = peer.statuses.get(self.path, 202)
                if status == 202:
                    peer.received.append(Received(
                        self.path, self.headers.get("Content-Type", ""), self.headers.get("User-Agent", ""), body))
                self.reply(status, "text/plain", b"")

            def reply(self, status: int, kind: str, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: object) -> None:
                pass

        return Handler
