"""What the pod's doors answer other pods: durable before 202, bounded, deaf to forged addresses."""

import http.client
import json
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from envelope import element, opened
from live_pod import HTTPAnswer, LivePod, live_pod, settle, stopping, wait
from peer import Peer, PeerPerson

ENVELOPE = {"Content-Type": "application/magic-envelope+xml"}


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    peer = Peer()
    yield peer
    peer.stop()


@pytest.fixture(scope="module")
def pod(dandelion: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePod]:
    pod = live_pod(dandelion, tmp_path_factory.mktemp("doors"), "alice", 1, None)
    with stopping(pod):
        yield pod


@pytest.fixture(scope="module")
def greta(peer: Peer, pod: LivePod) -> PeerPerson:
    """A contact of Alice's who lives elsewhere, and shares with her."""
    greta = peer.add("greta")
    pod.follows(greta.id)
    assert private(pod, greta, greta.signer.contact(pod.id)).status == 202
    wait("the contact", lambda: pod.contact(greta.id)["isSharing"], pod)
    return greta


def guid() -> str:
    return uuid.uuid4().hex


def public(pod: LivePod, envelope: bytes, address: str | None = None) -> HTTPAnswer:
    forwarded = {"X-Forwarded-For": address} if address else {}
    return pod.inside("POST", "/receive/public", envelope, ENVELOPE | forwarded)


def private(pod: LivePod, sender: PeerPerson, xml: str, to: str = "") -> HTTPAnswer:
    person, pem = pod.rows(
        "SELECT guid, publicKey FROM person JOIN personKey ON personKey.personID = person.id"
        " WHERE diasporaID = ?", to or pod.id)[0]
    return pod.inside(
        "POST", f"/receive/users/{person}", sender.signer.encrypted(xml, pem),
        {"Content-Type": "application/json"})


def test_what_was_answered_202_outlives_a_kill(pod: LivePod, greta: PeerPerson) -> None:
    posts = []
    for number in range(4):
        public_post, limited_post = guid(), guid()
        assert public(pod, greta.signer.envelope(
            greta.signer.post(public_post, f"Before the fall {number}."))).status == 202
        assert private(pod, greta, greta.signer.post(limited_post, f"A secret {number}.", public=False)).status == 202
        pod.kill()
        posts += [public_post, limited_post]
        pod.start()
    wait("all posts", lambda: all(pod.has("post", post) for post in posts), pod)
    settle(pod)
    assert [row for row in pod.unfinished if row[0] == "in"] == []


def test_nobody_here_is_404(pod: LivePod, greta: PeerPerson) -> None:
    for person in (guid(), greta.guid, "x"):
        assert pod.inside("POST", f"/receive/users/{person}", b"{}").status == 404, person
    assert pod.inside("POST", "/receive/public", b"").status == 400


def test_long_bodies_are_413(pod: LivePod) -> None:
    assert public(pod, b" " * ((4 << 20) + 1)).status == 413
    # Announced to be longer than anything: answered before a byte of it is sent.
    with closing(http.client.HTTPConnection("127.0.0.1", pod.inner, timeout=20)) as connection:
        connection.putrequest("POST", "/receive/public")
        connection.putheader("Content-Length", str(1 << 40))
        connection.endheaders()
        assert connection.getresponse().status == 413
    # Without saying how long it will be.
    with closing(http.client.HTTPConnection("127.0.0.1", pod.inner, timeout=20)) as connection:
        connection.request("POST", "/receive/public", iter([b" " * (1 << 20)] * 5), encode_chunked=True,
                           headers={"Transfer-Encoding": "chunked"})
        assert connection.getresponse().status == 413
    assert pod.value("SELECT COUNT(*) FROM inboxEntry WHERE length(body) > 1000000") == 0


@pytest.fixture
def small(dandelion: Path, tmp_path: Path) -> Iterator[LivePod]:
    """A pod that verifies nothing yet, in whose inbox are ten places for addresses it does not know, two of them for one."""
    small = live_pod(dandelion, tmp_path, "alice", 1, None, {
        "DANDELION_FEDERATION_INBOX_LIMIT": "14", "DANDELION_FEDERATION_INBOX_SHARE": "20"})
    small.kill()
    small.start("--no-workers")
    with stopping(small):
        yield small


