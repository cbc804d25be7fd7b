"""The program alone, in a folder that has nothing of the sources: themes and texts are inside."""

import os
import subprocess
from pathlib import Path

import pytest

from pod import PASSWORD, Pod


@pytest.fixture
def alone(dandelion: Path, tmp_path: Path):
    """Runs a copy of the program in an empty folder."""
    here = tmp_path / "here"
    binary = tmp_path / "bin" / "dandelion"
    here.mkdir()
    binary.parent.mkdir()
    os.link(dandelion, binary) if os.stat(dandelion).st_dev == os.stat(tmp_path).st_dev else \
        binary.write_bytes(dandelion.read_bytes())
    binary.chmod(0o755)
    pod = Pod(binary=binary, data=here / "var", url="http://localhost:3000/")

    def run(*arguments: str, stdin: str = "", code: int = 0) -> str:
        done = subprocess.run(
            [binary, *arguments], cwd=here, env=pod.environment, input=stdin, text=True, capture_output=True,
            timeout=120)
        assert done.returncode == code, done
        return done.stdout + done.stderr

    run("init", "--url", pod.url, "--admin", "alice", "--email", "alice@example.org", "--password-stdin", stdin=PASSWORD)
    run.here, run.public = here, here / "var" / "public"
    return run


def test_the_program_needs_nothing_beside_it(alone):
    alone("post", "new", "-", "--as", "alice", "--public", stdin="# Words\n\nAnd more")

    assert "Words" in alone("post", "list", "--as", "alice")
    assert "theme         default" in alone("doctor")
    assert "Words" in (alone.public / "index.html").read_text()
    assert (alone.public / "about.html").exists()


def test_nothing_of_the_folder_that_a_command_is_given_in_is_published(alone):
    foreign = alone.here / "site" / "static"
    foreign.mkdir(parents=True)
    (foreign / "private.txt").write_text("not for others")
    (alone.here / "site" / "about.md").write_text("# Somebody else")
    (alone.here / "themes" / "default" / "templates").mkdir(parents=True)
    (alone.here / "themes" / "default" / "templates" / "extra-head.mustache").write_text("<!-- foreign -->")

    alone("build", "--full")

    assert not (alone.public / "private.txt").exists()
    assert "Somebody else" not in (alone.public / "about.html").read_text()
    assert "foreign" not in (alone.public / "index.html").read_text()


def test_a_template_of_the_podmins_theme_folder_shows_in_every_page(alone):
    alone("post", "new", "-", "--as", "alice", "--public", stdin="# Words\n\nAnd more")
    own = alone.here / "var" / "themes" / "default" / "templates" / "extra-head.mustache"
    own.parent.mkdir(parents=True)
    own.write_text('<meta name="salt" content="marsh">')

    alone("build")

    pages = list(alone.public.rglob("*.html"))
    assert pages and all('<meta name="salt" content="marsh">' in page.read_text() for page in pages)
    assert "Words" in (alone.public / "index.html").read_text()


def test_files_that_were_installed_beside_the_program_come_after_the_podmins(alone):
    shared = alone.here.parent / "share" / "dandelion" / "themes" / "default" / "templates"
    shared.mkdir(parents=True)
    (shared / "extra-head.mustache").write_text("<!-- installed -->")
    alone("build")
    assert "<!-- installed -->" in (alone.public / "index.html").read_text()

    own = alone.here / "var" / "themes" / "default" / "templates"
    own.mkdir(parents=True)
    (own / "extra-head.mustache").write_text("<!-- the podmin's -->")
    alone("build")

    page = (alone.public / "index.html").read_text()
    assert "<!-- the podmin's -->" in page and "<!-- installed -->" not in page


def test_a_new_theme_takes_its_colours_and_all_else_from_the_one_it_extends(alone):
    said = alone("theme", "new", "mine", "--extends", "almanac")
    assert str(Path("var/themes/mine")) in said and 'theme = "mine"' in said
    settings = alone.here / "var" / "dandelion.toml"
    text = settings.read_text()
    settings.write_text(text.replace("[settings]", '[settings]\ntheme = "mine"', 1))

    alone("build")

    page = (alone.public / "index.html").read_text()
    sheet = next((alone.public / "assets").glob("colours-*.css"))
    assert f'href="/assets/{sheet.name}"' in page and 'class="nameplate"' in page
    assert "--accent" in sheet.read_text()
    assert "already" in alone("theme", "new", "mine", code=1)
    assert "already" in alone("theme", "new", "default", code=1)
    assert "no theme" in alone("theme", "new", "other", "--extends", "none", code=1)


def test_a_folder_that_a_setting_names_concerns_only_commands_that_render(alone):
    settings = alone.here / "var" / "dandelion.toml"
    text = settings.read_text()
    settings.write_text(text.replace("[environment]", '[environment]\nthemes = "nowhere"', 1))

    alone("post", "list", "--as", "alice")

    assert "environment.themes: there is nothing at" in alone("build", code=1)
