"""What three pods make of people: contacts, names, letters, who comes and goes (see `three_pods.py`)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from peer import Peer
from three_pods import Three


@pytest.fixture(scope="module")
def old_pod(three: Three) -> Iterator[Peer]:
    """A pod of another kind, which one of its people leaves."""
    peer = Peer("127.0.0.4", three.certificates)
    yield peer
    peer.stop()


def test_following_is_known_on_both_sides(three: Three) -> None:
    for other in (three.b, three.c):
        for one, two in ((three.a, other), (other, three.a)):
            contact = one.contact(two.id)
            assert contact["isReceiving"] and contact["isSharing"], (one.name, contact)


def test_a_conversation_goes_on_among_three(three: Three) -> None:
    a, b, c = three.all
    guid = a.acts(
        "conversation", "new", "-", "--subject", "Sunday", "--with", b.id, "--with", c.id,
        stdin="Shall we meet? canary5c1d")
    three.wait("the conversation", lambda: b.has("conversation", guid) and c.has("conversation", guid))
    replies = [b.acts("conversation", "reply", guid, "-", stdin="Gladly.")]
    three.wait("the reply", lambda: a.has("message", replies[0]) and c.has("message", replies[0]))
    replies.append(c.acts("conversation", "reply", guid, "-", stdin="Me too."))
    three.wait("the replies", lambda: all(pod.has("message", reply) for pod in three.all for reply in replies))
    said = [pod.acts("conversation", "show", guid, "--json") for pod in three.all]
    for text in said:
        assert [(row["author"], row["text"]) for row in json.loads(text)] == [
            (a.id, "Shall we meet? canary5c1d"), (b.id, "Gladly."), (c.id, "Me too.")]


def test_a_changed_profile_reaches_every_contact(three: Three) -> None:
    a, b, c = three.all
    for bio in ("Grows beans.", "Grows peas."):
        a.acts("profile", "edit", "--first-name", "Alice", "--last-name", "Bean", "--bio", bio)
        three.wait("the profile", lambda: all(
            pod.rows(
                "SELECT firstName, lastName, bio FROM profile JOIN person ON person.id = personID"
                " WHERE diasporaID = ?", a.id) == [("Alice", "Bean", bio)] for pod in (b, c)))


def test_who_is_ignored_is_told_and_shown_nowhere(three: Three) -> None:
    a, b, c = three.all
    eve = b.add_user("eve")
    b.follows(a.id, by="eve")
    post = a.publishes("Be kind.")
    three.wait("the post", lambda: b.has("post", post) and c.has("post", post))
    before = b.comments(post, "I am kind.", by="eve")
    three.wait("the comment", lambda: c.has("comment", before))
    a.acts("contact", "ignore", eve)
    three.settle()
    assert a.contact(eve)["isIgnored"]
    after = b.comments(post, "I am not.", by="eve")
    like = b.acts("like", post, by="eve")
    three.wait("they are taken back", lambda: not b.has("comment", after) and not b.has("liking", like))
    three.settle()
    for pod in three.all:
        assert not pod.has("comment", after) and not pod.has("liking", like)
    assert "I am not." not in a.page(f"/posts/{post}")
    # Whoever shares a pod with them is heard.
    comment = b.comments(post, "She is not so bad.")
    three.wait("the comment of another", lambda: c.has("comment", comment))


def test_a_closed_account_is_gone_everywhere(three: Three) -> None:
    a, b, c = three.all
    zoe = b.add_user("zoe")
    b.follows(a.id, by="zoe")
    a.follows(zoe)
    three.settle()
    old = a.publishes("Who is there?")
    post = b.publishes("I shall not stay.", by="zoe")
    three.wait("the posts", lambda: a.has("post", post) and b.has("post", old))
    comment = b.comments(old, "I am, for now.", by="zoe")
    three.wait("the comment", lambda: c.has("comment", comment))
    b.ok("user", "close", "zoe", "--yes")
    three.wait("she is gone", lambda: a.value(
        "SELECT closedAt IS NOT NULL FROM person WHERE diasporaID = ?", zoe) == 1)
    assert not a.has("post", post) and not b.has("post", post)
    assert a.contact(zoe) is None
    # Comments stay with the post that they are about (protocol, 2.17).
    assert a.has("comment", comment) and c.has("comment", comment)
    assert b.outside("GET", f"/.well-known/webfinger?resource=acct:{zoe}").status == 404
    assert b.outside("GET", f"/hcard/users/{b.person(zoe)}").status in (404, 410)


def test_an_account_moves_and_its_contacts_follow(three: Three, old_pod: Peer, tmp_path: Path) -> None:
    """Olga leaves a pod that is not of this program for Bob's; Alice shared with her there."""
    a, b, c = three.all
    old = old_pod.add("olga")
    a.follows(old.id)
    key = a.value("SELECT publicKey FROM personKey JOIN person ON person.id = personID WHERE diasporaID = ?", a.id)
    contact = old.signer.encrypted(old.signer.contact(a.id), key)
    assert a.outside("POST", f"/receive/users/{a.person(a.id)}", contact).status == 202
    three.wait("she shares", lambda: (a.contact(old.id) or {})["isSharing"])
    new = b.add_user("olga")
    archive = tmp_path / "archive.json"
    archive.write_text(json.dumps({"version": "2.0", "user": {
        "username": "olga", "private_key": old.signer.private_pem,
        "profile": {"entity_type": "profile", "entity_data": {"author": old.id}},
        "contacts": [{
            "account_id": a.id, "sharing": True, "receiving": True, "contact_groups_membership": ["Old friends"]}],
    }}))
    assert "1 contact" in b.ok("user", "migrate", "olga", archive, "--yes")
    three.wait("Alice follows", lambda: (a.contact(new) or {}).get("isReceiving"))
    three.settle()
    assert a.value("SELECT movedTo FROM person WHERE diasporaID = ?", old.id) == new
    assert a.contact(old.id) is None and a.contact(new)["isSharing"]
    friend = b.contact(a.id, by="olga")
    assert friend["isReceiving"] and friend["isSharing"] and friend["aspects"] == ["Old friends"]
    assert "<old_identity>" in old_pod.await_payload("<account_migration>", *three.all)
    # It goes on as if she had always been there.
    secret = a.confides("To friends, wherever they live.")
    hers = b.publishes("I live here now.", by="olga")
    three.wait("the posts", lambda: b.value(
        "SELECT COUNT(*) FROM recipient JOIN post ON post.id = postID JOIN person ON person.id = personID"
        " WHERE post.guid = ? AND diasporaID = ?", secret, new) == 1 and a.has("post", hers))
    again = b.pod.run("user", "migrate", "olga", archive, "--yes")
    again.assert_plain_error(naming="moved already")


