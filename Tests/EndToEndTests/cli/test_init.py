"""A pod is made: what is asked, what stands in its configuration, and the commands that it says come next."""

import re
import subprocess
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from patience import until
from pod import PASSWORD, Answer, Pod, end
from terminal import Terminal

ADDRESS = "https://pod.example"


@pytest.fixture
def here(dandelion: Path, tmp_path: Path) -> Pod:
    """No pod yet: `var` in an empty folder, in which the commands are given."""
    (tmp_path / "here").mkdir()
    return Pod(dandelion, tmp_path / "here" / "var", ADDRESS)


def environment(pod: Pod, **settings: str) -> dict[str, str]:
    """With the program on the path, under its name."""
    programs = pod.data.parent.parent / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "dandelion").symlink_to(pod.binary)
    return pod.environment | {"PATH": f"{programs}:{pod.environment['PATH']}"} | settings


def test_names_are_asked_at_a_terminal_and_the_machines_clock_is_the_pods(here: Pod) -> None:
    command = [str(here.binary), "init", "--url", ADDRESS]
    with Terminal(command, here.data.parent, here.environment | {"TZ": "Europe/Berlin"}) as terminal:
        terminal.answers("Name of the pod [Dandelion]:", "The salt marsh")
        terminal.answers("User name of the first writer", "alice")
        terminal.answers("mail address:", "alice@example.org")
        terminal.answers("Password for alice:", PASSWORD)
        terminal.answers("The same again:", PASSWORD)
        assert terminal.finish() == 0, terminal.text

    assert f"made a pod for {ADDRESS}/" in terminal.text and "alice@pod.example" in terminal.text
    assert PASSWORD not in terminal.text and "password of" not in terminal.text
    settings = tomllib.loads((here.data / "dandelion.toml").read_text())
    assert settings["environment"]["url"] == ADDRESS + "/"
    assert settings["settings"] == {"pod_name": "The salt marsh", "time_zone": "Europe/Berlin"}
    here.publish("# Words\n\nMore.")
    assert "The salt marsh" in here.tree.read("/index.html").decode()


def test_empty_answers_make_a_pod_without_a_writer(here: Pod) -> None:
    with Terminal([str(here.binary), "init", "--url", ADDRESS], here.data.parent, here.environment) as terminal:
        terminal.answers("Name of the pod [Dandelion]:", "")
        terminal.answers("User name of the first writer", "")
        assert terminal.finish() == 0, terminal.text

    assert "nobody can write yet" in terminal.text and "Password" not in terminal.text
    settings = tomllib.loads((here.data / "dandelion.toml").read_text())["settings"]
    # The clock of this machine is that of the default.
    assert settings == {"pod_name": "Dandelion"}


def test_passwords_that_differ_make_no_pod(here: Pod) -> None:
    command = [str(here.binary), "init", "--url", ADDRESS, "--name", "x", "--admin", "alice", "--email", "a@example.org"]
    with Terminal(command, here.data.parent, here.environment) as terminal:
        terminal.answers("Password for alice:", PASSWORD)
        terminal.answers("The same again:", PASSWORD + "x")
        assert terminal.finish() == 1

    assert "error: the two passwords differ" in terminal.text and not here.data.exists()


def test_the_three_commands_that_come_next_work_as_they_are_printed(here: Pod, tmp_path: Path) -> None:
    settings = environment(here)

    def shell(line: str) -> Answer:
        done = subprocess.run(
            ["sh", "-c", line], cwd=here.data.parent, env=settings, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=120)
        return Answer((line,), done.returncode, done.stdout, done.stderr)
    made = shell(f"dandelion init --url {ADDRESS} --admin alice --email alice@example.org")
    assert made.code == 0 and re.search(r"^password of alice: \S+$", made.out, re.M), made
    lines = made.err.splitlines()
    first, second, third = [line.strip() for line in lines[lines.index("next:") + 1:]]

    posted = shell(first)
    assert posted.code == 0 and posted.out.startswith(f"{ADDRESS}/posts/"), posted
    page = here.tree.read(here.tree.resolve(posted.out.strip().removeprefix(ADDRESS))).decode()
    assert "Hello, <strong>world</strong>" in page

    # A port that is free, as the one of the configuration need not be.
    log = tmp_path / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            ["sh", "-c", f"exec {second} --port 0"], cwd=here.data.parent, env=settings, stdin=subprocess.DEVNULL,
            stdout=output, stderr=output, start_new_session=True)
    try:
        assert until(lambda: f"serving {ADDRESS}/ on http://localhost:" in log.read_text()), log.read_text()
    finally:
        end(server)

    looked = shell(third + " --offline")
    assert looked.code == 0, looked
