"""kill -9 at any moment of sending and receiving: nothing is lost, and nothing is stored twice (promise 2).

Two pods write to each other while one of them, or the other, is killed. `ROUNDS` says how often (20),
`SEED` which rounds; a failure names the seed that repeats them. Half of the kills strike at a moment drawn
by chance, the others at one drawn from the calls that write, sync and send (with strace; without it all are
by time).
"""

import json
import os
import random
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from live_pod import LivePod, live_pod, settle, stopping, stored_twice
from patience import until
from pod import CRASH

ROUNDS = int(os.environ.get("ROUNDS", "20"))
SEED = int(os.environ.get("SEED", str(random.SystemRandom().randrange(10**6))))
# Calls, and how many of them a thread makes in a round.
CALLS = {"pwrite64": 60, "fdatasync": 8, "sendto": 6, "write": 20, "writev": 4, "recvfrom": 12}
HAS_STRACE = shutil.which("strace") is not None and subprocess.run(
    ["strace", "-qq", "-e", "trace=none", "true"], capture_output=True).returncode == 0


@dataclass(frozen=True)
class Told:
    table: str
    post: str
    author: LivePod


@dataclass
class Story:
    """What the writers were told, and what must therefore be on both pods."""

    alice: LivePod
    bob: LivePod
    draw: random.Random
    told: dict[str, Told] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    count: int = 0
    struck: Counter[str] = field(default_factory=Counter)       # by what

    @property
    def pods(self) -> tuple[LivePod, LivePod]:
        return (self.alice, self.bob)

    def text(self) -> str:
        self.count += 1
        return f"Words number {self.count}. " + "And more. " * self.draw.randrange(40)

    def act(self) -> None:
        one, other = self.draw.sample(self.pods, 2)
        kind = self.draw.choices(("publish", "confide", "comment", "like", "take back"), (4, 3, 5, 2, 2))[0]
        known = [row[0] for row in one.rows("SELECT guid FROM post ORDER BY id DESC LIMIT 12")]
        if kind in ("publish", "confide") or not known:
            make = one.confides if kind == "confide" else one.publishes
            post = make(self.text())
            self.told[post] = Told("post", post, one)
        elif kind == "comment":
            self.answer("comment", one, self.draw.choice(known), "comment", "new", "{}", "-")
        elif kind == "like":
            self.answer("liking", one, self.draw.choice(known), "like", "{}")
        else:
            self.take_back()

    def answer(self, table: str, one: LivePod, post: str, *command: str) -> None:
        """The post may be gone by then; and what is liked is not liked again."""
        said = one.pod.run(*(word.format(post) for word in command), "--as", one.name, stdin=self.text())
        assert said.code == 0 or post in self.gone, said
        if said.code == 0 and " " not in said.out.strip():
            self.told[said.out.strip()] = Told(table, post, one)

    def take_back(self) -> None:
        """Something that both have: what overtakes the thing it is about waits for it, perhaps for days."""
        there = [guid for guid, told in self.told.items() if told.table != "liking" and all(
            pod.has(told.table, guid) for pod in self.pods)]
        if not there:
            return
        guid = self.draw.choice(there)
        told = self.told.pop(guid)
        if told.table == "comment":
            told.author.acts("comment", "delete", guid)
        else:
            told.author.ok("post", "delete", guid, "--yes")
        self.gone.add(guid)

    def round(self) -> None:
        victim = self.draw.choice(self.pods)
        strike = self.by_call if HAS_STRACE and self.draw.random() < 0.5 else self.by_time
        with strike(victim):
            for _ in range(self.draw.randrange(2, 5)):
                self.act()
        victim.kill()
        assert not CRASH.search(victim.logs[-1].read_text(errors="replace"))
        victim.start()
        self.revive()

    @contextmanager
    def by_time(self, victim: LivePod) -> Iterator[None]:
        timer = threading.Timer(self.draw.uniform(0.1, 2.5), victim.kill)
        timer.start()
        try:
            yield
            timer.join()
            self.struck["by time"] += 1
        finally:
            timer.cancel()
            timer.join()

    @contextmanager
    def by_call(self, victim: LivePod) -> Iterator[None]:
        """Where what is done takes fewer calls than were drawn, nothing strikes before the end."""
        call = self.draw.choice(list(CALLS))
        number = self.draw.randrange(1, CALLS[call] + 1)
        victim.kill()
        victim.start(wrapper=(
            "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
            "-e", f"inject={call}:signal=KILL:when={number}"))
        self.revive()
        yield
        until(lambda: victim.process.poll() is not None or all(pod.is_settled for pod in self.pods), seconds=3)
        self.struck[call if victim.process.poll() is not None else "at the end"] += 1

    def revive(self) -> None:
        """Each is told to look after the other now, as it would do in some minutes."""
        for one, other in (self.pods, self.pods[::-1]):
            one.ok("pods", "check", other.authority)

    def hurry(self) -> None:
        """What waits for its next try, in a minute or in an hour, is tried now."""
        for pod in self.pods:
            for job in json.loads(pod.ok("jobs", "list", "--json")):
                if job["tries"] > 0:
                    pod.ok("jobs", "retry", job["number"])

    def check(self) -> None:
        self.revive()
        self.hurry()
        settle(*self.pods, seconds=60)
        for pod in self.pods:
            for guid, told in self.told.items():
                # What was answered to a post that was being deleted went with it.
                assert told.post in self.gone or pod.has(told.table, guid), (pod.name, told.table, guid)
            for guid in self.gone:
                assert not pod.has("post", guid) and not pod.has("comment", guid), (pod.name, guid)
            assert stored_twice(pod) == []
            assert pod.rows("SELECT state, reason FROM inboxEntry") == []
            # What was not sent yet of a post that was deleted goes with it.
            assert pod.rows(
                "SELECT guid, state, reason FROM delivery WHERE state <> 'done' AND reason IS NOT 'it was deleted'") == []
            assert pod.ok("database", "check")
        for table in ("post", "comment", "liking"):
            assert self.alice.guids(table) == self.bob.guids(table)


@pytest.fixture
def story(dandelion: Path, tmp_path: Path) -> Iterator[Story]:
    pods: list[LivePod] = []
    try:
        for number, name in enumerate(("alice", "bob"), start=1):
            pods.append(live_pod(dandelion, tmp_path / name, name, number, None))
        one, other = pods
        one.follows(other.id)
        other.follows(one.id)
        settle(*pods)
        yield Story(one, other, random.Random(SEED))
    finally:
        with stopping(*pods):
            pass


@pytest.mark.timeout(180 + 20 * ROUNDS)
def test_a_kill_at_any_moment_of_federating_loses_and_doubles_nothing(story: Story) -> None:
    print(f"\nSEED={SEED} ROUNDS={ROUNDS}")
    for number in range(ROUNDS):
        try:
            story.round()
            if number % 10 == 9 or number == ROUNDS - 1:
                story.check()
        except AssertionError as error:
            raise AssertionError(f"SEED={SEED}, round {number}: {error}") from error
    print(f"killed {dict(story.struck)}; {len(story.told)} things told, {len(story.gone)} taken back")
    assert len(story.told) + len(story.gone) >= ROUNDS and sum(story.struck.values()) == ROUNDS