def test_attack_21_who_sends_too_much_is_sent_away_and_nobody_else(small: LivePod, greta: PeerPerson) -> None:
    def send(address: str) -> HTTPAnswer:
        return public(small, greta.signer.envelope(greta.signer.post(guid(), "Hello?")), address)
    assert [send("192.0.2.1").status for _ in range(4)] == [202, 202, 429, 429]
    refused = send("192.0.2.1")
    assert int(refused.headers["Retry-After"]) > 0
    # Attack 53: the last hop is the proxy's word; what stands before it is anybody's.
    assert send("203.0.113.9, 192.0.2.1").status == 429
    assert send("192.0.2.1, 198.51.100.1").status == 202
    # The share is one of what the others leave: nobody's second comes in place of another's first.
    for last in range(2, 9):
        expected = {8: [202, 503]}.get(last, [202, 429])
        assert [send(f"192.0.2.{last}").status for _ in range(2)] == expected
    full = send("198.51.100.7")
    assert (full.status, int(full.headers["Retry-After"]) > 0) == (503, True)
    assert small.value("SELECT COUNT(*) FROM inboxEntry") == 10
    # Who only reads notices nothing; and once the work is done, everybody may come again.
    assert small.inside("GET", "/").status == 200
    small.kill()
    small.start()
    settle(small)
    assert [send("192.0.2.1").status, send("198.51.100.7").status] == [202, 202]


def test_attack_53_an_untrusted_peer_cannot_say_it_is_another(dandelion: Path, tmp_path: Path) -> None:
    pod = live_pod(dandelion, tmp_path, "alice", 1, None, {
        "DANDELION_FEDERATION_INBOX_LIMIT": "14", "DANDELION_FEDERATION_INBOX_SHARE": "20",
        "DANDELION_SERVER_TRUSTED_PROXIES": "192.0.2.99"})
    with stopping(pod):
        pod.kill()
        pod.start("--no-workers")
        answers = [public(pod, f"<x{number}/>".encode(), f"192.0.2.{number}").status for number in range(1, 5)]
        assert answers == [202, 202, 429, 429]
        assert pod.rows("SELECT DISTINCT address FROM inboxEntry") == [("127.0.0.1",)]


def test_documents_are_fetched_by_whoever_asks(pod: LivePod, peer: Peer, greta: PeerPerson) -> None:
    own = pod.publishes("A post of mine.")
    limited = pod.confides("Not for everybody.")
    wait("the document", lambda: pod.inside("GET", f"/fetch/post/{own}").status == 200, pod)
    answer = pod.inside("GET", f"/fetch/post/{own}")
    assert answer.headers["Content-Type"] == "application/magic-envelope+xml"
    assert b"A post of mine." in opened(answer.body)
    assert pod.inside("HEAD", f"/fetch/post/{own}").status == 200
    assert pod.inside("GET", f"/fetch/status_message/{own}").status == 200
    dotted = "a.guid-with.many_dots.html"
    assert public(pod, greta.signer.envelope(greta.signer.post(dotted, "Dots."))).status == 202
    wait("the post", lambda: pod.has("post", dotted), pod)
    moved = pod.inside("GET", f"/fetch/post/{dotted}")
    assert (moved.status, moved.headers["Location"]) == (302, f"{peer.url}/fetch/post/{dotted}")
    for path in (f"post/{limited}", f"post/{guid()}", f"photo/{own}", f"comment/{own}", "post/short"):
        assert pod.inside("GET", f"/fetch/{path}").status == 404, path
    poll = pod.publishes("Which?", "--poll", "Which?", "--answer", "One", "--answer", "Two")
    wait("its document", lambda: pod.inside("GET", f"/fetch/post/{poll}").status == 200, pod)
    poll_guid = pod.value(
        "SELECT poll.guid FROM poll JOIN post ON post.id = postID WHERE post.guid = ?", poll)
    assert b"<poll_answer>" in opened(pod.inside("GET", f"/fetch/poll/{poll_guid}").body)
    comment = pod.comments(own, "And a comment of mine.")
    assert b"And a comment" in opened(pod.inside("GET", f"/fetch/comment/{comment}").body)


