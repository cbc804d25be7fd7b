import Foundation
import Store

/// A pod as the commands show it.
struct PodRow: Encodable {
    let host: String
    let status: String
    let reason: String?
    let software: String?
    let version: String?
    let offlineSince: Date?
    let nextTry: Date?
    let waiting: Int

    init(_ pod: RemotePod, waiting: Int) {
        host = pod.authority
        status = pod.status.rawValue
        reason = pod.reason
        software = pod.software
        version = pod.version
        offlineSince = pod.offlineSince
        nextTry = pod.notBefore.timeIntervalSince1970 > 0 ? pod.notBefore : nil
        self.waiting = waiting
    }

    var line: String {
        var parts = [host, status]
        if let software { parts.append("\(software) \(version ?? "")") }
        if let offlineSince { parts.append("away since \(offlineSince.formatted(.iso8601))") }
        if let nextTry, offlineSince != nil {
            parts.append("next try \(nextTry.formatted(.iso8601))")
        }
        if let reason { parts.append(reason) }
        if waiting > 0 {
            parts.append(waiting == 1 ? "1 message waits" : "\(waiting) messages wait")
        }
        return parts.joined(separator: "  ")
    }
}
