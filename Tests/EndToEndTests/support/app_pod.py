"""A pod that serves signed-in pages, and a person's first steps in a browser."""

import http.client
import itertools
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from judges import accessibility
from patience import until
from pod import PASSWORD, Pod

CANARY = "canary7c1e of the family"
ADDRESSES = itertools.count(1)


@dataclass
class Running:
    """A pod that serves, with two writers who share with each other."""

    pod: Pod
    port: int

    def address(self, path: str) -> str:
        return f"{self.pod.url}{path}"

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.pod.data / "dandelion.sqlite", timeout=30)) as database:
            return database.execute(sql).fetchall()

    def cookie(self, page: Page) -> str:
        """The cookies of a browser, to send a form by other means."""
        return "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())

    def show_texts(self, page: Page) -> None:
        """Loads a page again once all answers are rendered: until then one's own stand there as they were written."""
        assert until(lambda: self.rows("SELECT count(*) FROM unrenderedComment") == [(0,)])
        page.reload()

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            names["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body=body or None, headers={"Host": f"localhost:{self.port}"} | names)
        response = connection.getresponse()
        response.body = response.read().decode()  # type: ignore[attr-defined]
        connection.close()
        return response


def answers(running: Running) -> bool:
    try:
        return running.ask("/robots.txt").status == 200
    except OSError:
        return False


def come_from_elsewhere(context: BrowserContext) -> None:
    """Attempts to sign in are counted by address: each browser has one of its own, as through a web server in front."""
    context.set_extra_http_headers({"X-Forwarded-For": f"192.0.2.{next(ADDRESSES)}"})


def sign_in(page: Page, running: Running, name: str = "alice") -> None:
    page.goto(running.address("/stream"))
    expect(page).to_have_title(re.compile("Sign in"))
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your stream")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/users/sign_out"))


def write(page: Page, running: Running, text: str, *aspects: str) -> str:
    """Publishes a post to everyone, or to aspects, and returns the address of its page."""
    page.goto(running.address("/posts/new"))
    page.get_by_label("What do you want to say?").fill(text)
    if aspects:
        page.get_by_label("Only the people in these aspects").check()
        for aspect in aspects:
            page.get_by_role("checkbox", name=aspect).check()
    else:
        page.get_by_label("Everyone on the web").check()
    page.get_by_role("button", name="Publish").click()
    expect(page).to_have_url(re.compile("/stream/posts/"))
    return page.url


def looked_at(running: Running, browser: Browser, screenshots: Path, pages: dict[str, str]) -> list[str]:
    """Opens pages by their addresses as Alice, in each size and scheme, and returns what is wrong with them."""
    complaints: list[str] = []
    for size in accessibility.SIZES:
        for scheme in accessibility.SCHEMES:
            context = accessibility.context(browser, size, scheme)
            come_from_elsewhere(context)
            page = context.new_page()
            sign_in(page, running)
            for name, address in pages.items():
                answer = page.goto(running.address(address))
                assert answer is not None and answer.status == 200, address
                complaints += look(page, f"{name}-{size}-{scheme}", screenshots)
            context.close()
    return complaints


def look(page: Page, name: str, screenshots: Path) -> list[str]:
    page.screenshot(path=screenshots / f"app-{name}.png", full_page=True)
    found = accessibility.complaints(page, name) + accessibility.overflow(page, name)
    # The theme's tokens are there, and differ by scheme.
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    lightness = float(re.match(r"oklch\(([\d.]+)", paper)[1]) if paper.startswith("oklch(") else -1
    if not (lightness > 0.9 if name.endswith("light") else 0 < lightness < 0.3):
        found.append(f"{name}: the page is {paper}")
    return found
