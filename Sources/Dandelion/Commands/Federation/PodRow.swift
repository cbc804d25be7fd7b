import Foundation
import Store

/// A pod as the commands show it.
struct PodRow: Encodable {
    /// Empty for all the pods that are not known here.
    let host: String
    let status: String?
    let reason: String?
    let software: String?
    let version: String?
    let offlineSince: Date?
    let nextTry: Date?
    let waiting: Int
    /// The number of its messages that were dropped, by reason.
    let dropped: [String: Int]
    let blockedSince: Date?
    /// The number of messages that were refused since the pod was blocked.
    let refused: Int?

    init(
        _ pod: RemotePod, waiting: Int = 0, dropped: [DroppedMessages] = [],
        blocked: BlockedPod? = nil
    ) {
        host = pod.authority
        status = pod.status.rawValue
        reason = pod.reason.map(StoredReason.ofMessage)
        software = pod.software
        version = pod.version
        offlineSince = pod.offlineSince
        nextTry = pod.notBefore.timeIntervalSince1970 > 0 ? pod.notBefore : nil
        self.waiting = waiting
        self.dropped = Self.counts(dropped)
        blockedSince = blocked?.createdAt
        refused = blocked?.refused
    }

    /// A pod that is blocked and of which nothing else is known.
    init(blocked: BlockedPod) {
        self.init(host: blocked.name, dropped: [], blocked: blocked)
    }

    /// The pods that nobody here has to do with, as one.
    init(unknownPodsDropping dropped: [DroppedMessages]) {
        self.init(host: "", dropped: dropped, blocked: nil)
    }

    private init(host: String, dropped: [DroppedMessages], blocked: BlockedPod?) {
        self.host = host
        status = nil
        reason = nil
        software = nil
        version = nil
        offlineSince = nil
        nextTry = nil
        waiting = 0
        self.dropped = Self.counts(dropped)
        blockedSince = blocked?.createdAt
        refused = blocked?.refused
    }

    private static func counts(_ dropped: [DroppedMessages]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: dropped.map { ($0.reason.rawValue, $0.count) })
    }

    var line: String {
        var parts = [host.isEmpty ? "all other pods" : host]
        if let blockedSince {
            parts.append("blocked since \(blockedSince.formatted(.iso8601))")
        }
        if let refused, refused > 0 { parts.append("\(refused) dropped since") }
        if let status { parts.append(status) }
        if let software { parts.append("\(software) \(version ?? "")") }
        if let offlineSince { parts.append("away since \(offlineSince.formatted(.iso8601))") }
        if let nextTry, offlineSince != nil {
            parts.append("next try \(nextTry.formatted(.iso8601))")
        }
        if let reason { parts.append(reason) }
        if waiting > 0 {
            parts.append(waiting == 1 ? "1 message waits" : "\(waiting) messages wait")
        }
        if !dropped.isEmpty { parts.append("dropped: \(droppedText)") }
        return parts.joined(separator: "  ")
    }

    private var droppedText: String {
        DroppedMessages.Reason.allCases.compactMap { reason in
            dropped[reason.rawValue].map { "\($0) \(Self.words(reason))" }
        }.joined(separator: ", ")
    }

    private static func words(_ reason: DroppedMessages.Reason) -> String {
        switch reason {
        case .stranger: "of strangers, unverified"
        case .noConcern: "of no concern"
        case .deleted: "deleted before"
        case .ignored: "ignored"
        case .unsupported: "not supported"
        case .quota: "over the quota of strangers"
        case .noRoom: "for want of room"
        }
    }
}
