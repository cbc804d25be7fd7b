"""How soon a page comes while strangers send what is slow to read."""

import http.client
import threading
import time
from collections.abc import Iterator

from peers.finding import Finding
from peers.pod import FederatedPod
from peers.workshop import Workshop
from report import Row

LIMIT = 0.050
# Far more than a message of another pod has: each shape is tried for as long as the pages are asked for.
BYTES = 2_800_000


def shapes() -> list[tuple[str, bytes]]:
    """Bodies that cost a reader most, by what they are made of."""
    attributes = b"".join(b' a%d=""' % number for number in range(BYTES // 10))
    return [
        ("attributes", b"<me:env" + attributes + b"/>"),
        ("depth", b"<a>" * (BYTES // 3)),
        ("namespaces", b"".join(b'<a xmlns:n%d="u">' % number for number in range(BYTES // 20))),
        ("entities", b"<a>" + b"&#65;" * (BYTES // 5) + b"</a>"),
        ("base64", b'<me:env xmlns:me="http://salmon-protocol.org/ns/magic-env"><me:data type="application/xml">'
         + b"A" * BYTES + b"</me:data></me:env>"),
    ]


class Stranger(threading.Thread):
    """Sends one body after the other, from an address of its own, until it is told to stop."""

    def __init__(self, pod: FederatedPod, address: str) -> None:
        super().__init__(daemon=True)
        self.pod, self.address, self.sent = pod, address, 0
        self.stopping = threading.Event()

    def run(self) -> None:
        bodies = [body for _, body in shapes()]
        while not self.stopping.is_set():
            connection = http.client.HTTPConnection(
                "127.0.0.1", self.pod.port, timeout=30, source_address=(self.address, 0))
            try:
                connection.request("POST", "/receive/public", bodies[self.sent % len(bodies)])
                connection.getresponse().read()
                self.sent += 1
            except OSError:
                pass
            finally:
                connection.close()


def latencies(pod: FederatedPod, count: int) -> Iterator[float]:
    """Seconds that the front page takes, each on a connection of its own, one after the other."""
    for _ in range(count):
        begin = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", pod.port, timeout=30)
        connection.request("GET", "/")
        assert connection.getresponse().read()
        connection.close()
        yield time.monotonic() - begin
        time.sleep(0.02)


def answer_under_attack(shop: Workshop, count: int) -> Finding:
    with shop.pod() as pod:
        idle = sorted(latencies(pod, count))
        strangers = [Stranger(pod, f"127.0.1.{number}") for number in range(1, 5)]
        for stranger in strangers:
            stranger.start()
        busy = sorted(latencies(pod, count))
        for stranger in strangers:
            stranger.stopping.set()
        for stranger in strangers:
            stranger.join(60)
        sent, peak = sum(stranger.sent for stranger in strangers), pod.peak
    worst = busy[len(busy) * 99 // 100]
    return Finding(
        Row(f"{count:,} front pages while four strangers send what is slow to read",
            f"{worst * 1_000:.0f} ms for 99 of 100", f"{LIMIT * 1_000:.0f} ms", worst <= LIMIT),
        "pages under attack", LIMIT / worst,
        (f"Front pages: {idle[len(idle) // 2] * 1_000:.1f} ms in the middle on an idle pod, {busy[len(busy) // 2] * 1_000:.1f} ms "
         f"while {sent} bodies of {BYTES / 1e6:.1f} MB came, {busy[-1] * 1_000:.0f} ms at worst; peak {peak / 1e6:.0f} MB.",))
