"""Three pods of this program, each behind TLS on an address of its own, living together.

Alice, Bob and Carol each have a pod; Alice shares with both and both with her. Every test makes its own
posts, and looks at what the others have of them.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import envelope
from authority import Authority, make_authority
from live_pod import LivePod, live_pod, settle, stopping, stored_twice, wait
from peer import Peer
from pictures import png


@dataclass(frozen=True)
class Three:
    a: LivePod
    b: LivePod
    c: LivePod
    certificates: Authority

    @property
    def all(self) -> tuple[LivePod, ...]:
        return (self.a, self.b, self.c)

    def wait(self, what: str, comes_true: Callable[[], bool]) -> None:
        wait(what, comes_true, *self.all)


@pytest.fixture(scope="module")
def three(dandelion: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Three]:
    folder = tmp_path_factory.mktemp("three")
    authority = make_authority(folder)
    names = ("alice", "bob", "carol")
    pods = []
    try:
        for number, name in enumerate(names, start=1):
            pods.append(live_pod(dandelion, folder / name, name, number, authority))
        three = Three(*pods, authority)
        for other in (three.b, three.c):
            three.a.follows(other.id)
            other.follows(three.a.id)
        settle(*pods)
        yield three
    finally:
        with stopping(*pods):
            pass


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


def test_each_pod_is_in_order_for_the_others(three: Three) -> None:
    for pod in three.all:
        others = {other.authority for other in three.all} - {pod.authority}
        for row in json.loads(pod.ok("pods", "check", *others, "--json")):
            assert (row["host"] in others, row["status"], row["software"]) == (True, "no_errors", "dandelion"), row


def test_a_public_post_reaches_every_contact_and_stands_as_a_document(three: Three) -> None:
    a, b, c = three.all
    post = a.publishes("# Beans\n\nThey are up, #garden.\n")
    three.wait("the post", lambda: b.has("post", post) and c.has("post", post))
    for pod in (b, c):
        assert pod.rows(
            "SELECT post.text, isPublic, diasporaID FROM post JOIN person ON person.id = authorID"
            " WHERE post.guid = ?", post) == [("# Beans\n\nThey are up, #garden.", 1, a.id)]
    document = a.outside("GET", f"/fetch/post/{post}")
    assert (document.status, document.headers["Content-Type"]) == (200, "application/magic-envelope+xml")
    # Who has it only by its author leads there.
    moved = b.outside("GET", f"/fetch/post/{post}")
    assert (moved.status, moved.headers["Location"]) == (302, f"{a.pod.url}/fetch/post/{post}")


def test_a_limited_post_reaches_its_aspect_alone(three: Three) -> None:
    a, b, c = three.all
    a.follows(b.id, "Family")
    secret = a.confides("For the family: canary7d2e.", aspect="Family")
    shared = a.confides("For friends: canary8d2e.")
    three.wait("the posts", lambda: b.has("post", secret) and all(pod.has("post", shared) for pod in (b, c)))
    settle(*three.all)
    assert b.value("SELECT isPublic FROM post WHERE guid = ?", secret) == 0
    assert not c.has("post", secret)
    for pod in three.all:
        assert pod.outside("GET", f"/fetch/post/{secret}").status == 404
        assert not any(b"canary" in file.read_bytes() for file in pod.pod.public.rglob("*") if file.is_file())
    comment = b.comments(shared, "I read it: canary9d2e.")
    three.wait("the comment", lambda: a.has("comment", comment) and c.has("comment", comment))


def test_a_comment_is_relayed_unchanged_and_stands_on_the_page(three: Three) -> None:
    a, b, c = three.all
    post = a.publishes("What shall I sow?")
    three.wait("the post", lambda: b.has("post", post))
    comment = b.comments(post, "Sow beans & peas, <of course>.\n\nNow.")
    three.wait("the comment", lambda: a.has("comment", comment) and c.has("comment", comment))
    signed = {bytes(pod.value("SELECT xml FROM comment WHERE guid = ?", comment)) for pod in three.all}
    assert len(signed) == 1 and b"author_signature" in signed.pop()
    three.wait("the page", lambda: "Sow beans &amp; peas" in a.page(f"/posts/{post}"))
    # The others have no such page to show, and say nothing of it in their trees.
    assert not any(
        b"Sow beans" in file.read_bytes() for pod in (b, c)
        for file in pod.pod.public.rglob("*.html"))


def test_likes_of_posts_and_comments_come_and_go(three: Three) -> None:
    a, b, c = three.all
    post = a.publishes("Do you like peas?")
    three.wait("the post", lambda: b.has("post", post) and c.has("post", post))
    comment = c.comments(post, "I do like peas.")
    three.wait("the comment", lambda: b.has("comment", comment))
    likes = [b.acts("like", post), b.acts("like", comment)]
    three.wait("the likes", lambda: all(pod.has("liking", like) for pod in three.all for like in likes))
    three.wait("the page", lambda: "1 like" in a.page(f"/posts/{post}"))
    b.acts("unlike", post)
    three.wait("the like is gone", lambda: not any(pod.has("liking", likes[0]) for pod in three.all))
    three.wait("the page", lambda: "1 like" in a.page(f"/posts/{post}"))
    b.acts("unlike", comment)
    three.wait("both are gone", lambda: not any(pod.guids("liking") for pod in three.all))
    three.wait("the page", lambda: "1 like" not in a.page(f"/posts/{post}"))


def test_a_reshare_brings_its_post_to_those_who_did_not_have_it(three: Three) -> None:
    a, b, c = three.all
    dave = a.add_user("dave")
    post = a.publishes("Nobody follows me yet.", by="dave")
    c.follows(b.id)
    settle(*three.all)
    three.wait("the document", lambda: a.outside("GET", f"/fetch/post/{post}").status == 200)
    assert not b.has("post", post)
    assert "1 new post" in b.ok("federation", "fetch", dave)
    assert b.has("post", post)
    reshare = b.acts("reshare", post)
    three.wait("the reshare", lambda: a.has("post", reshare) and c.has("post", reshare) and c.has("post", post))
    assert c.value("SELECT rootGUID FROM post WHERE guid = ?", reshare) == post
    three.wait("the page", lambda: "1 reshare" in a.page(f"/posts/{post}"))
    # Who reshared it hears what is answered, and so does who fetched it.
    comment = a.comments(post, "Thank you, Bob.", by="dave")
    three.wait("the comment", lambda: b.has("comment", comment) and c.has("comment", comment))


def test_votes_are_counted_everywhere(three: Three) -> None:
    a, b, c = three.all
    post = a.publishes(
        "A question of taste.", "--poll", "Which?", "--answer", "Beans", "--answer", "Peas")
    three.wait("the poll", lambda: b.has("post", post) and c.has("post", post))
    votes = [b.acts("vote", post, "Peas"), c.acts("vote", post, "Peas"), a.acts("vote", post, "Beans")]
    three.wait("the votes", lambda: all(pod.has("vote", vote) for pod in three.all for vote in votes))
    for pod in three.all:
        assert pod.rows(
            "SELECT pollAnswer.text, voteCount FROM pollAnswer JOIN poll ON poll.id = pollID"
            " JOIN post ON post.id = postID WHERE post.guid = ? ORDER BY position", post) == [
            ("Beans", 1), ("Peas", 2)]
    three.wait("the page", lambda: "2 votes, 67%" in a.page(f"/posts/{post}"))
    again = b.pod.run("vote", post, "Beans", "--as", "bob")
    again.assert_plain_error()


def test_a_photo_is_where_the_entity_says(three: Three, tmp_path: Path) -> None:
    a, b, c = three.all
    picture = png(tmp_path / "beans.png", width=900, height=600)
    for text, make in (("A picture of beans.", a.publishes), ("Beans for friends.", a.confides)):
        post = make(text, "--photo", picture, "--alt", "Beans in rows")
        three.wait("the photo", lambda: b.value("SELECT COUNT(*) FROM remotePhoto WHERE postGUID = ?", post) == 1)
        [(path, name, alt, width, height)] = b.rows(
            "SELECT path, name, alt, width, height FROM remotePhoto WHERE postGUID = ?", post)
        assert (alt, width, height) == ("Beans in rows", 900, 600)
        for version in ("", "thumb_small_", "thumb_medium_", "thumb_large_", "scaled_full_"):
            url = f"{path}{version}{name}"
            assert url.startswith(a.pod.url + "/uploads/images/")
            answer = a.outside("GET", url.removeprefix(a.pod.url))
            assert (answer.status, answer.headers["Content-Type"][:6]) == (200, "image/"), url


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


def test_retractions_by_those_who_may_take_effect_everywhere(three: Three) -> None:
    a, b, c = three.all
    post = a.publishes("This will not stay.")
    three.wait("the post", lambda: b.has("post", post) and c.has("post", post))
    own, others = b.comments(post, "I shall regret this."), c.comments(post, "A rude word.")
    three.wait("the comments", lambda: all(pod.has("comment", one) for pod in three.all for one in (own, others)))
    b.acts("comment", "delete", own)
    a.acts("comment", "delete", others)
    three.wait("no comments", lambda: not any(pod.has("comment", one) for pod in three.all for one in (own, others)))
    three.wait("the page", lambda: "regret" not in a.page(f"/posts/{post}") and "rude" not in a.page(f"/posts/{post}"))
    a.ok("post", "delete", post, "--yes")
    three.wait("no post", lambda: not any(pod.has("post", post) for pod in three.all))
    for pod in three.all:
        assert pod.value("SELECT COUNT(*) FROM tombstone WHERE guid = ?", post) == 1
    assert a.outside("GET", f"/posts/{post}").status == 410
    assert a.outside("GET", f"/fetch/post/{post}").status in (404, 410)
    limited = a.confides("This will not stay either.")
    three.wait("the limited post", lambda: b.has("post", limited) and c.has("post", limited))
    a.ok("post", "delete", limited, "--yes")
    three.wait("no limited post", lambda: not any(pod.has("post", limited) for pod in three.all))


def test_an_edit_changes_page_and_document_and_is_left_alone_by_others(three: Three) -> None:
    a, b, c = three.all
    post = a.publishes("# Beans first\n\nOld words.")
    three.wait("the post", lambda: b.has("post", post) and c.has("post", post))
    first = a.outside("GET", f"/fetch/post/{post}").body
    a.ok("post", "edit", post, "-", stdin="# Beans first\n\nNew words.")
    assert "New words" in a.page(f"/posts/{post}") and "Old words" not in a.page(f"/posts/{post}")

    def payload() -> str:
        answer = a.outside("GET", f"/fetch/post/{post}")
        return envelope.opened(answer.body).decode() if answer.status == 200 else ""
    three.wait("the new document", lambda: "New words" in payload())
    assert "<edited_at>" in payload() and a.outside("GET", f"/fetch/post/{post}").body != first
    settle(*three.all)
    assert a.rows("SELECT state FROM delivery WHERE guid = ? AND version = 2", post) == [("done",)] * 2
    for pod in (b, c):  # protocol, 2.15: a known GUID is not updated
        assert pod.value("SELECT text FROM post WHERE guid = ?", post) == "# Beans first\n\nOld words."


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
    settle(*three.all)
    assert a.contact(eve)["isIgnored"]
    after = b.comments(post, "I am not.", by="eve")
    like = b.acts("like", post, by="eve")
    three.wait("they are taken back", lambda: not b.has("comment", after) and not b.has("liking", like))
    settle(*three.all)
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
    settle(*three.all)
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


def test_a_pod_killed_in_the_middle_loses_nothing(three: Three) -> None:
    a, b, c = three.all
    settle(*three.all)
    old = a.publishes("Before it happened.")
    three.wait("the post", lambda: b.has("post", old) and c.has("post", old))
    b.kill()
    public, limited = a.publishes("While Bob was away."), a.confides("To friends, while Bob was away.")
    conversation = a.acts(
        "conversation", "new", "-", "--subject", "Where are you?", "--with", b.id, stdin="Say something.")
    three.wait("the posts", lambda: c.has("post", public) and c.has("post", limited))
    from_c = [c.comments(post, "Carol was there.") for post in (old, public, limited)]
    like = c.acts("like", public)
    # One away delays nobody else.
    three.wait("the comments", lambda: all(a.has("comment", one) for one in from_c) and a.has("liking", like))
    own = b.comments(old, "Written while my pod was down.")
    assert a.value("SELECT status FROM remotePod WHERE authority = ?", b.authority) == "http_failed"
    b.start()
    # What B says tells A that it is back, which A checks before it goes on.
    three.wait("B's comment", lambda: a.has("comment", own) and c.has("comment", own))
    three.wait("the posts", lambda: b.has("post", public) and b.has("post", limited))
    three.wait("the rest", lambda: all(b.has("comment", one) for one in from_c)
               and b.has("liking", like) and b.has("conversation", conversation))
    a.kill()
    a.start()
    settle(*three.all)
    assert a.value("SELECT status FROM remotePod WHERE authority = ?", b.authority) == "no_errors"


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
    settle(*three.all)
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


def test_nothing_is_stored_twice_or_on_one_side_alone(three: Three) -> None:
    settle(*three.all)
    assert [text for pod in three.all for text in stored_twice(pod)] == []
    for pod in three.all:
        assert pod.rows("SELECT reason, CAST(body AS TEXT) FROM inboxEntry") == []
        assert pod.rows("SELECT * FROM delivery WHERE state <> 'done'") == []
        assert pod.ok("database", "check")
    # Whoever has a post has all that was answered to it, and nothing else.
    for table, post_id in (
        ("comment", "postID"), ("liking", "postID"), ("vote", "(SELECT postID FROM poll WHERE poll.id = pollID)"),
    ):
        sql = (f"SELECT guid FROM {table} WHERE {post_id} = (SELECT id FROM post WHERE guid = ?)"
               " ORDER BY guid")
        for pod in (three.b, three.c):
            for (post,) in pod.rows("SELECT guid FROM post WHERE kind = 'status_message'"):
                assert pod.rows(sql, post) == three.a.rows(sql, post), (pod.name, table, post)
