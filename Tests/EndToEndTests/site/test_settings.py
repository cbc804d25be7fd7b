"""Settings that are changed when there are posts already."""

import json
import re
from dataclasses import replace
from pathlib import Path

from at_work import at_work, in_two_seconds
from judges import tree
from patience import until
from pod import Pod

TURN = "---\ntitle: {name}\ndate: 2024-06-01T00:30:00Z\n---\nWords of {name}.\n"


def months(pod: Pod) -> set[str]:
    return {file for file in pod.tree.files if file.startswith("/archive/")}


def guids(pod: Pod) -> dict[str, str]:
    posts = json.loads(pod.ok("post", "list", "--as", "alice", "--json"))
    return {post["text"].split()[-1].rstrip("."): post["guid"] for post in posts}


def test_posts_near_the_turn_of_a_month_follow_another_time_zone(pod: Pod, tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    for name in ("Edited", "Deleted", "Kept"):
        (folder / f"{name}.md").write_text(TURN.format(name=name))
    pod.ok("import", "markdown", folder, "--as", "alice")
    pod.ok("build")
    assert months(pod) == {"/archive/2024/06.html"}
    known = guids(pod)

    moved = replace(pod, settings=(("DANDELION_SETTINGS_TIME_ZONE", "America/New_York"),))
    moved.ok("post", "edit", known["Edited"], "-", stdin="# Edited\n\nOther words.\n")
    moved.ok("post", "delete", known["Deleted"], "--yes")
    moved.ok("build")

    assert months(moved) == {"/archive/2024/05.html"}
    page = moved.tree.read("/archive/2024/05.html").decode()
    assert known["Edited"] in page and known["Kept"] in page and known["Deleted"] not in page
    moved.ok("build", "--output", tmp_path / "clean")
    assert tree.snapshot(moved.public) == tree.snapshot(tmp_path / "clean")
    moved.ok("database", "check")


def test_a_running_pod_builds_by_the_configuration_as_it_is(pod: Pod, tmp_path: Path) -> None:
    file = pod.data / "dandelion.toml"
    with at_work(pod, tmp_path) as working:
        text = file.read_text()
        file.write_text(re.sub(r"(?m)^#? ?pod_name = .*$", 'pod_name = "Renamed meanwhile"', text, count=1))
        assert file.read_text() != text
        pod.ok("build")
        pod.ok("post", "new", "-", "--as", "alice", "--public", "--at", in_two_seconds(), stdin="# On time\n\nWords.\n")
        assert until(lambda: b"On time" in pod.tree.read("/feed.atom"))
        assert b"Renamed meanwhile" in pod.tree.read("/index.html")
        built = re.findall(r"built pages.*", working.logs[0].read_text() + working.logs[1].read_text())
        pod.ok("build", "--output", tmp_path / "clean")
        # Compressed twins follow.
        assert until(lambda: tree.differences(pod.public, tmp_path / "clean") == [])
    assert built


def test_without_an_address_of_the_source_no_page_links_to_it(pod: Pod) -> None:
    pod.ok("build")
    assert b"Source code" not in pod.tree.read("/index.html")
    offered = replace(pod, settings=(("DANDELION_SETTINGS_SOURCE_URL", "https://code.example/pod"),))
    offered.ok("build")
    assert b'<a href="https://code.example/pod">Source code</a>' in pod.tree.read("/index.html")


def test_the_podmins_own_page_goes_before_an_old_address(pod: Pod, tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "old.md").write_text(
        '---\ntitle: Old words\ndate: 2024-06-01T00:30:00Z\naliases: ["/contact", "/before", "/foo.html/", "/foo"]\n---\nWords.\n')
    site = tmp_path / "site"
    site.mkdir()
    said = pod.run("import", "markdown", tmp_path / "posts", "--as", "alice")
    assert said.code == 0 and "/foo.html/" in said.out + said.err, said
    pod.ok("build")
    (site / "contact.md").write_text("# Contact\n\nWrite to us.\n")
    own = replace(pod, settings=(("DANDELION_ENVIRONMENT_SITE", str(site)),))
    own.ok("build")
    assert b"Write to us." in own.tree.read("/contact.html")
    with at_work(own, tmp_path) as working:
        assert "Write to us." in working.read("/contact")
        assert "Old words" in working.read("/before")

    (tmp_path / "posts" / "new.md").write_text(
        '---\ntitle: New words\ndate: 2024-06-02T00:30:00Z\naliases: ["/contact/"]\n---\nWords.\n')
    said = own.run("import", "markdown", tmp_path / "posts", "--as", "alice")
    assert said.code == 0 and "/contact/" in said.out + said.err, said
