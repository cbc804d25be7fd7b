"""An independent implementation of the protocol as the other pod, both ways, by TLS: `package_pod.py`."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from authority import Authority, make_authority
from envelope import Signer
from live_pod import LivePod, live_pod, settle, stopping, wait
from package_pod import PackagePod, discovered, fetched, import_package, made
from peer import PeerPerson
from pictures import png

# The package says of each element of the protocol that it does not use.
pytestmark = pytest.mark.filterwarnings("ignore:.*got parameter .* which this class does not support")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    authority = make_authority(tmp_path_factory.mktemp("authority"))
    import_package(authority)
    return authority


@pytest.fixture(scope="module")
def other(authority: Authority) -> Iterator[PackagePod]:
    other = PackagePod("127.0.0.2", authority)
    yield other
    other.stop()


@pytest.fixture(scope="module")
def pod(dandelion: Path, authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePod]:
    pod = live_pod(dandelion, tmp_path_factory.mktemp("peer") / "alice", "alice", 1, authority)
    with stopping(pod):
        yield pod


@pytest.fixture(scope="module")
def sally(other: PackagePod, pod: LivePod) -> PeerPerson:
    """A person of the other pod; she and Alice share with each other."""
    sally = other.add("sally")
    pod.follows(sally.id)
    other.sends(made("Follow", sally, target_id=pod.id, target_handle=pod.id), sally, pod, privately=True)
    wait("the contact", lambda: pod.contact(sally.id)["isSharing"], pod)
    return sally


@pytest.fixture(scope="module")
def post(other: PackagePod, pod: LivePod, sally: PeerPerson) -> str:
    """A public post of Alice's, at the other pod."""
    post = pod.publishes("# Beans\n\nThey are *up*, #garden.")
    other.await_entity("Post", pod, guid=post)
    return post


@pytest.fixture(scope="module")
def theirs(other: PackagePod, pod: LivePod, sally: PeerPerson) -> str:
    """A public post of Sally's, at this pod."""
    theirs = other.sends(made("Post", sally, raw_content="Peas, and ümlauts 🌱.", public=True), sally, pod)
    wait("her post", lambda: pod.has("post", theirs.guid), pod)
    return theirs.guid


# Discovery


def test_the_other_pod_finds_our_people(pod: LivePod) -> None:
    pod.acts("profile", "edit", "--first-name", "Alice", "--last-name", "Bean")
    profile = discovered(pod.id)
    assert (profile.handle, profile.guid, profile.name) == (pod.id, pod.person(pod.id), "Alice Bean")
    assert profile.public_key.strip() == pod.value(
        "SELECT publicKey FROM personKey JOIN person ON person.id = personID WHERE diasporaID = ?", pod.id).strip()
    assert profile.inboxes == {
        "private": f"{pod.pod.url}/receive/users/{profile.guid}", "public": f"{pod.pod.url}/receive/public"}
    assert all(url.startswith("https://") for url in profile.image_urls.values())
    assert discovered(f"nobody@{pod.authority}") is None


def test_we_find_their_people(pod: LivePod, other: PackagePod) -> None:
    tom = other.add("tom")
    assert f"found {tom.id}" in pod.ok("federation", "fetch", tom.id)
    assert pod.person(tom.id) == tom.guid
    nobody = pod.pod.run("federation", "fetch", f"nobody@{other.authority}")
    nobody.assert_plain_error(naming="nobody")


# From here to there


def test_they_take_our_contact_and_our_profile(pod: LivePod, other: PackagePod, sally: PeerPerson) -> None:
    contact = other.await_entity("Contact", pod, target_handle=sally.id)
    assert (contact.handle, contact.following) == (pod.id, True)
    pod.acts("profile", "edit", "--first-name", "Alice", "--last-name", "Bean", "--bio", "Grows beans.", "--tags", "beans")
    profile = other.await_entity("Profile", pod, raw_content="Grows beans.")
    assert (profile.handle, profile.name, profile.tag_list) == (pod.id, "Alice Bean", ["beans"])
    assert profile.guid == pod.person(pod.id)


