"""Writes COUNT Markdown posts into a folder, the same for the same seed: what the benchmark publishes.

    corpus.py FOLDER COUNT [--seed N]

A post has a title, a date, up to four tags (few are common, most are rare) and 60 to 900 words in
paragraphs, lists, quotes, code, tables, headings and footnotes. One post every three hours.
"""

import argparse
import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

VOCABULARY = (
    "acorn amber anchor apple april attic autumn basket beacon birch blanket border bottle bread breeze "
    "brick candle canal carpet cedar cellar chalk cherry cinder cliff clover cobalt copper coral corner "
    "cottage cradle current curtain daisy dawn delta desert dew drift ember fable falcon feather fennel "
    "fern field flint flour forest fountain frost gable ginger glacier granite gravel grove gully harvest "
    "hazel heather hedge heron hollow honey horizon island ivory jasper juniper kettle ladder lagoon larch "
    "lattice ledger lemon lichen linen lilac maple marble meadow mirror moss nettle oak olive opal orbit "
    "otter pebble pepper pine plum quarry quilt rafter raven reed ribbon ridge robin saffron salt sandal "
    "slate sparrow spruce stream thistle timber tulip valley velvet walnut willow wren été forêt über "
    "naïf smörgås 山 川 森 雨 дом лес"
).split()
LAST = datetime(2026, 1, 1, tzinfo=timezone.utc)


class Writer:
    """Draws words, sentences and blocks from one source of chance."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.tags = [f"{word}{turn or ''}" for turn in range(2) for word in VOCABULARY[:100]]
        self.weights = [1 / rank for rank in range(1, len(self.tags) + 1)]

    def words(self, low: int, high: int) -> list[str]:
        return self.draw.choices(VOCABULARY, k=self.draw.randint(low, high))

    def sentence(self, low: int = 6, high: int = 18) -> str:
        words = self.words(low, high)
        place = self.draw.randrange(len(words))
        word = words[place]
        number = self.draw.randrange(100)
        words[place] = self.draw.choices(
            (word, f"**{word}**", f"*{word}*", f"`{word}`", f"~~{word}~~",
             f"[{word}](https://example.org/{number})", f"https://example.com/{number}"),
            (40, 20, 20, 7, 4, 12, 3))[0]
        text = " ".join(words)
        return text[0].upper() + text[1:] + self.draw.choice("...?!")

    def block(self, number: int) -> str:
        kind = self.draw.choices(
            ("paragraph", "list", "numbers", "quote", "code", "table", "tasks", "footnote", "heading"),
            (68, 8, 4, 4, 5, 3, 2, 2, 4))[0]
        some = range(self.draw.randint(2, 5))
        match kind:
            case "list":
                return "\n".join(f"- {self.sentence(3, 9)}" for _ in some)
            case "numbers":
                return "\n".join(f"{place + 1}. {self.sentence(3, 9)}" for place in some)
            case "quote":
                return "\n".join(f"> {self.sentence()}" for _ in some)
            case "code":
                lines = "\n".join(f"let {word} = {place}" for place, word in enumerate(self.words(2, 8)))
                return f"```swift\n{lines}\n```"
            case "table":
                rows = "\n".join("| " + " | ".join(self.words(3, 3)) + " |" for _ in some)
                return f"| one | two | three |\n|---|:-:|--:|\n{rows}"
            case "tasks":
                return "\n".join(f"- [{self.draw.choice(' x')}] {self.sentence(2, 6)}" for _ in some)
            case "footnote":
                return f"{self.sentence()}[^{number}]\n\n[^{number}]: {self.sentence()}"
            case "heading":
                return "## " + " ".join(self.words(2, 6)).capitalize()
            case _:
                return " ".join(self.sentence() for _ in some)

    def body(self) -> str:
        wanted = min(900, max(60, int(self.draw.lognormvariate(5.5, 0.6))))
        blocks: list[str] = []
        count = 0
        while count < wanted:
            blocks.append(self.block(len(blocks)))
            count += len(blocks[-1].split())
        return "\n\n".join(blocks)

    def post(self, date: datetime) -> str:
        title = " ".join(self.words(2, 8)).capitalize()
        tags = sorted(set(self.draw.choices(self.tags, self.weights, k=self.draw.randint(0, 4))))
        return (
            f'---\ntitle: "{title}"\ndate: {date:%Y-%m-%dT%H:%M:%SZ}\ntags: [{", ".join(tags)}]\n---\n\n'
            f"{self.body()}\n")


def write(folder: Path, count: int, seed: int = 7) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer(seed)
    for number in range(count):
        date = LAST - timedelta(hours=3 * (count - number))
        (folder / f"{number:06}.md").write_text(writer.post(date))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    write(given.folder, given.count, given.seed)
