"""What commands answer where something is amiss: they change nothing, or say what they left out."""

import json
import os
import re
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pictures import png
from pod import PASSWORD, REPOSITORY, Answer, Pod, end
from ports import free_port
from web_servers import wait_for


@contextmanager
def without_theme(pod: Pod) -> Iterator[Pod]:
    yield Pod(pod.binary, pod.data, pod.url, settings=(("DANDELION_SETTINGS_THEME", "none"),))


def uploads(pod: Pod) -> list[str]:
    folder = pod.data / "uploads" / "images"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize(("name", "email", "password"), [
    ("Al ice", "a@example.org", PASSWORD), (".hid", "a@example.org", PASSWORD),
    ("alice", "no address", PASSWORD), ("alice", "a@example.org", "short")])
def test_a_pod_that_cannot_have_its_first_user_is_not_begun(
    name: str, email: str, password: str, template: Pod, tmp_path: Path,
) -> None:
    pod = Pod(template.binary, tmp_path / "var", template.url)
    pod.run("init", "--url", pod.url, "--admin", name, "--email", email, "--password-stdin",
            stdin=password + "\n").assert_plain_error()
    assert not pod.data.exists()
    pod.init()


@pytest.mark.parametrize("umask", ["0", "0027", "0077"])
def test_what_is_private_is_its_owners_whatever_the_umask(umask: str, template: Pod, tmp_path: Path) -> None:
    pod = Pod(
        template.binary, tmp_path / "var", template.url,
        wrapper=("sh", "-c", f'umask {umask}; exec "$@"', "sh")).init()
    pod.publish("Hello.")
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text("+++\ntitle = 'A'\ndate = 2020-01-01\n+++\nText.\n")
    pod.ok("import", "markdown", tmp_path / "posts", "--as", "alice")
    pod.ok("backup", tmp_path / "backup.tar.gz")
    port = free_port()
    server = pod.start("serve", "--port", port, log=tmp_path / "serve.log")
    try:
        wait_for(port, server)
    finally:
        end(server)
    private = ["dandelion.toml", "dandelion.sqlite", "secret", "public.lock", "public.leases", "import.lock", "backup.lock",
               "workers.lock", "public.twins"]
    found = {name: oct(stat.S_IMODE((pod.data / name).stat().st_mode)) for name in private}
    assert found == dict.fromkeys(private, "0o600")


def test_a_pod_is_not_begun_with_a_configuration_of_another(template: Pod, tmp_path: Path) -> None:
    pod = Pod(template.binary, tmp_path / "var", template.url)
    pod.data.mkdir()
    (pod.data / "dandelion.toml").write_text('[environment]\nurl = "https://other.example"\n')
    pod.run("init", "--url", pod.url).assert_plain_error(naming="other.example")
    assert [path.name for path in pod.data.iterdir()] == ["dandelion.toml"]


def test_a_pod_in_a_place_that_is_none_is_refused_in_plain_words(template: Pod) -> None:
    answer = Pod(template.binary, Path("/proc/none/var"), template.url).run("init", "--url", template.url)
    answer.assert_plain_error(naming="/proc/none/var")
    assert "operation" not in answer.err, answer


