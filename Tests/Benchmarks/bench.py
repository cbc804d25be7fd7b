"""Compares Dandelion with Hugo on the same posts, and measures what a pod costs at rest and at work.

    bench.py [--quick] [--binary PATH] [--baseline PATH] [--scratch DIR] [--runs N] [--without-large]
    bench.py --only publish [--against PATH] [--binary PATH] [--scratch DIR] [--runs N]

`--quick` publishes 1,000 posts once, to see that everything still runs; it judges nothing and writes nothing.
Otherwise docs/benchmarks.md and docs/benchmarks.svg are written anew. A limit that is missed is
printed, not an error: machines differ.

With `--baseline` an older program does the same in turn, on a pod of its own: builds, import, and publishing; the ratios
are rows. It need not know `--no-twins`: a program that makes twins with the pages is measured to its end.

`--only publish` imports the posts once, publishes one post N times (20) and prints each figure; with `--against` another
program publishes in turn with this one on the same pod. Nothing is written.
"""

import argparse
import shutil
import statistics
from dataclasses import dataclass, field
from pathlib import Path

import report
from measure import Cost, least, twins
from peers import chapter
from report import Bar, Row, megabytes
from serving import serving_rows
from sites import REPOSITORY, SHARED, Dandelion, Hugo, Publication, make_corpus, set_aside


def say(words: str) -> None:
    print(words, flush=True)


def check_pages(pod: Dandelion, count: int) -> None:
    if pod.post_pages() != count:
        raise RuntimeError(f"{pod.post_pages()} pages for {count} posts")


@dataclass
class Builds:
    """What one program took, run by run: until every page is live, until the last twin, and both with the import."""

    pages: list[Cost] = field(default_factory=list)
    twins: list[Cost] = field(default_factory=list)
    whole: list[Cost] = field(default_factory=list)

    def measure(self, pod: Dandelion, count: int) -> str:
        imported, built = pod.import_and_build()
        self.whole.append(imported + built)
        check_pages(pod, count)
        self.pages.append(pod.build_pages())
        check_pages(pod, count)
        self.twins.append(pod.build() if pod.without_twins else self.pages[-1])
        check_pages(pod, count)
        return (f"pages live {self.pages[-1].seconds:.2f} s, with twins {self.twins[-1].seconds:.2f} s, "
                f"{megabytes(self.twins[-1].peak)}; import {imported.seconds:.2f} s + build {built.seconds:.2f} s, "
                f"{megabytes(self.whole[-1].peak)}")


def compare(
    pod: Dandelion, old: Dandelion | None, hugo: Hugo, runs: int, count: int,
) -> tuple[Cost, Builds, Builds]:
    """Hugo and the programs in turn."""
    theirs, ours, olds = [], Builds(), Builds()
    for run in range(runs):
        theirs.append(hugo.build())
        say(f"  run {run + 1}: Hugo {theirs[-1].seconds:.2f} s, {megabytes(theirs[-1].peak)}")
        say(f"    {ours.measure(pod, count)}")
        if old:
            say(f"    before: {olds.measure(old, count)}")
    return least(theirs), ours, olds


def publish(pod: Dandelion, times: int, old: Dandelion | None = None) -> tuple[Publication, Publication | None]:
    """The medians of several publications by the programs in turn, after one of each that is not counted."""
    pods = [pod] + ([old] if old else [])
    for each in pods:
        each.publish(0)
    found: list[list[Publication]] = [[] for _ in pods]
    for number in range(1, times + 1):
        for each, runs in zip(pods, found):
            runs.append(each.publish(number))
    medians = [Publication(
        statistics.median(run.seconds for run in runs), statistics.median(run.ended for run in runs),
        round(statistics.median(run.files for run in runs)), statistics.median(run.alone for run in runs))
        for runs in found]
    for each, one in zip(pods, medians):
        say(f"  one post by {each.version}: line after {one.seconds * 1000:.0f} ms, end after {one.ended * 1000:.0f} ms, "
            f"{one.files} files; writing and syncing them alone {one.alone * 1000:.0f} ms")
    return medians[0], medians[1] if old else None


def comparison_rows(hugo: Cost, ours: Builds, count: str) -> tuple[list[Row], list[Bar]]:
    pages, last, both = least(ours.pages), least(ours.twins), least(ours.whole)
    time, peak = pages.seconds / hugo.seconds, last.peak / hugo.peak
    rows = [
        Row(f"full build of {count} posts until every page is live", f"{pages.seconds:.2f} s, {time:.2f} of Hugo's "
            f"{hugo.seconds:.2f} s", "0.6 (aim 0.3)", time <= 0.6),
        Row("its peak memory, twins included", f"{megabytes(last.peak)}, {peak:.2f} of Hugo's {megabytes(hugo.peak)}",
            "0.15", peak <= 0.15)]
    bars = [Bar("pages live, time", time, 0.6), Bar("build, memory", peak, 0.15),
            Bar("until the last twin, time", last.seconds / hugo.seconds, 1),
            Bar("import and pages, time", both.seconds / hugo.seconds, 1)]
    return rows, bars


