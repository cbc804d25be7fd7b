"""386 real posts by others, imported and built. They are not ours to ship: without them these tests are skipped."""

import os
import re
import shutil
import tomllib
from collections import Counter
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
from markdown_it import MarkdownIt

from judges import feeds, microformats, pages, tree
from judges.markup import Checker
from judges.pages import Page
from judges.tree import Tree
from pod import REPOSITORY, Answer, Pod

BLOG = Path(os.environ.get("RUST_BLOG", REPOSITORY.parent / "shared" / "data" / "rust-blog"))
pytestmark = pytest.mark.skipif(
    not BLOG.is_dir(), reason=f"NOT TESTED: {BLOG} is not there (RUST_BLOG names another place)")


class Source:
    """One file of the blog, read by Python's own TOML and an independent CommonMark."""

    def __init__(self, file: Path) -> None:
        self.name = file.name
        front, self.body = re.fullmatch(
            r"\+\+\+\n(.*?)\n\+\+\+\n?(.*)", file.read_text(), flags=re.S).groups()
        self.front = tomllib.loads(front)
        self.path: str = self.front["path"]
        self.title: str = self.front["title"]
        self.aliases: list[str] = self.front.get("aliases", [])
        year, month, day = map(int, self.path.split("/")[:3])
        self.date = f"{year:04}-{month:02}-{day:02}"

    @property
    def html(self) -> str:
        return MarkdownIt("commonmark", {"html": True}).enable(["table"]).render(self.body)

    @property
    def breaks(self) -> int:
        """The breaks inside running text: one at its end or between blocks, or in a table or heading, breaks nothing."""
        document = lxml.html.fragment_fromstring(self.html, create_parent="div")
        return sum(
            bool((mark.tail or "").strip()) or goes_on(mark.getnext())
            for mark in document.xpath("//br[not(ancestor::table)]")
            if not any(re.fullmatch(r"h\d", parent.tag) for parent in mark.iterancestors()))


def goes_on(element: lxml.html.HtmlElement | None) -> bool:
    """Whether what follows a break stands on its line and shows something."""
    return element is not None and element.tag in ("a", "b", "code", "del", "em", "i", "img", "span", "strong")


class Blog:
    """The imported pod, and what the import said."""

    def __init__(self, pod: Pod, said: Answer) -> None:
        self.pod = pod
        # The terminal shows examples; all of it is in the log.
        self.listed = said.out + said.err + "".join(
            report.read_text() for report in (pod.data / "log").glob("import-*.txt"))
        self.tree: Tree = pod.tree
        self.pages = pages.pages(self.tree)
        self.by_file = {page.file: page for page in self.pages}
        self.posts = [page for page in self.pages if re.fullmatch(r"/posts/[^/]+\.html", page.file)]

    def post(self, source: Source) -> Page:
        """The post that a source's old address leads to."""
        file = self.tree.resolve("/" + source.path)
        assert file, f"{source.name}: nothing at its old address /{source.path}"
        page = self.by_file[file]
        if page.is_redirect:
            target = page.document.xpath("string(//link[@rel='canonical']/@href)")
            page = self.by_file[self.tree.resolve(target)]
        return page


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return [Source(file) for file in sorted(BLOG.glob("*.md")) if file.name != "releases--latest.md"]


STRAIGHT = str.maketrans("“”‘’", "\"\"''")
"""Marks as they were written, for those of the page."""


@pytest.fixture(scope="module")
def blog(template: Pod, tmp_path_factory: pytest.TempPathFactory) -> Blog:
    data = tmp_path_factory.mktemp("rust-blog") / "var"
    shutil.copytree(template.data, data)
    pod = Pod(template.binary, data, template.url)
    said = pod.run("import", "markdown", BLOG, "--as", "alice", timeout=240)
    assert said.code == 0, said
    pod.ok("build", timeout=240)
    return Blog(pod, said)


def test_every_post_is_published_and_the_empty_file_named(blog: Blog, sources: list[Source]) -> None:
    assert len(sources) == 386
    assert len(blog.posts) == 386
    assert "releases--latest.md" in blog.listed
    assert len({blog.post(source).file for source in sources}) == 386


def test_titles_are_right(blog: Blog, sources: list[Source]) -> None:
    def plain(markdown: str) -> str:
        html = MarkdownIt("commonmark").renderInline(markdown)
        text = re.sub(r"<[^>]+>", "", html)
        for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
            text = text.replace(entity, sign)
        return " ".join(text.split())
    wrong = []
    for source in sources:
        shown = " ".join(blog.post(source).document.xpath("string(//h1)").translate(STRAIGHT).split())
        title = source.title.translate(STRAIGHT)
        if shown not in (" ".join(title.split()), plain(title)):
            wrong.append(f"{source.name}: {shown!r} for {source.title!r}")
    assert wrong == []


def test_dates_are_right(blog: Blog, sources: list[Source]) -> None:
    wrong = []
    for source in sources:
        shown = blog.post(source).document.xpath("string(//time[contains(@class, 'dt-published')]/@datetime)")
        if datetime.fromisoformat(shown).strftime("%Y-%m-%d") != source.date:
            wrong.append(f"{source.name}: {shown} for {source.date}")
    assert wrong == []


