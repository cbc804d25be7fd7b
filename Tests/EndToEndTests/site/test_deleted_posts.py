"""What a deletion leaves: after one build no page, twin, feed, list or link that leads to the post (attack 33).

The pod is off: what a plain web server finds in the tree is all that there is.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from answers import Answers
from judges import pages, tree, whole
from judges.tree import TWINS
from pictures import png
from pod import Pod

CANARY = "canary33"


@dataclass(frozen=True)
class Left:
    """A pod whose middle post was deleted, and what led there before."""

    pod: Pod
    gone: str
    before: list[str]
    """Files of the tree that held a word of the post."""
    own: list[str]
    """Files whose name is that of the post or of something that only it had."""
    linking: str
    """Another post, which links to it in every way there is."""


@pytest.fixture(scope="module")
def left(template: Pod, tmp_path_factory: pytest.TempPathFactory) -> Left:
    folder = tmp_path_factory.mktemp("deleted")
    pod = Pod(template.binary, folder / "var", template.url).init()
    posts = folder / "posts"
    posts.mkdir()
    for day, name in enumerate(("before", "middle", "after"), start=1):
        (posts / f"{name}.md").write_text(
            f"---\ntitle: {CANARY if name == 'middle' else name} title\ndate: 2025-0{day}-01\naliases: [/old/{name}]\n"
            f"tags: [garden{f', {CANARY}tag' if name == 'middle' else ''}]\n---\n\n"
            f"{CANARY if name == 'middle' else 'Plain'} words with [a link](https://example.org/).\n"
            + (f"\n![{CANARY} alt](middle.png)\n" if name == "middle" else ""))
    png(posts / "middle.png", width=1600, height=1200, seed=33)
    pod.ok("import", "markdown", posts, "--as", "alice")
    gone = next(row["guid"] for row in json.loads(pod.ok("post", "list", "--as", "alice", "--json")) if CANARY in str(row))
    answers = Answers(pod, gone)
    ana = answers.stranger("ana", "Ana")
    comments = answers.comments(*[f"{CANARY} comment {number}" for number in range(220)], by=ana)
    answers.like(by=ana)
    answers.like(by=ana, comment=comments[0])
    answers.reshare(by=ana)
    answers.sign()
    linking = pod.publish(
        f"# Linking\n\nRead [this](diaspora://alice@localhost:3000/post/{gone}) and [that](/posts/{gone}).\n")
    pod.ok("build", "--full")
    before = [file for file in pod.tree.everything if CANARY in words(pod, file) or CANARY in file]
    own = [file for file in pod.tree.everything
           if gone in file or f"{CANARY}tag" in file or file.startswith(("/uploads/images/", "/old/middle"))]
    pod.ok("post", "delete", gone, "--yes")
    pod.ok("build")
    return Left(pod, gone, before, own, linking)


def words(pod: Pod, file: str) -> str:
    data = pod.tree.read(file)
    return TWINS.get(file[-3:], bytes)(data).decode(errors="replace")


def test_the_post_was_everywhere(left: Left) -> None:
    """Else the tests below look for what was never there."""
    for kind in ("/posts/", "/tags/", "/feed.", "/people/", "/search-index/", "/index.html", "/archive"):
        assert [file for file in left.before if file.startswith(kind)], kind
    for kind in (f"/posts/{left.gone}/comments/", "/uploads/images/thumb_small_", "/old/middle", f"/tags/{CANARY}tag"):
        assert [file for file in left.own if file.startswith(kind)], kind
    for ending in TWINS:
        assert [file for file in left.own if file.endswith(ending)]


def test_attack_33_neither_page_nor_twin_is_left(left: Left) -> None:
    there = set(left.pod.tree.everything)
    assert [file for file in left.own if file in there] == []
    assert tree.twin_complaints(left.pod.tree) == []
    assert tree.leftover_complaints(left.pod.tree) == []


def test_attack_33_no_word_of_it_is_left_in_any_file_or_twin(left: Left) -> None:
    """But for the address in what another post says of it."""
    assert [file for file in left.pod.tree.everything
            if CANARY in words(left.pod, file).replace(left.gone, "")] == []


def test_attack_33_no_link_leads_there(left: Left) -> None:
    site = left.pod.tree
    parsed = pages.pages(site)
    links = [
        (page.file, link) for page in parsed for link in page.links
        if left.gone in link or f"{CANARY}tag" in link or "/old/middle" in link]
    # A plain link is the writer's own word, on the page and lists of the post that has it; one by GUID is text now.
    assert {link.rsplit("/", 1)[0].removeprefix(site.origin) for _, link in links} <= {"/posts"}
    page = next(page for page in parsed if page.file == f"/posts/{left.linking}.html")
    assert len([link for link in page.links if left.gone in link]) <= 1
    assert [link for link in page.links if link.startswith(("diaspora:", "web+diaspora:"))] == []
    assert [text for text in whole.complaints(site) if left.gone not in text] == []


def test_attack_33_one_build_is_as_good_as_a_clean_one(left: Left, tmp_path: Path) -> None:
    left.pod.ok("build", "--output", tmp_path / "clean")
    assert tree.differences(left.pod.public, tmp_path / "clean") == []
