"""The second half of docs/benchmarks.md, and its chart."""

from xml.sax.saxutils import escape

from peers.finding import Finding
from report import STYLE

HEAD = "## Federation"


def of(page: str) -> str:
    """What a page has of this chapter, with the empty line before it."""
    _, head, rest = page.partition(HEAD)
    return f"\n{head}{rest}" if head else ""


def added(page: str, findings: list[Finding], described: str) -> str:
    """The page with this chapter at its end, in place of the one that was there."""
    lines = [
        page.partition(HEAD)[0].rstrip(), "", HEAD, "",
        "A pod among others, RSA 4096, everything durable: what it receives comes over kept connections on loopback, ready signed, from a",
        "small C program; what it sends goes to another one that stands for all the other pods. The reference is diaspora*'s own library on",
        "one core, which only reads and verifies, or only signs and encrypts; its rates are scaled by what `openssl speed` finds beside each run.",
        "", "![What was found as a part of what must be reached](benchmarks-federation.svg)", "",
        "| work | found | must reach | |", "|---|---|---|---|"]
    for finding in findings:
        row = finding.row
        lines.append(f"| {row.work} | {row.found} | {row.limit} | {'reached' if row.reached else '**missed**'} |")
    lines += ["", described, ""]
    lines += [f"- {note}" for finding in findings for note in finding.notes]
    return "\n".join(lines) + "\n"


def chart(findings: list[Finding]) -> str:
    """Horizontal bars: the mark is what must be reached, the whole track twice that."""
    width, left, right, step = 720, 260, 64, 38
    track = width - left - right
    mark = left + track / 2
    shapes = []
    for number, finding in enumerate(findings):
        top = 40 + step * number
        filled = track * min(finding.share / 2, 1)
        shapes.append(
            f'<text x="{left - 12}" y="{top + 16}" text-anchor="end">{escape(finding.label)}</text>'
            f'<rect class="track" x="{left}" y="{top}" width="{track}" height="22" rx="3"/>'
            f'<rect class="bar" x="{left}" y="{top}" width="{filled:.1f}" height="22" rx="3"/>'
            f'<line class="limit" x1="{mark:.1f}" x2="{mark:.1f}" y1="{top - 4}" y2="{top + 26}"/>'
            f'<text x="{width - right + 10}" y="{top + 16}">{finding.share * 100:.0f} %</text>')
    words = "; ".join(f"{finding.label} {finding.share * 100:.0f} %" for finding in findings)
    height = 46 + step * len(findings)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">\n'
        f'<title id="title">Federation as a part of what must be reached: {escape(words)}</title>\n<style>{STYLE}</style>\n'
        f'<text class="soft" x="{left}" y="22">the mark is what must be reached; more is better</text>\n'
        + "\n".join(shapes) + "\n</svg>\n")
