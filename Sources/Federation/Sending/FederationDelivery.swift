internal import Composing
internal import Cryptography
internal import Diaspora
internal import Foundation
internal import Outbox
internal import Store
internal import Transport

/// The delivery of one message to one inbox.
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

    /// Sends the message of a delivery, encrypted for the recipient if it is not public.
    ///
    /// - Throws: ``DeliveryError``; ``StoreError`` and others if this pod failed.
    func perform(_ delivery: Delivery) async throws {
        let letter = try letter(of: delivery)
        let body = try letter.key.map {
            try EncryptedMagicEnvelope(encrypting: letter.envelope, for: $0, random: random).json
        }
        let type = body == nil ? "application/magic-envelope+xml" : "application/json"
        let status: Int
        do throws(TransportError) {
            var request = OutboundRequest(
                .post,
                try OutboundURL.checked(letter.url),
                headers: [HeaderField("Content-Type", type)],
                body: OutboundBody(body ?? letter.envelope),
                kind: .deliver)
            request.maximumBytes = 1 << 16
            request.identityPort = HostAndPort(delivery.host)?.port
            status = try await transport.send(request).status
        } catch {
            throw Self.failure(error)
        }
        try await judge(status, recipient: letter.recipient)
    }

    /// The parts of a message to be sent.
    private struct Letter {
        let envelope: [UInt8]
        let recipient: Person?
        /// The recipient's key, for which the message is encrypted; `nil` for a public message.
        let key: RSAPublicKey?
        /// The inbox, where its pod says that it is.
        let url: String
    }

    private func letter(of delivery: Delivery) throws -> Letter {
        try database.read { database in
            guard let payload = try delivery.payloadID.flatMap({ try database.payload(id: $0) }),
                let envelope = payload.envelope
            else {
                throw DeliveryError.abandoned(reason: "the message is gone")
            }
            guard try !database.isBlocked(PodName(authority: delivery.host)) else {
                throw DeliveryError.abandoned(reason: "the pod is blocked")
            }
            let recipient = try delivery.recipientID.flatMap { try database.person(id: $0) }
            // What is for one person never goes out unencrypted.
            guard recipient != nil || (payload.isPublic && delivery.recipientID == nil) else {
                throw DeliveryError.abandoned(reason: "its recipient is gone")
            }
            let key = try recipient.flatMap { try keys.publicKey(of: $0, in: database) }
            if let recipient, key == nil {
                throw DeliveryError.abandoned(reason: "\(recipient.diasporaID) has no usable key")
            }
            let address = try database.remotePod(delivery.host)?.address
            return Letter(
                envelope: envelope, recipient: recipient, key: key,
                url: (isSecure ? "https://" : "http://") + (address ?? delivery.host)
                    + delivery.destination.dropFirst(delivery.host.count))
        }
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
        case .refusedHeader, .overloaded, .libraryFailure: .prevented(reason: "\(error)")
        case .bodyTooLarge, .headersTooLarge, .badResponse: .refused(reason: "\(error)")
        default:
            .unreachable(
                status: error.podFailure?.rawValue ?? "unknown_error", reason: "\(error)")
        }
    }
}
