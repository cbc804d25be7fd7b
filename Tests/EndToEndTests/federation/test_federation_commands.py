"""What the commands about other pods say and do, while the pod serves and while it does not."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from envelope import signer
from live_pod import LivePod, live_pod, stopping, wait
from peer import Peer


@pytest.fixture
def peer() -> Iterator[Peer]:
    peer = Peer()
    yield peer
    peer.stop()


@pytest.fixture
def pod(dandelion: Path, tmp_path: Path) -> Iterator[LivePod]:
    pod = live_pod(dandelion, tmp_path, "alice", 1, None)
    with stopping(pod):
        yield pod


def test_commands_say_who_sends(pod: LivePod, peer: Peer) -> None:
    adding = ("contact", "add", peer.add("greta").id, "--aspect", "Friends", "--as", "alice")
    answer = pod.pod.run(*adding)
    assert answer.code == 0 and "other pods hear of it now" in answer.err, answer
    later = pod.pod.run("post", "new", "-", "--public", "--at", "2099-01-01T00:00", "--as", "alice", stdin="Later")
    assert later.code == 0 and "serve" not in later.out, later
    pod.kill()

    answer = pod.pod.run("contact", "remove", peer.add("greta").id, "--as", "alice")
    answer = pod.pod.run(*adding[:2], peer.add("hanna").id, *adding[3:])
    assert answer.code == 0 and "once `dandelion serve` or `dandelion work` runs" in answer.err, answer


def test_a_place_that_does_not_leave_is_said(pod: LivePod) -> None:
    new = ("post", "new", "-", "--public", "--as", "alice")
    answer = pod.pod.run(*new, "--location", "Berlin", stdin="Here")
    assert answer.code == 0 and "will not see the place" in answer.err, answer
    with_coordinates = "---\nlocation:\n  address: Berlin\n  lat: 52.5\n  lng: 13.4\n---\nHere"
    for time in [(), ("--at", "2099-01-01T00:00")]:
        answer = pod.pod.run(*new, *time, stdin=with_coordinates)
        assert answer.code == 0 and "place" not in answer.err, answer


def test_a_pod_set_up_anew_is_taken_over_by_a_command(pod: LivePod, peer: Peer) -> None:
    greta = peer.add("greta")
    pod.follows(greta.id)
    peer.await_payload("<contact>", pod, person=greta)
    known = pod.person(greta.id)
    anew = peer.people[greta.id] = replace(greta, guid="f" * 32, signer=signer(greta.id))
    pod.pod.run("federation", "fetch", greta.id).assert_plain_error(naming="--anew")
    pod.pod.run("federation", "fetch", greta.id, "--anew").assert_plain_error(naming="--yes")
    assert pod.person(greta.id) == known

    answer = pod.pod.run("federation", "fetch", greta.id, "--anew", "--yes")

    assert answer.code == 0 and known in answer.out and anew.guid in answer.out, answer
    assert pod.person(greta.id) == anew.guid
    peer.await_payload("<contact>", pod, person=anew)
    assert pod.ok("database", "check")


def test_a_blocked_pod_is_refused_at_the_door(pod: LivePod, peer: Peer) -> None:
    greta = peer.add("greta")
    pod.follows(greta.id)
    peer.await_payload("<contact>", pod, person=greta)
    envelope = {"Content-Type": "application/magic-envelope+xml"}

    def say(text: str) -> int:
        post = greta.signer.envelope(greta.signer.post(uuid.uuid4().hex, text))
        return pod.inside("POST", "/receive/public", post, envelope).status

    assert say("Before") == 202
    wait("her post", lambda: pod.value("SELECT COUNT(*) FROM post WHERE text = 'Before'") == 1, pod)

    assert f"blocked {peer.authority}" in pod.ok("pods", "block", peer.authority.upper())

    wait("the door", lambda: say("After") == 403, pod)
    assert f"{peer.authority}  blocked since" in pod.ok("pods", "list")
    assert any("blocked" in line and peer.authority in line for line in pod.pod.run("doctor").out.splitlines())
    pod.pod.run("federation", "fetch", greta.id).assert_plain_error(naming="blocked")
    pod.pod.run("pods", "block", "a b").assert_plain_error(naming="no host")
    pod.pod.run("pods", "block", pod.authority).assert_plain_error(naming="itself")
    peer.received.clear()
    pod.publishes("Not for her")
    peer.asked.clear()
    assert "blocked" in pod.pod.run("pods", "check", peer.authority).err
    assert peer.asked == []

    assert pod.ok("pods", "unblock", peer.authority).strip() == f"unblocked {peer.authority}"
    pod.pod.run("pods", "unblock", peer.authority).assert_plain_error(naming="not blocked")
    wait("the door", lambda: say("Again") == 202, pod)
    wait("her post", lambda: pod.value("SELECT COUNT(*) FROM post WHERE text = 'Again'") == 1, pod)
    assert not any("Not for her" in one for one in peer.payloads())
