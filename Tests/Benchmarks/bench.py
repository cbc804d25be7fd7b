"""Compares Dandelion with Hugo on the same posts, and measures what a pod costs at rest and at work.

    bench.py [--quick] [--binary PATH] [--scratch DIR] [--runs N] [--without-large]
    bench.py --only publish [--against PATH] [--binary PATH] [--scratch DIR] [--runs N]

`--quick` publishes 1,000 posts once, to see that everything still runs; it judges nothing and writes nothing.
Otherwise docs/benchmarks.md and docs/benchmarks.svg are written anew. A limit that is missed is
printed, not an error: machines differ.

`--only publish` imports the posts once, publishes one post N times (20) and prints each figure; with `--against` another
program publishes in turn with this one on the same pod. Nothing is written.
"""

import argparse
import shutil
import statistics
from pathlib import Path

import report
from measure import Cost, least, twins
from peers import chapter
from report import Bar, Row, megabytes
from sites import REPOSITORY, SHARED, Dandelion, Hugo, Publication, make_corpus, set_aside


def say(words: str) -> None:
    print(words, flush=True)


def check_pages(pod: Dandelion, count: int) -> None:
    if pod.post_pages() != count:
        raise RuntimeError(f"{pod.post_pages()} pages for {count} posts")


def compare(pod: Dandelion, hugo: Hugo, runs: int, count: int) -> tuple[Cost, Cost, Cost]:
    """Hugo, a full build, and import with build: in turn, the best of each."""
    theirs, ours, whole = [], [], []
    for run in range(runs):
        theirs.append(hugo.build())
        imported, built = pod.import_and_build()
        whole.append(imported + built)
        check_pages(pod, count)
        ours.append(pod.build())
        check_pages(pod, count)
        say(f"  run {run + 1}: Hugo {theirs[-1].seconds:.2f} s, {megabytes(theirs[-1].peak)}; "
            f"build {ours[-1].seconds:.2f} s, {megabytes(ours[-1].peak)}; "
            f"import {imported.seconds:.2f} s + build {built.seconds:.2f} s, {megabytes(whole[-1].peak)}")
    return least(theirs), least(ours), least(whole)


def publish(pod: Dandelion, times: int) -> Publication:
    """The median of several publications, after one that is not counted."""
    pod.publish(0)
    runs = [pod.publish(number) for number in range(1, times + 1)]
    found = Publication(
        statistics.median(run.seconds for run in runs), round(statistics.median(run.files for run in runs)),
        statistics.median(run.alone for run in runs))
    say(f"  one post: {found.seconds * 1000:.0f} ms for {found.files} files; "
        f"writing and syncing them alone {found.alone * 1000:.0f} ms")
    return found


def comparison_rows(hugo: Cost, build: Cost, whole: Cost, count: str) -> tuple[list[Row], list[Bar]]:
    time, peak, both = build.seconds / hugo.seconds, build.peak / hugo.peak, whole.seconds / hugo.seconds
    rows = [
        Row(f"full build of {count} posts", f"{build.seconds:.2f} s, {time:.2f} of Hugo's {hugo.seconds:.2f} s",
            "0.25 (aim 0.18)", time <= 0.25),
        Row("its peak memory", f"{megabytes(build.peak)}, {peak:.2f} of Hugo's {megabytes(hugo.peak)}",
            "0.15", peak <= 0.15),
        Row("import and full build of the same", f"{whole.seconds:.2f} s, {both:.2f} of Hugo's", "0.6", both <= 0.6)]
    bars = [Bar("full build, time", time, 0.25), Bar("full build, memory", peak, 0.15),
            Bar("import and build, time", both, 0.6)]
    return rows, bars


def twin_notes(hugo: Cost, theirs: float | None, ours: float | None, written: float | None) -> list[str]:
    """What twins cost when nothing else is done: no build with twins can be faster."""
    if theirs is None or ours is None or written is None:
        return []
    return [
        f"Compressing Hugo's own pages with gzip 6 and Brotli 5 on two threads, and nothing else (Tests/Benchmarks/twins.c), "
        f"takes {theirs:.2f} s, {theirs / hugo.seconds:.2f} of Hugo's build; Dandelion's, with feed archives and full feeds, "
        f"{ours:.2f} s, {ours / hugo.seconds:.2f}. Compressing and writing Dandelion's, not synced, takes "
        f"{written:.2f} s, {written / hugo.seconds:.2f}: what is left of 0.6 would have to do for import, rendering and search."]


def publication_row(one: Publication, count: str) -> Row:
    return Row(
        f"publish one post on a site of {count}",
        f"{one.seconds * 1000:.0f} ms, {one.seconds / one.alone:.1f} times writing its {one.files} files alone",
        "50 ms, or 3 times", one.seconds < 0.05 or one.seconds <= 3 * one.alone)


def idle_rows(own: int, resident: int) -> list[Row]:
    return [
        Row("idle serve, own memory", megabytes(own), "25 MB", own < 25_000_000),
        Row("idle serve, resident", megabytes(resident), "80 MB", resident < 80_000_000)]


