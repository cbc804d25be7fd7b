internal import Diaspora
internal import Hummingbird
internal import Store
internal import Theming

/// A conversation with a page of its messages, the newest ones unless an address asks for earlier ones.
struct ConversationPage {
    /// Messages on a page.
    private static let size = 50
    /// Bytes of HTML on a page, beyond which it has fewer messages: strangers write them.
    private static let maximumBytes = 256 << 10

    let conversation: ReadableConversation
    /// Whether the page has the newest messages.
    let isLast: Bool
    /// The row of the newest message that is shown, and rendered.
    let newestID: Int64
    /// A typed message that was not taken, and the key of its form.
    var text = ""
    var key: String?
    private let visit: Visit
    private let messages: [ReadableMessage]
    private let hasEarlier: Bool

    /// Reads a conversation; nil if the reader does not take part in it.
    init?(_ guid: GUID, in visit: Visit) throws {
        let before = visit.parameter("before").flatMap { Int64($0) }
        let size = Self.size
        let read = try visit.read { database in
            try database.conversation(guid: guid.string).map { conversation in
                (
                    conversation,
                    try database.messages(
                        conversationID: conversation.id, before: before, limit: size + 1),
                    before == nil
                        ? try database.waitingMessages(
                            conversationID: conversation.id, limit: size) : []
                )
            }
        }
        guard let (conversation, messages, waiting) = read else { return nil }
        self.conversation = conversation
        let shown = Self.newest(messages.suffix(size))
        self.messages = shown + waiting
        self.visit = visit
        hasEarlier = messages.count > shown.count
        newestID = shown.last?.id ?? 0
        isLast = before == nil
    }

    func response(_ problem: FormProblem? = nil) throws -> Response {
        let address = AppPath.conversation(conversation.guid)
        let names = conversation.names(without: visit.readerID)
        var values: TemplateRecord = [
            "address": address,
            "readers": readers(names), "hasReaders": !names.isEmpty,
            "messages": messages.map(self.values),
            "earlier": hasEarlier
                ? visit.address(setting: "before", to: "\(messages.first?.id ?? 0)") : "",
            "form": [
                "token": try visit.token(), "key": key ?? visit.newKey(), "text": text,
            ] as TemplateRecord,
        ]
        if let problem { values["error"] = problem.values }
        return try visit.page(
            .conversation, title: conversation.subject, status: problem?.status ?? .ok, values)
    }

    /// Returns the newest messages that a page has room for, one at least.
    private static func newest(_ messages: some Collection<ReadableMessage>) -> [ReadableMessage] {
        var bytes = 0
        let shown = messages.reversed().prefix { message in
            guard case .html(let html) = message.body else { return true }
            defer { bytes += html.utf8.count }
            return bytes == 0 || bytes + html.utf8.count <= maximumBytes
        }
        return shown.reversed()
    }

    private func readers(_ names: [String]) -> String {
        let words = visit.frame.words
        guard !names.isEmpty else { return words.text(.appNobodyReads) }
        let isWhole = conversation.participants.count < ReadableConversation.participantLimit
        return words.text(
            isWhole ? .appMessageReaders : .appMessageReadersMore,
            ["names": visit.frame.joined(names + [words.text(.appYou)])])
    }

    private func values(of message: ReadableMessage) -> TemplateRecord {
        [
            "anchor": "message~" + message.guid,
            "author": PersonLink(message.author).values(visit.frame.words),
            "moment": visit.frame.moment(message.createdAt),
            "isOwn": message.author.id == visit.readerID, "body": body(message),
        ]
    }

    private func body(_ message: ReadableMessage) -> TemplateRecord {
        switch message.body {
        case .html(let html): ["html": html, "whole": ""]
        case .waiting(let text): ["plain": text]
        }
    }
}
