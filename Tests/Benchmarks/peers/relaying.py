"""Comments from people of four pods, which the pod tells the three others of, each under a signature of its own."""

import time

from peers.commenting import STORED
from peers.finding import Finding
from peers.loading import Loading
from peers.people import RemotePerson, guid
from peers.sinks import Sinks, address
from peers.workshop import Workshop
from peers.yardstick import measured
from report import Row

# Part of the writers' IDs, and so of what is signed and kept.
PORT = 24_224
PODS = 4


def relay_comments(shop: Workshop, count: int) -> Finding:
    people = [RemotePerson(f"writer{key.number}@{address(key.number % PODS)}:{PORT}", key) for key in shop.keys]
    parent = guid("the post that all answer")
    messages = shop.envelopes.comments(people, parent, count)
    # Each pod also gets the post itself.
    expected = (PODS - 1) * count + PODS
    with Sinks(shop.programs, shop.scratch, PODS, port=PORT) as sinks:
        pod = shop.pod(
            federation_inbox_limit=4 * count, federation_allow_private_networks="true",
            environment_certificate_authorities=sinks.authority)
        pod.rename_post(pod.publish("What do you think?", "--public"), parent)
        pod.befriend(people)
        pod.subscribe(people, parent)
        yardstick = measured()
        with pod:
            before = pod.processor_seconds
            loading = Loading(shop.programs, pod, "/receive/public", messages, shop.connections)
            stored = pod.wait_until(STORED, count)
            answers = loading.answers()
            deadline = time.monotonic() + 600
            while len(sinks.arrived) < expected and time.monotonic() < deadline:
                time.sleep(0.05)
            used, peak = pod.processor_seconds - before, pod.peak
            time.sleep(1)
            received, last = len(sinks.arrived), sinks.arrived[-1].at
    taken = last - answers.first_byte
    return Finding(
        Row(f"{count:,} comments relayed to {PODS - 1} pods each",
            f"{count / taken:,.0f} comments/s, {count / taken / yardstick.signs:.2f} of what a core signs; "
            f"{received:,} of {expected:,} messages", "none lost, none twice", received == expected),
        "comments relayed", received / expected,
        (f"Relayed comments: {yardstick}. Stored after {stored - answers.first_byte:.1f} s, the last one relayed after {taken:.1f} s; "
         f"{used:.1f} s of processor time, peak {peak / 1e6:.0f} MB.",))
