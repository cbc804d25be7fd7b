extension Migration {
    static let outbox = Migration(
        6, "outbox",
        up: """
            CREATE TABLE outboxEvent (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                kind TEXT NOT NULL,
                guid TEXT NOT NULL,
                before TEXT NOT NULL DEFAULT '{}',
                createdAt INTEGER NOT NULL,
                plannedAt INTEGER
            ) STRICT;
            CREATE INDEX outboxEventUnplanned ON outboxEvent (id) WHERE plannedAt IS NULL;

            CREATE TABLE pageDelivery (
                page TEXT PRIMARY KEY,
                stage INTEGER NOT NULL,
                priority INTEGER NOT NULL,
                wanted INTEGER NOT NULL,
                rendered INTEGER NOT NULL DEFAULT 0,
                failure TEXT
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX pageDeliveryOrder ON pageDelivery (priority, stage);

            CREATE TABLE payload (
                id INTEGER PRIMARY KEY,
                mediaType TEXT NOT NULL,
                body BLOB NOT NULL,
                createdAt INTEGER NOT NULL
            ) STRICT;

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
            CREATE INDEX deliveryOpen ON delivery (stage, priority, notBefore) WHERE state = 'open';
            CREATE INDEX deliveryByEvent ON delivery (eventID);
            CREATE INDEX deliveryByPayload ON delivery (payloadID);
            """,
        down: """
            DROP TABLE delivery;
            DROP TABLE payload;
            DROP TABLE pageDelivery;
            DROP TABLE outboxEvent;
            """)
}
