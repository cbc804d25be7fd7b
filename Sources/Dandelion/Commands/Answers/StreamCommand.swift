import ArgumentParser
import Composing
import Diaspora
import Foundation
import Store

struct StreamCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stream", abstract: "List posts of a user and their contacts, newest first.",
        discussion: "Example:\n\n  dandelion stream --as alice")

    @Option(help: "The greatest number to list.")
    var limit = 50

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    private struct Row: Encodable {
        let guid: String
        let author: String
        /// A warning that the author's ID may be mistaken for another one; nil for all others.
        let warning: String?
        let createdAt: Date
        let isPublic: Bool
        let kind: String
        let root: String?
        let text: String
        let comments: Int
        let likes: Int

        var shownAuthor: String { warning.map { "\(author) (\($0))" } ?? author }
    }

    func validate() throws {
        if !(1...100_000).contains(limit) { throw ValidationError("--limit is 1 to 100000.") }
    }

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let rows = try pod.database.read { database in
            try database.stream(
                userID: author.user.id, personID: author.person.id, limit: limit
            ).map { post in
                let author = try database.person(id: post.authorID)?.diasporaID
                return Row(
                    guid: post.guid.string, author: author?.description ?? "",
                    warning: author?.warning, createdAt: post.createdAt, isPublic: post.isPublic,
                    kind: post.kind.rawValue,
                    root: post.rootGUID?.string, text: post.text,
                    comments: try database.commentCount(postID: post.id),
                    likes: try database.likingCount(postID: post.id))
            }
        }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows {
            let note = row.isPublic ? "" : "  limited"
            let shown =
                row.kind == "reshare"
                ? "reshares \(row.root ?? "a deleted post")" : "\(FirstLine(row.text))"
            pod.console.say(
                "\(row.createdAt.formatted(.iso8601))  \(row.guid)  \(row.shownAuthor)\(note)  \(shown)"
            )
        }
        if rows.isEmpty { pod.console.complain("no posts") }
    }
}
