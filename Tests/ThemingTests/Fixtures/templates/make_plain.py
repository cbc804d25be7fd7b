"""Writes plain.json: templates without inheritance, values, and the text that chevron makes of them.

    pip install chevron && python make_plain.py

Without what chevron has in its own way: apostrophes, which it does not escape; flags, lists and records as texts; dotted
names; sections within one of the same name, and of empty records; tabs before tags.
"""

import json
import pathlib
import random

import chevron

NAMES = ["a", "b", "c", "d"]
FLAGS = ["f", "g"]
WORDS = ["x", " ", "<p>", "é", "&", "{", "}", "\"", "two words", "日本"]


def record(draw: random.Random, depth: int) -> dict:
    values = {flag: draw.random() < 0.5 for flag in FLAGS}
    for name in NAMES:
        if draw.random() < 0.7:
            values[name] = value(draw, depth)
    return values


def value(draw: random.Random, depth: int):
    kind = draw.randrange(4 if depth else 1)
    if kind == 0:
        return "".join(draw.choices(WORDS, k=draw.randrange(3)))
    if kind == 1:
        return [draw.choice(WORDS) for _ in range(draw.randrange(3))]
    if kind == 2:
        return [record(draw, depth - 1) for _ in range(draw.randrange(3))]
    return record(draw, depth - 1)


def lines(draw: random.Random, names: list) -> str:
    return "".join(line(draw, names) for _ in range(draw.randrange(1, 5)))


def line(draw: random.Random, names: list) -> str:
    space = draw.choice(["", "", "  "])
    kind = draw.randrange(5 if names else 2)
    if kind == 0:
        return f"{space}{{{{! a {draw.choice(NAMES)} }}}}\n"
    if kind == 1:
        return space + inline(draw, names) + "\n"
    name = draw.choice(names)
    inner = lines(draw, [other for other in names if other != name])
    return f"{space}{{{{{draw.choice('##^')}{name}}}}}\n{inner}{space}{{{{/{name}}}}}\n"


def inline(draw: random.Random, names: list) -> str:
    text = "w"
    for _ in range(draw.randrange(4)):
        kind = draw.randrange(6 if names else 4)
        name = draw.choice(NAMES)
        if kind == 0:
            text += draw.choice([word for word in WORDS if word not in "{}"])
        elif kind < 4:
            text += draw.choice(["{{%s}}", "{{ %s }}", "{{{%s}}}", "{{&%s}}", "{{&  %s }}"]) % name
        else:
            name = draw.choice(names)
            inner = inline(draw, [other for other in names if other != name])
            text += f"{{{{{draw.choice('##^')}{name}}}}}{inner}{{{{/{name}}}}}"
    return text + "."


def main() -> None:
    cases = []
    for seed in range(4000):
        draw = random.Random(seed)
        template, values = lines(draw, NAMES + FLAGS), record(draw, 2)
        text = chevron.render(template, values)
        if 40 < len(template) < 400 and len(str(values)) < 400 and text and not any(mark in text for mark in ["[", "{'", "True", "False"]):
            cases.append({"template": template, "values": values, "text": text})
        if len(cases) == 150:
            break
    file = pathlib.Path(__file__).with_name("plain.json")
    file.write_text("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n", encoding="utf-8")


main()
