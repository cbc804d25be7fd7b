"""Microformats as another site's parser reads them: posts, people and lists."""

import re

import mf2py

from .pages import Page


def complaints(page: Page) -> list[str]:
    """What a parser of microformats2 misses on a page of this kind."""
    items = mf2py.parse(doc=page.tree.read(page.file).decode(), url=page.url)["items"]
    if re.fullmatch(r"/posts/[^/]+\.html", page.file):
        found = post(page, items)
    elif re.fullmatch(r"/(u|people)/[^/]+\.html", page.file):
        found = person(page, items) + stream(items)
    elif page.file == "/index.html" or re.match(r"/(page/|u/[^/]+/page/|tags/.)", page.file):
        found = stream(items)
    else:
        found = []
    return [f"{page.file}: {text}" for text in found]


def post(page: Page, items: list[dict]) -> list[str]:
    entries = [item for item in items if "h-entry" in item["type"]]
    if len(entries) != 1:
        return [f"{len(entries)} h-entry at the top"]
    return entry(entries[0], page.url, whole=True)


def entry(item: dict, url: str | None, whole: bool) -> list[str]:
    properties, missing = item["properties"], []
    for name in ("url", "published", "author") + (("content",) if whole else ()):
        if not properties.get(name):
            missing.append(f"h-entry without {name}")
    if not whole and not (properties.get("content") or properties.get("summary")):
        missing.append("h-entry without content and summary")
    if url and properties.get("url") and properties["url"][0] != url:
        missing.append(f"h-entry has the address {properties['url'][0]}")
    if len(properties.get("name", [])) > 1:
        missing.append("h-entry has two names")
    for author in properties.get("author", []):
        if not isinstance(author, dict) or "h-card" not in author["type"]:
            missing.append("author is no h-card")
        elif not author["properties"].get("name") or not author["properties"].get("url"):
            missing.append("h-card without name or url")
    return missing


def person(page: Page, items: list[dict]) -> list[str]:
    """The person's own card stands at the top, or is the author of the list."""
    feeds = [item for item in items if "h-feed" in item["type"]]
    authors = [author for feed in feeds for author in feed["properties"].get("author", [])]
    for card in items + [author for author in authors if isinstance(author, dict)]:
        if "h-card" in card["type"] and card["properties"].get("name") \
                and card["properties"].get("url"):
            return []
    return ["no h-card of the person with name and url"]


def stream(items: list[dict]) -> list[str]:
    feeds = [item for item in items if "h-feed" in item["type"]]
    if len(feeds) != 1:
        return [f"{len(feeds)} h-feed at the top"]
    entries = [item for item in feeds[0].get("children", []) if "h-entry" in item["type"]]
    found = [] if entries else ["h-feed without h-entry"]
    for item in entries:
        found += entry(item, None, whole=False)
    return list(dict.fromkeys(found))