def test_webfinger_takes_every_form_of_an_id(pod: LivePod) -> None:
    def ask(resource: str) -> HTTPAnswer:
        return pod.inside("GET", f"/.well-known/webfinger?resource={resource}")
    for form in (f"acct:{pod.id}", pod.id, f"acct:{pod.id.upper()}", pod.id.title(), f"{pod.pod.url}/u/alice",
                 f"acct%3A{pod.id.replace('@', '%40').replace(':', '%3A')}"):
        answer = ask(form)
        assert (answer.status, f'"acct:{pod.id}"' in answer.text) == (200, True), form
        assert answer.headers["Content-Type"].startswith("application/jrd+json")
    for nobody in ("acct:nobody@" + pod.authority, "alice@other.example", "alice", "acct:", "%00"):
        assert ask(nobody).status == 404, nobody
    assert ask("").status == 400
    assert pod.inside("GET", "/.well-known/webfinger").status == 400


def test_who_writes_to_a_closed_account_is_told(pod: LivePod, peer: Peer, greta: PeerPerson) -> None:
    zed = pod.add_user("zed")
    zed_guid = pod.person(zed)
    assert pod.inside("GET", f"/hcard/users/{zed_guid}").status == 200
    pod.ok("user", "close", "zed", "--yes")
    assert pod.inside("GET", f"/.well-known/webfinger?resource=acct:{zed}").status == 404
    assert pod.inside("GET", f"/hcard/users/{zed_guid}").status in (404, 410)
    before = len(peer.payloads(greta))
    assert private(pod, greta, greta.signer.contact(zed), to=zed).status == 202
    wait("the answer", lambda: len(peer.payloads(greta)) > before, pod)
    answers = ["".join(one.split()) for one in peer.payloads(greta)[before:]]
    assert answers == [element("account_deletion", [("author", zed)])]


def test_what_nobody_here_wants_is_counted(pod: LivePod, peer: Peer, greta: PeerPerson) -> None:
    hanna = peer.add("hanna")

    def strange() -> int:
        row = next(row for row in json.loads(pod.ok("pods", "list", "--json")) if row["host"] == peer.authority)
        return row["dropped"].get("stranger", 0)

    before = strange()
    for number in range(2):
        assert public(pod, hanna.signer.envelope(hanna.signer.post(guid(), f"Buy {number}."))).status == 202
    wait("the count", lambda: strange() == before + 2, pod)
    assert "of strangers, unverified" in pod.ok("pods", "list")
    assert pod.person(hanna.id) is None


def test_a_post_that_a_contact_links_to_is_got(pod: LivePod, peer: Peer, greta: PeerPerson) -> None:
    ines = peer.add("ines")
    linked = guid()
    peer.documents[f"/fetch/post/{linked}"] = ines.signer.envelope(ines.signer.post(linked, "The original."))
    assert public(pod, greta.signer.envelope(greta.signer.post(
        guid(), f"Read diaspora://{ines.id}/post/{linked} first."))).status == 202
    wait("the linked post", lambda: pod.has("post", linked), pod)
    assert "The original." in pod.ok("post", "show", linked)


def test_attack_26_an_id_that_looks_like_another_is_shown_with_a_warning(pod: LivePod, peer: Peer) -> None:
    ada = peer.add("\u0430da")
    warning = f"looks like ada@{peer.authority}, but is another ID"
    added = pod.pod.run("contact", "add", ada.id, "--aspect", "Friends", "--as", "alice")
    assert added.code == 0 and f"warning: {ada.id} {warning}" in added.err, added
    own, theirs, comment = pod.publishes("Who is there?"), guid(), guid()
    assert public(pod, ada.signer.envelope(ada.signer.post(theirs, "It is me."))).status == 202
    assert public(pod, ada.signer.envelope(ada.signer.comment(comment, own, "Me."))).status == 202
    wait("the post and the comment", lambda: pod.has("post", theirs) and pod.has("comment", comment), pod)
    assert f"{ada.id} ({warning})  It is me." in pod.acts("stream")
    assert f"{ada.id} ({warning})  Me." in pod.ok("comment", "list", own)
    assert json.loads(pod.ok("comment", "list", own, "--json"))[0]["warning"] == warning
    wait("the page", lambda: warning in pod.page(f"/posts/{own}"), pod)


