"""The first hour of a podmin, as docs/operating.md tells it: a pod behind nginx with the file of config/ alone.

All of it runs in a network of its own, where the pod's address is a public one.
"""

import gzip
import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

import web_servers
from authority import Authority, make_authority
from envelope import signer
from network import ADDRESS, INNER, network, pod_at_the_address
from patience import until
from pictures import png
from pod import Pod, end
from ports import free_port

ENVELOPE = {"Content-Type": "application/magic-envelope+xml"}

# Asks as another machine would: run in the network of the pod, it has no other way to it than that address.
ASK = """
import http.client, json, ssl, sys
address, authority, method, path, headers = json.loads(sys.argv[1])
context = ssl.create_default_context(cafile=authority) if authority else None
make = http.client.HTTPSConnection if context else http.client.HTTPConnection
connection = make(address, timeout=20, **({"context": context} if context else {}))
connection.request(method, path, sys.stdin.buffer.read() or None, headers)
answer = connection.getresponse()
print(json.dumps([answer.status, answer.getheaders(), answer.read().decode("latin-1")]))
"""


@dataclass(frozen=True)
class Seen:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Machine:
    pod: Pod
    authority: Authority
    folder: Path

    def sees(
        self, path: str, method: str = "GET", body: bytes = b"", headers: dict[str, str] | None = None,
        secure: bool = True,
    ) -> Seen:
        given = json.dumps([ADDRESS, str(self.authority.certificate) if secure else None, method, path, headers or {}])
        done = subprocess.run(
            [*self.pod.wrapper, sys.executable, "-c", ASK, given], input=body, capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
        status, found, text = json.loads(done.stdout)
        return Seen(status, {name.lower(): value for name, value in found}, text.encode("latin-1"))

    @contextmanager
    def serving(self) -> Iterator[None]:
        log = self.folder / "serve.log"
        process = self.pod.start("serve", log=log)
        try:
            assert until(lambda: "serving" in log.read_text() or process.poll() is not None)
            assert process.poll() is None, log.read_text()
            yield
            process.terminate()
            assert process.wait(30) == 0, log.read_text()
        finally:
            end(process)

    @contextmanager
    def nginx(self) -> Iterator[None]:
        """With the file of config/, its name, folder and certificate filled in as its head says."""
        folder = self.folder / "nginx"
        folder.mkdir()
        shutil.copy(self.authority.chain, folder / "fullchain.pem")
        shutil.copy(self.authority.key, folder / "privkey.pem")
        port, plain = free_port(), free_port()
        command = web_servers.nginx(
            folder, self.pod.public, port, INNER, web_servers.Outside(plain, certificate=folder))
        site, main = folder / "site.conf", folder / "nginx.conf"
        text = web_servers.without(site.read_text(), "listen [::1]").replace("server_name localhost;", f"server_name {ADDRESS};")
        for old, new in ((port, 443), (plain, 80)):
            assert f"listen 127.0.0.1:{old}" in text
            text = text.replace(f"listen 127.0.0.1:{old}", f"listen {ADDRESS}:{new}")
        site.write_text(text)
        # The folders of a test are closed to any other user.
        main.write_text("user root;\n" + main.read_text())
        log = folder / "error.log"
        process = subprocess.Popen(
            [*self.pod.wrapper, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log.open("ab"),
            start_new_session=True)
        try:
            listens = [*self.pod.wrapper, "bash", "-c", f"exec 3<>/dev/tcp/{ADDRESS}/443"]
            assert until(lambda: process.poll() is not None or subprocess.run(
                listens, capture_output=True).returncode == 0), log.read_text()
            assert process.poll() is None, log.read_text()
            yield
        finally:
            end(process)

    def doctor(self) -> dict[str, str]:
        """How urgent each thing is that `doctor` looked at."""
        rows = json.loads(self.pod.run("doctor", "--json").out)
        assert not [row for row in rows if row["urgency"] == "problem"], rows
        return {row["subject"]: row["urgency"] for row in reversed(rows)}


@pytest.fixture
def machine(dandelion: Path, tmp_path: Path) -> Iterator[Machine]:
    authority = make_authority(tmp_path, others=(ADDRESS,))
    with network() as wrapper:
        pod = pod_at_the_address(dandelion, tmp_path, authority, wrapper)
        yield Machine(pod, authority, tmp_path)


def test_the_podmins_hour(machine: Machine) -> None:
    pod = machine.pod
    picture = png(machine.folder / "marsh.png", seed=3)
    post = pod.publish("# The marsh\n\nAt low tide. #tides", "--photo", picture, "--alt", "The marsh")
    pod.ok("build")

    with machine.nginx():
        with machine.serving():
            pages_are_read(machine, post)
            other_pods_are_answered(machine)
            seen = machine.doctor()
            assert {seen[subject] for subject in ("outside", "front page", "headers", "passage")} == {"ok"}, seen
            archive = pod.ok("backup", f"{machine.folder}/backups/").strip()
        before = machine.sees(f"/posts/{post}")
        the_pod_is_away(machine, post)
        # Somebody elsewhere has asked for Alice by now.
        pod.run("move", "https://other.example").assert_plain_error(naming="looked up on")

        shutil.rmtree(pod.data)
        assert machine.sees(f"/posts/{post}").status != 200
        pod.ok("restore", archive)
        pod.ok("build")
        assert machine.sees(f"/posts/{post}").body == before.body
        with machine.serving():
            assert machine.sees(f"/.well-known/webfinger?resource=acct:alice@{ADDRESS}").status == 200
            assert machine.doctor()["front page"] == "ok"
            assert pod.publish("# After it all\n\nWords.")
            assert "After it all" in machine.sees("/").text


def pages_are_read(machine: Machine, post: str) -> None:
    home = machine.sees("/")
    assert home.status == 200 and f"/posts/{post}" in home.text
    assert "default-src 'none'" in home.headers["content-security-policy"]
    page = machine.sees(f"/posts/{post}", headers={"Accept-Encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert "At low tide." in gzip.decompress(page.body).decode()
    assert machine.sees("/feed.atom").headers["content-type"].startswith("application/atom+xml")
    assert machine.sees(f"/posts/{post}.html").status == 301
    plain = machine.sees(f"/posts/{post}", secure=False)
    assert (plain.status, plain.headers["location"]) == (301, f"https://{ADDRESS}/posts/{post}")
    missing = machine.sees("/nothing")
    assert missing.status == 404 and "<h1" in missing.text
    assert machine.sees("/../dandelion.toml").status in (400, 404)


def other_pods_are_answered(machine: Machine) -> None:
    finger = machine.sees(f"/.well-known/webfinger?resource=acct:alice@{ADDRESS}")
    assert finger.status == 200 and json.loads(finger.text)["subject"] == f"acct:alice@{ADDRESS}"
    bob = signer("bob@elsewhere.example")
    envelope = bob.envelope(bob.post(uuid.uuid4().hex, "From elsewhere."))
    assert machine.sees("/receive/public", "POST", envelope, ENVELOPE).status == 202
    assert machine.sees("/receive/public", "POST", b"", ENVELOPE).status == 400
    assert machine.sees(f"/receive/users/{uuid.uuid4().hex}", "POST", b"{}").status == 404


def the_pod_is_away(machine: Machine, post: str) -> None:
    """Its pages stay; what only the pod could answer is said to come back."""
    assert machine.sees(f"/posts/{post}").status == 200
    away = machine.sees("/receive/public", "POST", b"x", ENVELOPE)
    assert away.status == 503 and away.headers["retry-after"]
    rows = json.loads(machine.pod.run("doctor", "--json").out)
    [passage] = [row for row in rows if row["subject"] == "passage"]
    assert passage["urgency"] != "ok" and "does not reach `dandelion serve`" in passage["text"], passage
