"""Measures the signed-in pages on a large pod: what they cost one at a time, and how many the pod answers at work.

    app_bench.py [--binary PATH] [--scratch DIR] [--quick]

The pod has 1,000 users with 200 contacts each, 100,000 posts, 500,000 comments and as many likes, written into its database at
once. `--quick` has a hundredth of that, to see that everything runs. Figures are printed; nothing is written.
"""

import argparse
import hashlib
import http.client
import json
import random
import re
import sqlite3
import statistics
import subprocess
import time
from pathlib import Path

from serving import CONNECTIONS
from sites import REPOSITORY, free_port, wait_for, wait_for_rest

START = 1_600_000_000
SIGNED_IN = 100
SECONDS = 8
PAGE = 15


class LargePod:
    """A pod whose database is filled by statements, as no command would in reasonable time."""

    def __init__(self, binary: Path, folder: Path, part: int) -> None:
        self.binary, self.data, self.port = binary, folder / "app-pod", free_port()
        self.users, self.posts, self.answers, self.contacts = 1_000 // part, 100_000 // part, 500_000 // part, 200 // min(part, 10)
        self.draw = random.Random(7)
        self.command("init", "--url", f"http://localhost:{self.port}", "--admin", "alice", "--email", "a@example.org",
                     "--password-stdin", given=b"correct horse battery\n")
        post = json.loads(self.command("post", "new", "-", "--as", "alice", "--public", "--json", given=b"First.\n"))["guid"]
        self.command("comment", "new", post, "-", "--as", "alice", given=b"Yes.\n")
        self.command("build")

    def command(self, *arguments: str, given: bytes = b"") -> str:
        return subprocess.run(
            [str(self.binary), *arguments, "--data", str(self.data)], input=given, check=True, capture_output=True, text=False
        ).stdout.decode()

    def token(self, user: int) -> str:
        return hashlib.sha256(f"session {user}".encode()).hexdigest()

    def fill(self) -> None:
        database = sqlite3.connect(self.data / "dandelion.sqlite", isolation_level=None)
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA foreign_keys = OFF")
        # Texts that another version had rendered would be rendered anew.
        self.stamps = [database.execute(f"SELECT renderer FROM {table} LIMIT 1").fetchone()[0]
                       for table in ("rendering", "commentRendering")]
        database.execute("BEGIN")
        self.people(database)
        self.written(database)
        self.answered(database)
        # All texts have been rendered.
        for table in ("unrenderedPost", "unrenderedComment", "slowComment", "unrenderedMessage"):
            database.execute(f"DELETE FROM {table}")
        database.execute("COMMIT")
        database.close()

    def people(self, database: sqlite3.Connection) -> None:
        """People 10_001… are of other pods and write; users are 1_001…, each with contacts among these."""
        now = int(time.time())
        for number in range(self.users):
            elsewhere, here, user = 10_001 + number, 1_001 + number, 1_001 + number
            for person, name, kind in [(elsewhere, f"w{number}@other.example", "remote"), (here, f"u{number}@here.example", "local")]:
                database.execute("INSERT INTO person (id, guid, diasporaID, kind, createdAt) VALUES (?, ?, ?, ?, 0)",
                                 (person, f"{person:032x}", name, kind))
                database.execute("INSERT INTO profile (personID, firstName, lastName, updatedAt) VALUES (?, ?, ?, 0)",
                                 (person, f"First{number}", f"Last{number}"))
            database.execute("INSERT INTO user (id, personID, username, passwordHash, createdAt) VALUES (?, ?, ?, '', 0)",
                             (user, here, f"u{number}"))
            database.execute("INSERT INTO aspect (id, userID, name, position) VALUES (?, ?, 'Family', 1)", (user, user))
            for other in self.draw.sample(range(self.users), min(self.contacts, self.users)):
                row = database.execute(
                    "INSERT INTO contact (userID, personID, isSharing, isReceiving, createdAt) VALUES (?, ?, 1, 1, 0)",
                    (user, 10_001 + other)).lastrowid
                database.execute("INSERT INTO aspectMembership (aspectID, contactID) VALUES (?, ?)", (user, row))
            if number < SIGNED_IN:
                database.execute("INSERT INTO session (digest, userID, device, createdAt, seenAt) VALUES (?, ?, '', ?, ?)",
                                 (hashlib.sha256(self.token(number).encode()).digest(), user, now, now))

    def written(self, database: sqlite3.Connection) -> None:
        """Every fifth post is for ten users alone."""
        database.execute("INSERT INTO tag (id, name) VALUES (1, 'garden')")
        for number in range(self.posts):
            post, author, at = 100_001 + number, 10_001 + self.draw.randrange(self.users), START + number * 600
            is_public = number % 5 != 0
            database.execute("INSERT INTO post (id, guid, authorID, text, isPublic, createdAt) VALUES (?, ?, ?, 'x', ?, ?)",
                             (post, f"{post:032x}", author, is_public, at))
            words = " ".join(self.draw.choices(("beans", "garden", "morning", "frost", "and", "the", "we", "walked"), k=60))
            database.execute("INSERT INTO rendering (postID, renderer, name, excerpt, html, isNSFW, isLong) "
                             "VALUES (?, ?, 'x', 'x', ?, 0, 0)", (post, self.stamps[0], f"<p>{words}</p>"))
            if number % 20 == 0:
                database.execute("INSERT INTO tagging (postID, position, tagID, createdAt) VALUES (?, 0, 1, ?)", (post, at))
            for user in [] if is_public else self.draw.sample(range(self.users), min(10, self.users)):
                database.execute("INSERT INTO recipient (postID, personID, addedAt, createdAt) VALUES (?, ?, 0, ?)",
                                 (post, 1_001 + user, at))

    def answered(self, database: sqlite3.Connection) -> None:
        for number in range(self.answers):
            post, author = 100_001 + self.draw.randrange(self.posts), 1_001 + self.draw.randrange(self.users)
            comment = 1_000_001 + number
            database.execute("INSERT INTO comment (id, guid, postID, authorID, text, createdAt, xml) VALUES (?, ?, ?, ?, 'x', ?, x'')",
                             (comment, f"c{comment:031x}", post, author, START + number))
            database.execute("INSERT INTO commentRendering (commentID, renderer, html, isNaming) VALUES (?, ?, '<p>Yes.</p>', 0)",
                             (comment, self.stamps[1]))
            database.execute("INSERT OR IGNORE INTO liking (guid, postID, authorID, createdAt, xml) VALUES (?, ?, ?, ?, x'')",
                             (f"l{comment:031x}", 100_001 + self.draw.randrange(self.posts), author, START + number))
        database.execute(
            "INSERT OR IGNORE INTO participation (guid, postID, authorID, createdAt, answerCount, answeredAt) "
            "SELECT 'p' || guid, postID, authorID, createdAt, 1, createdAt FROM comment WHERE authorID < ?", (1_001 + SIGNED_IN,))
        # One conversation of ten thousand messages.
        database.execute("INSERT INTO conversation (id, guid, authorID, subject, createdAt, updatedAt) "
                         "VALUES (1, 'conversation0001', 1001, 'Long', 0, 1)")
        for person in (1_001, 1_002):
            database.execute("INSERT INTO conversationParticipant (conversationID, personID, updatedAt) VALUES (1, ?, 1)", (person,))
        for number in range(10_000):
            database.execute("INSERT INTO message (id, guid, conversationID, authorID, text, createdAt) VALUES (?, ?, 1, 1002, 'x', ?)",
                             (number + 1, f"m{number:031x}", number))
            database.execute("INSERT INTO messageRendering (messageID, renderer, html, isNaming) VALUES (?, ?, '<p>Hm.</p>', 0)",
                             (number + 1, self.stamps[1]))

    def place(self, page: int) -> str:
        """The place in the first user's stream after which a page begins, near enough: by the posts of contacts alone."""
        database = sqlite3.connect(self.data / "dandelion.sqlite")
        row = database.execute(
            "SELECT createdAt, id FROM post WHERE isPublic = 1 AND authorID IN (SELECT personID FROM contact WHERE userID = 1001) "
            "ORDER BY createdAt DESC, id DESC LIMIT 1 OFFSET ?", ((page - 1) * PAGE,)).fetchone()
        return f"{row[0]}.{row[1]}" if row else f"{START}.1"

    def ask(self, connection: http.client.HTTPConnection, path: str) -> tuple[float, bytes]:
        started = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": f"dandelion-session={self.token(0)}"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return time.perf_counter() - started, body

    def median(self, path: str, times: int = 60) -> tuple[float, int]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        seconds, sizes = zip(*(((taken, len(body)) for taken, body in (self.ask(connection, path) for _ in range(times)))))
        return statistics.median(seconds) * 1_000, sizes[-1]


