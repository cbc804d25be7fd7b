/// The attributes of an image known before it loads, so that the page does not shift.
public struct ImageAttributes: Sendable, Equatable, Codable {
    /// The width, in pixels.
    public var width: Int
    /// The height, in pixels.
    public var height: Int
    /// The value of the attribute of that name, unescaped.
    public var srcset: String?
    /// The value of the attribute of that name, unescaped.
    public var sizes: String?

    public init(width: Int, height: Int, srcset: String? = nil, sizes: String? = nil) {
        self.width = width
        self.height = height
        self.srcset = srcset
        self.sizes = sizes
    }
}
