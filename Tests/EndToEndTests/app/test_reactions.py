"""The buttons of posts and answers in a real browser, without scripts."""

import re
import urllib.parse
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from app_pod import CANARY, Running, sign_in, sign_out, write
from pictures import png


def open_more(page: Page) -> None:
    page.locator(".more summary").click()


def button_fields(page: Page) -> dict[str, str]:
    form = page.locator(".card form.actions")
    return {name: form.locator(f"input[name={name}]").input_value() for name in ("token", "to")}


def test_liking_and_taking_it_back_leads_back_to_the_place(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    address = write(page, running, "# To be liked\n\nText.\n")
    guid = address.rsplit("/", 1)[1]
    page.goto(running.address("/stream"))
    card = page.locator(f"[id='post~{guid}']")
    card.get_by_role("button", name="Like").click()
    expect(page).to_have_url(re.compile(rf"/stream#post~{guid}$"))
    expect(card.get_by_role("button", name="Liked")).to_be_visible()
    card.get_by_role("link", name="1 like").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People who like this")
    expect(page.locator(".person")).to_have_text(re.compile("alice"))

    page.goto(running.address("/stream"))
    card.get_by_role("button", name="Liked").click()
    expect(card.get_by_role("button", name="Like", exact=False)).to_have_text(re.compile("Like$"))
    assert running.rows(f"SELECT count(*) FROM liking JOIN post ON post.id = postID WHERE post.guid = '{guid}'") == [(0,)]


def test_a_second_press_is_no_error(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    address = write(page, running, "Pressed twice")
    fields = urllib.parse.urlencode(button_fields(page))
    cookie = running.cookie(page)
    path = urllib.parse.urlsplit(address).path
    for action in ("like", "like", "unlike", "unlike", "mute", "mute", "follow", "follow"):
        answer = running.ask(f"{path}/{action}", "POST", fields, Cookie=cookie, Sec_Fetch_Site="same-origin")
        assert answer.status == 303, (action, answer.body)
        assert answer.headers["Location"].startswith(path)


def test_reshare_follow_mute(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running, "bob")
    address = write(page, running, "# Worth passing on\n\nWords.\n")
    guid = address.rsplit("/", 1)[1]
    expect(page.locator(".card")).not_to_contain_text("Reshare")
    sign_out(page)

    sign_in(page, running)
    page.goto(address)
    open_more(page)
    page.get_by_role("button", name="Follow this post").click()
    expect(page.get_by_role("status")).to_have_text("You follow this post.")
    open_more(page)
    page.get_by_role("button", name="Stop following this post").click()
    expect(page.get_by_role("status")).to_have_text("You do not follow this post any more.")
    assert "said=" in page.url
    page.get_by_role("button", name="Reshare").click()
    expect(page.get_by_role("status")).to_contain_text("You reshared it")
    assert page.url.count("said=") == 1
    expect(page.locator(".card")).to_contain_text("You reshared this")
    expect(page.get_by_role("button", name="Reshare")).to_have_count(0)
    page.get_by_role("link", name="1 reshare").click()
    expect(page.locator(".person")).to_have_text(re.compile("alice"))

    page.goto(running.address("/stream"))
    reshare = page.locator(".card", has=page.locator(".reshared")).first
    expect(reshare.locator(".reshared")).to_contain_text("Words.")
    assert running.rows(f"SELECT isMuted FROM participation JOIN post ON post.id = postID WHERE post.guid = '{guid}'") == [(1,)]


def test_photos_and_a_poll_on_a_limited_post(running: Running, person: BrowserContext, tmp_path: Path) -> None:
    text = tmp_path / "poll.md"
    text.write_text(f"{CANARY} with a question\n")
    photo = png(tmp_path / "one.png")
    running.pod.ok(
        "post", "new", text, "--aspect", "Family", "--photo", photo, "--alt", "A red field",
        "--poll", "Tea or coffee?", "--answer", "Tea", "--answer", "Coffee", "--as", "alice")
    page = person.new_page()
    sign_in(page, running, "bob")
    card = page.locator(".card.limited", has=page.locator(".poll")).first
    image = card.locator(".gallery img")
    expect(image).to_have_attribute("alt", "A red field")
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.card .gallery img').naturalWidth > 0")
    card.get_by_label("Coffee").check()
    card.get_by_role("button", name="Vote").click()
    expect(card.locator(".poll")).to_contain_text(re.compile("You voted for .?Coffee"))
    expect(card.locator(".poll")).to_contain_text("1 vote, 100%")
    # Who voted for what is nobody's business.
    sign_out(page)
    sign_in(page, running)
    card = page.locator(".card.limited", has=page.locator(".poll")).first
    expect(card.get_by_role("button", name="Vote")).to_be_visible()


def test_an_answer_is_liked_and_deleted(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    address = write(page, running, "Answer me", "Family")
    sign_out(page)
    sign_in(page, running, "bob")
    page.goto(address)
    page.get_by_label("Your answer").fill("Not what I meant to say")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(".answer")).to_have_count(1)
    running.show_texts(page)
    answer = page.locator(".answer")
    answer.get_by_role("button", name="Like").click()
    expect(answer).to_contain_text("1 like")
    answer.get_by_role("link", name="Delete").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete this answer?")
    page.get_by_role("link", name="No, go back").click()
    expect(answer).to_have_count(1)
    answer.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete the answer").click()
    expect(page.get_by_role("status")).to_have_text("The answer was deleted.")
    expect(answer).to_have_count(0)


def test_deleting_a_post_says_what_it_undoes(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    for aspects, sentence in [((), "Copies that search engines"), (("Family",), "may have kept what they saw")]:
        address = write(page, running, "Soon deleted", *aspects)
        open_more(page)
        page.get_by_role("link", name="Delete").click()
        expect(page.locator("main")).to_contain_text(sentence)
        page.get_by_role("button", name="Delete the post").click()
        expect(page).to_have_url(re.compile("/stream"))
        expect(page.get_by_role("status")).to_have_text("The post was deleted.")
        assert page.goto(address).status == 404


def test_attack_32_others_posts_cannot_be_touched(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running, "bob")
    public = urllib.parse.urlsplit(write(page, running, "Public, of Bob")).path
    limited = urllib.parse.urlsplit(write(page, running, f"{CANARY} of Bob, for Work", "Work")).path
    sign_out(page)
    sign_in(page, running)
    page.goto(running.address(public))
    fields = urllib.parse.urlencode(button_fields(page) | {"answer": "1"})
    cookie = running.cookie(page)
    before = running.rows("SELECT (SELECT count(*) FROM liking), (SELECT count(*) FROM participation), (SELECT count(*) FROM post)")
    for path in [f"{limited}/{action}" for action in ("like", "unlike", "reshare", "follow", "mute", "vote", "delete")] \
            + [f"{public}/delete"]:
        answer = running.ask(path, "POST", fields, Cookie=cookie, Sec_Fetch_Site="same-origin")
        assert answer.status == 404, path
        assert CANARY not in answer.body
    for path in (f"{limited}/likes", f"{limited}/reshares", f"{limited}/delete", f"{public}/delete"):
        answer = running.ask(path, Cookie=cookie)
        assert answer.status == 404, path
    assert running.rows("SELECT (SELECT count(*) FROM liking), (SELECT count(*) FROM participation), (SELECT count(*) FROM post)") == before
