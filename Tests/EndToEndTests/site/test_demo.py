"""The sample posts as `make run` publishes them: every page and feed before every judge."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from judges import accessibility, feeds, microformats, pages, tree
from judges.markup import Checker
from judges.pages import Page
from judges.tree import Tree
from pod import Pod

ARABIC_OR_HEBREW = re.compile(r"[֐-ۿ]{3}")


@pytest.fixture(scope="module")
def site(demo: Pod) -> Tree:
    return demo.tree


@pytest.fixture(scope="module")
def parsed(site: Tree) -> list[Page]:
    return pages.pages(site)


@pytest.fixture(scope="module")
def plain_window(browser: Browser, demo_site: str) -> Iterator[BrowserContext]:
    window = accessibility.context(browser, "desktop", "light", scripts=False)
    yield window
    window.close()


def kinds(site: Tree) -> dict[str, str]:
    """One address for every kind of page, and each post of the demo."""
    one_each = {
        "home": "/", "archive": "/archive", "tags": "/tags", "feeds": "/feeds",
        "search": "/search", "about": "/about", "statistics": "/statistics",
        "not-found": "/404.html", "gone": "/410", "failed": "/500", "unavailable": "/503.html",
        "person": "/u/alice",
    }
    if site.resolve("/terms"):
        one_each["terms"] = "/terms"
    for name, pattern in {
        "page": r"/page/\d+\.html", "tag": r"/tags/[^/]+\.html",
        "month": r"/archive/\d{4}/\d\d\.html", "person-page": r"/u/alice/page/\d+\.html",
    }.items():
        found = [file for file in site.pages if re.fullmatch(pattern, file)]
        if found:
            one_each[name] = site.address(found[0])
    posts = [file for file in site.pages if re.fullmatch(r"/posts/[^/]+\.html", file)]
    return one_each | {
        "post-" + file.split("/")[-1].removesuffix(".html")[:40]: site.address(file)
        for file in posts}


def test_there_are_a_dozen_posts_and_every_static_address(site: Tree) -> None:
    posts = [file for file in site.pages if re.fullmatch(r"/posts/[^/]+\.html", file)]
    assert len(posts) >= 12
    missing = [
        address for address in (
            "/", "/u/alice", "/tags", "/archive", "/feeds", "/search", "/about", "/statistics",
            "/feed.atom", "/feed.json", "/public/alice.atom", "/public/alice.json",
            "/sitemap.xml", "/robots.txt", "/404.html", "/503.html", "/assets/user/default.png")
        if site.resolve(address) is None]
    assert missing == []
    assert any(re.fullmatch(r"/tags/[^/]+\.atom", file) for file in site.files)


def test_every_link_leads_somewhere(site: Tree, parsed: list[Page]) -> None:
    assert pages.link_complaints(site, parsed) == []


def test_every_page_is_well_formed_and_asks_no_other_host(site: Tree, parsed: list[Page]) -> None:
    assert pages.form_complaints(site, parsed) == []


def test_pages_and_styles_are_light(site: Tree, parsed: list[Page]) -> None:
    assert pages.weight_complaints(site, parsed) == []


def test_structured_data_and_sitemap_are_right(site: Tree, parsed: list[Page]) -> None:
    assert pages.structured_complaints(site, parsed) == []


def test_twins_hold_their_files_and_nothing_is_left_behind(site: Tree) -> None:
    assert tree.twin_complaints(site) == []
    assert tree.leftover_complaints(site) == []


def test_html_is_valid(site: Tree, checker: Checker) -> None:
    found = [
        f"{file}:{text}" for file in site.pages for text in checker.complaints(site.read(file))]
    assert found == []


def test_feeds_are_valid(site: Tree, parsed: list[Page]) -> None:
    assert len(feeds.atom_files(site)) >= 3 and len(feeds.json_files(site)) >= 2
    assert feeds.schema_complaints(site) == []
    assert feeds.atom_complaints(site, parsed) == []
    assert feeds.json_complaints(site, parsed) == []


def test_a_feed_and_its_archives_hold_every_post(site: Tree) -> None:
    posts = [file for file in site.pages if re.fullmatch(r"/posts/[^/]+\.html", file)]
    for head in ("/feed.atom", "/public/alice.atom"):
        ids, complaints = feeds.history(site, head)
        assert complaints == []
        if head == "/public/alice.atom":
            assert len(ids) == len(posts)


def test_home_and_person_announce_their_feeds(site: Tree) -> None:
    home, person = Page(site, "/index.html"), Page(site, "/u/alice.html")
    assert {"/feed.atom", "/feed.json"} <= feeds.announced(home)
    assert {"/public/alice.atom", "/public/alice.json"} <= feeds.announced(person)


def test_microformats_are_read_by_another_parser(parsed: list[Page]) -> None:
    found = [text for page in parsed if not page.is_redirect for text in microformats.complaints(page)]
    assert found == []


def test_what_people_wrote_finds_its_own_direction(parsed: list[Page]) -> None:
    written = [
        (page, content) for page in parsed
        for content in page.document.xpath("//*[contains(@class, 'e-content')]")]
    assert all(
        "auto" in content.xpath("ancestor-or-self::*/@dir")[-1:] for _, content in written)
    assert any(ARABIC_OR_HEBREW.search(content.text_content()) for _, content in written)


@pytest.mark.parametrize("scheme", accessibility.SCHEMES)
@pytest.mark.parametrize("size", accessibility.SIZES)
def test_axe_finds_no_violation_on_any_kind_of_page(
    size: str, scheme: str, demo: Pod, site: Tree, demo_site: str, browser: Browser, screenshots,
) -> None:
    theme = dict(demo.settings)["DANDELION_SETTINGS_THEME"]
    window = accessibility.context(browser, size, scheme)
    page = window.new_page()
    shouted: list[str] = []
    page.on("console", lambda message: shouted.append(f"{page.url}: {message.text}")
            if message.type in ("error", "warning") and "/404.html" not in page.url else None)
    page.on("pageerror", lambda error: shouted.append(f"{page.url}: {error}"))
    found = []
    for name, address in kinds(site).items():
        page.goto(demo_site + address)
        page.screenshot(path=screenshots / f"{theme}-{name}-{size}-{scheme}.png", full_page=True)
        found += accessibility.complaints(page, name) + accessibility.overflow(page, name)
    window.close()
    assert found == []
    assert shouted == []


def test_the_skip_link_is_first_and_works(demo_site: str, browser: Browser) -> None:
    window = accessibility.context(browser, "desktop", "light")
    page = window.new_page()
    page.goto(demo_site)

    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.getAttribute('href')")
    assert skip and skip.startswith("#")
    box = page.locator(":focus").bounding_box()
    assert box and box["width"] > 1 and box["x"] >= 0 and box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    inside = page.evaluate(
        "target => document.querySelector(target).contains(document.activeElement)", skip)
    window.close()
    assert inside


def test_focus_is_seen_on_every_link_of_the_home_page(demo_site: str, browser: Browser) -> None:
    window = accessibility.context(browser, "desktop", "dark")
    page = window.new_page()
    page.goto(demo_site)
    unseen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.outerHTML.slice(0, 90), s.outlineStyle, s.outlineWidth, s.boxShadow]; })()")
        if (style[1] == "none" or style[2] == "0px") and style[3] == "none":
            unseen.append(style[0])
    window.close()
    assert unseen == []


def test_everything_reads_without_scripts(
    site: Tree, demo_site: str, plain_window: BrowserContext,
) -> None:
    page = plain_window.new_page()
    for file in site.pages:
        if re.fullmatch(r"/posts/[^/]+\.html", file):
            page.goto(demo_site + site.address(file))
            assert page.locator(".e-content").first.is_visible(), file
            assert page.locator(".e-content").first.inner_text().strip(), file
    page.goto(demo_site + "/search")
    assert page.locator("main a[href]").count() > 0
    page.close()


def test_search_finds_a_post_by_its_words(site: Tree, demo_site: str, browser: Browser) -> None:
    feed = json.loads(site.read("/feed.json"))
    item = next(item for item in feed["items"] if re.search(r"\b[A-Za-z]{7,}\b", item.get("title", "")))
    word = re.search(r"\b[A-Za-z]{7,}\b", item["title"]).group()
    path = item["url"].removeprefix(site.origin)
    window = accessibility.context(browser, "desktop", "light")
    page = window.new_page()
    page.goto(demo_site + "/search")

    page.locator("main input[type=search], main input[type=text]").first.fill(word)
    page.keyboard.press("Enter")

    page.wait_for_selector(f"main a[href$='{path}']", timeout=15_000)
    assert accessibility.complaints(page, "search results") == []
    page.locator("main input").first.fill("zzzzqqqqxxxx")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"main a[href$='{path}']", state="detached", timeout=15_000)
    window.close()


def test_search_finds_japanese(site: Tree, demo_site: str, browser: Browser) -> None:
    posts = [
        (Page(site, file), file) for file in site.pages if re.fullmatch(r"/posts/[^/]+\.html", file)]
    found = [
        (match.group(), file) for page, file in posts
        if (match := re.search(r"[぀-ヿ一-鿿]{2}", page.document.xpath("string(//*[contains(@class,'e-content')])")))]
    assert found, "the sample has no Japanese post"
    word, file = found[0]
    window = accessibility.context(browser, "phone", "dark")
    page = window.new_page()
    page.goto(demo_site + "/search")
    page.locator("main input[type=search], main input[type=text]").first.fill(word)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"main a[href$='{site.address(file)}']", timeout=15_000)
    window.close()
