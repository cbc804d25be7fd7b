"""A pod that serves and federates while a test acts on it, and what its database says of it."""

import http.client
import json
import sqlite3
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from authority import Authority
from patience import until
from pod import PASSWORD, Pod, end, guid
from ports import free_port
from tls_front import TLSFront

# What one entity is stored as. Every one has a GUID, under which it is stored once.
TABLES = ("post", "comment", "liking", "vote", "participation", "remotePhoto", "photo", "poll",
          "conversation", "message", "person")


@dataclass
class LivePod:
    """One pod on an address of its own; `kill` and `start` as often as wanted."""

    pod: Pod
    name: str
    authority: str
    inner: int
    folder: Path
    front: TLSFront | None = None
    context: ssl.SSLContext | None = None
    process: subprocess.Popen[bytes] | None = None
    logs: list[Path] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.name}@{self.authority}"

    # Running it

    def start(self, *options: object, wrapper: tuple[str, ...] = ()) -> None:
        """Serves, in a wrapper perhaps that may end it before it answers."""
        log = self.folder / f"serve-{len(self.logs)}.log"
        self.logs.append(log)
        self.process = replace(self.pod, wrapper=wrapper).start("serve", *options, log=log)
        assert until(lambda: self._answers() or self.process.poll() is not None), log.read_text()
        assert wrapper or self.process.poll() is None, log.read_text()

    def _answers(self) -> bool:
        try:
            return self.inside("GET", "/robots.txt").status == 200
        except OSError:
            return False

    def kill(self) -> None:
        """As the kernel, the power or a podmin in a hurry does it."""
        end(self.process)

    def stop(self) -> None:
        """As a podmin does it; whatever happens, nothing is left running."""
        try:
            if self.process is not None and self.process.poll() is None:
                self.process.terminate()
                self.process.wait(timeout=30)
        finally:
            if self.process is not None:
                end(self.process)
            if self.front is not None:
                self.front.stop()

    @property
    def said(self) -> str:
        return "".join(log.read_text(errors="replace") for log in self.logs)

    # Acting on it

    def ok(self, *arguments: object, stdin: str | bytes = b"") -> str:
        return self.pod.ok(*arguments, stdin=stdin)

    def acts(self, *arguments: object, stdin: str | bytes = b"", by: str = "") -> str:
        """What the pod's first user, or another, does; gives what was printed."""
        return self.ok(*arguments, "--as", by or self.name, stdin=stdin).strip()

    def follows(self, other: str, aspect: str = "Friends", by: str = "") -> None:
        self.acts("contact", "add", other, "--aspect", aspect, by=by)

    def publishes(self, text: str, *options: object, by: str = "") -> str:
        return guid(self.acts("post", "new", "-", "--public", *options, "--json", stdin=text, by=by))

    def confides(self, text: str, *options: object, aspect: str = "Friends", by: str = "") -> str:
        return guid(self.acts(
            "post", "new", "-", "--aspect", aspect, *options, "--json", stdin=text, by=by))

    def comments(self, post: str, text: str, by: str = "") -> str:
        return self.acts("comment", "new", post, "-", stdin=text, by=by)

    def add_user(self, name: str) -> str:
        self.ok("user", "add", name, "--email", f"{name}@example.org", "--password-stdin", stdin=PASSWORD + "\n")
        return f"{name}@{self.authority}"

    # Asking it

    def inside(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None,
    ) -> "HTTPAnswer":
        """Asks the pod itself, past the server in front."""
        connection = http.client.HTTPConnection("127.0.0.1", self.inner, timeout=20)
        return _ask(connection, method, path, body, headers)

    def outside(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None,
    ) -> "HTTPAnswer":
        """Asks as the world does: by TLS, if the pod has a front."""
        if self.context is None:
            return self.inside(method, path, body, headers)
        host, port = self.authority.rsplit(":", 1)
        connection = http.client.HTTPSConnection(host, int(port), timeout=20, context=self.context)
        return _ask(connection, method, path, body, headers)

    def page(self, path: str) -> str:
        return self.outside("GET", path).text

    # Looking into it

    def rows(self, sql: str, *arguments: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.pod.data / "dandelion.sqlite", timeout=30)) as database:
            return database.execute(sql, arguments).fetchall()

    def value(self, sql: str, *arguments: object) -> Any:
        found = self.rows(sql, *arguments)
        return found[0][0] if found else None

    def has(self, table: str, guid: str) -> bool:
        return self.value(f"SELECT COUNT(*) FROM {table} WHERE guid = ?", guid) == 1

    def contact(self, other: str, by: str = "") -> dict[str, Any] | None:
        rows = json.loads(self.acts("contact", "list", "--json", by=by))
        return next((row for row in rows if row["id"] == other), None)

    def person(self, id: str) -> str | None:
        return self.value("SELECT guid FROM person WHERE diasporaID = ?", id)

    def guids(self, table: str) -> list[str]:
        return sorted(row[0] for row in self.rows(f"SELECT guid FROM {table}"))

    @property
    def is_settled(self) -> bool:
        """Nothing waits to be verified, planned, signed or sent."""
        return self.value(
            "SELECT (SELECT COUNT(*) FROM inboxEntry WHERE state <> 'held')"
            " + (SELECT COUNT(*) FROM payload WHERE audience IS NOT NULL)"
            " + (SELECT COUNT(*) FROM delivery WHERE state = 'open')") == 0

    @property
    def unfinished(self) -> list[tuple[Any, ...]]:
        """What waits, for the message of a test that waited in vain."""
        return self.rows(
            "SELECT 'in', state, attempts, reason, substr(body, 1, 60) FROM inboxEntry"
            " UNION ALL SELECT 'out', state || ' ' || kind || ' ' || guid, attempts, reason, destination"
            " FROM delivery WHERE state <> 'done'")