def test_without_libcurl_only_what_asks_other_pods_ends(pod: Pod, tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libcurl.so.4").touch()
    without = Pod(pod.binary, pod.data, pod.url, settings=(("LD_LIBRARY_PATH", str(tmp_path / "lib")),))
    without.publish("Words")
    without.ok("build")
    without.run("pods", "check").assert_plain_error(naming="libcurl.so.4 cannot be loaded")


def test_a_backup_goes_into_a_folder_and_never_into_the_tree(pod: Pod, tmp_path: Path) -> None:
    pod.ok("build")
    archive = Path(pod.ok("backup", f"{tmp_path}/disk/").strip())
    assert archive.parent == tmp_path / "disk" and archive.is_file()
    for place in (f"{pod.public}/", pod.public / "pod.tar.gz", f"{pod.public}/new/", pod.data / "uploads"):
        pod.run("backup", place).assert_plain_error(naming="public/ or uploads/")
    pod.run("backup", tmp_path / "none" / "pod.tar.gz").assert_plain_error(naming="none")
    assert not [path for path in pod.public.rglob("*.gz") if path.name.startswith(("pod", "dandelion"))]


def test_front_matter_that_is_not_taken_is_named(pod: Pod, tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text("---\ntitle: Beans\ndate: 2024-05-06\naliases: [/old]\ndraft: true\n---\nWords.\n")
    new = ("post", "new", source, "--as", "alice")
    pod.run(*new, "--public").assert_plain_error(naming="a.md:5")
    kept = pod.run(*new, "--public", "--draft")
    assert kept.code == 0 and "date, aliases" in kept.err and "for nobody yet" in kept.err, kept

    post = pod.publish("Words.")
    edited = pod.run("post", "edit", post, "-", stdin="---\nslug: other\n---\nOther words.\n")
    assert edited.code == 0 and "slug; the address stays" in edited.err, edited


def test_keys_that_an_import_does_not_keep_are_named(pod: Pod, tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    for name, more in (("a", "description: About beans\nlastmod: 2024-06-07\n"), ("b", "lastmod: 2024-06-08\n"), ("c", "")):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\ndate: 2024-05-06\n{more}---\nWords of {name}.\n")

    done = pod.run("import", "markdown", folder, "--as", "alice")

    assert done.code == 0 and "3 posts imported" in done.out + done.err, done
    said = [line.strip() for line in (done.out + done.err).splitlines()]
    assert "warning: front matter, not kept: 3" in said, done
    assert "a.md: the description “About beans” is left out" in said, done
    assert "a.md: it was last changed on 7 June 2024" in said, done
    assert "b.md: it was last changed on 8 June 2024" in said, done
    assert "c.md" not in done.out + done.err, done


def test_photos_of_an_accepted_post_stay_if_its_page_fails(pod: Pod, tmp_path: Path) -> None:
    pod.ok("build")
    photo = png(tmp_path / "a.png")
    with without_theme(pod) as broken:
        broken.run("post", "new", "-", "--as", "alice", "--public", "--photo", photo, "--alt", "Bands",
                   stdin="Pictured.").assert_plain_error(naming="accepted")
    assert uploads(pod)
    pod.ok("build")
    assert [file for file in pod.tree.files if file.startswith("/uploads/images/")]


def test_photos_of_a_deleted_post_go_once_its_pages_did(pod: Pod, tmp_path: Path) -> None:
    photo = png(tmp_path / "a.png")
    post = pod.publish("Pictured.", "--photo", photo, "--alt", "Bands")
    with without_theme(pod) as broken:
        broken.run("post", "delete", post, "--yes").assert_plain_error(naming="deleted")
    assert uploads(pod)
    pod.ok("build")
    assert uploads(pod) == []


def test_what_fails_leaves_no_picture_behind(pod: Pod, tmp_path: Path) -> None:
    photo = png(tmp_path / "a.png")
    pod.run("profile", "edit", "--as", "alice", "--photo", photo, "--first-name", "x" * 40) \
        .assert_plain_error(naming="first name")
    pod.run("post", "new", "-", "--as", "alice", "--public", "--photo", photo, "--photo", tmp_path / "gone.jpg",
            stdin="x").assert_plain_error(naming="gone.jpg: there is no such file")
    pod.run("post", "new", "-", "--as", "alice", "--public", "--photo", tmp_path, stdin="x") \
        .assert_plain_error(naming="it is a folder")
    pod.run("post", "new", tmp_path, "--as", "alice", "--public").assert_plain_error(naming="it is a folder")
    assert uploads(pod) == []


def test_output_that_cannot_be_written_is_an_error_and_a_closed_pipe_none(pod: Pod) -> None:
    for _ in range(3):
        pod.publish("Words.")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(pod.command("post", "list"), stdout=full, stderr=subprocess.PIPE,
                              cwd=REPOSITORY, env=pod.environment, timeout=60)
    said = done.stderr.decode()
    assert done.returncode == 1 and said.startswith("error: ") and said.count("\n") == 1, said

    reading, writing = os.pipe()
    os.close(reading)
    for restored in (True, False):
        done = subprocess.run(pod.command("post", "list"), stdout=writing, stderr=subprocess.PIPE,
                              cwd=REPOSITORY, env=pod.environment, timeout=60, restore_signals=restored)
        assert done.stderr == b"", done
    os.close(writing)


def test_an_account_is_said_to_be_made_though_pages_fail(pod: Pod) -> None:
    with without_theme(pod) as broken:
        answer = broken.run("user", "add", "bob", "--email", "bob@example.org")
    answer.assert_plain_error(naming="is made")
    assert "password of bob:" in answer.out, answer
    pod.run("user", "add", "carol", "--email", "BOB@example.org").assert_plain_error(naming="bob already")
    pod.run("user", "add", ".carol", "--email", "c@example.org").assert_plain_error(naming="begin with")


def test_a_limited_post_is_said_to_be_accepted_though_pages_fail(pod: Pod) -> None:
    pod.publish("Words.")
    with without_theme(pod) as broken:
        broken.run("post", "new", "-", "--as", "alice", "--public", stdin="x").assert_plain_error()
        broken.run("post", "new", "-", "--as", "alice", "--aspect", "Family", stdin="x") \
            .assert_plain_error(naming="the post is accepted as")


def test_a_closed_account_leaves_no_draft_and_no_picture(pod: Pod, tmp_path: Path) -> None:
    photo = png(tmp_path / "a.png")
    pod.ok("post", "new", "-", "--as", "alice", "--draft", "--photo", photo, "--alt", "x", stdin="Draft.")
    pod.ok("user", "close", "alice", "--yes")
    assert json.loads(pod.ok("post", "list", "--drafts", "--json")) == []
    assert uploads(pod) == []


@pytest.mark.parametrize(("arguments", "words"), [
    (("bild",), "bild"), (("import", "wordpress", "x"), "wordpress"),
    (("build", "--port", "5"), "--port needs --watch"), (("build", "--full", "--output", "x"), "--output"),
])
def test_what_is_not_understood_is_what_is_named(arguments: tuple[str, ...], words: str, pod: Pod) -> None:
    answer = pod.run(*arguments)
    answer.assert_plain_error(code=2, naming=words)
    assert "--data'" not in answer.err, answer


def test_an_option_without_its_value_is_named(pod: Pod) -> None:
    done = subprocess.run([str(pod.binary), "--data"], capture_output=True, cwd=REPOSITORY, env=pod.environment)
    Answer(("--data",), done.returncode, done.stdout.decode(), done.stderr.decode()) \
        .assert_plain_error(code=2, naming="Missing value for '--data <dir>'")


def test_a_draft_that_was_not_published_is_named(pod: Pod) -> None:
    draft = json.loads(pod.ok("post", "new", "-", "--as", "alice", "--public", "--at", "2099-01-01", "--json",
                              stdin="x"))["guid"]
    assert draft not in pod.run("doctor").out
    with sqlite3.connect(pod.data / "dandelion.sqlite") as connection:
        connection.execute("UPDATE schedule SET failure = 'for a good reason'")
    connection.close()
    doctor = pod.run("doctor")
    assert doctor.code == 1 and f"{draft}: for a good reason" in doctor.out, doctor


def test_what_nothing_refers_to_is_pruned_once_it_is_wanted(pod: Pod) -> None:
    with sqlite3.connect(pod.data / "dandelion.sqlite") as connection:
        connection.execute("INSERT INTO person (guid, diasporaID, kind, createdAt) "
                           "VALUES ('nobody-knows-them-1', 'x@gone.example', 'remote', 1)")
        connection.execute("INSERT INTO remotePod (authority, createdAt) VALUES ('gone.example', 1)")
    connection.close()
    assert "would remove 1 person and 1 pod" in pod.ok("federation", "prune", "--dry-run")
    assert "removed 1 person and 1 pod" in pod.ok("federation", "prune")
    assert "removed 0 people and 0 pods" in pod.ok("federation", "prune")


def test_attack_69_a_quota_that_is_reached_is_named(pod: Pod) -> None:
    assert "no pod has reached one" in pod.run("doctor").out
    with sqlite3.connect(pod.data / "dandelion.sqlite") as connection:
        connection.execute("INSERT INTO remotePod (authority, createdAt, strangerRows) "
                           "VALUES ('full.example', 1, 100000)")
    connection.close()
    doctor = pod.run("doctor")
    assert doctor.code == 1 and "full.example" in doctor.out and "federation.stranger_rows" in doctor.out, doctor


def test_attack_69_the_quota_is_the_one_that_is_set(pod: Pod) -> None:
    with (pod.data / "dandelion.toml").open("a") as file:
        file.write("\n[federation]\nstranger_rows = 7\nstranger_megabytes = 3\n")
    with sqlite3.connect(pod.data / "dandelion.sqlite") as connection:
        connection.execute("INSERT INTO remotePod (authority, createdAt, strangerRows, strangerBytes) VALUES "
                           "('many.example', 1, 7, 0), ('long.example', 1, 0, 3145728), ('few.example', 1, 6, 3145727)")
    connection.close()
    doctor = pod.run("doctor")
    assert "many.example" in doctor.out and "long.example" in doctor.out, doctor
    assert "few.example" not in doctor.out, doctor


def test_attack_64_what_was_dropped_for_want_of_room_is_named(pod: Pod) -> None:
    with sqlite3.connect(pod.data / "dandelion.sqlite") as connection:
        connection.execute("INSERT INTO droppedMessage (authority, reason, count, lastAt) VALUES ('evil.example', 'no_room', 12, 1)")
        connection.execute("INSERT INTO remotePod (authority, createdAt) VALUES ('evil.example', 1)")
    connection.close()
    assert re.search(r"evil\.example.*12.*want of room", pod.ok("pods", "list")), pod.ok("pods", "list")
    doctor = pod.run("doctor").out
    assert re.search(r"12 .*want of room", doctor), doctor


def test_a_time_that_is_past_is_refused(pod: Pod) -> None:
    late = ("--public", "--at", "2020-01-01T00:00:00Z")
    pod.run("post", "new", "-", "--as", "alice", *late, stdin="x").assert_plain_error(naming="past")
    draft = json.loads(pod.ok("post", "new", "-", "--as", "alice", "--draft", "--json", stdin="x"))["guid"]
    pod.run("post", "publish", draft, *late).assert_plain_error(naming="past")


def test_texts_do_not_steer_the_terminal(pod: Pod) -> None:
    post = pod.publish("\x1b[2Jcleared \x9b31m red\n")
    for command in (("post", "show", post), ("post", "list")):
        said = pod.ok(*command)
        assert "cleared" in said and "\x1b" not in said and "\x9b" not in said, said
    assert "\x1b[2J" in json.loads(pod.ok("post", "show", post, "--json"))["text"]


def test_a_damaged_database_is_named_with_what_helps(pod: Pod) -> None:
    pod.publish("Words.")
    pod.ok("database", "check")
    path = pod.data / "dandelion.sqlite"
    data = bytearray(path.read_bytes())
    data[4096 * 12:4096 * 14] = b"\x55" * 8192
    path.write_bytes(data)
    answer = pod.run("database", "check")
    answer.assert_plain_error(naming="dandelion restore")
    assert str(path) in answer.err, answer
