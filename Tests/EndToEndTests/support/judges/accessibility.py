"""axe-core in a real Chromium, at phone and desktop width, in light and dark."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, sync_playwright

SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")

# Every rule axe-core has on by default, and the one of WCAG 2.2 that it has not.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's own Chromium; nothing is downloaded."""
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


def launch(kind: BrowserType, without: list[str] | None = None) -> Browser:
    """Starts a Chromium without some of the options that Playwright gives it."""
    return kind.launch(
        executable_path=shutil.which("chromium"), ignore_default_args=without,
        args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])


def context(browser: Browser, size: str, scheme: str, scripts: bool = True) -> BrowserContext:
    width, height = SIZES[size]
    return browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme,
        java_script_enabled=scripts, reduced_motion="reduce")


def complaints(page: Page, name: str) -> list[str]:
    """The violations axe-core finds on the page that is open."""
    found = []
    for violation in Axe().run(page, options=OPTIONS).response["violations"]:
        places = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
        found.append(f"{name}: {violation['id']}, {violation['help']} ({places})")
    return found


def overflow(page: Page, name: str) -> list[str]:
    """Whether the page is wider than the window."""
    wide, window = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"{name}: {wide} px wide in a window of {window}"] if wide > window + 1 else []
