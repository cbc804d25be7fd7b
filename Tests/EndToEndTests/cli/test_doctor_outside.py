"""`doctor` asks the pod at its public address, which is one of a network that only this test sees."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from authority import Authority, make_authority
from network import ADDRESS, INNER, network, pod_at_the_address
from patience import until
from pod import Pod, end

GUARDS = """
add_header Content-Security-Policy "default-src 'none'" always;
add_header X-Content-Type-Options nosniff always;
add_header Referrer-Policy no-referrer always;
"""
FORWARDED = "proxy_set_header X-Forwarded-For $remote_addr;"


@dataclass
class Outside:
    pod: Pod
    authority: Authority
    folder: Path

    @contextmanager
    def running(self, guards: str = GUARDS, forwarded: str = FORWARDED, root: Path | None = None,
                serves: bool = True) -> Iterator[None]:
        """The pod and a web server in front."""
        processes = []
        try:
            if serves:
                processes.append(self.pod.start("serve", log=self.folder / "serve.log"))
                assert until(lambda: "serving" in (self.folder / "serve.log").read_text())
            processes.append(self._front(guards, forwarded, root or self.pod.public))
            yield
        finally:
            for process in processes:
                end(process)

    def _front(self, guards: str, forwarded: str, root: Path) -> "subprocess.Popen[bytes]":
        folders = "".join(
            f"{kind}_temp_path {self.folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        file, log = self.folder / "front.conf", self.folder / "front.log"
        file.write_text(
            f"daemon off; master_process off; user root; pid {self.folder}/front.pid; error_log {log};\n"
            f"events {{}}\nhttp {{ access_log off;\n{folders} types {{ text/html html; }} gzip_static on;\n"
            f"server {{ listen {ADDRESS}:443 ssl; root {root};\n"
            f"ssl_certificate {self.authority.chain}; ssl_certificate_key {self.authority.key};\n{guards}"
            "location / { try_files $uri $uri.html $uri/index.html @pod; }\n"
            f"location @pod {{ proxy_pass http://127.0.0.1:{INNER}; proxy_set_header Host $host; {forwarded} }} }} }}\n")
        process = subprocess.Popen(
            [*self.pod.wrapper, "nginx", "-c", str(file), "-e", str(log)], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=log.open("ab"), start_new_session=True)
        listens = [*self.pod.wrapper, "bash", "-c", f"exec 3<>/dev/tcp/{ADDRESS}/443"]
        assert until(lambda: process.poll() is not None or subprocess.run(
            listens, capture_output=True).returncode == 0), log.read_text()
        assert process.poll() is None, log.read_text()
        return process

    def rows(self, code: int | None = None, pod: Pod | None = None) -> dict[str, dict[str, Any]]:
        answer = (pod or self.pod).run("doctor", "--json")
        assert code is None or answer.code == code, answer
        return {row["subject"]: row for row in reversed(json.loads(answer.out))}


@pytest.fixture
def outside(dandelion: Path, tmp_path: Path) -> Iterator[Outside]:
    authority = make_authority(tmp_path, others=(ADDRESS,))
    with network() as wrapper:
        pod = pod_at_the_address(dandelion, tmp_path, authority, wrapper)
        pod.publish("# Words\n\nFor all.\n")
        pod.ok("build")
        yield Outside(pod, authority, tmp_path)


def test_a_pod_as_it_should_be_is_seen_from_outside(outside: Outside) -> None:
    with outside.running():
        rows = outside.rows(code=0)
        for subject in ("outside", "front page", "headers", "passage"):
            assert rows[subject]["urgency"] == "ok", rows[subject]
        assert "outside" not in {
            row["subject"] for row in json.loads(outside.pod.run("doctor", "--json", "--offline").out)}


def test_what_is_planted_in_front_is_found(outside: Outside) -> None:
    elsewhere = outside.folder / "html"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("Welcome to nginx!")
    with outside.running(guards="", forwarded="", root=elsewhere):
        rows = outside.rows(code=1)
        assert rows["front page"]["urgency"] == "problem" and str(outside.pod.public) in rows["front page"]["remedy"]
        assert rows["headers"]["urgency"] == "warning" and "content-security-policy" in rows["headers"]["text"]
        assert rows["passage"]["urgency"] == "warning" and "X-Forwarded-For" in rows["passage"]["remedy"]


def test_a_pod_that_does_not_serve_is_found(outside: Outside) -> None:
    with outside.running(serves=False):
        rows = outside.rows(code=1)
        assert rows["front page"]["urgency"] == "ok", rows
        assert rows["passage"]["text"] == "the web server does not reach `dandelion serve`", rows


def test_a_certificate_that_strangers_do_not_trust_is_found(outside: Outside) -> None:
    stranger = replace(outside.pod, settings=outside.pod.settings[1:])
    with outside.running():
        row = outside.rows(code=1, pod=stranger)["outside"]
        assert row["urgency"] == "problem" and "certificate at port 443" in row["text"], row


def test_nobody_at_port_443_is_found(outside: Outside) -> None:
    row = outside.rows(code=1)["outside"]
    assert row["urgency"] == "problem" and "nobody answers at port 443" in row["text"], row


def test_a_server_that_takes_a_connection_and_says_nothing_is_not_waited_for(outside: Outside) -> None:
    # The kernel takes connections for it; nobody ever reads what comes.
    silent = subprocess.Popen(
        [*outside.pod.wrapper, sys.executable, "-c",
         f"import socket\nserver = socket.create_server(('{ADDRESS}', 443))\nprint('ready', flush=True)\n"
         "taken = []\nwhile True: taken.append(server.accept())"],
        stdout=subprocess.PIPE, start_new_session=True)
    try:
        assert silent.stdout and silent.stdout.readline() == b"ready\n"
        rows = outside.rows(code=0)
    finally:
        end(silent)
    assert rows["outside"]["urgency"] == "warning", rows["outside"]
    assert f"no answer in time at port 443 of {ADDRESS}" in rows["outside"]["text"], rows["outside"]
    assert "front page" not in rows and "passage" not in rows


def test_an_address_of_a_private_network_is_not_seen_from_outside(dandelion: Path, tmp_path: Path) -> None:
    pod = Pod(dandelion, tmp_path / "var", "https://10.9.8.7").init()
    rows = {row["subject"]: row for row in json.loads(pod.run("doctor", "--json").out)}
    assert rows["outside"]["urgency"] == "warning" and "not seen from outside" in rows["outside"]["text"], rows


def test_a_pod_on_localhost_is_not_asked(pod: Pod) -> None:
    assert "outside" not in {row["subject"] for row in json.loads(pod.ok("doctor", "--json"))}
