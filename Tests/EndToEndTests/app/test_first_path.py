"""The signed-in pages in a real browser: sign in, read, write, answer, sign out; without scripts, as all works without."""

import re
import socket
import urllib.parse
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from app_pod import CANARY, Running, come_from_elsewhere, look, sign_in, sign_out, write
from judges import accessibility
from patience import until
from pod import PASSWORD


def composer(page: Page, running: Running) -> tuple[dict[str, str], str]:
    """The hidden fields of a form for a new post, and the cookies to send it with by other means."""
    page.goto(running.address("/posts/new"))
    fields = {field: page.locator(f"form.composer input[name={field}]").input_value() for field in ("token", "key")}
    return fields, running.cookie(page)


def test_an_evening_of_writing_reading_and_answering(running: Running, anybody: BrowserContext) -> None:
    page = anybody.new_page()
    sign_in(page, running)
    public = write(page, running, "# A *first* evening\n\nWords for **everyone**, with #garden.\n")
    expect(page.get_by_role("heading", level=1)).to_have_text("A first evening")
    expect(page.get_by_text("Everyone can read your answer.")).to_be_visible()
    limited = write(page, running, CANARY, "Family")
    expect(page.locator(".reach")).to_have_text(re.compile("Shared with .?bob.?\\."))

    page.get_by_label("Your answer").fill("An answer of my own & <b>more</b>.")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(".answer")).to_have_count(1)
    expect(page.locator(".answer .text")).to_contain_text("An answer of my own & <b>more</b>.")

    page.get_by_role("link", name="Stream").click()
    assert CANARY in page.locator(".card").first.inner_text()
    sign_out(page)

    # Bob reads what was for him, and nothing shows it to nobody.
    sign_in(page, running, "bob")
    expect(page.locator(".card.limited").first).to_contain_text(CANARY)
    page.goto(limited)
    expect(page.locator(".answer")).to_have_count(1)
    expect(page.locator(".reach")).to_have_count(0)
    sign_out(page)
    for address in (public, limited):
        page.goto(address)
        expect(page).to_have_url(re.compile(r"/users/sign_in\?to="))
        assert CANARY not in page.content()

    post = public.rsplit("/", 1)[1]
    assert until(lambda: f"/posts/{post}.html" in running.pod.tree.files)
    assert "Words for <strong>everyone</strong>" in running.pod.tree.read(f"/posts/{post}.html").decode()
    assert not [name for name in running.pod.tree.files if CANARY.encode() in running.pod.tree.read(name)]


def test_after_signing_out_back_shows_nothing_private(running: Running, browser: Browser) -> None:
    # Playwright switches the cache for "Back" off; people have it.
    with closing(accessibility.launch(browser.browser_type, without=["--disable-back-forward-cache"])) as other:
        person = accessibility.context(other, "desktop", "light", scripts=False)
        come_from_elsewhere(person)
        page = person.new_page()
        sign_in(page, running)
        write(page, running, CANARY + " behind", "Family")
        page.goto(running.address("/stream"))
        sign_out(page)
        page.go_back(wait_until="commit")
        expect(page).to_have_title(re.compile("Sign in"))
        assert CANARY not in page.content()


def test_what_was_typed_outlives_an_ended_session(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    text = "Typed for an hour, and “quoted” & <kept>.\n\nA second line."
    page.goto(running.address("/posts/new"))
    page.get_by_label("What do you want to say?").fill(text)
    page.get_by_label("Everyone on the web").check()
    running.pod.ok("user", "lock", "alice")
    running.pod.ok("user", "unlock", "alice")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_label("Your text")).to_have_value(text)
    expect(page.get_by_text("For everyone.")).to_be_visible()

    page.get_by_label("User name").fill("alice")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in and send").click()
    expect(page.get_by_role("alert")).to_contain_text("The user name or the password is wrong.")
    expect(page.get_by_label("Your text")).to_have_value(text)

    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in and send").click()
    expect(page.locator(".card .text")).to_contain_text("Typed for an hour, and “quoted” & <kept>.")


