"""The files of config/ as they stand on a real machine: with TLS, port 80 beside it, and IPv6.

A tiny server stands for the pod. Every server is a child that is ended by its id.
"""

import http.client
import ssl
import subprocess
import threading
from http.server import ThreadingHTTPServer
from urllib.parse import unquote

import pytest

from ports import free_port, has_ipv6
from test_proxies import SECRET, TABLE, Site, StandIn, until_logged
from web_servers import SERVERS, Outside, start, stop, wait_for


class Named(StandIn):
    """Answers with the ID under which the web server sends a request on."""

    def answer(self):
        body = ",".join(self.headers.get_all("X-Request-Id") or []).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer


@pytest.fixture(scope="module", params=SERVERS)
def site(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    for parent in [folder, *list(folder.parents)[:3]]:
        parent.chmod(0o755)
    (folder / "public").mkdir()
    (folder / "public" / "about.html").write_text("about")
    (folder / "public" / "404.html").write_text("404")
    proofs = folder / "proofs" / ".well-known" / "acme-challenge"
    proofs.mkdir(parents=True)
    (proofs / "A-proof_1").write_text("A-proof_1.key")
    (folder / "proofs" / "index.html").write_text("the system's own page")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"], check=True, capture_output=True)
    pod = ThreadingHTTPServer(("127.0.0.1", 0), Named)
    threading.Thread(target=pod.serve_forever, daemon=True).start()
    port, outside = free_port(), Outside(free_port(), folder)
    command = SERVERS[request.param](folder, folder / "public", port, pod.server_port, outside)
    process = start(command, port, folder)
    wait_for(outside.plain, process)
    site = Site(request.param, port, True, folder)
    site.plain = outside.plain
    yield site
    stop(process)
    pod.shutdown()
    pod.server_close()


def plain(site, address, method="GET", host="127.0.0.1", headers=None):
    return asked(http.client.HTTPConnection(host, site.plain, timeout=20), address, method, headers)


def secure(site, address, host="localhost", headers=None):
    context = ssl.create_default_context(cafile=site.folder / "fullchain.pem")
    context.check_hostname = host == "localhost"
    connection = http.client.HTTPSConnection(host, site.port, timeout=20, context=context)
    return asked(connection, address, "GET", headers)


def asked(connection, address, method, headers):
    connection.request(method, address, headers={"Host": "localhost", **(headers or {})})
    answer = connection.getresponse()
    answer.body = answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_both_families_and_both_ports_answer(site, host):
    if host == "::1" and not has_ipv6():
        pytest.skip("NOT TESTED: no IPv6 on this machine")
    # Caddy has a certificate for names alone, and finds it by the name that is asked for.
    if site.name != "caddy":
        answer = secure(site, "/about", host)
        assert (answer.status, answer.body) == (200, b"about")
    assert plain(site, "/about", host=host).status in (301, 308)


@pytest.mark.parametrize("address", ["/", "/about", "/posts/a?b=c%20d", "/caf%C3%A9", "/receive/public", "/uploads/images/x"])
def test_port_80_leads_to_the_same_address_by_tls(site, address):
    for method in ("GET", "POST"):
        answer = plain(site, address, method)
        assert answer.status in (301, 308)
        assert answer.headers["Location"].isascii()
        assert unquote(answer.headers["Location"]) == unquote(f"https://localhost{address}")


def test_attack_53_port_80_never_leads_to_a_strangers_host(site):
    if site.name == "caddy":
        pytest.skip("Caddy answers for the names that it has alone")
    for headers in ({"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}):
        assert plain(site, "/about", headers=headers).headers["Location"] == "https://localhost/about"


def test_proofs_for_a_certificate_are_served_without_tls(site):
    if site.name == "caddy":
        pytest.skip("Caddy gets its certificate by itself")
    answer = plain(site, "/.well-known/acme-challenge/A-proof_1")
    assert (answer.status, answer.body) == (200, b"A-proof_1.key")
    assert plain(site, "/.well-known/acme-challenge/unknown").status == 404
    for address in ("/index.html", "/.well-known/acme-challenge/", "/.well-known/acme-challenge/../../index.html"):
        assert b"system" not in plain(site, address).body


def test_browsers_are_told_to_come_back_by_tls(site):
    for address in ("/about", "/nowhere", "/404.html", "/.hidden"):
        answer = secure(site, address)
        assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"], address


def test_the_pod_hears_the_id_under_which_the_web_server_logs(site):
    heard = {secure(site, "/nowhere", headers={"X-Request-Id": "a-strangers-own-id"}).body.decode() for _ in range(3)}
    assert len(heard) == 3
    for name in heard:
        assert 16 <= len(name) <= 64 and name.replace("-", "").replace("@", "").replace("_", "").isalnum()
        until_logged(site, name)


@pytest.mark.parametrize("folder", TABLE["secretFolders"])
def test_attack_68_what_is_secret_in_a_path_is_in_no_log_of_port_80(site, folder):
    for address in (f"{folder}{SECRET}", f"{folder}{SECRET}?a={SECRET}", f"/{folder}{SECRET}", f"/%{ord(folder[1]):x}{folder[2:]}{SECRET}"):
        plain(site, address, headers={"Referer": f"http://localhost{folder}{SECRET}"})
    plain(site, f"/the-last-of{folder.replace('/', '-')}")
    until_logged(site, f"/the-last-of{folder.replace('/', '-')}")
    assert [line for line in site.logs.splitlines() if SECRET in line] == []
