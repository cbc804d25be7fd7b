"""Texts that cost more than their bytes."""

from collections import Counter

from siege.target import Target, guid
from siege.wire import Sender


def empty_headings(target: Target) -> Counter[str]:
    """Each heading may become an element with an id of the author's choice."""
    return _comments(target, "headings", "#\n" * 32_767, 70)


def footnotes(target: Target) -> Counter[str]:
    """Each mark and each note links to the other."""
    return _comments(target, "notes", "[^a]" * 16_000 + "\n\n[^a]: x", 71)


def slow_markdown(target: Target) -> Counter[str]:
    """Families that parsers are slow with, at the length that the protocol allows."""
    counts: Counter[str] = Counter()
    sender = Sender(target.port, 72, counts)
    families = ["![l`x", "![[]()", "</", "*t _t*_ ", "> ", " -", "|a", "[^1]:", "- # "]
    for number in target.rounds(300, 2):
        text = (families[number % len(families)] * 65_000)[:65_000]
        author = target.person("plain-writer")
        sender.post(author.envelope(author.comment(guid("slow", number), target.post, text)))
    return counts


def _comments(target: Target, name: str, text: str, last: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    sender = Sender(target.port, last, counts)
    for number in target.rounds(600, 1):
        author = target.person(f"long-{name}-{number % 3}")
        sender.post(author.envelope(author.comment(guid(name, number), target.post, text)))
    return counts
