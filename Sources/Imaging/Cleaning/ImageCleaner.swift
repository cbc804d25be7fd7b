/// Leaves of an encoded picture what is needed to show it, and nothing else: no EXIF, GPS, XMP,
/// colour profile, comment, and no byte after the end.
///
/// The encoder was told to leave them out, but libvips 8.14.1 writes EXIF and GPS into WebP
/// whatever `strip` says. What is unknown is left out too.
enum ImageCleaner {
    static func clean(_ bytes: [UInt8], format: ImageFormat) throws(ImagingError) -> [UInt8] {
        switch format {
        case .jpeg: try jpeg(bytes)
        case .png: try png(bytes)
        case .webp: try webp(bytes)
        case .gif: try gif(bytes)
        }
    }
}
