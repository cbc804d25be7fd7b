internal import Store
internal import Theming

extension PublicPhoto {
    /// How wide a picture is shown, for the browser's choice among its files.
    ///
    /// A rem is 16 pixels here, whatever size the page's text has.
    enum Sizes: String {
        /// In the text.
        case column = "(min-width: 40rem) 39rem, 100vw"
        /// Alone below the text of a post, where wide windows show it wider than the text.
        case alone = "(min-width: 64rem) 52rem, (min-width: 40rem) 39rem, 100vw"
        case gallery = "(min-width: 64rem) 26rem, (min-width: 40rem) 20rem, 50vw"
        case galleryOfCard = "(min-width: 40rem) 20rem, 50vw"
    }

    func picture(isFirst: Bool, sizes: Sizes) -> PictureValues {
        let shown = versions.first { $0.name == "scaled_full_" } ?? largest
        return PictureValues(
            src: SitePath.photo(shown.name + fileName), srcset: srcset,
            sizes: srcset.isEmpty ? "" : sizes.rawValue,
            width: shown.width, height: shown.height, alt: alt,
            full: SitePath.photo(largest.name + fileName), isFirst: isFirst)
    }

    /// The picture beside a person's name.
    var avatar: PictureValues {
        let small = versions.first { $0.name == "thumb_medium_" } ?? largest
        return PictureValues(
            src: SitePath.photo(small.name + fileName), width: small.width, height: small.height,
            full: SitePath.photo(largest.name + fileName))
    }

    /// Every file that is not cropped, narrowest first: `ADDRESS WIDTHw`; empty if there is one.
    var srcset: String {
        var seen: Set<Int> = []
        let candidates = versions.filter {
            ($0.name.isEmpty || $0.name.hasPrefix("w") || $0.name == "scaled_full_")
                && seen.insert($0.width).inserted
        }
        guard candidates.count > 1 else { return "" }
        return candidates.map { "\(SitePath.photo($0.name + fileName)) \($0.width)w" }
            .joined(separator: ", ")
    }

    private var largest: Version {
        versions.first { $0.name.isEmpty } ?? Version(name: "", width: width, height: height)
    }
}
