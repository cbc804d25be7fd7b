internal import Composing
internal import Imaging
internal import Markdown
internal import Store

/// A picture of a text of `site/`, stored with all its versions.
struct SitePicture: Sendable, Equatable, Codable {
    struct Version: Sendable, Equatable, Codable {
        /// The prefix of this version's file name.
        let name: String
        let width: Int
        let height: Int
        let bytes: Int
    }

    /// The file name of the largest version.
    let fileName: String
    let width: Int
    let height: Int
    /// Narrowest first.
    let versions: [Version]

    init(_ photo: ProcessedPhoto) {
        fileName = photo.fileName
        width = photo.width
        height = photo.height
        versions = photo.versions.sorted { ($0.width, $0.name) < ($1.width, $1.name) }.map {
            Version(name: $0.name, width: $0.width, height: $0.height, bytes: $0.bytes)
        }
    }

    /// The file's name without its ending, which is that of its folder too.
    var name: String { String(fileName.prefix { $0 != "." }) }

    /// The path under which pages refer to the picture.
    var address: String { SitePath.photo(fileName) }

    /// The width, height and `srcset` for an `img` in a text.
    var attributes: ImageAttributes {
        ShownPhoto(
            fileName: fileName, width: width, height: height, alt: "",
            versions: versions.map {
                ShownPhoto.Version(name: $0.name, width: $0.width, height: $0.height)
            }
        ).attributes
    }
}
