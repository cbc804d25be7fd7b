public import Store
public import Theming

extension ShownPhoto {
    /// Returns the picture as pages show it, in the size that fits its place.
    public func picture(isFirst: Bool, sizes: Sizes) -> PictureValues {
        let shown = versions.first { $0.name == "scaled_full_" } ?? largest
        return PictureValues(
            src: SitePath.photo(shown.name + fileName), srcset: srcset,
            sizes: srcset.isEmpty ? "" : sizes.rawValue,
            width: shown.width, height: shown.height, alt: alt,
            full: SitePath.photo(largest.name + fileName), isFirst: isFirst)
    }

    /// The picture beside a person's name.
    public var avatar: PictureValues {
        let small = versions.first { $0.name == "thumb_medium_" } ?? largest
        return PictureValues(
            src: SitePath.photo(small.name + fileName), width: small.width, height: small.height,
            full: SitePath.photo(largest.name + fileName))
    }

    private var largest: Version {
        versions.first { $0.name.isEmpty } ?? Version(name: "", width: width, height: height)
    }
}