def ratio_row(work: str, ours: float, old: float, unit: str, limit: float, words: str = "") -> Row:
    factor, digits = (1000, 0) if unit == "ms" else (1, 2)
    return Row(work, f"{ours * factor:.{digits}f} {unit}, {ours / old:.2f} of {old * factor:.{digits}f} {unit} before",
               words or f"{limit:g} of before", ours / old <= limit)


def baseline_rows(ours: Builds, olds: Builds, count: str) -> list[Row]:
    """The same work by turns with an older program, which makes the twins with the pages."""
    def best(costs: list[Cost]) -> float:
        return least(costs).seconds
    return [
        ratio_row(f"full build of {count} posts until every page is live", best(ours.pages), best(olds.pages), "s", 0.45,
                  "0.45 of before (aim 0.35)"),
        ratio_row("the same until the last twin", best(ours.twins), best(olds.twins), "s", 1),
        ratio_row("import and full build, until every page is live", best(ours.whole), best(olds.whole), "s", 0.65)]


def twin_notes(hugo: Cost, theirs: float | None, ours: float | None, written: float | None) -> list[str]:
    """What twins cost when nothing else is done: nothing can make them faster."""
    if theirs is None or ours is None or written is None:
        return []
    return [
        f"Compressing Hugo's own pages with gzip 6 and Brotli 5 on two threads, and nothing else (Tests/Benchmarks/twins.c), "
        f"takes {theirs:.2f} s, {theirs / hugo.seconds:.2f} of Hugo's build; Dandelion's, with feed archives and full feeds, "
        f"{ours:.2f} s, {ours / hugo.seconds:.2f}. Compressing and writing Dandelion's, not synced, takes "
        f"{written:.2f} s, {written / hugo.seconds:.2f}."]


def publication_rows(one: Publication, old: Publication | None, count: str) -> list[Row]:
    rows = [Row(
        f"`post new` on a site of {count}, until its line is printed",
        f"{one.seconds * 1000:.0f} ms, {one.seconds / one.alone:.1f} times removing the twins of its {one.files} files, "
        f"writing and syncing them alone; its end after {one.ended * 1000:.0f} ms",
        "50 ms, or 3 times", one.seconds < 0.05 or one.seconds <= 3 * one.alone)]
    if old:
        rows.append(ratio_row("the same beside the end of the program before", one.seconds, old.ended, "ms", 1))
    return rows


def publish_warm(pod: Dandelion, times: int) -> Publication:
    """The median of several publications by a process that runs already, after one that is not counted."""
    runs = pod.publish_warm(range(times + 1))[1:]
    found = Publication(
        statistics.median(run.seconds for run in runs), statistics.median(run.ended for run in runs),
        round(statistics.median(run.files for run in runs)), statistics.median(run.alone for run in runs))
    say(f"  one post by a running serve: {found.seconds * 1000:.0f} ms for {found.files} files; "
        f"writing and syncing them alone {found.alone * 1000:.0f} ms")
    return found


def warm_row(one: Publication, count: str) -> Row:
    return Row(
        f"publish in a running `serve` on a site of {count}, from the stored post until page, lists and feeds are live and synced",
        f"{one.seconds * 1000:.0f} ms, {one.seconds / one.alone:.1f} times removing the twins of its {one.files} files, "
        f"writing and syncing them alone",
        "25 ms, or 3 times", one.seconds < 0.025 or one.seconds <= 3 * one.alone)


def idle_rows(own: int, resident: int) -> list[Row]:
    return [
        Row("idle serve, own memory", megabytes(own), "25 MB", own < 25_000_000),
        Row("idle serve, resident", megabytes(resident), "80 MB", resident < 80_000_000)]


