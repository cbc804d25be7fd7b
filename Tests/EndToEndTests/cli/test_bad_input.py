"""Bad input, bad disks, bad databases: each ends in a plain error, and nothing that was there is lost."""

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from judges import tree
from judges.pages import Page
from namespace import namespace
from pictures import png
from pod import CRASH, PASSWORD, Answer, Pod

KEPT = "# Kept words\n\nThese words must survive everything that follows.\n"


@pytest.fixture(scope="module")
def kept_template(template: Pod, tmp_path_factory: pytest.TempPathFactory) -> Pod:
    """A pod with one post, made once and copied."""
    data = tmp_path_factory.mktemp("kept") / "var"
    shutil.copytree(template.data, data)
    pod = Pod(template.binary, data, template.url)
    pod.publish(KEPT)
    pod.ok("build")
    return pod


@pytest.fixture
def pod(kept_template: Pod, tmp_path: Path) -> Pod:
    shutil.copytree(kept_template.data, tmp_path / "var")
    return Pod(kept_template.binary, tmp_path / "var", kept_template.url)


@pytest.fixture
def before(pod: Pod) -> dict[str, bytes]:
    return tree.snapshot(pod.public)


def assert_nothing_lost(pod: Pod, before: dict[str, bytes]) -> None:
    """The tree is as it was, and a build from the database makes the same again."""
    pod.ok("database", "check")
    pod.ok("build", "--full")
    after = tree.snapshot(pod.public)
    assert sorted(before.keys() ^ after.keys()) == []
    assert [name for name in before if before[name] != after[name]] == []


def posts(pod: Pod) -> list[Page]:
    site = pod.tree
    return [Page(site, file) for file in site.pages if re.fullmatch(r"/posts/[^/]+\.html", file)]


def titles(pod: Pod) -> set[str]:
    return {page.document.xpath("string(//h1)").strip() for page in posts(pod)}


def imported(pod: Pod, folder: Path) -> Answer:
    """An import that may have something to complain of, and the build after it."""
    answer = pod.run("import", "markdown", folder, "--as", "alice")
    assert answer.code in (0, 1), answer
    assert not CRASH.search(answer.out + answer.err), answer
    pod.ok("build")
    return answer


@pytest.mark.parametrize(("name", "data", "line"), [
    ("yaml.md", b'---\ntitle: fine\ntags: [open\n---\nwords\n', r"yaml\.md:\d+"),
    ("toml.md", b'+++\ntitle = "fine"\ndate = = 3\n+++\nwords\n', r"toml\.md:\d+"),
    ("json.md", b'{ "title": "fine", }}\n\nwords\n', r"json\.md"),
    ("endless.md", b'---\ntitle: fine\n\nwords without an end of the front matter\n', r"endless\.md"),
    ("latin1.md", "---\ntitle: Café\n---\nun café\n".encode("latin-1"), r"latin1\.md"),
    ("zeros.md", b"---\ntitle: Zeros\n---\nwo\0rds\n", r"zeros\.md"),
    ("huge.md", b"---\ntitle: Huge\n---\n" + b"words and " * 30_000, r"huge\.md"),
    ("aliases.md", b"---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n"
     b"c: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\n"
     b"e: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e]\n---\nwords\n", r"aliases\.md"),
])
def test_a_bad_file_is_named_and_the_others_come_in(
    name: str, data: bytes, line: str, pod: Pod, before: dict[str, bytes], tmp_path: Path,
) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / name).write_bytes(data)
    (folder / "good.md").write_text("---\ntitle: A good one\ndate: 2024-05-06\n---\nGood words.\n")

    answer = imported(pod, folder)

    assert re.search(line, answer.out + answer.err), answer
    assert titles(pod) >= {"A good one", "Kept words"}
    assert all("Huge" not in title for title in titles(pod))


def test_invalid_utf8_is_refused(pod: Pod, before: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "latin1.md").write_bytes("un café".encode("latin-1"))
    answer = pod.run("post", "new", tmp_path / "latin1.md", "--as", "alice", "--public")
    answer.assert_plain_error(naming="utf-8")
    pod.run("post", "new", "-", "--as", "alice", "--public", stdin=b"\xff\xfe").assert_plain_error()
    assert_nothing_lost(pod, before)


