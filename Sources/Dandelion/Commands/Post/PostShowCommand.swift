import ArgumentParser
import Composing
import Diaspora
import Foundation
import Store

struct PostShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a post or a draft, or its deliveries.",
        discussion: """
            Examples:

              dandelion post show hello-world-17418fb029e6
              dandelion post show hello-world-17418fb029e6 --text
              dandelion post show hello-world-17418fb029e6 --ledger
            """)

    @Argument(help: "Its GUID, the beginning of the GUID, or its address.")
    var guid: String

    @Flag(help: "Print only its text.")
    var text = false

    @Flag(help: "Show each inbox that it was sent to, waits for, or was not sent to.")
    var ledger = false

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    private struct Object: Encodable {
        let guid: String
        var title: String?
        let text: String
        var isPublic: Bool?
        let createdAt: Date
        var editedAt: Date?
        var publishAt: Date?
        var version: Int?
        var tags: [String] = []
        var aspects: [String] = []
        /// Descriptions of those below the text, in the order that `post edit` counts them in.
        var photos: [String] = []
        var location: String?
        var url: String?
        var deliveries: [DeliveryRow] = []
    }

    func run() async throws {
        let pod = try options.pod()
        let guid = try pod.guid(guid)
        let object = try pod.database.read { database -> Object in
            if let draft = try database.draft(guid) { return try self.draft(draft, in: database) }
            guard let post = try database.post(guid) else {
                throw try database.isDeleted(guid, .post)
                    ? ComposeError.deleted(guid.string) : ComposeError.unknownPost(guid.string)
            }
            return try self.post(post, of: pod, in: database)
        }
        if json {
            try pod.console.sayJSON(object)
        } else if ledger {
            for row in object.deliveries { pod.console.say(row.line) }
            if object.deliveries.isEmpty { pod.console.complain("it was sent to no other pod") }
        } else {
            if !text { for line in facts(of: object) { pod.console.say(line) } }
            pod.console.say(object.text)
        }
    }

    private func draft(_ draft: Draft, in database: ReadTransaction) throws -> Object {
        var object = Object(guid: draft.guid.string, text: draft.text, createdAt: draft.updatedAt)
        object.publishAt = draft.publishAt
        object.photos = try database.photos(draftID: draft.id).filter { !$0.isInline }.map(\.alt)
        return object
    }

    private func post(
        _ post: Post, of pod: PodApplication, in database: ReadTransaction
    ) throws -> Object {
        var object = Object(guid: post.guid.string, text: post.text, createdAt: post.createdAt)
        object.title = try database.renderedTitle(postID: post.id)
        object.isPublic = post.isPublic
        object.editedAt = post.editedAt
        object.version = post.version
        object.tags = try database.tags(postID: post.id)
        object.aspects = try database.aspectNames(postID: post.id)
        object.photos = try database.photos(postID: post.id).filter { !$0.isInline }.map(\.alt)
        object.location = try database.location(postID: post.id)?.address
        let isHere = try database.person(id: post.authorID)?.isHere == true
        if post.isPublic, isHere { object.url = pod.settings.url + "posts/\(post.guid)" }
        object.deliveries = try database.deliveries(guid: post.guid.string).map { delivery in
            let isToPod = delivery.channel == .federation
            return DeliveryRow(
                delivery, to: try delivery.recipientID.flatMap { try database.person(id: $0) },
                breaker: try database.breaker(delivery.channel, host: delivery.host),
                obstacle: isToPod
                    ? try database.remotePod(delivery.host)?.reason.map(StoredReason.ofMessage)
                    : nil)
        }
        return object
    }

    /// Lists the facts about a post, a line each, and an empty line.
    private func facts(of object: Object) -> [String] {
        let audience =
            switch object.isPublic {
            case true?: "everyone"
            case false?: object.aspects.isEmpty ? "some" : object.aspects.joined(separator: ", ")
            case nil: object.publishAt == nil ? "nobody yet, it is a draft" : "nobody yet"
            }
        let photos = object.photos.enumerated().map { index, alt in
            "\(index + 1) \(alt.isEmpty ? "without a description" : alt)"
        }
        let rows = [
            ("title", object.title ?? ""), ("date", object.createdAt.formatted(.iso8601)),
            ("edited", object.editedAt?.formatted(.iso8601) ?? ""),
            ("publish at", object.publishAt?.formatted(.iso8601) ?? ""), ("audience", audience),
            ("tags", object.tags.map { "#" + $0 }.joined(separator: " ")),
            ("photos", photos.joined(separator: "; ")), ("place", object.location ?? ""),
            ("address", object.url ?? ""),
        ]
        return rows.filter { !$0.1.isEmpty }.map { label, value in
            label.padding(toLength: 12, withPad: " ", startingAt: 0) + value
        } + [""]
    }
}
