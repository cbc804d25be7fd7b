// A WebP is a RIFF file: "RIFF", size, "WEBP", then chunks (type, size, content, a zero if the size
// is odd). One lossy (VP8) or lossless (VP8L) chunk is the whole picture; an extended one (VP8X)
// has a canvas, and an ANMF chunk for each frame of an animation. Spec: RFC 9649.
extension ImageHeader {
    static func webp(_ reader: inout ByteReader) throws(ImagingError) -> ImageHeader {
        try reader.skip(4)
        let size = try reader.littleEndian(4)
        var file = ByteReader(try reader.take(size))
        try file.skip(4)
        var canvas: (width: Int, height: Int)?
        var frames = 0
        var orientation = 1
        var hasColorProfile = false
        while !file.isAtEnd {
            let (type, bytes) = try file.webpChunk()
            var content = ByteReader(bytes)
            switch type {
            case "VP8X":
                try content.skip(4)
                canvas = (try content.littleEndian(3) + 1, try content.littleEndian(3) + 1)
            case "VP8 " where canvas == nil:
                try content.skip(6)
                canvas = (
                    try content.littleEndian(2) & 0x3FFF, try content.littleEndian(2) & 0x3FFF
                )
            case "VP8L" where canvas == nil:
                try content.skip(1)
                let bits = try content.littleEndian(4)
                canvas = (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
            case "ANMF": frames += 1
            case "ICCP": hasColorProfile = true
            case "EXIF": orientation = ExifOrientation.read(bytes)
            default: break
            }
        }
        guard let canvas else { throw .damaged(reason: "it has no picture") }
        // The frames of an animation are shown as they stand.
        return ImageHeader(
            format: .webp, width: canvas.width, height: canvas.height, frameCount: max(1, frames),
            orientation: frames > 1 ? 1 : orientation, hasColorProfile: hasColorProfile)
    }
}

extension ByteReader {
    /// The next chunk of a RIFF file: its type and content.
    mutating func webpChunk() throws(ImagingError) -> (type: String, content: ArraySlice<UInt8>) {
        let type = String(decoding: try take(4), as: UTF8.self)
        let size = try littleEndian(4)
        let content = try take(size)
        // Some writers leave the last zero out.
        if !size.isMultiple(of: 2), !isAtEnd { try skip(1) }
        return (type, content)
    }
}
