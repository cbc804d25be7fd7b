internal import Markdown
internal import Store

extension PublicPhoto {
    /// A picture that a text shows itself, as its author's pages show it.
    init(_ photo: Photo, versions: [PhotoVersionRecord]) {
        self.init(
            fileName: photo.fileName, width: photo.width, height: photo.height, alt: photo.alt,
            versions: versions.sorted { $0.width < $1.width }.map {
                Version(name: $0.name, width: $0.width, height: $0.height)
            })
    }

    /// Width, height and choices for an `img` in a text.
    var attributes: ImageAttributes {
        let choices = srcset
        return ImageAttributes(
            width: width, height: height, srcset: choices.isEmpty ? nil : choices,
            sizes: choices.isEmpty ? nil : Sizes.column.rawValue)
    }
}
