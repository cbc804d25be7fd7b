"""What the tests share: the binary, the judges that are started once, and pods to try things on."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from app_pod import Running, answers, come_from_elsewhere
from judges import accessibility
from judges.markup import Checker
from patience import until
from pod import PASSWORD, REPOSITORY, Pod, end
from ports import free_port
from static_server import StaticServer
from three_pods import Three, three_pods

THEMES = sorted(path.parent.name for path in (REPOSITORY / "themes").glob("*/theme.toml"))


@pytest.fixture(scope="session")
def dandelion() -> Path:
    """The binary under test: `DANDELION`, or what `swift build` leaves."""
    path = Path(os.environ.get("DANDELION", ".build/debug/dandelion"))
    path = path if path.is_absolute() else REPOSITORY / path
    if not os.access(path, os.X_OK):
        pytest.fail(f"{path} is not there: run `make build`, or set DANDELION", pytrace=False)
    return path


@pytest.fixture(scope="session")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    running = Checker(tmp_path_factory.mktemp("checker") / "log")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with accessibility.chromium() as running:
        yield running


@pytest.fixture(scope="session")
def template(dandelion: Path, tmp_path_factory: pytest.TempPathFactory) -> Pod:
    """An empty pod, made once and copied."""
    return Pod(dandelion, tmp_path_factory.mktemp("template") / "var", "http://localhost:3000").init()


@pytest.fixture
def new_pod(template: Pod, tmp_path: Path) -> Callable[[str], Pod]:
    def make(name: str = "var") -> Pod:
        shutil.copytree(template.data, tmp_path / name, symlinks=True)
        return Pod(template.binary, tmp_path / name, template.url)
    return make


@pytest.fixture
def pod(new_pod: Callable[[str], Pod]) -> Pod:
    return new_pod("var")


@pytest.fixture(scope="session", params=THEMES)
def demo(
    request: pytest.FixtureRequest, dandelion: Path, tmp_path_factory: pytest.TempPathFactory,
) -> Pod:
    """The pod of the sample posts that `make run` makes, built with each theme."""
    made = Pod(
        dandelion, tmp_path_factory.mktemp("demo") / "var", f"http://localhost:{free_port()}",
        settings=(("DANDELION_SETTINGS_THEME", request.param),)).init()
    made.ok("import", "markdown", REPOSITORY / "site" / "sample", "--as", "alice")
    made.ok("build")
    return made


@pytest.fixture(scope="session")
def demo_site(demo: Pod) -> Iterator[str]:
    """The demo's tree behind a plain web server, the pod switched off."""
    server = StaticServer(demo.public, int(demo.url.rsplit(":", 1)[1]))
    yield demo.url
    server.stop()


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of the pages go: `SCREENSHOTS`, or a folder of this run."""
    named = os.environ.get("SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def three(dandelion: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Three]:
    with three_pods(dandelion, tmp_path_factory.mktemp("three")) as three:
        yield three


# The signed-in pages: a pod with two writers, and browsers in which nobody is signed in.

@pytest.fixture(scope="module")
def running(dandelion: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("app")
    port = free_port()
    pod = Pod(dandelion, folder / "var", f"http://localhost:{port}").init()
    pod.ok("user", "add", "bob", "--email", "bob@example.org", "--password-stdin", stdin=PASSWORD + "\n")
    pod.ok("contact", "add", f"bob@localhost:{port}", "--aspect", "Family", "--as", "alice")
    pod.ok("contact", "add", f"alice@localhost:{port}", "--aspect", "Friends", "--as", "bob")
    pod.ok("build")
    process = pod.start("serve", "--port", port, log=folder / "log")
    running = Running(pod, port)
    try:
        assert until(lambda: answers(running) or process.poll() is not None), (folder / "log").read_text()
        assert process.poll() is None, (folder / "log").read_text()
        yield running
    finally:
        end(process)


@pytest.fixture
def person(browser: Browser) -> Iterator[BrowserContext]:
    """A browser on a phone in which nobody is signed in."""
    yield from somebody(browser, "phone")


@pytest.fixture(params=["phone", "desktop"])
def anybody(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """The same on a phone, and again on a desktop."""
    yield from somebody(browser, request.param)


def somebody(browser: Browser, size: str) -> Iterator[BrowserContext]:
    context = accessibility.context(browser, size, "light", scripts=False)
    come_from_elsewhere(context)
    yield context
    context.close()