def test_a_refused_form_keeps_the_text_and_leads_to_the_field(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    page.goto(running.address("/posts/new"))
    page.get_by_label("What do you want to say?").fill("For nobody yet")
    page.get_by_role("button", name="Publish").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Nobody would get this")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    expect(alert.get_by_role("link")).to_have_attribute("href", "#aspects")
    expect(page.get_by_label("What do you want to say?")).to_have_value("For nobody yet")


def test_everyone_and_aspects_at_once_is_refused(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    page.goto(running.address("/posts/new"))
    page.get_by_label("What do you want to say?").fill("For whom?")
    page.get_by_role("checkbox", name="Family").check()
    page.get_by_label("Everyone on the web").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("You chose everyone and also aspects.")
    assert running.rows("SELECT count(*) FROM post WHERE text = 'For whom?'") == [(0,)]


def test_an_answer_to_a_post_that_is_gone_comes_back(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    address = write(page, running, "Soon gone", "Family")
    page.get_by_label("Your answer").fill("Typed too late")
    running.pod.ok("post", "delete", address.rsplit("/", 1)[1], "--yes")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing was sent")
    expect(page.locator(".kept")).to_have_text("Typed too late")


def test_a_double_click_publishes_once(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    fields, cookie = composer(page, running)
    text = f"Once and never twice {fields['key']}"
    body = urllib.parse.urlencode(fields | {"text": text, "audience": "everyone"})
    answers = [
        running.ask("/posts", "POST", body, Cookie=cookie, Sec_Fetch_Site="same-origin") for _ in range(2)]
    assert [answer.status for answer in answers] == [303, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert running.rows(f"SELECT count(*) FROM post WHERE text = '{text}'") == [(1,)]
    # Another text in the same form, as after "Back", is another post.
    other = running.ask(
        "/posts", "POST", urllib.parse.urlencode(fields | {"text": text + ", changed", "audience": "everyone"}),
        Cookie=cookie, Sec_Fetch_Site="same-origin")
    assert other.status == 303 and other.headers["Location"] != answers[0].headers["Location"]


def test_attack_52_another_site_changes_nothing(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    fields, cookie = composer(page, running)
    before = running.rows("SELECT count(*) FROM post")
    own = {"Cookie": cookie, "Sec_Fetch_Site": "same-origin"}
    text = {"text": "Not mine", "audience": "everyone"}
    for status, given, headers in [
        (403, fields, {"Cookie": cookie}), (403, fields, own | {"Sec_Fetch_Site": "cross-site"}),
        (403, fields, {"Cookie": cookie, "Origin": "https://evil.example"}),
        (403, {}, own), (403, fields | {"token": "0" * 128}, own),
        (403, fields, {"Sec_Fetch_Site": "same-origin"}),
    ]:
        answer = running.ask("/posts", "POST", urllib.parse.urlencode(given | text), **headers)
        assert answer.status == status, (given, headers, answer.body)
    assert running.rows("SELECT count(*) FROM post") == before
    # A stale token alone ends no session, and the text is offered to be sent again.
    again = running.ask("/posts", "POST", urllib.parse.urlencode({"token": "0" * 128} | text), **own)
    assert "Not mine" in again.body and "Send it now" in again.body
    page.goto(running.address("/stream"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your stream")


def test_the_pages_are_for_one_person_and_no_cache(running: Running) -> None:
    for path in ("/stream", "/posts/new", "/users/sign_in", "/stream/posts/nothing-here"):
        answer = running.ask(path)
        assert answer.status in (200, 303), path
        assert answer.headers["Cache-Control"] == "private, no-cache" and answer.headers["Vary"] == "Cookie"
        assert answer.headers["Referrer-Policy"] == "same-origin" and answer.headers["X-Robots-Tag"] == "noindex"
        cookie = answer.headers["Set-Cookie"]
        assert (cookie is not None) == (path == "/users/sign_in")
        assert cookie is None or "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_attack_52_a_session_that_ends_while_the_body_comes_does_nothing(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    sign_in(page, running)
    fields, cookie = composer(page, running)
    body = urllib.parse.urlencode(fields | {"text": "Dribbled", "audience": "everyone"}).encode()
    with closing(socket.create_connection(("127.0.0.1", running.port), timeout=20)) as connection:
        head = (f"POST /posts HTTP/1.1\r\nHost: localhost:{running.port}\r\nCookie: {cookie}\r\n"
                f"Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n")
        connection.sendall(head.encode() + body[:40])
        # The request is at the form when another one of the same connection's pod has been answered.
        assert running.ask("/stream").status == 303
        running.pod.ok("user", "lock", "alice")
        running.pod.ok("user", "unlock", "alice")
        connection.sendall(body[40:])
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert answer.startswith("HTTP/1.1 403") and "Dribbled" in answer
    assert running.rows("SELECT count(*) FROM post WHERE text = 'Dribbled'") == [(0,)]


def test_attack_52_names_without_end_leave_no_rows(running: Running) -> None:
    before = running.rows("SELECT count(*) FROM attempt")
    page = running.ask("/users/sign_in")
    cookie = page.headers["Set-Cookie"].split(";")[0]
    token = re.search(r'name="token" value="([0-9a-f]+)"', page.body)
    assert token
    fields = {
        "token": token[1], "text": "x", "audience": "everyone", "sign_in_username": "a" + "\u0301" * 100_000,
        "sign_in_password": "wrong password"}
    answer = running.ask(
        "/posts", "POST", urllib.parse.urlencode(fields), Cookie=cookie, Sec_Fetch_Site="same-origin",
        X_Forwarded_For="198.51.100.7")
    assert answer.status == 422
    rows = running.rows("SELECT subject FROM attempt WHERE length(CAST(subject AS BLOB)) > 64")
    assert rows == [] and running.rows("SELECT count(*) FROM attempt")[0][0] <= before[0][0] + 1


def test_attack_52_signing_in_leads_nowhere_else(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    page.goto(running.address("/users/sign_in?to=//evil.example/stream"))
    page.get_by_label("User name").fill("alice")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(running.address("/stream"))


def test_each_page_can_be_used_by_everybody(running: Running, browser: Browser, screenshots: Path) -> None:
    complaints: list[str] = []
    for size in accessibility.SIZES:
        for scheme in accessibility.SCHEMES:
            context = accessibility.context(browser, size, scheme)
            come_from_elsewhere(context)
            page = context.new_page()
            page.goto(running.address("/users/sign_in"))
            complaints += look(page, f"sign-in-{size}-{scheme}", screenshots)
            page.get_by_label("User name").fill("alice")
            page.get_by_label("Password").fill("wrong password")
            page.get_by_role("button", name="Sign in").click()
            complaints += look(page, f"wrong-password-{size}-{scheme}", screenshots)
            sign_in(page, running)
            complaints += look(page, f"stream-{size}-{scheme}", screenshots)
            write(page, running, f"Looked at in {scheme} on a {size}\n\n- one\n- two\n", "Family")
            complaints += look(page, f"post-{size}-{scheme}", screenshots)
            page.goto(running.address("/posts/new"))
            complaints += look(page, f"composer-{size}-{scheme}", screenshots)
            page.get_by_label("What do you want to say?").fill("Nobody")
            page.get_by_role("button", name="Publish").click()
            complaints += look(page, f"nobody-{size}-{scheme}", screenshots)
            context.close()
    assert not complaints, "\n".join(complaints)
