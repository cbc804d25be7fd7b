internal import Diaspora
internal import Markdown
public import Store

/// How much people of one host whom nobody here added may leave here. Attack 69.
///
/// What is charged is what they write, whoever passes it on, and what is fetched for what they send; what somebody whom a
/// person here added passes on is not, whoever wrote it. What takes something away is never refused.
public struct StrangerQuota: Sendable, Equatable {
    /// All strangers together may leave so many times as much as those of one host.
    public static let pods = 10
    /// Once they have, each host may leave this part of its limit still, until all have left twice as much: whoever
    /// has some machines does not shut out everybody else with them.
    private static let smallPart = 100

    public var limit: StrangerUsage

    public init(rows: Int = 100_000, bytes: Int = 500 << 20) {
        limit = StrangerUsage(rows: rows, bytes: bytes)
    }

    /// What all strangers together may leave.
    public var total: StrangerUsage {
        func times(_ one: Int) -> Int {
            let (all, isTooMuch) = one.multipliedReportingOverflow(by: Self.pods)
            return isTooMuch ? .max : all
        }
        return StrangerUsage(rows: times(limit.rows), bytes: times(limit.bytes))
    }

    /// Whether strangers of somebody's host, or all together, have left as much as they may.
    func isReached(by sender: DiasporaID, in database: ReadTransaction) throws -> Bool {
        let own = try database.strangerUsage(onHost: sender.host)
        if own.reaches(limit) { return true }
        let all = try database.totalStrangerUsage()
        guard all.reaches(total) else { return false }
        let small = StrangerUsage(
            rows: limit.rows / Self.smallPart, bytes: limit.bytes / Self.smallPart)
        return own.reaches(small)
            || StrangerUsage(rows: all.rows / 2, bytes: all.bytes / 2).reaches(total)
    }

    /// Whether somebody is not of this pod, and nobody here added them.
    func isStranger(_ id: DiasporaID, in database: ReadTransaction) throws -> Bool {
        guard let person = try database.person(id) else { return true }
        return try !person.isHere && !database.isAdded(personID: person.id)
    }

    /// The most that the stored HTML of a text takes, with the beginning of it that lists show. How long it becomes
    /// is not known before it is rendered, and not who is to be charged then; the daily count brings it down.
    static func htmlBytes(ofText text: String) -> Int {
        guard !text.isEmpty else { return 0 }
        let html = MarkdownRenderer.maximumBytes(ofText: text.utf8.count)
        return html + (html > MarkupCut.maximumBytes ? MarkupCut.maximumBytes : 0)
    }

    /// The same for a text whose bytes are counted elsewhere.
    static let unrendered = (
        factor: MarkdownRenderer.maximumBytes(ofText: 1) - MarkdownRenderer.maximumBytes(ofText: 0),
        base: MarkdownRenderer.maximumBytes(ofText: 0) + MarkupCut.maximumBytes
    )

    /// What a stranger's message leaves, at most.
    static func usage(of message: VerifiedMessage) -> StrangerUsage {
        var usage = StrangerUsage(rows: 1, bytes: message.payload.count)
        switch message.entity {
        case .statusMessage(let post):
            usage.rows += post.photos.count + (post.poll?.answers.count ?? 0)
            usage.bytes += htmlBytes(ofText: post.text)
        case .comment(let comment): usage.bytes += htmlBytes(ofText: comment.text)
        case .message(let message): usage.bytes += htmlBytes(ofText: message.text)
        case .conversation(let conversation):
            usage.rows += conversation.messages.count + conversation.participants.count
            usage.bytes += conversation.messages.reduce(0) { $0 + htmlBytes(ofText: $1.text) }
        // A row is replaced, and there was one.
        case .profile: usage = StrangerUsage(rows: 0, bytes: 0)
        default: break
        }
        return usage
    }
}

extension Entity {
    /// Whether it may leave something here that was not before.
    var leavesSomething: Bool {
        switch self {
        case .retraction, .accountDeletion, .accountMigration: false
        case .contact(let contact): contact.isSharing
        default: true
        }
    }
}
