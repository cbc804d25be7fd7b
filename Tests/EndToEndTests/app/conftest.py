"""A pod with two writers, and browsers in which nobody is signed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from app_pod import Running, answers, come_from_elsewhere
from judges import accessibility
from patience import until
from pod import PASSWORD, Pod, end
from ports import free_port


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
