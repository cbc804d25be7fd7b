public import Foundation

/// An imported file whose date is in the future.
public struct ImportSchedule: Sendable, Equatable, CustomStringConvertible {
    /// The file's path below the imported folder.
    public let path: String
    /// The time at which the post is published.
    public let publishAt: Date

    public var description: String { "\(path): published on \(publishAt.ISO8601Format())" }
}
