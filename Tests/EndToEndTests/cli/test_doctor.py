"""Faults are planted one by one, and `doctor` finds each; a healthy pod has none."""

import json
import os
import pwd
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from namespace import namespace
from patience import until
from pictures import png
from pod import PASSWORD, Answer, Pod, end


def rows(pod: Pod, *options: object, code: int) -> list[dict[str, Any]]:
    answer = pod.run("doctor", "--offline", "--json", *options)
    assert answer.code == code, answer
    return json.loads(answer.out)


def found(pod: Pod, urgency: str, code: int | None = None) -> list[tuple[str, str]]:
    """Subject and text with remedy of all rows of one urgency."""
    expected = code if code is not None else (1 if urgency == "problem" else 0)
    return [
        (row["subject"], row["text"] + " / " + (row.get("remedy") or ""))
        for row in rows(pod, code=expected) if row["urgency"] == urgency]


def execute(pod: Pod, sql: str, *arguments: object) -> None:
    with closing(sqlite3.connect(pod.data / "dandelion.sqlite")) as connection, connection:
        connection.execute(sql, arguments)


def set_in(pod: Pod, **settings: str) -> Pod:
    return replace(pod, settings=pod.settings + tuple(settings.items()))


@pytest.fixture(scope="session")
def photo_pod(dandelion: Path, tmp_path_factory: pytest.TempPathFactory) -> Pod:
    """A public pod with a post and a photo, built, made once and copied."""
    folder = tmp_path_factory.mktemp("photo pod")
    pod = Pod(dandelion, folder / "var", "https://pod.example").init()
    pod.publish("# Words\n\nWith #garden.\n", "--photo", png(folder / "a.png", seed=3), "--alt", "Bands")
    pod.ok("build")
    return pod


@pytest.fixture
def whole(photo_pod: Pod, tmp_path: Path) -> Pod:
    shutil.copytree(photo_pod.data, tmp_path / "var", symlinks=True)
    # A web server must come through to here.
    return replace(photo_pod, data=tmp_path / "var")


def test_a_healthy_pod_fresh_or_built_has_no_problem(new_pod: Callable[[str], Pod], whole: Pod) -> None:
    fresh = new_pod("fresh")
    assert found(fresh, "problem", code=0) == []
    assert "fine for trying; nobody else can reach it" in fresh.ok("doctor")
    assert "not built yet" in fresh.ok("doctor")

    assert found(whole, "problem", code=0) == []
    assert {subject for subject, _ in found(whole, "warning")} <= {"web server", "disk"}


def test_problems_come_first_with_the_remedy_below(whole: Pod) -> None:
    (whole.data / "secret").chmod(0o644)
    lines = whole.run("doctor", "--offline").out.splitlines()
    assert lines[0].startswith("problem access") and "mode 644" in lines[0], lines
    assert lines[1].strip() == f"chmod 600 {whole.data}/secret", lines
    order = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert order == sorted(order, key=["problem", "warning", "ok"].index), lines


