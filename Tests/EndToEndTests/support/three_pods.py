"""Three pods of this program, each behind TLS on an address of its own: Alice, Bob and Carol have one each,
Alice shares with both of the others, and both with her.

The fixture `three` is made once for a file. Every test makes its own posts, and looks at what the others have
of them; `check_all` is what must hold for all that was done.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from authority import Authority, make_authority
from live_pod import LivePod, live_pod, settle, stopping, stored_twice, wait


@dataclass(frozen=True)
class Three:
    a: LivePod
    b: LivePod
    c: LivePod
    certificates: Authority

    @property
    def all(self) -> tuple[LivePod, ...]:
        return (self.a, self.b, self.c)

    def wait(self, what: str, comes_true: Callable[[], bool]) -> None:
        wait(what, comes_true, *self.all)

    def settle(self) -> None:
        settle(*self.all)

    def check_all(self) -> None:
        """Nothing waits, nothing is stored twice, and whoever has a post has all that was answered to it."""
        self.settle()
        assert [text for pod in self.all for text in stored_twice(pod)] == []
        for pod in self.all:
            assert pod.rows("SELECT reason, CAST(body AS TEXT) FROM inboxEntry") == []
            assert pod.rows("SELECT * FROM delivery WHERE state <> 'done'") == []
            assert pod.ok("database", "check")
        homes = {pod.authority: pod for pod in self.all}
        for table, post_id in (
            ("comment", "postID"), ("liking", "postID"),
            ("vote", "(SELECT postID FROM poll WHERE poll.id = pollID)"),
        ):
            sql = (f"SELECT guid FROM {table} WHERE {post_id} = (SELECT id FROM post WHERE guid = ?)"
                   " ORDER BY guid")
            for pod in self.all:
                for post, authority in pod.rows(
                    "SELECT post.guid, authority FROM post JOIN person ON person.id = authorID"):
                    assert pod.rows(sql, post) == homes[authority].rows(sql, post), (pod.name, table, post)


@contextmanager
def three_pods(binary: Path, folder: Path) -> Iterator[Three]:
    authority = make_authority(folder)
    pods: list[LivePod] = []
    try:
        for number, name in enumerate(("alice", "bob", "carol"), start=1):
            pods.append(live_pod(binary, folder / name, name, number, authority))
        for other in pods[1:]:
            pods[0].follows(other.id)
            other.follows(pods[0].id)
        settle(*pods)
        yield Three(*pods, authority)
    finally:
        with stopping(*pods):
            pass
