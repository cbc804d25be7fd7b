"""A limited post to many people, and a public one to many pods, until they answered."""

import statistics
import time

from peers.finding import Finding
from peers.people import RemotePerson
from peers.sinks import Sinks, address
from peers.workshop import Workshop
from peers.yardstick import measured
from report import Row

WORDS = {"h2": "by HTTP/2", "http/1.1": "by HTTP/1.1 and TLS", "plain": "by plain HTTP"}
OPEN = "SELECT -COUNT(*) FROM delivery WHERE state IN ('open', 'held') AND reason IS NULL"


def send_limited(shop: Workshop, recipients: int, pods: int, protocol: str) -> Finding:
    how, is_secure = WORDS[protocol], protocol != "plain"
    with Sinks(shop.programs, shop.scratch, pods, protocol=protocol) as sinks:
        settings = {"environment_certificate_authorities": sinks.authority} if is_secure else {
            "federation_allow_plain_http": "true"}
        pod = shop.pod(federation_allow_private_networks="true", **settings)
        pod.run("aspect", "add", "Readers", "--as", "alice")
        key = shop.keys[0]
        pod.befriend(
            [RemotePerson(f"reader{number}@{address(number % pods)}:{sinks.port}", key) for number in range(recipients)],
            aspect="Readers")
        yardstick = measured()
        with pod:
            before = pod.processor_seconds
            started = time.monotonic()
            pod.publish("For the readers alone.\n\nA few sentences, as one writes them.", "--aspect", "Readers")
            returned = time.monotonic()
            arrived = sinks.wait_for(recipients, 120)
            noted = pod.wait_until(OPEN, 0)
            used = pod.processor_seconds - before
        received = len(sinks.arrived)
        connections = len({message.connection for message in sinks.arrived})
    if len(arrived) < recipients:
        raise RuntimeError(f"only {len(arrived)} of {recipients} messages arrived: {pod.log.read_text()[-500:]}")
    first, last = arrived[0].at, arrived[-1].at
    taken = last - started
    rate, wanted = recipients / taken, 10 * yardstick.sending
    return Finding(
        Row(f"a limited post to {recipients:,} people on {pods} pods, {how}",
            f"{rate:,.0f}/s, {rate / yardstick.sending:.1f} times the reference", f"{wanted:,.0f}/s, 10 times the reference",
            rate >= wanted),
        f"limited post, {how}", rate / wanted,
        (f"Limited post {how}: {yardstick}, and so the reference would encrypt {yardstick.sending:,.0f} a second here. Counted from the "
         f"start of `post new`, which ended after {returned - started:.2f} s; the first pod answered after {first - started:.2f} s, the "
         f"last after {taken:.2f} s ({(recipients - 1) / max(last - first, 1e-6):,.0f}/s between), noted after {noted - started:.2f} s; "
         f"{received - recipients} messages came twice; {connections} connections; {used:.2f} s of processor time.",))


def send_public(shop: Workshop, pods: int, dead: int, round_trip: int) -> Finding:
    silent = dead // 2
    with Sinks(shop.programs, shop.scratch, pods, silent=silent, round_trip=round_trip) as sinks:
        pod = shop.pod(
            federation_allow_private_networks="true", environment_certificate_authorities=sinks.authority)
        # The dead are in the midst of the others in order: each is the twentieth, or whatever the numbers say.
        refusing = {round(number * (pods - silent) / (dead - silent)) for number in range(dead - silent)}
        people = [
            RemotePerson(f"reader@{address(number)}:{sinks.nobody if number in refusing else sinks.port}", shop.keys[0])
            for number in range(pods)]
        silent_ones = people[pods - silent:]
        living = people[:pods - silent]
        step = max(1, len(living) // max(1, silent))
        for number, person in enumerate(silent_ones):
            living.insert(number * (step + 1), person)
        pod.befriend(living)
        expected = pods - dead
        with pod:
            before = pod.processor_seconds
            started = time.monotonic()
            pod.publish("For everybody.\n\nA few sentences, as one writes them.", "--public")
            returned = time.monotonic()
            arrived = sinks.wait_for(expected, 180)
            used, peak = pod.processor_seconds - before, pod.peak
        received = len(sinks.arrived)
    if len(arrived) < expected:
        raise RuntimeError(f"only {len(arrived)} of {expected} living pods got it: {pod.log.read_text()[-500:]}")
    times = [message.at - started for message in arrived]
    taken = times[-1]
    return Finding(
        Row(f"a public post to {pods:,} pods at {round_trip} ms, {dead} of them dead",
            f"all living ones after {taken:.1f} s", "10 s", taken <= 10),
        f"public post to {pods:,} pods, time", 10 / taken,
        (f"Public post: counted from the start of `post new`, which ended after {returned - started:.2f} s; by TLS, each new connection "
         f"three simulated round trips; {dead - silent} dead pods refuse connections, {silent} take them and never answer. The first pod "
         f"answered after {times[0]:.2f} s, half of them after {statistics.median(times):.2f} s, 99 % after "
         f"{times[int(0.99 * len(times))]:.2f} s; {received - expected} messages came twice; {used:.2f} s of processor time, "
         f"peak {peak / 1e6:.0f} MB.",))
