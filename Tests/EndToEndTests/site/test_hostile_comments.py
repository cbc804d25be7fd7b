"""Attack 61: comments that are nearly all marks, by somebody whose GUIDs have 255 characters."""

import os
import subprocess
from pathlib import Path

from answers import Answers
from judges.tree import differences
from patience import until
from pod import Pod, end

# What comments may have of UTF-8, in pieces that grew more than a hundredfold.
PIECES = ("#\n", "[^a]", "[a]", "# a\n", "[^a]\n\n[^a]: b\n\n", "|a|b|c|\n|:-:|:-:|:-:|\n|\n\n", "[a](#b)")
END = "\n\n[^a]: b\n\n[a]: https://" + "x" * 800


def test_attack_61_twenty_hostile_comments_do_not_end_a_build(dandelion: Path, tmp_path: Path) -> None:
    pod = Pod(dandelion, tmp_path / "var", "http://localhost:3000").init()
    answers = Answers(pod, pod.publish("# Hello\n\nWords.\n"))
    texts = [piece * ((65_000 - len(END)) // len(piece)) + END for piece in PIECES for _ in range(3)]
    answers.comments(*texts[:20], by=answers.stranger("mallory"), prefix="x" * 223)

    # No build renders long comments.
    work = pod.start("work", log=tmp_path / "work")
    try:
        assert until(lambda: not answers.slow(), seconds=180), (tmp_path / "work").read_text()
    finally:
        end(work)

    # Without its own address space bounded, as the children of the build have a bound of their own.
    with (tmp_path / "log").open("wb") as log:
        build = subprocess.Popen(
            pod.command("build", "--full"), stdout=log, stderr=log, env=pod.environment)
        _, status, usage = os.wait4(build.pid, 0)
    build.returncode = os.waitstatus_to_exitcode(status)

    assert build.returncode == 0, (tmp_path / "log").read_text()
    assert usage.ru_maxrss < 400 * 1_024
    files = [path for path in pod.public.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files if path.parent.name == "comments") <= 20 * 17 * 65_535
    assert (pod.public / "posts" / f"{answers.post}.html").stat().st_size < 512 * 1_024
    assert (pod.public / "posts" / answers.post / "comments.atom").stat().st_size < 1_024 * 1_024
    pod.ok("build", "--output", tmp_path / "clean")
    assert differences(pod.public, tmp_path / "clean") == []
