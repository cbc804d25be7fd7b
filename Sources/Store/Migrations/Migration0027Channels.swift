extension Migration {
    /// A delivery belongs to a channel: in the unique key, in the order of its messages, in every index.
    ///
    /// `channel` has a row for each channel whose deliveries are planned, with the last payload that it has planned.
    /// `breaker` has a row for each host of a channel that was not reached the last time; what `remotePod`
    /// knew of that moves there. `delivery.eventID`, `delivery.stage` and `payload.mediaType` were never read.
    ///
    /// The version before knows federation alone. The way down removes the deliveries of other channels, and
    /// the payloads that nothing else needs.
    static let channels = Migration(
        27, "channels",
        up: """
            CREATE TEMP TABLE keptLease AS SELECT deliveryID, workerID FROM deliveryLease;
            DROP TABLE deliveryLease;
            DROP TRIGGER deliveryGoes;
            DROP TRIGGER deliveryEnds;
            DROP TRIGGER deliveryComes;
            ALTER TABLE delivery RENAME TO oldDelivery;
            CREATE TABLE delivery (
                id INTEGER PRIMARY KEY,
                channel TEXT NOT NULL,
                destination TEXT NOT NULL,
                host TEXT NOT NULL DEFAULT '',
                recipientID INTEGER REFERENCES person (id) ON DELETE CASCADE,
                orderKey TEXT NOT NULL DEFAULT '',
                guid TEXT NOT NULL,
                kind TEXT NOT NULL,
                version INTEGER NOT NULL,
                payloadID INTEGER REFERENCES payload (id),
                priority INTEGER NOT NULL DEFAULT 0,
                state TEXT NOT NULL DEFAULT 'open'
                    CHECK (state IN ('open', 'held', 'done', 'abandoned')),
                attempts INTEGER NOT NULL DEFAULT 0,
                notBefore INTEGER NOT NULL,
                reason TEXT,
                createdAt INTEGER NOT NULL DEFAULT 0,
                finishedAt INTEGER,
                isFirst INTEGER NOT NULL DEFAULT 0 CHECK (isFirst IN (0, 1)),
                UNIQUE (destination, channel, guid, kind, version)
            ) STRICT;
            INSERT INTO delivery (id, channel, destination, host, recipientID, orderKey, guid, kind,
                    version, payloadID, priority, state, attempts, notBefore, reason, createdAt,
                    finishedAt)
                SELECT id, channel, destination, host, recipientID, orderKey, guid, kind,
                    version, payloadID, priority, state, attempts, notBefore, reason, createdAt,
                    finishedAt
                FROM oldDelivery;
            DROP TABLE oldDelivery;
            CREATE INDEX deliveryInOrder ON delivery (destination, channel, orderKey, id)
                WHERE state IN ('open', 'held');
            UPDATE delivery SET isFirst = 1 WHERE id IN (
                SELECT MIN(id) FROM delivery WHERE state IN ('open', 'held')
                GROUP BY destination, channel, orderKey);
            CREATE INDEX deliveryNext ON delivery (channel, host, priority, notBefore, id)
                WHERE state = 'open' AND isFirst = 1;
            CREATE INDEX deliveryOpen ON delivery (host, channel) WHERE state = 'open';
            CREATE INDEX deliveryByPayload ON delivery (payloadID);
            CREATE INDEX deliveryByRecipient ON delivery (recipientID);
            CREATE INDEX deliveryByGUID ON delivery (guid);
            CREATE TRIGGER deliveryComes AFTER INSERT ON delivery
                WHEN new.state IN ('open', 'held') AND NOT EXISTS (
                    SELECT 1 FROM delivery AS older
                    WHERE older.channel = new.channel AND older.destination = new.destination
                        AND older.orderKey = new.orderKey
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
                    WHERE next.channel = old.channel AND next.destination = old.destination
                        AND next.orderKey = old.orderKey AND next.state IN ('open', 'held'));
            END;
            CREATE TRIGGER deliveryGoes AFTER DELETE ON delivery WHEN old.isFirst = 1
            BEGIN
                UPDATE delivery SET isFirst = 1 WHERE id = (
                    SELECT MIN(next.id) FROM delivery AS next
                    WHERE next.channel = old.channel AND next.destination = old.destination
                        AND next.orderKey = old.orderKey AND next.state IN ('open', 'held'));
            END;
            CREATE TABLE deliveryLease (
                deliveryID INTEGER PRIMARY KEY REFERENCES delivery (id) ON DELETE CASCADE,
                workerID INTEGER NOT NULL REFERENCES worker (id)
            ) STRICT;
            CREATE INDEX deliveryLeaseByWorker ON deliveryLease (workerID);
            INSERT INTO deliveryLease (deliveryID, workerID)
                SELECT deliveryID, workerID FROM keptLease;
            DROP TABLE keptLease;

            ALTER TABLE payload DROP COLUMN mediaType;
            CREATE TABLE channel (
                name TEXT PRIMARY KEY,
                plannedThrough INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            INSERT INTO channel (name, plannedThrough) VALUES ('federation', 0);
            DELETE FROM outboxEvent WHERE plannedAt IS NOT NULL;
            UPDATE podState SET key = 'deliveries.forgottenAt.federation'
                WHERE key = 'deliveries.forgottenAt';

            CREATE TABLE breaker (
                channel TEXT NOT NULL,
                host TEXT NOT NULL,
                failureCount INTEGER NOT NULL CHECK (failureCount > 0),
                notBefore INTEGER NOT NULL,
                PRIMARY KEY (channel, host)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO breaker (channel, host, failureCount, notBefore)
                SELECT 'federation', authority, failureCount, notBefore FROM remotePod
                WHERE failureCount > 0;
            ALTER TABLE remotePod DROP COLUMN failureCount;
            ALTER TABLE remotePod DROP COLUMN notBefore;
            """,
        down: """
            ALTER TABLE remotePod RENAME TO newRemotePod;
            DROP INDEX remotePodByCheck;
            CREATE TABLE remotePod (
                authority TEXT PRIMARY KEY,
                address TEXT,
                status TEXT NOT NULL DEFAULT 'unchecked' CHECK (status IN ('unchecked', 'no_errors',
                    'dns_failed', 'net_failed', 'ssl_failed', 'http_failed', 'version_failed',
                    'unknown_error')),
                reason TEXT,
                software TEXT,
                version TEXT,
                offlineSince INTEGER,
                failureCount INTEGER NOT NULL DEFAULT 0,
                notBefore INTEGER NOT NULL DEFAULT 0,
                checkedAt INTEGER,
                checkAt INTEGER,
                createdAt INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            ALTER TABLE remotePod ADD COLUMN strangerRows INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE remotePod ADD COLUMN strangerBytes INTEGER NOT NULL DEFAULT 0;
            INSERT INTO remotePod (authority, address, status, reason, software, version,
                    offlineSince, failureCount, notBefore, checkedAt, checkAt, createdAt,
                    strangerRows, strangerBytes)
                SELECT authority, address, status, reason, software, version, offlineSince,
                    COALESCE(failureCount, 0), COALESCE(notBefore, 0), checkedAt, checkAt,
                    createdAt, strangerRows, strangerBytes
                FROM newRemotePod LEFT JOIN breaker
                    ON breaker.channel = 'federation' AND breaker.host = newRemotePod.authority;
            DROP TABLE newRemotePod;
            CREATE INDEX remotePodByCheck ON remotePod (checkAt) WHERE checkAt IS NOT NULL;
            DROP TABLE breaker;

            CREATE TEMP TABLE keptLease AS
                SELECT deliveryID, workerID FROM deliveryLease
                JOIN delivery ON delivery.id = deliveryID WHERE delivery.channel = 'federation';
            DROP TABLE deliveryLease;
            DROP TRIGGER deliveryGoes;
            DROP TRIGGER deliveryEnds;
            DROP TRIGGER deliveryComes;
            ALTER TABLE delivery RENAME TO newDelivery;
            DROP INDEX deliveryByGUID;
            DROP INDEX deliveryByRecipient;
            DROP INDEX deliveryByPayload;
            DROP INDEX deliveryOpen;
            DROP INDEX deliveryNext;
            DROP INDEX deliveryInOrder;
            ALTER TABLE payload RENAME TO newPayload;
            CREATE TABLE payload (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                mediaType TEXT NOT NULL,
                body BLOB NOT NULL,
                createdAt INTEGER NOT NULL,
                kind TEXT NOT NULL DEFAULT '',
                guid TEXT NOT NULL DEFAULT '',
                version INTEGER NOT NULL DEFAULT 1,
                senderID INTEGER REFERENCES person (id),
                orderKey TEXT NOT NULL DEFAULT '',
                postID INTEGER REFERENCES post (id) ON DELETE SET NULL,
                isPublic INTEGER NOT NULL DEFAULT 0,
                eventID INTEGER,
                envelope BLOB,
                audience TEXT
            ) STRICT;
            ALTER TABLE payload ADD COLUMN signAfter INTEGER NOT NULL DEFAULT 0;
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
                reason TEXT,
                createdAt INTEGER NOT NULL DEFAULT 0,
                finishedAt INTEGER,
                UNIQUE (destination, guid, kind, version)
            ) STRICT;
            ALTER TABLE delivery ADD COLUMN isFirst INTEGER NOT NULL DEFAULT 0
                CHECK (isFirst IN (0, 1));
            INSERT INTO delivery (id, channel, destination, host, recipientID, orderKey, guid, kind,
                    version, payloadID, priority, state, attempts, notBefore, reason, createdAt,
                    finishedAt, isFirst)
                SELECT id, channel, destination, host, recipientID, orderKey, guid, kind,
                    version, payloadID, priority, state, attempts, notBefore, reason, createdAt,
                    finishedAt, isFirst
                FROM newDelivery WHERE channel = 'federation';
            DROP TABLE newDelivery;
            CREATE INDEX deliveryByPayload ON delivery (payloadID);
            INSERT INTO payload (id, mediaType, body, createdAt, kind, guid, version, senderID,
                    orderKey, postID, isPublic, eventID, envelope, audience, signAfter)
                SELECT id, 'application/xml', body, createdAt, kind, guid, version, senderID,
                    orderKey, postID, isPublic, eventID, envelope,
                    iif(id <= plannedThrough, NULL, audience), signAfter
                FROM newPayload, channel
                WHERE channel.name = 'federation'
                    AND ((audience IS NOT NULL AND id > plannedThrough)
                        OR EXISTS (SELECT 1 FROM delivery WHERE payloadID = newPayload.id));
            DELETE FROM sqlite_sequence WHERE name = 'payload';
            INSERT INTO sqlite_sequence (name, seq)
                SELECT 'payload', seq FROM sqlite_sequence WHERE name = 'newPayload';
            DROP TABLE newPayload;
            DROP TABLE channel;
            CREATE INDEX payloadBySender ON payload (senderID);
            CREATE INDEX payloadByPost ON payload (postID);
            CREATE INDEX payloadUnplanned ON payload (id) WHERE audience IS NOT NULL;
            CREATE INDEX payloadUnsigned ON payload (signAfter, id) WHERE envelope IS NULL;
            CREATE INDEX deliveryOpen ON delivery (host, priority, id) WHERE state = 'open';
            CREATE INDEX deliveryInOrder ON delivery (destination, orderKey, id)
                WHERE state IN ('open', 'held');
            CREATE INDEX deliveryByEvent ON delivery (eventID);
            CREATE INDEX deliveryByRecipient ON delivery (recipientID);
            CREATE INDEX deliveryByGUID ON delivery (guid);
            CREATE INDEX deliveryNext ON delivery (host, priority, notBefore, id)
                WHERE state = 'open' AND isFirst = 1;
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
            CREATE TABLE deliveryLease (
                deliveryID INTEGER PRIMARY KEY REFERENCES delivery (id) ON DELETE CASCADE,
                workerID INTEGER NOT NULL REFERENCES worker (id)
            ) STRICT;
            CREATE INDEX deliveryLeaseByWorker ON deliveryLease (workerID);
            INSERT INTO deliveryLease (deliveryID, workerID)
                SELECT deliveryID, workerID FROM keptLease;
            DROP TABLE keptLease;
            DELETE FROM podState WHERE key LIKE 'deliveries.forgottenAt.%'
                AND key <> 'deliveries.forgottenAt.federation';
            UPDATE podState SET key = 'deliveries.forgottenAt'
                WHERE key = 'deliveries.forgottenAt.federation';
            """,
        losses: """
            SELECT COUNT(*) || iif(COUNT(*) = 1, ' delivery', ' deliveries') || ' of the channel '
                || channel || iif(COUNT(*) = 1, ' was', ' were')
                || ' removed, as the version before does not know it'
            FROM delivery WHERE channel <> 'federation' GROUP BY channel ORDER BY channel
            """)
}
