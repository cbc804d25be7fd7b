"""Promise 4 as far as a tree shows it: every file whole, no stale twin, no link that leads to nothing."""

import json
from urllib.parse import urljoin

from lxml import etree

from . import feeds, pages
from .pages import Page
from .tree import Tree, twin_complaints


def complaints(tree: Tree) -> list[str]:
    """What must hold after every kill, before anything heals it.

    What no page leads to yet, or no longer, may still wait for what it leads to itself.
    """
    found = torn(tree)
    if found:
        return found
    parsed = pages.pages(tree)
    known = reachable(tree, parsed)
    found = (
        pages.link_complaints(tree, parsed)
        + feeds.atom_complaints(tree, parsed) + feeds.json_complaints(tree, parsed))
    return [text for text in found if text.split(": ")[0] in known]


def reachable(tree: Tree, parsed: list[Page]) -> set[str]:
    """The files that readers come upon from the home page, link by link."""
    by_file = {page.file: page for page in parsed}
    known, waiting = {"/index.html"}, ["/index.html"]
    while waiting:
        page = by_file.get(waiting.pop())
        for url in page.links if page else []:
            target = urljoin(page.url, url)
            file = tree.resolve(target) if tree.is_internal(target) else None
            if file and file not in known:
                known.add(file)
                waiting.append(file)
    return known


def torn(tree: Tree) -> list[str]:
    """Files that are not whole, and twins that are not their file's."""
    found = []
    for file in tree.files:
        data = tree.read(file)
        try:
            if file.endswith(".html") and not data.rstrip().endswith(b"</html>"):
                found.append(f"{file}: does not end")
            elif file.endswith(".json"):
                json.loads(data)
            elif file.endswith((".atom", ".xml", ".svg")):
                etree.fromstring(data)
            elif file.endswith(".png") and not data.endswith(b"IEND\xaeB`\x82"):
                found.append(f"{file}: does not end")
            elif file.endswith((".jpg", ".jpeg")) and not data.endswith(b"\xff\xd9"):
                found.append(f"{file}: does not end")
        except (ValueError, etree.XMLSyntaxError) as error:
            found.append(f"{file}: {error}")
    return found + twin_complaints(tree, complete=False)
