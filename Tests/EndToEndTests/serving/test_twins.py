"""The compressed twins of pages come after the pages: made by `build`, by `serve`, or by the command that wrote them."""

import os
import shutil
from pathlib import Path

import brotli
import pytest

from judges import tree
from judges.tree import TWINS
from patience import until
from pod import Pod, end
from ports import free_port
from test_serve import Running

WORDS = "Many words for a page. " * 80


def twins(pod: Pod) -> list[str]:
    return [file for file in pod.tree.everything if file[-3:] in TWINS]


def test_a_build_can_leave_twins_to_the_next_one(pod: Pod) -> None:
    said = pod.run("build", "--no-twins")
    assert said.code == 0 and twins(pod) == []
    assert tree.twin_complaints(pod.tree) != []

    # There is nothing else to do.
    assert pod.ok("build").startswith("0 pages, 0 files changed")

    assert tree.twin_complaints(pod.tree) == []
    assert tree.leftover_complaints(pod.tree) == []


def test_a_copy_has_twins_unless_they_are_left_out(pod: Pod, tmp_path: Path) -> None:
    for options, complete in ((("--no-twins",), False), ((), True)):
        copy = tmp_path / "copy"
        pod.ok("build", "--output", copy, *options)
        found = tree.Tree(copy, pod.url)
        assert tree.twin_complaints(found, complete=complete) == []
        assert bool([file for file in found.everything if file[-3:] in TWINS]) == complete
        assert not (copy / ".new").exists()


def test_a_command_makes_the_twins_of_its_own_pages(pod: Pod) -> None:
    pod.ok("build", "--no-twins")
    post = pod.publish(f"# Own\n\n{WORDS}")
    made = twins(pod)
    assert {f"/posts/{post}.html{ending}" for ending in TWINS} <= set(made)
    assert tree.twin_complaints(pod.tree, complete=False) == []
    assert [file for file in pod.tree.files if file.endswith(".css") and file + ".br" not in made]

    pod.ok("post", "delete", post, "--yes")
    assert [file for file in pod.tree.everything if post in file and file.startswith("/posts/")] == []
    pod.ok("build")
    assert tree.twin_complaints(pod.tree) == []


@pytest.mark.parametrize("command", ["serve", "work"])
def test_one_who_works_makes_what_is_missing(command: str, pod: Pod, tmp_path: Path) -> None:
    pod.ok("build", "--no-twins")
    arguments = ("serve", "--port", free_port()) if command == "serve" else ("work",)
    process = pod.start(*arguments, log=tmp_path / "log")
    try:
        assert until(lambda: twins(pod) != [] and tree.twin_complaints(pod.tree) == [])
        post = pod.publish(f"# While it works\n\n{WORDS}")
        assert until(lambda: f"/posts/{post}.html.br" in twins(pod) and tree.twin_complaints(pod.tree) == [])
        process.terminate()
        assert process.wait(timeout=60) == 0, (tmp_path / "log").read_text()
    finally:
        end(process)


def test_a_page_without_twins_is_served_as_it_is(dandelion: Path, tmp_path: Path) -> None:
    pod = Pod(dandelion, tmp_path / "var", f"http://localhost:{free_port()}").init()
    pod.ok("build", "--no-twins")
    running = Running(pod, tmp_path / "log", "--no-workers")
    try:
        plain = pod.tree.read("/index.html")
        answer = running.get("/", Accept_Encoding="br, gzip")
        assert (answer.status, answer.body, answer.headers["Content-Encoding"]) == (200, plain, None)

        # Nobody works for the pod: a command makes the twins of its own pages.
        pod.publish(f"# Now with twins\n\n{WORDS}")
        packed = running.get("/", Accept_Encoding="br")
        assert packed.headers["Content-Encoding"] == "br"
        assert brotli.decompress(packed.body) == pod.tree.read("/index.html") != plain
    finally:
        end(running.process)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace holds the process")
@pytest.mark.parametrize("call", [1, 2, 3, 7])
def test_attack_35_a_kill_among_twins_leaves_no_wrong_one(call: int, pod: Pod, tmp_path: Path) -> None:
    pod.ok("build", "--no-twins")
    killed = Pod(pod.binary, pod.data, pod.url, wrapper=(
        "strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=renameat,renameat2",
        "-e", f"inject=renameat,renameat2:signal=KILL:when={call}"))
    answer = killed.run("build")
    if answer.code == 0:
        pytest.skip("strace may not trace here")
    assert tree.twin_complaints(pod.tree, complete=False) == []

    pod.ok("build")
    assert tree.twin_complaints(pod.tree) == []
    assert tree.leftover_complaints(pod.tree) == []
