"""`post preview` and `build --watch --drafts`: what is not published, looked at by its writer alone."""

import http.client
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import urllib.parse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from judges import tree
from patience import until
from pictures import png
from pod import Pod, end
from ports import free_port

CANARY = "canary77aa"


@dataclass
class Looking:
    """A preview that runs, and one who looks at it as a browser does."""

    process: subprocess.Popen[bytes]
    log: Path
    port: int
    path: str
    cookie: str = ""

    def ask(self, path: str, cookie: str | None = None) -> http.client.HTTPResponse:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            given = self.cookie if cookie is None else cookie
            connection.request("GET", path, headers={"Cookie": given} if given else {})
            answer = connection.getresponse()
            answer.text = answer.read().decode(errors="replace")  # type: ignore[attr-defined]
            return answer

    def read(self, path: str) -> str:
        answer = self.ask(path)
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.text if answer.status == 200 else ""  # type: ignore[attr-defined]

    def finish(self) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(30) == 0, self.log.read_text()


@contextmanager
def looking(pod: Pod, log: Path, *command: object) -> Iterator[Looking]:
    process = pod.start(*command, log=log)
    try:
        assert until(lambda: "token=" in log.read_text() or process.poll() is not None)
        address = re.search(r"http://127\.0\.0\.1:\d+/\S+", log.read_text())
        assert address, log.read_text()
        parts = urllib.parse.urlsplit(address.group())
        found = Looking(process, log, parts.port or 0, parts.path)
        admitted = found.ask(f"{parts.path}?{parts.query}")
        assert admitted.status == 303 and admitted.headers["Location"] == parts.path
        found.cookie = admitted.headers["Set-Cookie"].split(";")[0]
        yield found
    finally:
        end(process)


def rows(pod: Pod) -> list[int]:
    with closing(sqlite3.connect(pod.data / "dandelion.sqlite")) as database:
        return [database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
                for table in ("post", "draft", "photo", "outboxEvent")]


def test_a_file_is_shown_as_its_post_would_look_and_nothing_is_stored(pod: Pod, tmp_path: Path) -> None:
    pod.ok("build")
    text = tmp_path / "walk.md"
    png(tmp_path / "marsh.png", seed=1)
    text.write_text(f"---\nlocation: Saltmarsh\n---\n# {CANARY}\n\n![The marsh](marsh.png)\n")
    before = rows(pod)

    with looking(pod, tmp_path / "log", "post", "preview", text, "--as", "alice") as preview:
        page = preview.read(preview.path)
        assert CANARY in page and "Saltmarsh" in page and 'alt="The marsh"' in page
        assert 'src="/uploads/images/' in page
        pictures = set(re.findall(r"/uploads/images/[\w.]+", page))
        assets = set(re.findall(r"/assets/[\w./-]+", page))
        assert pictures and assets
        assert {preview.ask(path).status for path in pictures | assets} == {200}
        for path in [preview.path, *pictures, "/"]:
            for cookie in ["", "dandelion-preview=" + "0" * 32]:
                refused = preview.ask(path, cookie=cookie)
                assert refused.status == 403 and CANARY not in refused.text  # type: ignore[attr-defined]
        assert (pod.data / "preview").stat().st_mode & 0o777 == 0o700
        pod.run("post", "preview", text, "--as", "alice").assert_plain_error(naming="end it first")

        text.write_text("# Other\n\nOther words.\n")
        assert until(lambda: "Other words." in preview.read(preview.path))
        assert preview.ask(next(iter(pictures))).status == 404
        text.write_text("![gone](gone.png)\n")
        assert until(lambda: "walk.md:1: the picture gone.png" in preview.log.read_text())
        assert "Other words." in preview.read(preview.path)
        preview.finish()

    assert not (pod.data / "preview").exists()
    assert rows(pod) == before
    assert [path for path in (pod.data / "uploads").rglob("*") if path.is_file()] == []
    assert tree.canary_complaints(pod.tree, CANARY, also=[tmp_path / "log"]) == []
    assert len(re.findall(r"token=", (tmp_path / "log").read_text())) == 1


