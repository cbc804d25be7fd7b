"""Atom and JSON feeds: a lenient reader, the schema of RFC 4287, the rules of RFC 5005 and JSON Feed 1.1."""

import json
import re
import subprocess
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import lxml.html
from lxml import etree

from .pages import Page, broken, pages
from .tree import Tree

SCHEMA = Path(__file__).parent.parent / "feeds" / "atom.rnc"
ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def atom_files(tree: Tree) -> list[str]:
    return [file for file in tree.files if file.endswith(".atom")]


def json_files(tree: Tree) -> list[str]:
    """The JSON Feeds, told by their version from other JSON of the tree."""
    return [
        file for file in tree.files
        if file.endswith(".json") and b"jsonfeed.org/version" in tree.read(file)[:4096]]


def schema_complaints(tree: Tree) -> list[str]:
    """What RELAX NG of RFC 4287, appendix B, says; one run of jing for all."""
    files = [str(tree.path(file)) for file in atom_files(tree)]
    complaints = []
    for start in range(0, len(files), 500):
        result = subprocess.run(
            ["jing", "-c", str(SCHEMA), *files[start:start + 500]],
            capture_output=True, text=True, timeout=120)
        complaints += result.stdout.splitlines()
        if result.returncode and not result.stdout:
            complaints.append(result.stderr.strip() or f"jing ended with {result.returncode}")
    return complaints


def atom_complaints(tree: Tree, parsed: list[Page] | None = None) -> list[str]:
    """Faults that the schema cannot see."""
    by_file = {page.file: page for page in (parsed if parsed is not None else pages(tree))}
    complaints = []
    for file in atom_files(tree):
        data = tree.read(file)
        reader = feedparser.parse(data)
        if reader.bozo:
            complaints.append(f"{file}: bozo, {reader.bozo_exception}")
        try:
            root = etree.fromstring(data)
        except etree.XMLSyntaxError as error:
            complaints.append(f"{file}: {error}")
            continue
        complaints += [f"{file}: {text}" for text in one_atom(tree, by_file, file, root)]
    return complaints


def one_atom(tree: Tree, by_file: dict[str, Page], file: str, root: etree._Element) -> list[str]:
    complaints = []
    own = link(root, "self")
    if own != tree.origin + file:
        complaints.append(f"self link is {own}")
    ids = [entry.findtext(ATOM + "id") for entry in root.iter(ATOM + "entry")]
    complaints += [f"entry {name} stands twice" for name in set(ids) if ids.count(name) > 1]
    for relation in ("alternate", "prev-archive", "next-archive", "current"):
        target = link(root, relation)
        if target and (why := broken(tree, by_file, tree.origin + file, target)):
            complaints.append(f"{relation}: {why}")
    if root.find(HISTORY + "archive") is not None and not link(root, "current"):
        complaints.append("an archive without a link to the current feed")
    for entry in root.iter(ATOM + "entry"):
        name = entry.findtext(ATOM + "id")
        target = link(entry, "alternate")
        if target and (why := broken(tree, by_file, tree.origin + file, target)):
            complaints.append(f"{name}: {why}")
        content = entry.find(ATOM + "content")
        if content is not None and content.get("type") == "html":
            complaints += [
                f"{name}: {why}"
                for why in content_complaints(tree, by_file, target, content.text or "")]
    return complaints


def content_complaints(
    tree: Tree, by_file: dict[str, Page], base: str | None, html: str,
) -> list[str]:
    """Addresses in a feed's HTML must be absolute, and those of this pod lead somewhere."""
    if not html.strip():
        return []
    complaints = []
    for element, _, url, _ in lxml.html.fragment_fromstring(html, create_parent="div").iterlinks():
        if not re.match(r"[a-z][a-z0-9+.-]*:", url, flags=re.I):
            complaints.append(f"{url} is not absolute")
        elif element.tag == "script":
            complaints.append("content holds a script")
    return complaints


def link(element: etree._Element, relation: str) -> str | None:
    for candidate in element.findall(ATOM + "link"):
        if candidate.get("rel", "alternate") == relation:
            return candidate.get("href")
    return None


