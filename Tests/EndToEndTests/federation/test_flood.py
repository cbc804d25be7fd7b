"""One sender who sends without end: memory stays, others are served, and what waits takes nobody's place (attacks 21 and 64)."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from envelope import Signer, signer
from live_pod import LivePod, live_pod, stopping, wait
from peer import Peer, PeerPerson
from siege.processes import hostile_pod
from siege.target import guid
from siege.watch import MB, memory
from siege.wire import Sender

LIMIT = 400


@pytest.fixture(scope="module")
def flooder() -> Iterator[Signer]:
    """Somebody of a pod where everybody can be found and nothing can be fetched."""
    somebody = signer("x@y")
    with hostile_pod("127.0.0.4", somebody.public_pem) as authority:
        yield Signer(f"plain-flooder@{authority}", somebody.key)


@pytest.fixture
def pod(dandelion: Path, tmp_path: Path) -> Iterator[LivePod]:
    """In whose inbox are 400 places; it trusts no server in front of it."""
    pod = live_pod(dandelion, tmp_path, "alice", 1, None, {
        "DANDELION_FEDERATION_INBOX_LIMIT": str(LIMIT), "DANDELION_SERVER_TRUSTED_PROXIES": "192.0.2.99"})
    with stopping(pod):
        yield pod


@pytest.fixture
def greta(pod: LivePod) -> Iterator[PeerPerson]:
    peer = Peer("127.0.0.3")
    greta = peer.add("greta")
    pod.follows(greta.id)
    yield greta
    peer.stop()


def arrives(pod: LivePod, greta: PeerPerson, number: int) -> None:
    post = guid("greta", number)
    assert Sender(pod.inner, 3, Counter()).post(greta.signer.envelope(greta.signer.post(post, f"Number {number}."))) == 202
    wait(f"message {number}", lambda: pod.has("post", post), pod)


def test_attack_64_what_waits_for_a_retry_takes_nobodys_place(
    pod: LivePod, greta: PeerPerson, flooder: Signer,
) -> None:
    """Eleven addresses send answers to posts that are nowhere, more than the inbox has places."""
    counts: Counter[str] = Counter()
    senders = [Sender(pod.inner, last, counts) for last in range(10, 21)]
    for number in range(2 * LIMIT):
        senders[number % 11].post(flooder.envelope(flooder.comment(
            guid("answer", number), guid("nowhere", number), f"Number {number}, @{{Alice; {pod.id}}}.")))
        if number % 100 == 99:
            wait("none is new", lambda: pod.value("SELECT COUNT(*) FROM inboxEntry WHERE state = 'new'") == 0, pod)
            arrives(pod, greta, number)
    assert counts["202"] > 0
    arrives(pod, greta, -1)
    # A stranger whom nobody has heard of either.
    other = Signer(flooder.id.replace("flooder", "newcomer"), flooder.key)
    assert Sender(pod.inner, 30, Counter()).post(other.envelope(other.contact(pod.id))) == 202


def test_attack_21_memory_stays_and_others_are_served(pod: LivePod, greta: PeerPerson, flooder: Signer) -> None:
    """One address sends long messages, each another one, without waiting for what becomes of them."""
    counts: Counter[str] = Counter()
    sender = Sender(pod.inner, 10, counts)
    resident = []
    for number in range(1_200):
        sender.post(flooder.envelope(flooder.comment(
            guid("long", number), guid("nowhere", number), f"Number {number}. " + "And more. " * 5_000)))
        if number % 150 == 149:
            arrives(pod, greta, number)
            resident.append(memory(pod.process.pid))
    assert counts["202"] + counts["429"] + counts["503"] == 1_200
    # The first quarter has brought everything that is kept for reuse.
    assert max(resident[2:]) < resident[1] + 64 * MB, [one // MB for one in resident]
