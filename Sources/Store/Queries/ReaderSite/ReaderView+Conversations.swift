/// The conversations that the reader takes part in.
extension ReaderView {
    static let conversations = [conversation, participant, message, waitingMessage]

    private static let conversation = ReaderView(
        name: "readableConversation",
        sql: """
            SELECT conversation.id, conversation.guid, conversation.subject, own.updatedAt,
                own.unreadCount
            FROM conversationParticipant AS own
            JOIN conversation ON conversation.id = own.conversationID
            WHERE own.personID = reader() AND own.hasLeft = 0
            """)

    private static let participant = ReaderView(
        name: "readableParticipant",
        sql: """
            SELECT part.conversationID, part.personID FROM conversationParticipant AS part
            WHERE part.hasLeft = 0 AND \(isTakingPart("part.conversationID"))
            """)

    private static let message = ReaderView(
        name: "readableMessage",
        sql: """
            SELECT message.id, message.guid, message.conversationID, message.authorID,
                message.createdAt,
                (SELECT html FROM messageRendering WHERE messageID = message.id) AS html
            FROM message
            WHERE \(isTakingPart("message.conversationID"))
                AND (SELECT renderer FROM messageRendering WHERE messageID = message.id) IS NOT NULL
                AND message.id NOT IN (SELECT messageID FROM unrenderedMessage)
            """)

    /// The reader's own messages whose texts are still to be rendered, as they were written.
    private static let waitingMessage = ReaderView(
        name: "readableWaitingMessage",
        sql: """
            SELECT message.id, message.guid, message.conversationID, message.authorID,
                message.createdAt, message.text
            FROM message
            WHERE \(isTakingPart("message.conversationID")) AND message.authorID = reader()
                AND message.id IN (SELECT messageID FROM unrenderedMessage)
            """)

    private static func isTakingPart(_ conversation: String) -> String {
        """
        EXISTS (SELECT 1 FROM conversationParticipant AS own
            WHERE own.conversationID = \(conversation) AND own.personID = reader()
                AND own.hasLeft = 0)
        """
    }
}
