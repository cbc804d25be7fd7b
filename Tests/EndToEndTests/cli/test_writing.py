"""What a writer hands over: pictures beside the text, and texts written in an editor."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from judges import tree
from judges.markup import Checker
from patience import until
from pictures import png
from pod import REPOSITORY, Pod, end
from ports import free_port

MARSH = REPOSITORY / "site" / "sample" / "pictures" / "alice.png"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text's folder with a picture in it and one below."""
    folder = tmp_path / "texts"
    (folder / "more pictures").mkdir(parents=True)
    shutil.copy(MARSH, folder / "marsh.png")
    shutil.copy(MARSH, folder / "more pictures" / "tide.png")
    shutil.copy(MARSH, tmp_path / "outside.png")
    return folder


def images(pod: Pod) -> list[str]:
    return sorted(path.name for path in (pod.data / "uploads" / "images").iterdir())


def page(pod: Pod, address: str) -> str:
    return (pod.public / "posts" / (address.strip().split("/")[-1] + ".html")).read_text()


def test_pictures_beside_a_text_are_shown(pod: Pod, folder: Path) -> None:
    text = folder / "walk.md"
    text.write_text("# Walk\n\n![The marsh](marsh.png)\n\n![The tide](more%20pictures/tide.png \"At noon\")\n\n"
                    "`![code](marsh.png)` ![far](https://elsewhere.example/a.png)\n")

    address = pod.ok("post", "new", text, "--public")

    shown = page(pod, address)
    assert shown.count('<img src="http://localhost:3000/uploads/images/') == 2 and 'alt="The marsh"' in shown and 'alt="The tide"' in shown
    assert "![code](marsh.png)" in shown
    # The same post again: the pictures that it has are not taken in once more.
    before = images(pod)
    text.write_text(text.read_text() + "\nMore words.\n")
    pod.ok("post", "edit", address.strip(), text)
    assert images(pod) == before
    assert "More words" in page(pod, address) and page(pod, address).count('<img src="http://localhost:3000/uploads/images/') == 2
    assert pod.ok("database", "check")


def test_a_photo_without_words_has_a_name(pod: Pod, tmp_path: Path) -> None:
    first = pod.publish("# Walk")
    photo = pod.publish("", "--photo", png(tmp_path / "mast.png"), "--alt", "The mast")

    shown = page(pod, photo)
    month = next((pod.public / "archive").glob("*/*.html")).read_text()
    feed = (pod.public / "feed.atom").read_text()
    assert "<title>Photo · " in shown
    assert ">Photo</a>" in month
    assert '<title type="text">Photo</title>' in feed
    assert "<bdi>Photo</bdi>" in page(pod, first)


def test_a_post_alone_has_no_pager(pod: Pod) -> None:
    only = pod.publish("# Walk")

    assert 'class="pager' not in page(pod, only)
    assert 'class="pager' not in next((pod.public / "archive").glob("*/*.html")).read_text()


def test_an_edit_brings_a_picture(pod: Pod, folder: Path) -> None:
    address = pod.ok("post", "new", "-", "--public", stdin="# Walk\n\nWords")
    (folder / "walk.md").write_text("# Walk\n\n![The marsh](marsh.png)\n")

    pod.ok("post", "edit", address.strip(), folder / "walk.md")

    assert 'alt="The marsh"' in page(pod, address)
    name = page(pod, address).split('/uploads/images/')[1].split('"')[0]
    assert (pod.public / "uploads" / "images" / name).exists()


def test_pictures_of_a_limited_post_are_in_no_tree(pod: Pod, folder: Path) -> None:
    (folder / "walk.md").write_text("![The marsh](marsh.png)\n")

    pod.ok("post", "new", folder / "walk.md", "--aspect", "Family")

    assert images(pod)
    assert not list((pod.public / "uploads").rglob("*.png"))


@pytest.mark.parametrize(("picture", "reason"), [
    ("none.png", "there is no such file"), ("../outside.png", "not in the folder of the text or below"),
    ("walk.md", "picture"),
])
def test_a_picture_that_cannot_be_shown_is_named_with_its_line(pod: Pod, folder: Path, picture: str, reason: str) -> None:
    text = folder / "walk.md"
    text.write_text(f"---\ntitle: Walk\n---\nFirst\n\n![good](marsh.png)\n\n![bad]({picture})\n")

    answer = pod.run("post", "new", text, "--public")

    answer.assert_plain_error(naming=f"{text}:8: the picture {picture}")
    assert reason in answer.err
    assert images(pod) == [] and pod.run("post", "list").out == ""


