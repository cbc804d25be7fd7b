"""The files of config/ in the real nginx, Caddy and Apache, with the pod on and off.

The table of addresses is written by Tests/ServerTests (ProxyFilesTests) into addresses.json.
A tiny server stands for the pod; the real one is walked too.
Needs Debian's nginx-light, caddy and apache2. Every server is a child that is ended by its id.
"""

import gzip
import http.client
import json
import os
import pathlib
import select
import shutil
import socket
import sqlite3
import subprocess
import threading
import time
import uuid
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest

from ports import free_port
from web_servers import SERVERS, start, stop

HERE = pathlib.Path(__file__).resolve().parent
TABLE = json.loads((HERE / "addresses.json").read_text())


class Answer:
    def __init__(self, port, address, method="GET", headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.putrequest(method, address, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        self.status = response.status
        self.body = response.read()
        self.all = response.getheaders()
        connection.close()

    def values(self, name):
        return [value for key, value in self.all if key.lower() == name.lower()]

    def __getitem__(self, name):
        values = self.values(name)
        assert len(values) < 2, f"{name} was sent twice: {values}"
        return values[0] if values else None


# A page that was just written.
FRESH = b"<p>" + b"Many words of a page. " * 100


class StandIn(BaseHTTPRequestHandler):
    """Answers everything as the pod, so that one can see that it was asked."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = f"pod {self.command} {self.path} {self.rfile.read(length).decode()}".encode()
        self.send_response(503 if self.path == "/busy" else 200)
        self.send_header("Content-Type", "text/x-pod")
        self.send_header("Cache-Control", "private")
        self.send_header("Content-Security-Policy", "default-src 'none'; pod")
        if self.path == "/busy":
            self.send_header("Retry-After", "7")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def tree():
    """A public tree with a file for every row, and twins where the table has them."""
    # Servers drop their rights: the folder must be open to all, which pytest's own is not.
    folder = pathlib.Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    folder.chmod(0o755)
    root = folder / "public"

    def write(name, content):
        file = root / name.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    for row in TABLE["files"]:
        content = f"The file {row['file']}".encode()
        write(row["file"], content)
        if row["isCompressed"]:
            write(row["file"] + ".gz", gzip.compress(content, mtime=0))
            write(row["file"] + ".br", b"br:" + content)
    for name in ("/fresh.html", "/fresh.png"):
        write(name, FRESH)
    for name in TABLE["hidden"]:
        write(name, b"hidden")
    write("/404.html", b"<h1>Nothing is here</h1>")
    write("/410.html", b"<h1>It was deleted</h1>")
    write("/500.html", b"<h1>It failed</h1>")
    write("/503.html", b"<h1>Back soon</h1>")
    (folder / "secret.txt").write_text("secret")
    yield root
    shutil.rmtree(folder)


def real_pod(binary, folder, tree, port):
    data = folder / "data"
    subprocess.run(
        [binary, "--data", data, "init", "--url", f"http://localhost:{port}"], check=True
    )
    shutil.rmtree(data / "public", ignore_errors=True)
    shutil.copytree(tree, data / "public")
    return [binary, "--data", data, "serve", "--no-workers", "--port", str(port)]


class Site:
    def __init__(self, name, port, is_on, folder=None):
        self.name, self.port, self.is_on, self.folder = name, port, is_on, folder

    @property
    def logs(self):
        """Everything that the server wrote anywhere but into the tree."""
        return "\n".join(
            file.read_text(errors="replace") for file in self.folder.rglob("*.log") if file.is_file()
        )

    def get(self, address, method="GET", headers=None, body=None):
        return Answer(self.port, address, method, headers, body)


@pytest.fixture(
    scope="module",
    params=[(name, is_on) for name in SERVERS for is_on in (True, False)],
    ids=lambda case: f"{case[0]}-pod-{'on' if case[1] else 'off'}",
)
def site(request, tree, tmp_path_factory):
    name, is_on = request.param
    folder = tmp_path_factory.mktemp(name)
    for parent in [folder, *list(folder.parents)[:3]]:
        parent.chmod(0o755)
    pod = ThreadingHTTPServer(("127.0.0.1", 0), StandIn) if is_on else None
    if pod:
        threading.Thread(target=pod.serve_forever, daemon=True).start()
    port = free_port()
    command = SERVERS[name](folder, tree, port, pod.server_port if pod else free_port())
    process = start(command, port, folder)
    yield Site(name, port, is_on, folder)
    stop(process)
    if pod:
        pod.shutdown()
        pod.server_close()


def check_headers(answer, row):
    assert answer["Content-Type"] == row["type"]
    assert answer["Cache-Control"] == row["cacheControl"]
    assert answer["Content-Security-Policy"] == row["securityPolicy"]
    assert answer["Access-Control-Allow-Origin"] == ("*" if row["isShared"] else None)
    assert answer["Content-Location"] is None
    for name, value in TABLE["headers"].items():
        assert answer[name] == value


@pytest.mark.parametrize("row", TABLE["files"], ids=lambda row: row["address"])
def test_every_row_is_served_from_the_tree(site, row):
    answer = site.get(row["address"])
    assert (answer.status, answer.body.decode()) == (200, f"The file {row['file']}")
    check_headers(answer, row)
    assert answer["Content-Encoding"] is None
    assert answer["ETag"] and answer["Last-Modified"]
    again = site.get(row["address"], headers={"If-None-Match": answer["ETag"]})
    assert (again.status, again.body) == (304, b"")
    head = site.get(row["address"], "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head["Content-Type"] == row["type"]
    part = site.get(row["address"], headers={"Range": "bytes=4-7"})
    assert (part.status, part.body) == (206, b"file")


@pytest.mark.parametrize(
    "row", [row for row in TABLE["files"] if row["isCompressed"]], ids=lambda row: row["address"]
)
def test_twins_are_sent_to_those_who_take_them(site, row):
    plain = site.get(row["address"])
    zipped = site.get(row["address"], headers={"Accept-Encoding": "gzip"})
    assert (zipped.status, zipped["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(zipped.body).decode() == f"The file {row['file']}"
    assert "accept-encoding" in ",".join(zipped.values("Vary")).lower()
    assert zipped["ETag"] != plain["ETag"]
    check_headers(zipped, row)
    both = site.get(row["address"], headers={"Accept-Encoding": "gzip, br"})
    assert both["Content-Encoding"] == ("gzip" if site.name == "nginx" else "br")
    check_headers(both, row)
    refused = site.get(row["address"], headers={"Accept-Encoding": "br;q=0"})
    assert refused["Content-Encoding"] is None


def test_a_page_without_its_twins_is_compressed_by_the_server(site):
    plain = site.get("/fresh")
    assert (plain.status, plain.body, plain["Content-Encoding"]) == (200, FRESH, None)
    for taken in ("gzip", "gzip, br"):
        zipped = site.get("/fresh", headers={"Accept-Encoding": taken})
        assert (zipped.status, zipped["Content-Encoding"]) == (200, "gzip")
        assert gzip.decompress(zipped.body) == FRESH and len(zipped.body) < len(FRESH)
        assert "accept-encoding" in ",".join(zipped.values("Vary")).lower()
        assert zipped["Content-Type"] == plain["Content-Type"]
        again = site.get("/fresh", headers={"Accept-Encoding": taken, "If-None-Match": plain["ETag"]})
        assert (again.status, again.body) == (304, b"")
    for refused in ("br", "gzip;q=0", "identity"):
        answer = site.get("/fresh", headers={"Accept-Encoding": refused})
        assert (answer.body, answer["Content-Encoding"]) == (FRESH, None)
    assert site.get("/fresh.png", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] is None


@pytest.mark.parametrize("address,location", TABLE["redirects"].items())
def test_other_names_of_a_page_lead_to_its_address(site, address, location):
    answer = site.get(address)
    assert answer.status == 301
    target = answer["Location"].removeprefix(f"http://127.0.0.1:{site.port}")
    assert target.isascii() and unquote(target) == unquote(location)


@pytest.mark.parametrize("address", TABLE["errorPages"])
def test_error_pages_are_not_there_when_asked_for_by_name(site, address):
    answer = site.get(address)
    assert (answer.status, answer.body) == (404, b"<h1>Nothing is here</h1>")
    assert answer["Location"] is None and answer["Retry-After"] is None
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", TABLE["hidden"])
def test_hidden_files_are_never_shown(site, address):
    answer = site.get(address)
    assert (answer.status, answer.body) == (404, b"<h1>Nothing is here</h1>")
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", TABLE["hidden"])
def test_hidden_files_are_never_shown_however_they_are_asked_for(site, address):
    folder, name = address[1:].split("/", 1) if "/" in address[1:] else ("", address[1:])
    for way in [
        f"/{address}", f"/.{address}", f"/about/..{address}", f"/about/%2e%2e{address}",
        "/" + address[1:].replace(".", "%2e"), "/" + address[1:].replace("/", "//"),
        "/" + address[1:].replace("/", "/./"), f"/.well-known/..{address}", f"/.well-known/%2e%2e{address}",
        f"{folder}%2f{name}", f"{address}/", address.removesuffix(".html"), address.removesuffix(".gz"),
        f"{address}?", f"{address}%00", f"/%CC%81{address}", f"//localhost{address}",
    ]:
        for headers in ({}, {"Accept-Encoding": "gzip, br"}):
            answer = site.get(way, headers=headers)
            assert b"hidden" not in answer.body, way


def check_unavailable(answer):
    assert (answer.status, answer.body) == (503, b"<h1>Back soon</h1>")
    assert answer["Retry-After"] == str(TABLE["retryAfter"])
    assert len(answer["X-Request-Id"]) >= 16
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", TABLE["dynamic"])
def test_the_rest_is_the_pods(site, address):
    answer = site.get(address + "?a=b%20c")
    if not site.is_on:
        return check_unavailable(answer)
    assert (answer.status, answer.body.decode()) == (200, f"pod GET {address}?a=b%20c ")
    assert answer["Content-Type"] == "text/x-pod"
    assert answer["Cache-Control"] == "private"
    assert answer["Content-Security-Policy"] == "default-src 'none'; pod"


@pytest.mark.parametrize(
    "address,method",
    [("/receive/public", "POST"), ("/about", "POST"), ("/posts/a.html", "PUT"), ("/x/", "DELETE")],
)
def test_writing_is_the_pods(site, address, method):
    answer = site.get(address, method, body=b"word")
    if not site.is_on:
        return check_unavailable(answer)
    assert (answer.status, answer.body.decode()) == (200, f"pod {method} {address} word")


@pytest.mark.parametrize("address", ["/receive/public", "/about", "/posts/a.html", "/feeds/a"])
def test_a_body_that_is_announced_to_be_long_is_refused_unread(site, address):
    if site.name == "caddy":
        pytest.skip("the limit is the pod's")
    answer = site.get(address, "POST", {"Content-Length": str(1 << 40)})
    assert answer.status == 413 or not site.is_on and answer.status == 503


def test_a_busy_pod_speaks_for_itself(site):
    if not site.is_on:
        pytest.skip("needs the pod")
    answer = site.get("/busy")
    assert (answer.status, answer.body) == (503, b"pod GET /busy ")
    assert answer["Retry-After"] == "7"


@pytest.mark.parametrize(
    "address", ["/../secret.txt", "/%2e%2e/secret.txt", "/posts/..%2f..%2fsecret.txt", "/..%5csecret.txt"]
)
def test_attack_30_no_path_leaves_the_tree(site, address):
    answer = site.get(address)
    assert answer.body != b"secret"


def test_attack_31_planted_links_are_not_followed(site, tree):
    if site.name == "caddy":
        pytest.skip("Caddy follows links; its file says so")
    link = tree / "planted.txt"
    link.symlink_to("/etc/passwd")
    try:
        answer = site.get("/planted.txt")
    finally:
        link.unlink()
    # nginx takes it for missing and asks the pod; Apache says 403.
    assert answer.status in (403, 404, 503) or answer.body.startswith(b"pod ")
    assert b"root:" not in answer.body


def test_attack_53_redirects_never_repeat_a_strangers_host(site):
    answer = site.get("/about/", headers={"X-Forwarded-Host": "evil.example"})
    assert answer.status == 301
    assert "evil" not in str(answer.all)


SECRET = "f00dcafe5ec4e70f11a117ed"


def ways(folder):
    """How a client may write the path of something secret."""
    first, rest = folder[1:].split("/", 1)
    return [
        f"{folder}{SECRET}", f"{folder}{SECRET}?size=large", f"/{folder}{SECRET}", f"{folder}/{SECRET}",
        f"/{first}/./{rest}{SECRET}", f"/about/..{folder}{SECRET}", f"/about/%2e%2e{folder}{SECRET}",
        f"/%{ord(first[0]):x}{first[1:]}/{rest}{SECRET}", f"{folder}{SECRET}%", f"{folder}{SECRET}/", f"{folder}{SECRET}.html",
        f"{folder}.{SECRET}", f"{folder}{SECRET}~", f"{folder}{'x' * 5000}{SECRET}",
        f"//{first}//{rest}/{SECRET}", f"//{first}//{rest}{SECRET}//", f"/{first}//{rest}{SECRET}/?{SECRET}",
        f"{folder}{SECRET}/{SECRET}", f"{folder[:-1]}//{SECRET}/", f"{folder}{SECRET}/.", f"{folder}{SECRET}/../{SECRET}",
        f"{folder[:-1]}%2f{SECRET}", f"{folder[:-1]}%2F{SECRET}/", f"{folder}%2e/{SECRET}", f"{folder};{SECRET}",
        f"http://localhost{folder}{SECRET}", f"http://localhost/{folder}{SECRET}/", f"HTTP://u@localhost:1{folder}{SECRET}?x",
        folder.replace("/", "\\") + SECRET,
    ]


def ask_in_all_ways(site, folder):
    """Asks for something secret, and lets a browser say that it came from there."""
    for address in ways(folder):
        for method in ("GET", "HEAD"):
            # A server may take an address for no request at all.
            with suppress(http.client.HTTPException, ConnectionError):
                site.get(address, method)
        # A server that refuses an address need not read the body: closing on it may take the answer along.
        with suppress(http.client.HTTPException, ConnectionError):
            site.get(address, "POST", body=b"word")
    # A browser says where it came from, for example when it asks for an icon.
    site.get("/favicon.ico", headers={"Referer": f"http://127.0.0.1:{site.port}{folder}{SECRET}"})
    site.get("/nowhere?" + SECRET, headers={"Referer": f"http://127.0.0.1:{site.port}{folder}{SECRET}"})


def check_logs(site):
    address = f"/people/{uuid.uuid4()}"
    site.get(address)

    until_logged(site, address)
    assert [line for line in site.logs.splitlines() if SECRET in line] == []


@pytest.mark.parametrize("folder", TABLE["secretFolders"])
def test_attack_68_what_is_secret_in_a_path_is_in_no_log(site, folder, tree):
    ask_in_all_ways(site, folder)
    (tree / folder[1:]).mkdir(parents=True, exist_ok=True)
    (tree / folder[1:] / SECRET).mkdir()
    (tree / folder[1:] / f"{SECRET}.txt").symlink_to("/etc/passwd")
    (tree / folder[1:] / f"{SECRET}.css").write_text("")
    (tree / folder[1:] / f"{SECRET}.css").chmod(0)
    for end in ("", "/", ".txt", ".css"):
        site.get(f"{folder}{SECRET}{end}")
    (tree / folder[1:] / SECRET).rmdir()
    (tree / folder[1:] / f"{SECRET}.txt").unlink()
    (tree / folder[1:] / f"{SECRET}.css").unlink()

    check_logs(site)


def test_attack_68_what_is_secret_in_a_path_is_not_in_the_pods_own_log(dandelion, tree, tmp_path):
    port = free_port()
    process = start(real_pod(dandelion, tmp_path, tree, port), port, tmp_path)
    try:
        pod = Site("dandelion", port, True, tmp_path)
        for folder in TABLE["secretFolders"]:
            ask_in_all_ways(pod, folder)
        check_logs(pod)
    finally:
        stop(process)


def until_logged(site, address):
    """Until a request that came after the others stands in the log."""
    for _ in range(200):
        if address in site.logs:
            return
        time.sleep(0.05)
    raise AssertionError(f"{address} was never logged:\n{site.logs[-3000:]}")


@pytest.mark.parametrize("name", [*SERVERS, "none"])
def test_attack_53_the_pod_counts_the_address_that_the_web_server_saw(name, dandelion, tree, tmp_path):
    for parent in [tmp_path, *list(tmp_path.parents)[:3]]:
        parent.chmod(0o755)
    inner = free_port()
    processes = [start(real_pod(dandelion, tmp_path, tree, inner), inner, tmp_path)]
    try:
        port = inner
        if name in SERVERS:
            port = free_port()
            processes.append(start(SERVERS[name](tmp_path, tree, port, inner), port, tmp_path))
        claims = ["203.0.113.1", "203.0.113.1, 203.0.113.2", "203.0.113.1,", "127.0.0.1", "unknown"]
        sent = 0
        for client in ("127.0.0.2", "127.0.0.3"):
            for headers in [[], *([("X-Forwarded-For", claim)] for claim in claims), [
                ("X-Forwarded-For", "203.0.113.1"), ("X-Forwarded-For", "203.0.113.2"),
                ("Forwarded", "for=203.0.113.3"), ("X-Real-IP", "203.0.113.4"),
            ]]:
                connection = http.client.HTTPConnection(
                    "127.0.0.1", port, timeout=20, source_address=(client, 0)
                )
                sent += 1
                connection.putrequest("POST", "/receive/public")
                for header, value in headers:
                    connection.putheader(header, value)
                body = b"message %d" % sent
                connection.putheader("Content-Length", str(len(body)))
                connection.endheaders(body)
                assert connection.getresponse().status == 202
                connection.close()
        with closing(sqlite3.connect(tmp_path / "data" / "dandelion.sqlite", timeout=30)) as database:
            counted = database.execute("SELECT address, COUNT(*) FROM inboxEntry GROUP BY address").fetchall()
        assert dict(counted) == {"127.0.0.2": sent // 2, "127.0.0.3": sent // 2}
    finally:
        for process in reversed(processes):
            stop(process)


@pytest.mark.parametrize("name", [*SERVERS, "none"])
def test_attack_63_half_sent_bodies_of_one_client_take_no_room_from_another(name, dandelion, tree, tmp_path):
    for parent in [tmp_path, *list(tmp_path.parents)[:3]]:
        parent.chmod(0o755)
    inner = free_port()
    processes = [start(real_pod(dandelion, tmp_path, tree, inner), inner, tmp_path)]
    halves = []
    try:
        port = inner
        if name in SERVERS:
            port = free_port()
            processes.append(start(SERVERS[name](tmp_path, tree, port, inner), port, tmp_path))
        for _ in range(24):
            half = socket.create_connection(("127.0.0.1", port), 20, source_address=("127.0.0.2", 0))
            halves.append(half)
            half.setblocking(False)
            half.send(b"POST /receive/public HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n")
        waiting = {half: 2_900_000 for half in halves}
        deadline = time.monotonic() + 60
        while waiting and time.monotonic() < deadline:
            _, ready, _ = select.select([], list(waiting), [], 1)
            for half in ready:
                try:
                    waiting[half] -= half.send(b"a" * min(65_536, waiting[half]))
                except OSError:
                    waiting[half] = 0           # It was refused, which is as well.
            # One that the pod does not read is full, and stays so.
            waiting = {half: rest for half, rest in waiting.items() if rest and ready}

        for number in range(20):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=("127.0.0.3", 0))
            connection.request("POST", "/receive/public", b"message %d" % number)
            assert connection.getresponse().status == 202
            connection.close()
    finally:
        for half in halves:
            half.close()
        for process in reversed(processes):
            stop(process)


def test_the_pod_serves_the_same_tree(dandelion, tree, tmp_path):
    port = free_port()
    process = start(real_pod(dandelion, tmp_path, tree, port), port, tmp_path)
    try:
        pod = Site("dandelion", port, True)
        for row in TABLE["files"]:
            test_every_row_is_served_from_the_tree(pod, row)
            if row["isCompressed"]:
                test_twins_are_sent_to_those_who_take_them(pod, row)
        for address, location in TABLE["redirects"].items():
            test_other_names_of_a_page_lead_to_its_address(pod, address, location)
        for address in TABLE["hidden"]:
            test_hidden_files_are_never_shown(pod, address)
            test_hidden_files_are_never_shown_however_they_are_asked_for(pod, address)
        for address in TABLE["errorPages"]:
            test_error_pages_are_not_there_when_asked_for_by_name(pod, address)
    finally:
        stop(process)


@pytest.mark.parametrize("name", [*SERVERS, "none"])
def test_what_the_podmin_sends_on_is_a_redirect_with_the_pod_on_and_a_page_without(name, dandelion, tree, tmp_path):
    for parent in [tmp_path, *list(tmp_path.parents)[:3]]:
        parent.chmod(0o755)
    inner = free_port()
    command = real_pod(dandelion, tmp_path, tree, inner)
    (tmp_path / "data" / "site").mkdir()
    (tmp_path / "data" / "site" / "redirects").write_text(
        "/old /about\n/caf%C3%A9/ https://x.example/caf%C3%A9?a=b#c\n/plain.html https://x.example/\n")
    shutil.rmtree(tmp_path / "data" / "public")
    subprocess.run([dandelion, "--data", tmp_path / "data", "build"], check=True)
    processes = [start(command, inner, tmp_path)]
    try:
        port = inner
        if name in SERVERS:
            port = free_port()
            processes.append(start(SERVERS[name](tmp_path, tmp_path / "data" / "public", port, inner), port, tmp_path))
        site = Site(name, port, True, tmp_path)
        for address, target in [
            ("/old", "/about"), ("/old/", "/about"), ("/old.html", "/about"), ("/old?a=b", "/about?a=b"),
            ("/caf%C3%A9", "https://x.example/caf%C3%A9?a=b#c"), ("/caf%C3%A9/", "https://x.example/caf%C3%A9?a=b#c"),
            ("/plain", "https://x.example/"), ("/plain.html", "https://x.example/"),
        ]:
            assert led(site, address) == target
        assert site.get("/.moved/old/.to").status == 404
        assert site.get("/about").status == 200

        stop(processes[0])
        if name in ("nginx", "caddy"):
            for address in ("/old", "/caf%C3%A9", "/plain"):
                answer = site.get(address)
                assert (answer.status, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
                assert b'http-equiv="refresh"' in answer.body
        if name == "apache":
            assert led(site, "/old") == "/about"
    finally:
        for process in reversed(processes):
            stop(process)


def led(site, address):
    """Where an address leads in the end, by redirects of this server alone."""
    for _ in range(3):
        answer = site.get(address)
        if answer.status != 301:
            return address
        address = answer["Location"].removeprefix(f"http://127.0.0.1:{site.port}")
        if not address.startswith("/"):
            return address
    raise AssertionError(f"{address} leads on and on")


def test_sigterm_finishes_a_slow_download(dandelion, tree, tmp_path):
    content = os.urandom(1 << 20) * 32
    (tree / "files" / "long.zip").write_bytes(content)
    port = free_port()
    process = start(real_pod(dandelion, tmp_path, tree, port), port, tmp_path)
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
            client.sendall(b"GET /files/long.zip HTTP/1.1\r\nHost: a\r\n\r\n")
            received = client.recv(1000)
            process.terminate()
            while True:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) != 0:
                        break
            while piece := client.recv(1 << 16):
                received += piece
        assert received.split(b"\r\n\r\n", 1)[1] == content
        assert process.wait(20) == 0
    finally:
        stop(process)
        (tree / "files" / "long.zip").unlink()


def test_slow_readers_take_little_memory(dandelion, tree, tmp_path):
    (tree / "files" / "long.zip").write_bytes(bytes(32 << 20))
    port = free_port()
    process = start(real_pod(dandelion, tmp_path, tree, port), port, tmp_path)
    clients = []
    try:
        for _ in range(50):
            client = socket.create_connection(("127.0.0.1", port), timeout=20)
            client.sendall(b"GET /files/long.zip HTTP/1.1\r\nHost: a\r\n\r\n")
            assert client.recv(12) == b"HTTP/1.1 200"
            clients.append(client)
        for client in clients:
            left = 20 << 20
            while left > 0:
                left -= len(client.recv(1 << 16))
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text().split()
        own = sum(int(status[status.index(name) + 1]) for name in ["RssAnon:", "RssShmem:"])
        assert own < 100 << 10, "kilobytes of its own for fifty readers"
    finally:
        for client in clients:
            client.close()
        stop(process)
        (tree / "files" / "long.zip").unlink()
