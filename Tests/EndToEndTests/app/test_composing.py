"""Preview, polls, places and edits in a real browser, without scripts."""

import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from app_pod import CANARY, Running, looked_at, sign_in, sign_out, write


def test_a_preview_keeps_everything_and_publishes_nothing(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    before = running.rows("SELECT count(*) FROM post")
    page.goto(running.address("/posts/new"))
    page.get_by_label("What do you want to say?").fill("Some **bold** words & <script>alert(1)</script>")
    page.locator("#poll summary").click()
    page.get_by_label("Question").fill("Tea?")
    for number, answer in [(1, "Yes"), (3, "No")]:
        page.get_by_label(f"Answer {number}").fill(answer)
    page.locator("#location summary").click()
    page.get_by_label("Name of the place").fill("At home")
    page.get_by_label("Only the people in these aspects").check()
    page.get_by_role("checkbox", name="Family").check()
    page.get_by_role("button", name="Preview").click()
    preview = page.locator("section.card")
    expect(preview.locator("strong")).to_have_text("bold")
    assert preview.locator("script").count() == 0
    expect(page.get_by_label("Question")).to_have_value("Tea?")
    expect(page.get_by_label("Answer 2")).to_have_value("No")
    expect(page.get_by_label("Name of the place")).to_have_value("At home")
    expect(page.get_by_role("checkbox", name="Family")).to_be_checked()
    assert running.rows("SELECT count(*) FROM post") == before

    page.get_by_role("button", name="Publish").click()
    expect(page).to_have_url(re.compile("/stream/posts/"))
    expect(page.locator(".card")).to_contain_text("At home")
    expect(page.locator(".poll legend")).to_have_text("Tea?")
    expect(page.locator(".poll input[type=radio]")).to_have_count(2)


def test_a_poll_without_answers_is_refused_and_stays(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    page.goto(running.address("/posts/new"))
    page.get_by_label("What do you want to say?").fill("A poll")
    page.get_by_label("Everyone on the web").check()
    page.locator("#poll summary").click()
    page.get_by_label("Question").fill("Which?")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_attribute("href", "#poll")
    expect(page.get_by_label("Question")).to_have_value("Which?")
    page.get_by_label("Question").fill("")
    page.get_by_role("button", name="Publish").click()
    expect(page).to_have_url(re.compile("/stream/posts/"))


def open_edit(page: Page) -> None:
    page.locator(".more summary").click()
    page.get_by_role("link", name="Edit").click()


def test_a_text_is_edited_and_a_change_meanwhile_is_noticed(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    address = write(page, running, "The first text", "Family")
    open_edit(page)
    expect(page.get_by_label("What do you want to say?")).to_have_value("The first text")
    page.get_by_label("What do you want to say?").fill("# A title\n\nThe *second* text")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("section.card em")).to_have_text("second")
    expect(page.locator("section.card h3")).to_have_text("A title")
    page.get_by_role("button", name="Save the new text").click()
    expect(page.get_by_role("status")).to_contain_text("The new text is saved.")
    expect(page.locator(".card")).to_contain_text("edited")

    open_edit(page)
    other = page.context.new_page()
    other.goto(address + "/edit")
    other.get_by_label("What do you want to say?").fill("From the other tab")
    other.get_by_role("button", name="Save the new text").click()
    page.get_by_label("What do you want to say?").fill("From this tab")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Save the new text").click()
    expect(page.get_by_role("alert")).to_contain_text("The post was changed meanwhile")
    expect(page.get_by_label("What do you want to say?")).to_have_value("From this tab")
    other.goto(address)
    expect(other.locator(".card .text")).to_have_text("From the other tab")
    page.get_by_role("button", name="Save the new text").click()
    expect(page.locator(".card .text")).to_have_text("From this tab")
    page.goto(address + "/edit")
    page.get_by_label("What do you want to say?").fill("  ")
    page.get_by_role("button", name="Save the new text").click()
    expect(page.get_by_role("alert")).to_be_visible()


def test_attack_32_texts_of_others_cannot_be_edited(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running, "bob")
    address = write(page, running, f"{CANARY} of Bob", "Friends")
    sign_out(page)
    sign_in(page, running)
    page.goto(address)
    expect(page.locator(".card")).to_contain_text(CANARY)
    token = page.locator("input[name=token]").first.input_value()
    path = address.removeprefix(running.pod.url)
    assert running.ask(f"{path}/edit", Cookie=running.cookie(page)).status == 404
    answer = running.ask(f"{path}/edit", "POST", f"token={token}&text=Mine&seen=1", Cookie=running.cookie(page),
                         Sec_Fetch_Site="same-origin")
    assert answer.status == 404 and CANARY not in answer.body
    assert running.rows(f"SELECT count(*) FROM post WHERE text = '{CANARY} of Bob'") != [(0,)]


def test_each_page_can_be_used_by_everybody(
        running: Running, browser: Browser, person: BrowserContext, screenshots: Path) -> None:
    page = person.new_page()
    sign_in(page, running)
    path = write(page, running, "To be looked at").removeprefix(running.pod.url)
    complaints = looked_at(running, browser, screenshots, {"edit": path + "/edit", "write": "/posts/new"})
    assert not complaints, "\n".join(complaints)