def test_old_addresses_lead_to_the_posts(blog: Blog, sources: list[Source]) -> None:
    listed = blog.listed
    wrong = []
    for source in sources:
        for alias in source.aliases:
            file = blog.tree.resolve("/" + alias.lstrip("/"))
            if file is None and alias in listed:
                continue
            target = blog.by_file[file].document.xpath("string(//link[@rel='canonical']/@href)") if file else ""
            if not target or blog.tree.resolve(target) != blog.post(source).file:
                wrong.append(f"{source.name}: {alias} leads to {target or 'nothing'}")
    assert wrong == []


def test_outward_links_are_kept(blog: Blog, sources: list[Source]) -> None:
    wrong = []
    for source in sources:
        wanted = set(re.findall(r'<a\s[^>]*href="(https?://[^"]+)"', source.html))
        content = blog.post(source).document.xpath("//*[contains(@class, 'e-content')]")[0]
        have = {normal(url) for url in content.xpath(".//a/@href")}
        for url in wanted:
            if normal(url.replace("&amp;", "&")) not in have:
                wrong.append(f"{source.name}: {url}")
    assert wrong == []


def normal(url: str) -> str:
    """One spelling of an address: no scheme, no `%` escapes, the host in its own script."""
    parts = urlsplit(urljoin("http://localhost:3000/", unquote(url)))
    host = re.sub(r"xn--[a-z0-9-]+", lambda name: name.group().encode().decode("idna"), parts.netloc)
    return parts._replace(scheme="", netloc=host).geturl().rstrip("/")


def test_there_are_as_many_line_breaks_as_commonmark_gives(blog: Blog, sources: list[Source]) -> None:
    wrong = []
    for source in sources:
        content = blog.post(source).document.xpath("//*[contains(@class, 'e-content')]")[0]
        count = len(content.xpath(".//br"))
        if count != source.breaks:
            wrong.append(f"{source.name}: {count} for {source.breaks}")
    assert wrong == []


def test_paragraphs_code_and_headings_are_all_there(blog: Blog, sources: list[Source]) -> None:
    wrong = []
    for source in sources:
        content = blog.post(source).document.xpath("//*[contains(@class, 'e-content')]")[0]
        code = len(re.findall(r"<pre><code", source.html))
        if len(content.xpath(".//pre")) < code:
            wrong.append(f"{source.name}: {len(content.xpath('.//pre'))} code blocks for {code}")
        said = letters(lxml.html.fragment_fromstring(source.html, create_parent="div"))
        wanted = Counter(said) - Counter(letters(content))
        if sum(wanted.values()) > 0.01 * len(said) + 3:
            wrong.append(f"{source.name}: words are missing: {wanted.most_common(8)}")
    assert wrong == []


def letters(element: lxml.html.HtmlElement) -> list[str]:
    """The words of an element, those of neighbouring cells and blocks apart."""
    return re.findall(r"[^\W\d_]{4,}", " ".join(element.itertext()))


def test_importing_again_changes_no_byte(blog: Blog) -> None:
    before = tree.snapshot(blog.pod.public)
    said = blog.pod.run("import", "markdown", BLOG, "--as", "alice", timeout=240)
    assert said.code == 0, said
    blog.pod.ok("build", timeout=240)
    after = tree.snapshot(blog.pod.public)
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []


def test_the_imported_tree_equals_a_clean_one(blog: Blog, tmp_path: Path) -> None:
    blog.pod.ok("build", "--output", tmp_path / "clean", timeout=240)
    assert tree.differences(blog.pod.public, tmp_path / "clean") == []


def test_feeds_are_valid(blog: Blog) -> None:
    excused = excuses(blog)
    assert feeds.schema_complaints(blog.tree) == []
    assert [text for text in feeds.atom_complaints(blog.tree, blog.pages) if not excused(None, text)] == []
    assert [text for text in feeds.json_complaints(blog.tree, blog.pages) if not excused(None, text)] == []
    ids, complaints = feeds.history(blog.tree, "/public/alice.atom")
    assert complaints == [] and len(ids) == 386


def test_html_is_valid(blog: Blog, checker: Checker) -> None:
    found = [
        f"{page.file}:{text}" for page in blog.pages
        for text in checker.complaints(blog.tree.read(page.file))]
    assert found == []


def excuses(blog: Blog):
    """Links that the posts themselves carry, and that the import has listed."""
    listed = blog.listed
    carried = "\n".join(file.read_text() for file in BLOG.glob("*.md"))

    def excused(_: Page | None, url: str) -> bool:
        path = url.split(" ")[0] if " " in url else url
        # A fragment got the post's GUID before it.
        bare = re.sub(r"^#[a-z0-9-]+?-[0-9a-f]{12}-", "#", path.removeprefix(blog.tree.origin))
        return bool(bare) and bare in listed and bare in carried
    return excused


def test_no_link_is_broken_but_those_the_posts_carry_and_the_import_lists(blog: Blog) -> None:
    assert pages.link_complaints(blog.tree, blog.pages, excuses(blog)) == []


def test_form_structure_and_microformats_are_right(blog: Blog) -> None:
    assert pages.form_complaints(blog.tree, blog.pages) == []
    assert pages.structured_complaints(blog.tree, blog.pages) == []
    found = [text for page in blog.pages if not page.is_redirect for text in microformats.complaints(page)]
    assert found == []
    assert tree.twin_complaints(blog.tree) == []