@pytest.mark.parametrize("data", [b"be\0fore and after\n", b"\0after\n"])
def test_a_zero_byte_cuts_nothing(data: bytes, pod: Pod) -> None:
    post = json.loads(pod.ok("post", "new", "-", "--as", "alice", "--public", "--json", stdin=data))["guid"]
    assert pod.ok("post", "show", post, "--text") == data.decode().replace("\0", "\ufffd")
    assert b"after" in pod.tree.read(pod.file_of(post))
    pod.ok("post", "edit", post, "-", stdin=b"edited\0 to this\n")
    assert pod.ok("post", "show", post, "--text") == "edited\ufffd to this\n"


def test_a_zero_byte_cuts_no_imported_post(pod: Pod, tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    (folder / "zero.md").write_bytes(b"---\ntitle: Zero\ndate: 2024-05-06\n---\nbe\0fore and after\n")
    pod.ok("import", "markdown", folder, "--as", "alice")
    texts = [post["text"] for post in json.loads(pod.ok("post", "list", "--json"))]
    assert "# Zero\n\nbe\ufffdfore and after" in texts


def test_a_post_of_300_000_characters_is_refused(pod: Pod, before: dict[str, bytes]) -> None:
    answer = pod.run("post", "new", "-", "--as", "alice", "--public", stdin="word " * 60_000)
    answer.assert_plain_error()
    assert re.search(r"262.?144", answer.err), answer
    assert_nothing_lost(pod, before)


def test_a_post_of_262_144_characters_is_published(pod: Pod) -> None:
    text = ("word " * 60_000)[:262_143] + "."
    assert len(text) == 262_144
    post = pod.publish(text)
    pod.ok("build")
    assert pod.tree.resolve(f"/posts/{post}")


def test_a_limited_post_of_65_536_is_refused_and_one_less_is_not(
    pod: Pod, before: dict[str, bytes],
) -> None:
    answer = pod.run("post", "new", "-", "--as", "alice", "--aspect", "Family", stdin="x" * 65_536)
    answer.assert_plain_error()
    assert re.search(r"65.?535", answer.err), answer
    assert_nothing_lost(pod, before)
    pod.confide("x" * 65_535, "Family")
    assert_nothing_lost(pod, before)


def test_an_empty_post_is_refused(pod: Pod, before: dict[str, bytes]) -> None:
    pod.run("post", "new", "-", "--as", "alice", "--public", stdin=" \n\n").assert_plain_error()
    assert_nothing_lost(pod, before)


def test_a_missing_file_or_photo_is_named(pod: Pod, before: dict[str, bytes], tmp_path: Path) -> None:
    pod.run("post", "new", tmp_path / "gone.md", "--as", "alice", "--public") \
        .assert_plain_error(naming="gone.md")
    pod.run("post", "new", "-", "--as", "alice", "--public", "--photo", tmp_path / "gone.jpg",
            "--alt", "x", stdin="words").assert_plain_error(naming="gone.jpg")
    pod.run("import", "markdown", tmp_path / "nowhere", "--as", "alice") \
        .assert_plain_error(naming="nowhere")
    assert_nothing_lost(pod, before)


@pytest.mark.parametrize("data", [
    b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_a_photo_that_is_none_is_refused(
    data: bytes, pod: Pod, before: dict[str, bytes], tmp_path: Path,
) -> None:
    (tmp_path / "false.png").write_bytes(data)
    pod.run("post", "new", "-", "--as", "alice", "--public", "--photo", tmp_path / "false.png",
            "--alt", "x", stdin="words").assert_plain_error(naming="false.png")
    assert_nothing_lost(pod, before)


def test_a_missing_image_of_an_imported_post_is_named(pod: Pod, tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    png(folder / "there.png")
    (folder / "a.md").write_text(
        "---\ntitle: Pictures\ndate: 2024-05-06\n---\n![one](there.png)\n\n![two](gone.png)\n")

    answer = imported(pod, folder)

    assert "gone.png" in answer.out + answer.err, answer
    page = next(page for page in posts(pod) if page.document.xpath("string(//h1)").strip() == "Pictures")
    shown = page.document.xpath("//main//img/@src")
    assert any("/uploads/images/" in source for source in shown), shown


def test_an_unknown_user_aspect_or_post_is_named(pod: Pod, before: dict[str, bytes]) -> None:
    pod.run("post", "new", "-", "--as", "nobody", "--public", stdin="words") \
        .assert_plain_error(naming="nobody")
    pod.run("post", "new", "-", "--as", "alice", "--aspect", "Strangers", stdin="words") \
        .assert_plain_error(naming="Strangers")
    pod.run("post", "delete", "no-such-post-000000000000", "--yes") \
        .assert_plain_error(naming="no-such-post-000000000000")
    pod.run("post", "show", "no-such-post-000000000000").assert_plain_error()
    assert_nothing_lost(pod, before)


def test_one_slug_twice_gives_two_posts(pod: Pod, tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.md").write_text(
            f"---\ntitle: Twin {name}\nslug: same-slug\ndate: 2024-05-06\n---\nWords of {name}.\n")

    imported(pod, folder)

    files = [page.file for page in posts(pod) if re.fullmatch(r"/posts/same-slug-[0-9a-f]{12}\.html", page.file)]
    assert len(set(files)) == 2
    assert titles(pod) >= {"Twin one", "Twin two"}


@pytest.mark.parametrize(("title", "name"), [
    ("A", r"[0-9a-f]{32}"),
    ("東京の静かな朝", r"[0-9a-f]{32}"),
    ("word " * 39 + "words", r"word(-word){1,11}-[0-9a-f]{12}"),
    ("word " * 99 + "words", r"[0-9a-f]{32}"),
    ("../../etc/passwd", r"etc-passwd-[0-9a-f]{12}"),
    ("index.html", r"index-html-[0-9a-f]{12}"),
    ("Ünïcödé & <b>bold</b>", r"unicode-[a-z-]*[0-9a-f]{12}"),
])
def test_attack_30_any_title_gives_a_safe_address(title: str, name: str, pod: Pod) -> None:
    post = pod.publish(f"# {title}\n\nWords.\n")
    pod.ok("build")

    assert re.fullmatch(name, post) and len(post) <= 73, post
    page = Page(pod.tree, f"/posts/{post}.html")
    shown = page.document.xpath("string(//h1)").strip()
    if len(title) > 200:
        # Too long for a title: the post is a note, and all of it stands in the text.
        assert shown
        assert title in page.document.xpath("string(//*[contains(@class, 'e-content')])")
    else:
        assert shown == re.sub(r"</?b>", "", title).strip() or shown == title.strip()


@pytest.mark.parametrize("arguments", [
    (), ("frobnicate",), ("post", "new", "-", "--as", "alice"), ("build", "--nonsense"),
    ("post", "new", "-", "--as", "alice", "--public", "--aspect", "Family"),
    ("serve", "--port", "many"), ("import", "markdown"),
])
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], pod: Pod) -> None:
    answer = pod.run(*arguments, stdin="words")
    if arguments:
        answer.assert_plain_error(code=2)
    else:
        assert answer.code in (0, 2) and "build" in answer.out + answer.err, answer


def test_help_shows_an_example_for_every_command(pod: Pod) -> None:
    for command in (("init",), ("serve",), ("build",), ("post", "new"), ("import", "markdown"), ("backup",)):
        answer = pod.run(*command, "--help")
        assert answer.code == 0 and "dandelion " + " ".join(command) in answer.out, answer


def test_a_pod_is_not_made_twice_or_where_it_cannot_be(pod: Pod, before: dict[str, bytes], tmp_path: Path) -> None:
    again = ("init", "--url", pod.url, "--admin", "alice", "--email", "a@example.org", "--password-stdin")
    pod.run(*again, stdin=PASSWORD).assert_plain_error()
    assert_nothing_lost(pod, before)

    (tmp_path / "file").write_text("")
    Pod(pod.binary, tmp_path / "file" / "var", pod.url).run(*again, stdin=PASSWORD).assert_plain_error()
    Pod(pod.binary, tmp_path / "none", pod.url).run("build").assert_plain_error(naming="init")


@pytest.mark.parametrize(("line", "words"), [
    ("[settings]\nenable_registration = true\n", "enable_registrations"),
    ('[settings]\nenable_registrations = "perhaps"\n', "enable_registrations"),
    ("[settings\n", "dandelion.toml"),
    ('[environment]\nurl = "https://elsewhere.example"\n', "elsewhere.example"),
])
def test_a_wrong_setting_names_file_and_key(
    line: str, words: str, pod: Pod, before: dict[str, bytes], tmp_path: Path,
) -> None:
    (tmp_path / "dandelion.toml").write_text(line)
    answer = pod.run("--config", tmp_path / "dandelion.toml", "build")
    answer.assert_plain_error(naming=words)
    assert_nothing_lost(pod, before)


def test_an_output_folder_that_cannot_be_is_refused(pod: Pod, before: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    pod.run("build", "--output", tmp_path / "file" / "site").assert_plain_error(naming="file")
    assert_nothing_lost(pod, before)


def test_a_folder_of_other_things_is_no_output_folder(pod: Pod, tmp_path: Path) -> None:
    web = tmp_path / "web"
    (web / "sub").mkdir(parents=True)
    for name in ("index.html", "precious.txt", "sub/thesis.doc"):
        (web / name).write_text("mine")
    before = tree.snapshot(web)

    pod.run("build", "--output", web).assert_plain_error(naming="web")

    assert tree.snapshot(web) == before
    pod.ok("build", "--output", tmp_path / "clean")
    pod.ok("build", "--output", tmp_path / "clean")


def test_a_read_only_tree_is_named_and_the_post_not_lost(pod: Pod) -> None:
    with namespace() as own:
        own.run("mount", "--bind", pod.public, pod.public)
        own.run("mount", "-o", "remount,ro,bind", pod.public)
        inside = own.inside(pod)
        before = tree.snapshot(pod.public)

        inside.run("build", "--output", pod.public / "site").assert_plain_error()
        answer = inside.run("post", "new", "-", "--as", "alice", "--public", stdin="# Accepted or not\n\nx\n")

        assert not CRASH.search(answer.out + answer.err) and answer.code in (0, 1), answer
        assert tree.snapshot(pod.public) == before
    pod.ok("build")
    assert "Kept words" in titles(pod)
    if answer.code == 0 or "stored" in answer.err:
        assert "Accepted or not" in titles(pod)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere; the read-only mount stands for it")
def test_a_folder_without_permission_is_named(pod: Pod) -> None:
    pod.public.chmod(0o555)
    pod.run("build", "--output", pod.public / "site").assert_plain_error(naming="public")
    pod.public.chmod(0o755)


@pytest.mark.parametrize("left", [0, 40, 400])
def test_attack_35_a_full_disk_loses_nothing(left: int, pod: Pod, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with namespace() as own:
        own.run("mount", "-t", "tmpfs", "-o", "size=48M", "tmpfs", disk)
        own.run("cp", "-a", pod.data, disk / "var")
        inside = own.inside(Pod(pod.binary, disk / "var", pod.url))
        seen = own.seen(disk)
        outside = Pod(pod.binary, seen / "var", pod.url)
        free = shutil.disk_usage(seen).free
        with (seen / "filler").open("wb") as filler:
            filler.write(b"\0" * (free - left * 1024))

        text = "# Written on a full disk\n\n" + "Many words. " * 9_000
        answer = inside.run("post", "new", "-", "--as", "alice", "--public", stdin=text)
        rebuilt = inside.run("build", "--full")
        elsewhere = inside.run("build", "--output", disk / "clean")

        for said in (answer, rebuilt, elsewhere):
            if said.code == 0:
                assert not CRASH.search(said.out + said.err), said
            else:
                said.assert_plain_error()
        assert elsewhere.code == 1 or left, elsewhere
        assert "Kept words" in titles(outside)

        (seen / "filler").unlink()
        shutil.rmtree(seen / "clean", ignore_errors=True)
        inside.ok("database", "check")
        inside.ok("build")
        inside.ok("build", "--output", disk / "clean")
        assert tree.differences(seen / "var" / "public", seen / "clean") == []
        assert titles(outside) >= {"Kept words"}
        if answer.code == 0:
            assert "Written on a full disk" in titles(outside)


def corrupt_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"This is no database at all, is it?")


def corrupt_middle(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 3)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()


def content(path: Path) -> list[str]:
    """Schema and rows, without the counters of the file's head, which every opening may move."""
    with sqlite3.connect(path) as connection:
        found = [f"version {connection.execute('PRAGMA user_version').fetchone()[0]}"]
        tables = [row[0] for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        found += [row[0] or "" for row in connection.execute("SELECT sql FROM sqlite_schema ORDER BY name")]
        found += [f"{table} {row}" for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]
    connection.close()
    return found


@pytest.mark.parametrize("spoil", [corrupt_header, corrupt_middle, truncate, empty, newer])
def test_a_corrupt_or_newer_database_is_named_and_not_touched(
    spoil: Callable[[Path], None], pod: Pod, before: dict[str, bytes],
) -> None:
    path = pod.data / "dandelion.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    good = path.read_bytes()
    spoil(path)
    spoiled = path.read_bytes()
    known = content(path) if spoil is newer else []

    for command in (("build", "--full"), ("post", "new", "-", "--as", "alice", "--public"), ("database", "check")):
        answer = pod.run(*command, stdin="words")
        answer.assert_plain_error()
        if spoil is newer:
            assert re.search(r"newer|9999", answer.err), answer

    assert tree.snapshot(pod.public) == before
    if spoil is corrupt_header:
        assert path.read_bytes() == spoiled
    elif spoil is newer:
        assert content(path) == known
    for name in ("dandelion.sqlite-wal", "dandelion.sqlite-shm"):
        (pod.data / name).unlink(missing_ok=True)
    path.write_bytes(good)
    assert_nothing_lost(pod, before)


def test_attack_31_a_symlink_in_the_tree_is_not_followed(pod: Pod, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "index.html").write_text("mine")
    index = pod.public / "index.html"
    index.unlink()
    index.symlink_to(victim / "index.html")
    shutil.rmtree(pod.public / "posts")
    (pod.public / "posts").symlink_to(victim)

    answer = pod.run("build", "--full")

    assert answer.code in (0, 1), answer
    assert (victim / "index.html").read_text() == "mine"
    assert sorted(path.name for path in victim.iterdir()) == ["index.html"]
    if answer.code == 0:
        assert not index.is_symlink() and "Kept words" in titles(pod)


def test_a_static_file_may_not_claim_a_generated_page(pod: Pod, before: dict[str, bytes], tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "static" / "tags").mkdir(parents=True)
    (site / "static" / "tags.html").write_text("mine")
    (tmp_path / "dandelion.toml").write_text(
        f'[environment]\nurl = "{pod.url}"\nsite = "{site}"\n')
    answer = pod.run("--config", tmp_path / "dandelion.toml", "build")
    answer.assert_plain_error(naming="tags.html")
    pod.ok("build")
    assert "Kept words" in titles(pod)


def test_a_page_that_cannot_be_written_holds_up_no_other(pod: Pod) -> None:
    post = pod.publish("# Blocked words\n\nWords that find their place taken.\n")
    taken = pod.public / "posts" / f"{post}.html"
    taken.unlink()
    (taken / "inside").mkdir(parents=True)
    named = f"posts/{post}.html could not be written"

    pod.run("post", "edit", post, "-", stdin="# Edited words\n\nOther words.\n").assert_plain_error(naming=named)
    pod.run("build").assert_plain_error(naming=named)
    assert b"Edited words" in pod.tree.read("/feed.atom") and b"Blocked words" not in pod.tree.read("/feed.atom")
    doctor = pod.run("doctor")
    assert doctor.code == 1 and named in doctor.out, doctor
    another = pod.run("post", "new", "-", "--as", "alice", "--public", stdin="Another one.\n")
    assert another.code == 0 and named in another.err, another

    shutil.rmtree(taken)
    pod.ok("build")
    assert "Edited words" in titles(pod)
    assert "could not be written" not in pod.run("doctor").out
