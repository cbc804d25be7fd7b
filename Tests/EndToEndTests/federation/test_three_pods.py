"""What three pods make of posts and of the answers to them (see `three_pods.py`)."""

import json
from pathlib import Path

import envelope
from at_work import in_two_seconds
from pictures import png
from pod import guid
from three_pods import Three


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
    three.settle()
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
    three.settle()
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
    three.settle()
    assert a.rows("SELECT state FROM delivery WHERE guid = ? AND version = 2", post) == [("done",)] * 2
    for pod in (b, c):  # protocol, 2.15: a known GUID is not updated
        assert pod.value("SELECT text FROM post WHERE guid = ?", post) == "# Beans first\n\nOld words."


def test_a_pod_killed_in_the_middle_loses_nothing(three: Three) -> None:
    a, b, c = three.all
    three.settle()
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
    three.settle()
    assert a.value("SELECT status FROM remotePod WHERE authority = ?", b.authority) == "no_errors"


def test_a_reshare_has_answers_of_its_own(three: Three) -> None:
    a, b, c = three.all
    c.follows(b.id)
    three.settle()
    post = a.publishes("Worth sharing.")
    three.wait("the post", lambda: b.has("post", post) and c.has("post", post))
    reshare = b.acts("reshare", post)
    three.wait("the reshare", lambda: a.has("post", reshare) and c.has("post", reshare))
    comment = c.comments(reshare, "Thank you for sharing, Bob.")
    like = a.acts("like", reshare)
    three.wait("its answers", lambda: all(
        pod.has("comment", comment) and pod.has("liking", like) for pod in three.all))
    three.wait("its page", lambda: "Thank you for sharing" in b.page(f"/posts/{reshare}"))
    assert "Thank you for sharing" not in a.page(f"/posts/{post}")
    # A reshare of a reshare is one of the post itself; its author hears of it.
    again = c.acts("reshare", reshare)
    three.wait("the second", lambda: a.has("post", again))
    assert a.value("SELECT rootGUID FROM post WHERE guid = ?", again) == post
    three.wait("the page", lambda: "2 reshares" in a.page(f"/posts/{post}"))
    # Where the post goes, reshares lead to nothing any more.
    a.ok("post", "delete", post, "--yes")
    three.wait("no post", lambda: not any(pod.has("post", post) for pod in three.all))
    three.settle()
    assert b.outside("GET", f"/posts/{reshare}").status == 200
    three.wait("no root", lambda: f"/posts/{post}" not in b.page(f"/posts/{reshare}"))


def test_who_is_mentioned_gets_the_post_and_takes_part(three: Three) -> None:
    a, b, c = three.all
    c.add_user("uma")
    post = c.publishes(f"Ask @{{Alice; {a.id}}}, she knows.", by="uma")
    three.wait("the post", lambda: a.has("post", post))
    comment = a.comments(post, "I do not know.")
    three.wait("the answer", lambda: c.has("comment", comment))
    three.wait("its page", lambda: "I do not know." in c.page(f"/posts/{post}"))
    # Alice's pod takes part now, so it hears what others say.
    other = c.comments(post, "Neither do I.")
    three.wait("the other answer", lambda: a.has("comment", other))
    assert not b.has("post", post)


def test_long_posts_go_as_their_beginning_and_a_link(three: Three) -> None:
    a, b, c = three.all
    text = "# A long story\n\nIt begins here.\n\n" + "".join(
        f"Paragraph {number}: {'word ' * 100}\n\n" for number in range(150))
    assert len(text) > 65_535
    post = a.publishes(text)
    three.wait("the post", lambda: b.has("post", post))
    taken = b.value("SELECT text FROM post WHERE guid = ?", post)
    assert taken.startswith("# A long story\n\nIt begins here.") and f"{a.pod.url}/posts/{post}" in taken
    assert len(taken) < 5_000
    assert "Paragraph 149" in a.page(f"/posts/{post}")
    refused = a.pod.run("post", "new", "-", "--as", "alice", "--aspect", "Friends", stdin=text)
    refused.assert_plain_error(naming="65,535")


def test_drafts_and_planned_posts_go_out_when_they_are_published(three: Three) -> None:
    a, b, c = three.all
    a.acts("post", "new", "-", "--public", "--at", in_two_seconds(), stdin="Planned, and now here.")
    draft = guid(a.acts("post", "new", "-", "--draft", "--json", stdin="Thought over."))
    shown = guid(a.ok("post", "publish", draft, "--public", "--json"))
    three.wait("the draft", lambda: b.has("post", shown) and c.has("post", shown))
    three.wait("the planned one", lambda: b.value(
        "SELECT COUNT(*) FROM post WHERE text = 'Planned, and now here.'") == 1)


def test_imported_posts_are_sent_to_nobody_and_found_by_whoever_asks(three: Three, tmp_path: Path) -> None:
    a, b, c = three.all
    ina = a.add_user("ina")
    b.follows(ina)
    three.settle()
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(
            f"---\ntitle: Old post {number}\ndate: 2019-03-0{number + 1}T12:00:00Z\n---\nWritten long ago.\n")
    sent = a.value("SELECT COUNT(*) FROM delivery")
    a.acts("import", "markdown", tmp_path, by="ina")
    three.wait("their documents", lambda: a.value("SELECT COUNT(*) FROM publicEnvelope WHERE body IS NULL") == 0)
    three.settle()
    assert a.value("SELECT COUNT(*) FROM delivery") == sent
    assert b.value("SELECT COUNT(*) FROM post WHERE text LIKE '# Old post%'") == 0
    three.wait("all is fetched", lambda: "found" in c.ok("federation", "fetch", ina) and c.rows(
        "SELECT text, date(createdAt, 'unixepoch') FROM post WHERE text LIKE '# Old post%' ORDER BY createdAt") == [
        (f"# Old post {number}\n\nWritten long ago.", f"2019-03-0{number + 1}") for number in range(3)])


def test_nothing_of_it_is_stored_twice_or_on_one_side_alone(three: Three) -> None:
    three.check_all()