def test_a_picture_on_standard_input_is_an_error(pod: Pod) -> None:
    pod.run("post", "new", "-", "--public", stdin="![The marsh](marsh.png)").assert_plain_error(naming="standard input:1")


def test_front_matter_that_cannot_be_read_is_named_with_its_line(pod: Pod, folder: Path) -> None:
    text = folder / "walk.md"
    text.write_text("---\ntitle: Walk\ndate: never\n---\nWords\n")
    for arguments in (("post", "new", text, "--public"), ("post", "new", text, "--draft")):
        pod.run(*arguments).assert_plain_error(naming=f"{text}:3: date is no date")
    pod.run("post", "new", "-", "--public", stdin="---\ntitle: Walk\n").assert_plain_error(naming="standard input:1: ")


def test_a_mention_of_nobody_known_is_a_warning_with_its_line(pod: Pod, folder: Path) -> None:
    text = folder / "walk.md"
    text.write_text("---\ntitle: Walk\n---\nWith @{alice@localhost:3000}\nand @{Bob; bob@two.example}.\n")
    answer = pod.run("post", "new", text, "--public")
    assert answer.code == 0, answer
    warnings = [line for line in answer.err.splitlines() if line.startswith("warning")]
    assert len(warnings) == 1 and f"{text}:5: nobody known here is bob@two.example" in warnings[0], answer
    assert "dandelion federation fetch bob@two.example" in warnings[0]
    again = pod.run("post", "edit", answer.out.strip(), text)
    assert again.code == 0 and f"{text}:5: " in again.err, again


def test_titles_are_listed_without_their_mark(pod: Pod) -> None:
    pod.publish("# A title\n\nWords.")
    pod.publish("#seed and words")
    listed = [line.split("  ", 2)[2] for line in pod.ok("post", "list").splitlines()]
    assert sorted(listed) == ["#seed and words", "A title"]


def test_each_photo_has_a_text_or_none(pod: Pod, folder: Path) -> None:
    photo = folder / "marsh.png"
    answer = pod.run("post", "new", "-", "--public", "--photo", photo, "--photo", photo, "--alt", "One", stdin="x")
    assert answer.code == 2 and "one --alt for each" in answer.err


def editing(pod: Pod, script: str) -> Pod:
    return replace(pod, settings=(*pod.settings, ("EDITOR", f"sh -c '{script}' sh"), ("VISUAL", "")))


def test_a_post_is_written_in_an_editor(pod: Pod) -> None:
    address = editing(pod, 'printf "# Written\\n\\nIn an editor" > "$1"').ok("post", "new", "--public")
    assert "In an editor" in page(pod, address)

    editing(pod, 'sed -i s/editor/evening/ "$1"').ok("post", "edit", address.strip())

    assert "In an evening" in page(pod, address)
    assert not list(pod.data.glob("edit-*"))


def test_what_is_not_written_or_not_changed_does_nothing(pod: Pod) -> None:
    said = editing(pod, "true").run("post", "new", "--public")
    assert said.code == 0 and "nothing was written" in said.err
    post = pod.publish("Words")
    said = editing(pod, "true").run("post", "edit", post)
    assert said.code == 0 and "nothing was changed" in said.err
    assert not list(pod.data.glob("edit-*"))


def test_what_was_written_is_kept_if_it_cannot_be_taken(pod: Pod) -> None:
    answer = editing(pod, 'echo "![gone](none.png)" > "$1"').run("post", "new", "--public")

    answer.assert_plain_error(naming="your text is kept in")
    kept = list(pod.data.glob("edit-*.md"))
    assert len(kept) == 1 and "![gone](none.png)" in kept[0].read_text()
    assert kept[0].stat().st_mode & 0o777 == 0o600
    kept[0].unlink()
    editing(pod, 'echo Words > "$1"; false').run("post", "new", "--public").assert_plain_error(naming="your text is kept in")
    assert "Words" in next(pod.data.glob("edit-*.md")).read_text()


