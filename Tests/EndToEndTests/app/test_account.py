"""A person's own account in a real browser, without scripts."""

import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from app_pod import Running, come_from_elsewhere, looked_at, sign_in
from judges import accessibility

WORDS = "correct horse battery"


def account(running: Running, name: str) -> None:
    running.pod.ok("user", "add", name, "--email", f"{name}@example.org", "--password-stdin", stdin=WORDS + "\n")


def enter(page: Page, running: Running, name: str, password: str = WORDS) -> None:
    page.goto(running.address("/users/sign_in"))
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def unique(name: str, page: Page) -> str:
    return f"{name}{page.viewport_size['width']}"  # type: ignore[index]


def test_a_new_password_ends_all_other_sessions(running: Running, browser: Browser, person: BrowserContext) -> None:
    page = person.new_page()
    name = unique("paul", page)
    account(running, name)
    other = accessibility.context(browser, "desktop", "light", scripts=False)
    come_from_elsewhere(other)
    elsewhere = other.new_page()
    for each in (page, elsewhere):
        enter(each, running, name)
        expect(each.get_by_role("heading", level=1)).to_have_text("Your stream")

    page.goto(running.address("/user/password"))
    page.get_by_label("Current password").fill("not this one")
    page.get_by_label("New password", exact=True).fill("a new password")
    page.get_by_label("New password again").fill("a new password")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_attribute("href", "#current_password")
    page.get_by_label("Current password").fill(WORDS)
    page.get_by_label("New password", exact=True).fill("a new password")
    page.get_by_label("New password again").fill("another password")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("alert")).to_contain_text("not the same")
    for label in ("New password", "New password again"):
        page.get_by_label(label, exact=True).fill("short")
    page.get_by_label("Current password").fill(WORDS)
    page.evaluate("document.querySelector('form.form').noValidate = true")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("alert")).to_contain_text("A password has 6 to 128 characters.")
    for label in ("New password", "New password again"):
        page.get_by_label(label, exact=True).fill("a new password")
    page.get_by_label("Current password").fill(WORDS)
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("status")).to_contain_text("Your password is changed.")

    elsewhere.goto(running.address("/stream"))
    expect(elsewhere).to_have_title(re.compile("Sign in"))
    enter(elsewhere, running, name, WORDS)
    expect(elsewhere.get_by_role("alert")).to_be_visible()
    enter(elsewhere, running, name, "a new password")
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Your stream")
    other.close()


def test_a_browser_is_signed_out_from_another(running: Running, browser: Browser, person: BrowserContext) -> None:
    page = person.new_page()
    name = unique("sess", page)
    account(running, name)
    other = accessibility.context(browser, "phone", "light", scripts=False)
    come_from_elsewhere(other)
    elsewhere = other.new_page()
    for each in (elsewhere, page):
        enter(each, running, name)
    page.goto(running.address("/user/sessions"))
    expect(page.locator(".session")).to_have_count(2)
    expect(page.locator(".session", has_text="this browser")).to_contain_text("Chrome on")
    page.get_by_role("button", name="Sign out there").click()
    expect(page.get_by_role("status")).to_have_text("That browser is signed out.")
    expect(page.locator(".session")).to_have_count(1)
    elsewhere.goto(running.address("/stream"))
    expect(elsewhere).to_have_title(re.compile("Sign in"))
    other.close()


def test_attack_32_a_session_of_another_is_not_ended(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    name = unique("eve", page)
    account(running, name)
    sign_in(page, running)
    before = running.rows("SELECT session.id FROM session JOIN user ON user.id = userID WHERE username = 'alice'")
    page.context.clear_cookies()
    enter(page, running, name)
    page.goto(running.address("/user/sessions"))
    token = page.locator("input[name=token]").first.input_value()
    for row in before:
        answer = running.ask(f"/user/sessions/{row[0]}/end", "POST", f"token={token}", Cookie=running.cookie(page),
                             Sec_Fetch_Site="same-origin")
        assert answer.status == 303
    assert running.rows(
        "SELECT session.id FROM session JOIN user ON user.id = userID WHERE username = 'alice'") == before


def test_attack_52_a_password_is_on_no_page_though_the_session_ended(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    name = unique("lost", page)
    account(running, name)
    enter(page, running, name)
    for address in ("/user/password", "/user/close"):
        page.goto(running.address(address))
        for label in page.locator("form.form input[type=password]").all():
            label.fill("canary of a password")
        running.pod.ok("user", "lock", name)
        running.pod.ok("user", "unlock", name)
        page.locator("form.form button").click()
        expect(page).to_have_url(re.compile(rf"/users/sign_in\?to={address}"))
        assert "canary" not in page.content()
        page.get_by_label("User name").fill(name)
        page.get_by_label("Password").fill(WORDS)
        page.get_by_role("button", name="Sign in").click()
        expect(page).to_have_url(running.address(address))


def test_the_profile_is_changed_and_a_refused_one_stays_in_the_form(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    name = unique("prof", page)
    account(running, name)
    enter(page, running, name)
    page.goto(running.address("/profile/edit"))
    page.get_by_label("First name").fill("Prudence; or not")
    page.get_by_label("About you").fill("Grows <b>beans</b>.")
    page.get_by_role("button", name="Save the profile").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_attribute("href", "#first_name")
    expect(page.get_by_label("About you")).to_have_value("Grows <b>beans</b>.")
    page.get_by_label("First name").fill("Prudence")
    page.get_by_label("Tags that describe you").fill("#beans #Choir")
    page.get_by_label("Everyone sees what I wrote").check()
    page.get_by_label("People who do not know me").uncheck()
    page.get_by_role("button", name="Save the profile").click()
    expect(page.get_by_role("status")).to_contain_text("Your profile is saved")
    expect(page.get_by_label("Tags that describe you")).to_have_value("#beans #choir")
    expect(page.get_by_label("People who do not know me")).not_to_be_checked()
    guid = running.rows(f"SELECT guid FROM person WHERE diasporaID LIKE '{name}@%'")[0][0]
    page.context.clear_cookies()
    sign_in(page, running)
    page.goto(running.address(f"/stream/people/{guid}"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Prudence")
    expect(page.locator(".profile")).to_contain_text("Grows <b>beans</b>.")


def test_an_account_is_closed_with_its_password(running: Running, person: BrowserContext) -> None:
    page = person.new_page()
    name = unique("gone", page)
    account(running, name)
    enter(page, running, name)
    page.goto(running.address("/user/close"))
    page.get_by_label("Current password").fill("wrong password")
    page.get_by_role("button", name="Close the account for good").click()
    expect(page.get_by_role("alert")).to_contain_text("That is not your password.")
    page.get_by_label("Current password").fill(WORDS)
    page.get_by_role("button", name="Close the account for good").click()
    expect(page).to_have_url(re.compile("/users/sign_out"))
    expect(page.get_by_role("status")).to_have_text("Your account is closed.")
    enter(page, running, name)
    expect(page.get_by_role("alert")).to_contain_text("The user name or the password is wrong.")


def test_each_page_can_be_used_by_everybody(running: Running, browser: Browser, screenshots: Path) -> None:
    complaints = looked_at(running, browser, screenshots, {
        "settings": "/user/edit", "password": "/user/password", "sessions": "/user/sessions",
        "profile": "/profile/edit", "close": "/user/close"})
    assert not complaints, "\n".join(complaints)
