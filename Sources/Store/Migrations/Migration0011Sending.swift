extension Migration {
    /// The oldest unfinished message of each key is marked, so that taking what may go looks at no other.
    ///
    /// Messages of one destination and one `orderKey` go one after the other. Thousands may wait in one
    /// key; the mark goes from each to the next by triggers, whoever ends it and however.
    ///
    /// What cannot be signed is put off by `signAfter`. `revision` counts what a public post's envelope was
    /// outdated by: more than its versions, which are what other pods see.
    static let sending = Migration(
        11, "sending",
        up: """
            ALTER TABLE delivery ADD COLUMN isFirst INTEGER NOT NULL DEFAULT 0
                CHECK (isFirst IN (0, 1));
            UPDATE delivery SET isFirst = 1 WHERE id IN (
                SELECT MIN(id) FROM delivery WHERE state IN ('open', 'held')
                GROUP BY destination, orderKey);
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

            ALTER TABLE payload ADD COLUMN signAfter INTEGER NOT NULL DEFAULT 0;
            DROP INDEX payloadUnsigned;
            CREATE INDEX payloadUnsigned ON payload (signAfter, id) WHERE envelope IS NULL;
            ALTER TABLE publicEnvelope ADD COLUMN signAfter INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE publicEnvelope ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
            DROP INDEX publicEnvelopeUnsigned;
            CREATE INDEX publicEnvelopeUnsigned ON publicEnvelope (signAfter, postID DESC)
                WHERE body IS NULL;
            DROP TRIGGER publicEnvelopeOutdated;
            CREATE TRIGGER publicEnvelopeOutdated
                AFTER UPDATE OF version, createdAt, rootGUID ON post
            BEGIN
                UPDATE publicEnvelope SET version = new.version, revision = revision + 1,
                    signAfter = 0, body = NULL WHERE postID = new.id;
            END;
            """,
        down: """
            DROP TRIGGER publicEnvelopeOutdated;
            CREATE TRIGGER publicEnvelopeOutdated
                AFTER UPDATE OF version, createdAt, rootGUID ON post
            BEGIN
                UPDATE publicEnvelope SET version = new.version, body = NULL WHERE postID = new.id;
            END;
            DROP INDEX publicEnvelopeUnsigned;
            CREATE INDEX publicEnvelopeUnsigned ON publicEnvelope (postID) WHERE body IS NULL;
            ALTER TABLE publicEnvelope DROP COLUMN revision;
            ALTER TABLE publicEnvelope DROP COLUMN signAfter;
            DROP INDEX payloadUnsigned;
            CREATE INDEX payloadUnsigned ON payload (id) WHERE envelope IS NULL;
            ALTER TABLE payload DROP COLUMN signAfter;

            DROP TRIGGER deliveryGoes;
            DROP TRIGGER deliveryEnds;
            DROP TRIGGER deliveryComes;
            DROP INDEX deliveryLeased;
            DROP INDEX deliveryNext;
            ALTER TABLE delivery DROP COLUMN isFirst;
            """)
}
