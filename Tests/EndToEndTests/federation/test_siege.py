"""A pod under siege: everything that strangers can do at once, in 512 MB (attacks 7, 18, 19, 21, 23, 28, 61 to 64, 66, 67, 69 and 70).

`SIEGE_SECONDS` says how long (60), `SIEGE_ATTACKERS` which of `support/siege/attacks` take part (all), separated by commas.
Meanwhile the pod has to stay up, answer `/`, WebFinger and `/fetch` (within a thousand times as long as the idle pod takes, or a second), publish, and take what a contact sends;
afterwards its tree is that of a clean build.
"""

import json
import os
import re
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from envelope import signer
from judges import tree
from live_pod import LivePod, live_pod, stopping, wait
from patience import until
from peer import Peer
from siege import processes
from siege.attacks import TABLE
from siege.honest import Honest
from siege.target import STOLEN, Target, stolen_guid
from siege.watch import MB, Peak, Probe, limit_memory

SECONDS = int(os.environ.get("SIEGE_SECONDS", "60"))
NAMES = [name for name in os.environ.get("SIEGE_ATTACKERS", "").split(",") if name] or list(TABLE)
MEMORY, RESIDENT = 512 * MB, 400 * MB


@pytest.fixture(scope="module")
def pod(dandelion: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePod]:
    """A pod with sixty posts, which trusts no server in front of it."""
    folder = tmp_path_factory.mktemp("siege")
    posts = folder / "posts"
    posts.mkdir()
    for number in range(60):
        (posts / f"{number}.md").write_text(
            f"---\ntitle: Post {number}\ndate: 2025-01-{number % 28 + 1:02}\ntags: [a{number % 7}]\n---\n\nWords.\n")
    pod = live_pod(dandelion, folder, "alice", 1, None, {"DANDELION_SERVER_TRUSTED_PROXIES": "192.0.2.99"})
    with stopping(pod):
        pod.ok("import", "markdown", posts, "--as", "alice")
        pod.ok("build")
        yield pod


@pytest.fixture(scope="module")
def contact_pod() -> Iterator[Peer]:
    peer = Peer("127.0.0.3")
    yield peer
    peer.stop()


@pytest.mark.timeout(SECONDS + 900)
def test_a_pod_under_siege_goes_on(
    pod: LivePod, contact_pod: Peer, tmp_path: Path,
) -> None:
    greta = contact_pod.add("greta")
    pod.follows(greta.id)
    post = pod.publishes("# Besieged\n\nCome and answer.")
    enemy = signer("nobody@nowhere")
    person, pem = pod.rows(
        "SELECT guid, publicKey FROM person JOIN personKey ON personKey.personID = person.id"
        " WHERE diasporaID = ?", pod.id)[0]
    process = pod.process
    honest = Honest(pod, greta, post, limit_memory(process.pid, MEMORY))
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "index.html").write_bytes((pod.pod.public / "index.html").read_bytes())

    with processes.hostile_pod("127.0.0.4", enemy.public_pem) as hostile, \
            processes.plain_server(tmp_path / "plain") as plain, Peak(process.pid).watching() as peak:
        probe = Probe(pod.inner, plain, [f"/.well-known/webfinger?resource=acct:{pod.id}", f"/fetch/post/{post}"])
        probe.measure()
        began = time.monotonic()
        target = Target(
            pod.inner, pod.id, person, pem, post, hostile, enemy.private_pem, began + SECONDS)
        with processes.attackers(NAMES, target) as started, honest.at_work():
            for second in range(SECONDS):
                time.sleep(max(0, began + second - time.monotonic()))
                probe.tick()
                if process.poll() is not None:
                    break
            counts = {
                name: processes.counted(attacker, 60) for name, attacker in started.items()
            } if process.poll() is None else {}
        report = (
            f"{len(probe.pod)} probes, slowest {probe.slowest * 1000:.0f} ms, later than {probe.patience:.1f} s: {probe.late}\n"
            f"most memory: {peak.bytes // MB} MB, data {peak.data // MB} MB\n"
            f"{len(honest.arrived)} messages arrived, slowest {max(honest.arrived, default=0):.1f} s\n"
            f"{len(honest.published)} posts published, slowest {max(honest.published, default=0):.1f} s\n"
            + "".join(f"{name}: {dict(count)}\n" for name, count in counts.items()) + f"{honest.complaints}")
        print(report)
        assert process.poll() is None, f"it ended with {process.poll()}\n{report}\n{pod.said[-3000:]}"
        # The attackers have the same processors as the pod, which they have elsewhere: on a machine that others keep
        # busy as well, a few answers come after the second, and none is lost.
        assert len(probe.late) <= probe.judged / 10, report
        assert all(question.answered for question in probe.pod[:-5]), report
        assert probe.judged >= SECONDS / 2, report
        assert honest.complaints == [] and honest.arrived and honest.published, report
        assert peak.bytes < RESIDENT, report

        _quiet(pod)
        assert peak.bytes < RESIDENT
        asked = _asked(hostile)
    print(f"asked of the hostile pod: {dict(asked)}")
    assert asked["fetch linked"] == 0       # attack 69
    _genuine_posts_arrive(pod, honest)
    _quiet(pod)
    assert pod.process is process and process.poll() is None
    pod.stop()
    assert process.returncode == 0
    # Names wait for an hour; of long comments a build renders those of a minute.
    assert until(lambda: _build(pod), seconds=600)
    pod.pod.ok("build", "--output", tmp_path / "clean", timeout=300)
    assert tree.differences(pod.pod.public, tmp_path / "clean") == []
    assert max(path.stat().st_size for path in pod.pod.public.rglob("*.html")) < 3 * MB
    pod.ok("database", "check")
    _log_is_whole(pod.said, sum((Counter(count) for count in counts.values()), Counter()))


