import DomainErrors
import Imaging
import Markdown

@testable import Composing

extension ErrorSamples {
    /// Errors of pages with reasons and paths as the layers below give them.
    static let withReasons: [any DomainError] =
        images.map { PhotoProblem.unusable(reason: "\($0)") }
        + images.map {
            ComposeError.photo(path: "/tmp/upload-1", problem: .unusable(reason: "\($0)"))
        }
        + images.map {
            ComposeError.picture(
                place: "walk.md:3", destination: "a.png", problem: .fileFailure(reason: "\($0)"))
        }
        + frontMatter.map { ComposeError.frontMatter(place: "walk.md", reason: "\($0)") }

    private static let images: [ImagingError] = [
        .unsupportedType(found: "a TIFF picture"),
        .tooManyBytes(found: 9_000_000, limit: 8_000_000),
        .damaged(reason: "VipsJpeg: premature end of JPEG image"), .decoderCrashed(signal: 11),
        .outOfMemory(limit: 1 << 30), .outOfTime,
        .programMissing(name: "vipsthumbnail", package: "libvips-tools"),
        .fileFailure(path: "/srv/pod/uploads/images", reason: "No space left on device"),
    ]

    private static let frontMatter: [FrontMatterError] = [
        .tooLarge(bytes: 9_000_000), .unclosed(line: 1, fence: "---"),
        .syntax(line: 3, reason: "mapping values are not allowed in this context"),
        .unreadableDate(line: 2, key: "date", value: "yesterday"),
    ]
}
