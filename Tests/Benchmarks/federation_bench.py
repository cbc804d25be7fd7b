"""Measures federation: what the pod receives and sends in a second, with RSA 4096 and everything durable.

    federation_bench.py [--quick] [--binary PATH] [--baseline PATH] [--scratch DIR] [--only NAME]… [--no-page] [--profile]

The measurements are public, encrypted, limited (a post to 1,000 people), pods (one to 1,000 pods), comments, rendered (comments, until their HTML is stored), alone (comments, one at a time) and answering (pages,
while strangers send what is slow to read); with `--baseline`, beside: public posts by another build, in turns; and, only when asked for, limited-1.1 and limited-plain (by HTTP/1.1, and by plain HTTP) and relayed (comments to be told to others). Messages
are signed once and kept in the scratch folder. `--quick` sends a tenth of everything, to see that it still runs; it judges nothing.
A whole run writes its chapter into docs/benchmarks.md. A limit that is missed is printed, not an error: machines differ.
"""

import argparse
import shutil
from pathlib import Path

import report
from peers import chapter
from peers.answering import answer_under_attack
from peers.commenting import receive_comments, render_comments, show_comments
from peers.envelopes import Envelopes
from peers.finding import Finding
from peers.keys import make_keys
from peers.programs import Programs
from peers.receiving import receive_beside, receive_encrypted, receive_public
from peers.relaying import relay_comments
from peers.sending import send_limited, send_public
from peers.workshop import Workshop
from sites import REPOSITORY

NAMES = ("public", "encrypted", "limited", "pods", "comments", "rendered", "alone", "answering")
# Measured only when asked for.
OTHERS = ("limited-1.1", "limited-plain", "relayed", "beside")


def measure(name: str, shop: Workshop, given: argparse.Namespace) -> Finding:
    part = 10 if given.quick else 1
    match name:
        case "public":
            return receive_public(shop, given.public // part)
        case "encrypted":
            return receive_encrypted(shop, given.encrypted // part)
        case "answering":
            return answer_under_attack(shop, 400 // part)
        case "beside":
            return receive_beside(shop, given.baseline.resolve(), given.public // part)
        case "comments":
            return receive_comments(shop, given.comments // part)
        case "rendered":
            return render_comments(shop, given.comments // part)
        case "alone":
            return show_comments(shop, 20 // part)
        case "limited":
            return send_limited(shop, 1_000 // part, 200 // part, "h2")
        case "relayed":
            return relay_comments(shop, given.relayed // part)
        case "limited-1.1":
            return send_limited(shop, 1_000 // part, 200 // part, "http/1.1")
        case "limited-plain":
            return send_limited(shop, 1_000 // part, 200 // part, "plain")
        case _:
            return send_public(shop, 1_000 // part, 50 // part, round_trip=50)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--no-page", action="store_true", help="print, but write nothing into docs/")
    parser.add_argument("--profile", action="store_true", help="record the pod with perf, into NAME.perf of the scratch folder")
    parser.add_argument("--only", action="append", choices=NAMES + OTHERS, help="this measurement; may be repeated")
    parser.add_argument("--public", type=int, default=5_000, help="public posts to receive")
    parser.add_argument("--encrypted", type=int, default=1_000, help="encrypted posts to receive")
    parser.add_argument("--comments", type=int, default=10_000, help="comments to receive")
    parser.add_argument("--relayed", type=int, default=2_000, help="comments to relay")
    parser.add_argument("--senders", type=int, default=8, help="people who write to the pod, each with a key")
    parser.add_argument("--connections", type=int, default=64, help="connections on which load comes")
    parser.add_argument("--binary", type=Path, default=REPOSITORY / ".build" / "release" / "dandelion")
    parser.add_argument("--baseline", type=Path, help="another build, measured beside it: adds the measurement beside")
    parser.add_argument("--scratch", type=Path, default=REPOSITORY / ".build" / "bench" / "federation")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    given.scratch.mkdir(parents=True, exist_ok=True)
    programs = Programs(given.scratch)
    keys = make_keys(given.scratch / "keys", given.senders)
    shop = Workshop(
        given.binary.resolve(), given.scratch, programs, keys, Envelopes(given.scratch, programs, keys), given.connections)
    findings = []
    for name in given.only or NAMES + (("beside",) if given.baseline else ()):
        found = measure(name, shop.profiling(name) if given.profile else shop, given)
        print(report.text([found.row]).splitlines()[-1], *(f"  {note}" for note in found.notes), sep="\n", flush=True)
        findings.append(found)
    print("\n" + report.text([found.row for found in findings]))
    if given.quick:
        print("\n(a tenth of everything: the limits judge nothing here)")
    elif not given.only and not given.no_page:
        docs = REPOSITORY / "docs"
        page = docs / "benchmarks.md"
        page.write_text(chapter.added(page.read_text(), findings, report.machine(given.scratch) + "."))
        (docs / "benchmarks-federation.svg").write_text(chapter.chart(findings))
    shutil.rmtree(given.scratch / "pod", ignore_errors=True)


if __name__ == "__main__":
    main()
