/// The attributes of an image known before it loads, so that the page does not shift.
public struct ImageAttributes: Sendable, Equatable, Codable {
    /// Pixels.
    public var width: Int
    /// Pixels.
    public var height: Int
    /// Value of the attribute of that name, unescaped.
    public var srcset: String?
    /// Value of the attribute of that name, unescaped.
    public var sizes: String?

    public init(width: Int, height: Int, srcset: String? = nil, sizes: String? = nil) {
        self.width = width
        self.height = height
        self.srcset = srcset
        self.sizes = sizes
    }
}
