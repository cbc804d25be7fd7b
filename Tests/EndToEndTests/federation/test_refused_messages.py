"""What the podmin sees of messages that came to nothing: who claims to say what, and the words themselves."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from live_pod import LivePod, live_pod, settle, stopping, wait
from peer import Peer


@pytest.fixture
def peer() -> Iterator[Peer]:
    peer = Peer()
    yield peer
    peer.stop()


@pytest.fixture
def pod(dandelion: Path, tmp_path: Path) -> Iterator[LivePod]:
    pod = live_pod(dandelion, tmp_path / "alice", "alice", 1, None)
    with stopping(pod):
        yield pod


def test_a_refused_message_is_named_and_can_be_read(pod: LivePod, peer: Peer) -> None:
    greta, hugo = peer.add("greta"), peer.add("hugo")
    pod.follows(greta.id)
    settle(pod)
    forged = greta.signer.envelope(hugo.signer.post(uuid.uuid4().hex, "Words of <Hugo>\u202e."))
    assert pod.inside("POST", "/receive/public", forged).status == 202

    wait("it is held", lambda: pod.value("SELECT state FROM inboxEntry") == "held", pod)
    [job] = json.loads(pod.ok("jobs", "list", "--held", "--json"))
    assert (job["kind"], job["author"], job["sender"]) == ("status_message", hugo.id, greta.id)
    [line] = pod.ok("jobs", "list").splitlines()
    assert f"status_message by {hugo.id} sent by {greta.id}" in line
    shown = pod.ok("jobs", "show", job["number"])
    assert "<text>Words of &lt;Hugo&gt;\\u{202e}.</text>" in shown and "<me:data" not in shown
    pod.stop()
    [line] = [line for line in pod.said.splitlines() if "a message was not accepted" in line]
    assert hugo.id in line and greta.id in line and "status_message" in line


def test_attack_64_what_a_flood_lets_wait_closes_the_door_for_nobody(pod: LivePod, peer: Peer) -> None:
    mallory, greta = peer.add("mallory"), peer.add("greta")
    for person in (mallory, greta):
        pod.ok("federation", "fetch", person.id)
    body = mallory.signer.envelope(
        f"<retraction><author>{mallory.id}</author><target_guid>{uuid.uuid4().hex}</target_guid>"
        "<target_type>Post</target_type></retraction>")
    for _ in range(1_500):
        assert pod.inside("POST", "/receive/public", body).status == 202
    wait("it is held", lambda: pod.value("SELECT state FROM inboxEntry") == "held", pod)

    letter = greta.signer.envelope(greta.signer.post(uuid.uuid4().hex, f"Hello @{{{pod.id}}}"))
    assert pod.inside("POST", "/receive/public", letter).status == 202
    wait("the letter", lambda: pod.value("SELECT COUNT(*) FROM post") == 1, pod)
    assert pod.value("SELECT COUNT(*) FROM inboxEntry") <= 2
