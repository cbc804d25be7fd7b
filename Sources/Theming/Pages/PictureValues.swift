/// A picture as pages show it: `src` and `full` are paths, or addresses elsewhere.
public struct PictureValues: Sendable {
    public var src: String
    /// The smaller versions, in the form of the `srcset` attribute.
    public var srcset: String
    /// The displayed width, in the form of the `sizes` attribute.
    public var sizes: String
    public var width: Int?
    public var height: Int?
    public var alt: String
    /// The address of the picture in full size.
    public var full: String
    /// Whether the picture is the first on its page, which browsers load at once; all others are
    /// loaded lazily.
    public var isFirst: Bool

    public init(
        src: String, srcset: String = "", sizes: String = "", width: Int? = nil,
        height: Int? = nil, alt: String = "", full: String = "", isFirst: Bool = false
    ) {
        self.src = src
        self.srcset = srcset
        self.sizes = sizes
        self.width = width
        self.height = height
        self.alt = alt
        self.full = full.isEmpty ? src : full
        self.isFirst = isFirst
    }

    package var values: TemplateRecord {
        var values: TemplateRecord = [
            "src": src, "full": full, "alt": alt, "hasAlt": !alt.isEmpty, "isFirst": isFirst,
        ]
        if !srcset.isEmpty {
            values["srcset"] = srcset
            values["sizes"] = sizes
        }
        if let width, let height {
            values["width"] = String(width)
            values["height"] = String(height)
        }
        return values
    }
}