def test_they_take_our_posts(pod: LivePod, other: PackagePod, sally: PeerPerson, post: str, tmp_path: Path) -> None:
    taken = other.await_entity("Post", pod, guid=post)
    assert (taken.handle, taken.raw_content, taken.public) == (
        pod.id, "# Beans\n\nThey are *up*, #garden.", True)
    assert fetched(pod, post).raw_content == taken.raw_content
    assert fetched(pod, uuid.uuid4().hex) is None
    limited = pod.confides("For Sally.", "--photo", png(tmp_path / "beans.png"), "--alt", "Beans")
    taken = other.await_entity("Post", pod, guid=limited)
    assert (taken.raw_content, taken.public) == ("For Sally.", False)
    [photo] = taken._children
    assert photo.url.startswith(f"{pod.pod.url}/uploads/images/")
    assert fetched(pod, limited) is None


def test_they_take_our_answers(pod: LivePod, other: PackagePod, sally: PeerPerson, post: str, theirs: str) -> None:
    # On a post of ours: Alice's own, and one by another of this pod, with a signature of his.
    own = pod.comments(post, "I said so.")
    assert other.await_entity("Comment", pod, guid=own).raw_content == "I said so."
    ben = pod.add_user("ben")
    signed = pod.comments(post, "And I — 🌱 — agree & <more>.", by="ben")
    taken = other.await_entity("Comment", pod, guid=signed)
    assert (taken.handle, taken.target_guid, bool(taken.signature)) == (ben, post, True)
    assert taken.raw_content == "And I — 🌱 — agree & <more>."
    like = pod.acts("like", post, by="ben")
    assert other.await_entity("Like", pod, guid=like).target_guid == post
    # On one of theirs: to its author alone, signed twice.
    comment, like = pod.comments(theirs, "Peas too?"), pod.acts("like", theirs)
    taken = other.await_entity("Comment", pod, guid=comment)
    assert (taken.handle, taken.target_guid, bool(taken.signature)) == (pod.id, theirs, True)
    assert other.await_entity("Like", pod, guid=like).target_guid == theirs


def test_they_take_our_reshare_and_what_we_take_back(
    pod: LivePod, other: PackagePod, sally: PeerPerson, theirs: str,
) -> None:
    reshare = other.await_entity("Reshare", pod, guid=pod.acts("reshare", theirs))
    assert (reshare.handle, reshare.target_guid, reshare.target_handle) == (pod.id, theirs, sally.id)
    gone = pod.publishes("Not for long.")
    other.await_entity("Post", pod, guid=gone)
    comment = pod.comments(gone, "Nor this.")
    other.await_entity("Comment", pod, guid=comment)
    pod.acts("comment", "delete", comment)
    assert other.await_entity("Retraction", pod, target_guid=comment).entity_type == "Comment"
    pod.ok("post", "delete", gone, "--yes")
    assert other.await_entity("Retraction", pod, target_guid=gone).entity_type == "Post"
    liked = other.sends(made("Post", sally, raw_content="You will like this.", public=True), sally, pod).guid
    wait("her post", lambda: pod.has("post", liked), pod)
    like = pod.acts("like", liked)
    other.await_entity("Like", pod, guid=like)
    pod.acts("unlike", liked)
    assert other.await_entity("Retraction", pod, target_guid=like).entity_type == "Reaction"


def test_every_message_of_ours_says_what_it_is(pod: LivePod, other: PackagePod, post: str) -> None:
    settle(pod)
    kinds = {"/receive/public": "application/magic-envelope+xml"}
    for one in other.received:
        assert one.type == kinds.get(one.path, "application/json"), one.path
        assert one.agent.startswith("Dandelion/")
    assert pod.rows("SELECT guid, kind, reason FROM delivery WHERE state <> 'done'") == []


# From there to here


