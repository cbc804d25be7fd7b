"""Tall pictures: the whole of one is seen at once, in a text and alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from conftest import THEMES
from judges import accessibility
from pictures import png
from pod import Pod
from ports import free_port
from static_server import StaticServer

# Of each tall picture of the page: its height, loaded or not, and how it fills its box.
SHOWN = """[...document.querySelectorAll('main img')].filter((image) => /tower|mast/.test(image.alt)).map((image) => {
  const box = image.getBoundingClientRect();
  return [box.height, getComputedStyle(image).objectFit];
})"""


@pytest.mark.parametrize("theme", THEMES)
def test_a_portrait_is_no_higher_than_the_window(
    theme: str, dandelion: Path, tmp_path: Path, browser: Browser,
) -> None:
    port = free_port()
    pod = Pod(
        dandelion, tmp_path / "var", f"http://localhost:{port}",
        settings=(("DANDELION_SETTINGS_THEME", theme),)).init()
    text = tmp_path / "text.md"
    text.write_text("# Tower\n\n![The tower](tower.png)\n\nWords.\n")
    png(tmp_path / "tower.png", 800, 3200)
    within = pod.ok("post", "new", text, "--public").strip()
    alone = pod.url + "/posts/" + pod.publish("Words.", "--photo", png(tmp_path / "mast.png", 800, 3200, seed=8), "--alt", "The mast")
    server = StaticServer(pod.public, port)
    try:
        for size, (_, height) in accessibility.SIZES.items():
            window = accessibility.context(browser, size, "light")
            page = window.new_page()
            for address in (within, alone):
                page.goto(address)
                shown = page.evaluate(SHOWN)
                assert len(shown) == 1, (size, address, shown)
                assert 100 < shown[0][0] <= height * 0.9 and shown[0][1] == "contain", (size, address, shown)
            window.close()
    finally:
        server.stop()
