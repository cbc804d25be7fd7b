import ArgumentParser
import Composing
import Diaspora
import Foundation
import Store

struct PostListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List posts, drafts, or the results of a search.",
        discussion: """
            Examples:

              dandelion post list --as alice
              dandelion post list --as alice --search "beans garden"
              dandelion post list --drafts
            """)

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Only this user's.", valueName: "name"))
    var writer: String?

    @Option(
        help: ArgumentHelp(
            "Posts with all of these words, including limited posts.", valueName: "words"))
    var search: String?

    @Flag(help: "Drafts, including scheduled ones.")
    var drafts = false

    @Option(help: "The greatest number to list.")
    var limit = 50

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    private struct Row: Encodable {
        let guid: String
        let createdAt: Date
        let isPublic: Bool?
        let publishAt: Date?
        let failure: String?
        var isHeld: Bool?
        let text: String
    }

    func validate() throws {
        if search != nil, writer == nil { throw ValidationError("--search needs --as NAME.") }
        if !(1...100_000).contains(limit) { throw ValidationError("--limit is 1 to 100000.") }
    }

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.map(pod.author)
        let rows = try pod.database.read { database in
            try drafts ? draftRows(database, author) : postRows(database, author)
        }
        if json {
            try pod.console.sayJSON(rows)
            return
        }
        for row in rows { pod.console.say(line(row)) }
        if rows.isEmpty { pod.console.complain(drafts ? "no drafts" : "no posts") }
    }

    private func postRows(_ database: ReadTransaction, _ author: Author?) throws -> [Row] {
        let posts =
            if let search, let author {
                try database.search(search, authorID: author.person.id, limit: limit)
            } else {
                try database.posts(authorID: author?.person.id, limit: limit)
            }
        return posts.map {
            Row(
                guid: $0.guid.string, createdAt: $0.createdAt, isPublic: $0.isPublic,
                publishAt: nil, failure: nil, text: $0.text)
        }
    }

    private func draftRows(_ database: ReadTransaction, _ author: Author?) throws -> [Row] {
        try database.drafts(userID: author?.user.id).prefix(limit).map {
            Row(
                guid: $0.guid.string, createdAt: $0.updatedAt, isPublic: nil,
                publishAt: $0.publishAt, failure: $0.failure.map(StoredReason.ofDraft),
                isHeld: $0.publishAt == nil ? nil : $0.isHeld, text: $0.text)
        }
    }

    private func line(_ row: Row) -> String {
        var note = row.isPublic == false ? "  limited" : ""
        if let time = row.publishAt { note = "  at \(time.formatted(.iso8601))" }
        if row.isHeld == true { note += "  held" }
        if let failure = row.failure { note += "  failed: \(failure)" }
        return
            "\(row.createdAt.formatted(.iso8601.year().month().day()))  \(row.guid)\(note)  \(FirstLine(row.text))"
    }
}