def large_rows(pod: Dandelion, small: Publication, small_warm: Publication, count: int) -> list[Row]:
    """Publishing and building on a site ten times as large."""
    say("100,000 posts")
    imported, built = pod.import_and_build()
    check_pages(pod, count)
    say(f"  import {imported.seconds:.1f} s, build {built.seconds:.1f} s")
    full = pod.build()
    check_pages(pod, count)
    say(f"  full build {full.seconds:.1f} s, {megabytes(full.peak)}")
    one, _ = publish(pod, 5)
    ratio = one.seconds / small.seconds
    warm = publish_warm(pod, 5)
    warm_ratio = warm.seconds / small_warm.seconds
    return [
        Row("publish in a running `serve` on a site of 100,000", f"{warm.seconds * 1000:.0f} ms, {warm_ratio:.2f} of the above",
            "1.5", warm_ratio <= 1.5),
        Row("`post new` on a site of 100,000, until its line is printed", f"{one.seconds * 1000:.0f} ms, {ratio:.2f} of the above",
            "1.5", ratio <= 1.5),
        Row("full build of 100,000 posts, peak memory", f"{megabytes(full.peak)} in {full.seconds:.1f} s",
            "300 MB", full.peak < 300_000_000)]


def publish_only(pods: list[Dandelion], times: int) -> None:
    """What publishing takes, by the programs in turn: for work on it."""
    pods[0].import_and_build()
    pods[0].run("build")
    for pod in pods:
        pod.publish(0)
    found: list[list[Publication]] = [[] for _ in pods]
    for number in range(1, times + 1):
        for pod, runs in zip(pods, found):
            runs.append(pod.publish(number))
    for pod, runs in zip(pods, found):
        seconds, alone = [run.seconds * 1000 for run in runs], [run.alone * 1000 for run in runs]
        say(f"{pod.binary}: until the line median {statistics.median(seconds):.1f} ms, least {min(seconds):.1f} ms, "
            f"{statistics.median(run.files for run in runs):.0f} files; alone median {statistics.median(alone):.1f} ms, "
            f"least {min(alone):.1f} ms; "
            f"end median {statistics.median(run.ended * 1000 for run in runs):.1f} ms; start {pod.start_up() * 1000:.1f} ms")
        say("  " + " ".join(f"{value:.1f}" for value in sorted(seconds)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--without-large", action="store_true")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--only", choices=["publish"])
    parser.add_argument("--against", type=Path)
    parser.add_argument("--baseline", type=Path)
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
    old = Dandelion(given.baseline.resolve(), given.scratch, posts, "before") if given.baseline else None
    say(f"{count:,} posts, Hugo {hugo.version}, {pod.version}")
    if not SHARED.is_dir():
        say(f"  {SHARED.name} generator and Hugo site are not beside the repository: using our own")
    theirs, ours, olds = compare(pod, old, hugo, runs, count)
    rows, bars = comparison_rows(theirs, ours, f"{count:,}")
    if old:
        rows += baseline_rows(ours, olds, f"{count:,}")
    written = given.scratch / "written"
    floor = twin_notes(
        theirs, twins(hugo.output, given.scratch), twins(pod.output, given.scratch),
        twins(pod.output, given.scratch, written))
    set_aside(written, given.scratch)
    say("\n".join(f"  {note}" for note in floor))
    small, earlier = publish(pod, 2 if given.quick else 7, old)
    start_up = pod.start_up()
    rows += publication_rows(small, earlier, f"{count:,}")
    warm = publish_warm(pod, 2 if given.quick else 7)
    rows.append(warm_row(warm, f"{count:,}"))
    idle = idle_rows(*pod.idle(settle=1 if given.quick else 10))
    served, serving_notes = serving_rows(pod)
    if given.quick:
        say("\n" + report.text(rows + idle + served))
        say("\n(1,000 posts: the limits are for 10,000 and judge nothing here)")
    else:
        if not given.without_large:
            large = make_corpus(given.scratch / "posts-100000", 100_000)
            rows += large_rows(Dandelion(binary, given.scratch, large), small, warm, 100_000)
        rows += idle + served
        say("\n" + report.text(rows))
        notes = [
            f"Publishing is timed from the start of the command; {start_up * 1000:.0f} ms of it is the program's start.",
            "Peak memory is the largest resident set of a process of the run, mapped files included.",
            f"Idle: `serve` on the pod of 10,000 posts after a hundred requests, once its imported posts are signed, and ten seconds of rest."]
        notes = floor + notes + serving_notes
        versions = f"Dandelion {pod.version.removeprefix('Dandelion ')} against Hugo {hugo.version}"
        docs = REPOSITORY / "docs"
        page = docs / "benchmarks.md"
        kept = chapter.of(page.read_text()) if page.exists() else ""
        page.write_text(report.markdown(rows, report.machine(given.scratch), versions, notes) + kept)
        (docs / "benchmarks.svg").write_text(report.chart(bars))
    for folder in ("pod", "before", "hugo", "aside"):
        shutil.rmtree(given.scratch / folder, ignore_errors=True)


if __name__ == "__main__":
    main()
