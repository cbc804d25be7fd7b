public import Foundation
internal import GRDB

/// The first occasion on which another pod learned this pod's address. Since then the address
/// cannot change without losing that pod.
public struct Exposure: Sendable, Equatable {
    public enum Kind: String, Sendable {
        /// Somebody was looked up from another machine.
        case webFinger
        /// A public document was fetched from another machine.
        case document
        /// A message of another pod was accepted.
        case received
        /// A message was delivered to another pod.
        case delivered
    }

    fileprivate static let key = "exposure"

    public let kind: Kind
    public let date: Date
}

extension ReadTransaction {
    /// Returns the first exposure.
    ///
    /// - Returns: nil as long as no other pod knows this pod's address.
    public func exposure() throws -> Exposure? {
        try state(Exposure.key).flatMap { value in
            let parts = value.split(separator: " ")
            guard parts.count == 2, let kind = Exposure.Kind(rawValue: String(parts[0])),
                let seconds = Int64(parts[1])
            else { return nil }
            return Exposure(kind: kind, date: Date(seconds: seconds))
        }
    }
}

extension WriteTransaction {
    /// Notes that somebody elsewhere learns the pod's address, if that is the first time. Nothing removes the note.
    public func noteExposure(_ kind: Exposure.Kind, at date: Date) throws {
        try database.run(
            sql: "INSERT OR IGNORE INTO podState (key, value) VALUES (?, ?)",
            arguments: [Exposure.key, "\(kind.rawValue) \(date.seconds)"])
    }
}
