"""What people answer to a post: on its pages, in its feed, before every judge, in both themes."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from answers import Answers
from conftest import THEMES
from judges import accessibility, feeds, microformats, pages, tree
from judges.markup import Checker
from judges.pages import Page
from judges.tree import Tree
from pod import Pod
from ports import free_port
from static_server import StaticServer

CANARY = "canary4f1c"
TEXTS = (
    "The second paragraph is the one I shall read to my students. *Thank you.*",
    "# A heading of mine\n\nAnd a list:\n\n- beans\n- [bread](https://bread.example)\n\n> quoted\n\nA note[^1].\n\n[^1]: Here.",
    "أكتب من حديقة أخرى، والقهوة باردة.",
    "See ![the gate](https://track.example/gate.jpg) and `code`, @{Al; alice@localhost:3000}, #garden <b>bold</b>",
    "# A heading of mine\n\nAgain[^1].\n\n[^1]: There.\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "A_very_long_word_" * 12,
)
# 24 KB of HTML: more than a list shows.
LONG = "# On ferns\n\nThere is more to say[^1].\n\n" + "\n\n".join(
    f"## Fern {number}\n\nIt grows in *shade*, and under the wall where the rain runs down. I had it from my aunt,"
    f" who had it from hers.\n\n- water it\n- leave it\n\n> The {number}th of its name." for number in range(1, 100)
) + "\n\nThat is all.\n\n[^1]: Much more.\n"


@pytest.fixture(scope="module", params=THEMES)
def answered(
    request: pytest.FixtureRequest, dandelion: Path, tmp_path_factory: pytest.TempPathFactory,
) -> Answers:
    """A pod with a post that nobody answered, and one that many did."""
    pod = Pod(
        dandelion, tmp_path_factory.mktemp("answered") / "var", f"http://localhost:{free_port()}",
        settings=(("DANDELION_SETTINGS_THEME", request.param),)).init()
    pod.publish("# Nobody yet\n\nWords.\n")
    post = pod.publish(
        "# What grows in shade\n\nA question about ferns.\n\n## Under the wall\n\nMore words.\n",
        "--poll", "What shall it be?", "--answer", "Ferns", "--answer", "Moss and nothing else", "--answer", "Ivy")
    answers = Answers(pod, post)
    alice = 1
    ana = answers.stranger("ana", "Ana", "Sá")
    bob = answers.stranger("bob")
    eve = answers.stranger("eve", "\u202eevE <b>", "\" onclick=\"x")
    noor = answers.stranger("noor", "نور", "الهدى")
    answers.comments(*[f"Comment {number}: short words." for number in range(1, 211)], by=bob)
    written = answers.comments(*TEXTS, by=ana, minutes=300)
    answers.comments("مرحبا", by=noor, minutes=400)
    answers.comments("I changed my name.", by=eve, minutes=401)
    answers.comments("Thank you all.", by=alice, minutes=402)
    long = answers.comments(LONG, by=ana, minutes=403)
    answers.like(by=bob, comment=long[0])
    for person in (ana, bob, eve):
        answers.like(by=person)
        answers.vote(0 if person == eve else 1, by=person)
    answers.like(by=bob, comment=written[0])
    answers.reshare(by=bob)
    answers.sign()
    secret = pod.confide(f"{CANARY} for the family\n", "Family")
    hidden = Answers(pod, secret)
    hidden.comments(f"{CANARY} comment", by=answers.stranger(f"{CANARY}eve", CANARY))
    hidden.like(by=ana)
    pod.ok("build", "--full")
    return answers


@pytest.fixture(scope="module")
def site(answered: Answers) -> Tree:
    return answered.pod.tree


@pytest.fixture(scope="module")
def address(answered: Answers) -> Iterator[str]:
    server = StaticServer(answered.pod.public, int(answered.pod.url.rsplit(":", 1)[1]))
    yield answered.pod.url
    server.stop()


def test_every_judge_is_content(site: Tree, checker: Checker) -> None:
    parsed = pages.pages(site)
    assert pages.link_complaints(site, parsed) == []
    assert pages.form_complaints(site, parsed) == []
    assert pages.weight_complaints(site, parsed) == []
    assert pages.structured_complaints(site, parsed) == []
    assert tree.twin_complaints(site) == []
    assert [text for page in parsed for text in microformats.complaints(page)] == []
    assert feeds.schema_complaints(site) == []
    assert feeds.atom_complaints(site, parsed) == []
    found = [
        f"{file}:{text}" for file in site.pages for text in checker.complaints(site.read(file))]
    assert found == []


def test_comments_stand_in_hundreds_and_in_a_feed(answered: Answers, site: Tree) -> None:
    post = answered.post
    head = Page(site, f"/posts/{post}.html")
    older = Page(site, f"/posts/{post}/comments/1.html")
    assert len(head.document.xpath("//article[contains(@class, 'u-comment')]")) == 120
    assert len(older.document.xpath("//article[contains(@class, 'u-comment')]")) == 100
    assert site.resolve(f"/posts/{post}/comments/2") is None
    assert f"/posts/{post}/comments.atom" in feeds.announced(head)
    assert site.read(f"/posts/{post}/comments.atom").count(b"<entry>") == 50
    text = head.document.text_content()
    assert "220 comments" in text and "3 likes" in text and "1 reshare" in text
    assert "2 votes, 67%" in text and "1 vote, 33%" in text and "0 votes, 0%" in text
    assert site.read(f"/fetch/post/{post}") == b"<me:env>signed</me:env>"


def test_a_long_comment_has_a_page_of_its_own(answered: Answers, site: Tree) -> None:
    head = Page(site, f"/posts/{answered.post}.html")
    [link] = head.document.xpath("//p[@class='more']/a[contains(@href, '/comments/') and text()='Read the whole comment']")
    path = link.get("href")
    own = Page(site, f"{path}.html")
    shown, whole = (
        page.document.xpath(f"string(//article[@id='comment~{path.rsplit('/', 1)[1]}'])") for page in (head, own))
    assert "On ferns" in shown and "That is all." not in shown and "That is all." in whole
    assert own.document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert path not in site.read("/sitemap/0.xml").decode()
    assert path in site.read(f"/posts/{answered.post}/comments.atom").decode()


def test_attack_27_strangers_words_are_inert_and_unvouched_for(answered: Answers, site: Tree) -> None:
    page = Page(site, f"/posts/{answered.post}.html")
    for link in page.document.xpath("//article[contains(@class, 'u-comment')]//a[starts-with(@href, 'http')]"):
        assert {"nofollow", "ugc", "noopener"} <= set(link.get("rel").split())
    assert page.document.xpath("//article[contains(@class, 'u-comment')]//img") == []
    assert "\u202e" not in page.document.xpath("string(//section[@id='conversation'])")


def test_attack_32_answers_to_a_limited_post_are_nowhere(answered: Answers, site: Tree) -> None:
    assert tree.canary_complaints(site, CANARY) == []


def test_a_build_of_everything_gives_the_same_tree(answered: Answers, tmp_path: Path) -> None:
    answered.pod.ok("build", "--output", tmp_path / "clean")
    assert tree.differences(answered.pod.public, tmp_path / "clean") == []
    shutil.rmtree(tmp_path / "clean")


def long_address(answered: Answers) -> str:
    page = Page(answered.pod.tree, f"/posts/{answered.post}.html")
    return page.document.xpath("//article[contains(@class, 'u-comment')]//p[@class='more']/a/@href")[0]


@pytest.mark.parametrize("scheme", accessibility.SCHEMES)
@pytest.mark.parametrize("size", accessibility.SIZES)
def test_axe_finds_no_violation(
    size: str, scheme: str, answered: Answers, site: Tree, address: str, browser: Browser, screenshots: Path,
) -> None:
    theme = dict(answered.pod.settings)["DANDELION_SETTINGS_THEME"]
    window = accessibility.context(browser, size, scheme)
    page = window.new_page()
    nobody = next(file for file in site.pages if re.match("/posts/nobody-yet", file))
    found = []
    for name, path in {
        "answered": f"/posts/{answered.post}", "older": f"/posts/{answered.post}/comments/1",
        "targeted": f"/posts/{answered.post}/comments/1#conversation",
        "unanswered": site.address(nobody), "long": long_address(answered),
    }.items():
        page.goto(address + path)
        found += accessibility.complaints(page, name) + accessibility.overflow(page, name)
        page.screenshot(path=screenshots / f"{theme}-{name}-{size}-{scheme}.png", full_page=False)
        if name == "answered":
            page.goto(address + path + "#comment~" + page.evaluate(
                "[...document.querySelectorAll('.comment')].at(-10).id").split("~")[1])
            page.screenshot(path=screenshots / f"{theme}-comments-{size}-{scheme}.png")
            page.evaluate("document.querySelector('.comment .more').scrollIntoView({block: 'center'})")
            page.screenshot(path=screenshots / f"{theme}-cut-{size}-{scheme}.png")
            page.evaluate("document.documentElement.dir = 'rtl'")
            page.evaluate("document.querySelector('.conversation').scrollIntoView()")
            page.screenshot(path=screenshots / f"{theme}-rtl-{size}-{scheme}.png")
    window.close()
    assert found == []
