"""What the pod does when others are away, refuse, lie, or when it comes back from a backup itself."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from authority import make_authority
from live_pod import LivePod, live_pod, settle, stopping, wait
from peer import Peer, PeerPerson


@pytest.fixture
def peers() -> Iterator[tuple[Peer, Peer]]:
    peers = (Peer(), Peer())
    yield peers
    for peer in peers:
        peer.stop()


@pytest.fixture
def pod(dandelion: Path, tmp_path: Path) -> Iterator[LivePod]:
    pod = live_pod(dandelion, tmp_path / "alice", "alice", 1, None)
    with stopping(pod):
        yield pod


def friend(pod: LivePod, peer: Peer, name: str) -> PeerPerson:
    person = peer.add(name)
    pod.follows(person.id)
    settle(pod)
    return person


def state_of(pod: LivePod, peer: Peer) -> dict[str, object]:
    return next(row for row in json.loads(pod.ok("pods", "list", "--json")) if row["host"] == peer.authority)


def guids(payloads: list[str]) -> list[str]:
    """Of all but contacts and profiles, which have none."""
    return [guid for payload in payloads for guid in re.findall("<guid>([^<]+)</", payload)[:1]]


@pytest.mark.parametrize("status", (503, 429, 502))
def test_a_pod_that_is_away_delays_no_other_and_gets_all_in_order(
    status: int, pod: LivePod, peers: tuple[Peer, Peer],
) -> None:
    away, there = peers
    greta, hugo = friend(pod, away, "greta"), friend(pod, there, "hugo")
    doors = ("/receive/public", f"/receive/users/{greta.guid}")
    away.statuses = {door: status for door in doors}
    told = []
    for number in range(3):
        post = pod.publishes(f"Post {number}.")
        told += [post, pod.comments(post, "First."), pod.comments(post, "Second.")]
    secret = pod.confides("A secret.")
    wait("all is at the other", lambda: len(there.payloads()) == len(told)
         and secret in guids(there.payloads(hugo)), pod)
    assert sorted(guids(there.payloads())) == sorted(told)
    assert away.payloads() == []
    state = state_of(pod, away)
    assert (state["status"], state["waiting"]) == ("http_failed", len(told) + 1), state
    assert pod.value("SELECT MAX(attempts) FROM delivery WHERE state = 'open'") == 0
    away.statuses = {}
    pod.ok("pods", "check", away.authority)
    settle(pod)
    assert state_of(pod, away)["status"] == "no_errors"
    for one, person in ((away, greta), (there, hugo)):
        arrived = guids(one.payloads())
        assert sorted(arrived) == sorted(told)
        for start in range(0, len(told), 3):
            assert [guid for guid in arrived if guid in told[start:start + 3]] == told[start:start + 3]
        assert secret in guids(one.payloads(person))


def test_what_a_pod_will_never_take_is_given_up_with_what_follows(
    pod: LivePod, peers: tuple[Peer, Peer],
) -> None:
    strict, there = peers
    friend(pod, strict, "greta"), friend(pod, there, "hugo")
    strict.statuses = {"/receive/public": 413}
    post = pod.publishes("Too long for some.")
    wait("it is given up", lambda: pod.value(
        "SELECT state FROM delivery WHERE guid = ? AND host = ?", post, strict.authority) == "abandoned", pod)
    strict.statuses = {}
    comment = pod.comments(post, "And more of it.")
    other = pod.publishes("Short.")
    settle(pod)
    assert guids(strict.payloads())[-1] == other
    assert guids(there.payloads()) in ([post, comment, other], [post, other, comment])


def test_a_redirect_is_no_acceptance(pod: LivePod, peers: tuple[Peer, Peer]) -> None:
    moved, _ = peers
    friend(pod, moved, "greta")
    moved.statuses = {"/receive/public": 302}
    post = pod.publishes("Follow me.")
    wait("it failed", lambda: pod.value("SELECT attempts FROM delivery WHERE guid = ?", post) == 1, pod)
    [job] = json.loads(pod.ok("jobs", "list", "--json"))
    assert "302" in job["reason"] and post in job["what"]
    moved.statuses = {}
    pod.ok("jobs", "retry", job["number"])
    settle(pod)
    assert guids(moved.payloads()) == [post]


def test_attack_54_a_restored_pod_sends_nothing_until_it_is_told(
    pod: LivePod, peers: tuple[Peer, Peer], tmp_path: Path,
) -> None:
    other, _ = peers
    friend(pod, other, "greta")
    other.statuses = {"/receive/public": 503}
    post = pod.publishes("Before the backup.")
    wait("it waits", lambda: state_of(pod, other)["waiting"] == 1, pod)
    pod.ok("backup", tmp_path / "backup")
    other.statuses = {}
    pod.ok("pods", "check", other.authority)
    settle(pod)
    lost = pod.publishes("After the backup.")
    settle(pod)
    assert guids(other.payloads()) == [post, lost]

    pod.kill()
    shutil.rmtree(pod.pod.data)
    pod.ok("restore", tmp_path / "backup")
    pod.ok("build")
    pod.start()
    pod.ok("pods", "check", other.authority)
    new = pod.publishes("After the restore.")
    settle(pod)
    assert guids(other.payloads()) == [post, lost, new]
    [job] = json.loads(pod.ok("jobs", "list", "--held", "--json"))
    assert post in job["what"] and job["state"] == "held"
    # Sent again by the podmin's will, it is the same message.
    pod.ok("jobs", "retry", job["number"])
    settle(pod)
    assert guids(other.payloads()) == [post, lost, new, post]


def test_a_pod_without_a_good_certificate_is_not_believed(dandelion: Path, tmp_path: Path) -> None:
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
    pod = live_pod(dandelion, tmp_path / "alice", "alice", 1, make_authority(tmp_path / "ours"))
    peer = Peer("127.0.0.2", make_authority(tmp_path / "theirs"))
    try:
        with stopping(pod):
            person = peer.add("greta")
            pod.pod.run("federation", "fetch", person.id).assert_plain_error(naming="certificate")
            pod.pod.run("contact", "add", person.id, "--aspect", "Friends", "--as", "alice").assert_plain_error()
            assert pod.person(person.id) is None and peer.asked == []
            [row] = json.loads(pod.ok("pods", "check", peer.authority, "--json"))
            assert row["status"] == "ssl_failed"
    finally:
        peer.stop()
