"""Public and encrypted posts, from the first byte to the last row."""

from dataclasses import replace
from pathlib import Path
from statistics import median

from peers.finding import Finding
from peers.loading import Loading
from peers.people import senders
from peers.workshop import Workshop
from peers.yardstick import measured
from report import Row

STORED = "SELECT COUNT(*) FROM post WHERE authorID IN (SELECT id FROM person WHERE kind = 'remote')"


def receive_public(shop: Workshop, count: int) -> Finding:
    people = senders(shop.keys)
    messages = shop.envelopes.posts(people, count, is_public=True)
    pod = shop.pod()
    pod.befriend(people)
    yardstick = measured()
    with pod:
        before = pod.processor_seconds
        loading = Loading(shop.programs, pod, "/receive/public", messages, shop.connections)
        end = pod.wait_until(STORED, count)
        used, peak = pod.processor_seconds - before, pod.peak
        answers = loading.answers()
    taken = end - answers.first_byte
    rate, wanted = count / taken, 2 * yardstick.receiving
    return Finding(
        Row(f"{count:,} public posts, until all are stored",
            f"{rate:,.0f}/s, {rate / yardstick.receiving:.1f} times the reference", f"{wanted:,.0f}/s, twice the reference (aim 3)",
            rate >= wanted),
        "public posts received", rate / wanted,
        (f"Public posts: {yardstick}, and so the reference would receive {yardstick.receiving:,.0f} a second here; of its own "
         f"1,610 to 2,000 the pod's rate is {rate / 2_000:.1f} to {rate / 1_610:.1f} times. All were answered after "
         f"{answers.last_answer - answers.first_byte:.2f} s and stored after {taken:.2f} s; the pod used {used:.2f} s of processor "
         f"time ({used / count * 1e6:.0f} µs a post), the load {answers.processor_seconds:.2f} s; "
         f"{answers.put_off} requests were put off; peak {peak / 1e6:.0f} MB.",))


def receive_beside(shop: Workshop, baseline: Path, count: int) -> Finding:
    """The same by two builds in turns: what one takes of the other's rate."""
    people = senders(shop.keys)
    messages = shop.envelopes.posts(people, count, is_public=True)
    rates: dict[Path, list[float]] = {shop.binary: [], baseline: []}
    for _ in range(5):
        for binary, found in rates.items():
            pod = replace(shop, binary=binary).pod()
            pod.befriend(people)
            with pod:
                loading = Loading(shop.programs, pod, "/receive/public", messages, shop.connections)
                end = pod.wait_until(STORED, count)
                found.append(count / (end - loading.answers().first_byte))
    own, other = (median(found) for found in rates.values())
    return Finding(
        Row(f"{count:,} public posts, beside another build", f"{own / other:.2f} of its rate", "0.9", own >= 0.9 * other),
        "beside another build", own / other / 0.9,
        (f"Beside another build, in turns, the median of five: {own:,.0f}/s and {other:,.0f}/s.",))


def receive_encrypted(shop: Workshop, count: int) -> Finding:
    people = senders(shop.keys)
    envelopes = shop.envelopes.posts(people, count, is_public=False)
    pod = shop.pod()
    pod.befriend(people)
    guid, key = pod.alice
    messages = shop.envelopes.sealed(envelopes, key, shop.scratch)
    yardstick = measured()
    with pod:
        before = pod.processor_seconds
        loading = Loading(shop.programs, pod, f"/receive/users/{guid}", messages, shop.connections)
        end = pod.wait_until(STORED, count)
        used, peak = pod.processor_seconds - before, pod.peak
        answers = loading.answers()
    taken = end - answers.first_byte
    per_core, wanted = count / used, yardstick.decrypting
    return Finding(
        Row(f"{count:,} encrypted posts, until all are stored",
            f"{per_core:,.0f}/s a core, {per_core / wanted:.2f} times the reference ({count / taken:,.0f}/s in all)",
            f"{wanted:,.0f}/s a core, the reference", per_core >= wanted),
        "encrypted posts, a core", per_core / wanted,
        (f"Encrypted posts: {yardstick}; a core of the pod's did {per_core / yardstick.signs:.2f} of the private-key operations that "
         f"`openssl speed` does (the reference: {wanted / yardstick.signs:.2f}). {taken:.2f} s in all, {used:.2f} s of processor "
         f"time; peak {peak / 1e6:.0f} MB.",))
