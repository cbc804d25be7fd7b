/// The orientation that a camera wrote into EXIF.
///
/// Spec: Exif 2.32, section 4.6.4, tag 274; TIFF 6.0, section 2.
enum ExifOrientation {
    /// - Parameter bytes: A TIFF structure, with or without `Exif` and two zeros before it.
    /// - Returns: 1 to 8; 1 if there is none or it cannot be read.
    static func read(_ bytes: some Collection<UInt8>) -> Int {
        let prefix = Array("Exif\0\0".utf8)
        let tiff = Array(bytes.starts(with: prefix) ? Array(bytes.dropFirst(6)) : Array(bytes))
        // Decoders take a picture with unreadable EXIF for one that stands upright.
        return (try? orientation(tiff: tiff)) ?? 1
    }

    private static func orientation(tiff: [UInt8]) throws(ImagingError) -> Int? {
        let isLittleEndian = tiff.starts(with: [0x49, 0x49])
        guard isLittleEndian || tiff.starts(with: [0x4D, 0x4D]) else { return nil }
        func number(_ reader: inout ByteReader, _ count: Int) throws(ImagingError) -> Int {
            try isLittleEndian ? reader.littleEndian(count) : reader.bigEndian(count)
        }

        var reader = ByteReader(tiff)
        try reader.skip(4)
        let offset = try number(&reader, 4)
        reader = ByteReader(tiff)
        try reader.skip(offset)
        for _ in 0..<(try number(&reader, 2)) {
            let tag = try number(&reader, 2)
            try reader.skip(6)
            let value = try number(&reader, 2)
            try reader.skip(2)
            if tag == 274 { return (1...8).contains(value) ? value : nil }
        }
        return nil
    }
}
