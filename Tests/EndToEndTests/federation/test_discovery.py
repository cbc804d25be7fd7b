"""What other pods ask for before anything else: who is here, with which key, on which pod."""

import copy
import http.client
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from judges import nodeinfo
from pod import Pod, end
from ports import free_port

FORMS = ["acct:alice@{host}", "acct:ALICE@{host}", "alice@{host}", "acct%3Aalice%40{host}", "{url}u/alice"]
NODEINFO = "http://nodeinfo.diaspora.software/ns/schema/"


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = response.status, response.headers, response.read()


class Asked:
    """A pod that serves, asked as other pods do."""

    def __init__(self, pod: Pod, log: Path) -> None:
        self.pod, self.port = pod, int(pod.url.rsplit(":", 1)[1])
        self.process = pod.start("serve", "--port", self.port, log=log)
        deadline = time.monotonic() + 30
        while True:
            assert self.process.poll() is None and time.monotonic() < deadline, log.read_text()
            try:
                self.get("/")
                return
            except OSError:
                time.sleep(0.05)

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    def get(self, path: str, method: str = "GET", host: str = "") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers={"Host": host or self.host})
        answer = Answer(connection.getresponse())
        connection.close()
        return answer

    def finger(self, resource: str, **options: str) -> Answer:
        return self.get("/.well-known/webfinger?resource=" + resource, **options)

    def path(self, address: str) -> str:
        assert address.startswith(f"http://{self.host}/"), address
        return address.removeprefix(f"http://{self.host}")


@pytest.fixture(scope="module")
def asked(dandelion: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    folder = tmp_path_factory.mktemp("asked")
    pod = Pod(
        dandelion, folder / "var", f"http://localhost:{free_port()}",
        settings=(
            ("DANDELION_PRIVACY_STATISTICS_USER_COUNTS", "true"),
            ("DANDELION_PRIVACY_STATISTICS_POST_COUNTS", "true"),
            ("DANDELION_SETTINGS_ENABLE_REGISTRATIONS", "true"),
        )).init()
    pod.publish("# Served words\n\nWords that go round.")
    pod.ok("build")
    running = Asked(pod, folder / "log")
    yield running
    end(running.process)


def links(answer: Answer) -> dict[str, str]:
    return {link["rel"]: link["href"] for link in json.loads(answer.body)["links"] if "href" in link}


@pytest.mark.parametrize("form", FORMS)
def test_point_11_a_person_is_found_however_the_id_is_written(form: str, asked: Asked) -> None:
    answer = asked.finger(form.format(host=asked.host, url=f"http://{asked.host}/"))
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/jrd+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer.body)["subject"] == f"acct:alice@{asked.host}"


def test_from_the_id_to_the_key_and_the_posts(asked: Asked) -> None:
    found = links(asked.finger(f"acct:alice@{asked.host}"))
    card = asked.get(asked.path(found["http://microformats.org/profile/hcard"]))
    assert card.status == 200 and card.headers["Content-Type"] == "text/html; charset=utf-8"
    page = html.fromstring(card.body.decode())

    def text(name: str) -> str:
        return page.find_class(name)[0].text_content()
    guid = text("uid")
    assert text("nickname") == "alice" and text("searchable") == "true"
    assert text("key").startswith("-----BEGIN PUBLIC KEY-----\n")
    assert all(page.find_class(name) for name in ("fn", "given_name", "family_name"))
    for name in ("entity_photo", "entity_photo_medium", "entity_photo_small"):
        picture = page.find_class(name)[0].find_class("photo")[0].get("src")
        assert asked.get(asked.path(picture)).status == 200, picture
    assert found["http://joindiaspora.com/seed_location"] == f"http://{asked.host}/"
    for rel in ("http://webfinger.net/rel/profile-page", "http://schemas.google.com/g/2010#updates-from"):
        assert asked.get(asked.path(found[rel])).status == 200, rel

    stream = asked.get(f"/people/{guid}/stream")
    assert stream.status == 200 and stream.headers["Content-Type"] == "application/json"
    posts = json.loads(stream.body)
    assert [(post["public"], post["author"]["guid"]) for post in posts] == [(True, guid)]
    assert asked.get(f"/posts/{posts[0]['guid']}").status == 200


