import ArgumentParser
import Composing
import Diaspora
import Foundation
import Store

struct CommentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comment", abstract: "Write, list and delete comments.",
        subcommands: [CommentNewCommand.self, CommentListCommand.self, CommentDeleteCommand.self])
}

struct CommentNewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Comment on a post.",
        discussion:
            "Example:\n\n  dandelion comment new hello-world-17418fb029e6 answer.md --as alice"
    )

    @Argument(help: "The post's GUID or address.")
    var guid: String

    @Argument(help: "A file with the text, or - for standard input.")
    var file: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let text = try PostFile(name: file).text()
        let comment = try pod.composer.comment(
            on: try pod.guid(guid, of: author), text: text, as: author, with: try pod.keyRing())
        try pod.updatePages(after: "the comment is there", isPublic: false) {
            pod.console.say("\(comment)")
        }
    }
}

struct CommentListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the comments of a post, oldest first.",
        discussion: "Example:\n\n  dandelion comment list hello-world-17418fb029e6")

    @Argument(help: "The post's GUID or address.")
    var guid: String

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    private struct Row: Encodable {
        let guid: String
        let author: String
        /// A warning that the author's ID may be mistaken for another one; nil for all others.
        let warning: String?
        let createdAt: Date
        let text: String

        var shownAuthor: String { warning.map { "\(author) (\($0))" } ?? author }
    }

    func run() async throws {
        let pod = try options.pod()
        let guid = try pod.guid(guid)
        try pod.composer.checkExists(guid)
        let rows = try pod.database.read { database in
            guard let post = try database.post(guid) else { return [Row]() }
            return try database.comments(postID: post.id, limit: 100_000).map { comment in
                let author = try database.person(id: comment.authorID)?.diasporaID
                return Row(
                    guid: comment.guid.string, author: author?.description ?? "",
                    warning: author?.warning, createdAt: comment.createdAt, text: comment.text)
            }
        }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows {
            pod.console.say(
                "\(row.createdAt.formatted(.iso8601))  \(row.guid)  \(row.shownAuthor)  "
                    + "\(FirstLine(row.text))")
        }
        if rows.isEmpty { pod.console.complain("no comments") }
    }
}

struct CommentDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete your own comment, or one on your own post.",
        discussion:
            "Example:\n\n  dandelion comment delete e21589b0b41101333b870f77ba60fa73 --as alice")

    @Argument(help: "The comment's GUID.")
    var guid: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        try pod.composer.deleteComment(
            try GUID.argument(guid), as: try writer.author(in: pod))
        try pod.updatePages(after: "the comment is gone", isPublic: false) {
            pod.console.say("deleted the comment \(guid)")
        }
    }
}
