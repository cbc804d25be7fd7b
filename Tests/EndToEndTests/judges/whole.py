"""Promise 4 as far as a tree shows it: every file whole, no stale twin, no link that leads to nothing."""

import json

from lxml import etree

from . import feeds, pages
from .pages import Excuse, no_excuse
from .tree import Tree, twin_complaints


def complaints(tree: Tree, excused: Excuse = no_excuse) -> list[str]:
    """What must hold after every kill, before anything heals it."""
    found = torn(tree)
    if found:
        return found
    parsed = pages.pages(tree)
    return (
        pages.link_complaints(tree, parsed, excused)
        + feeds.atom_complaints(tree, parsed) + feeds.json_complaints(tree, parsed))


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
