/// A photo that was taken in, with all its files in place.
public struct ProcessedPhoto: Sendable, Equatable {
    public let format: ImageFormat
    /// Digits and extension: the name of the largest version, and the end of the others' names.
    public let fileName: String
    /// Of the largest version, in pixels.
    public let width: Int
    /// Of the largest version, in pixels.
    public let height: Int
    public let isAnimated: Bool
    /// The largest first.
    public let versions: [PhotoVersion]
}
