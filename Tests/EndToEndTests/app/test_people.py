"""People, contacts and aspects in a real browser, without scripts."""

import re
import urllib.parse
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from app_pod import Running, looked_at, sign_in, sign_out, write


def find(page: Page, running: Running, text: str) -> None:
    page.goto(running.address("/people"))
    page.get_by_label("A name, or a diaspora* ID").fill(text)
    page.get_by_role("button", name="Search").click()


def add_person(running: Running, name: str) -> None:
    if running.rows(f"SELECT count(*) FROM user WHERE username = '{name}'") == [(0,)]:
        running.pod.ok("user", "add", name, "--email", f"{name}@example.org", "--password-stdin", stdin="a long password\n")


def test_somebody_is_found_by_a_part_of_the_name_and_put_into_aspects(
        running: Running, person: BrowserContext) -> None:
    add_person(running, "caroline")
    running.pod.ok("profile", "edit", "--first-name", "Caro", "--last-name", "Lindström", "--as", "caroline")
    page = person.new_page()
    sign_in(page, running)
    find(page, running, "ndstr")
    page.locator(".person").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Caro Lindström")
    for aspect in ("Family", "Work"):
        page.get_by_role("checkbox", name=aspect).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.locator(".profile")).to_contain_text("You share with")

    page.get_by_role("link", name="Contacts").click()
    expect(page.locator(".person", has_text="Caro")).to_contain_text(re.compile("Family.* and .*Work"))
    page.get_by_role("link", name=re.compile("^Work")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Work")
    expect(page.locator(".person")).to_have_count(1)

    page.locator(".person").get_by_role("link").click()
    for aspect in ("Family", "Work"):
        page.get_by_role("checkbox", name=aspect).uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("You do not share with them any more.")
    page.goto(running.address("/contacts"))
    expect(page.locator(".person", has_text="Caro")).to_have_count(0)


def test_a_whole_id_is_asked_for_at_its_pod(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    find(page, running, "ada@pod.invalid")
    expect(page.locator("main")).to_contain_text("This pod does not know ada@pod.invalid yet")
    page.get_by_role("button", name="Ask pod.invalid").click()
    expect(page.get_by_role("alert")).to_contain_text("The pod of ada@pod.invalid could not be reached")
    expect(page.get_by_label("A name, or a diaspora* ID")).to_have_value("ada@pod.invalid")
    find(page, running, f"@nobody@localhost:{running.port}")
    expect(page.locator("main")).to_contain_text("There is nobody of that ID on this pod.")
    find(page, running, "bo")
    expect(page.locator("main")).to_contain_text("Type at least 3 characters.")
    find(page, running, 'no "body" OR *')
    expect(page.locator("main")).to_contain_text("This pod knows nobody of that name.")


def test_aspects_are_made_renamed_ordered_and_deleted(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running, "bob")
    page.goto(running.address("/contacts"))
    page.get_by_label("Name of the aspect").fill("Choir")
    page.get_by_role("button", name="Make the aspect").click()
    expect(page.get_by_role("status")).to_contain_text("The aspect is made.")
    page.get_by_label("Name of the aspect").fill("choir")
    page.get_by_role("button", name="Make the aspect").click()
    expect(page.get_by_role("alert")).to_contain_text("You have an aspect “choir” already.")
    expect(page.get_by_label("Name of the aspect")).to_have_value("choir")
    page.locator(".tabs").get_by_role("link", name="Choir").click()
    page.get_by_label("Name of the aspect").fill("Family")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name="Move up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choir")
    page.get_by_role("button", name="Move down").click()
    page.goto(running.address("/contacts"))

    page.get_by_role("link", name=re.compile("^Choir")).click()
    page.get_by_role("button", name="Move up").click()
    names = [text.split(" ")[0] for text in page.locator(".tabs a").all_inner_texts()]
    assert names.index("Choir") == names.index("Acquaintances") - 1
    page.get_by_label("Name of the aspect").fill("Chorus & <b>")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chorus & <b>")

    page.goto(running.address("/stream"))
    find(page, running, "alice")
    page.locator(".person").get_by_role("link").click()
    page.get_by_role("checkbox", name="Friends").uncheck()
    page.get_by_role("checkbox", name="Chorus & <b>").check()
    page.get_by_role("button", name="Save").click()
    page.goto(running.address("/contacts"))
    page.get_by_role("link", name=re.compile("^Chorus")).click()
    page.get_by_role("link", name="Delete this aspect").click()
    expect(page.locator("main")).to_contain_text("1 person")
    page.get_by_role("button", name="Delete the aspect").click()
    expect(page.get_by_role("status")).to_have_text("The aspect was deleted.")
    # Somebody in no other aspect is no longer shared with.
    sharing = "SELECT isReceiving FROM contact JOIN user ON user.id = userID WHERE username = 'bob'"
    assert running.rows(sharing) == [(0,)]
    running.pod.ok("contact", "add", running.pod.url.removeprefix("http://").join(["alice@", ""]),
                   "--aspect", "Friends", "--as", "bob")


def test_ignoring_ends_sharing_and_is_taken_back(running: Running, person: BrowserContext) -> None:
    add_person(running, "mallory")
    page = person.new_page()
    sign_in(page, running)
    find(page, running, "mallory")
    page.locator(".person").get_by_role("link").click()
    page.get_by_role("link", name="Ignore them").click()
    expect(page.locator("main")).to_contain_text("can still read what you write for everyone")
    page.get_by_role("button", name="Ignore them").click()
    expect(page.get_by_role("status")).to_have_text("You ignore them now.")
    page.goto(running.address("/contacts?set=ignored"))
    page.locator(".person").get_by_role("link").click()
    page.get_by_role("button", name="Stop ignoring them").click()
    expect(page.get_by_role("status")).to_contain_text("You do not ignore them any more.")
    expect(page.get_by_role("checkbox", name="Family")).to_be_visible()


def test_a_persons_page_has_the_posts_its_reader_may_read(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running, "bob")
    write(page, running, "Bob, for everyone")
    write(page, running, "Bob, for those at work", "Work")
    sign_out(page)
    sign_in(page, running)
    find(page, running, "bob@")
    page.locator(".person").get_by_role("link").click()
    expect(page.locator(".card").first).to_contain_text("Bob, for everyone")
    assert "for those at work" not in page.content()
    assert page.goto(running.address("/stream/people/0123456789abcdef")).status == 404


def test_attack_32_others_aspects_cannot_be_touched(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    others = running.rows("SELECT aspect.id FROM aspect JOIN user ON user.id = userID WHERE username = 'bob'")
    page.goto(running.address("/contacts"))
    token = page.locator("input[name=token]").first.input_value()
    cookie = running.cookie(page)
    before = running.rows("SELECT id, userID, name, position FROM aspect ORDER BY id")
    bob = running.rows("SELECT guid FROM person WHERE diasporaID LIKE 'bob@%'")[0][0]
    for path, fields in [
        (f"/aspects/{others[0][0]}/rename", {"name": "Mine"}), (f"/aspects/{others[0][0]}/delete", {}),
        (f"/aspects/{others[1][0]}/up", {}), (f"/stream/people/{bob}/aspects", {"aspect": others[0][0]}),
    ]:
        body = urllib.parse.urlencode({"token": token} | fields)
        answer = running.ask(path, "POST", body, Cookie=cookie, Sec_Fetch_Site="same-origin")
        assert answer.status == 404, path
    for path in (f"/contacts?a_id={others[0][0]}", f"/aspects/{others[0][0]}/delete"):
        assert running.ask(path, Cookie=cookie).status == 404
    assert running.rows("SELECT id, userID, name, position FROM aspect ORDER BY id") == before


def test_each_page_can_be_used_by_everybody(running: Running, browser: Browser, screenshots: Path) -> None:
    bob = running.rows("SELECT guid FROM person WHERE diasporaID LIKE 'bob@%'")[0][0]
    running.pod.ok("profile", "edit", "--bio", "Grows beans.\nSings.", "--tags", "beans choir", "--as", "bob")
    aspect = running.rows("SELECT aspect.id FROM aspect JOIN user ON user.id = userID WHERE username = 'alice'")[0][0]
    pages = {
        "people": "/people?q=bob", "look-up": "/people?q=ada@pod.invalid", "person": f"/stream/people/{bob}",
        "ignore": f"/stream/people/{bob}/ignore", "contacts": "/contacts", "aspect": f"/contacts?a_id={aspect}",
        "ignored": "/contacts?set=ignored", "delete-aspect": f"/aspects/{aspect}/delete"}
    complaints = looked_at(running, browser, screenshots, pages)
    assert not complaints, "\n".join(complaints)
