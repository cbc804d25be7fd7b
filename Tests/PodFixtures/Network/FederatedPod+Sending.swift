import Cryptography
import Diaspora
import Foundation
import Store
import Testing

@testable import Composing
@testable import Outbox

/// A message that reached another pod, opened.
struct Sent: Sendable {
    /// Host and path, a person's name in place of the GUID.
    let place: String
    /// Whose key signed the envelope.
    let sender: String
    let entity: Entity
    let payload: [UInt8]
    let body: [UInt8]

    /// `PLACE: KIND by SENDER`.
    var summary: String { "\(place): \(entity.name) by \(sender)" }
}

extension FederatedPod {
    /// People whose private inboxes a test reads.
    static func everybody() throws -> [RemotePerson] {
        try [.bob(), .carol(), .dave(), .eve(), .frank()]
    }

    /// Takes all pages for written, and their comments for rendered.
    func writePages() throws {
        try renderComments()
        try database.write { transaction in
            let events = try transaction.reading.unplannedEvents(limit: 100_000)
            try transaction.removePlanned(eventIDs: events.map(\.id))
            try transaction.removePageDeliveries(
                try transaction.reading.pageDeliveries(limit: 100_000))
        }
    }

    func remotePod(_ host: String = "one.example") throws -> RemotePod? {
        try database.read { try $0.remotePod(host) }
    }

    /// The first message of a thing to a pod.
    func first(_ guid: GUID, at host: String = "one.example") throws -> Delivery {
        try #require(
            try database.read { try $0.deliveries(guid: guid.string) }
                .first { $0.host == host })
    }

    /// Sends all that may go now.
    func send() async throws {
        for _ in 0..<3 {
            try writePages()
            try await dispatcher.run()
        }
    }

    /// Sends all that may go, and at once the profiles that wait behind first contacts.
    func introduce() async throws {
        try await send()
        try database.write { transaction in
            let waiting = try transaction.reading.unfinishedDeliveries(isHeld: false, limit: 1_000)
            for profile in waiting where profile.kind == "profile" {
                try transaction.releaseDelivery(id: profile.id)
            }
        }
        try await send()
    }

    /// What reached other pods, opened with the keys of who it was for.
    func sent() throws -> [Sent] {
        let people = try Self.everybody()
        return try network.arrivals.map { arrival in
            let recipient = people.first { arrival.destination.hasSuffix("/users/\($0.guid)") }
            let message =
                try recipient.map {
                    try IncomingMessage(encryptedBody: arrival.body, key: $0.key)
                } ?? IncomingMessage(body: arrival.body)
            let verified = try message.verified(with: key(of: message.sender))
            let place =
                recipient.map { "\(arrival.host) \($0.id.username)" } ?? "\(arrival.host) all"
            return Sent(
                place: place, sender: message.sender.username, entity: verified.entity,
                payload: verified.payload, body: arrival.body)
        }
    }

    /// Sends, and says in sorted lines what arrived since the last time.
    func sending() async throws -> [String] {
        try await send()
        let lines = try sent().map(\.summary).sorted()
        network.forget()
        return lines
    }

    private func key(of id: DiasporaID) throws -> RSAPublicKey {
        try database.read { database in
            let person = try #require(try database.person(id))
            return try #require(
                try KeyRing(
                    sealer: Sealer(secret: Self.secret, random: random)
                ).publicKey(of: person, in: database))
        }
    }

    /// The ledger: `DESTINATION STATE ATTEMPTS`.
    func ledger(_ guid: GUID) throws -> [String] {
        try database.read { try $0.deliveries(guid: guid.string) }
            .map { "\($0.destination) \($0.state) \($0.attempts)" }
    }

    @discardableResult
    func publish(_ text: String, as author: Author? = nil) throws -> GUID {
        try composer.publish(
            PostContent(text: text), as: author ?? alice, for: .everyone)
    }

    func publishLimited(_ text: String, as author: Author? = nil) throws -> GUID {
        try composer.publish(
            PostContent(text: text), as: author ?? alice, for: .aspects(["Friends"]))
    }
}