def test_photos_place_and_date_are_changed_later(pod: Pod, tmp_path: Path) -> None:
    first, second = png(tmp_path / "a.png", seed=1), png(tmp_path / "b.png", seed=2)
    address = pod.ok("post", "new", "-", "--public", "--photo", first, "--alt", "One", "--location", "Marsh",
                     stdin="# Walk\n\nWords\n").strip()
    kept = images(pod)

    pod.ok("post", "edit", address, "--photo", first, "--alt", "A better one")
    assert images(pod) == kept and "A better one" in page(pod, address) and "Words" in page(pod, address)
    pod.ok("post", "edit", address, "--photo", second, "--alt", "Two", "--no-location", "--date", "2024-05-12T08:30")
    assert 'alt="Two"' in page(pod, address) and "Marsh" not in page(pod, address)
    assert "2024-05-12T08:30" in page(pod, address) and (pod.public / "archive" / "2024" / "05.html").exists()
    pod.ok("post", "edit", address, "--alt", "Eins", "--alt", "Zwei")
    assert 'alt="Eins"' in page(pod, address) and 'alt="Zwei"' in page(pod, address)
    assert "1 Eins; 2 Zwei" in pod.ok("post", "show", address)
    pod.ok("post", "edit", address, "--remove-photo", "1")
    assert 'alt="Eins"' not in page(pod, address) and 'alt="Zwei"' in page(pod, address)
    assert not set(images(pod)) & set(kept)
    pod.ok("build", "--output", tmp_path / "clean")
    assert tree.differences(pod.public, tmp_path / "clean") == []


@pytest.mark.parametrize("theme", ["default", "almanac"])
def test_a_place_is_drawn_beside_its_name(pod: Pod, checker: Checker, theme: str) -> None:
    themed = replace(pod, settings=(("DANDELION_SETTINGS_THEME", theme),))
    address = themed.ok("post", "new", "-", "--public", "--location", "Saltmarsh", stdin="# Walk\n\nWords\n")

    shown = page(themed, address)

    [place] = lxml.html.fromstring(shown).find_class("p-location")
    [drawing] = place.iter("svg")
    assert drawing.get("aria-hidden") == "true" and drawing.find("path").get("d")
    assert place.text_content().strip() == "Saltmarsh"
    assert checker.complaints(shown.encode()) == []


def test_front_matter_of_an_edit_brings_photos_and_a_place(pod: Pod, tmp_path: Path) -> None:
    png(tmp_path / "a.png", seed=1)
    text = tmp_path / "walk.md"
    text.write_text("---\nphotos:\n  - file: a.png\n    alt: One\nlocation: Marsh\n"
                    "poll:\n  question: Where to?\n  answers: [Hill, Marsh]\n---\nWords\n")
    address = pod.ok("post", "new", text, "--public").strip()
    before = images(pod)

    text.write_text(text.read_text().replace("alt: One", "alt: Other").replace("location: Marsh", "location: Hill"))
    pod.ok("post", "edit", address, text)
    assert 'alt="Other"' in page(pod, address) and "Hill" in page(pod, address) and images(pod) == before

    text.write_text(text.read_text().replace("[Hill, Marsh]", "[Hill, Sea]"))
    pod.run("post", "edit", address, text).assert_plain_error(naming="poll of a published post cannot be changed")
    assert images(pod) == before


@pytest.mark.parametrize(("options", "code", "reason"), [
    (("--date", "2999-01-01"), 1, "cannot be one to come"), (("--remove-photo", "2"), 1, "no picture 2"),
    (("--alt", "a", "--alt", "b"), 1, "give one for each"), (("--poll", "Q?", "--answer", "a", "--answer", "b"), 1, "cannot be changed"),
    (("--location", "Hill", "--no-location"), 2, "do not go together"), (("--photo", "none.png"), 1, "no such file"),
])
def test_what_cannot_be_changed_is_said(pod: Pod, tmp_path: Path, options: tuple[str, ...], code: int, reason: str) -> None:
    address = pod.ok("post", "new", "-", "--public", "--photo", png(tmp_path / "a.png", seed=1), stdin="Words\n").strip()
    before = page(pod, address)
    pod.run("post", "edit", address, *options).assert_plain_error(code, reason)
    assert page(pod, address) == before and len([name for name in images(pod) if "_" not in name and not name.startswith("w")]) == 1


def test_html_is_converted_and_what_is_left_is_named(pod: Pod, folder: Path) -> None:
    text = folder / "walk.md"
    text.write_text("---\ntitle: Walk\n---\n<b>Bold</b> and <kbd>C</kbd>\n\n<img src=\"marsh.png\" alt=\"The marsh\">\n\n"
                    "<u onclick=x>Under</u>\n\n<details>\n<summary>More</summary>\n\n*Words*\n\n</details>\n")

    answer = pod.run("post", "new", text, "--public")

    assert answer.code == 0 and "walk.md:8: <u> has no Markdown: its text was kept" in answer.err
    shown = page(pod, answer.out)
    assert "<strong>Bold</strong> and <kbd>C</kbd>" in shown and 'alt="The marsh"' in shown
    assert "<summary>More</summary>\n<p><em>Words</em></p>\n</details>" in shown and "onclick" not in shown
    answer = pod.run("post", "edit", answer.out.strip(), "-", stdin="One\n\n<font>Two</font>\n")
    assert "standard input:3: <font>" in answer.err


