public import Store

/// A photo whose files are in `uploads/images/` already, and in no row yet.
public struct TakenPhoto: Sendable, Equatable {
    public var fileName: String
    /// The width of the picture, in pixels.
    public var width: Int
    /// The height of the picture, in pixels.
    public var height: Int
    /// The description for people who do not see the picture; may be empty.
    public var alt: String { didSet { alt = alt.storable } }
    /// Whether the text itself shows the picture, which else is below it.
    public var isInline: Bool
    /// The stored versions in other sizes.
    public var versions: [PhotoVersionRecord]

    public init(
        fileName: String, width: Int, height: Int, alt: String, isInline: Bool,
        versions: [PhotoVersionRecord]
    ) {
        self.fileName = fileName
        self.width = width
        self.height = height
        self.alt = alt.storable
        self.isInline = isInline
        self.versions = versions
    }
}
