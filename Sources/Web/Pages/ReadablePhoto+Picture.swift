internal import Composing
internal import Store
internal import Theming

extension ReadablePhoto {
    /// Returns the photo as pages show it.
    func picture(isAlone: Bool) -> PictureValues {
        switch self {
        case .here(let photo):
            photo.picture(isFirst: false, sizes: isAlone ? .column : .galleryOfCard)
        case .elsewhere(let url, let width, let height, let alt):
            PictureValues(src: url, width: width, height: height, alt: alt)
        }
    }
}
