"""Comments on one post of alice's, each with two signatures."""

import http.client
import statistics
import time

from peers.finding import Finding
from peers.loading import Loading
from peers.messages import texts
from peers.people import guid, neighbours
from peers.rebuilds import Rebuilds
from peers.records import unpacked
from peers.workshop import Workshop
from report import Row, megabytes

STORED = "SELECT COUNT(*) FROM comment"
RENDERED = "SELECT COUNT(*) FROM commentRendering"


def wait_for_page(page, text: str, patience: float = 60, step: float = 0.05) -> float:
    """When the page shows the newest comment."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if text in page.read_text():
            return time.monotonic()
        time.sleep(step)
    raise RuntimeError("the page does not show the newest comment")


def receive_comments(shop: Workshop, count: int) -> Finding:
    people, parent = neighbours(shop.keys), guid("the post that all answer")
    messages = shop.envelopes.comments(people, parent, count)
    pod = shop.pod(federation_inbox_limit=4 * count)
    pod.rename_post(pod.publish("What do you think?", "--public"), parent)
    pod.befriend(people)
    page = pod.data / "public" / "posts" / f"{parent}.html"
    times: list[tuple[int, float, int]] = []
    with pod, Rebuilds(page) as rebuilds:
        before = pod.processor_seconds
        loading = Loading(shop.programs, pod, "/receive/public", messages, shop.connections)
        for part in (count // 4, count // 2, count):
            times.append((part, pod.wait_until(STORED, part), pod.peak))
        used = pod.processor_seconds - before
        answers = loading.answers()
        shown = wait_for_page(page, texts(count, seed=13)[-1].split("(")[-1])
        peak = pod.peak
    built = pod.log.read_text(errors="replace").count("built pages")
    seconds = [at - answers.first_byte for _, at, _ in times]
    growth, memory = seconds[2] / seconds[0], peak / times[1][2]
    return Finding(
        Row(f"{count:,} comments on one post, until all are stored",
            f"{seconds[2]:.1f} s, {growth:.1f} times as long as a quarter of them; page written {rebuilds.count} times; "
            f"peak {megabytes(peak)}, {memory:.2f} times that after half of them",
            "linear (4.5), a handful (10), flat (1.25)", growth <= 4.5 and rebuilds.count <= 10 and memory <= 1.25),
        "comments: time of the last quarters", 4.5 / growth,
        ("Comments: " + ", ".join(
            f"{part:,} after {taken:.2f} s (peak {megabytes(size)})" for (part, _, size), taken in zip(times, seconds))
         + f"; the page shows the last one {shown - times[2][1]:.1f} s later, and the log has {built} lines of pages built. "
         f"The pod used {used:.1f} s of processor time, {used / count * 1e6:.0f} µs a comment.",))


def render_comments(shop: Workshop, count: int) -> Finding:
    """Until the HTML of all comments is stored, which the pages of their post show."""
    people, parent = neighbours(shop.keys), guid("the post that all answer")
    messages = shop.envelopes.comments(people, parent, count)
    pod = shop.pod(federation_inbox_limit=4 * count)
    pod.rename_post(pod.publish("What do you think?", "--public"), parent)
    pod.befriend(people)
    with pod:
        before = pod.processor_seconds
        loading = Loading(shop.programs, pod, "/receive/public", messages, shop.connections)
        at_stored = pod.wait_until(STORED, count)
        at_rendered = pod.wait_until(RENDERED, count)
        used = pod.processor_seconds - before
        begin = loading.answers().first_byte
    stored, rendered = at_stored - begin, at_rendered - begin
    return Finding(
        Row(f"{count:,} comments until rendered", f"{rendered:.1f} s; all stored after {stored:.1f} s", "5 s after the last is stored",
            rendered - stored <= 5),
        "comments: until rendered", 5 / max(rendered - stored, 0.1),
        (f"Comments until rendered: the pod used {used:.1f} s of processor time, {used / count * 1e6:.0f} µs a comment.",))


def show_comments(shop: Workshop, count: int) -> Finding:
    """Comments that come one at a time, with seconds between them in which nothing happens."""
    people, parent = neighbours(shop.keys), guid("the post that some answer")
    messages = unpacked(shop.envelopes.comments(people, parent, count).read_bytes())
    pod = shop.pod()
    pod.rename_post(pod.publish("What do you think?", "--public"), parent)
    pod.befriend(people)
    page = pod.data / "public" / "posts" / f"{parent}.html"
    seconds = []
    with pod:
        for number, message in enumerate(messages, 1):
            time.sleep(2)
            begin = time.monotonic()
            connection = http.client.HTTPConnection("127.0.0.1", pod.port, timeout=30)
            connection.request("POST", "/receive/public", message)
            status = connection.getresponse().status
            connection.close()
            if status != 202:
                raise RuntimeError(f"a comment was answered {status}")
            seconds.append(wait_for_page(page, f"({number})", step=0.005) - begin)
    median = statistics.median(seconds)
    return Finding(
        Row("one comment that comes alone, until its page shows it", f"{median * 1000:.0f} ms (median of {count})", "500 ms", median <= 0.5),
        "one comment: time to its page", 0.5 / median,
        (f"Comments that come alone: the slowest took {max(seconds) * 1000:.0f} ms.",))
