extension Migration {
    /// Who works on a message of the inbox, what it cost those who died of it, and whose quota it takes.
    ///
    /// `worker` has a row for each process that works for the pod; the process holds a lock of that number for as
    /// long as it lives. `inboxLease` is beside the entries, so that taking one does not write its bytes
    /// anew. An entry that waits or is held counts for its `source`: its sender once verified, else the
    /// address it came from; `standing` is 0 for an address, 1 for a sender, 2 for one whom somebody
    /// here added.
    static let inbox = Migration(
        17, "inbox",
        up: """
            ALTER TABLE inboxEntry RENAME TO oldInboxEntry;
            DROP INDEX inboxEntryDue;
            DROP INDEX inboxEntryHeld;
            DROP INDEX inboxEntryByRecipient;
            CREATE TABLE inboxEntry (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                recipientID INTEGER REFERENCES person (id) ON DELETE CASCADE,
                body BLOB NOT NULL,
                bytes INTEGER NOT NULL,
                digest BLOB,
                address TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'waiting', 'held')),
                attempts INTEGER NOT NULL DEFAULT 0,
                notBefore INTEGER NOT NULL DEFAULT 0,
                reason TEXT,
                source TEXT,
                standing INTEGER NOT NULL DEFAULT 0 CHECK (standing BETWEEN 0 AND 2),
                sender TEXT,
                author TEXT,
                kind TEXT,
                receivedAt INTEGER NOT NULL,
                CHECK (state = 'new' OR source IS NOT NULL)
            ) STRICT;
            INSERT INTO inboxEntry (id, recipientID, body, bytes, address, state, attempts, notBefore,
                    reason, source, receivedAt)
                SELECT id, recipientID, body, length(body), address, state, attempts, notBefore,
                    reason, CASE state WHEN 'held' THEN 'before ' || id ELSE address END, receivedAt
                FROM oldInboxEntry;
            DROP TABLE oldInboxEntry;
            CREATE INDEX inboxEntryDue ON inboxEntry (notBefore, id) WHERE state <> 'held';
            CREATE INDEX inboxEntryByAddress ON inboxEntry (address, notBefore, id)
                WHERE state <> 'held';
            CREATE INDEX inboxEntryHeld ON inboxEntry (id) WHERE state = 'held';
            CREATE INDEX inboxEntryByRecipient ON inboxEntry (recipientID);
            CREATE UNIQUE INDEX inboxEntryOpenDigest ON inboxEntry (digest) WHERE state <> 'held';
            CREATE UNIQUE INDEX inboxEntryHeldDigest ON inboxEntry (digest) WHERE state = 'held';
            CREATE INDEX inboxEntryBySource ON inboxEntry (state, standing, source, id, bytes)
                WHERE source IS NOT NULL;

            CREATE TABLE worker (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                startedAt INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE inboxLease (
                entryID INTEGER PRIMARY KEY REFERENCES inboxEntry (id) ON DELETE CASCADE,
                workerID INTEGER REFERENCES worker (id),
                isAlone INTEGER NOT NULL DEFAULT 0 CHECK (isAlone IN (0, 1)),
                deaths INTEGER NOT NULL DEFAULT 0,
                CHECK (workerID IS NOT NULL OR isAlone = 1)
            ) STRICT;
            CREATE INDEX inboxLeaseByWorker ON inboxLease (workerID);
            CREATE INDEX inboxLeaseAlone ON inboxLease (deaths, entryID) WHERE workerID IS NULL;

            ALTER TABLE droppedMessage RENAME TO oldDroppedMessage;
            CREATE TABLE droppedMessage (
                authority TEXT NOT NULL,
                reason TEXT NOT NULL CHECK (reason IN ('stranger', 'no_concern', 'deleted', 'ignored',
                    'unsupported', 'quota', 'no_room')),
                count INTEGER NOT NULL CHECK (count > 0),
                lastAt INTEGER NOT NULL,
                PRIMARY KEY (authority, reason)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO droppedMessage SELECT * FROM oldDroppedMessage;
            DROP TABLE oldDroppedMessage;
            """,
        down: """
            ALTER TABLE droppedMessage RENAME TO newDroppedMessage;
            CREATE TABLE droppedMessage (
                authority TEXT NOT NULL,
                reason TEXT NOT NULL CHECK (reason IN ('stranger', 'no_concern', 'deleted', 'ignored',
                    'unsupported', 'quota')),
                count INTEGER NOT NULL CHECK (count > 0),
                lastAt INTEGER NOT NULL,
                PRIMARY KEY (authority, reason)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO droppedMessage SELECT * FROM newDroppedMessage WHERE reason <> 'no_room';
            DROP TABLE newDroppedMessage;
            DROP TABLE inboxLease;
            DROP TABLE worker;
            ALTER TABLE inboxEntry RENAME TO newInboxEntry;
            DROP INDEX inboxEntryDue;
            DROP INDEX inboxEntryHeld;
            DROP INDEX inboxEntryByRecipient;
            CREATE TABLE inboxEntry (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                recipientID INTEGER REFERENCES person (id) ON DELETE CASCADE,
                body BLOB NOT NULL,
                address TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'waiting', 'held')),
                attempts INTEGER NOT NULL DEFAULT 0,
                notBefore INTEGER NOT NULL DEFAULT 0,
                leasedUntil INTEGER NOT NULL DEFAULT 0,
                reason TEXT,
                receivedAt INTEGER NOT NULL
            ) STRICT;
            INSERT INTO inboxEntry (id, recipientID, body, address, state, attempts, notBefore,
                    reason, receivedAt)
                SELECT id, recipientID, body, address, state, attempts, notBefore, reason,
                    receivedAt FROM newInboxEntry;
            DROP TABLE newInboxEntry;
            CREATE INDEX inboxEntryDue ON inboxEntry (notBefore, id) WHERE state <> 'held';
            CREATE INDEX inboxEntryHeld ON inboxEntry (id) WHERE state = 'held';
            CREATE INDEX inboxEntryByRecipient ON inboxEntry (recipientID);
            """)
}
