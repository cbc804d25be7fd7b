"""Promise 1: what is not for everybody is nowhere in the tree, its twins, its index or the logs."""

import http.client
import re
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from at_work import at_work, in_two_seconds
from judges import tree, whole
from patience import until
from pictures import png
from pod import Pod
from ports import free_port
from web_servers import SERVERS, start, stop

CANARY = "canary4f1c"


def test_attack_32_a_limited_post_is_nowhere(pod: Pod, tmp_path: Path) -> None:
    pod.publish("# In the open\n\nWith #garden.\n")
    photo = png(tmp_path / f"{CANARY}photo.png", seed=32)
    text = f"# {CANARY}title\n\n{CANARY}text with #{CANARY}tag\n"

    with at_work(pod, tmp_path) as working:
        said = pod.ok("post", "new", "-", "--as", "alice", "--aspect", "Family", "--photo", photo,
                      "--alt", f"{CANARY}alt", "--location", f"{CANARY}place", stdin=text)
        names = re.findall(r"[0-9a-f]{20,}", said)
        assert [working.ask(f"/posts/{name}") for name in names] == [404] * len(names)
        pod.ok("build", "--full")
        pictures = [path.name for path in stored(pod)]
        assert pictures and [working.ask(f"/uploads/images/{name}") for name in pictures] == [200] * len(pictures)
        assert [working.ask(f"//uploads//images/{name}?{name}") for name in pictures] == [200] * len(pictures)

    assert tree.canary_complaints(pod.tree, CANARY, *pictures, also=working.logs) == []
    assert tree.canary_complaints(pod.tree, *names) == []
    assert not [file for file in pod.tree.files if file.startswith("/uploads/images/")]


@pytest.mark.parametrize("server", SERVERS)
def test_attack_68_the_name_of_a_limited_photo_is_in_no_log_of_a_web_server(
    server: str, pod: Pod, tmp_path: Path,
) -> None:
    for parent in [tmp_path, *list(tmp_path.parents)[:3]]:
        parent.chmod(0o755)
    pod.ok("post", "new", "-", "--as", "alice", "--aspect", "Family", "--photo", png(tmp_path / "photo.png", seed=68),
           stdin="For the family.\n")
    pictures = [path.name for path in stored(pod)]
    (tmp_path / "front").mkdir(mode=0o755)

    with at_work(pod, tmp_path) as working:
        port = free_port()
        front = start(SERVERS[server](tmp_path / "front", pod.public, port, working.port), port, tmp_path / "front")
        try:
            for name in pictures:
                assert ask(port, f"/uploads/images/{name}") == 200
                # As browsers do that show a picture by itself.
                ask(port, "/favicon.ico", {"Referer": f"http://localhost/uploads/images/{name}"})
        finally:
            stop(front)

    logs = [*working.logs, *(tmp_path / "front").glob("*.log")]
    assert any("/uploads/images/..." in log.read_text() for log in logs[2:])
    assert pictures and tree.canary_complaints(pod.tree, *pictures, also=logs) == []


def ask(port: int, path: str, headers: dict[str, str] | None = None) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path, headers=headers or {})
        return connection.getresponse().status


def test_a_draft_and_a_scheduled_post_are_nowhere_until_their_time(pod: Pod, tmp_path: Path) -> None:
    with at_work(pod, tmp_path) as working:
        pod.ok("post", "new", "-", "--as", "alice", "--public", "--draft", stdin=f"# {CANARY} draft\n\nx\n")
        pod.ok("post", "new", "-", "--as", "alice", "--public", "--at", "2099-01-01T00:00:00Z",
               stdin=f"# {CANARY} later\n\nx\n")
        pod.ok("build", "--full")
    assert tree.canary_complaints(pod.tree, CANARY, also=working.logs) == []


def test_a_running_pod_publishes_a_scheduled_post_and_logs_no_word_of_it(pod: Pod, tmp_path: Path) -> None:
    with at_work(pod, tmp_path) as working:
        pod.ok("post", "new", "-", "--as", "alice", "--public", "--at", in_two_seconds(),
               stdin=f"# {CANARY}title\n\n{CANARY}text\n")
        assert until(lambda: CANARY.encode() in pod.tree.read("/feed.atom"))
    assert [log for log in working.logs if f"{CANARY}text" in log.read_text()] == []
    assert "built pages" in "".join(log.read_text() for log in working.logs)


def test_attack_33_a_deleted_post_is_gone_from_pages_feeds_tags_search_and_pictures(
    pod: Pod, tmp_path: Path,
) -> None:
    stays = pod.publish("# Stays\n\nWith #garden.\n")
    photo = png(tmp_path / "photo.png", seed=33)
    goes = pod.publish(f"# {CANARY} goes\n\n{CANARY}text with #{CANARY}tag and #garden.\n", "--photo", photo, "--alt", f"{CANARY} alt")
    pod.ok("build")
    assert tree.canary_complaints(pod.tree, CANARY) != []
    assert [file for file in pod.tree.files if file.startswith("/uploads/images/")]
    assert stored(pod)

    with at_work(pod, tmp_path) as working:
        pod.ok("post", "delete", goes, "--yes")
        assert working.ask(f"/posts/{stays}") == 200

    assert tree.canary_complaints(pod.tree, CANARY, goes) == []
    assert tree.canary_complaints(pod.tree, CANARY, also=working.logs) == []
    assert not [file for file in pod.tree.files if file.startswith("/uploads/images/")]
    assert stored(pod) == []
    (tmp_path / "backups").mkdir()
    pod.ok("backup", tmp_path / "backups")
    with tarfile.open(next((tmp_path / "backups").iterdir())) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    kept = [path for path in (tmp_path / "unpacked").rglob("*") if path.is_file()]
    assert "dandelion.sqlite" in [path.name for path in kept]
    # The name in the address stays, so that the address cannot come back.
    words = f"{CANARY}text".encode()
    assert [path for path in kept if words in path.read_bytes() or path.parent.name == "images"] == []
    assert whole.complaints(pod.tree) == []
    assert pod.tree.resolve(f"/posts/{stays}")


def stored(pod: Pod) -> list[Path]:
    """The photos that the pod keeps for itself."""
    return [path for path in (pod.data / "uploads").rglob("*") if path.is_file()]


def test_an_edited_post_no_longer_shows_its_old_words(pod: Pod, tmp_path: Path) -> None:
    post = pod.publish(f"# Steady title\n\n{CANARY} words with #{CANARY}tag.\n")
    (tmp_path / "new.md").write_text("# Steady title\n\nOther words with #garden.\n")

    pod.ok("post", "edit", post, tmp_path / "new.md")

    assert tree.canary_complaints(pod.tree, CANARY) == []
    assert b"Other words" in pod.tree.read(f"/posts/{post}.html")
    pod.ok("build", "--output", tmp_path / "clean")
    assert tree.differences(pod.public, tmp_path / "clean") == []
