"""`dandelion serve` as a browser, a proxy and an attacker see it, and `build --watch` as a writer does."""

import gzip
import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser

from at_work import in_two_seconds
from judges.tree import TWINS
from patience import until
from pictures import png
from pod import REPOSITORY, Pod, end
from ports import free_port

# Copies of the feed under the names that other programs give it; the pod leads on to it.
OLD_FEEDS = {"/index.xml", "/feed.xml", "/atom.xml", "/rss.xml"}
TYPES = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".atom": "application/atom+xml",
    ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain",
}


class Running:
    """A pod that serves on a port of its own."""

    def __init__(self, pod: Pod, log: Path, *options: str) -> None:
        self.pod, self.log = pod, log
        self.port = int(pod.url.rsplit(":", 1)[1])
        self.process = pod.start("serve", "--port", self.port, *options, log=log)
        self.wait()

    def wait(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            try:
                if self.get("/robots.txt").status == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"serve did not answer:\n{self.log.read_text()}")

    def get(self, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": f"localhost:{self.port}"} | names)
        response = connection.getresponse()
        response.body = response.read()  # type: ignore[attr-defined]
        connection.close()
        return response


@pytest.fixture(scope="module")
def running(dandelion: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("serve")
    pod = Pod(dandelion, folder / "var", f"http://localhost:{free_port()}").init()
    photo = png(folder / "photo.png", seed=5)
    pod.publish("# Served words\n\n" + "Many words to serve, with #garden. " * 60, "--photo", photo, "--alt", "Bands")
    pod.ok("build")
    server = Running(pod, folder / "log")
    yield server
    end(server.process)


def test_every_file_of_the_tree_is_served_as_it_is(running: Running) -> None:
    site = running.pod.tree
    for file in site.files:
        answer = running.get(site.address(file) if file.endswith(".html") else file)
        if file in OLD_FEEDS:
            assert (answer.status, answer.getheader("Location")) == (301, "/feed.atom"), file
            continue
        is_error = file in ("/404.html", "/410.html", "/500.html", "/503.html")
        assert answer.status == (404 if is_error else 200), file
        assert answer.body == site.read("/404.html" if is_error else file), file
        kind = TYPES.get(Path(file).suffix)
        if kind:
            assert answer.headers["Content-Type"].startswith(kind), (file, answer.headers["Content-Type"])
        assert answer.headers["X-Content-Type-Options"] == "nosniff", file


def test_pages_carry_a_strict_policy(running: Running) -> None:
    policy = running.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "img-src 'self' https:" in policy
    assert "'none'" in policy or "default-src 'self'" in policy


def test_twins_are_sent_to_those_who_take_them(running: Running) -> None:
    site = running.pod.tree
    assert until(lambda: all(site.path(f"/index.html{ending}").exists() for ending in TWINS))
    plain = site.read("/index.html")
    assert brotli.decompress(running.get("/", Accept_Encoding="br, gzip").body) == plain
    packed = running.get("/", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip" and gzip.decompress(packed.body) == plain
    assert "accept-encoding" in packed.headers["Vary"].lower()
    for refused in ("identity", "gzip;q=0, br;q=0", ""):
        answer = running.get("/", Accept_Encoding=refused)
        assert answer.body == plain and answer.headers["Content-Encoding"] is None, refused
    assert set(TWINS) == {".gz", ".br"}


def test_unchanged_pages_are_not_sent_again(running: Running) -> None:
    first = running.get("/")
    tag, date = first.headers["ETag"], first.headers["Last-Modified"]
    assert tag and date
    for headers in ({"If_None_Match": tag}, {"If_Modified_Since": date}, {"If_None_Match": f'"other", {tag}'}):
        again = running.get("/", **headers)
        assert again.status == 304 and again.body == b"", headers
    assert running.get("/", If_None_Match='"other"').status == 200


def test_head_and_ranges(running: Running) -> None:
    site = running.pod.tree
    photo = next(file for file in site.files if file.startswith("/uploads/images/"))
    data = site.read(photo)
    head = running.get(photo, "HEAD")
    assert head.status == 200 and head.body == b"" and int(head.headers["Content-Length"]) == len(data)
    part = running.get(photo, Range="bytes=10-19")
    assert part.status == 206 and part.body == data[10:20]
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(data)}"
    assert running.get(photo, Range=f"bytes={len(data)}-").status == 416


def test_what_is_not_there_is_a_kind_404(running: Running) -> None:
    answer = running.get("/no/such/page")
    assert answer.status == 404
    assert answer.body == running.pod.tree.read("/404.html")


@pytest.mark.parametrize("path", [
    "/../dandelion.toml", "/..%2fdandelion.toml", "/%2e%2e/secret", "/%2e%2e%2fdandelion.sqlite",
    "/posts/../../secret", "//etc/passwd", "/posts/%00", "/assets/..%5c..%5csecret", "/.git/config",
    "/index.html/../../secret", "/%252e%252e/secret", "/" + "a" * 9000,
])
def test_attack_30_no_path_leads_out_of_the_tree(path: str, running: Running) -> None:
    secrets = [(running.pod.data / name).read_bytes() for name in ("dandelion.toml", "secret")]
    with socket.create_connection(("127.0.0.1", running.port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{running.port}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.split(b" ", 2)[1] in (b"400", b"403", b"404", b"414", b"431", b"503"), answer[:200]
    assert all(secret not in answer for secret in secrets) and b"root:" not in answer
    assert running.get("/").status == 200


def test_a_post_published_while_serving_is_there_and_gone_once_deleted(running: Running) -> None:
    post = running.pod.publish("# Written while serving\n\nFresh words.\n")
    assert running.get(f"/posts/{post}").status == 200
    assert b"Written while serving" in running.get("/").body

    running.pod.ok("post", "delete", post, "--yes")

    assert running.get(f"/posts/{post}").status == 410
    assert b"Written while serving" not in running.get("/").body


def test_attack_32_a_deleted_limited_post_is_as_unknown_as_it_was(running: Running) -> None:
    said = running.pod.ok("post", "new", "-", "--as", "alice", "--aspect", "Family", stdin="Not for everybody.\n")
    posts = [row["guid"] for row in json.loads(running.pod.ok("post", "list", "--as", "alice", "--json"))]
    [post] = [guid for guid in posts if guid in said]
    assert running.get(f"/posts/{post}").status == 404

    running.pod.ok("post", "delete", post, "--yes")

    assert running.get(f"/posts/{post}").status == 404


def test_many_readers_at_once_get_whole_pages(running: Running) -> None:
    whole = running.pod.tree.read("/index.html")
    wrong: list[str] = []

    def read() -> None:
        for _ in range(25):
            if running.get("/").body != whole:
                wrong.append("other bytes")
    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_a_graceful_stop_loses_no_request(dandelion: Path, tmp_path: Path) -> None:
    pod = Pod(dandelion, tmp_path / "var", f"http://localhost:{free_port()}").init()
    pod.publish("# Words\n\n" + "Long words. " * 20_000)
    pod.ok("build")
    page = next(file for file in pod.tree.pages if file.startswith("/posts/"))
    server = Running(pod, tmp_path / "log")
    slow = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.sendall(f"GET {pod.tree.address(page)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = slow.recv(1000)

    server.process.send_signal(signal.SIGTERM)
    while chunk := slow.recv(65536):
        answer += chunk
    code = server.process.wait(20)

    slow.close()
    assert code == 0, server.log.read_text()
    assert answer.split(b"\r\n\r\n", 1)[1] == pod.tree.read(page)
    with pytest.raises(OSError):
        server.get("/")


def test_a_pod_of_another_address_says_where_it_is_read_on_this_machine(dandelion: Path, tmp_path: Path) -> None:
    pod = Pod(dandelion, tmp_path / "var", "https://pod.example").init()
    pod.publish("# Words\n\nRead before the address leads here.")
    port = free_port()
    process = pod.start("serve", "--port", port, log=tmp_path / "log")
    try:
        line = f"serving https://pod.example/ on http://localhost:{port}/"
        assert until(lambda: line in (tmp_path / "log").read_text().splitlines()), (tmp_path / "log").read_text()
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
            connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
            answer = connection.getresponse()
            assert answer.status == 200 and b"Read before the address leads here." in answer.read()
    finally:
        end(process)


def test_a_port_in_use_is_a_plain_error(running: Running, pod: Pod) -> None:
    answer = pod.run("serve", "--port", running.port, timeout=30)
    answer.assert_plain_error(naming=f"port {running.port} is in use")


def test_the_page_of_a_failure_has_the_id_that_the_log_has(dandelion: Path, tmp_path: Path) -> None:
    pod = Pod(dandelion, tmp_path / "var", f"http://localhost:{free_port()}").init()
    pod.ok("build")
    assert pod.tree.read("/500.html").count(b"dandelion-request-id") == 1
    server = Running(pod, tmp_path / "log", "--no-workers")
    try:
        with closing(sqlite3.connect(pod.data / "dandelion.sqlite", timeout=30)) as database:
            database.execute("ALTER TABLE person RENAME TO lost")
        path = f"/.well-known/webfinger?resource=acct:alice@{pod.url.removeprefix('http://').rstrip('/')}"
        own = server.get(path)
        given = server.get(path, X_Request_Id="of-the-web-server-in-front")
        odd = server.get(path, X_Request_Id="<b>of nobody</b>")

        assert [answer.status for answer in (own, given, odd)] == [500, 500, 500]
        names = [answer.headers["X-Request-Id"] for answer in (own, given, odd)]
        # This machine is trusted; what is no ID is nobody's.
        assert names[1] == "of-the-web-server-in-front" and len(set(names)) == 3
        for answer, name in zip((own, given, odd), names, strict=True):
            assert name.encode() in answer.body and b"Something went wrong" in answer.body
            assert "error a request failed: error=" in server.log.read_text()
            assert until(lambda name=name: len(re.findall(rf"request={re.escape(name)}(?: |$)", server.log.read_text(), re.M)) == 2)
        assert "nobody" not in server.log.read_text()
    finally:
        end(server.process)


def test_how_much_is_logged_can_be_set(pod: Pod, tmp_path: Path) -> None:
    pod.ok("build")
    pod = replace(pod, url=f"http://localhost:{free_port()}")
    for number, (settings, requests, starts) in enumerate([
        ((), True, True),
        ((("DANDELION_ENVIRONMENT_LOGGING_REQUESTS", "false"),), False, True),
        ((("LOG_LEVEL", "warning"),), False, False),
    ]):
        log = tmp_path / f"log-{number}"
        server = Running(replace(pod, settings=settings), log, "--no-workers")
        server.get("/nowhere")
        end(server.process)
        assert (" info answered a request: " in log.read_text()) == requests
        assert ("info Server started" in log.read_text()) == starts
    refused = replace(pod, settings=(("LOG_LEVEL", "loud"),)).run("post", "list")
    refused.assert_plain_error(naming="LOG_LEVEL")


def test_work_says_what_it_does(pod: Pod, tmp_path: Path) -> None:
    log = tmp_path / "work"
    pod.ok("build")
    process = pod.start("work", log=log)
    try:
        assert until(lambda: re.search(r" info the work begins: pod=\S+ version=\S+\n", log.read_text()))
        pod.ok("post", "new", "-", "--as", "alice", "--public", "--at", in_two_seconds(), stdin="# On time\n\nWords.\n")
        assert until(lambda: " info published what was due: posts=1\n" in log.read_text())
        assert until(lambda: re.search(r" info built pages: files=[1-9]\d* pages=\d+\n", log.read_text()))
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert " info the work ends\n" in log.read_text()


def test_attack_63_connections_are_no_more_than_descriptors_allow(dandelion: Path, tmp_path: Path) -> None:
    pod = Pod(dandelion, tmp_path / "var", f"http://localhost:{free_port()}").init()
    pod.ok("build")
    allowed = 512
    server = Running(replace(pod, wrapper=("prlimit", f"--nofile={allowed}:{allowed}")), tmp_path / "log")
    silent = []
    try:
        for number in range(300):
            made = socket.socket()
            made.bind((f"127.0.3.{number % 250 + 1}", 0))
            made.connect(("127.0.0.1", server.port))
            silent.append(made)
            if number % 30 == 0:
                assert server.get("/").status == 200
                assert len(os.listdir(f"/proc/{server.process.pid}/fd")) < allowed
        assert server.get("/").status == 200
        # Where descriptors are short, they cannot be accepted.
        assert "many open files" not in server.log.read_text()
    finally:
        for one in silent:
            one.close()
        end(server.process)


def test_a_server_with_few_descriptors_raises_the_soft_limit(dandelion: Path, tmp_path: Path) -> None:
    pod = Pod(dandelion, tmp_path / "var", f"http://localhost:{free_port()}").init()
    pod.ok("build")
    server = Running(replace(pod, wrapper=("prlimit", "--nofile=256:4096")), tmp_path / "log")
    try:
        limits = Path(f"/proc/{server.process.pid}/limits").read_text()
        assert re.search(r"Max open files\s+4096\s+4096", limits), limits
    finally:
        end(server.process)


def test_watching_rebuilds_and_reloads_the_open_page(
    dandelion: Path, tmp_path: Path, browser: Browser,
) -> None:
    site = tmp_path / "site"
    shutil.copytree(REPOSITORY / "site", site, ignore=shutil.ignore_patterns("sample"))
    pod = Pod(dandelion, tmp_path / "var", f"http://localhost:{free_port()}").init()
    text = (pod.data / "dandelion.toml").read_text()
    named = f'site = "{site}"'
    text = re.sub(r"(?m)^\[environment\]$", f"[environment]\n{named}", text, count=1) \
        if re.search(r"(?m)^\[environment\]$", text) else f"{text}\n[environment]\n{named}\n"
    (pod.data / "dandelion.toml").write_text(text)
    (site / "landing.md").write_text("Words before.\n")
    pod.ok("build")
    log = tmp_path / "log"
    process = pod.start("build", "--watch", log=log)
    window = browser.new_context()
    try:
        address = watched_address(process, log)
        page = window.new_page()
        page.goto(address)
        page.get_by_text("Words before.").wait_for(timeout=20_000)
        (site / "landing.md").write_text("Words after.\n")
        page.get_by_text("Words after.").wait_for(timeout=20_000)
        assert "Words after." in (pod.public / "index.html").read_text()
        assert "EventSource" not in (pod.public / "index.html").read_text()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) in (0, -signal.SIGINT, 130), log.read_text()
    finally:
        window.close()
        end(process)
    pod.ok("build", "--output", tmp_path / "clean")
    assert (tmp_path / "clean" / "index.html").read_bytes() == (pod.public / "index.html").read_bytes()


def watched_address(process: subprocess.Popen[bytes], log: Path) -> str:
    """The address that `build --watch` prints once it is ready."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        if found := re.search(r"http://[\w.]+:\d+/?", log.read_text()):
            return found.group()
        time.sleep(0.05)
    raise AssertionError(f"no address printed:\n{log.read_text()}")


def test_pictures_that_a_killed_import_left_are_swept(new_pod: Callable[[str], Pod], tmp_path: Path) -> None:
    pod = new_pod("swept")
    pod.ok("post", "new", "-", "--as", "alice", "--draft", "--photo", png(tmp_path / "a.png", seed=3), "--alt", "x",
           stdin="words")
    images = pod.data / "uploads" / "images"
    kept = {file.name for file in images.iterdir()}
    young, old = ["a" * 32 + ".png"], ["b" * 32 + ".png", "thumb_small_" + "b" * 32 + ".png", f".{'c' * 32}.png.making"]
    for name in [*young, *old[:2]]:
        (images / name).write_bytes(b"stray")
    (images / old[2]).mkdir()
    long_ago = time.time() - 3 * 86_400
    for name in [*kept, *old]:
        os.utime(images / name, (long_ago, long_ago))
    process = pod.start("work", log=tmp_path / "log")
    try:
        deadline = time.monotonic() + 30
        while any((images / name).exists() for name in old):
            assert time.monotonic() < deadline and process.poll() is None, (tmp_path / "log").read_text()
            time.sleep(0.05)
    finally:
        end(process)
    assert {file.name for file in images.iterdir()} == kept | set(young)
