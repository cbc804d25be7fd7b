/// An image that a text shows.
public struct RenderedImage: Sendable, Equatable, Codable {
    /// The URL as written, unescaped.
    public var url: String
    /// The image's description; empty if the text gives none.
    public var alt: String

    public init(url: String, alt: String) {
        self.url = url
        self.alt = alt
    }
}
