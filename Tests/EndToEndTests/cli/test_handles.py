"""What a post and a user are called on the command line, and what commands say of them."""

import json
import subprocess
from dataclasses import replace

from pod import PASSWORD, Pod


def test_a_post_is_called_by_its_address_or_the_beginning_of_its_guid(pod: Pod) -> None:
    post = pod.publish("# Hello world\n\nThe first.")
    address = pod.url + f"/posts/{post}"

    for name in (post, post[:8], address, address + ".html", address + "#comments"):
        assert json.loads(pod.ok("post", "show", name, "--json"))["guid"] == post
    assert pod.ok("post", "edit", post[:9], "-", stdin="# Hello again").strip() == address
    pod.ok("comment", "new", address, "-", "--as", "alice", stdin="Words")
    assert "Words" in pod.ok("comment", "list", address)


def test_a_beginning_of_several_names_them(pod: Pod) -> None:
    posts = [pod.publish(f"# Hello world\n\nNumber {number}.") for number in range(2)]

    answer = pod.run("post", "show", "hello-world")

    answer.assert_plain_error(naming="several posts begin with hello-world")
    assert all(post in answer.err for post in posts)
    pod.run("post", "show", "hello-w").assert_plain_error(naming="no GUID")


def test_deleting_without_being_asked_wants_the_whole_guid(pod: Pod) -> None:
    post = pod.publish("# Hello world\n\nThe first.")

    pod.run("post", "delete", post[:11], "--yes").assert_plain_error()
    assert post in pod.ok("post", "list")
    pod.ok("post", "delete", post, "--yes")
    assert post not in pod.ok("post", "list")


def test_the_only_user_need_not_be_named(pod: Pod) -> None:
    post = pod.ok("post", "new", "-", "--public", stdin="Words").strip()
    assert post.startswith(pod.url + "/posts/")

    pod.ok("user", "add", "bob", "--email", "bob@example.org", "--password-stdin", stdin=PASSWORD)

    answer = pod.run("post", "new", "-", "--public", stdin="More")
    answer.assert_plain_error(naming="--as NAME")
    assert "alice, bob" in answer.err
    named = replace(pod, settings=(*pod.settings, ("DANDELION_AS", "bob")))
    named.ok("post", "new", "-", "--public", stdin="By bob")
    assert "By bob" in pod.ok("post", "list", "--as", "bob")


def test_the_data_folder_is_taken_from_the_environment(pod: Pod) -> None:
    post = pod.publish("Words")
    named = replace(pod, settings=(*pod.settings, ("DANDELION_DATA", str(pod.data))))
    command = [named.command()[0], "post", "list"]

    done = subprocess.run(command, capture_output=True, text=True, env=named.environment, cwd="/", timeout=60)

    assert done.returncode == 0 and post in done.stdout, done


def test_what_is_known_of_a_post_is_shown(pod: Pod) -> None:
    post = pod.publish("# The marsh\n\nAt low tide. #tides")
    shown = pod.ok("post", "show", post)

    for line in ("title       The marsh", "audience    everyone", "tags        #tides", f"address     {pod.url}/posts/{post}"):
        assert line in shown.splitlines(), shown
    pod.ok("aspect", "add", "Book club", "--as", "alice")
    said = pod.ok("post", "new", "-", "--as", "alice", "--aspect", "Book club", stdin="For few")
    assert "published" in said and "nobody is in there yet" in said
    limited = said.split()[1]
    assert "audience    Book club" in pod.ok("post", "show", limited)
    pod.ok("post", "edit", post, "--date", "2024-05-12T08:30")
    assert "date        2024-05-12T08:30:00Z" in pod.ok("post", "show", post).splitlines()
    assert json.loads(pod.ok("post", "show", post, "--json"))["createdAt"] == "2024-05-12T08:30:00Z"
    draft = json.loads(pod.ok("post", "new", "-", "--draft", "--as", "alice", "--json", stdin="Later"))["guid"]
    assert "nobody yet, it is a draft" in pod.ok("post", "show", draft)


def test_a_command_that_is_mistyped_names_the_one_that_is_meant(pod: Pod) -> None:
    pod.run("psot", "list").assert_plain_error(code=2, naming="did you mean `dandelion post`?")
    pod.run("post", "lsit").assert_plain_error(code=2, naming="did you mean `dandelion post list`?")


def test_help_comes_in_groups(pod: Pod) -> None:
    said = pod.ok("--help")

    heads = ("WRITE SUBCOMMANDS", "READ AND ANSWER SUBCOMMANDS", "PEOPLE SUBCOMMANDS", "THE POD SUBCOMMANDS")
    assert all(head in said for head in heads), said


def test_a_new_pod_says_what_comes_next(dandelion, tmp_path) -> None:
    fresh = Pod(binary=dandelion, data=tmp_path / "my pod", url="http://localhost:3000/")
    said = fresh.run("init", "--url", fresh.url)

    assert said.code == 0, said
    assert "fine for trying; nobody else can reach it" in said.err
    assert "nobody can write yet" in said.err
    assert f"  dandelion --data '{fresh.data}' user add alice --email alice@example.org" in said.err
    assert f"  dandelion --data '{fresh.data}' post new - --public" not in said.out
    assert "(fine for trying; nobody else can reach it)" in fresh.ok("doctor")