def test_attack_1_this_machine_is_asked_by_a_pod_on_trial_alone(pod: LivePod, peer: Peer) -> None:
    ivan = peer.add("ivan")
    strict = replace(pod.pod, settings=tuple(
        setting for setting in pod.pod.settings if "ALLOW_PRIVATE_NETWORKS" not in setting[0]))
    before = len(peer.asked)
    strict.run("federation", "fetch", ivan.id).assert_plain_error(naming=ivan.id)
    assert len(peer.asked) == before and pod.person(ivan.id) is None
    assert "found" in pod.ok("federation", "fetch", ivan.id)
    assert len(peer.asked) > before


def test_what_nobody_understands_is_taken_and_comes_to_nothing(pod: LivePod, greta: PeerPerson) -> None:
    settle(pod)
    held = pod.value("SELECT COUNT(*) FROM inboxEntry")
    stored = {table: pod.guids(table) for table in ("post", "comment", "liking", "vote", "message")}
    strange = [
        greta.signer.answer("event_participation", [
            ("guid", guid()), ("parent_guid", guid()), ("status", "accepted")]),
        element("knitting_pattern", [("author", greta.id), ("guid", guid())]),
        element("status_message", [("author", greta.id)]),
        "<nothing/>",
    ]
    for xml in strange:
        assert public(pod, greta.signer.envelope(xml)).status == 202
    assert public(pod, b"\0\xff not XML").status == 202
    after = guid()
    assert public(pod, greta.signer.envelope(greta.signer.post(after, "And on we go."))).status == 202
    wait("what came after", lambda: pod.has("post", after), pod)
    wait("none is left", lambda: pod.value("SELECT COUNT(*) FROM inboxEntry WHERE state = 'new'") == 0, pod)
    stored["post"] = sorted([*stored["post"], after])
    assert stored == {table: pod.guids(table) for table in stored}
    # Whoever runs the pod sees what it was and why.
    reasons = [row[0] for row in pod.rows("SELECT reason FROM inboxEntry WHERE state = 'held'")]
    assert len(reasons) <= held + len(strange) + 1 and all(reasons)


def test_attacks_10_13_15_and_18_forged_and_stale_posts_change_nothing(
    pod: LivePod, peer: Peer, greta: PeerPerson,
) -> None:
    eve = peer.add("eve")
    own = pod.publishes("Mine and mine alone.")
    forged, mixed, stolen, limited, gone = guid(), guid(), guid(), guid(), guid()
    # 10: Eve signs what says that Greta wrote it; with Eve's name on it, and with Greta's.
    letters = [eve.signer.envelope(greta.signer.post(forged, "Greta never said this."))]
    as_greta = greta.signer.envelope(greta.signer.post(mixed, "True."))
    letters.append(as_greta.replace(b"</me:sig>", b"AAAA</me:sig>"))
    # 15: a limited post to everybody.
    letters.append(greta.signer.envelope(greta.signer.post(limited, "Not for all.", public=False)))
    # 18: the GUIDs of others.
    letters.append(greta.signer.envelope(greta.signer.post(own, "Now it is Greta's.")))
    # 13: a post, its retraction, and the post again.
    stale = greta.signer.envelope(greta.signer.post(gone, "I take this back."))
    retraction = greta.signer.envelope(element("retraction", [
        ("author", greta.id), ("target_guid", gone), ("target_type", "Post")]))
    for letter in letters:
        assert public(pod, letter).status == 202
    assert public(pod, stale).status == 202
    wait("the post", lambda: pod.has("post", gone), pod)
    assert public(pod, retraction).status == 202
    wait("no post", lambda: not pod.has("post", gone), pod)
    assert public(pod, stale).status == 202
    assert public(pod, greta.signer.envelope(greta.signer.post(stolen, "The last one."))).status == 202
    wait("the last one", lambda: pod.has("post", stolen), pod)
    settle(pod)
    for post in (forged, mixed, limited, gone):
        assert not pod.has("post", post)
    assert pod.value("SELECT text FROM post WHERE guid = ?", own) == "Mine and mine alone."


