"""The streams in a real browser, without scripts."""

import re

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, expect

from app_pod import Running, looked_at, sign_in, sign_out, write


def test_a_hidden_post_is_gone_from_lists_and_comes_back(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    address = write(page, running, "Not every day")
    guid = address.rsplit("/", 1)[1]
    page.goto(running.address("/stream"))
    card = page.locator(f"[id='post~{guid}']")
    card.locator(".more summary").click()
    card.get_by_role("button", name="Hide it from my streams").click()
    expect(page.get_by_role("status")).to_have_text("The post is hidden from your streams.")
    expect(card).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(card).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("The post is in your streams again.")


def test_posts_are_found_where_one_left_a_mark(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running, "bob")
    address = write(page, running, f"For many lists, @{{alice@localhost:{running.port}}} and #öl-garden")
    guid = address.rsplit("/", 1)[1]
    sign_out(page)
    sign_in(page, running)
    card = page.locator(f"[id='post~{guid}']")
    for stream, is_there in [("mentions", True), ("public", True), ("local_public", True), ("liked", False),
                             ("commented", False), ("saved", False), ("activity", False), ("followed_tags", False)]:
        page.goto(running.address(f"/{stream}"))
        expect(card).to_have_count(1 if is_there else 0)
    page.goto(address)
    page.get_by_role("button", name="Like").click()
    page.locator(".more summary").first.click()
    page.get_by_role("button", name="Save, to find it again").click()
    page.get_by_label("Your answer").fill("An answer")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(".answer")).to_have_count(1)
    running.show_texts(page)
    page.goto(running.address("/followed_tags"))
    page.get_by_label("Follow a tag").fill("!!")
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_attribute("href", "#name")
    expect(page.get_by_label("Follow a tag")).to_have_value("!!")
    page.get_by_label("Follow a tag").fill("#Öl-Garden")
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("status")).to_have_text("You follow this tag.")
    for stream in ("liked", "commented", "saved", "activity", "followed_tags"):
        page.goto(running.address(f"/{stream}"))
        expect(card).to_have_count(1)
    page.get_by_role("link", name="#öl-garden").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("#öl-garden")
    expect(card).to_have_count(1)
    page.get_by_role("button", name="Stop following").click()
    expect(page.get_by_role("status")).to_have_text("You do not follow this tag any more.")


def test_the_stream_of_an_aspect(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    address = write(page, running, "For those at work", "Work")
    card = page.locator(f"[id='post~{address.rsplit('/', 1)[1]}']")
    page.goto(running.address("/aspects"))
    page.locator(".chips").get_by_role("link", name="Work").click()
    expect(card).to_have_count(1)
    page.locator(".chips").get_by_role("link", name="Friends").click()
    expect(card).to_have_count(0)


def test_old_pages_and_pages_of_nobody(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    for number in range(17):
        running.pod.ok("post", "new", "-", "--public", "--as", "alice", stdin=f"Number {number} of many\n")
    page.goto(running.address("/stream"))
    expect(page.locator(".card")).to_have_count(15)
    first = page.locator(".card").first.get_attribute("id")
    page.get_by_role("link", name="Older").click()
    assert page.locator(".card").count() > 1
    assert first not in [card.get_attribute("id") for card in page.locator(".card").all()]
    for place in ("1", "a.b", "1.2.3", "9" * 30, "-1.-1"):
        assert page.goto(running.address(f"/stream?after={place}")).status == 200


def test_addresses_of_the_tree_lead_to_the_twins(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    limited = write(page, running, "Limited, by its public address", "Family")
    guid = limited.rsplit("/", 1)[1]
    page.goto(running.address(f"/posts/{guid}"))
    expect(page).to_have_url(limited)
    page.goto(running.address("/tags/nobody-ever-wrote-this"))
    expect(page).to_have_url(re.compile("/stream/tags/nobody-ever-wrote-this"))
    sign_out(page)
    assert page.goto(running.address(f"/posts/{guid}")).status == 404
    assert page.goto(running.address("/tags/nobody-ever-wrote-this")).status == 404


def test_each_page_can_be_used_by_everybody(running: Running, browser: Browser, screenshots: Path) -> None:
    pages = {name: f"/{name}" for name in ("aspects", "followed_tags", "saved", "mentions")}
    complaints = looked_at(running, browser, screenshots, pages | {"tag": "/stream/tags/garden"})
    assert not complaints, "\n".join(complaints)
