"""What every HTML page of the tree owes its readers: links that lead somewhere, and a form without faults."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
from lxml import etree

from .tree import DYNAMIC, ERROR_PAGES, Tree

# Attributes that make a browser fetch something by itself, by element.
FETCHED = {
    "img": ("src",), "script": ("src",), "iframe": ("src",), "embed": ("src",),
    "object": ("data",), "source": ("src",), "video": ("src", "poster"), "audio": ("src",),
    "track": ("src",), "input": ("src",), "use": ("href",), "image": ("href",),
}
FETCHED_LINKS = {
    "stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "prefetch",
    "preconnect", "dns-prefetch", "manifest", "mask-icon",
}
LINKED_META = {"og:url", "og:image", "twitter:image", "og:see_also"}


@dataclass
class Page:
    """A page of the tree, parsed once."""

    tree: Tree
    file: str
    document: lxml.html.HtmlElement = field(init=False)

    def __post_init__(self) -> None:
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        self.document = lxml.html.document_fromstring(self.tree.read(self.file), parser=parser)

    @cached_property
    def elements(self) -> list[lxml.html.HtmlElement]:
        return [element for element in self.document.iter() if isinstance(element.tag, str)]

    @property
    def url(self) -> str:
        return self.tree.origin + self.tree.address(self.file)

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(
            name for element in self.elements for name in [element.get("id")] if name is not None)

    @property
    def is_redirect(self) -> bool:
        return bool(self.document.xpath("//meta[@http-equiv='refresh']"))

    @cached_property
    def links(self) -> list[str]:
        """Every address the page names, as written."""
        found = []
        for element in self.elements:
            for name in ("href", "src", "poster", "data", "cite"):
                if name in element.attrib and not (name == "data" and element.tag != "object"):
                    found.append(element.get(name))
            if "srcset" in element.attrib:
                found += addresses_of_srcset(element.get("srcset"))
            if element.tag == "meta":
                if (element.get("property") or element.get("name")) in LINKED_META:
                    found.append(element.get("content", ""))
                if (element.get("http-equiv") or "").lower() == "refresh":
                    found.append(re.sub(r"^.*?url=", "", element.get("content", ""), flags=re.I))
        return [url.strip() for url in found]

    @cached_property
    def fetched(self) -> list[tuple[lxml.html.HtmlElement, str]]:
        """What a browser fetches by itself to show the page."""
        found = []
        for element in self.elements:
            found += [
                (element, element.get(name)) for name in FETCHED.get(element.tag, ())
                if name in element.attrib]
            if element.tag in ("img", "source") and "srcset" in element.attrib:
                found += [(element, url) for url in addresses_of_srcset(element.get("srcset"))]
            if element.tag == "link" and FETCHED_LINKS & set(element.get("rel", "").lower().split()):
                found.append((element, element.get("href", "")))
        return found


Excuse = Callable[[Page, str], bool]


def no_excuse(page: Page, url: str) -> bool:
    return False


def addresses_of_srcset(srcset: str) -> list[str]:
    return [part.split()[0] for part in re.split(r",\s+|,$", srcset) if part.strip()]


def pages(tree: Tree) -> list[Page]:
    return [Page(tree, file) for file in tree.pages]


def link_complaints(
    tree: Tree, parsed: list[Page] | None = None,
    excused: Excuse = no_excuse,
) -> list[str]:
    """Links to this pod that no file answers, or whose fragment is not in the page they lead to."""
    parsed = parsed if parsed is not None else pages(tree)
    by_file = {page.file: page for page in parsed}
    complaints = []
    for page in parsed:
        for url in dict.fromkeys(page.links):
            complaint = broken(tree, by_file, page.url, url)
            if complaint and not excused(page, url):
                complaints.append(f"{page.file}: {complaint}")
    return complaints


def broken(tree: Tree, by_file: dict[str, Page], base: str, url: str) -> str | None:
    """Why an address leads nowhere, or nothing if it does (or belongs to others)."""
    if not url:
        return "a link is empty"
    target = urljoin(base, url)
    if not target.startswith(("http://", "https://")) or not tree.is_internal(target):
        return None
    path = urlsplit(target).path
    if path.startswith(DYNAMIC):
        return None
    file = tree.resolve(path)
    if file is None:
        return f"{url} leads to nothing"
    fragment = unquote(urlsplit(target).fragment)
    if fragment and fragment != "top" and not fragment.startswith(":~:") and file in by_file:
        if fragment not in by_file[file].ids:
            return f"{url}: {file} has no #{fragment}"
    return None


def form_complaints(tree: Tree, parsed: list[Page] | None = None) -> list[str]:
    """Faults of form: double ids, inline style or script, foreign requests, missing basics."""
    complaints = []
    for page in parsed if parsed is not None else pages(tree):
        found = doubles(page) + inline(page) + foreign(page)
        if not page.is_redirect:
            found += basics(page)
        complaints += [f"{page.file}: {complaint}" for complaint in found]
    for file in tree.files:
        if file.endswith(".css"):
            complaints += [f"{file}: {complaint}" for complaint in style_sheet(tree, file)]
    return complaints


def doubles(page: Page) -> list[str]:
    return [f"id {name!r} stands {count} times" for name, count in page.ids.items() if count > 1]


def inline(page: Page) -> list[str]:
    """What the content security policy forbids."""
    complaints = []
    for element in page.elements:
        if element.tag == "style":
            complaints.append("has a style element")
        if element.tag == "script" and "src" not in element.attrib \
                and element.get("type") != "application/ld+json":
            complaints.append("has an inline script")
        for name, value in element.attrib.items():
            if name == "style":
                complaints.append(f"<{element.tag}> has a style attribute")
            elif name.startswith("on"):
                complaints.append(f"<{element.tag}> has {name}")
            elif name in ("href", "src", "action", "formaction") \
                    and value.strip().lower().startswith(("javascript:", "vbscript:", "data:text")):
                complaints.append(f"<{element.tag}> has {name}={value[:40]!r}")
        if element.tag == "base":
            complaints.append("has a base element")
    return complaints


def foreign(page: Page) -> list[str]:
    """Requests to other hosts; pictures inside what people wrote may be remote."""
    complaints = []
    for element, url in page.fetched:
        if url.startswith("data:") or page.tree.is_internal(urljoin(page.url, url)):
            continue
        inside = element.tag == "img" and any(
            "e-content" in (parent.get("class") or "").split()
            for parent in element.iterancestors())
        if not (inside and url.startswith("https:")):
            complaints.append(f"<{element.tag}> asks another host for {url}")
    return complaints


def basics(page: Page) -> list[str]:
    document, complaints = page.document, []
    if not document.get("lang"):
        complaints.append("has no language")
    if not (document.findtext("head/title") or "").strip():
        complaints.append("has no title")
    if not document.xpath("//meta[@name='viewport']"):
        complaints.append("has no viewport")
    headings = len(document.xpath("//h1"))
    if headings != 1:
        complaints.append(f"has {headings} h1")
    if page.file not in ERROR_PAGES:
        canonical = document.xpath("//link[@rel='canonical']/@href")
        if len(canonical) != 1:
            complaints.append(f"has {len(canonical)} canonical links")
        elif not canonical[0].startswith(page.tree.origin + "/"):
            complaints.append(f"canonical {canonical[0]} is not absolute and of this pod")
    return complaints


def style_sheet(tree: Tree, file: str) -> list[str]:
    complaints = []
    css = re.sub(r"/\*.*?\*/", "", tree.read(file).decode(), flags=re.S)
    named = re.findall(r"url\(\s*[\"']?([^\"')]+)", css) + re.findall(r"@import\s+[\"']([^\"']+)", css)
    for url in named:
        if url.startswith("data:"):
            continue
        target = urljoin(tree.origin + file, url)
        if not tree.is_internal(target):
            complaints.append(f"asks another host for {url}")
        elif tree.resolve(target) is None:
            complaints.append(f"{url} leads to nothing")
    return complaints


def weight_complaints(tree: Tree, parsed: list[Page] | None = None) -> list[str]:
    """Pages without photos of 30 KB or more, style included, and style sheets of 20 KB or more.

    Counted is what travels: the smaller twin where there is one. The style sheets' limit is on the plain file.
    """
    complaints = []
    for page in parsed if parsed is not None else pages(tree):
        if page.document.xpath("//main//img[not(contains(@src, '/assets/user/'))]"):
            continue
        sheets = [
            tree.resolve(urljoin(page.url, url)) for element, url in page.fetched
            if element.tag == "link" and "stylesheet" in element.get("rel", "")]
        weight = sum(travelling(tree, file) for file in [page.file, *sheets] if file)
        if weight >= 30_000:
            complaints.append(f"{page.file}: {weight} bytes with its style")
        style = sum(len(tree.read(file)) for file in sheets if file)
        if style >= 20_000:
            complaints.append(f"{page.file}: {style} bytes of style")
    return complaints


def travelling(tree: Tree, file: str) -> int:
    candidates = [tree.path(file + twin) for twin in ("", ".gz", ".br")]
    return min(path.stat().st_size for path in candidates if path.exists())


def structured_complaints(tree: Tree, parsed: list[Page] | None = None) -> list[str]:
    """JSON-LD that is none, and what the sitemap and robots.txt promise without keeping it."""
    complaints = []
    for page in parsed if parsed is not None else pages(tree):
        for script in page.document.xpath("//script[@type='application/ld+json']"):
            try:
                document = json.loads(script.text_content())
            except ValueError as error:
                complaints.append(f"{page.file}: JSON-LD does not parse ({error})")
                continue
            parts = document if isinstance(document, list) else [document]
            if not all(isinstance(part, dict) and "schema.org" in str(part.get("@context"))
                       and ("@type" in part or "@graph" in part) for part in parts):
                complaints.append(f"{page.file}: JSON-LD without @context or @type")
    return complaints + sitemap_complaints(tree)


def sitemap_complaints(tree: Tree) -> list[str]:
    if "/sitemap.xml" not in tree.files:
        return ["/sitemap.xml: is missing"]
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    complaints, waiting, listed = [], ["/sitemap.xml"], []
    while waiting:
        file = waiting.pop()
        try:
            root = etree.fromstring(tree.read(file))
        except etree.XMLSyntaxError as error:
            complaints.append(f"{file}: {error}")
            continue
        if root.tag not in (space + "urlset", space + "sitemapindex"):
            complaints.append(f"{file}: {root.tag} is no sitemap")
        for location in root.iter(space + "loc"):
            url = (location.text or "").strip()
            if not url.startswith(tree.origin + "/"):
                complaints.append(f"{file}: {url} is of another pod")
            elif (target := tree.resolve(url)) is None:
                complaints.append(f"{file}: {url} leads to nothing")
            elif root.tag == space + "sitemapindex":
                waiting.append(target)
            else:
                listed.append(target)
    twice = [file for file, count in Counter(listed).items() if count > 1]
    complaints += [f"/sitemap.xml: {file} is listed twice" for file in twice]
    posts = {file for file in tree.pages if re.fullmatch(r"/posts/[^/]+\.html", file)}
    complaints += [f"/sitemap.xml: {file} is missing" for file in sorted(posts - set(listed))]
    return complaints
