"""People who are made up."""

from collections import Counter

from envelope import element
from siege.target import Target, guid
from siege.wire import Sender


def strangers_who_share(target: Target) -> Counter[str]:
    """Everybody shares with Alice, and posts links to what the hostile pod has."""
    counts: Counter[str] = Counter()
    sender = Sender(target.port, 57, counts)
    for number in target.rounds(2_000, 0.1):
        author = target.person(f"plain-sharer-{number}")
        sender.post(author.encrypted(author.contact(target.alice), target.alice_pem),
                    f"/receive/users/{target.alice_guid}", "application/json")
        links = " ".join(
            f"diaspora://{author.id}/post/{('linked' + guid('link', number, place))[:32]}" for place in range(3))
        sender.post(author.envelope(author.post(guid("shared", number), f"See {links}. " + "And more. " * 200)))
    return counts


def one_profile_many_times(target: Target) -> Counter[str]:
    """Somebody whose comment is on a page sends their profile again and again, mostly the same."""
    counts: Counter[str] = Counter()
    sender = Sender(target.port, 58, counts)
    author = target.person("plain-changer")
    sender.post(author.envelope(author.comment(guid("changer"), target.post, "Here I am.")))
    for number in target.rounds(5_000, 0.05):
        sender.post(author.envelope(element("profile", [
            ("author", author.id), ("first_name", f"Changer {number // 100}"), ("bio", "Always the same."),
            ("searchable", "true"), ("public", "true")])))
    return counts
