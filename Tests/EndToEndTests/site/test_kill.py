"""kill -9 at any moment of publishing, editing, deleting and building (promise 4, attack 35).

`ROUNDS` says how often (20), `SEED` which rounds; a failure names the seed that repeats them. A quarter
of the kills strike at a moment drawn by chance, the others at one drawn from the calls that rename, link
or unlink a file, which is where a tree changes its shape (with strace; without it all are by time).
Some rounds kill nothing, and about half begin on what the kill before left unhealed.
"""

import os
import random
import re
import shutil
import subprocess
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from judges import tree, whole
from pictures import png
from pod import CRASH, Pod, end, guid

ROUNDS = int(os.environ.get("ROUNDS", "20"))
SEED = int(os.environ.get("SEED", str(random.SystemRandom().randrange(10**6))))
CALLS = "rename,renameat,renameat2,link,linkat,unlink,unlinkat"
HAS_STRACE = shutil.which("strace") is not None and subprocess.run(
    ["strace", "-qq", "-e", "trace=none", "true"], capture_output=True).returncode == 0


@dataclass
class Usual:
    """What an action takes when nobody kills it: seconds, then the calls of its busiest threads."""

    seconds: float
    calls: list[tuple[str, int]] = field(default_factory=list)


@dataclass
class Story:
    """What the writer was told, and what must therefore hold."""

    pod: Pod
    folder: Path
    draw: random.Random
    posts: dict[str, str] = field(default_factory=dict)      # GUID to the canary it must show
    gone: set[str] = field(default_factory=set)              # what must show nowhere
    doubtful: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    usual: dict[str, Usual] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    count: int = 0
    killed: int = 0

    def canary(self) -> str:
        self.count += 1
        return f"canary{self.count}x{self.draw.randrange(16**6):06x}"

    def text(self, canary: str) -> str:
        tags = self.draw.sample(("garden", "river", "bread", "night"), 2)
        if self.draw.random() < 0.3:
            tags.append(f"tag{canary}")
        words = "More words. " * self.draw.randrange(200)
        # The slug outlives every edit, so it holds no canary.
        return f"---\nslug: post\n---\n\n# Post {canary}\n\n{canary} in its words, {' '.join('#' + tag for tag in tags)}.\n\n{words}"

    def run(self, action: str, *arguments: object, kill: bool) -> str | None:
        """Runs a command, perhaps killing it on its way; gives what it printed if it answered."""
        log, calls = self.folder / "said", self.folder / "calls"
        usual = self.usual.get(action)
        traced = HAS_STRACE and usual is not None and (
            not kill or (bool(usual.calls) and self.draw.random() < 0.75))
        strace = ["strace", "-f", "-qq", "-o", str(calls), "-e", f"trace={CALLS}"]
        if traced and kill:
            name, number = self.draw.choice(usual.calls)
            strace += ["-e", f"inject={name}:signal=KILL:when={number}"]
        started = time.monotonic()
        process = (replace(self.pod, wrapper=tuple(strace)) if traced else self.pod).start(*arguments, log=log)
        if kill and not traced:
            try:
                process.wait(self.draw.uniform(0.2, 1.05) * usual.seconds)
            except subprocess.TimeoutExpired:
                process.kill()
        code = process.wait()
        end(process)
        said = log.read_text(errors="replace")
        assert not CRASH.search(said), said
        self.told.append(f"{'killed' if code == -9 else 'done'}: {' '.join(map(str, arguments))} {said[:60]!r}")
        if code == -9:
            self.killed += 1
            return None
        assert code == 0, f"{arguments}: {code}\n{said}"
        if not kill and traced:
            usual.calls = busiest(calls.read_text())
        elif not kill:
            self.usual[action] = Usual(time.monotonic() - started)
        return said

    @property
    def sure(self) -> list[str]:
        """The posts about which nothing is in doubt."""
        unsure = {post for _, post in self.doubtful.values()}
        return sorted(self.posts.keys() - unsure)

    def publish(self, kill: bool) -> None:
        canary = self.canary()
        (self.folder / "new.md").write_text(self.text(canary))
        photo: tuple[object, ...] = ()
        if self.draw.random() < 0.4:
            picture = png(self.folder / "photo.png", seed=self.count)
            photo = ("--photo", picture, "--alt", "Bands")
        said = self.run(
            "publish", "post", "new", self.folder / "new.md", "--as", "alice", "--public", *photo,
            "--json", kill=kill)
        if said is None:
            self.doubtful[canary] = ("publish", None)
        else:
            self.posts[guid(said)] = canary

    def edit(self, kill: bool) -> None:
        post = self.draw.choice(self.sure)
        old, new = self.posts[post], self.canary()
        (self.folder / "new.md").write_text(self.text(new))
        if self.run("edit", "post", "edit", post, self.folder / "new.md", kill=kill) is None:
            self.doubtful[new] = ("edit", post)
        else:
            self.posts[post] = new
            self.gone.add(old)

    def delete(self, kill: bool) -> None:
        post = self.draw.choice(self.sure)
        canary = self.posts[post]
        if self.run("delete", "post", "delete", post, "--yes", kill=kill) is None:
            self.doubtful[canary] = ("delete", post)
        else:
            del self.posts[post]
            self.gone |= {canary, post}

    def build(self, kill: bool) -> None:
        """A build that has every page to write anew: the pod has another name."""
        self.count += 1
        self.pod = replace(self.pod, settings=(("DANDELION_SETTINGS_POD_NAME", f"Pod {self.count}"),))
        self.run("build", "build", kill=kill)

    def rebuild(self, kill: bool) -> None:
        """A build of a tree that somebody deleted."""
        shutil.rmtree(self.pod.public)
        self.run("rebuild", "build", kill=kill)

    def settle(self) -> None:
        """After the healing build: an unanswered command took effect whole or not at all."""
        for canary, (action, post) in self.doubtful.items():
            shown = tree.canary_complaints(self.pod.tree, canary)
            pages = [match[1] for text in shown if (match := re.match(r"/posts/([^/]+)\.html: ", text))]
            if action == "publish":  # The posts beside it show its title too.
                pages = [page for page in pages if f"{canary} in its".encode() in self.pod.tree.read(f"/posts/{page}.html")]
            if action == "publish" and pages:
                self.posts[pages[0]] = canary
            elif action == "edit" and pages:
                self.gone.add(self.posts[post])
                self.posts[post] = canary
            elif action == "delete" and not pages:
                del self.posts[post]
                self.gone |= {canary, post}
            elif action != "delete":
                self.gone.add(canary)
        self.doubtful.clear()


