"""The first hour of somebody new, as README tells it: one program, an empty folder, a few texts and pictures."""

import json
import os
import re
import shutil
import signal
import subprocess
import tarfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from patience import until
from pictures import png
from pod import CRASH, Answer, Pod, end
from ports import free_port

ADDRESS = "https://pod.example"
HELLO = "echo 'Hello, **world**. The first #seed.' | dandelion post new - --as alice --public"

WALK = """# A walk

![The marsh at noon](marsh.png)

Over the #marsh.
"""

POST_OF_OLD = """---
title: Beans
date: 2024-05-06T08:00:00Z
tags: [garden]
aliases: [/2024/05/beans.html]
---
Beans grow.

![A bed](bed.png)
"""


@dataclass
class Newcomer:
    """Types lines into a shell that knows the program, in a folder that has nothing else."""

    folder: Path
    environment: dict[str, str]

    @property
    def public(self) -> Path:
        return self.folder / "var" / "public"

    def types(self, line: str) -> Answer:
        done = subprocess.run(
            ["sh", "-c", line], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=120)
        answer = Answer((line,), done.returncode, done.stdout, done.stderr)
        assert answer.code == 0 and not CRASH.search(answer.out + answer.err), answer
        return answer

    @contextmanager
    def keeping(self, line: str, said: str) -> Iterator[str]:
        """Runs a command that stays, in a second window; gives the line with the words it says when it is ready."""
        log = self.folder.parent / f"{line.split()[1]}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                ["sh", "-c", "exec " + line], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, start_new_session=True)
        try:
            assert until(lambda: said in log.read_text() or process.poll() is not None)
            lines = [line for line in log.read_text().splitlines() if said in line]
            assert lines, log.read_text()
            yield lines[0]
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0, log.read_text()
        finally:
            end(process)


@pytest.fixture
def newcomer(dandelion: Path, tmp_path: Path) -> Newcomer:
    (tmp_path / "bin").mkdir()
    (tmp_path / "here").mkdir()
    shutil.copy(dandelion, tmp_path / "bin" / "dandelion")
    plain = Pod(dandelion, tmp_path, ADDRESS).environment
    # The port of README may be another program's on this machine.
    return Newcomer(tmp_path / "here", plain | {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "DANDELION_SERVER_LISTEN": f"127.0.0.1:{free_port()}"})


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


def test_the_first_hour(newcomer: Newcomer) -> None:
    types, here = newcomer.types, newcomer.folder

    made = types(f"dandelion init --url {ADDRESS} --admin alice --email alice@example.org")
    assert "with alice@pod.example" in made.out and "password of alice: " in made.out
    hello = types(HELLO)
    address = hello.out.strip()
    assert address.startswith(f"{ADDRESS}/posts/")
    [local] = re.findall(r"http://localhost:\d+/posts/\S+", hello.err)
    assert urlsplit(local).path == urlsplit(address).path

    with newcomer.keeping("dandelion serve", "serving") as line:
        home = line.split(" on ")[1]
        assert local.startswith(home) and line.startswith(f"serving {ADDRESS}/")
        assert "Hello, <strong>world</strong>" in read(local)
        assert urlsplit(address).path in read(home) and 'href="/tags/seed"' in read(local)
        writes_with_a_picture(newcomer, home)
        imports_what_was_written_elsewhere(newcomer, home)
        listed = types("dandelion post list --as alice").out
        assert all(title in listed for title in ("Hello", "A walk at noon", "Beans")), listed

        archive = Path(types("dandelion backup backups/").out.strip())
        with tarfile.open(here / archive) as backup:
            names = {Path(name).name for name in backup.getnames()}
        assert {"dandelion.sqlite", "dandelion.toml", "secret"} <= names, names
        rows = json.loads(types("dandelion doctor --offline --json").out)
        assert rows and not [row for row in rows if row["urgency"] == "problem"], rows

    moves_to_another_address(newcomer, urlsplit(address).path)


def writes_with_a_picture(newcomer: Newcomer, home: str) -> None:
    """A text is looked at while it is written, published, and changed afterwards."""
    png(newcomer.folder / "marsh.png", seed=1)
    text = newcomer.folder / "walk.md"
    text.write_text(WALK)
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with newcomer.keeping("dandelion post preview walk.md --as alice", "token=") as line:
        looked = re.search(r"http://\S+", line).group()
        with browser.open(looked, timeout=20) as answer:
            shown = answer.read().decode()
            picture = re.search(r'src="(/uploads/images/[^"]+)"', shown).group(1)
            assert "Over the" in shown and 'alt="The marsh at noon"' in shown and "token=" not in answer.url
        with browser.open("http://" + urlsplit(looked).netloc + picture, timeout=20) as answer:
            assert answer.headers["Content-Type"].startswith("image/")
        assert "A walk" not in read(home)

    address = newcomer.types("dandelion post new walk.md --as alice --public").out.strip()
    page = home.rstrip("/") + urlsplit(address).path
    assert 'alt="The marsh at noon"' in read(page) and "A walk" in read(home)
    text.write_text(WALK.replace("# A walk", "# A walk at noon"))
    newcomer.types(f"dandelion post edit {address} walk.md")
    assert "<h1" in read(page) and "A walk at noon" in read(page) and "A walk at noon" in read(home)


def imports_what_was_written_elsewhere(newcomer: Newcomer, home: str) -> None:
    blog = newcomer.folder / "blog" / "posts"
    blog.mkdir(parents=True)
    png(blog / "bed.png", seed=2)
    (blog / "beans.md").write_text(POST_OF_OLD)

    said = newcomer.types("dandelion import markdown blog/posts --as alice")
    assert "1 post imported" in said.out + said.err, said
    newcomer.types("dandelion build")

    with urllib.request.urlopen(home + "2024/05/beans.html", timeout=20) as answer:
        page = answer.read().decode()
        assert "/posts/" in answer.url
    assert "Beans grow." in page and 'alt="A bed"' in page and "2024-05-06" in page
    assert "Beans" in read(home + "archive/2024/05") and "Beans" in read(home + "tags/garden")


def moves_to_another_address(newcomer: Newcomer, path: str) -> None:
    said = newcomer.types("dandelion move https://marsh.example")
    assert f"from {ADDRESS}/ to https://marsh.example/" in said.out and "the database before is" in said.out, said

    files = {file: file.read_bytes() for file in newcomer.public.rglob("*") if file.is_file()}
    assert any(f"https://marsh.example{path}".encode() in content for content in files.values())
    assert [str(file) for file, content in files.items() if ADDRESS.encode() in content] == []
    with newcomer.keeping("dandelion serve", "serving") as line:
        assert line.startswith("serving https://marsh.example/ on ")
        assert "Hello, <strong>world</strong>" in read(line.split(" on ")[1].rstrip("/") + path)
    assert "https://marsh.example/posts/" in newcomer.types("echo Again | dandelion post new - --public").out
