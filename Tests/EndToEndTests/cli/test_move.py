"""A pod that nobody elsewhere knows gets another address."""

import os
import re
import sqlite3
from pathlib import Path

import pytest

from patience import until
from pod import Pod, end
from ports import free_port
from web_servers import wait_for

NEW = "https://pod.example"


@pytest.fixture
def begun(dandelion: Path, tmp_path: Path) -> Pod:
    """A pod on localhost with a post that another one links to, and a comment."""
    pod = Pod(dandelion, tmp_path / "var", f"http://localhost:{free_port()}").init()
    first = pod.publish("# First\n\nWords.")
    pod.publish(f"# Second\n\n[first]({pod.url}/posts/{first}), `{pod.url}/code`, by "
                f"@{{alice@{pod.url.removeprefix('http://')}}}.")
    pod.ok("comment", "new", first, "-", "--as", "alice", stdin=f"See {pod.url}/about")
    return pod


def test_everything_of_the_pod_has_the_new_address(begun: Pod) -> None:
    old = begun.url.removeprefix("http://")
    said = begun.ok("move", NEW)
    assert "1 person" in said and "3 links and mentions in 2 texts" in said, said
    copy = Path(re.search(r"the database before is (.*)", said)[1])
    assert copy.stat().st_mode & 0o777 == 0o600

    assert f'url = "{NEW}/"' in (begun.data / "dandelion.toml").read_text()
    assert (begun.data / "dandelion.toml").stat().st_mode & 0o777 == 0o600
    tree = "".join(path.read_text() for path in begun.public.rglob("*.html"))
    feeds = "".join(path.read_text() for path in begun.public.rglob("*.atom"))
    assert f"{NEW}/posts/" in tree and f"{NEW}/" in feeds
    # Code alone has the old one still.
    assert {found.rstrip(",") for found in re.findall(rf"http://{old}[^<\s\"]*", tree + feeds)} == {f"http://{old}/code"}
    assert "edited" not in tree.lower()
    moved = Pod(begun.binary, begun.data, NEW)
    moved.ok("build")
    moved.ok("database", "check")
    assert moved.publish("Words after.")


def test_the_configuration_keeps_its_owner_and_its_mode(begun: Pod) -> None:
    file = begun.data / "dandelion.toml"
    file.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(file, 12345, 23456)
    else:
        print("NOT TESTED: only root can give a file to another owner")
    before = file.stat()
    begun.ok("move", NEW)
    after = file.stat()
    assert f'url = "{NEW}/"' in file.read_text()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert [path.name for path in begun.data.glob("dandelion.toml*")] == ["dandelion.toml"]


def test_a_dry_run_tells_it_and_changes_nothing(begun: Pod) -> None:
    before = (begun.data / "dandelion.toml").read_bytes()
    said = begun.ok("move", NEW, "--dry-run")
    assert "3 links and mentions" in said and "before is" not in said, said
    assert (begun.data / "dandelion.toml").read_bytes() == before
    assert not list(begun.data.glob("dandelion-*.sqlite"))
    begun.ok("build")


def test_what_was_ended_in_the_midst_is_ended_by_the_same_command(begun: Pod) -> None:
    configuration = (begun.data / "dandelion.toml").read_text()
    begun.ok("move", NEW)
    (begun.data / "dandelion.toml").write_text(configuration)
    assert "dandelion move" in begun.run("build").err
    begun.ok("move", NEW)
    assert f'url = "{NEW}/"' in (begun.data / "dandelion.toml").read_text()


def test_nothing_moves_while_the_pod_serves(begun: Pod, tmp_path: Path) -> None:
    port = free_port()
    server = begun.start("serve", "--port", port, log=tmp_path / "log")
    try:
        wait_for(port, server)
        begun.run("move", NEW).assert_plain_error(naming="stop it")
    finally:
        end(server)


def test_nothing_moves_while_somebody_works_behind_the_pod(begun: Pod, tmp_path: Path) -> None:
    worker = begun.start("work", log=tmp_path / "log")
    try:
        assert until(lambda: "the work begins" in (tmp_path / "log").read_text()), (tmp_path / "log").read_text()
        begun.run("move", NEW).assert_plain_error(naming="`dandelion serve` or `work` runs; stop it")
    finally:
        end(worker)
    assert NEW not in (begun.data / "dandelion.toml").read_text()
    begun.ok("move", NEW)


@pytest.mark.parametrize("address", ["pod.example", "ftp://pod.example", "https://pod.example/path", "https://"])
def test_what_is_no_address_is_refused(begun: Pod, address: str) -> None:
    begun.run("move", address).assert_plain_error(naming=address.split("/")[0])


def test_a_pod_that_others_know_stays(begun: Pod) -> None:
    with sqlite3.connect(begun.data / "dandelion.sqlite") as connection:
        connection.execute("INSERT INTO podState VALUES ('exposure', 'webFinger 1767225600')")
    connection.close()
    answer = begun.run("move", NEW)
    answer.assert_plain_error(naming="looked up on 2026-01-01")
    assert "user migrate" in answer.err
    assert NEW not in (begun.data / "dandelion.toml").read_text()
    begun.ok("build")


def test_where_the_address_does_not_lead_here_yet_the_one_of_this_machine_stands_beside_it(
        dandelion: Path, tmp_path: Path, begun: Pod) -> None:
    pod = Pod(dandelion, tmp_path / "var2", NEW).init()
    (tmp_path / "a.md").write_text("Words.")
    done = pod.run("post", "new", tmp_path / "a.md", "--as", "alice", "--public")
    path = done.out.strip().removeprefix(NEW)
    assert path.startswith("/posts/") and f"http://localhost:3000{path}" in done.err

    with sqlite3.connect(pod.data / "dandelion.sqlite") as connection:
        connection.execute("INSERT INTO podState VALUES ('exposure', 'webFinger 1767225600')")
    connection.close()
    assert "localhost" not in pod.run("post", "edit", path.removeprefix("/posts/"), tmp_path / "a.md").err
    assert "localhost" not in begun.run("post", "new", tmp_path / "a.md", "--as", "alice", "--public").err
