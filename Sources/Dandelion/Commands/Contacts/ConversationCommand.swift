import ArgumentParser
import Composing
import Diaspora
import Foundation
import Store

struct ConversationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversation", abstract: "Read and write private conversations.",
        subcommands: [
            ConversationNewCommand.self, ConversationReplyCommand.self,
            ConversationListCommand.self, ConversationShowCommand.self,
        ])
}

struct ConversationNewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Start a conversation with contacts.",
        discussion: """
            Example:

              echo 'Shall we meet?' | dandelion conversation new - --subject Sunday \\
                --with bob@pod.example --as alice
            """)

    @Argument(help: "A file with the first message, or - for standard input.")
    var file: String

    @Option(help: "The subject.")
    var subject: String

    @Option(help: ArgumentHelp("A contact; can be repeated.", valueName: "id"))
    var with: [String]

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let guid = try pod.composer.startConversation(
            with: try with.map { try DiasporaID.argument($0) }, subject: subject,
            text: try PostFile(name: file).text(), as: try writer.author(in: pod))
        pod.console.say("\(guid)")
    }
}

struct ConversationReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Reply in a conversation.",
        discussion:
            "Example:\n\n  dandelion conversation reply 9b1376a029eb013487753131731751e9 a.md --as bob"
    )

    @Argument(help: "Its GUID.")
    var guid: String

    @Argument(help: "A file with the message, or - for standard input.")
    var file: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let message = try pod.composer.reply(
            to: try GUID.argument(guid), text: try PostFile(name: file).text(),
            as: try writer.author(in: pod))
        pod.console.say("\(message)")
    }
}

struct ConversationListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List conversations, the one with the newest message first.",
        discussion: "Example:\n\n  dandelion conversation list --as alice")

    @Option(help: "The greatest number to list.")
    var limit = 50

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    private struct Row: Encodable {
        let guid: String
        let subject: String
        let createdAt: Date
        let participants: [String]
        let messages: Int
    }

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let rows = try pod.database.read { database in
            try database.conversations(personID: author.person.id, limit: limit).map {
                Row(
                    guid: $0.guid.string, subject: $0.subject, createdAt: $0.createdAt,
                    participants: try database.participants(conversationID: $0.id).compactMap {
                        try database.person(id: $0)?.diasporaID.description
                    },
                    messages: try database.messages(conversationID: $0.id).count)
            }
        }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows {
            pod.console.say(
                "\(row.guid)  \(row.participants.joined(separator: ", "))  \(row.subject)")
        }
        if rows.isEmpty { pod.console.complain("no conversations") }
    }
}

struct ConversationShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the messages of a conversation.",
        discussion:
            "Example:\n\n  dandelion conversation show 9b1376a029eb013487753131731751e9 --as bob")

    @Argument(help: "Its GUID.")
    var guid: String

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    private struct Row: Encodable {
        let guid: String
        let author: String
        let createdAt: Date
        let text: String
    }

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let guid = try GUID.argument(guid)
        let rows = try pod.database.read { database in
            let conversation = try pod.composer.conversation(guid, of: author, in: database)
            return try database.messages(conversationID: conversation.id).map { message in
                Row(
                    guid: message.guid.string,
                    author: try database.person(id: message.authorID)?.diasporaID.description ?? "",
                    createdAt: message.createdAt, text: message.text)
            }
        }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows {
            pod.console.say("\(row.author), \(row.createdAt.formatted(.iso8601)):\n\(row.text)\n")
        }
    }
}
