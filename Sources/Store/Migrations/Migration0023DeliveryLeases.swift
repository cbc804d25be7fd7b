extension Migration {
    /// Which worker is bringing a message to another pod, for as long as that worker lives.
    ///
    /// The way down makes the table anew, as a column that is added again would stand behind all others.
    static let deliveryLeases = Migration(
        23, "deliveryLeases",
        up: """
            DROP INDEX deliveryLeased;
            ALTER TABLE delivery DROP COLUMN leasedUntil;
            ALTER TABLE delivery DROP COLUMN leaseOwner;
            CREATE TABLE deliveryLease (
                deliveryID INTEGER PRIMARY KEY REFERENCES delivery (id) ON DELETE CASCADE,
                workerID INTEGER NOT NULL REFERENCES worker (id)
            ) STRICT;
            CREATE INDEX deliveryLeaseByWorker ON deliveryLease (workerID);
            """,
        down: """
            DROP TABLE deliveryLease;
            DROP INDEX deliveryNext;
            DROP INDEX deliveryByGUID;
            DROP INDEX deliveryByRecipient;
            DROP INDEX deliveryByPayload;
            DROP INDEX deliveryByEvent;
            DROP INDEX deliveryInOrder;
            DROP INDEX deliveryOpen;
            DROP TRIGGER deliveryGoes;
            DROP TRIGGER deliveryEnds;
            DROP TRIGGER deliveryComes;
            ALTER TABLE delivery RENAME TO newDelivery;
            CREATE TABLE delivery (
                id INTEGER PRIMARY KEY,
                eventID INTEGER REFERENCES outboxEvent (id) ON DELETE CASCADE,
                channel TEXT NOT NULL,
                destination TEXT NOT NULL,
                host TEXT NOT NULL DEFAULT '',
                recipientID INTEGER REFERENCES person (id) ON DELETE CASCADE,
                orderKey TEXT NOT NULL DEFAULT '',
                guid TEXT NOT NULL,
                kind TEXT NOT NULL,
                version INTEGER NOT NULL,
                payloadID INTEGER REFERENCES payload (id),
                stage INTEGER NOT NULL DEFAULT 2,
                priority INTEGER NOT NULL DEFAULT 0,
                state TEXT NOT NULL DEFAULT 'open'
                    CHECK (state IN ('open', 'held', 'done', 'abandoned')),
                attempts INTEGER NOT NULL DEFAULT 0,
                notBefore INTEGER NOT NULL,
                leaseOwner TEXT,
                leasedUntil INTEGER,
                reason TEXT,
                createdAt INTEGER NOT NULL DEFAULT 0,
                finishedAt INTEGER,
                UNIQUE (destination, guid, kind, version)
            ) STRICT;
            ALTER TABLE delivery ADD COLUMN isFirst INTEGER NOT NULL DEFAULT 0
                CHECK (isFirst IN (0, 1));
            INSERT INTO delivery (id, eventID, channel, destination, host, recipientID, orderKey, guid,
                    kind, version, payloadID, stage, priority, state, attempts, notBefore, reason,
                    createdAt, finishedAt, isFirst)
                SELECT id, eventID, channel, destination, host, recipientID, orderKey, guid,
                    kind, version, payloadID, stage, priority, state, attempts, notBefore, reason,
                    createdAt, finishedAt, isFirst
                FROM newDelivery;
            DROP TABLE newDelivery;
            CREATE INDEX deliveryOpen ON delivery (host, priority, id) WHERE state = 'open';
            CREATE INDEX deliveryInOrder ON delivery (destination, orderKey, id)
                WHERE state IN ('open', 'held');
            CREATE INDEX deliveryByEvent ON delivery (eventID);
            CREATE INDEX deliveryByPayload ON delivery (payloadID);
            CREATE INDEX deliveryByRecipient ON delivery (recipientID);
            CREATE INDEX deliveryByGUID ON delivery (guid);
            CREATE INDEX deliveryNext ON delivery (host, priority, notBefore, id)
                WHERE state = 'open' AND isFirst = 1;
            CREATE INDEX deliveryLeased ON delivery (host, leasedUntil)
                WHERE leasedUntil IS NOT NULL;
            CREATE TRIGGER deliveryComes AFTER INSERT ON delivery
                WHEN new.state IN ('open', 'held') AND NOT EXISTS (
                    SELECT 1 FROM delivery AS older
                    WHERE older.destination = new.destination AND older.orderKey = new.orderKey
                        AND older.state IN ('open', 'held') AND older.id < new.id)
            BEGIN
                UPDATE delivery SET isFirst = 1 WHERE id = new.id;
            END;
            CREATE TRIGGER deliveryEnds AFTER UPDATE OF state ON delivery
                WHEN old.isFirst = 1 AND new.state NOT IN ('open', 'held')
            BEGIN
                UPDATE delivery SET isFirst = 0 WHERE id = old.id;
                UPDATE delivery SET isFirst = 1 WHERE id = (
                    SELECT MIN(next.id) FROM delivery AS next
                    WHERE next.destination = old.destination AND next.orderKey = old.orderKey
                        AND next.state IN ('open', 'held'));
            END;
            CREATE TRIGGER deliveryGoes AFTER DELETE ON delivery WHEN old.isFirst = 1
            BEGIN
                UPDATE delivery SET isFirst = 1 WHERE id = (
                    SELECT MIN(next.id) FROM delivery AS next
                    WHERE next.destination = old.destination AND next.orderKey = old.orderKey
                        AND next.state IN ('open', 'held'));
            END;
            """)
}
