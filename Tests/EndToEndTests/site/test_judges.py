"""The judges judged: a good site passes each of them, and each fault is seen by the judge it is meant for."""

import gzip
import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import good_site
from good_site import GUID, ORIGIN
from judges import accessibility, feeds, microformats, pages, tree, whole
from judges.markup import Checker
from judges.tree import Tree
from pod import CRASH, Answer
from static_server import StaticServer

POST = f"posts/{GUID}.html"
Judge = Callable[[Tree], list[str]]

needs_schema = pytest.mark.skipif(
    not feeds.SCHEMA.exists(), reason=f"{feeds.SCHEMA.name} is not there yet")


def microformat_complaints(site: Tree) -> list[str]:
    return [text for page in pages.pages(site) for text in microformats.complaints(page)]


JUDGES: dict[str, Judge] = {
    "links": pages.link_complaints, "form": pages.form_complaints,
    "weight": pages.weight_complaints, "structure": pages.structured_complaints,
    "twins": tree.twin_complaints, "leftovers": tree.leftover_complaints,
    "atom": feeds.atom_complaints, "json": feeds.json_complaints,
    "microformats": microformat_complaints, "whole": whole.complaints,
    "canary": lambda site: tree.canary_complaints(site, "CANARY-17"),
}


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A fault: text of a file replaced, its twins made again."""
    def spoil(root: Path) -> None:
        text = (root / name).read_text()
        assert old in text, f"{name} has no {old!r}"
        good_site.write(root, name, text.replace(old, new, 1).encode())
    return spoil


def cut(name: str) -> Callable[[Path], None]:
    """A fault: a file of which only the first half was written."""
    def spoil(root: Path) -> None:
        data = (root / name).read_bytes()
        for twin in ("", ".gz", ".br"):
            (root / (name + twin)).unlink(missing_ok=True)
        (root / name).write_bytes(data[: len(data) // 2])
    return spoil


def written(name: str, data: bytes) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return spoil


def removed(*names: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        for name in names:
            (root / name).unlink()
    return spoil


def aged(name: str) -> Callable[[Path], None]:
    return lambda root: os.utime(root / name, ns=(0, 0))


def item_changed(**changes: object) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        feed = json.loads((root / "feed.json").read_text())
        feed["items"][0] |= changes
        (root / "feed.json").write_text(json.dumps(feed))
    return spoil


FAULTS: list[tuple[str, Callable[[Path], None], str]] = [
    ("links", replaced(POST, 'href="/u/alice"', 'href="/u/bob"'), "/u/bob leads to nothing"),
    ("links", replaced(POST, 'href="/u/alice"', 'href=""'), "a link is empty"),
    ("links", replaced(POST, 'href="#main"', 'href="#man"'), "has no #man"),
    ("links", replaced("index.html", f'href="/posts/{GUID}"', f'href="/posts/{GUID}/"'), "leads to nothing"),
    ("links", replaced("index.html", "<p>The", f'<a href="/posts/{GUID}#gone">x</a><p>The'), "#gone"),
    ("links", replaced(POST, "<p>The", '<img alt="" src="/a.png" srcset="/b.png 1x, /c.png 2x"><p>The'), "/c.png"),
    ("links", replaced(POST, "<p>The", f'<a href="{ORIGIN}/archive">x</a><p>The'), "/archive"),
    ("links", removed("assets/style-0123.css"), "style-0123.css leads to nothing"),
    ("form", replaced(POST, '<p><a class="p-author', '<p id="main"><a class="p-author'), "'main' stands 2 times"),
    ("form", replaced(POST, "<article", '<article style="color: red"'), "style attribute"),
    ("form", replaced(POST, "</head>", "<style>p { color: red }</style></head>"), "style element"),
    ("form", replaced(POST, "</main>", "<script>alert(1)</script></main>"), "inline script"),
    ("form", replaced(POST, "<article", '<article onclick="x()"'), "has onclick"),
    ("form", replaced(POST, "https://example.org/", "JavaScript:alert(1)"), "JavaScript:"),
    ("form", replaced(POST, "/assets/style-0123.css", "https://cdn.example/x.css"), "asks another host"),
    ("form", replaced(POST, "<main", '<img alt="" src="https://cdn.example/x.png"><main'), "asks another host"),
    ("form", replaced("assets/style-0123.css", "body {", "body { background: url(//cdn.example/x);"), "asks another host"),
    ("form", replaced("assets/style-0123.css", "body {", "body { background: url(seed.svg);"), "leads to nothing"),
    ("form", replaced(POST, '<html lang="en">', "<html>"), "no language"),
    ("form", replaced(POST, "<h1", "<h2"), "has 0 h1"),
    ("form", replaced(POST, 'rel="canonical"', 'rel="home"'), "0 canonical"),
    ("weight", replaced("assets/style-0123.css", "body {", "a{b:c}" * 3500 + "body {"), "bytes of style"),
    ("weight", replaced(POST, "word word", random.Random(7).randbytes(40_000).hex()), "bytes with its style"),
    ("structure", replaced(POST, '"@type"', "@type"), "JSON-LD does not parse"),
    ("structure", replaced("sitemap.xml", "/u/alice", "/u/bob"), "/u/bob leads to nothing"),
    ("structure", replaced("sitemap.xml", "/u/alice", f"/posts/{GUID}"), "listed twice"),
    ("structure", replaced("sitemap.xml", f"<url><loc>{ORIGIN}/posts/{GUID}</loc></url>", ""), "is missing"),
    ("structure", cut("sitemap.xml"), "sitemap.xml"),
    ("twins", written(POST + ".gz", gzip.compress(b"older words")), "other bytes"),
    ("twins", written(POST + ".br", b"no brotli"), "cannot be decompressed"),
    ("twins", cut(POST + ".gz"), "cannot be decompressed"),
    ("twins", removed(POST), "a twin without its file"),
    ("twins", removed(POST + ".br"), "has no .br twin"),
    ("twins", aged(POST + ".gz"), "older than"),
    ("leftovers", written("posts/.new.html.x7", b"<html>"), "left behind"),
    ("atom", replaced("feed.atom", "<title>Pod", "<title>&nbsp;"), "bozo"),
    ("atom", replaced("feed.atom", f'rel="self" href="{ORIGIN}/feed.atom"', 'rel="self" href="/feed.atom"'), "self link"),
    ("atom", replaced("feed.atom", f'rel="alternate" href="{ORIGIN}/posts', f'rel="alternate" href="{ORIGIN}/post'), "leads to nothing"),
    ("atom", replaced("feed.atom", "https://example.org/", "/relative"), "not absolute"),
    ("atom", cut("feed.atom"), "feed.atom"),
    ("json", item_changed(id=17), "id is no string"),
    ("json", item_changed(date_published="2 January 2026"), "date_published"),
    ("json", item_changed(url=ORIGIN + "/posts/gone"), "leads to nothing"),
    ("json", item_changed(content_html=None), "no content"),
    ("json", item_changed(content_html='<img src="/a.png">'), "not absolute"),
    ("json", replaced("feed.json", "version/1.1", "version/2"), "version is"),
    ("json", cut("feed.json"), "feed.json"),
    ("microformats", replaced(POST, "h-entry", "entry"), "0 h-entry"),
    ("microformats", replaced(POST, "dt-published", "published"), "without published"),
    ("microformats", replaced(POST, "p-author h-card", "p-author"), "author is no h-card"),
    ("microformats", replaced("index.html", "h-feed", "feed"), "0 h-feed"),
    ("microformats", replaced("u/alice.html", '<div class="h-card">', "<div>"), "no h-card of the person"),
    ("whole", cut(POST), "does not end"),
    ("whole", cut("feed.json"), "feed.json"),
    ("whole", cut("sitemap.xml"), "sitemap.xml"),
    ("whole", written(POST + ".gz", gzip.compress(b"older words")), "other bytes"),
    ("whole", removed("u/alice.html", "u/alice.html.gz", "u/alice.html.br"), "leads to nothing"),
    ("canary", replaced(POST, "The first", "CANARY-17 first"), "CANARY-17"),
    ("canary", written(POST + ".gz", gzip.compress(b"CANARY-17")), ".gz: holds"),
    ("canary", written("posts/CANARY-17.txt", b""), "CANARY-17.txt"),
]


@pytest.mark.parametrize("name", JUDGES)
def test_a_good_site_passes(name: str, tmp_path: Path) -> None:
    assert JUDGES[name](good_site.make(tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "spoil", "words"), FAULTS,
    ids=[f"{name}-{number}" for number, (name, _, _) in enumerate(FAULTS)])
def test_a_fault_is_seen(
    name: str, spoil: Callable[[Path], None], words: str, tmp_path: Path,
) -> None:
    site = good_site.make(tmp_path)

    spoil(tmp_path)

    found = JUDGES[name](site)
    assert found and any(words in text for text in found), found


def test_a_link_to_an_address_that_only_the_pod_answers_is_no_fault(tmp_path: Path) -> None:
    site = good_site.make(tmp_path)
    replaced(POST, 'href="/u/alice"', 'href="/users/sign_in?from=x"')(tmp_path)
    assert pages.link_complaints(site) == []


def test_equal_trees_do_not_differ_and_others_do(tmp_path: Path) -> None:
    good_site.make(tmp_path / "one")
    good_site.make(tmp_path / "two")
    assert tree.differences(tmp_path / "one", tmp_path / "two") == []

    (tmp_path / "two" / "feed.json").write_text("{}")
    (tmp_path / "one" / "more.txt").write_text("")

    found = tree.differences(tmp_path / "one", tmp_path / "two")
    assert [text.split(":")[0] for text in found] == ["more.txt", "feed.json"]


def test_html_that_the_checker_refuses_is_seen(tmp_path: Path, checker: Checker) -> None:
    site = good_site.make(tmp_path)
    good = site.read("/" + POST).decode()

    assert checker.complaints(good.encode()) == []
    for bad in (
        good.replace("<main", "<main hidde"), good.replace("</article>", "</div>"),
        good.replace('<p><a class="p-author', "<p><p><ul><p></ul><div></p><a"),
        good.replace("<article", '<img src="/a.png"><article'),
    ):
        assert bad != good
        assert checker.complaints(bad.encode()) != []


def test_only_what_is_newer_than_the_checker_is_forgiven(tmp_path: Path, checker: Checker) -> None:
    good = good_site.make(tmp_path).read("/" + POST).decode()

    newer = good.replace("<article", '<search><p></p></search><article inert')
    assert checker.complaints(newer.encode()) == []

    older = good.replace("<article", '<center></center><article align="left"')
    assert len(checker.complaints(older.encode())) == 2


@needs_schema
def test_the_schema_of_atom_lets_the_good_feed_pass_and_no_other(tmp_path: Path) -> None:
    site = good_site.make(tmp_path)
    assert feeds.schema_complaints(site) == []

    for old, new in (
        ("<updated>2026-01-02T03:04:05Z</updated>\n<link", "<link"),
        ("<updated>2026-01-02T03:04:05Z</updated>\n<link", "<updated>yesterday</updated><link"),
        ("<title>Hello world</title>", ""),
        ('type="html"', 'type="markdown html"'),
    ):
        good_site.make(tmp_path)
        replaced("feed.atom", old, new)(tmp_path)
        assert feeds.schema_complaints(site) != [], new


def test_an_archive_that_leads_in_a_circle_or_to_nothing_is_seen(tmp_path: Path) -> None:
    site = good_site.make(tmp_path)
    self_link = f'<link rel="self" href="{ORIGIN}/feed.atom"/>'
    assert feeds.history(site, "/feed.atom") == ([f"{ORIGIN}/posts/{GUID}"], [])

    for older, words in (("/feed.atom", "circle"), ("/old.atom", "leads to nothing")):
        good_site.make(tmp_path)
        replaced(
            "feed.atom", self_link,
            f'{self_link}<link rel="prev-archive" href="{ORIGIN}{older}"/>')(tmp_path)
        assert any(words in text for text in feeds.history(site, "/feed.atom")[1])


@pytest.mark.parametrize("scheme", accessibility.SCHEMES)
def test_axe_passes_the_good_site_and_sees_faults(
    scheme: str, tmp_path: Path, browser: Browser,
) -> None:
    good_site.make(tmp_path)
    replaced(POST, "<h1", '<h1 class="pale"')(tmp_path)
    dark_fault = "@media (prefers-color-scheme: dark) { .pale { color: #222; } }"
    server = StaticServer(tmp_path)
    window = accessibility.context(browser, "phone", scheme)
    page = window.new_page()
    url = f"http://127.0.0.1:{server.server_port}/posts/{GUID}"

    page.goto(url)
    assert accessibility.complaints(page, "good") == []
    assert accessibility.overflow(page, "good") == []

    replaced("assets/style-0123.css", ":root", dark_fault + ":root")(tmp_path)
    replaced(POST, "<h1", '<img src="/x.png" width="900" height="9"><h1')(tmp_path)
    page.goto(url)
    found = accessibility.complaints(page, "bad")
    assert any("image-alt" in text for text in found)
    assert any("color-contrast" in text for text in found) == (scheme == "dark"), found
    assert accessibility.overflow(page, "bad") != []
    window.close()
    server.stop()


@pytest.mark.parametrize(("text", "plain"), [
    ("error: var/public cannot be written (read-only file system)\n       free it, or choose --output", True),
    ("error: a\nerror: b", False),
    ("Fatal error: Index out of range", False),
    ("error: SQLite.DatabaseError(code: 11)", False),
    ("error: The operation couldn’t be completed. (error 13.)", False),
    ("error: x\nPipeline/Build.swift:17: y", False),
    ("", False),
])
def test_plain_errors_are_told_from_crashes(text: str, plain: bool) -> None:
    answer = Answer(("build",), 1, "", text)
    if plain:
        answer.assert_plain_error()
    else:
        with pytest.raises(AssertionError):
            answer.assert_plain_error()
    assert not CRASH.search("error: hello.md:3: the front matter ends nowhere")
