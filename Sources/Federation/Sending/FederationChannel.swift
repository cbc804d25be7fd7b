public import Composing
public import Cryptography
internal import Diaspora
public import Foundation
public import Logging
public import Outbox
public import Store
public import Transport
internal import Workers

/// The channel to other pods: public messages are sent once to each pod, others to each person's inbox.
public struct FederationChannel: DeliveryChannel {
    public let name = ChannelName.federation
    public let limits = DeliveryLimits(
        // As many as a browser asks for; they share a connection where the pod speaks HTTP/2.
        perHost: 6, total: 112, probes: 16, sendingTime: RetrySchedule.sendingTime)
    public let isSigned = true
    public let activity = "sent messages to other pods"
    public let absence = "the pod was away for 30 days"

    /// Seconds for which a pod is away until it gets nothing new (protocol, 2.13).
    private static let deadAfter: TimeInterval = 14 * 86_400
    /// Seconds between a pod's first contact of a person and the profile.
    static let introductionPause: TimeInterval = 10

    private let signer: EnvelopeSigner
    private let delivery: FederationDelivery

    public init(
        context: PodContext, keys: KeyRing, directory: PersonDirectory,
        transport: any HTTPTransport, isSecure: Bool, random: any RandomBytes, logger: Logger
    ) {
        signer = EnvelopeSigner(context: context, keys: keys, logger: logger)
        delivery = FederationDelivery(
            transport: transport, isSecure: isSecure, directory: directory, keys: keys,
            random: random, database: context.database)
    }

    public func plan(
        _ payload: UnplannedPayload, at date: Date, in transaction: WriteTransaction
    ) throws {
        try transaction.insertDeliveries(
            of: payload, to: .ofProtocol, deadSince: date.addingTimeInterval(-Self.deadAfter),
            at: date)
    }

    public func prepare() throws -> Bool { try signer.run() > 0 }

    public func perform(_ delivery: Delivery) async throws {
        try await self.delivery.perform(delivery)
    }

    public func note(
        _ outcomes: [DeliveryOutcome], at date: Date, in transaction: WriteTransaction
    ) throws {
        for outcome in outcomes {
            let host = outcome.delivery.host
            switch outcome.failure {
            case nil:
                try transaction.setAnswered(host)
                try transaction.delayProfile(
                    after: outcome.delivery,
                    unlessToldBefore: date.addingTimeInterval(-Self.introductionPause),
                    until: date.addingTimeInterval(Self.introductionPause))
            case .refused, .rejected:
                try transaction.setAnswered(host)
            case .unreachable(let status, let reason):
                try transaction.setFailed(
                    host, status: RemotePod.Status(rawValue: status) ?? .unknownError,
                    reason: reason, at: date)
            case .interrupted, .prevented, .abandoned: break
            }
        }
        if outcomes.contains(where: { $0.failure == nil }) {
            try transaction.noteExposure(.delivered, at: date)
        }
    }

    public func obstacle(to host: String, in database: ReadTransaction) throws -> String? {
        try database.isBlocked(PodName(authority: host)) ? "the pod is blocked" : nil
    }
}