def test_drafts_are_looked_at_and_are_nowhere_else(pod: Pod, tmp_path: Path) -> None:
    pod.publish("# In the open\n")
    picture = png(tmp_path / "a.png", seed=2)
    draft = pod.ok("post", "new", "-", "--as", "alice", "--draft", "--photo", picture, "--alt", f"{CANARY} alt",
                   stdin=f"# {CANARY} first\n").split()[-1]
    port = free_port()

    with looking(pod, tmp_path / "log", "build", "--watch", "--drafts", "--port", port) as preview:
        assert (preview.port, preview.path) == (port, "/drafts")
        assert f"/posts/{draft}" in preview.read("/drafts") and f"{CANARY} first" in preview.read("/drafts")
        page = preview.read(f"/posts/{draft}")
        assert f"{CANARY} alt" in page
        images = set(re.findall(r"/uploads/images/[\w.]+", page))
        assert images and {preview.ask(path).status for path in images} == {200}
        assert preview.ask(f"/posts/{draft}", cookie="").status == 403
        assert "In the open" in preview.read("/")

        later = pod.ok("post", "new", "-", "--as", "alice", "--aspect", "Family", "--at", "2099-01-01T00:00:00Z",
                       stdin=f"# {CANARY} second\n").split()[1]
        assert until(lambda: f"{CANARY} second" in preview.read(f"/posts/{later}"))
        pod.ok("post", "edit", draft, "-", stdin=f"# {CANARY} third\n")
        assert until(lambda: f"{CANARY} third" in preview.read(f"/posts/{draft}"))
        pod.ok("post", "delete", later, "--yes")
        assert until(lambda: preview.ask(f"/posts/{later}").status == 404)
        pod.ok("build", "--full")
        assert tree.canary_complaints(pod.tree, CANARY, draft) == []
        preview.finish()

    assert not (pod.data / "preview").exists()
    assert tree.canary_complaints(pod.tree, CANARY, draft, also=[tmp_path / "log"]) == []


def test_drafts_are_refused_where_others_would_get_them(pod: Pod, tmp_path: Path) -> None:
    pod.run("build", "--drafts", "--output", tmp_path / "x").assert_plain_error(2, "holds no drafts")
    pod.run("build", "--drafts").assert_plain_error(2, "--watch")


def test_a_mention_of_nobody_known_is_named(pod: Pod, tmp_path: Path) -> None:
    text = tmp_path / "walk.md"
    text.write_text("# A walk\n\nWith @{nobody@else.example}.\n")

    with looking(pod, tmp_path / "log", "post", "preview", text, "--as", "alice") as preview:
        assert "walk.md:3: nobody known here is nobody@else.example" in preview.log.read_text()
        preview.finish()


@pytest.mark.parametrize("command", ["build --watch", "build --watch --drafts", "post preview"])
def test_a_port_that_is_taken_is_named(pod: Pod, tmp_path: Path, command: str) -> None:
    text = tmp_path / "walk.md"
    text.write_text("# A walk\n")
    file = [text, "--as", "alice"] if command == "post preview" else []
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        answer = pod.run(*command.split(), *file, "--port", port)

    answer.assert_plain_error(naming=f"port {port} is in use")
    assert not (pod.data / "preview").exists()


def test_a_folder_that_is_made_later_is_seen(pod: Pod, tmp_path: Path) -> None:
    pod.ok("build")
    process = pod.start("build", "--watch", "--port", free_port(), log=tmp_path / "log")
    try:
        assert until(lambda: "watching" in (tmp_path / "log").read_text())
        (pod.data / "site").mkdir()
        (pod.data / "site" / "landing.md").write_text("Words of a later folder.\n")
        assert until(lambda: b"Words of a later folder." in (pod.public / "index.html").read_bytes())
        shutil.copytree(Path(__file__).parents[3] / "themes" / "default", pod.data / "themes" / "default")
        layout = pod.data / "themes" / "default" / "templates" / "layout.mustache"
        layout.write_text(layout.read_text().replace("</body>", "<!-- a later theme --></body>"))
        assert until(lambda: b"a later theme" in (pod.public / "index.html").read_bytes())
    finally:
        end(process)
