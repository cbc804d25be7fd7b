import ArgumentParser
import Composing
import Diaspora
import Store

struct ContactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact", abstract: "Manage the people a user shares with.",
        subcommands: [
            ContactAddCommand.self, ContactListCommand.self, ContactRemoveCommand.self,
            ContactIgnoreCommand.self, ContactUnignoreCommand.self,
        ])
}

struct ContactAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a person to an aspect, and so share with them.",
        discussion:
            "Example:\n\n  dandelion contact add bob@pod.example --aspect Friends --as alice")

    @Argument(help: "Their diaspora* ID; an unknown person is looked up at their pod.")
    var id: String

    @Option(help: "The aspect.")
    var aspect: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let id = try DiasporaID.argument(id)
        if let warning = id.warning { pod.console.complain("warning: \(id) \(warning)") }
        let person = try await pod.person(id)
        try pod.composer.addContact(person.diasporaID, to: aspect, of: author)
        pod.console.say("\(author.user.username) shares with \(person.diasporaID)")
        if !person.isHere { pod.noteSending() }
    }
}

struct ContactListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List a user's contacts and the people they ignore.",
        discussion: "Example:\n\n  dandelion contact list --as alice")

    @Flag(help: "Print an array for scripts.")
    var json = false

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    private struct Row: Encodable {
        let id: String
        let aspects: [String]
        let isSharing: Bool
        let isReceiving: Bool
        let isIgnored: Bool
    }

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let rows = try pod.database.read { database in
            try database.contactList(userID: author.user.id).compactMap { contact in
                try database.person(id: contact.personID).map { person in
                    Row(
                        id: "\(person.diasporaID)",
                        aspects: try database.aspectNames(contactID: contact.id),
                        isSharing: contact.isSharing, isReceiving: contact.isReceiving,
                        isIgnored: false)
                }
            }
                + database.blockedPeople(userID: author.user.id).compactMap { personID in
                    try database.person(id: personID).map {
                        Row(
                            id: "\($0.diasporaID)", aspects: [], isSharing: false,
                            isReceiving: false, isIgnored: true)
                    }
                }
        }
        if json { return try pod.console.sayJSON(rows) }
        for row in rows { pod.console.say("\(row.id)  \(Self.note(row))") }
        if rows.isEmpty { pod.console.complain("no contacts") }
    }

    private static func note(_ row: Row) -> String {
        if row.isIgnored { return "ignored" }
        let aspects =
            row.aspects.isEmpty ? "in no aspect" : "in \(row.aspects.joined(separator: ", "))"
        return switch (row.isReceiving, row.isSharing) {
        case (true, true): "\(aspects); they share too"
        case (true, false): "\(aspects); they do not share yet"
        default: "shares with you; you do not share back"
        }
    }
}

struct ContactRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a person from an aspect, or from all of them.",
        discussion: "Example:\n\n  dandelion contact remove bob@pod.example --as alice")

    @Argument(help: "Their diaspora* ID.")
    var id: String

    @Option(help: "Only from this aspect.")
    var aspect: String?

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        try pod.composer.removeContact(
            try DiasporaID.argument(id), from: aspect, of: try writer.author(in: pod))
        pod.console.say("took \(id) out of \(aspect.map { "the aspect \($0)" } ?? "all aspects")")
    }
}

struct ContactIgnoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ignore", abstract: "Hide a person's posts, and end the sharing.",
        discussion: "Example:\n\n  dandelion contact ignore eve@pod.example --as alice")

    @Argument(help: "Their diaspora* ID.")
    var id: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        let person = try await pod.person(try DiasporaID.argument(id))
        try pod.composer.ignore(person.diasporaID, of: author)
        pod.console.say("\(author.user.username) ignores \(person.diasporaID)")
    }
}

struct ContactUnignoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unignore", abstract: "Show a person's posts again.",
        discussion: "Example:\n\n  dandelion contact unignore eve@pod.example --as alice")

    @Argument(help: "Their diaspora* ID.")
    var id: String

    @OptionGroup var writer: WriterOption
    @OptionGroup var options: PodOptions

    func run() async throws {
        let pod = try options.pod()
        let author = try writer.author(in: pod)
        try pod.composer.unignore(try DiasporaID.argument(id), of: author)
        pod.console.say("\(author.user.username) no longer ignores \(id)")
    }
}
