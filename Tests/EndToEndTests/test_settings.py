"""Settings that are changed when there are posts already."""

import json
from dataclasses import replace
from pathlib import Path

from judges import tree
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
