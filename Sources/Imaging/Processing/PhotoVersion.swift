public import Foundation

/// One file of a photo.
public struct PhotoVersion: Sendable, Equatable {
    public let size: PhotoSize
    public let file: URL
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
    /// Length of the file.
    public let bytes: Int

    /// What stands before the name of the photo's file: `thumb_small_`, …, or nothing.
    public var name: String { size.prefix }
}
