"""A page whose rendering ends the process is set aside and named; all else goes on (attacks 61 and 65).

A build for debugging ends itself at the page that `TEST_FAULT_PAGE` names, by SIGKILL. A release has no such
fault, and these tests are left out for it.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest

from pod import Pod

GARDEN = "tag garden"
MOST = 10


@pytest.fixture
def good(new_pod: Callable[[str], Pod]) -> Pod:
    pod = new_pod("var")
    pod.publish("# One\n\nFirst #garden")
    pod.publish("# Two\n\nSecond #garden")
    return pod


def faulty(pod: Pod, page: str = GARDEN) -> Pod:
    """The same pod, whose program has a fault."""
    broken = replace(pod, settings=(*pod.settings, ("TEST_FAULT_PAGE", page)))
    if broken.run("build", "--output", pod.data.parent / "probe").code != -9:
        pytest.skip("the program under test is a release")
    return broken


def deaths(pod: Pod, *arguments: str) -> int:
    """How often a command is killed before it ends by itself."""
    for count in range(MOST):
        if pod.run(*arguments).code != -9:
            return count
    raise AssertionError(f"{arguments} is killed for ever")


def assert_named(pod: Pod, file: str) -> None:
    doctor = pod.run("doctor")
    assert doctor.code == 1 and file in doctor.out and "page-1" in doctor.out, doctor
    jobs = pod.ok("jobs", "list", "--held")
    assert "page-1  held" in jobs and file in jobs and "3 tries" in jobs, jobs


def assert_clean(pod: Pod) -> None:
    pod.ok("build", "--output", pod.data.parent / "clean")
    compare = {path.relative_to(pod.public): path.read_bytes() for path in files(pod.public)}
    clean = pod.data.parent / "clean"
    assert compare == {path.relative_to(clean): path.read_bytes() for path in files(clean)}


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_attack65_a_page_of_a_publish(good: Pod) -> None:
    broken = faulty(good)

    published = broken.run("post", "new", "-", "--as", "alice", "--public", stdin="# Three\n\nThird #garden")
    assert published.code == -9, published
    # One death with the others, three alone.
    assert deaths(broken, "build") == 3

    assert "Three" in (good.public / "index.html").read_text()
    assert "Three" not in (good.public / "tags/garden.html").read_text()
    assert_named(broken, "tags/garden.html")
    later = broken.publish("# Four\n\nFourth #garden")
    assert (good.public / f"posts/{later}.html").is_file()

    good.ok("jobs", "retry", "page-1")
    good.ok("build")

    assert "Four" in (good.public / "tags/garden.html").read_text()
    assert "page-1" not in good.ok("jobs", "list")
    assert good.run("jobs", "retry", "page-1").code == 1
    assert_clean(good)


@pytest.mark.parametrize("is_fresh", [True, False])
def test_attack61_a_page_that_kills_a_build(good: Pod, is_fresh: bool) -> None:
    named = replace(good, settings=(("DANDELION_SETTINGS_POD_NAME", "Another"),))
    broken = faulty(named)
    if is_fresh:
        shutil.rmtree(good.public)

    assert deaths(broken, "build") == 4

    assert "Another" in (good.public / "index.html").read_text()
    assert (good.public / "tags/garden.html").exists() != is_fresh
    assert_named(broken, "tags/garden.html")
    named.ok("build", "--full")
    assert named.run("jobs", "list").out == ""
    assert_clean(named)


def test_a_full_build_that_is_asked_for_tries_again(good: Pod) -> None:
    broken = faulty(good)
    assert deaths(broken, "build", "--full") == 4

    assert deaths(broken, "build", "--full") == 3
    assert_named(broken, "tags/garden.html")
