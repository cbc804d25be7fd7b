internal import Hummingbird
internal import Store
internal import Theming

/// The reader's conversations, the one with the newest message first.
struct ConversationListPage {
    /// Conversations on a page.
    private static let size = 25

    private let visit: Visit
    private let conversations: [ReadableConversation]
    private let older: StreamPosition?

    init(_ visit: Visit) throws {
        self.visit = visit
        let position = visit.parameter(StreamPosition.field).flatMap { StreamPosition($0) }
        let found = try visit.read {
            try $0.conversations(after: position, limit: Self.size + 1)
        }
        conversations = Array(found.prefix(Self.size))
        older =
            found.count > Self.size
            ? conversations.last.map { StreamPosition(key: $0.updatedAt, row: $0.id) } : nil
    }

    func response() throws -> Response {
        let words = visit.frame.words
        let values: TemplateRecord = [
            "conversations": conversations.map { conversation in
                [
                    "address": AppPath.conversation(conversation.guid),
                    "subject": conversation.subject,
                    "people": visit.frame.joined(conversation.names(without: visit.readerID)),
                    "moment": visit.frame.moment(conversation.updatedAt),
                    "unread": conversation.unreadCount > 0
                        ? words.plural(.newMessages, count: conversation.unreadCount) : "",
                ] as TemplateRecord
            },
            "older": older.map { visit.address(setting: StreamPosition.field, to: $0.text) } ?? "",
        ]
        return try visit.page(
            .conversations, title: words.text(.appConversationsTitle), values)
    }
}

extension ReadableConversation {
    /// The names of the people in it, besides one.
    func names(without personID: Int64?) -> [String] {
        participants.filter { $0.id != personID }.map { PersonLink($0).name }
    }
}
