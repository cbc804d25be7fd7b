"""kill -9 at any moment of publishing, editing, deleting and building (promise 4, attack 35).

`ROUNDS` says how often (20), `SEED` which rounds; a failure prints the seed that repeats it.
"""

import os
import random
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from judges import tree, whole
from pictures import png
from pod import CRASH, Pod, end, guid

ROUNDS = int(os.environ.get("ROUNDS", "20"))
SEED = int(os.environ.get("SEED", str(random.SystemRandom().randrange(10**6))))


@dataclass
class Story:
    """What the writer was told, and what must therefore hold."""

    pod: Pod
    folder: Path
    draw: random.Random
    posts: dict[str, str] = field(default_factory=dict)      # GUID to the canary it must show
    gone: set[str] = field(default_factory=set)              # canaries that must show nowhere
    doubtful: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    usual: dict[str, float] = field(default_factory=dict)    # seconds an action takes unkilled
    count: int = 0
    killed: int = 0

    def canary(self) -> str:
        self.count += 1
        return f"canary{self.count}x{self.draw.randrange(16**6):06x}"

    def text(self, canary: str) -> str:
        tags = " ".join(f"#{tag}" for tag in self.draw.sample(("garden", "river", "bread", "night"), 2))
        return f"# Post {canary}\n\n{canary} in its words, {tags}.\n\n" + "More words. " * self.draw.randrange(200)

    def run(self, action: str, *arguments: object, kill: bool) -> str | None:
        """Runs a command, perhaps killing it on its way; gives what it printed if it answered."""
        log = self.folder / "said"
        started = time.monotonic()
        process = self.pod.start(*arguments, log=log)
        if kill:
            try:
                process.wait(self.draw.uniform(0, 1.1 * self.usual[action]))
            except subprocess.TimeoutExpired:
                process.kill()
        code = process.wait()
        end(process)
        said = log.read_text(errors="replace")
        assert not CRASH.search(said), said
        if code == -9:
            self.killed += 1
            return None
        assert code == 0, f"{arguments}: {code}\n{said}"
        if not kill:
            self.usual[action] = time.monotonic() - started
        return said

    def publish(self, kill: bool) -> None:
        canary = self.canary()
        (self.folder / "new.md").write_text(self.text(canary))
        photo = ()
        if self.draw.random() < 0.4:
            picture = png(self.folder / "photo.png", seed=self.count)
            photo = ("--photo", picture, "--alt", f"Bands of {canary}")
        said = self.run(
            "publish", "post", "new", self.folder / "new.md", "--as", "alice", "--public", *photo,
            "--json", kill=kill)
        if said is None:
            self.doubtful[canary] = ("publish", None)
        else:
            self.posts[guid(said)] = canary

    def edit(self, kill: bool) -> None:
        post = self.draw.choice(sorted(self.posts))
        old, new = self.posts[post], self.canary()
        (self.folder / "new.md").write_text(self.text(new))
        if self.run("edit", "post", "edit", post, self.folder / "new.md", kill=kill) is None:
            self.doubtful[new] = ("edit", post)
        else:
            self.posts[post] = new
            self.gone.add(old)

    def delete(self, kill: bool) -> None:
        post = self.draw.choice(sorted(self.posts))
        canary = self.posts[post]
        if self.run("delete", "post", "delete", post, "--yes", kill=kill) is None:
            self.doubtful[canary] = ("delete", post)
        else:
            del self.posts[post]
            self.gone |= {canary, post}

    def build(self, kill: bool) -> None:
        full = ("--full",) if self.draw.random() < 0.7 else ()
        self.run("build", "build", *full, kill=kill)

    def settle(self) -> None:
        """After the healing build: an unanswered command took effect whole or not at all."""
        for canary, (action, post) in self.doubtful.items():
            shown = tree.canary_complaints(self.pod.tree, canary)
            if action == "publish" and shown:
                page = next(text for text in shown if text.startswith("/posts/") and ".html:" in text)
                self.posts[page.split("/")[2].split(".html")[0]] = canary
            elif action == "publish":
                self.gone.add(canary)
            elif action == "edit":
                old = self.posts[post]
                if shown:
                    self.posts[post] = canary
                    self.gone.add(old)
                else:
                    self.gone.add(canary)
            elif action == "delete" and not shown:
                del self.posts[post]
                self.gone |= {canary, post}
        self.doubtful.clear()


def check_at_once(story: Story) -> None:
    """What must hold before anything heals: files whole, links alive, nothing gone is reachable."""
    assert whole.complaints(story.pod.tree) == []
    if story.gone:
        assert tree.canary_complaints(story.pod.tree, *story.gone) == []
    site = story.pod.tree
    unsure = {post for _, post in story.doubtful.values()}
    for post, canary in story.posts.items():
        if post not in unsure:
            assert canary.encode() in site.read(f"/posts/{post}.html"), (post, canary)


def check_healed(story: Story) -> None:
    """The next build finishes what was begun; the tree then equals a clean one."""
    story.pod.ok("build")
    story.settle()
    check_at_once(story)
    assert tree.leftover_complaints(story.pod.tree) == []
    clean = story.folder / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    story.pod.ok("build", "--output", clean)
    assert tree.differences(story.pod.public, clean) == []


@pytest.mark.timeout(60 + 15 * ROUNDS)
def test_attack_35_a_kill_at_any_moment_leaves_every_file_whole(pod: Pod, tmp_path: Path) -> None:
    print(f"\nSEED={SEED} ROUNDS={ROUNDS}")
    (tmp_path / "work").mkdir()
    story = Story(pod, tmp_path / "work", random.Random(SEED))
    for _ in range(24):
        story.publish(kill=False)
    story.edit(kill=False)
    story.delete(kill=False)
    story.build(kill=False)
    for number in range(ROUNDS):
        action = story.draw.choices(("publish", "edit", "delete", "build"), (4, 3, 2, 3))[0]
        if action in ("edit", "delete") and len(story.posts) < 8:
            action = "publish"
        note = f"SEED={SEED}, round {number}, {action}"
        try:
            getattr(story, action)(kill=True)
            check_at_once(story)
            check_healed(story)
        except AssertionError as error:
            raise AssertionError(f"{note}: {error}") from error
    print(f"killed {story.killed} of {ROUNDS} commands")
    assert story.killed > 0 or ROUNDS < 5