def test_html_of_a_site_text_is_converted_and_named(pod: Pod) -> None:
    (pod.data / "site").mkdir()
    (pod.data / "site" / "about.md").write_text("# About\n\n<em>This</em> pod\n\n<marquee>hums</marquee>\n")

    answer = pod.run("build")

    assert answer.code == 0 and "about.md:5: <marquee> has no Markdown" in answer.err
    assert "<em>This</em> pod" in (pod.public / "about.html").read_text()


def test_an_unclosed_element_in_a_comment_changes_nothing_outside_it(pod: Pod, checker: Checker) -> None:
    post = pod.publish("# Walk\n\n<figure>\n\nWords <mark>not closed\n\n- <details>\n  <summary>More\n\n> <kbd>C\n")
    pod.ok("comment", "new", post, "-", "--as", "alice", stdin="<mark>Loud <kbd>words\n\n<details>\n\n</div></article>\n")
    pod.ok("comment", "new", post, "-", "--as", "alice", stdin="Quiet words\n")
    pod.ok("build")

    shown = (pod.public / "posts" / f"{post}.html").read_text()

    assert "<mark>Loud <kbd>words</kbd></mark></p>" in shown and "&lt;details&gt;" in shown and "<p>Quiet words</p>" in shown
    assert checker.complaints(shown.encode()) == []


def shown_by(pod: Pod, name: str) -> list[str]:
    """The pictures of a page of `site/`, by their names."""
    return re.findall(r'src="/uploads/images/([0-9a-f]{32}\.png)"', (pod.public / f"{name}.html").read_text())


def test_pictures_beside_a_site_text_are_shown(pod: Pod, folder: Path, tmp_path: Path) -> None:
    site = pod.data / "site"
    shutil.copytree(folder, site)
    png(site / "more pictures" / "tide.png", seed=1)
    (site / "about.md").write_text("# About\n\n![The marsh](marsh.png)\n\n![The tide](more%20pictures/tide.png)\n")

    pod.ok("build")

    marsh, tide = shown_by(pod, "about")
    taken = pod.data / "cache" / "pictures"
    assert marsh != tide and {path.name for path in taken.iterdir()} == {marsh[:32], tide[:32]}
    assert all((pod.public / "uploads" / "images" / name).is_file() for name in (marsh, tide, f"thumb_small_{tide}"))
    # A post, and everything anew: nothing is taken in again, and the tree is that of a clean build.
    before = {path: path.stat().st_ino for path in taken.rglob("*")}
    pod.publish("# Words\n\nWith #garden.\n")
    pod.ok("build", "--full")
    assert {path: path.stat().st_ino for path in taken.rglob("*")} == before
    pod.ok("build", "--output", tmp_path / "clean")
    assert tree.snapshot(tmp_path / "clean") == tree.snapshot(pod.public)
    # Whatever looks after photos does not complain of them.
    pod.ok("database", "check")
    rows = json.loads(pod.run("doctor", "--offline", "--json").out)
    assert [row for row in rows if row["subject"] in ("access", "uploads", "tree", "theme") and row["urgency"] != "ok"] == []
    pod.ok("backup", tmp_path / "backup")
    # Another picture of that name is another picture on the page; the old one goes.
    png(site / "marsh.png", seed=2)
    pod.ok("build")
    other = shown_by(pod, "about")[0]
    assert other != marsh and {path.name for path in taken.iterdir()} == {other[:32], tide[:32]}
    assert not list((pod.public / "uploads" / "images").glob(f"*{marsh}"))
    # Without it nothing is written.
    (site / "marsh.png").unlink()
    before_error = tree.snapshot(pod.public)
    pod.run("build").assert_plain_error(naming="about.md:3: the picture marsh.png: there is no such file")
    assert tree.snapshot(pod.public) == before_error
    rows = json.loads(pod.run("doctor", "--offline", "--json").out)
    assert any("about.md:3: the picture marsh.png" in row["text"] for row in rows if row["urgency"] == "problem"), rows


def test_a_changed_picture_of_a_site_text_is_seen_by_those_who_watch(pod: Pod, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, pod.data / "site")
    (pod.data / "site" / "about.md").write_text("# About\n\n![The marsh](marsh.png)\n")
    pod.ok("build")
    before = shown_by(pod, "about")
    process = pod.start("build", "--watch", "--port", free_port(), log=tmp_path / "log")
    try:
        assert until(lambda: "watching" in (tmp_path / "log").read_text())
        png(pod.data / "site" / "marsh.png", seed=2)
        assert until(lambda: shown_by(pod, "about") not in ([], before))
    finally:
        end(process)