def test_we_take_their_posts(pod: LivePod, other: PackagePod, sally: PeerPerson, theirs: str) -> None:
    assert pod.value("SELECT text FROM post WHERE guid = ?", theirs) == "Peas, and ümlauts 🌱."
    secret = other.sends(
        made("Post", sally, raw_content="For Alice alone.", public=False), sally, pod, privately=True)
    wait("her secret", lambda: pod.has("post", secret.guid), pod)
    assert pod.rows("SELECT text, isPublic FROM post WHERE guid = ?", secret.guid) == [("For Alice alone.", 0)]
    stream = pod.acts("stream", "--json")
    assert theirs in stream and secret.guid in stream


def test_we_take_and_show_their_answers(pod: LivePod, other: PackagePod, sally: PeerPerson, post: str) -> None:
    comment = other.sends(
        made("Comment", sally, raw_content="Well done, Alice.", target_id=post, target_guid=post), sally, pod)
    like = other.sends(
        made("Reaction", sally, reaction="like", target_id=post, target_guid=post), sally, pod)
    wait("her answers", lambda: pod.has("comment", comment.guid) and pod.has("liking", like.guid), pod)
    wait("the page", lambda: "Well done, Alice." in pod.page(f"/posts/{post}"), pod)
    share = other.sends(made(
        "Share", sally, target_id=post, target_guid=post, target_handle=pod.id, entity_type="Post",
        public=True), sally, pod)
    wait("her reshare", lambda: pod.has("post", share.guid), pod)
    assert pod.value("SELECT rootGUID FROM post WHERE guid = ?", share.guid) == post
    for gone, kind, table in ((comment, "Comment", "comment"), (like, "Reaction", "liking")):
        other.sends(made(
            "Retraction", sally, target_id=gone.guid, target_guid=gone.guid, entity_type=kind), sally, pod)
        wait(f"her {kind} is gone", lambda: not pod.has(table, gone.guid), pod)
    wait("the page", lambda: "Well done, Alice." not in pod.page(f"/posts/{post}"), pod)


def test_we_take_their_profile(pod: LivePod, other: PackagePod, sally: PeerPerson) -> None:
    other.sends(made(
        "Profile", sally, id=sally.id, guid=sally.guid, name="Sally Sprout", raw_content="Grows peas.",
        public=True, tag_list=["peas"], public_key=sally.signer.public_pem,
        image_urls={size: f"{other.url}/{size}.png" for size in ("small", "medium", "large")},
    ), sally, pod, privately=True)
    wait("her profile", lambda: pod.rows(
        "SELECT firstName, bio, tags, imageURL FROM profile JOIN person ON person.id = personID"
        " WHERE diasporaID = ?", sally.id) == [("Sally Sprout", "Grows peas.", "peas", f"{other.url}/large.png")], pod)


def test_we_believe_no_forgery_of_theirs(
    pod: LivePod, other: PackagePod, sally: PeerPerson, post: str,
) -> None:
    eve = other.add("eve")
    stranger = PeerPerson(sally.guid, Signer(sally.id, eve.signer.key))
    posts = [
        other.sends(made("Post", stranger, raw_content="By the wrong key.", public=True), stranger, pod),
        other.sends(made("Post", sally, raw_content="By another sender.", public=True), eve, pod),
    ]
    comment = other.sends(
        made("Comment", stranger, raw_content="By the wrong key.", target_id=post, target_guid=post), stranger, pod)
    last = other.sends(made("Post", sally, raw_content="This one is mine.", public=True), sally, pod)
    wait("the last", lambda: pod.has("post", last.guid), pod)
    settle(pod)
    assert not any(pod.has("post", one.guid) for one in posts) and not pod.has("comment", comment.guid)


def test_we_take_what_they_take_back(pod: LivePod, other: PackagePod, sally: PeerPerson, theirs: str) -> None:
    other.sends(made(
        "Retraction", sally, target_id=theirs, target_guid=theirs, entity_type="Post"), sally, pod)
    wait("her post is gone", lambda: not pod.has("post", theirs), pod)
    other.sends(
        made("Follow", sally, target_id=pod.id, target_handle=pod.id, following=False), sally, pod, privately=True)
    wait("she shares no more", lambda: not pod.contact(sally.id)["isSharing"], pod)