def test_people_who_do_not_know_each_other_talk_with_one_who_knows_them(three: Three) -> None:
    a, b, c = three.all
    nils, otto = b.add_user("nils"), c.add_user("otto")
    b.follows(a.id, by="nils")
    c.follows(a.id, by="otto")
    a.follows(nils)
    a.follows(otto)
    three.settle()
    talk = a.acts("conversation", "new", "-", "--subject", "Meet", "--with", nils, "--with", otto, stdin="Nils, Otto.")
    three.wait("the conversation", lambda: b.has("conversation", talk) and c.has("conversation", talk))
    reply = b.acts("conversation", "reply", talk, "-", stdin="Hello, Otto.", by="nils")
    three.wait("the reply", lambda: c.has("message", reply) and a.has("message", reply))
    shown = json.loads(c.acts("conversation", "list", "--json", by="otto"))
    assert [sorted(row["participants"]) for row in shown] == [sorted([a.id, nils, otto])]
    # Whoever is no contact of theirs cannot write to them.
    stranger = b.pod.run(
        "conversation", "new", "-", "--subject", "Hi", "--with", otto, "--as", "bob", stdin="Do you know me?")
    stranger.assert_plain_error()


def test_who_is_let_go_gets_no_more_and_hears_of_it(three: Three) -> None:
    a, b, c = three.all
    pia = c.add_user("pia")
    a.follows(pia, "Work")
    c.follows(a.id, by="pia")
    three.settle()
    first = a.confides("At work.", aspect="Work")
    three.wait("the post", lambda: c.has("post", first))
    a.acts("contact", "remove", pia)
    three.wait("she hears of it", lambda: not c.contact(a.id, by="pia")["isSharing"])
    a.confides("At work again.", aspect="Work")
    three.settle()
    assert c.value("SELECT COUNT(*) FROM post WHERE text = 'At work again.'") == 0
    # She still shares with Alice, whose pod knows it; and may be taken up again.
    assert a.contact(pia)["isSharing"] and not a.contact(pia)["isReceiving"]
    a.follows(pia, "Work")
    three.wait("she hears of that", lambda: c.contact(a.id, by="pia")["isSharing"])
    second = a.confides("Back at work.", aspect="Work")
    three.wait("the post", lambda: c.has("post", second))


def test_who_is_ignored_no_longer_is_heard_again(three: Three) -> None:
    a, b, c = three.all
    rex = c.add_user("rex")
    c.follows(a.id, by="rex")
    three.settle()
    a.acts("contact", "ignore", rex)
    three.settle()
    post = a.publishes("Anybody?")
    three.wait("the post", lambda: c.has("post", post))
    unheard = c.comments(post, "Me!", by="rex")
    three.wait("it is taken back", lambda: not c.has("comment", unheard))
    a.acts("contact", "unignore", rex)
    heard = c.comments(post, "Me, at last!", by="rex")
    three.wait("he is heard", lambda: a.has("comment", heard) and b.has("comment", heard))
    assert c.has("comment", heard) and not a.has("comment", unheard)


def test_nothing_of_it_is_stored_twice_or_on_one_side_alone(three: Three) -> None:
    three.check_all()
