public import Store

/// A photo whose files are in `uploads/images/` already, and in no row yet.
public struct TakenPhoto: Sendable, Equatable {
    public var fileName: String
    public var width: Int
    public var height: Int
    public var alt: String { didSet { alt = alt.storable } }
    public var isInline: Bool
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
