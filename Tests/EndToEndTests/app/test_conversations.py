"""Private conversations in a real browser, without scripts."""

import re
import urllib.parse
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from app_pod import CANARY, Running, looked_at, sign_in, sign_out
from patience import until


def begin(page: Page, running: Running, subject: str, text: str) -> str:
    page.goto(running.address("/conversations/new"))
    page.get_by_role("checkbox", name="bob").check()
    page.get_by_label("Subject").fill(subject)
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(re.compile("/conversations/[0-9a-f]{32}"))
    return page.url.split("#")[0]


def rendered(running: Running) -> bool:
    return running.rows("SELECT count(*) FROM unrenderedMessage") == [(0,)]


def test_two_people_write_to_each_other(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    address = begin(page, running, "Beans & <b>peas</b>", f"{CANARY} with **beans**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Beans & <b>peas</b>")
    expect(page.locator("main > .meta").first).to_contain_text(re.compile("bob.* and .*you.* read this, and nobody else"))
    assert until(lambda: rendered(running))
    sign_out(page)

    sign_in(page, running, "bob")
    expect(page.locator(".rail .count")).to_have_text("1")
    page.get_by_role("link", name="Conversations").click()
    expect(page.locator(".letter.unread").first).to_contain_text("1 new message")
    page.locator(".letter.unread a").first.click()
    expect(page.locator(".answer strong")).to_have_text("beans")
    expect(page.locator(".rail .count")).to_have_count(0)
    page.get_by_label("Your message").fill("With pleasure")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".answer")).to_have_count(2)
    expect(page.locator(".rail .count")).to_have_count(0)
    sign_out(page)

    sign_in(page, running)
    page.goto(address)
    expect(page.locator(".answer")).to_have_count(2)
    page.get_by_role("link", name="Leave this conversation").click()
    page.get_by_role("button", name="Leave the conversation").click()
    expect(page.get_by_role("status")).to_have_text("You left the conversation.")
    assert page.goto(address).status == 404
    page.goto(running.address("/stream"))
    sign_out(page)
    sign_in(page, running, "bob")
    page.goto(address)
    expect(page.locator("main > .meta").first).to_have_text("Nobody else is in this conversation any more.")
    expect(page.get_by_role("button", name="Send")).to_have_count(0)


def test_a_refused_conversation_keeps_what_was_typed(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    page.goto(running.address("/conversations/new"))
    page.get_by_label("Subject").fill("A subject")
    page.get_by_label("Your message").fill("A long message")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_attribute("href", "#participants")
    expect(page.get_by_label("Your message")).to_have_value("A long message")
    expect(page.get_by_label("Subject")).to_have_value("A subject")


def test_attack_32_conversations_of_others_are_not_there(running: Running, person: BrowserContext) -> None:
    for name in ("carl", "dora"):
        if running.rows(f"SELECT 1 FROM user WHERE username = '{name}'") == []:
            running.pod.ok("user", "add", name, "--email", f"{name}@example.org", "--password-stdin",
                           stdin="correct horse battery\n")
    page = person.new_page()
    sign_in(page, running)
    path = urllib.parse.urlsplit(begin(page, running, f"{CANARY} subject", f"{CANARY} message")).path
    page.goto(running.address("/conversations"))
    assert CANARY in page.content()
    sign_out(page)
    page.goto(running.address("/users/sign_in"))
    page.get_by_label("User name").fill("carl")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in").click()
    page.goto(running.address("/conversations"))
    assert CANARY not in page.content()
    token = page.locator("input[name=token]").first.input_value()
    cookie = running.cookie(page)
    before = running.rows("SELECT count(*), (SELECT sum(hasLeft) FROM conversationParticipant) FROM message")
    for method, address in [("GET", path), ("GET", path + "/leave"), ("POST", path), ("POST", path + "/leave")]:
        body = urllib.parse.urlencode({"token": token, "text": "Me too"}) if method == "POST" else ""
        answer = running.ask(address, method, body, Cookie=cookie, Sec_Fetch_Site="same-origin")
        assert answer.status == 404 and CANARY not in answer.body, (method, address)
    assert running.rows("SELECT count(*), (SELECT sum(hasLeft) FROM conversationParticipant) FROM message") == before


def test_a_page_fetched_beforehand_is_read_by_nobody(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    path = urllib.parse.urlsplit(begin(page, running, "Beforehand", "Text")).path
    sign_out(page)
    sign_in(page, running, "bob")
    cookie = running.cookie(page)
    unread = (f"SELECT unreadCount FROM conversationParticipant JOIN conversation ON conversation.id = conversationID "
              f"JOIN person ON person.id = personID WHERE conversation.guid = '{path.rsplit('/', 1)[1]}' "
              f"AND diasporaID LIKE 'bob@%'")
    assert running.ask(path, Cookie=cookie, Sec_Purpose="prefetch").status == 200
    assert running.rows(unread) == [(1,)]
    assert running.ask(path, Cookie=cookie).status == 200
    assert running.rows(unread) == [(0,)]


def test_each_page_can_be_used_by_everybody(running: Running, browser: Browser, person: BrowserContext, screenshots: Path) -> None:
    page = person.new_page()
    sign_in(page, running)
    path = urllib.parse.urlsplit(begin(page, running, "Looked at", "A message\n\n- one\n- two")).path
    assert until(lambda: rendered(running))
    complaints = looked_at(running, browser, screenshots, {
        "conversations": "/conversations", "conversation": path, "new-conversation": "/conversations/new",
        "leave": path + "/leave"})
    assert not complaints, "\n".join(complaints)