PLANTED: list[tuple[str, Callable[[Pod], None], str, str]] = [
    ("secret gone", lambda pod: (pod.data / "secret").unlink(), "secret", "is gone"),
    ("secret short", lambda pod: (pod.data / "secret").write_text("short"), "secret", "too short, 5 bytes of 32"),
    ("secret another", lambda pod: (pod.data / "secret").write_text("ab" * 32), "secret",
     "another than the keys were sealed with, of alice@pod.example"),
    ("secret open", lambda pod: (pod.data / "secret").chmod(0o644), "access", "secret is open to others"),
    ("database open", lambda pod: (pod.data / "dandelion.sqlite").chmod(0o664), "access",
     "dandelion.sqlite is open to others"),
    ("uploads open", lambda pod: (pod.data / "uploads").chmod(0o755), "access", "uploads is open to others"),
    ("folder open", lambda pod: pod.data.chmod(0o777), "access", "everybody on this machine"),
    ("database gone", lambda pod: (pod.data / "dandelion.sqlite").unlink(), "database", "there is no database"),
    ("database no database", lambda pod: (pod.data / "dandelion.sqlite").write_text("What? " * 2000),
     "database", "is damaged"),
    ("tree gone", lambda pod: shutil.rmtree(pod.public), "tree", "is gone / dandelion build"),
    ("tree a file", lambda pod: (shutil.rmtree(pod.public), pod.public.write_text("x"))[0], "tree", "no folder"),
    ("page gone", lambda pod: (pod.public / "tags.html").unlink(), "tree", "tags.html"),
    ("page empty", lambda pod: (pod.public / "index.html").write_text(""), "tree", "index.html"),
    ("uploads gone", lambda pod: shutil.rmtree(pod.data / "uploads"), "uploads", "is gone"),
    ("photo gone", lambda pod: next((pod.data / "uploads/images").glob("thumb_small_*")).unlink(), "uploads",
     "is missing"),
    ("photo cut", lambda pod: os.truncate(next((pod.data / "uploads/images").glob("thumb_small_*")), 9), "uploads",
     "is damaged"),
    ("draft overdue", lambda pod: execute(pod, "UPDATE schedule SET publishAt = 1700000000"), "drafts",
     "1 is overdue, and nobody is at work"),
    ("address changed", lambda pod: execute(pod, "UPDATE pod SET url = 'https://other.example/'"), "address",
     "was made for https://other.example/"),
    ("configuration", lambda pod: (pod.data / "dandelion.toml").write_text("[settings\n"), "configuration",
     "dandelion.toml"),
]


@pytest.mark.parametrize(("plant", "subject", "text"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED])
def test_a_planted_fault_is_found(plant: Callable[[Pod], None], subject: str, text: str, whole: Pod) -> None:
    whole.ok("post", "new", "-", "--as", "alice", "--public", "--at", "2099-01-01", stdin="Later")

    plant(whole)

    named = [row for row in found(whole, "problem") if row[0] == subject]
    assert named and text in named[0][1], found(whole, "problem")
    assert named[0][1].split(" / ")[1], "there is no remedy"


@pytest.mark.parametrize(("settings", "subject", "text"), [
    ({"DANDELION_ENVIRONMENT_CERTIFICATE_AUTHORITIES": "none.pem"}, "authorities", "there is nothing at"),
    ({"DANDELION_FEDERATION_ALLOW_PRIVATE_NETWORKS": "true"}, "federation", "federation.allow_private_networks"),
    ({"DANDELION_FEDERATION_ALLOW_PLAIN_HTTP": "true"}, "federation", "federation.allow_plain_http"),
])
def test_a_planted_setting_is_a_problem(settings: dict[str, str], subject: str, text: str, whole: Pod) -> None:
    named = [row for row in found(set_in(whole, **settings), "problem") if row[0] == subject]
    assert named and text in named[0][1], named


def test_listening_to_all_without_a_web_server_in_front_is_a_warning(whole: Pod) -> None:
    pod = set_in(whole, DANDELION_SERVER_LISTEN="0.0.0.0:3000")
    assert any(row[0] == "listening" and "without TLS" in row[1] for row in found(pod, "warning")), pod


def test_a_tree_that_the_web_server_cannot_enter_is_named(whole: Pod) -> None:
    whole.public.chmod(0o700)
    # Folders above may be closed too, where tests keep theirs.
    assert any(row[0] == "web server" and "chmod o+" in row[1] for row in found(whole, "warning"))
    whole.data.parent.chmod(0o755)


@pytest.mark.skipif(os.geteuid() != 0, reason="NOT TESTED: files of another owner need root")
def test_what_root_left_in_the_folder_is_named(whole: Pod) -> None:
    os.chown(whole.public / "posts", 12345, 12345)
    named = [row for row in found(whole, "problem") if row[0] == "access"]
    assert f"{whole.public}/posts is user 12345's" in named[0][1], named
    assert f"chown --recursive --reference={whole.data} {whole.data}" in named[0][1], named


