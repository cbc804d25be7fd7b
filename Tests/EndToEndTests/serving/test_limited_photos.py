"""Pictures of limited posts: for whoever was told their name, kept by nobody on the way, and gone with their post (attack 32)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from judges import tree
from live_pod import HTTPAnswer, LivePod, live_pod, stopping
from pictures import png

# What may stand before the name.
VERSIONS = ("", "thumb_small_", "thumb_medium_", "thumb_large_", "scaled_full_")


@pytest.fixture(scope="module")
def pod(dandelion: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePod]:
    pod = live_pod(dandelion, tmp_path_factory.mktemp("photos"), "alice", 1, None)
    with stopping(pod):
        yield pod


def limited(pod: LivePod, folder: Path, seed: int) -> tuple[str, str]:
    """The GUID of a limited post and the file name of its picture."""
    photo = png(folder / f"{seed}.png", width=1600, height=1200, seed=seed)
    post = pod.confides("Only for you.", "--photo", photo, "--alt", "A gate")
    return post, name_of(pod, post)


def name_of(pod: LivePod, post: str) -> str:
    return pod.value("SELECT fileName FROM photo JOIN post ON post.id = postID WHERE post.guid = ?", post)


def shown(pod: LivePod, name: str, method: str = "GET", headers: dict[str, str] | None = None) -> HTTPAnswer:
    return pod.inside(method, f"/uploads/images/{name}", headers=headers)


def test_attack_32_whoever_has_the_name_sees_the_picture_and_no_cache_keeps_it(pod: LivePod, tmp_path: Path) -> None:
    _, name = limited(pod, tmp_path, 1)
    for version in VERSIONS:
        answer = shown(pod, version + name)
        assert answer.status == 200 and answer.headers["Content-Type"].startswith("image/"), version
        assert len(answer.body) == int(answer.headers["Content-Length"]) > 0
        again = shown(pod, version + name, headers={"If-None-Match": answer.headers["ETag"]})
        part = shown(pod, version + name, headers={"Range": "bytes=0-9"})
        head = shown(pod, version + name, "HEAD")
        assert (again.status, part.status, head.status, head.body) == (304, 206, 200, b""), version
        for one in (answer, again, part, head):
            assert one.headers["Cache-Control"] == "private, no-cache", version
            assert one.headers["X-Robots-Tag"] == "noindex", version
            assert one.headers["Referrer-Policy"] == "no-referrer", version
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_attack_32_the_picture_of_a_limited_post_has_no_other_address(pod: LivePod, tmp_path: Path) -> None:
    post, name = limited(pod, tmp_path, 2)
    pod.ok("build", "--full")
    stem, ending = name.rsplit(".", 1)
    for path in (
        f"/uploads/{name}", f"/images/{name}", f"/{name}", f"/uploads/images/{name}.gz", f"/uploads/images/{name}.br",
        f"/uploads/images/{stem}", f"/uploads/images/{name.upper()}", f"/uploads/images/w480_thumb_small_{name}",
        f"/uploads/images/{stem}.html", f"/uploads%2Fimages%2F{name}", f"/uploads/images/%2e%2e/images/{name}",
        f"/posts/{post}", f"/fetch/post/{post}", f"/fetch/photo/{stem}",
        f"/uploads/images/{'0' * len(stem)}.{ending}", "/uploads/images/", "/uploads/images",
    ):
        assert pod.inside("GET", path).status in (400, 403, 404), path
    # Other ways to write the same address are no other picture, and no more public.
    for path in (f"/uploads/images/{name}/", f"/uploads//images/{name}"):
        answer = pod.inside("GET", path)
        assert answer.status == 404 or answer.headers["Cache-Control"] == "private, no-cache", path
    assert tree.canary_complaints(pod.pod.tree, stem, post) == []


def test_attack_32_the_picture_is_gone_with_its_post(pod: LivePod, tmp_path: Path) -> None:
    post, name = limited(pod, tmp_path, 3)
    etags = {version: shown(pod, version + name).headers["ETag"] for version in VERSIONS}
    assert [path for path in pod.pod.data.rglob(f"*{name}")]

    pod.ok("post", "delete", post, "--yes")

    for version in VERSIONS:
        for headers in ({}, {"If-None-Match": etags[version]}, {"Range": "bytes=0-9"}):
            assert shown(pod, version + name, headers=headers).status == 404, version
        assert shown(pod, version + name, "HEAD").status == 404
    assert [path for path in pod.pod.data.rglob(f"*{name}")] == []


def test_attack_32_the_picture_of_a_draft_is_for_nobody(pod: LivePod, tmp_path: Path) -> None:
    pod.ok("post", "new", "-", "--as", "alice", "--aspect", "Friends", "--draft",
           "--photo", png(tmp_path / "4.png", seed=4), "--alt", "A gate", stdin="Later.")
    name = pod.value("SELECT fileName FROM photo WHERE draftID IS NOT NULL")
    for version in VERSIONS:
        assert shown(pod, version + name).status == 404, version


def test_the_picture_of_a_public_post_is_for_every_cache(pod: LivePod, tmp_path: Path) -> None:
    post = pod.publishes("For all.", "--photo", png(tmp_path / "5.png", seed=5), "--alt", "A gate")
    answer = shown(pod, name_of(pod, post))
    assert answer.status == 200
    assert answer.headers["Cache-Control"].startswith("public")
    assert "X-Robots-Tag" not in answer.headers
