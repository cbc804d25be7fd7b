"""Answers as other pods would send them, put straight into the database of a pod that is not running."""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from pod import Pod

NOON = 1_767_268_800  # 1 January 2026, 12:00


@dataclass(frozen=True)
class Answers:
    """What is answered to one post."""

    pod: Pod
    post: str

    def stranger(self, name: str, first: str = "", last: str = "") -> int:
        with self._database() as database:
            person = database.execute(
                "INSERT INTO person (guid, diasporaID, kind, createdAt) VALUES (?, ?, 'remote', ?)",
                (uuid.uuid4().hex, f"{name}@else.example", NOON)).lastrowid
            if first or last:
                database.execute(
                    "INSERT INTO profile (personID, firstName, lastName, updatedAt) VALUES (?, ?, ?, ?)",
                    (person, first, last, NOON))
            return person

    def comments(self, *texts: str, by: int, minutes: int = 0, prefix: str = "") -> list[str]:
        guids = [prefix + uuid.uuid4().hex for _ in texts]
        with self._database() as database:
            database.executemany(
                "INSERT INTO comment (guid, postID, authorID, text, createdAt, xml)"
                " SELECT ?, id, ?, ?, ?, x'' FROM post WHERE guid = ?",
                [(guid, by, text, NOON + 60 * (minutes + number), self.post)
                 for number, (guid, text) in enumerate(zip(guids, texts))])
        return guids

    def slow(self) -> int:
        """How many comments wait for the worker of texts, and are on no page."""
        with self._database() as database:
            return database.execute("SELECT COUNT(*) FROM slowComment").fetchone()[0]

    def like(self, by: int, comment: str | None = None) -> None:
        with self._database() as database:
            database.execute(
                "INSERT INTO liking (guid, postID, commentID, authorID, createdAt, xml)"
                " SELECT ?, id, (SELECT id FROM comment WHERE guid = ?), ?, ?, x'' FROM post WHERE guid = ?",
                (uuid.uuid4().hex, comment, by, NOON, self.post))

    def vote(self, answer: int, by: int) -> None:
        with self._database() as database:
            database.execute(
                "INSERT INTO vote (guid, pollID, answerID, authorID, createdAt, xml)"
                " SELECT ?, poll.id, pollAnswer.id, ?, ?, x'' FROM post"
                " JOIN poll ON poll.postID = post.id JOIN pollAnswer ON pollAnswer.pollID = poll.id"
                " WHERE post.guid = ? ORDER BY pollAnswer.position LIMIT 1 OFFSET ?",
                (uuid.uuid4().hex, by, NOON, self.post, answer))

    def reshare(self, by: int) -> None:
        with self._database() as database:
            database.execute(
                "INSERT INTO post (guid, authorID, kind, text, isPublic, createdAt, rootGUID, rootAuthor)"
                " VALUES (?, ?, 'reshare', '', 1, ?, ?, 'alice@localhost:3000')",
                (uuid.uuid4().hex, by, NOON, self.post))

    def sign(self) -> None:
        with self._database() as database:
            database.execute(
                "UPDATE publicEnvelope SET body = ? WHERE postID = (SELECT id FROM post WHERE guid = ?)",
                (b"<me:env>signed</me:env>", self.post))

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """One transaction on a connection of its own."""
        with closing(sqlite3.connect(self.pod.data / "dandelion.sqlite")) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            with connection:
                yield connection
