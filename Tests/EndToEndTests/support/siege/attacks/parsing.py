"""What costs whoever parses it."""

from collections import Counter

from siege.target import Target, guid
from siege.wire import Sender


def attributes_in_envelopes(target: Target) -> Counter[str]:
    """Anonymous bodies whose one tag has attributes without end, from many addresses."""
    counts: Counter[str] = Counter()
    senders = [Sender(target.port, last, counts) for last in range(80, 84)]
    for number in target.rounds(2_000, 0.25):
        many = 200_000 if number % 20 == 0 else 20_000
        attributes = "".join(f" a{number:06}=''" for number in range(many))
        senders[number % 4].post(
            f'<me:env xmlns:me="http://salmon-protocol.org/ns/magic-env"{attributes}/>'.encode())
    return counts


def namespaces_in_payloads(target: Target) -> Counter[str]:
    """Signed messages whose payload has namespaces, nesting and repetition."""
    counts: Counter[str] = Counter()
    sender = Sender(target.port, 84, counts)
    author = target.person("plain-parser")
    inner = [
        "<comment" + "".join(f" xmlns:n{number}='u'" for number in range(10_000)) + "/>",
        "<comment" + "".join(f" a{number}=''" for number in range(10_000)) + "/>",
        "<a>" * 100_000,
        "<comment>" + "<x/>" * 100_000 + "</comment>",
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "<!ENTITY b '&a;&a;&a;'>" * 1_000 + "]><comment>&b;</comment>",
    ]
    for number in target.rounds(1_000, 0.5):
        sender.post(author.envelope(inner[number % len(inner)]))
    return counts


def hostile_hcards(target: Target) -> Counter[str]:
    """Comments by people whose hCards are traps."""
    counts: Counter[str] = Counter()
    sender = Sender(target.port, 85, counts)
    for number in target.rounds(600, 0.5):
        author = target.person(f"{('attributes', 'slow', 'endless')[number % 3]}-{number}")
        sender.post(author.envelope(author.comment(guid("hcard", number), target.post, "Who am I?")))
    return counts


def hostile_documents(target: Target) -> Counter[str]:
    """Comments that mention Alice, on posts that only the hostile pod has."""
    counts: Counter[str] = Counter()
    sender = Sender(target.port, 86, counts)
    for number in target.rounds(600, 0.5):
        kind = ("attributes", "slow", "endless")[number % 3]
        post = (kind + guid("document", number))[:32]
        author = target.person(f"plain-{number % 5}")
        sender.post(author.envelope(
            author.comment(guid("document comment", number), post, f"Look, @{{Alice; {target.alice}}}!")))
    return counts