def busiest(calls: str) -> list[tuple[str, int]]:
    """Every call that a thread of the run made, by name and number: where a kill may be injected."""
    made = Counter(
        (match[1], match[2]) for match in re.finditer(r"(?m)^(\d+) +(\w+)\(", calls))
    most: dict[str, int] = {}
    for (_, name), count in made.items():
        most[name] = max(count, most.get(name, 0))
    return [(name, number) for name, count in sorted(most.items()) for number in range(1, count + 1)]


def check_at_once(story: Story, action: str) -> None:
    """What must hold before anything heals: files whole, links alive, nothing gone is reachable."""
    site = story.pod.tree
    if story.gone:
        assert tree.canary_complaints(site, *story.gone) == []
    if action == "rebuild":
        assert whole.torn(site) == []
        return
    assert whole.complaints(site) == []
    for post in story.sure:
        assert story.posts[post].encode() in site.read(f"/posts/{post}.html"), post


def check_healed(story: Story) -> None:
    """The next build finishes what was begun; the tree then equals a clean one."""
    story.pod.ok("build")
    story.settle()
    check_at_once(story, "healed")
    assert tree.leftover_complaints(story.pod.tree) == []
    clean = story.folder / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    story.pod.ok("build", "--output", clean)
    assert tree.differences(story.pod.public, clean) == []


@pytest.mark.timeout(90 + 20 * ROUNDS)
def test_attack_35_a_kill_at_any_moment_leaves_every_file_whole(pod: Pod, tmp_path: Path) -> None:
    print(f"\nSEED={SEED} ROUNDS={ROUNDS}")
    (tmp_path / "work").mkdir()
    story = Story(pod, tmp_path / "work", random.Random(SEED))
    for _ in range(24):
        story.publish(kill=False)
    for action in (story.edit, story.delete, story.build, story.rebuild):
        action(kill=False)
        action(kill=False)
    for number in range(ROUNDS):
        action = story.draw.choices(("publish", "edit", "delete", "build", "rebuild"), (4, 3, 3, 3, 1))[0]
        if action in ("edit", "delete") and len(story.sure) < 8:
            action = "publish"
        try:
            getattr(story, action)(kill=story.draw.random() < 0.8)
            check_at_once(story, action)
            if story.draw.random() < 0.5 or number == ROUNDS - 1 or action == "rebuild":
                check_healed(story)
        except AssertionError as error:
            lately = "\n".join(story.told[-6:])
            raise AssertionError(f"SEED={SEED}, round {number}, {action}: {error}\n{lately}") from error
    print(f"killed {story.killed} of {ROUNDS} commands")
    assert story.killed > 0 or ROUNDS < 5
