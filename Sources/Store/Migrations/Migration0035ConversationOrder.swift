extension Migration {
    /// The conversations of a person in the order of their newest messages, how many messages wait to be read, and who left.
    ///
    /// The row of somebody who left stays, so that a conversation that is sent once more does not bring them back.
    static let conversationOrder = Migration(
        35, "conversationOrder",
        up: """
            ALTER TABLE conversationParticipant ADD COLUMN updatedAt INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE conversationParticipant ADD COLUMN hasLeft INTEGER NOT NULL DEFAULT 0
                CHECK (hasLeft IN (0, 1));
            UPDATE conversationParticipant SET updatedAt = (
                SELECT updatedAt FROM conversation
                WHERE id = conversationParticipant.conversationID);
            DROP INDEX conversationParticipantByPerson;
            CREATE INDEX conversationParticipantByPerson
                ON conversationParticipant (personID, updatedAt, conversationID)
                WHERE hasLeft = 0;
            CREATE INDEX conversationParticipantByAnyPerson ON conversationParticipant (personID);
            CREATE INDEX conversationUnread ON conversationParticipant (personID)
                WHERE unreadCount > 0 AND hasLeft = 0;
            """,
        down: """
            DROP INDEX conversationUnread;
            DROP INDEX conversationParticipantByAnyPerson;
            DROP INDEX conversationParticipantByPerson;
            DELETE FROM conversationParticipant WHERE hasLeft = 1;
            ALTER TABLE conversationParticipant DROP COLUMN hasLeft;
            ALTER TABLE conversationParticipant DROP COLUMN updatedAt;
            CREATE INDEX conversationParticipantByPerson ON conversationParticipant (personID);
            """,
        losses: """
            SELECT 'conversations that somebody left: ' || count(*)
                || iif(count(*) = 1, ' row was', ' rows were')
                || ' removed, as the version before does not know them'
            FROM conversationParticipant WHERE hasLeft = 1 HAVING count(*) > 0
            """)
}
