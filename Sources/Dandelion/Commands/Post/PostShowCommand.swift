import ArgumentParser
import Diaspora
import Foundation
import Pipeline
import Store

struct PostShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the text of a post or a draft, or who got it.",
        discussion: """
            Examples:

              dandelion post show hello-world-17418fb029e6
              dandelion post show hello-world-17418fb029e6 --ledger
            """)

    @Argument(help: "Its GUID.")
    var guid: String

    @Flag(help: "Show each inbox it was sent to, is to be sent to, or was not.")
    var ledger = false

    @Flag(help: "Print an object for scripts.")
    var json = false

    @OptionGroup var options: PodOptions

    private struct Object: Encodable {
        let guid: String
        let text: String
        let isPublic: Bool?
        let createdAt: Date
        let editedAt: Date?
        let version: Int?
        let tags: [String]
        let aspects: [String]
        var deliveries: [DeliveryRow] = []
    }

    func run() async throws {
        let pod = try options.pod()
        let guid = try GUID.argument(guid)
        let object = try pod.database.read { database -> Object in
            if let draft = try database.draft(guid) {
                return Object(
                    guid: guid.string, text: draft.text, isPublic: nil,
                    createdAt: draft.updatedAt, editedAt: nil, version: nil, tags: [], aspects: [])
            }
            guard let post = try database.post(guid) else {
                throw try database.isDeleted(guid, .post)
                    ? ComposeError.deleted(guid.string) : ComposeError.unknownPost(guid.string)
            }
            return Object(
                guid: guid.string, text: post.text, isPublic: post.isPublic,
                createdAt: post.createdAt, editedAt: post.editedAt, version: post.version,
                tags: try database.tags(postID: post.id),
                aspects: try database.aspectNames(postID: post.id),
                deliveries: try database.deliveries(guid: guid.string).map { delivery in
                    DeliveryRow(
                        delivery,
                        to: try delivery.recipientID.flatMap { try database.person(id: $0) },
                        pod: try database.remotePod(delivery.host))
                })
        }
        if json {
            try pod.console.sayJSON(object)
        } else if ledger {
            for row in object.deliveries { pod.console.say(row.line) }
            if object.deliveries.isEmpty { pod.console.complain("it was sent to no other pod") }
        } else {
            pod.console.say(object.text)
        }
    }
}