def rate(port: int, path: str, script: Path | None = None) -> tuple[float, str]:
    command = ["wrk", "-t", "1", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s", "--latency"]
    said = subprocess.run(
        command + (["-s", str(script)] if script else []) + [f"http://127.0.0.1:{port}{path}"],
        check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    return float(re.search(r"Requests/sec: +([\d.]+)", said)[1]), re.search(r"99% +(\S+)", said)[1]


def resident(pid: int) -> float:
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1_024


def measure(pod: LargePod, scratch: Path, process: subprocess.Popen[bytes]) -> None:
    person = f"{10_001 + 1:032x}"
    pages = {
        "main stream, page 1": "/stream", "main stream, page 100": f"/stream?after={pod.place(100)}",
        "main stream, page 1,000": f"/stream?after={pod.place(1_000)}", "tag": "/stream/tags/garden",
        "person": f"/stream/people/{person}", "activity": "/activity", "liked": "/liked", "answered": "/commented",
        "all public posts": "/public", "aspect": "/aspects", "contacts": "/contacts", "people search": "/people?q=First1",
        "conversations": "/conversations", "a conversation of 10,000 messages": "/conversations/conversation0001",
        "a post with its conversation": f"/stream/posts/{100_001 + 7:032x}"}
    for name, path in pages.items():
        milliseconds, size = pod.median(path)
        print(f"{name}: {milliseconds:.1f} ms, {size / 1_000:.0f} KB", flush=True)
    _, size = pod.median("/stream", 1)
    (pod.data / "public" / "bench-page.html").write_bytes(b"<!doctype html>" + b"x" * (size - 15))
    cookies = json.dumps([f"dandelion-session={pod.token(user)}" for user in range(min(SIGNED_IN, pod.users))])
    script = scratch / "users.lua"
    script.write_text(
        f"local cookies = {{{cookies[1:-1]}}}\nlocal next = 0\n"
        "request = function()\n  next = next % #cookies + 1\n"
        "  return wrk.format('GET', nil, {['Cookie'] = cookies[next]})\nend\n")
    tree, _ = rate(pod.port, "/bench-page")
    ours, slowest = rate(pod.port, "/stream", script)
    print(f"main stream, {CONNECTIONS} connections, {min(SIGNED_IN, pod.users)} users in turn: {ours:,.0f}/s, 99 of 100 within {slowest}; "
          f"a tree file of {size:,} bytes: {tree:,.0f}/s; ratio {ours / tree:.2f} (0.15); {resident(process.pid):.0f} MB (150)", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--binary", type=Path, default=REPOSITORY / ".build/release/dandelion")
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    pod = LargePod(options.binary.resolve(), options.scratch, 100 if options.quick else 1)
    started = time.perf_counter()
    pod.fill()
    print(f"filled in {time.perf_counter() - started:.0f} s", flush=True)
    process = subprocess.Popen(
        [str(pod.binary), "--data", str(pod.data), "serve", "--port", str(pod.port)], stdout=subprocess.DEVNULL,
        stderr=(options.scratch / "serve.log").open("wb"))
    try:
        wait_for(pod.port, process)
        wait_for_rest(process.pid)
        measure(pod, options.scratch, process)
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