def large_rows(pod: Dandelion, small: Publication, count: int) -> list[Row]:
    """Publishing and building on a site ten times as large."""
    say("100,000 posts")
    imported, built = pod.import_and_build()
    check_pages(pod, count)
    say(f"  import {imported.seconds:.1f} s, build {built.seconds:.1f} s")
    full = pod.build()
    check_pages(pod, count)
    say(f"  full build {full.seconds:.1f} s, {megabytes(full.peak)}")
    one = publish(pod, 5)
    ratio = one.seconds / small.seconds
    return [
        Row("publish one post on a site of 100,000", f"{one.seconds * 1000:.0f} ms, {ratio:.2f} of the above",
            "1.5", ratio <= 1.5),
        Row("full build of 100,000 posts, peak memory", f"{megabytes(full.peak)} in {full.seconds:.1f} s",
            "300 MB", full.peak < 300_000_000)]


def publish_only(pods: list[Dandelion], times: int) -> None:
    """What publishing takes, by the programs in turn: for work on it."""
    pods[0].import_and_build()
    for pod in pods:
        pod.publish(0)
    found: list[list[Publication]] = [[] for _ in pods]
    for number in range(1, times + 1):
        for pod, runs in zip(pods, found):
            runs.append(pod.publish(number))
    for pod, runs in zip(pods, found):
        seconds, alone = [run.seconds * 1000 for run in runs], [run.alone * 1000 for run in runs]
        say(f"{pod.binary}: median {statistics.median(seconds):.1f} ms, least {min(seconds):.1f} ms, "
            f"{statistics.median(run.files for run in runs):.0f} files; alone median {statistics.median(alone):.1f} ms, "
            f"least {min(alone):.1f} ms; start {pod.start_up() * 1000:.1f} ms")
        say("  " + " ".join(f"{value:.1f}" for value in sorted(seconds)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--without-large", action="store_true")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--only", choices=["publish"])
    parser.add_argument("--against", type=Path)
    parser.add_argument("--binary", type=Path, default=REPOSITORY / ".build" / "release" / "dandelion")
    parser.add_argument("--scratch", type=Path, default=REPOSITORY / ".build" / "bench")
    given = parser.parse_args()
    count, runs = (1_000, 1) if given.quick else (10_000, given.runs or 3)
    given.scratch.mkdir(parents=True, exist_ok=True)
    binary = given.binary.resolve()

    posts = make_corpus(given.scratch / f"posts-{count}", count)
    if given.only == "publish":
        others = [given.against.resolve()] if given.against else []
        publish_only([Dandelion(each, given.scratch, posts) for each in [binary, *others]], given.runs or 20)
        return
    hugo, pod = Hugo(given.scratch, posts), Dandelion(binary, given.scratch, posts)
    say(f"{count:,} posts, Hugo {hugo.version}, {pod.version}")
    if not SHARED.is_dir():
        say(f"  {SHARED.name} generator and Hugo site are not beside the repository: using our own")
    theirs, ours, whole = compare(pod, hugo, runs, count)
    rows, bars = comparison_rows(theirs, ours, whole, f"{count:,}")
    written = given.scratch / "written"
    floor = twin_notes(
        theirs, twins(hugo.output, given.scratch), twins(pod.output, given.scratch),
        twins(pod.output, given.scratch, written))
    set_aside(written, given.scratch)
    say("\n".join(f"  {note}" for note in floor))
    small = publish(pod, 2 if given.quick else 7)
    start_up = pod.start_up()
    rows.append(publication_row(small, f"{count:,}"))
    idle = idle_rows(*pod.idle(settle=1 if given.quick else 10))
    if given.quick:
        say("\n" + report.text(rows + idle))
        say("\n(1,000 posts: the limits are for 10,000 and judge nothing here)")
    else:
        if not given.without_large:
            large = make_corpus(given.scratch / "posts-100000", 100_000)
            rows += large_rows(Dandelion(binary, given.scratch, large), small, 100_000)
        rows += idle
        say("\n" + report.text(rows))
        notes = [
            f"Publishing is timed from the start of the command to its end; {start_up * 1000:.0f} ms of it is the program's start.",
            "Peak memory is the largest resident set of a process of the run, mapped files included.",
            f"Idle: `serve` on the pod of 10,000 posts after a hundred requests, once its imported posts are signed, and ten seconds of rest."]
        notes = floor + notes
        versions = f"Dandelion {pod.version.removeprefix('Dandelion ')} against Hugo {hugo.version}"
        docs = REPOSITORY / "docs"
        page = docs / "benchmarks.md"
        kept = chapter.of(page.read_text()) if page.exists() else ""
        page.write_text(report.markdown(rows, report.machine(given.scratch), versions, notes) + kept)
        (docs / "benchmarks.svg").write_text(report.chart(bars))
    for folder in ("pod", "hugo", "aside"):
        shutil.rmtree(given.scratch / folder, ignore_errors=True)


if __name__ == "__main__":
    main()
