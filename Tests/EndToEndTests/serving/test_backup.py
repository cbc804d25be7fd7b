"""A pod destroyed and got back from its backup, taken while it served."""

import json
import shutil
import sqlite3
import stat
from pathlib import Path

from judges import tree
from patience import until
from pictures import png
from pod import Pod, guid
from ports import free_port
from test_serve import Running, end


def test_a_pod_comes_back_from_its_backup_byte_for_byte(dandelion: Path, tmp_path: Path) -> None:
    pod = Pod(dandelion, tmp_path / "var", f"http://localhost:{free_port()}").init()
    photo = png(tmp_path / "photo.png", seed=9)
    pod.publish("# Kept words\n\nWith #garden.\n", "--photo", photo, "--alt", "Bands")
    pod.confide("Only for some.", "Family")
    pod.ok("build")
    secret = (pod.data / "secret").read_bytes()
    archive = tmp_path / "backup"
    server = Running(pod, tmp_path / "log")
    try:
        # The pod signs the post while it serves; with that, the tree is at rest.
        assert until(lambda: list((pod.public / "fetch" / "post").glob("kept-words-*.br")) != [])
        assert until(lambda: tree.twin_complaints(pod.tree) == [])
        pod.ok("backup", archive)
    finally:
        end(server.process)
    before = tree.snapshot(pod.public)
    assert archive.is_file() and stat.S_IMODE(archive.stat().st_mode) == 0o600
    shutil.rmtree(pod.data)

    pod.ok("restore", archive)
    pod.ok("database", "check")
    pod.ok("build")

    after = tree.snapshot(pod.public)
    assert sorted(before.keys() ^ after.keys()) == []
    assert [name for name in before if before[name] != after[name]] == []
    assert (pod.data / "secret").read_bytes() == secret
    assert stat.S_IMODE((pod.data / "secret").stat().st_mode) == 0o600


def test_attack_71_a_restored_pod_publishes_nothing_before_the_podmin_has_looked(
    dandelion: Path, tmp_path: Path
) -> None:
    pod = Pod(dandelion, tmp_path / "var", f"http://localhost:{free_port()}").init()
    drafts = [
        guid(pod.ok("post", "new", "-", "--as", "alice", "--public", "--at", "2099-01-01", "--json", stdin=text))
        for text in ("# First\n\nx", "# Second\n\nx")]
    with sqlite3.connect(pod.data / "dandelion.sqlite") as connection:
        connection.execute("UPDATE schedule SET publishAt = 1700000000")
    connection.close()
    pod.ok("backup", tmp_path / "backup")
    shutil.rmtree(pod.data)

    restored = pod.run("restore", tmp_path / "backup")

    assert "2 drafts that had a time are held" in restored.err, restored
    held = json.loads(pod.ok("jobs", "list", "--held", "--json"))
    assert [row["number"] for row in held] == ["draft-1", "draft-2"], held
    assert all(draft in row["what"] for draft, row in zip(drafts, held)), held
    doctor = pod.run("doctor")
    assert doctor.code == 1 and "dandelion jobs retry" in doctor.out, doctor
    server = Running(pod, tmp_path / "log")
    try:
        # The second one shows that what is due was looked for.
        assert "is published at its time" in pod.ok("jobs", "retry", "draft-2")
        assert until(lambda: json.loads(pod.ok("post", "list", "--json")) != [])
        assert [post["text"] for post in json.loads(pod.ok("post", "list", "--json"))] == ["# Second\n\nx"]
    finally:
        end(server.process)
    assert "it stays a draft" in pod.ok("jobs", "drop", "draft-1")
    assert [row["guid"] for row in json.loads(pod.ok("post", "list", "--drafts", "--json"))] == drafts[:1]
    assert json.loads(pod.ok("jobs", "list", "--held", "--json")) == []


def test_a_restore_never_overwrites_a_pod(pod: Pod, tmp_path: Path) -> None:
    post = pod.publish("# Newer words\n\nx\n")
    pod.ok("backup", tmp_path / "backup")
    pod.run("restore", tmp_path / "backup").assert_plain_error()
    pod.ok("build")
    assert pod.tree.resolve(f"/posts/{post}")


def test_a_broken_archive_is_refused_and_leaves_nothing(pod: Pod, tmp_path: Path) -> None:
    pod.ok("backup", tmp_path / "backup")
    data = (tmp_path / "backup").read_bytes()
    for number, broken in enumerate((b"", b"no archive", data[: len(data) // 2])):
        (tmp_path / "broken").write_bytes(broken)
        other = Pod(pod.binary, tmp_path / f"other{number}", pod.url)
        other.run("restore", tmp_path / "broken").assert_plain_error(naming="broken")
        assert not (other.data / "dandelion.sqlite").exists()


def test_rolling_a_migration_back_makes_a_backup_first(pod: Pod, tmp_path: Path) -> None:
    post = pod.publish("# Words\n\nx\n")
    path = pod.data / "dandelion.sqlite"

    def version() -> int:
        with sqlite3.connect(path) as connection:
            found = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.close()
        return found
    newest = version()
    known = {file for file in pod.data.rglob("*") if file.is_file()}

    pod.ok("database", "rollback", "--yes")
    assert version() == newest - 1
    assert [file for file in pod.data.rglob("*") if file.is_file() and file not in known and "public" not in file.parts]
    pod.run("build").assert_plain_error(naming="migrate")
    pod.ok("database", "migrate")

    assert version() == newest
    pod.ok("build")
    assert pod.tree.resolve(f"/posts/{post}")
