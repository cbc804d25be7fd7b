extension ImageCleaner {
    /// Keeps the picture, its transparency and its animation.
    static func webp(_ bytes: [UInt8]) throws(ImagingError) -> [UInt8] {
        var reader = ByteReader(bytes)
        try reader.skip(4)
        let size = try reader.littleEndian(4)
        var file = ByteReader(try reader.take(size))
        try file.skip(4)
        var chunks: [UInt8] = []
        while !file.isAtEnd {
            let (type, content) = try file.webpChunk()
            guard ["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF"].contains(type) else { continue }
            chunks += Array(type.utf8) + littleEndian(content.count)
            if type == "VP8X", let flags = content.first {
                // Profile (20), EXIF (8) and XMP (4) are announced here.
                chunks.append(flags & ~0x2C)
                chunks += content.dropFirst()
            } else {
                chunks += content
            }
            if !content.count.isMultiple(of: 2) { chunks.append(0) }
        }
        return Array("RIFF".utf8) + littleEndian(chunks.count + 4) + Array("WEBP".utf8) + chunks
    }

    private static func littleEndian(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(number >> ($0 * 8) & 0xFF) }
    }
}