@dataclass(frozen=True)
class HTTPAnswer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


def _ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None,
    headers: dict[str, str] | None,
) -> HTTPAnswer:
    with closing(connection):
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return HTTPAnswer(answer.status, answer.headers, answer.read())


def live_pod(
    binary: Path, folder: Path, name: str, number: int, authority: Authority | None,
    settings: dict[str, str] | None = None,
) -> LivePod:
    """Makes a pod and starts it: behind TLS with an authority, else by plain HTTP."""
    folder.mkdir(parents=True, exist_ok=True)
    address = f"127.0.0.{number}"
    inner = free_port()
    port = free_port() if authority else inner
    host = address if authority else "127.0.0.1"
    own = {
        "DANDELION_SERVER_LISTEN": f"127.0.0.1:{inner}",
        "DANDELION_FEDERATION_ALLOW_PRIVATE_NETWORKS": "true",
    }
    if authority:
        own["DANDELION_ENVIRONMENT_CERTIFICATE_AUTHORITIES"] = str(authority.certificate)
    else:
        own["DANDELION_FEDERATION_ALLOW_PLAIN_HTTP"] = "true"
    scheme = "https" if authority else "http"
    pod = Pod(
        binary, folder / "var", f"{scheme}://{host}:{port}",
        settings=tuple((own | (settings or {})).items()))
    made = LivePod(pod, name, f"{host}:{port}", inner, folder)
    made.ok(
        "init", "--url", pod.url, "--admin", name, "--email", f"{name}@example.org", "--password-stdin",
        stdin=PASSWORD + "\n")
    if authority:
        made.front = TLSFront(address, port, inner, authority, folder)
        made.context = ssl.create_default_context(cafile=str(authority.certificate))
    try:
        made.start()
    except BaseException:
        made.stop()
        raise
    return made


@contextmanager
def stopping(*pods: LivePod) -> Iterator[None]:
    """Stops pods, the last one too when the first cannot be."""
    try:
        yield
    finally:
        if pods:
            with stopping(*pods[1:]):
                pods[0].stop()


def wait(what: str, comes_true: Callable[[], bool], *pods: LivePod, seconds: float = 60) -> None:
    """Fails with what each pod still has to do."""
    if until(comes_true, seconds):
        return
    waiting = "\n".join(f"{pod.name}: {row}" for pod in pods for row in pod.unfinished)
    lately = "\n".join(
        f"{pod.name}: {line}" for pod in pods
        for line in [line for line in pod.said.splitlines() if "hb.request" not in line][-15:])
    raise AssertionError(f"waited in vain: {what}\n{waiting}\n{lately}")


def settle(*pods: LivePod, seconds: float = 60) -> None:
    """Until no pod has anything to do, twice in a row: what one sends is work for another."""
    wait("all is settled", lambda: all(pod.is_settled for _ in range(2) for pod in pods), *pods, seconds=seconds)


def stored_twice(pod: LivePod) -> list[str]:
    """What stands in a database more than once, by whatever makes it the same thing.

    A GUID is one entity; so are one author's likes of a thing, votes in a poll, reshares of a post, and
    one author's equal words in one place, as the texts of these tests are all different.
    """
    keys = {table: ("guid", table) for table in TABLES} | {
        "likes": ("authorID || ' ' || postID || ' ' || COALESCE(commentID, 0)", "liking"),
        "votes": ("authorID || ' ' || pollID", "vote"),
        "words": ("authorID || ' ' || postID || ' ' || text", "comment"),
        "texts": ("authorID || ' ' || text", "post WHERE kind = 'status_message'"),
        "reshares": ("authorID || ' ' || rootGUID", "post WHERE rootGUID IS NOT NULL"),
        "messages": ("conversationID || ' ' || authorID || ' ' || text", "message"),
        "people": ("diasporaID", "person"),
        "contacts": ("userID || ' ' || personID", "contact"),
    }
    return [
        f"{pod.name}: {what} {row}"
        for what, (key, source) in keys.items()
        for row in pod.rows(f"SELECT {key} AS same, COUNT(*) FROM {source} GROUP BY same HAVING COUNT(*) > 1")]