def _quiet(pod: LivePod) -> None:
    """Until nothing is left but what waits for its time."""
    def is_quiet() -> bool:
        assert pod.process.poll() is None, f"it ended with {pod.process.poll()}\n{pod.said[-3000:]}"
        return all(pod.value(sql) == 0 for sql in (
            "SELECT COUNT(*) FROM inboxEntry WHERE state = 'new'",
            # While long comments wait, each asks for its pages once it is rendered.
            "SELECT COUNT(*) FROM outboxEvent WHERE NOT EXISTS (SELECT 1 FROM slowComment)",
            "SELECT COUNT(*) FROM pageDelivery WHERE rendered < wanted AND failure IS NULL"))
    wait("the siege is worked off", is_quiet, pod, seconds=300)


def _build(pod: LivePod) -> bool:
    """Builds, and tells whether no long comment waits any more."""
    pod.pod.ok("build", timeout=300)
    return pod.value("SELECT COUNT(*) FROM slowComment") == 0


def _genuine_posts_arrive(pod: LivePod, honest: Honest) -> None:
    """Attack 66: whoever used their GUIDs before has taken that back."""
    for number in range(STOLEN):
        envelope = honest.contact.signer.envelope(
            honest.contact.signer.post(stolen_guid(number), f"Genuine {number}."))
        assert honest.deliver(envelope) == 202
    wait("the genuine posts", lambda: pod.value(
        "SELECT COUNT(*) FROM post WHERE text LIKE 'Genuine %'") == STOLEN, pod)


def _asked(hostile: str) -> Counter[str]:
    """How often the pod asked the hostile one for each kind of trap."""
    with urllib.request.urlopen(f"http://{hostile}/counts", timeout=20) as answer:
        return Counter(json.load(answer))


def _log_is_whole(log: str, counts: Counter[str]) -> None:
    """Attack 67: lines begin as lines do, are short, and are not many more than what was asked."""
    lines = log.splitlines()
    forged = [line for line in lines if re.match(r"[^ ]* ?(error )?.{0,20}FORGED LINE", line)]
    assert forged == []
    assert [line[:200] for line in lines if len(line) > 4_096] == []
    asked = sum(number for status, number in counts.items() if status.isdigit()) + counts["connections"]
    assert len(log) < MB + 1_024 * asked