def history(tree: Tree, file: str) -> tuple[list[str], list[str]]:
    """The ids of all entries from a feed's head back through its archives, and what is wrong on the way."""
    seen, files, complaints = [], set(), []
    while file:
        if file in files:
            return seen, complaints + [f"{file}: the archives run in a circle"]
        files.add(file)
        root = etree.fromstring(tree.read(file))
        seen += [entry.findtext(ATOM + "id") for entry in root.iter(ATOM + "entry")]
        older = link(root, "prev-archive")
        target = tree.resolve(older) if older else None
        if older and target is None:
            complaints.append(f"{file}: {older} leads to nothing")
        elif target and etree.fromstring(tree.read(target)).find(HISTORY + "archive") is None:
            complaints.append(f"{target}: an archive that does not say so")
        file = target
    return list(dict.fromkeys(seen)), complaints


def json_complaints(tree: Tree, parsed: list[Page] | None = None) -> list[str]:
    """Where a JSON Feed breaks the rules of version 1.1."""
    by_file = {page.file: page for page in (parsed if parsed is not None else pages(tree))}
    complaints = []
    for file in json_files(tree):
        try:
            feed = json.loads(tree.read(file))
        except ValueError as error:
            complaints.append(f"{file}: {error}")
            continue
        complaints += [f"{file}: {text}" for text in one_json(tree, by_file, file, feed)]
    return complaints


def one_json(tree: Tree, by_file: dict[str, Page], file: str, feed: dict) -> list[str]:
    complaints = []
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        complaints.append(f"version is {feed.get('version')}")
    if not isinstance(feed.get("title"), str):
        complaints.append("has no title")
    if feed.get("feed_url") != tree.origin + file:
        complaints.append(f"feed_url is {feed.get('feed_url')}")
    home = feed.get("home_page_url")
    if home and (why := broken(tree, by_file, tree.origin + file, home)):
        complaints.append(f"home_page_url: {why}")
    items = feed.get("items")
    if not isinstance(items, list):
        return complaints + ["has no list of items"]
    ids = [item.get("id") for item in items]
    complaints += [f"item {name} stands twice" for name in set(ids) if ids.count(name) > 1]
    for item in items:
        complaints += [f"{item.get('id')}: {text}" for text in one_item(tree, by_file, item)]
    return complaints


def one_item(tree: Tree, by_file: dict[str, Page], item: dict) -> list[str]:
    complaints = []
    if not isinstance(item.get("id"), str) or not item["id"]:
        complaints.append("id is no string")
    if not isinstance(item.get("content_html"), str) and not isinstance(item.get("content_text"), str):
        complaints.append("has no content")
    for name in ("date_published", "date_modified"):
        if name in item and not is_rfc3339(item[name]):
            complaints.append(f"{name} is {item[name]}")
    if "date_published" not in item:
        complaints.append("has no date_published")
    for name in ("url", "external_url", "image", "banner_image"):
        if name in item and not str(item[name]).startswith(("http://", "https://")):
            complaints.append(f"{name} is not absolute")
        elif name in item and (why := broken(tree, by_file, tree.origin, item[name])):
            complaints.append(why)
    for author in item.get("authors", []):
        if not {"name", "url", "avatar"} & set(author):
            complaints.append("an author without name, url and avatar")
    if not all(isinstance(tag, str) for tag in item.get("tags", [])):
        complaints.append("tags are not all strings")
    for attachment in item.get("attachments", []):
        if not {"url", "mime_type"} <= set(attachment):
            complaints.append("an attachment without url or mime_type")
    return complaints + content_complaints(
        tree, by_file, item.get("url"), item.get("content_html") or "")


def is_rfc3339(text: object) -> bool:
    if not isinstance(text, str) or not RFC3339.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
        return True
    except ValueError:
        return False


def announced(page: Page) -> set[str]:
    """The feeds that a page's head names, as files."""
    found = page.document.xpath(
        "//link[@rel='alternate'][contains(@type, 'atom') or contains(@type, 'json')]/@href")
    return {file for url in found if (file := page.tree.resolve(urljoin(page.url, url)))}
