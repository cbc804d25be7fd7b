"""The pod that is measured: its folder, its database, and the running `serve`."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from pathlib import Path

from peers.people import RemotePerson
from sites import REPOSITORY, wait_for

CREATED = 1_767_225_600


class FederatedPod:
    """A new pod with the user alice. Everything it stores is durable, as always."""

    def __init__(self, binary: Path, scratch: Path, profile: Path | None = None, **settings: object) -> None:
        self.binary, self.data, self.log = binary, scratch / "pod", scratch / "log"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DANDELION")}
        given = {f"DANDELION_{name.upper()}": str(value) for name, value in settings.items()}
        self.environment = kept | {"LANG": "C.UTF-8", "NO_COLOR": "1"} | given
        self.process: subprocess.Popen[bytes] | None = None
        self.profile, self.recorder = profile, None
        self.reading: sqlite3.Connection | None = None
        shutil.rmtree(self.data, ignore_errors=True)
        self.run("init", "--url", "https://bench.example", "--admin", "alice", "--email", "alice@example.org",
                 "--password-stdin", given="correct horse battery staple\n")

    def run(self, *arguments: object, given: str = "") -> str:
        command = [str(self.binary), "--data", str(self.data), *map(str, arguments)]
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, cwd=REPOSITORY, env=self.environment)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def publish(self, text: str, *audience: str) -> str:
        """A post of alice's; its GUID."""
        return json.loads(self.run("post", "new", "-", "--as", "alice", *audience, "--json", given=text))["guid"]

    # MARK: - The database

    def change(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.data / "dandelion.sqlite")
        database.execute("PRAGMA foreign_keys = ON")
        return database

    def ask(self, query: str, *arguments: object) -> tuple:
        if not self.reading:
            self.reading = sqlite3.connect(
                f"file:{self.data / 'dandelion.sqlite'}?mode=ro", uri=True, isolation_level=None, timeout=30)
        return self.reading.execute(query, arguments).fetchone()

    def befriend(self, people: list[RemotePerson], aspect: str | None = None) -> None:
        """Makes people known, with their keys, and contacts of alice's in both directions."""
        database = self.change()
        with database:
            for person in people:
                row = database.execute(
                    "INSERT INTO person (guid, diasporaID, kind, createdAt) VALUES (?, ?, 'remote', ?)",
                    (person.guid, person.id, CREATED)).lastrowid
                database.execute("INSERT INTO profile (personID, updatedAt) VALUES (?, ?)", (row, CREATED))
                database.execute(
                    "INSERT INTO personKey (personID, publicKey, createdAt) VALUES (?, ?, ?)",
                    (row, person.key.pem, CREATED))
                contact = database.execute(
                    "INSERT INTO contact (userID, personID, isSharing, isReceiving, createdAt) VALUES (1, ?, 1, ?, ?)",
                    (row, 1 if aspect else 0, CREATED)).lastrowid
                if aspect:
                    database.execute(
                        "INSERT INTO aspectMembership (aspectID, contactID) SELECT id, ? FROM aspect WHERE name = ?",
                        (contact, aspect))
        database.close()

    def subscribe(self, people: list[RemotePerson], post: str) -> None:
        """Lets people hear of all that is answered to a post, as if it had been sent to them."""
        database = self.change()
        with database:
            database.executemany(
                """
                INSERT INTO subscriber (postID, personID, reason, addedAt)
                SELECT post.id, person.id, 'contact', ? FROM post, person WHERE post.guid = ? AND person.guid = ?
                """,
                [(CREATED, post, person.guid) for person in people])
        database.close()

    def rename_post(self, old: str, new: str) -> None:
        """Gives a post a GUID that is known beforehand, so that signed answers to it can be kept."""
        database = self.change()
        with database:
            database.execute("UPDATE post SET guid = ? WHERE guid = ?", (new, old))
        database.close()
        self.run("build", "--full")

    @property
    def alice(self) -> tuple[str, str]:
        """The GUID and the public key."""
        return self.ask("SELECT guid, publicKey FROM person JOIN personKey ON personID = person.id WHERE kind = 'local'")

    def refused(self) -> str:
        """Why messages were put off or kept for the podmin; empty if none were."""
        rows = self.ask("SELECT COUNT(*), MIN(reason) FROM inboxEntry WHERE reason IS NOT NULL")
        return f"{rows[0]} messages were not taken, for example: {rows[1]}" if rows[0] else ""

    # MARK: - Running

    def __enter__(self) -> "FederatedPod":
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [str(self.binary), "--data", str(self.data), "serve", "--port", str(self.port)],
                cwd=REPOSITORY, env=self.environment, stdout=output, stderr=output)
        wait_for(self.port, self.process)
        # The first build after a change, and whatever else a start does.
        time.sleep(2)
        if self.profile:
            self.recorder = subprocess.Popen(
                ["perf", "record", "-q", "-F", "2999", "-g", "-p", str(self.process.pid), "-o", self.profile])
            time.sleep(1)
        return self

    def __exit__(self, *_: object) -> None:
        if self.reading:
            self.reading.close()
            self.reading = None
        if self.recorder:
            self.recorder.send_signal(signal.SIGINT)
            self.recorder.wait()
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise RuntimeError("serve did not end within a minute")

    @property
    def processor_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def peak(self) -> int:
        """The largest resident set so far, in bytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))

    def wait_until(self, query: str, value: int, patience: float = 60) -> float:
        """The monotonic time at which a number of the database reached a value.

        Gives up when it has not grown for a while.
        """
        last, grew = -1, time.monotonic()
        while True:
            (found,) = self.ask(query)
            now = time.monotonic()
            if found >= value:
                return now
            if found > last:
                last, grew = found, now
            if now - grew > patience:
                raise RuntimeError(f"{found} of {value} after a minute without any more. {self.refused()}")
            time.sleep(0.01)
