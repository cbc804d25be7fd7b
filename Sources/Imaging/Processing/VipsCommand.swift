/// The command line that makes one version of a photo.
///
/// `vips thumbnail` does what `vipsthumbnail` does, and alone knows `--fail-on`: the latter makes
/// half-grey pictures of truncated files and reports success.
struct VipsCommand: Equatable {
    var arguments: [String]

    /// - Parameters:
    ///   - source: Names of files, relative to the folder that the program runs in.
    ///   - header: Of the photo that was sent.
    init(
        programs: ImagingPrograms, limits: ImageLimits, source: String, output: String,
        size: PhotoSize, header: ImageHeader
    ) {
        // Of an animation all pages are loaded as one high picture, which can be scaled but
        // neither cut nor turned.
        let pages = header.isAnimated && !size.isCropped ? "[n=-1]" : ""
        arguments = [
            programs.vips, "thumbnail", source + pages,
            output + Self.encoding(header.format), "\(size.box.width)",
            "--height", "\(size.box.height)",
            "--size", size.isCropped ? "both" : "down",
            "--fail-on", "truncated",
        ]
        // For pictures without a profile this would be no change of colours, but libvips 8.14 gets
        // it wrong by some eight levels of red.
        if header.hasColorProfile, source == Self.upload {
            arguments += ["--export-profile", "srgb"]
        }
        if size.isCropped { arguments += ["--crop", "centre"] }
        if header.isAnimated { arguments.append("--no-rotate") }
    }

    /// What the file that was sent is called where the program runs.
    static let upload = "source"

    private static func encoding(_ format: ImageFormat) -> String {
        switch format {
        case .jpeg: "[Q=82,optimize_coding,interlace,strip]"
        case .png: "[compression=6,filter=all,strip]"
        case .webp: "[Q=80,strip]"
        case .gif: "[strip]"
        }
    }
}
