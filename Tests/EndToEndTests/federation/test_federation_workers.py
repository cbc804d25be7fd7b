"""Several processes work for one pod: all is done, and each thing by one of them alone."""

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from live_pod import LivePod, live_pod, settle, stopping, stored_twice, wait
from peer import Peer, PeerPerson
from pod import end

PEOPLE, POSTS, LETTERS = 5, 6, 150


@pytest.fixture
def peer() -> Iterator[Peer]:
    peer = Peer()
    yield peer
    peer.stop()


@pytest.fixture
def crew(dandelion: Path, tmp_path: Path) -> Iterator[LivePod]:
    """A pod that serves in one process and works in three others."""
    pod = live_pod(dandelion, tmp_path, "alice", 1, None, {"DANDELION_FEDERATION_INBOX_SHARE": "100"})
    workers = []
    with stopping(pod):
        pod.kill()
        pod.start("--no-workers")
        try:
            workers += [pod.pod.start("work", log=tmp_path / f"work-{number}.log") for number in range(3)]
            yield pod
            for worker in workers:
                worker.terminate()
                assert worker.wait(timeout=30) == 0
        finally:
            for worker in workers:
                end(worker)


def test_several_workers_do_everything_once(crew: LivePod, peer: Peer) -> None:
    people = [peer.add(f"reader{number}") for number in range(PEOPLE)]
    for person in people:
        crew.follows(person.id)
    settle(crew)
    peer.received.clear()

    key = crew.value("SELECT publicKey FROM personKey JOIN person ON person.id = personID WHERE diasporaID = ?", crew.id)
    letters = [letter(crew, people[number % PEOPLE], number, key) for number in range(LETTERS)]
    with ThreadPoolExecutor(8) as senders:
        answers = [senders.submit(crew.inside, "POST", path, body) for _, path, body in letters]
        public = [crew.publishes(f"To everybody {number}.") for number in range(POSTS)]
        limited = [crew.confides(f"To friends {number}.") for number in range(POSTS)]
        assert {answer.result().status for answer in answers} == {202}

    wait("every letter", lambda: all(crew.has("post", guid) for guid, _, _ in letters), crew)
    settle(crew)
    assert stored_twice(crew) == []
    assert crew.value("SELECT COUNT(*) FROM inboxEntry") == 0

    arrived = Counter(guid_in(text) for text in peer.payloads())
    assert arrived == Counter(public)
    for person in people:
        assert Counter(guid_in(text) for text in peer.payloads(person)) == Counter(limited)


def letter(pod: LivePod, sender: PeerPerson, number: int, key: str) -> tuple[str, str, bytes]:
    """A public post, or a limited one: its GUID, where it goes and its bytes."""
    guid = uuid.uuid4().hex
    if number % 5:
        return guid, "/receive/public", sender.signer.envelope(sender.signer.post(guid, f"Letter {number}."))
    # They may overtake the contact that lets them in, and wait for it then.
    contact = sender.signer.encrypted(sender.signer.contact(pod.id), key)
    assert pod.inside("POST", f"/receive/users/{pod.person(pod.id)}", contact).status == 202
    return guid, f"/receive/users/{pod.person(pod.id)}", sender.signer.encrypted(
        sender.signer.post(guid, f"Letter {number}.", public=False), key)


def guid_in(payload: str) -> str:
    return re.search("<guid>([^<]+)</guid>", payload)[1]
