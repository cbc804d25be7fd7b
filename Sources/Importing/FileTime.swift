public import Foundation

/// When a file was written, as far as something better than the file system knows; `nil` else.
public typealias FileTime = @Sendable (_ file: URL) -> Date?
