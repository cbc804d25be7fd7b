"""Messages that take places, names and lines that are not theirs."""

import json
import random
from base64 import b64encode, urlsafe_b64encode
from collections import Counter

from envelope import element, now
from siege.target import STOLEN, Target, contact_guid, guid, stolen_guid
from siege.wire import Sender


def one_message_many_times(target: Target) -> Counter[str]:
    """One signed comment of about 1 KB from eleven addresses, two hundred times a second."""
    counts: Counter[str] = Counter()
    senders = [Sender(target.port, last, counts) for last in range(40, 51)]
    author = target.person("plain-repeater")
    body = author.envelope(author.comment(guid("once"), guid("no such post"), "Again. " * 20))
    for _ in target.rounds(2_000, 0.05):
        for sender in senders:
            sender.post(body)
    return counts


def answers_to_nothing(target: Target) -> Counter[str]:
    """Comments on posts that nobody has, each another one, which wait to be tried again."""
    counts: Counter[str] = Counter()
    senders = [Sender(target.port, last, counts) for last in range(51, 55)]
    for number in target.rounds(10_000, 0.04):
        author = target.person(f"plain-{number % 7}")
        senders[number % 4].post(author.envelope(author.comment(
            guid("nothing", number), guid("nowhere", number), f"Number {number}, @{{Alice; {target.alice}}}.")))
    return counts


def broken_ciphertexts(target: Target) -> Counter[str]:
    """Bodies for Alice alone that nobody can decrypt, each in another way, and JSON of great depth."""
    counts: Counter[str] = Counter()
    sender = Sender(target.port, 59, counts)
    author = target.person("plain-cipher")
    honest = json.loads(author.encrypted(author.contact(target.alice), target.alice_pem))
    draw = random.Random(23)
    for number in target.rounds(1_000, 0.1):
        key, envelope = honest["aes_key"], honest["encrypted_magic_envelope"]
        body = json.dumps([
            {"aes_key": b64encode(draw.randbytes(512)).decode(), "encrypted_magic_envelope": envelope},
            {"aes_key": key, "encrypted_magic_envelope": b64encode(draw.randbytes(48)).decode()},
            {"aes_key": key, "encrypted_magic_envelope": envelope[:-8]},
            {"aes_key": key * 1_000, "encrypted_magic_envelope": envelope},
        ][number % 4]) if number % 5 else "[" * 500_000
        sender.post(body.encode(), f"/receive/users/{target.alice_guid}", "application/json")
    return counts


def guids_of_others(target: Target) -> Counter[str]:
    """Uses GUIDs before the contact does: some for the same type, retracted at once; others for another type, and keeps them."""
    counts: Counter[str] = Counter()
    sender = Sender(target.port, 55, counts)
    mallory = target.person("plain-mallory")
    sender.post(mallory.encrypted(mallory.contact(target.alice), target.alice_pem),
                f"/receive/users/{target.alice_guid}", "application/json")
    for number in target.rounds(STOLEN, 0.1):
        stolen = stolen_guid(number)
        if sender.post(mallory.envelope(mallory.post(stolen, f"Mine, @{{Alice; {target.alice}}}."))) == 202:
            retraction = mallory.envelope(element("retraction", [
                ("author", mallory.id), ("target_guid", stolen), ("target_type", "Post")]))
            while sender.post(retraction) != 202 and not target.is_over:
                pass
    for number in target.rounds(1_000, 0.2):
        taken = contact_guid(number)
        sender.post(mallory.envelope(
            mallory.comment(taken, target.post, "Mine.") if number % 2 == 0
            else mallory.post(taken, f"Mine, @{{Alice; {target.alice}}}.")))
    return counts


def forged_lines(target: Target) -> Counter[str]:
    """Values that become log lines and reasons: line ends, escapes, hundreds of kilobytes."""
    counts: Counter[str] = Counter()
    sender = Sender(target.port, 56, counts)
    author = target.person("plain-forger")
    line = "none&#10;2026-01-01T00:00:00+0000 error dandelion: FORGED LINE&#13;FORGED LINE&#x85;FORGED LINE&#x2028;FORGED LINE &#x9b;31m&#x202e;"
    honest = author.envelope(element("status_message", [("author", author.id), ("guid", guid("x")), ("created_at", now())]))
    key = urlsafe_b64encode(author.id.encode())
    for number in target.rounds(2_000, 0.1):
        long = "A" * 300_000 if number % 10 == 0 else str(number)
        for old, new in (
            (b"<me:alg>RSA-SHA256", f"<me:alg>{line}{long}"), (b'type="application/xml"', f'type="{line}{number}"'),
            (b"<me:encoding>base64url", f"<me:encoding>{line}{long}"),
            (key, urlsafe_b64encode(f"a\n2026 error FORGED LINE\n@{number}.example".encode()).decode()),
        ):
            sender.post(honest.replace(old, new.encode()))
        sender.post(author.envelope(f"<comment><author>{line}{long}</author></comment>"))
        sender.post(author.envelope(element("retraction", [
            ("author", author.id), ("target_guid", guid("r", number)), ("target_type", f"Post\n2026 error FORGED LINE {number}")])))
    return counts
