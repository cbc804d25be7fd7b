"""Promise 1: what is not for everybody is nowhere in the tree, its twins, its index or the logs."""

import re
from pathlib import Path

from judges import tree, whole
from pictures import png
from pod import Pod

CANARY = "canary4f1c"


def logs(pod: Pod) -> tuple[Path, ...]:
    return tuple(path for path in (pod.data / "log").rglob("*") if path.is_file())


def test_attack_32_a_limited_post_is_nowhere(pod: Pod, tmp_path: Path) -> None:
    pod.publish("# In the open\n\nWith #garden.\n")
    photo = png(tmp_path / f"{CANARY}photo.png", seed=32)
    text = f"# {CANARY}title\n\n{CANARY}text with #{CANARY}tag\n"

    said = pod.ok("post", "new", "-", "--as", "alice", "--aspect", "Family", "--photo", photo,
                  "--alt", f"{CANARY}alt", "--location", f"{CANARY}place", stdin=text)
    pod.ok("build", "--full")

    assert tree.canary_complaints(pod.tree, CANARY, also=logs(pod)) == []
    names = re.findall(r"[0-9a-f]{20,}", said)
    assert tree.canary_complaints(pod.tree, *names) == []
    assert not [file for file in pod.tree.files if file.startswith("/uploads/images/")]


def test_a_draft_and_a_scheduled_post_are_nowhere_until_their_time(pod: Pod) -> None:
    pod.ok("post", "new", "-", "--as", "alice", "--public", "--draft", stdin=f"# {CANARY} draft\n\nx\n")
    pod.ok("post", "new", "-", "--as", "alice", "--public", "--at", "2099-01-01T00:00:00Z",
           stdin=f"# {CANARY} later\n\nx\n")
    pod.ok("build", "--full")
    assert tree.canary_complaints(pod.tree, CANARY, also=logs(pod)) == []


def test_attack_33_a_deleted_post_is_gone_from_pages_feeds_tags_search_and_pictures(
    pod: Pod, tmp_path: Path,
) -> None:
    stays = pod.publish("# Stays\n\nWith #garden.\n")
    photo = png(tmp_path / "photo.png", seed=33)
    goes = pod.publish(f"# {CANARY} goes\n\nWith #{CANARY}tag and #garden.\n", "--photo", photo, "--alt", f"{CANARY} alt")
    pod.ok("build")
    assert tree.canary_complaints(pod.tree, CANARY) != []
    assert [file for file in pod.tree.files if file.startswith("/uploads/images/")]

    pod.ok("post", "delete", goes, "--yes")

    assert tree.canary_complaints(pod.tree, CANARY, goes, also=logs(pod)) == []
    assert not [file for file in pod.tree.files if file.startswith("/uploads/images/")]
    assert whole.complaints(pod.tree) == []
    assert pod.tree.resolve(f"/posts/{stays}")


def test_an_edited_post_no_longer_shows_its_old_words(pod: Pod, tmp_path: Path) -> None:
    post = pod.publish(f"# Steady title\n\n{CANARY} words with #{CANARY}tag.\n")
    (tmp_path / "new.md").write_text("# Steady title\n\nOther words with #garden.\n")

    pod.ok("post", "edit", post, tmp_path / "new.md")

    assert tree.canary_complaints(pod.tree, CANARY) == []
    assert b"Other words" in pod.tree.read(f"/posts/{post}.html")
    pod.ok("build", "--output", tmp_path / "clean")
    assert tree.differences(pod.public, tmp_path / "clean") == []
