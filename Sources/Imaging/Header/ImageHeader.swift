/// What the first bytes of a picture (of a GIF or WebP: its block structure) say of it. Nothing is
/// decoded for it.
public struct ImageHeader: Sendable, Equatable {
    public let format: ImageFormat
    /// Pixels from left to right, as the picture is shown.
    public let width: Int
    /// Pixels from top to bottom, as the picture is shown.
    public let height: Int
    /// 1 for stills.
    public let frameCount: Int
    /// Whether an ICC profile says what the colours mean; without one they are sRGB.
    public let hasColorProfile: Bool

    public var isAnimated: Bool { frameCount > 1 }

    /// Of all frames together; `Int.max` if there are more.
    public var totalPixels: Int {
        let (area, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow else { return .max }
        let (total, tooMany) = area.multipliedReportingOverflow(by: frameCount)
        return tooMany ? .max : total
    }

    /// - Throws: ``ImagingError/unsupportedType(found:)``, ``ImagingError/damaged(reason:)``.
    public init(parsing bytes: [UInt8]) throws(ImagingError) {
        guard let format = ImageFormat(detecting: bytes) else {
            throw .unsupportedType(found: UnsupportedFormat(detecting: bytes)?.rawValue)
        }
        var reader = ByteReader(bytes)
        self =
            switch format {
            case .jpeg: try Self.jpeg(&reader)
            case .png: try Self.png(&reader)
            case .webp: try Self.webp(&reader)
            case .gif: try Self.gif(&reader)
            }
        guard width > 0, height > 0, frameCount > 0 else {
            throw .damaged(reason: "it has no pixels")
        }
    }

    /// - Parameter orientation: 1 to 8, as EXIF has it; from 5 on, width and height change places.
    init(
        format: ImageFormat, width: Int, height: Int, frameCount: Int = 1, orientation: Int = 1,
        hasColorProfile: Bool = false
    ) {
        self.format = format
        self.width = orientation < 5 ? width : height
        self.height = orientation < 5 ? height : width
        self.frameCount = frameCount
        self.hasColorProfile = hasColorProfile
    }
}
