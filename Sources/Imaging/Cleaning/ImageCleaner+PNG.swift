extension ImageCleaner {
    /// Keeps header, palette, transparency, pixels and end.
    static func png(_ bytes: [UInt8]) throws(ImagingError) -> [UInt8] {
        var reader = ByteReader(bytes)
        var output = Array(try reader.take(8))
        while true {
            var header = ByteReader(reader.bytes.prefix(8))
            let length = try header.bigEndian(4)
            let type = String(decoding: header.bytes, as: UTF8.self)
            let chunk = try reader.take(length + 12)
            if ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"].contains(type) { output += chunk }
            if type == "IEND" { return output }
        }
    }
}