def test_what_is_overdue_is_well_again_once_somebody_works(whole: Pod, tmp_path: Path) -> None:
    whole.ok("post", "new", "-", "--as", "alice", "--public", "--at", "2099-01-01", stdin="Later")
    execute(whole, "UPDATE schedule SET publishAt = 1700000000")
    assert [row[0] for row in found(whole, "problem")] == ["drafts"]
    worker = whole.start("work", log=tmp_path / "log")
    try:
        assert until(lambda: whole.run("doctor", "--offline").code == 0), (tmp_path / "log").read_text()
    finally:
        end(worker)


# Root in somebody's folder


def nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


@pytest.mark.skipif(os.geteuid() != 0, reason="NOT TESTED: root in a folder of another owner needs root")
@pytest.mark.parametrize("command", [
    ("build",), ("doctor",), ("backup", "/tmp/"), ("database", "check"), ("serve",), ("jobs", "list"),
    ("init", "--url", "http://localhost:3000"),
])
def test_root_is_refused_in_a_folder_of_another_owner(command: tuple[str, ...], pod: Pod) -> None:
    owner = nobody()
    for path in [pod.data, *pod.data.rglob("*")]:
        os.chown(path, owner.pw_uid, owner.pw_gid)
    before = {path: (path.stat().st_uid, path.stat().st_mtime_ns) for path in [pod.data, *pod.data.rglob("*")]}

    answer = pod.run(*command)

    answer.assert_plain_error(naming=f"{pod.data} is nobody's")
    line = answer.err.strip().splitlines()[-1].strip()
    assert line == f"runuser -u nobody -- {' '.join(map(str, pod.command(*command)))}", answer
    after = {path: (path.stat().st_uid, path.stat().st_mtime_ns) for path in [pod.data, *pod.data.rglob("*")]}
    assert after == before, "nothing is opened, made or given away"


@pytest.mark.skipif(os.geteuid() != 0, reason="NOT TESTED: root in a folder of another owner needs root")
def test_the_line_to_type_works(new_pod: Callable[[str], Pod]) -> None:
    pod = new_pod("var")
    owner = nobody()
    for path in [pod.data, *pod.data.rglob("*")]:
        os.chown(path, owner.pw_uid, owner.pw_gid)
    opened = [folder for folder in [pod.binary, *pod.binary.parents, *pod.data.parents] if folder.exists()]
    if any(not folder.stat().st_mode & 0o001 for folder in opened):
        pytest.skip("NOT TESTED: the user nobody cannot come to the program or the folder on this machine")
    line = pod.run("build").err.strip().splitlines()[-1].strip()

    done = subprocess.run(line, shell=True, capture_output=True, text=True, env=pod.environment, timeout=120)

    assert done.returncode == 0, done
    assert (pod.public / "index.html").stat().st_uid == owner.pw_uid


def test_root_that_makes_a_folder_owns_it_and_works(dandelion: Path, tmp_path: Path) -> None:
    pod = Pod(dandelion, tmp_path / "new", "http://localhost:3000").init()
    pod.ok("build")


# A disk without room


def fill(folder: Path) -> None:
    """Leaves not a byte."""
    descriptor = os.open(folder / "filler", os.O_CREAT | os.O_WRONLY)
    size = 1 << 20
    while size:
        try:
            os.write(descriptor, b"\0" * size)
        except OSError:
            size //= 2
    os.close(descriptor)


