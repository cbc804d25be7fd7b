"""A message that ends the process is found, alone, and set aside; all others go on. Attack 65."""

import json
import os
import signal
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from live_pod import LivePod, live_pod, settle, stopping, wait
from peer import Peer
from pod import end

LETTERS = 40


class DeadlyPeer(Peer):
    """Whoever asks it for anything is killed: a message that makes the pod ask it is deadly."""

    victim: int | None = None
    deaths = 0

    def answer(self, target: str) -> tuple[int, str, bytes]:
        if self.victim is not None:
            self.deaths += 1
            os.kill(self.victim, signal.SIGKILL)
        return 503, "text/plain", b""


@pytest.fixture
def peers() -> Iterator[tuple[Peer, DeadlyPeer]]:
    peers = (Peer(), DeadlyPeer())
    yield peers
    for peer in peers:
        peer.stop()


@pytest.fixture
def pod(dandelion: Path, tmp_path: Path) -> Iterator[LivePod]:
    pod = live_pod(dandelion, tmp_path / "alice", "alice", 1, None)
    with stopping(pod):
        yield pod


def test_attack_65_one_deadly_message_among_many(
    pod: LivePod, peers: tuple[Peer, DeadlyPeer], tmp_path: Path,
) -> None:
    there, deadly = peers
    greta, mallory = there.add("greta"), deadly.add("mallory")
    pod.follows(greta.id)
    settle(pod)
    pod.stop()
    pod.start("--no-workers")
    letters = [uuid.uuid4().hex for _ in range(LETTERS)]
    for number, letter in enumerate(letters):
        if number == LETTERS // 2:
            text = f"Hello @{{{pod.id}}}"
            poison = mallory.signer.envelope(mallory.signer.post(uuid.uuid4().hex, text))
            assert pod.inside("POST", "/receive/public", poison).status == 202
        body = greta.signer.envelope(greta.signer.post(letter, f"Letter {number}."))
        assert pod.inside("POST", "/receive/public", body).status == 202

    # Once with the others of its batch, then three times alone.
    for number in range(4):
        work = pod.pod.start("work", log=tmp_path / f"work-{number}.log")
        try:
            deadly.victim = work.pid
            assert work.wait(timeout=120) == -signal.SIGKILL
        finally:
            end(work)
    deadly.victim = None
    assert deadly.deaths == 4
    work = pod.pod.start("work", log=tmp_path / "work-4.log")
    try:
        wait("every letter", lambda: all(pod.has("post", letter) for letter in letters), pod)
        wait("it is set aside", lambda: pod.value("SELECT state FROM inboxEntry") == "held", pod)
        work.terminate()
        assert work.wait(timeout=30) == 0
    finally:
        end(work)
    assert pod.value("SELECT COUNT(*) FROM inboxEntry") == 1

    [job] = json.loads(pod.ok("jobs", "list", "--held", "--json"))
    assert "the program ended 3 times" in job["reason"]
    doctor = pod.pod.run("doctor")
    assert doctor.code == 1
    assert any(line.startswith("problem messages") and job["number"] in line for line in doctor.out.splitlines())
    assert job["number"] in (tmp_path / "work-4.log").read_text()