def test_nobody_is_not_found_and_no_resource_is_a_bad_request(asked: Asked) -> None:
    assert asked.finger(f"acct:nobody@{asked.host}").status == 404
    assert asked.finger("acct:alice@elsewhere.example").status == 404
    assert asked.get("/.well-known/webfinger").status == 400
    head = asked.finger(f"acct:alice@{asked.host}", method="HEAD")
    assert (head.status, head.body) == (200, b"")


def test_attack_53_the_host_header_makes_no_address(asked: Asked) -> None:
    resource = f"acct:alice@{asked.host}"
    assert asked.finger(resource, host="evil.example").body == asked.finger(resource).body


def test_the_connection_check_of_other_pods_is_passed(asked: Asked) -> None:
    home = asked.get("/")
    assert home.status == 200 and home.headers["Location"] is None
    assert asked.get("/.well-known/host-meta").status == 200
    found = links(asked.get("/.well-known/nodeinfo"))
    assert set(found) == {NODEINFO + "2.0", NODEINFO + "2.1"}
    for rel, address in found.items():
        answer = asked.get(asked.path(address))
        assert answer.status == 200 and answer.headers["Content-Type"].startswith("application/json")
        document = json.loads(answer.body)
        assert nodeinfo.complaints(document, rel.removeprefix(NODEINFO)) == []
        assert document["software"]["name"] == "dandelion" and document["protocols"] == ["diaspora"]


def test_nobody_is_told_that_they_can_sign_up_while_there_is_no_page_for_it(asked: Asked) -> None:
    page = html.fromstring(asked.get("/statistics").body.decode())
    rows = [[cell.text_content().strip() for cell in term.xpath("self::dt | following-sibling::dd[1]")]
            for term in page.iter("dt")]
    assert ["New accounts", "closed"] in rows, rows
    for version in ("2.0", "2.1"):
        assert json.loads(asked.get(f"/nodeinfo/{version}").body)["openRegistrations"] is False


def test_the_judge_of_nodeinfo_sees_what_is_wrong() -> None:
    good = {
        "version": "2.0", "software": {"name": "a", "version": "1"}, "protocols": ["diaspora"],
        "services": {"inbound": [], "outbound": []}, "openRegistrations": True, "usage": {"users": {}},
        "metadata": {},
    }
    assert nodeinfo.complaints(good, "2.0") == []
    for name in good:
        assert nodeinfo.complaints({key: good[key] for key in good if key != name}, "2.0"), name
    wrong = [
        ("version", "2.1"), ("software", {"name": "A b", "version": "1"}), ("protocols", []),
        ("software", {"name": "a", "version": "1", "repository": "x"}), ("usage", {"users": {"total": -1}}),
        ("services", {"inbound": ["smoke"], "outbound": []}), ("extra", 1),
    ]
    for name, value in wrong:
        bad = copy.deepcopy(good) | {name: value}
        assert nodeinfo.complaints(bad, "2.0"), (name, value)


def test_point_11_a_closed_account_is_gone_from_every_document(asked: Asked) -> None:
    pod = asked.pod
    pod.ok("user", "add", "bob", "--email", "bob@example.org", "--password-stdin", stdin="horse battery\n")
    resource = f"acct:bob@{asked.host}"
    deadline = time.monotonic() + 60
    card = asked.path(links(asked.finger(resource))["http://microformats.org/profile/hcard"])
    while asked.get(card).status != 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)

    pod.ok("user", "close", "bob", "--yes")

    assert asked.finger(resource).status == 404
    while asked.get(card).status == 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert asked.get(card).status == 404
    assert asked.get(card.replace("/hcard/users/", "/people/") + "/stream").status == 404
