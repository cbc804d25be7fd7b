extension Migration {
    /// Other pods, what comes in from them and what goes out to them.
    ///
    /// A payload is what a message says, before it is signed; `envelope` is it signed, made once and in
    /// the background. Its number is never given again: it tells apart what has no GUID and may be sent
    /// again. Deliveries of one destination and one `orderKey` go one after the other.
    static let federation = Migration(
        10, "federation",
        up: """
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
            CREATE INDEX remotePodByCheck ON remotePod (checkAt) WHERE checkAt IS NOT NULL;

            ALTER TABLE person ADD COLUMN authority TEXT
                GENERATED ALWAYS AS (substr(diasporaID, instr(diasporaID, '@') + 1)) VIRTUAL;
            CREATE INDEX personByAuthority ON person (authority) WHERE kind = 'remote';
            ALTER TABLE person ADD COLUMN movedTo TEXT;
            ALTER TABLE person ADD COLUMN backfilledAt INTEGER;
            CREATE INDEX personNotBackfilled ON person (id)
                WHERE kind = 'remote' AND backfilledAt IS NULL;
            ALTER TABLE profile ADD COLUMN imageURL TEXT;
            ALTER TABLE profile ADD COLUMN imageURLMedium TEXT;
            ALTER TABLE profile ADD COLUMN imageURLSmall TEXT;

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
            CREATE INDEX inboxEntryDue ON inboxEntry (notBefore, id) WHERE state <> 'held';
            CREATE INDEX inboxEntryHeld ON inboxEntry (id) WHERE state = 'held';
            CREATE INDEX inboxEntryByRecipient ON inboxEntry (recipientID);


            CREATE TABLE publicEnvelope (
                postID INTEGER PRIMARY KEY REFERENCES post (id) ON DELETE CASCADE,
                version INTEGER NOT NULL,
                body BLOB
            ) STRICT;
            CREATE INDEX publicEnvelopeUnsigned ON publicEnvelope (postID) WHERE body IS NULL;
            INSERT INTO publicEnvelope (postID, version)
                SELECT post.id, post.version FROM post JOIN publicPost ON publicPost.id = post.id;
            CREATE TRIGGER publicEnvelopeWanted AFTER INSERT ON post
                WHEN new.isPublic = 1
                    AND (SELECT kind FROM person WHERE id = new.authorID) = 'local'
            BEGIN
                INSERT INTO publicEnvelope (postID, version) VALUES (new.id, new.version);
            END;
            CREATE TRIGGER publicEnvelopeOutdated
                AFTER UPDATE OF version, createdAt, rootGUID ON post
            BEGIN
                UPDATE publicEnvelope SET version = new.version, body = NULL WHERE postID = new.id;
            END;
            CREATE VIEW publicDocument AS
                SELECT publicPost.guid, publicEnvelope.body FROM publicEnvelope
                JOIN publicPost ON publicPost.id = publicEnvelope.postID
                WHERE publicEnvelope.body IS NOT NULL;
            CREATE VIEW publicIdentity AS
                SELECT publicPerson.id AS personID, publicPerson.firstName, publicPerson.lastName,
                       profile.isSearchable, personKey.publicKey
                FROM publicPerson
                JOIN profile ON profile.personID = publicPerson.id
                JOIN personKey ON personKey.personID = publicPerson.id;

            ALTER TABLE pageDelivery ADD COLUMN firstEventID INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE pageDelivery ADD COLUMN lastEventID INTEGER NOT NULL DEFAULT 0;
            CREATE INDEX pageDeliveryByEvent ON pageDelivery (lastEventID) WHERE lastEventID > 0;

            ALTER TABLE payload RENAME TO oldPayload;
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
            INSERT INTO payload (id, mediaType, body, createdAt)
                SELECT id, mediaType, body, createdAt FROM oldPayload;
            CREATE INDEX payloadBySender ON payload (senderID);
            CREATE INDEX payloadByPost ON payload (postID);
            CREATE INDEX payloadUnplanned ON payload (id) WHERE audience IS NOT NULL;
            CREATE INDEX payloadUnsigned ON payload (id) WHERE envelope IS NULL;

            DROP INDEX deliveryByPayload;
            DROP INDEX deliveryByEvent;
            DROP INDEX deliveryOpen;
            ALTER TABLE delivery RENAME TO oldDelivery;
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
            INSERT INTO delivery (id, eventID, channel, destination, guid, kind, version, payloadID,
                    stage, priority, state, attempts, notBefore, leaseOwner, leasedUntil, reason)
                SELECT id, eventID, channel, destination, guid, kind, version, payloadID,
                    stage, priority, state, attempts, notBefore, leaseOwner, leasedUntil, reason
                FROM oldDelivery;
            DROP TABLE oldDelivery;
            DROP TABLE oldPayload;
            CREATE INDEX deliveryOpen ON delivery (host, priority, id) WHERE state = 'open';
            CREATE INDEX deliveryInOrder ON delivery (destination, orderKey, id)
                WHERE state IN ('open', 'held');
            CREATE INDEX deliveryByEvent ON delivery (eventID);
            CREATE INDEX deliveryByPayload ON delivery (payloadID);
            CREATE INDEX deliveryByRecipient ON delivery (recipientID);
            CREATE INDEX deliveryByGUID ON delivery (guid);
            """,
        down: """
            DROP INDEX deliveryByGUID;
            DROP INDEX deliveryByRecipient;
            DROP INDEX deliveryByPayload;
            DROP INDEX deliveryByEvent;
            DROP INDEX deliveryInOrder;
            DROP INDEX deliveryOpen;
            ALTER TABLE delivery RENAME TO newDelivery;
            ALTER TABLE payload RENAME TO newPayload;
            CREATE TABLE payload (
                id INTEGER PRIMARY KEY,
                mediaType TEXT NOT NULL,
                body BLOB NOT NULL,
                createdAt INTEGER NOT NULL
            ) STRICT;
            INSERT INTO payload SELECT id, mediaType, body, createdAt FROM newPayload;
            CREATE TABLE delivery (
                id INTEGER PRIMARY KEY,
                eventID INTEGER NOT NULL REFERENCES outboxEvent (id) ON DELETE CASCADE,
                channel TEXT NOT NULL,
                destination TEXT NOT NULL,
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
                UNIQUE (destination, guid, kind, version)
            ) STRICT;
            INSERT INTO delivery
                SELECT id, eventID, channel, destination, guid, kind, version, payloadID,
                    stage, priority, state, attempts, notBefore, leaseOwner, leasedUntil, reason
                FROM newDelivery WHERE eventID IS NOT NULL;
            DROP TABLE newDelivery;
            DROP TABLE newPayload;
            CREATE INDEX deliveryOpen ON delivery (stage, priority, notBefore) WHERE state = 'open';
            CREATE INDEX deliveryByEvent ON delivery (eventID);
            CREATE INDEX deliveryByPayload ON delivery (payloadID);

            DELETE FROM payload WHERE NOT EXISTS (
                SELECT 1 FROM delivery WHERE delivery.payloadID = payload.id);

            DROP INDEX pageDeliveryByEvent;
            ALTER TABLE pageDelivery DROP COLUMN lastEventID;
            ALTER TABLE pageDelivery DROP COLUMN firstEventID;
            DROP VIEW publicIdentity;
            DROP VIEW publicDocument;
            DROP TRIGGER publicEnvelopeOutdated;
            DROP TRIGGER publicEnvelopeWanted;
            DROP TABLE publicEnvelope;
            DROP TABLE inboxEntry;
            ALTER TABLE profile DROP COLUMN imageURLSmall;
            ALTER TABLE profile DROP COLUMN imageURLMedium;
            ALTER TABLE profile DROP COLUMN imageURL;
            DROP INDEX personNotBackfilled;
            ALTER TABLE person DROP COLUMN backfilledAt;
            ALTER TABLE person DROP COLUMN movedTo;
            DROP INDEX personByAuthority;
            ALTER TABLE person DROP COLUMN authority;
            DROP TABLE remotePod;
            """)
}
