internal import Cryptography
internal import Diaspora
internal import Foundation
internal import Store
internal import Transport

/// Brings one message to one inbox.
///
/// All that is needed is in the payload and the row; what differs from one reader to the next, the
/// encryption, is made here.
struct FederationDelivery {
    let transport: any HTTPTransport
    let isSecure: Bool
    let directory: PersonDirectory
    let keys: KeyRing
    let random: any RandomBytes
    let database: PodDatabase

    /// - Throws: ``DeliveryError``; ``StoreError`` and others if this pod failed.
    func perform(_ delivery: Delivery) async throws {
        guard
            let payload = try delivery.payloadID.flatMap({ id in
                try database.read { try $0.payload(id: id) }
            }), let envelope = payload.envelope
        else {
            throw DeliveryError.abandoned(reason: "the message is gone")
        }
        let recipient = try delivery.recipientID.flatMap { id in
            try database.read { try $0.person(id: id) }
        }
        // What is for one person never goes out unencrypted.
        guard recipient != nil || (payload.isPublic && delivery.recipientID == nil) else {
            throw DeliveryError.abandoned(reason: "its recipient is gone")
        }
        let (body, type) =
            try recipient.map { (try encrypt(envelope, for: $0), "application/json") }
            ?? (envelope, "application/magic-envelope+xml")
        let url = try url(of: delivery)
        let status: Int
        do throws(TransportError) {
            var request = OutboundRequest(
                .post,
                try OutboundURL.checked(url),
                headers: [HeaderField("Content-Type", type)], body: OutboundBody(body),
                kind: .deliver)
            request.maximumBytes = 1 << 16
            request.identityPort = UInt16(
                delivery.host.split(separator: ":").last.map(String.init) ?? "")
            status = try await transport.send(request).status
        } catch {
            throw Self.failure(error)
        }
        try await judge(status, recipient: recipient)
    }

    /// The inbox, where its pod says that it is.
    private func url(of delivery: Delivery) throws -> String {
        let address = try database.read { try $0.remotePod(delivery.host) }?.address
        return (isSecure ? "https://" : "http://") + (address ?? delivery.host)
            + delivery.destination.dropFirst(delivery.host.count)
    }

    private func encrypt(_ envelope: [UInt8], for person: Person) throws -> [UInt8] {
        guard let key = try database.read({ try keys.publicKey(of: person, in: $0) }) else {
            throw DeliveryError.abandoned(reason: "\(person.diasporaID) has no usable key")
        }
        return try EncryptedMagicEnvelope(encrypting: envelope, for: key, random: random).json
    }

    private func judge(_ status: Int, recipient: Person?) async throws {
        let reason = "the pod answered \(status)"
        switch status {
        case 200...299: return
        case 429, 502, 503, 504:
            throw DeliveryError.unreachable(status: "http_failed", reason: reason)
        case 413, 422:
            throw DeliveryError.rejected(reason: reason)
        case 404, 410:
            if let recipient, await directory.isGone(recipient.diasporaID) == true {
                throw DeliveryError.rejected(reason: "\(recipient.diasporaID) is gone")
            }
            throw DeliveryError.refused(reason: reason)
        default:
            throw DeliveryError.refused(reason: reason)
        }
    }

    private static func failure(_ error: TransportError) -> DeliveryError {
        switch error {
        case .cancelled, .shuttingDown: .interrupted
        case .refusedHeader, .libraryFailure: .prevented(reason: "\(error)")
        case .bodyTooLarge, .headersTooLarge, .badResponse: .refused(reason: "\(error)")
        default:
            .unreachable(
                status: error.podFailure?.rawValue ?? "unknown_error", reason: "\(error)")
        }
    }
}
