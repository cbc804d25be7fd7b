public import Foundation

/// A source of a file's modification time that is better than the file system, such as a version
/// control system; returns `nil` for files it does not know.
public typealias FileTime = @Sendable (_ file: URL) -> Date?