@pytest.fixture(params=["tmpfs", "ext4"])
def full(request: pytest.FixtureRequest, whole: Pod, tmp_path: Path):
    """The pod on a disk of 24 MB of which nothing is left, its last commits in the log alone."""
    disk = tmp_path / "disk"
    disk.mkdir()
    with namespace() as own:
        if request.param == "tmpfs":
            own.run("mount", "-t", "tmpfs", "-o", "size=24M", "tmpfs", disk)
        else:
            image = tmp_path / "image"
            with image.open("wb") as file:
                file.truncate(24 << 20)
            try:
                own.run("mkfs.ext4", "-q", "-m", "0", image)
                own.run("mount", "-o", "loop", image, disk)
            except subprocess.CalledProcessError as error:
                pytest.skip(f"NOT TESTED: no loop mount on this machine ({error.stderr!r})")
        connection = sqlite3.connect(whole.data / "dandelion.sqlite")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE profile SET bio = 'in the log alone'")
        connection.commit()
        own.run("cp", "-a", whole.data, disk / "var")
        connection.close()
        assert (own.seen(disk) / "var/dandelion.sqlite-wal").stat().st_size > 0
        (own.seen(disk) / "var/dandelion.sqlite-shm").unlink()
        fill(own.seen(disk))
        yield own.inside(replace(whole, data=disk / "var")), own.seen(disk)


def assert_full(answer: Answer) -> None:
    answer.assert_plain_error(naming="the disk is full: ")
    # What was begun and could not be ended has been removed.
    assert re.search(r"the disk is full: \d+ K?B of 2\d MB\n", answer.err), answer


def test_every_command_calls_a_full_disk_that(full: tuple[Pod, Path], tmp_path: Path) -> None:
    pod, seen = full
    text = "# Long\n\n" + "Many words. " * 9_000
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "one.md").write_text(f"---\ntitle: One\ndate: 2020-01-01\n---\n{text}")
    for command, stdin in [
        (("post", "new", "-", "--as", "alice", "--public"), text),
        (("import", "markdown", tmp_path / "posts", "--as", "alice"), ""),
        (("user", "add", "bob", "--email", "bob@example.org", "--password-stdin"), PASSWORD),
        (("build", "--full"), ""),
        (("build", "--output", pod.data.parent / "copy"), ""),
        (("database", "migrate"), ""),
        (("database", "rollback", "--yes"), ""),
        (("post", "list"), ""),
        (("backup", pod.data.parent / "backup.tar.gz"), ""),
    ]:
        assert_full(pod.run(*command, stdin=stdin))
    fresh = replace(pod, data=pod.data.parent / "second")
    assert_full(fresh.run("init", "--url", "http://localhost:3000"))
    assert not list(seen.glob(".*")), "nothing is left behind"


def test_doctor_and_backup_work_on_a_full_disk(full: tuple[Pod, Path], tmp_path: Path) -> None:
    pod, seen = full
    named = found(pod, "problem")
    assert [row[0] for row in named] == ["disk"], named
    assert named[0][1].startswith("the disk is full: 0 B of 2"), named
    assert ("database", "sound") in [(row["subject"], row["text"][-5:]) for row in rows(pod, code=1)]

    (tmp_path / "elsewhere").mkdir()
    pod.ok("backup", tmp_path / "elsewhere" / "pod.tar.gz")

    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["pod.tar.gz"]
    restored = Pod(pod.binary, tmp_path / "restored", pod.url, settings=pod.settings)
    restored.ok("restore", tmp_path / "elsewhere" / "pod.tar.gz")
    with closing(sqlite3.connect(restored.data / "dandelion.sqlite")) as connection:
        assert connection.execute("SELECT bio FROM profile").fetchall() == [("in the log alone",)]
    assert list((restored.data / "uploads/images").iterdir())

    (seen / "filler").unlink()
    pod.ok("database", "check")
    assert found(pod, "problem", code=0) == []


def test_a_restored_pod_without_its_secret_is_said_to_be_mute(whole: Pod, tmp_path: Path) -> None:
    old = (whole.data / "secret").read_bytes()
    whole.ok("backup", "--without-secret", tmp_path / "pod.tar.gz")
    pod = replace(whole, data=tmp_path / "restored")

    said = pod.run("restore", tmp_path / "pod.tar.gz")

    assert said.code == 0 and "the pod can sign nothing" in said.err and f"{pod.data}/secret" in said.err, said
    assert "secret" in [row[0] for row in found(pod, "problem")]
    (pod.data / "secret").write_bytes(old)
    assert found(pod, "problem", code=0) == []