def test_attack_67_strangers_write_no_lines_of_their_own_into_the_log(pod: LivePod, greta: PeerPerson) -> None:
    envelope = greta.signer.envelope(greta.signer.post(guid(), "Never accepted."))
    forged = "none&#10;2026-01-01T00:00:00 error dandelion: FORGED&#x85;LINE&#x2028;FORGED&#x202E;"
    for number, algorithm in enumerate([forged, "none" + "A" * 300_000]):
        assert public(pod, envelope.replace(b"RSA-SHA256", algorithm.encode())).status == 202
        wait("it is held", lambda: pod.value(
            "SELECT COUNT(*) FROM inboxEntry WHERE reason LIKE '%the algorithm none%'") == number + 1, pod)
    settle(pod)
    held = [row[0] for row in pod.rows("SELECT reason FROM inboxEntry WHERE reason LIKE '%the algorithm none%'")]
    for text in [pod.said, *held]:
        assert not [line for line in text.splitlines() if line.startswith(("FORGED", "LINE", "2026-01-01"))]
        assert not {"\x85", "\u2028", "\u202e"} & set(text)
    assert all(reason.endswith("is not supported") and len(reason.encode()) < 300 for reason in held)
    assert max(len(line) for line in pod.said.encode().split(b"\n")) < 4096


def test_a_retraction_that_overtakes_its_post_takes_effect_later(pod: LivePod, greta: PeerPerson) -> None:
    post = guid()
    assert public(pod, greta.signer.envelope(element("retraction", [
        ("author", greta.id), ("target_guid", post), ("target_type", "Post")]))).status == 202
    wait("it waits", lambda: pod.value(
        "SELECT COUNT(*) FROM inboxEntry WHERE state = 'waiting'") == 1, pod)
    assert public(pod, greta.signer.envelope(greta.signer.post(post, "Too late."))).status == 202
    wait("both took effect", lambda: pod.value(
        "SELECT COUNT(*) FROM tombstone WHERE guid = ?", post) == 1, pod)
    assert not pod.has("post", post)


def test_an_answer_to_a_post_nobody_has_fetches_it(pod: LivePod, peer: Peer, greta: PeerPerson) -> None:
    """A comment by a contact, relayed by the author of a post that is to be fetched first."""
    frida = peer.add("frida")
    post, comment = guid(), guid()
    peer.documents[f"/fetch/post/{post}"] = frida.signer.envelope(frida.signer.post(post, "By a stranger."))
    relayed = frida.signer.envelope(greta.signer.comment(comment, post, "Well said."))
    assert public(pod, relayed).status == 202
    wait("comment and post", lambda: pod.has("comment", comment) and pod.has("post", post), pod)
    # One that mentions somebody here is of interest, whoever it is by.
    other, mention = guid(), guid()
    peer.documents[f"/fetch/post/{other}"] = frida.signer.envelope(frida.signer.post(other, "By a stranger, again."))
    assert public(pod, frida.signer.envelope(
        peer.add("hanna").signer.comment(mention, other, f"Ask @{{Alice; {pod.id}}}."))).status == 202
    wait("comment and post", lambda: pod.has("comment", mention) and pod.has("post", other), pod)
    # Nobody else may relay them: attack 16.
    mallory, forged = peer.add("mallory"), guid()
    assert public(pod, mallory.signer.envelope(greta.signer.comment(forged, post, "Not relayed."))).status == 202
    settle(pod)
    assert not pod.has("comment", forged)
