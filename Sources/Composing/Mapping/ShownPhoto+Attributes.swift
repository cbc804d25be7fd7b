public import Markdown
public import Store
internal import Theming

extension ShownPhoto {
    /// Describes a picture that the text itself shows, with its versions in order of width.
    public init(_ photo: Photo, versions: [PhotoVersionRecord]) {
        self.init(
            fileName: photo.fileName, width: photo.width, height: photo.height, alt: photo.alt,
            versions: versions.sorted { $0.width < $1.width }.map {
                Version(name: $0.name, width: $0.width, height: $0.height)
            })
    }

    /// The width, height and `srcset` for an `img` in a text.
    public var attributes: ImageAttributes {
        let choices = srcset
        return ImageAttributes(
            width: width, height: height, srcset: choices.isEmpty ? nil : choices,
            sizes: choices.isEmpty ? nil : Sizes.column.rawValue)
    }

    /// Every file that is not cropped, narrowest first: `ADDRESS WIDTHw`; empty if there is one.
    public var srcset: String {
        var seen: Set<Int> = []
        let candidates = versions.filter {
            ($0.name.isEmpty || $0.name.hasPrefix("w") || $0.name == "scaled_full_")
                && seen.insert($0.width).inserted
        }
        guard candidates.count > 1 else { return "" }
        return candidates.map { "\(SitePath.photo($0.name + fileName)) \($0.width)w" }
            .joined(separator: ", ")
    }

    /// The displayed width of a picture, the `sizes` by which a browser chooses among its files.
    ///
    /// A rem is 16 pixels here, whatever size the page's text has.
    public enum Sizes: String {
        /// A picture in the text.
        case column = "(min-width: 40rem) 39rem, 100vw"
        /// A single picture below the text of a post, which wide windows show wider than the text.
        case alone = "(min-width: 64rem) 52rem, (min-width: 40rem) 39rem, 100vw"
        case gallery = "(min-width: 64rem) 26rem, (min-width: 40rem) 20rem, 50vw"
        case galleryOfCard = "(min-width: 40rem) 20rem, 50vw"
    }
}
